"""Notes on a session as Markdown (CommonMark with GFM tables) under YAML front matter."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from hotseat.domain.session import Session
from hotseat.domain.text import clean, clean_line
from hotseat.exporters.blocks import Block, Heading, Item, Paragraph, Table, Words
from hotseat.exporters.notes import question_types, risk_level, selection_notes
from hotseat.exporters.selection import Selection

# Escaped wherever it stands: emphasis, code, links, HTML ends, tables, strikethrough, mathematics,
# tags and templates, as CommonMark, GFM and the common note-taking programs read them.
_ALWAYS = re.compile(r"[\\`*_\[\]>|~$#{}^]")
_DOUBLED = re.compile(r"==+|%%+|//+")
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
# Bare addresses become links in GFM; a backslash before the mark that tells them keeps them text.
_ADDRESS = re.compile(r"(?<=www)\.|(?<=\w)@(?=\w)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
# What makes a list, a rule, a heading or a definition of the line that it begins.
_LEAD = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[-+=:]))(.)")
# YAML refuses the last two even where they are quoted; the others would be HTML or a link to a
# program that shows front matter as text.
_NOT_IN_YAML = re.compile("[<\ufffe\uffff]|\\](?=[(\\[])")

_PLAIN_YAML = re.compile(r"[a-z]+")
_WORDS_OF_YAML = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def to_markdown(session: Session) -> str:
    """Return the notes on a session; text from outside shows as text and does nothing."""
    return selection_markdown(Selection((session,)))


def selection_markdown(selection: Selection) -> str:
    """Return the notes on what was selected; text from outside shows as text and does nothing."""
    head = "\n".join(["---", *front_lines(front_matter(selection)), "---"])
    return f"{head}\n\n{body(selection)}"


def body(selection: Selection) -> str:
    """Return the notes without front matter, ending in a newline."""
    parts: list[str] = []
    previous: Block | None = None
    for block in selection_notes(selection):
        lines = "\n".join(_lines(block))
        if lines:
            first = previous is None or _hangs_on(block, previous)
            parts.append(lines if first else f"\n{lines}")
            previous = block
    return "\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return text on one line, such that Markdown shows exactly its words wherever it stands."""
    line = _ALWAYS.sub(lambda mark: f"\\{mark[0]}", clean_line(text))
    line = _DOUBLED.sub(lambda marks: "".join(f"\\{mark}" for mark in marks[0]), line)
    line = _ADDRESS.sub(lambda mark: f"\\{mark[0]}", line)
    if lead := _LEAD.match(line):
        line = f"{lead[1]}\\{lead[2]}{line[lead.end() :]}"
    return _ENTITY.sub("&amp;", line).replace("<", "&lt;")


def front_matter(selection: Selection) -> dict[str, str | list[str]]:
    """Return what stands in the front matter: plain words under plain keys, in their order."""
    if selection.story is not None or not selection.sessions:
        return _story_front(selection)
    session = selection.sessions[0]
    chosen = session.settings
    return {
        "title": selection.title,
        "date": session.created,
        "format": chosen.format.value,
        "mode": chosen.mode.value,
        "level": chosen.level.value,
        "types": list(question_types(session)),
        "risk": risk_level(session) or "not judged",
        "tags": ["hotseat", *session.tags],
    }


def _story_front(selection: Selection) -> dict[str, str | list[str]]:
    tags = [tag for session in selection.sessions for tag in session.tags]
    kinds = [kind for session in selection.sessions for kind in question_types(session)]
    return {
        "title": selection.title,
        "date": max((session.created for session in selection.sessions), default=""),
        "sessions": [session.name for session in selection.sessions],
        "types": list(dict.fromkeys(kinds)),
        "tags": list(dict.fromkeys(["hotseat", *tags])),
    }


def front_lines(values: Mapping[str, str | list[str]]) -> list[str]:
    """Return front matter as lines of YAML, one a key: text from outside stays text."""
    return [f"{key}: {_yaml(value)}" for key, value in values.items()]


def _yaml(value: str | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    return value if _PLAIN_YAML.fullmatch(value) and value not in _WORDS_OF_YAML else _quoted(value)


def _quoted(text: str) -> str:
    # A JSON string is a double-quoted YAML one, if letters beyond ASCII stay as they are.
    written = json.dumps(clean_line(text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda letter: f"\\u{ord(letter[0]):04x}", written)


def _hangs_on(block: Block, previous: Block | None) -> bool:
    inside = isinstance(block, Item) or (isinstance(block, Words) and block.depth > 0)
    return inside and isinstance(previous, Item | Words)


def _lines(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        return (f"{'#' * block.level} {escape(block.text)}",)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Words):
        return _words(block)
    name = f"**{escape(block.name)}**" if block.name else ""
    if isinstance(block, Item):
        text = ": ".join(part for part in (name, escape(block.text)) if part)
        return (f"{'  ' * block.depth}- {text}",)
    return _paragraph(block, name)


def _paragraph(block: Paragraph, name: str) -> Iterator[str]:
    for number, line in enumerate(_text_lines(block.text)):
        if number:
            yield ""
        yield f"{name}: {line}" if name and not number else line


def _words(block: Words) -> Iterator[str]:
    margin = "  " * (block.depth + 1) if block.depth else ""
    for number, line in enumerate(_text_lines(block.text)):
        if number:
            yield f"{margin}>"
        yield f"{margin}> {line}"


def _text_lines(text: str) -> list[str]:
    return [line for line in map(escape, clean(text).split("\n")) if line]


def _table(table: Table) -> Iterator[str]:
    yield _row(escape(cell) for cell in table.head)
    yield _row("---" for _ in table.head)
    for row in table.rows:
        yield _row(escape(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
