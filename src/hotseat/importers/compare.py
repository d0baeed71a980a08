"""Hold a draft against the banks that are there: what is new, what changed, what is a repeat."""

from collections.abc import Sequence
from dataclasses import replace

from hotseat.domain.bank import Bank
from hotseat.importers.draft import Draft, Item, Skipped, State
from hotseat.importers.likeness import Index

BEFORE = "imported before, or turned down"


def against(draft: Draft, banks: Sequence[Bank], into: str = "") -> Draft:
    """Return the draft with each item's state; what bank `into` has seen already is left out.

    A question of `into` that was imported from the same document and is worded alike has changed.
    In that bank near wordings count as repeats, in the others only wordings that are equal but
    for case and punctuation: a bank of one's own may well ask what a shipped one asks too.
    """
    target = next((bank for bank in banks if bank.id == into), None)
    seen = {mark for made in target.imports for mark in made.marks} if target else set[str]()
    known = _Known([bank for bank in banks if bank.id == into], near=True)
    others = _Known([bank for bank in banks if bank.id != into], near=False)
    items: list[Item] = []
    skipped = list(draft.skipped)
    changed: set[tuple[str, str]] = set()
    for item in draft.items:
        if item.marks and seen.issuperset(item.marks):
            skipped.append(Skipped(item.text, BEFORE, item.source))
            continue
        like, source = known.find(item.text)
        state = State.DUPLICATE
        if like is None:
            like, _ = others.find(item.text)
            state = State.DUPLICATE if like else State.NEW
        elif like not in changed and _same_document(source, item.source):
            state = State.CHANGED
            changed.add(like)
        items.append(replace(item, state=state, like=like))
    return replace(draft, items=tuple(items), skipped=tuple(skipped))


def _same_document(one: str, other: str) -> bool:
    return bool(one) and one.split(", ")[0] == other.split(", ")[0]


class _Known:
    """The questions of some banks."""

    def __init__(self, banks: Sequence[Bank], near: bool) -> None:
        self._index = Index()
        self._near = near
        self._places: list[tuple[tuple[str, str], str]] = []
        for bank in banks:
            for question in bank.questions:
                self._index.add(question.text)
                self._places.append(((bank.id, question.id), question.source))

    def find(self, text: str) -> tuple[tuple[str, str] | None, str]:
        """Return bank and id of the question that a text repeats, and its source."""
        at = self._index.like(text) if self._near else self._index.same(text)
        return (None, "") if at is None else self._places[at]
