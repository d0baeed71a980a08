"""Find the questions in a document's blocks, and say of each text that is none why not."""

import re
from dataclasses import dataclass, field

from hotseat.domain.bank import TEXT_LIMIT
from hotseat.importers import askable
from hotseat.importers.askable import Verdict, is_bare_follow_up, is_prompt, judge
from hotseat.importers.candidates import ACCEPTED, ALONE, IN_PROSE, Found, candidates
from hotseat.importers.context import Place, is_follow_up, place_of
from hotseat.importers.document import Block, Document, Kind
from hotseat.importers.wording import sentences

_LIFTED = re.compile(r"(?:what|why|how|which|when|who|where)\b.*\?\W*$", re.IGNORECASE | re.DOTALL)
_NOT_TO_ASK = re.compile(
    r"\b(?:don['’]?t|do not|never|avoid|stop|rather than|instead of|not|no longer|illegal to) "
    r"(?:\w+ ){0,3}(?:ask|asking|say|open with|opening with|use|using)\b",
    re.IGNORECASE,
)
_REVERSED_SAID = re.compile(
    r"\b(?:ask (?:them|the (?:interviewer|panel|team|recruiter)|your interviewer)|you (?:can|could"
    r"|should|might) ask|"
    r"(?:a |your )question (?:for|to) (?:them|the (?:panel|interviewer))|ask back)\b",
    re.IGNORECASE,
)


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
        for found in candidates(at, block):
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
