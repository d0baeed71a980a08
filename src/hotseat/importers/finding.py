"""Find the questions in a document's blocks, and say of each text that is none why not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hotseat.domain.bank import TEXT_LIMIT
from hotseat.importers import askable
from hotseat.importers.askable import Verdict, is_bare_follow_up, is_prompt, is_question, judge
from hotseat.importers.context import Place, is_advice, is_follow_up, place_of
from hotseat.importers.document import Block, Document, Kind
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
_LIFTED = re.compile(r"(?:what|why|how|which|when|who|where)\b.*\?\W*$", re.IGNORECASE | re.DOTALL)
# What a block must hold to be looked at more closely; most of a document holds none of it.
_ASKING = re.compile(
    r"[?“„«\"‘]|(?<!\w)'|\b(?:me|us|you|your|yourself|imagine|suppose|assume|describe|explain|plan|"
    r"think|share|sketch|draft|role[- ]?play|pitch|say|pick|talk|lay|estimate|design|prioriti[sz]e|"
    r"name|go|re-?plan|untangle|list|outline|discuss|define|defend|negotiate)\b",
    re.IGNORECASE,
)
_SENTENCES = 12  # those of an entry that are looked at
_QUOTES = "\"“„«'‘"
_NOT_TO_ASK = re.compile(
    r"\b(?:don['’]?t|do not|never|avoid|stop|rather than|instead of|not|no longer|illegal to) "
    r"(?:\w+ ){0,3}(?:ask|asking|say|open with|opening with|use|using)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|question|prompt|hear|such as|like|expect|e\.g|for (?:example|instance)"
    r"|begins?|"
    r"opens?|variants?|version|phrased|worded|face|classic|try)\b",
    re.IGNORECASE,
)
_REVERSED_SAID = re.compile(
    r"\b(?:ask (?:them|the (?:interviewer|panel|team|recruiter)|your interviewer)|you (?:can|could"
    r"|should|might) ask|"
    r"(?:a |your )question (?:for|to) (?:them|the (?:panel|interviewer))|ask back)\b",
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


@dataclass(slots=True)
class Finds:
    """All that was found; `asked_at` are the blocks that ask something, taken or not."""

    questions: list[Found] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    asked_at: set[int] = field(default_factory=set)
    follow_ups: set[int] = field(default_factory=set)
    paths: list[tuple[str, ...]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def find(document: Document) -> Finds:
    """Return the questions of a document."""
    search = _Search(document)
    for at, block in enumerate(document.blocks):
        search.look(at, block)
    search.settle()
    return search.finds


class _Search:
    """Goes through the blocks with the headings above each in mind."""

    def __init__(self, document: Document) -> None:
        self.finds = Finds()
        self._document = document
        self._stack: list[tuple[int, str, Place]] = []
        self._unsure: list[Found] = []
        self._lead = Place.PLAIN
        self._after_question = False

    def look(self, at: int, block: Block) -> None:
        if block.kind is Kind.HEADING:
            while self._stack and self._stack[-1][0] >= block.depth:
                self._stack.pop()
            self._lead = Place.PLAIN
        elif block.kind is Kind.TEXT:
            self._lead = self._led_by(block.text)
        place = self._place()
        self.finds.paths.append(tuple(text for _, text, _ in self._stack))
        self.finds.places.append(place)
        if place is not Place.FURNITURE:
            self._search(at, block, place)
        if block.kind is Kind.HEADING:
            found = bool(self.finds.questions) and self.finds.questions[-1].at == at
            own = Place.PLAIN if found else place_of(block.text)
            self._stack.append((block.depth, block.text, own))
            if found or own not in (Place.ADVICE, Place.FOLLOW_UPS, Place.RUBRIC):
                self._after_question = found

    def _led_by(self, text: str) -> Place:
        """Return what a line such as "Never ask:" says of the list right below it."""
        if not text.rstrip().endswith(":") or len(text) > 200:
            return Place.PLAIN
        last = sentences(text)[-1]
        if _NOT_TO_ASK.search(last):
            return Place.OFF_LIMITS
        if _REVERSED_SAID.search(last):
            return Place.REVERSED
        return place_of(last)

    def _place(self) -> Place:
        if self._lead is not Place.PLAIN:
            return self._lead
        grave = (Place.FURNITURE, Place.REVERSED, Place.OFF_LIMITS)
        for _, _, place in self._stack:
            if place in grave:
                return place
        return self._stack[-1][2] if self._stack else Place.PLAIN

    def _search(self, at: int, block: Block, place: Place) -> None:
        before = len(self.finds.questions)
        for found in _candidates(at, block):
            found.path = (*self.finds.paths[at], *([block.section] if block.section else []))
            found.hint = found.hint or block.hint_type
            self._judge(found, block, place)
        if len(self.finds.questions) > before:
            self._after_question = True

    def _judge(self, found: Found, block: Block, place: Place) -> None:
        listed = block.kind in (Kind.ASKED, Kind.ITEM)
        found.listed = listed
        verdict = judge(found.text, placed=listed, slot=block.kind is Kind.ASKED)
        verdict = self._in_place(found, block, place, verdict)
        if len(found.text) > TEXT_LIMIT:
            verdict = Verdict(0.0, askable.TOO_LONG)
        found.score = verdict.score
        if verdict.score >= _needed(found, block):
            self.finds.questions.append(found)
            self.finds.asked_at.add(found.at)
            return
        if verdict.score >= 0.25 and found.kind is not Kind.TEXT and not found.quoted:
            self._unsure.append(found)
        if verdict.reason == _FOLLOW:
            self.finds.follow_ups.add(found.at)
        elif found.text.rstrip(" \"'”’.)").endswith("?") and found.kind in (
            Kind.ASKED,
            Kind.HEADING,
            Kind.ITEM,
        ):
            self.finds.asked_at.add(found.at)
        if _worth_telling(found, verdict):
            self.finds.skipped.append((found.text, verdict.reason or askable.UNSURE))

    def _in_place(self, found: Found, block: Block, place: Place, verdict: Verdict) -> Verdict:
        """Return the verdict with what the place of the text says."""
        if place is Place.REVERSED:
            return Verdict(0.05, askable.REVERSED)
        if place is Place.OFF_LIMITS or (found.quoted and _is_warned(found, block)):
            return Verdict(0.05, askable.OFF_LIMITS)
        if found.quoted and _REVERSED_SAID.search(block.text):
            return Verdict(0.05, askable.REVERSED)
        labelled = is_follow_up(block.text)
        if (place is Place.FOLLOW_UPS or labelled or is_bare_follow_up(found.text)) and (
            self._after_question and (block.kind is not Kind.HEADING)
        ):
            return Verdict(0.2, _FOLLOW)
        if place is Place.RUBRIC and not (found.quoted or is_prompt(found.text)):
            return Verdict(min(verdict.score, 0.2), askable.FOR_INTERVIEWER)
        if place is Place.ADVICE and not found.quoted and not is_prompt(found.text):
            return Verdict(min(verdict.score, 0.3), verdict.reason or "advice")
        if block.kind is Kind.ANSWER and verdict.score < 0.85:
            return Verdict(min(verdict.score, 0.2), verdict.reason or "part of an answer")
        if place is Place.SITE and verdict.score < 0.85:
            return Verdict(min(verdict.score, 0.3), verdict.reason or askable.ABOUT_SITE)
        return verdict

    def settle(self) -> None:
        """Take the unsure ones where most of their neighbours were taken: lists are of a kind."""
        taken: dict[tuple[str, ...], int] = {}
        for found in self.finds.questions:
            if found.listed:
                taken[found.path] = taken.get(found.path, 0) + 1
        others: dict[tuple[str, ...], int] = {}
        for at in self.finds.asked_at:
            section = self._document.blocks[at].section
            path = (*self.finds.paths[at], *([section] if section else []))
            others[path] = others.get(path, 0) + 1
        lifted = [
            found
            for found in self._unsure
            if found.listed
            and _LIFTED.match(found.text)
            and found.at not in self.finds.follow_ups
            and self.finds.places[found.at] is Place.PLAIN
            and taken.get(found.path, 0) >= max(4, 0.75 * others.get(found.path, 0))
        ]
        texts = {found.text for found in lifted}
        for found in lifted:
            found.score = ACCEPTED
        self.finds.skipped = [entry for entry in self.finds.skipped if entry[0] not in texts]
        self.finds.questions = sorted([*self.finds.questions, *lifted], key=lambda f: f.at)


def _needed(found: Found, block: Block) -> float:
    """Return the score that a text needs where it stands."""
    if found.kind is not Kind.TEXT or found.quoted:
        return ACCEPTED
    return ALONE if len(found.text) > 0.8 * len(block.text) else IN_PROSE


_FOLLOW = "a follow-up to the question above it"


def _is_warned(found: Found, block: Block) -> bool:
    """Say whether the sentence that quotes a question warns of asking it."""
    for sentence in sentences(block.text):
        if found.text[:40] in sentence:
            before = sentence.split(found.text[:40])[0]
            return _NOT_TO_ASK.search(before) is not None
    return False


def _worth_telling(found: Found, verdict: Verdict) -> bool:
    if verdict.reason in (askable.NOT_A_QUESTION, "part of an answer", "advice"):
        return False
    if found.kind in (Kind.TEXT, Kind.ANSWER) and not found.quoted:
        return verdict.reason == askable.TOO_LONG
    return True


def _candidates(at: int, block: Block) -> Iterator[Found]:
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
    quoted = [text for text in quoted if is_question(text) and len(text.split()) >= 3]
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
