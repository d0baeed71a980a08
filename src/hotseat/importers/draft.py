"""A draft bank under review: what a document proposes, and what the reviewer decides about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from hotseat.domain.bank import ANSWER_RANGE, PREP_RANGE, TEXT_LIMIT
from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Level
from hotseat.domain.text import clean_line

GUIDANCE_LIMIT = 12
"""Pieces of advice that a question keeps: more is a chapter, not a reminder."""


SOURCE_LIMIT = 300
"""Characters that name where a question comes from."""


class State(StrEnum):
    """How a proposal stands to the banks that are there."""

    NEW = "new"
    CHANGED = "changed"
    DUPLICATE = "duplicate"


class Decision(StrEnum):
    """What the reviewer has decided."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure the importer is, 0 to 1: that it can be asked, and of type, level and seconds."""

    askable: float = 1.0
    type: float = 1.0
    level: float = 1.0
    budget: float = 1.0

    @property
    def overall(self) -> float:
        """The weaker of the two that decide whether a question is of use: askable and type."""
        return round(min(self.askable, self.type), 2)


@dataclass(frozen=True, slots=True)
class Item:
    """A proposed question.

    `source` names the document and the place in it. `like` is the question that it changes or
    repeats, as bank and id. `marks` are fingerprints of what the documents said; they stay when
    the reviewer edits.
    """

    key: int
    text: str
    type: str
    level: Level
    prep_seconds: int
    answer_seconds: int
    guidance: tuple[str, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence()
    state: State = State.NEW
    like: tuple[str, str] | None = None
    decision: Decision = Decision.OPEN
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A text that was looked at and left out, with the reason in plain words."""

    text: str
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What documents propose; `problems` are plain lines, `source` names the documents."""

    items: tuple[Item, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[str, ...] = ()
    source: str = ""

    def item(self, key: int) -> Item:
        """Return an item by its key. Raises KeyError."""
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    @property
    def accepted(self) -> tuple[Item, ...]:
        """What goes into the bank, in the document's order."""
        return tuple(item for item in self.items if item.decision is Decision.ACCEPTED)

    @property
    def proposed(self) -> tuple[Item, ...]:
        """What is new or changed: all but the duplicates."""
        return tuple(item for item in self.items if item.state is not State.DUPLICATE)


def fingerprint(text: str, guidance: Iterable[str]) -> str:
    """Return a short mark of what a document says of a question; case and spaces do not count."""
    said = "\n".join(" ".join(part.lower().split()) for part in (text, *guidance))
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def accept(draft: Draft, *keys: int) -> Draft:
    """Return the draft with these items accepted."""
    return _decided(draft, keys, Decision.ACCEPTED)


def reject(draft: Draft, *keys: int) -> Draft:
    """Return the draft with these items rejected; an import of the same words leaves them out."""
    return _decided(draft, keys, Decision.REJECTED)


def reopen(draft: Draft, *keys: int) -> Draft:
    """Return the draft with these items undecided again."""
    return _decided(draft, keys, Decision.OPEN)


def accept_open(draft: Draft, least: float = 0.0) -> Draft:
    """Return the draft with every undecided item accepted that is no duplicate.

    `least` leaves those open of which the importer is less sure (0 to 1).
    """
    return accept(
        draft,
        *(
            item.key
            for item in draft.proposed
            if item.decision is Decision.OPEN and item.confidence.overall >= least
        ),
    )


def edit(draft: Draft, key: int, text: str) -> Draft:
    """Return the draft with an item reworded. Raises HotseatError for what no bank can hold."""
    worded = clean_line(text)
    if not worded:
        raise HotseatError("a question needs a text; reject it if you do not want it")
    if len(worded) > TEXT_LIMIT:
        raise HotseatError(f"the question has {len(worded)} characters; shorten it to {TEXT_LIMIT}")
    return _changed(draft, key, lambda item: replace(item, text=worded))


def retype(draft: Draft, key: int, question_type: str) -> Draft:
    """Return the draft with an item of another type; the choice is certain from then on."""

    def change(item: Item) -> Item:
        sure = replace(item.confidence, type=1.0)
        return replace(item, type=question_type, confidence=sure)

    return _changed(draft, key, change)


def relevel(draft: Draft, key: int, level: Level) -> Draft:
    """Return the draft with an item at another level."""

    def change(item: Item) -> Item:
        return replace(item, level=level, confidence=replace(item.confidence, level=1.0))

    return _changed(draft, key, change)


def rebudget(draft: Draft, key: int, prep_seconds: int, answer_seconds: int) -> Draft:
    """Return the draft with an item's seconds changed. Raises HotseatError out of range."""
    for name, value, (low, high) in (
        ("preparing", prep_seconds, PREP_RANGE),
        ("answering", answer_seconds, ANSWER_RANGE),
    ):
        if not low <= value <= high:
            raise HotseatError(f"{name} takes {low} to {high} seconds, not {value}")

    def change(item: Item) -> Item:
        sure = replace(item.confidence, budget=1.0)
        return replace(
            item, prep_seconds=prep_seconds, answer_seconds=answer_seconds, confidence=sure
        )

    return _changed(draft, key, change)


def advise(draft: Draft, key: int, guidance: Iterable[str]) -> Draft:
    """Return the draft with an item's guidance replaced; empty and repeated pieces are dropped."""
    kept = distinct(guidance)
    return _changed(draft, key, lambda item: replace(item, guidance=kept))


def merge(draft: Draft, keep: int, other: int) -> Draft:
    """Return the draft with `other` gone into `keep`: its wording stays, guidance is joined."""
    if keep == other:
        raise HotseatError("a question cannot be merged with itself; choose another")
    gone = draft.item(other)

    def change(item: Item) -> Item:
        source = item.source if gone.source in item.source else f"{item.source}; {gone.source}"
        guidance = distinct((*item.guidance, *gone.guidance))
        marks = tuple(dict.fromkeys((*item.marks, *gone.marks)))
        named = clean_line(source, SOURCE_LIMIT)
        return replace(item, guidance=guidance, source=named, marks=marks)

    joined = _changed(draft, keep, change)
    left_out = Skipped(gone.text, "merged with another question", gone.source)
    return replace(
        joined,
        items=tuple(item for item in joined.items if item.key != other),
        skipped=(*joined.skipped, left_out),
    )


def _decided(draft: Draft, keys: tuple[int, ...], decision: Decision) -> Draft:
    meant = set(keys)
    if unknown := meant - {item.key for item in draft.items}:
        raise KeyError(min(unknown))
    return replace(
        draft,
        items=tuple(
            replace(item, decision=decision) if item.key in meant else item for item in draft.items
        ),
    )


def _changed(draft: Draft, key: int, change: Callable[[Item], Item]) -> Draft:
    draft.item(key)
    return replace(
        draft,
        items=tuple(change(item) if item.key == key else item for item in draft.items),
    )


def distinct(guidance: Iterable[str], limit: int = GUIDANCE_LIMIT) -> tuple[str, ...]:
    """Return pieces of advice, each once however it is capitalised, at most `limit` of them."""
    pieces: dict[str, str] = {}
    for piece in guidance:
        line = clean_line(piece, TEXT_LIMIT)
        if line:
            pieces.setdefault(line.lower(), line)
    return tuple(pieces.values())[:limit]
