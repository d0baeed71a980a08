"""Judgements with the words they hang on, line by line; a line can be played."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Spacing
from textual.visual import Padding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hotseat.domain.analysis import Evidence
from hotseat.domain.rubric import Element


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its words, what it judges, and what it plays.

    `take` is the number of the take that the evidence belongs to (0: the one on show). A heading
    cannot be marked.
    """

    words: Content
    indent: int = 0
    element: Element | None = None
    evidence: Evidence | None = None
    take: int = 0
    heading: bool = False


class EvidenceList(OptionList):
    """A list of entries; the mark stays on its line when the entries are replaced."""

    DEFAULT_CSS = """
    EvidenceList { height: 1fr; border: none; padding: 0 1; background: $background;
        scrollbar-size-vertical: 1; }
    EvidenceList:focus { border: none; background-tint: transparent; }
    EvidenceList > .option-list--option-highlighted,
    EvidenceList:focus > .option-list--option-highlighted {
        background: $primary 25%; color: $foreground; text-style: none;
    }
    EvidenceList > .option-list--option-disabled { color: $foreground; }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._entries: tuple[Entry, ...] = ()

    @property
    def entry(self) -> Entry | None:
        """The marked entry."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def show(self, entries: Sequence[Entry], *, keep: bool = False) -> None:
        """Show other entries; `keep` leaves the mark and the scrolling where they are."""
        marked, scrolled = self.highlighted, self.scroll_y
        self._entries = tuple(entries)
        self.set_options(_option(entry) for entry in self._entries)
        if keep and marked is not None and marked < len(self._entries):
            self.highlighted = marked
            self.scroll_to(y=scrolled, animate=False)
        else:
            self.action_first()


def _option(entry: Entry) -> Option:
    prompt = Padding(entry.words, Spacing(0, 0, 0, entry.indent)) if entry.indent else entry.words
    return Option(prompt, disabled=entry.heading)
