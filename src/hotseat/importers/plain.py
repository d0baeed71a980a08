"""Plain text into blocks: numbering, bullets, Q: and A:, titles that stand alone, e-mail."""

import re
from collections.abc import Iterator

from hotseat.importers.document import BLOCK_LIMIT, Block, Document, Kind

_BULLET = re.compile(
    r"(?P<indent>\s*)(?:(?P<bullet>[-*+•‣▪◦●○■□–—·»>☐☑✓✔→➢])\s+|"
    r"(?P<number>\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.):]\)?|\d{1,2}\.\d{1,2}[.)]?|"
    r"#\d{1,3}[.):]?)\s+)(?P<text>\S.*)"
)
_ASKED = re.compile(
    r"\s*(?:[-*•]\s+)?(?:\d{1,3}[.)]\s+)?(?:Q(?:uestion)?|Ask|Prompt|Frage)\s*(?:#?\s*\d{1,3})?"
    r"\s*(?:[:.)]|[-–—]\s)\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\s*(?:[-*•]\s+)?(?:(?:A\s*#?\s*\d{1,3}|(?i:Ans|Answer|Antwort)(?:\s*#?\s*\d{1,3})?)"
    r"\s*(?:[:.)]|[-–—]\s)|A\s*:)\s*(?P<text>\S.*)"
)
_RULE = re.compile(r"\s*([-=_*~#]\s?){3,}\s*")
_HEADERS = re.compile(
    r"(?:(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|MIME-Version|Content-[\w-]+|Message-ID|"
    r"X-[\w-]+|Return-Path|Received|User-Agent|In-Reply-To|References):[^\n]*\n(?:[ \t][^\n]*\n)*)"
    r"{2,}",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^Subject:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_QUOTING = re.compile(r"^(?:>\s?)+")
_LABEL = re.compile(r"\s*[A-Z][\w' ]{2,24}:\s+\S")
TITLE_LIMIT = 120
_SIGN_OFF = re.compile(
    r"(?:--|best|best regards|kind regards|regards|cheers|thanks|thank you|warmly|sincerely)[,.!]?",
    re.IGNORECASE,
)


def read(text: str, name: str) -> Document:
    """Return the blocks of a plain text."""
    document = Document(name)
    head = _HEADERS.match(text.lstrip())
    if head:
        subject = _SUBJECT.search(head.group())
        document.title = subject[1] if subject else ""
        text = text.lstrip()[head.end() :]
    chunks = list(_chunks(text))
    for number, chunk in enumerate(chunks):
        after = chunks[number + 1] if number + 1 < len(chunks) else []
        if document.full:
            break
        if number and _SIGN_OFF.fullmatch(chunk[0].strip()):
            continue
        for block in _blocks(chunk, after):
            document.add(block)
    return document


def _chunks(text: str) -> Iterator[list[str]]:
    """Yield runs of lines without a blank line; a rule below a line makes it a title."""
    chunk: list[str] = []
    for raw in text.split("\n"):
        line = _QUOTING.sub("", raw[:BLOCK_LIMIT].expandtabs(4).rstrip())
        if line.strip() and not _RULE.fullmatch(line):
            chunk.append(line)
            continue
        if line.strip() and len(chunk) == 1 and len(line.strip()) >= 3:
            chunk = [f"# {chunk[0].strip()}"]
        if chunk:
            yield chunk
        chunk = []
    if chunk:
        yield chunk


def _blocks(chunk: list[str], after: list[str]) -> Iterator[Block]:
    """Yield the blocks of a run of lines."""
    if len(chunk) == 1 and (title := _numbered_title(chunk[0])):
        yield Block(Kind.HEADING, title, 2)
        return
    if len(chunk) == 1 and _is_title(chunk[0], after):
        marks = len(chunk[0]) - len(chunk[0].lstrip("#"))
        yield Block(Kind.HEADING, chunk[0].lstrip("# ").strip(), marks or 2)
        return
    if len(chunk) > 1 and _is_lead(chunk[0], chunk[1]):
        yield Block(Kind.HEADING, chunk[0].lstrip("# ").strip(), 3)
        chunk = chunk[1:]
    listing = _is_line_list(chunk)
    kind, depth, parts = Kind.TEXT, 0, list[str]()
    for line in chunk:
        started = _start(line)
        if started is None and parts and _LABEL.match(line):
            started = (Kind.ITEM, depth + 1 if kind is Kind.ITEM else 1, line.strip())
        if started is None and listing:
            started = (Kind.ITEM, 0, line.strip())
        if started is None:
            parts.append(line.strip())
            continue
        if parts:
            yield Block(kind, " ".join(parts), depth)
        kind, depth, parts = started[0], started[1], [started[2]]
    if parts:
        yield Block(kind, " ".join(parts), depth)


_NUMBERED_TITLE = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]?\s+(?P<title>[^a-z]{4,80})")


def _numbered_title(line: str) -> str:
    """Return the title of a section such as "2. CORE QUESTIONS", "" where it is none."""
    found = _NUMBERED_TITLE.fullmatch(line.strip())
    return found["title"].strip().capitalize() if found else ""


def _start(line: str) -> tuple[Kind, int, str] | None:
    """Return what a line begins, if it begins anything: its kind, depth and text."""
    if marked := labelled(line):
        return marked[0], 0, marked[1]
    if found := _BULLET.fullmatch(line):
        return Kind.ITEM, len(found["indent"]) // 2, found["text"].strip()
    return None


def labelled(text: str) -> tuple[Kind, str] | None:
    """Return kind and text of a line that is labelled a question or an answer (Q: and A:)."""
    if found := _ASKED.fullmatch(text):
        return Kind.ASKED, found["text"].strip()
    if found := _ANSWER.fullmatch(text):
        return Kind.ANSWER, found["text"].strip()
    return None


def _is_title(line: str, after: list[str]) -> bool:
    """Say whether a line that stands alone is a title rather than a short paragraph."""
    text = line.strip()
    if text.startswith("#"):
        return True
    if len(text) > TITLE_LIMIT or _start(line) or not after:
        return False
    if text.endswith(("?", '?"', "?”")):
        return len(" ".join(after)) > len(text) or _start(after[0]) is not None
    return not text.endswith((".", "!", ",", ";", '."', ".”")) and len(text.split()) <= 12


def _is_lead(first: str, second: str) -> bool:
    """Say whether a line leads the ones right below it: a title, or "Look for:"."""
    text = first.strip()
    if _start(first) is not None or len(text) > TITLE_LIMIT:
        return False
    if text.startswith("#"):
        return True
    begins = _start(second)
    if text.endswith(("?", "?”", '?"')):
        return True
    if begins is None:
        return text.isupper() and len(text) > 3
    return not text.endswith((".", "!", ",", ";"))


def _is_line_list(chunk: list[str]) -> bool:
    """Say whether the lines are entries, each on its own, without bullets."""
    plain = [line for line in chunk if _start(line) is None]
    if len(plain) < 2 or len(plain) < len(chunk):
        return False
    ends = sum(line.rstrip().endswith(("?", ".", "!", '"', "”", ")")) for line in plain)
    starts = sum(line.lstrip()[:1].isupper() or line.lstrip()[:1] in "\"“'" for line in plain)
    asked = sum(line.rstrip().endswith(("?", '?"', "?”")) for line in plain)
    return starts == len(plain) and ends >= 0.8 * len(plain) and asked >= 0.3 * len(plain)
