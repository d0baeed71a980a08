"""A review's state: the draft as it stands, what can be undone, and where it goes."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath

from hotseat.domain.bank import BANK_ID_LIMIT, OTHER, TITLE_LIMIT, Bank, types_of
from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import type_name
from hotseat.domain.text import clean_line, count, slug
from hotseat.importers.bankfile import Head
from hotseat.importers.draft import Decision, Draft, Item, State
from hotseat.importers.likeness import content
from hotseat.tui.context import Review

NEAREST = 8
"""Questions that are offered to be merged: as many as have a number key."""


class Show(StrEnum):
    """What a review lists."""

    ALL = "all"
    OPEN = "to decide"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REPEATS = "already in a bank"


class Desk:
    """What a review has on its desk; knows no screen."""

    def __init__(self, review: Review) -> None:
        self.draft = review.draft
        self._raw = review.draft
        self._dropped: set[int] = set()
        self._before: list[Draft] = []
        self._settled = self._written = False
        first = PurePath(review.draft.source.split(", ")[0]).stem
        self.title = review.title or _titled(review.into or first)
        self.into = review.into or slug(first, BANK_ID_LIMIT)

    # Where it goes

    @property
    def head(self) -> Head:
        """The top of the bank, where it is a new one."""
        return Head(self.into, self.title)

    def named(self, title: str) -> str:
        """Return the id of a bank of that name. Raises HotseatError for no name."""
        if not any(letter.isascii() and letter.isalnum() for letter in title):
            raise HotseatError("a bank needs a name with a letter or a digit in it")
        if len(title) > TITLE_LIMIT:
            raise HotseatError(f"the name has {len(title)} characters; at most {TITLE_LIMIT}")
        return slug(title, BANK_ID_LIMIT)

    def whole(self) -> Draft:
        """Return the draft with what an earlier comparison left out; decisions stay."""
        left = [item for item in self._raw.items if item.key in self._dropped]
        items = sorted((*self.draft.items, *left), key=lambda item: item.key)
        return replace(self.draft, items=tuple(items), skipped=self._raw.skipped)

    def take(self, draft: Draft, into: str, title: str) -> None:
        """Take over the draft as it was compared with a bank; what was before is settled."""
        kept = {item.key for item in draft.items}
        self._dropped = {item.key for item in self.whole().items} - kept
        self._settled = self._settled or bool(self._before)
        self._before.clear()
        self.draft, self.into, self.title = draft, into, title

    # Decisions

    def change(self, draft: Draft) -> None:
        """Take over a decision."""
        if draft != self.draft:
            self._before.append(self.draft)
            self.draft = draft

    def undo(self) -> bool:
        """Take the last decision back; says whether there was one."""
        if not self._before:
            return False
        self.draft = self._before.pop()
        return True

    def written(self) -> None:
        """Note that nothing would be lost."""
        self._written = True

    @property
    def unsaved(self) -> bool:
        """Whether decisions would be lost."""
        return (self._settled or bool(self._before)) and not self._written

    # Looking

    @property
    def open(self) -> int:
        """How many are to be decided."""
        return len(self.listed(Show.OPEN))

    def listed(self, show: Show) -> list[Item]:
        """Return the items that a list shows."""
        if show is Show.REPEATS:
            return [item for item in self.draft.items if item.state is State.DUPLICATE]
        if show is Show.ALL:
            return list(self.draft.proposed)
        wanted = {Show.ACCEPTED: Decision.ACCEPTED, Show.REJECTED: Decision.REJECTED}
        decision = wanted.get(show, Decision.OPEN)
        return [
            item
            for item in self.draft.items
            if item.decision is decision
            and (decision is not Decision.OPEN or item.state is not State.DUPLICATE)
        ]

    def counts(self) -> str:
        """Return what is proposed and decided, in a line."""
        parts = [
            f"{len(self.listed(Show.ACCEPTED))} accepted",
            f"{len(self.listed(Show.REJECTED))} rejected",
            f"{self.open} to decide",
        ]
        return f"{count(len(self.draft.proposed), 'question')}: {', '.join(parts)}"

    def extras(self) -> str:
        """Return what changed since the last import, and what is not proposed, in a line."""
        changed = sum(item.state is State.CHANGED for item in self.draft.items)
        found = (
            (changed, "changed"),
            (len(self.listed(Show.REPEATS)), "in a bank"),
            (len(self.draft.skipped), "left out"),
        )
        return " · ".join(f"{number} {what}" for number, what in found if number)

    def nearest(self, item: Item) -> list[Item]:
        """Return the items worded most like one."""
        words = content(item.text)

        def shared(other: Item) -> float:
            theirs = content(other.text)
            return len(words & theirs) / max(1, len(words | theirs))

        others = [other for other in self.draft.proposed if other.key != item.key]
        return sorted(others, key=shared, reverse=True)[:NEAREST]


def type_choices(banks: Sequence[Bank], now: str) -> list[tuple[str, str]]:
    """Return the types to choose from; the first is the one that it has."""
    names = [now, *(name for name in (*types_of(banks), OTHER) if name != now)]
    return [(name, type_name(name)) for name in names]


def _titled(name: str) -> str:
    shown = clean_line(name.replace("-", " ").replace("_", " "), TITLE_LIMIT)
    return shown[:1].upper() + shown[1:] or "Imported"
