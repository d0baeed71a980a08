"""The texts in a block that may be questions, parted from what stands beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hotseat.importers.askable import is_prompt, is_question, judge
from hotseat.importers.context import is_advice
from hotseat.importers.document import Block, Kind
from hotseat.importers.wording import bare, quotations, sentences, without_note

ACCEPTED = 0.5
"""The score from which on a text is proposed."""

IN_PROSE = 0.85
"""The score that an unquoted sentence of a paragraph needs: prose is full of rhetoric."""

ALONE = 0.75
"""The score that a paragraph needs which is nothing but a question."""

_CUT = re.compile(r"\s+(?:[–—]|--|-|\||→|//|=>)\s+|(?<=\?)\s*(?:[–—→])\s*|(?<=[?.])\s*[(\[](?=\w)")
_LEAD = re.compile(r"^[\"“]?(?P<lead>[^.?!\"“”:]{2,60}?)\s?[:.–—]\s+(?P<rest>\S.*)$", re.DOTALL)
_SETTING = re.compile(
    r"^(?:you|your|imagine|suppose|our|we|it is|it's|it’s|half|two|three|a|an|the|one|engineering|"
    r"sales|legal|marketing|support|design|finance|security|assume|picture|say|next|on|in|after|"
    r"this|today|tomorrow|monday|some|everyone|most)\b",
    re.IGNORECASE,
)
# What a block must hold to be looked at more closely; most of a document holds none of it.
_ASKING = re.compile(
    r"[?“„«\"‘]|(?<!\w)'|\b(?:me|us|you|your|yourself|imagine|suppose|assume|describe|explain|plan|"
    r"think|share|sketch|draft|role[- ]?play|pitch|say|pick|talk|lay|estimate|design|prioriti[sz]e|"
    r"name|go|re-?plan|untangle|list|outline|discuss|define|defend|negotiate)\b",
    re.IGNORECASE,
)
_SENTENCES = 12  # those of an entry that are looked at
_QUOTES = "\"“„«'‘"
_EXPECTED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|question|prompt|hear|such as|like|expect|e\.g|for (?:example|instance)"
    r"|begins?|"
    r"opens?|variants?|version|phrased|worded|face|classic|try)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Found:
    """A question in a document: where it stands, and what stands beside it in its block."""

    text: str
    at: int
    kind: Kind
    depth: int
    score: float
    rest: str = ""
    hint: str = ""
    note: str = ""
    path: tuple[str, ...] = ()
    quoted: bool = False
    listed: bool = False


def candidates(at: int, block: Block) -> Iterator[Found]:
    """Yield the texts of a block that may be questions."""
    if not _ASKING.search(block.text):
        return
    quoted = [bare(text) for text in quotations(block.text)]
    quoted += [
        text
        for span in block.stressed
        if (text := bare(span))
        and is_question(text)
        and text not in quoted
        and text.rstrip(" .:") != bare(block.text).rstrip(" .:")
    ]
    quoted = [text for text in quoted if _put(text) and len(text.split()) >= 3]
    whole = bare(block.text)
    if len(quoted) == 1 and _same(quoted[0], whole):
        quoted = []
    if block.text.lstrip()[:1] == "=" and "(" in block.text:  # a formula of a spreadsheet
        return
    leading = is_prompt(whole) and block.text.lstrip()[:1] not in _QUOTES
    if quoted and not (leading and block.kind in (Kind.ASKED, Kind.ITEM, Kind.HEADING)):
        for text in dict.fromkeys(quoted):
            rest = _around(block.text, quoted) if block.kind is not Kind.HEADING else ""
            prompted = (
                text.rstrip("\"'”’ .").endswith("?") or is_prompt(text) or judge(text).score >= 0.7
            )
            if prompted:
                yield Found(_worded(text), at, block.kind, block.depth, 0.0, rest, quoted=True)
        return
    if block.kind is Kind.ANSWER or is_advice(block.text):
        return
    if block.kind is Kind.TEXT:
        yield from _in_paragraph(at, block, whole)
        return
    yield from _whole(at, block, whole)


def _put(quote: str) -> bool:
    """Say whether a quotation asks: as a whole, or at its end, once the case is told."""
    return is_question(quote) or (
        _SETTING.match(quote) is not None and is_question(sentences(quote)[-1])
    )


def _same(quote: str, whole: str) -> bool:
    return len(quote) > 0.8 * len(whole)


def _around(text: str, quoted: list[str]) -> str:
    """Return what a paragraph says around the questions that it quotes."""
    kept = [
        sentence
        for sentence in sentences(text)
        if not any(quote[:40] in sentence for quote in quoted)
    ]
    return " ".join(kept)


def _whole(at: int, block: Block, whole: str) -> Iterator[Found]:
    """Yield the question that a heading, item or entry is, parted from what is said beside it."""
    text, note = without_note(whole)
    lead, text = _without_lead(text)
    text, rest = _parted(text, block.kind)
    if not text:
        return
    hint = lead or (note if len(note) < 40 else "")
    rest = " ".join(part for part in (rest, note if len(note) >= 12 else "") if part)
    yield Found(_worded(text), at, block.kind, block.depth, 0.0, rest, hint, note)


def _without_lead(text: str) -> tuple[str, str]:
    """Return the short title that leads a question in its own line, and the question."""
    found = _LEAD.match(text)
    if not found or len(found["lead"].split()) > 6 or is_question(found["lead"]):
        return "", text
    rest = bare(found["rest"].strip())
    if is_prompt(rest) or (is_question(rest) and rest.rstrip("\"'”’ .)").endswith("?")):
        if _SETTING.match(found["lead"]) and len(found["lead"].split()) > 3:
            return "", text
        return found["lead"].strip(" *_"), rest
    return "", text


def _parted(text: str, kind: Kind) -> tuple[str, str]:
    """Return the question that a text begins with, and the rest of it."""
    cut = _CUT.search(text)
    if cut and is_question(text[: cut.start()]) and cut.start() > 15:
        head, tail = text[: cut.start()].strip(), text[cut.end() :].strip(" )]")
        if not is_question(tail) or head.endswith("?") or is_advice(tail):
            more = _parted(head, kind)
            return more[0], " ".join(part for part in (more[1], tail) if part)
    parts = sentences(text)
    asks = [_asks(part) for part in parts[:_SENTENCES]]
    if not any(asks):
        return text, ""
    first = asks.index(True)
    if first > 4 or (first and not _SETTING.match(parts[0]) and kind is not Kind.ASKED):
        return text, ""
    end = first + 1
    while end < len(asks) and asks[end] and not is_advice(parts[end]):
        end += 1
    return " ".join(parts[:end]), " ".join(parts[end:])


def _asks(sentence: str) -> bool:
    if is_advice(sentence):
        return False
    return sentence.rstrip("\"'”’)] ").endswith("?") or judge(sentence, True).score >= 0.7


def _in_paragraph(at: int, block: Block, whole: str) -> Iterator[Found]:
    """Yield the questions of a paragraph: the paragraph itself, or sentences that plainly ask."""
    parts = [_introduced_part(part) for part in sentences(whole)]
    first = parts[0] if parts else ""
    if len(parts) <= 4 and (is_prompt(first) or first.endswith("?") or _SETTING.match(first)):
        _, text = _without_lead(" ".join(parts))
        text, rest = _parted(text, Kind.TEXT)
        sure = block.text in block.stressed or any(
            judge(part, True).score >= ALONE for part in sentences(text)
        )
        if sure and judge(text, True).score >= ACCEPTED and len(text) > 0.5 * len(whole):
            yield Found(_worded(text), at, Kind.TEXT, block.depth, 0.0, rest)
            return
    for number, sentence in enumerate(parts):
        text = sentence
        led = sentence not in whole or _EXPECTED.search(whole.split(sentence)[0][-80:])
        if not (text.endswith("?") or is_prompt(text)) or judge(text).score < IN_PROSE:
            continue
        if not (is_prompt(text) or len(parts) == 1 or led):
            continue
        rest = " ".join(parts[:number] + parts[number + 1 :])
        yield Found(_worded(text), at, Kind.TEXT, block.depth, 0.0, rest)


def _introduced_part(sentence: str) -> str:
    """Return what a sentence such as "Expect one on money, for example: ..." introduces."""
    intro, colon, after = sentence.rpartition(": ")
    return bare(after) if colon and _EXPECTED.search(intro) and is_question(after) else sentence


_SMALL = re.compile(r"\b[A-Z][a-z’']*\b")


def _worded(text: str) -> str:
    """Return a question as one would say it: a capital first, no title case, no loose marks."""
    flat = " ".join(text.split()).strip(" \t*_`").rstrip(",;:–—- ")
    words = re.findall(r"[A-Za-z’']+", flat)
    capital = sum(word[0].isupper() for word in words)
    if len(words) >= 5 and capital >= 0.7 * len(words) and not flat.isupper():
        flat = _SMALL.sub(
            lambda found: found.group() if found.group() == "I" else found.group().lower(), flat
        )
    return flat[:1].upper() + flat[1:]
