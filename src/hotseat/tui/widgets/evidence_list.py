"""Judgements with the words they hang on, line by line; a line can be played."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Spacing
from textual.strip import Strip
from textual.style import Style
from textual.visual import Padding, RenderOptions, Visual, VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hotseat.domain.analysis import Evidence
from hotseat.domain.rubric import Element


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its words, what it judges, and what it plays.

    `take` is the number of the take that the evidence belongs to (0: the one on show). A heading
    cannot be marked. With `fold` it takes one line where the list is short of room, until it or
    the line that it hangs on is marked.
    """

    words: Content
    indent: int = 0
    element: Element | None = None
    evidence: Evidence | None = None
    take: int = 0
    heading: bool = False
    fold: bool = False


class Folded(Visual):
    """Words cut to one line. Nothing is measured or cut before the line is drawn."""

    def __init__(self, words: Content) -> None:
        self._words = words
        self._cut: tuple[int, Content] = (0, words)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return one line, whatever the words."""
        return 1

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells that the words take uncut."""
        return self._words.get_optimal_width(rules, container_width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw as many of the words as the line holds."""
        if self._cut[0] != width:  # a list draws all its lines again when one of them changes
            self._cut = width, self._words.truncate(max(1, width), ellipsis=True)
        return self._cut[1].render_strips(width, 1, style, options)


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
        self._folding = False
        self._unfolded: frozenset[int] = frozenset()

    @property
    def entry(self) -> Entry | None:
        """The marked entry."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def show(self, entries: Sequence[Entry], *, keep: bool = False) -> None:
        """Show other entries; `keep` leaves the mark and the scrolling where they are."""
        marked, scrolled = self.highlighted, self.scroll_y
        self._entries = tuple(entries)
        self._folding, self._unfolded = not self._all_fit(), frozenset()
        self.set_options(self._option(at) for at in range(len(self._entries)))
        if keep and marked is not None and marked < len(self._entries):
            self.highlighted = marked
            self.scroll_to(y=scrolled, animate=False)
        else:
            self.action_first()

    def on_resize(self, event: events.Resize) -> None:
        """Fold, or unfold, where the new size calls for it; folded lines fit every width."""
        if self._folding == self._all_fit():
            self.show(self._entries, keep=True)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Unfold what is marked, and what hangs on it."""
        super().watch_highlighted(highlighted)
        if not self._folding:
            return
        before, self._unfolded = self._unfolded, self._open(highlighted)
        for at in before ^ self._unfolded:
            self.replace_option_prompt_at_index(at, self._prompt(at))
        self.scroll_to_highlight()

    def _open(self, marked: int | None) -> frozenset[int]:
        """Return the lines that are shown in full: the marked one, else the quotes below it."""
        if marked is None or marked >= len(self._entries):
            return frozenset()
        if self._entries[marked].fold:
            return frozenset({marked})
        after = marked + 1
        while after < len(self._entries) and self._entries[after].heading:
            after += 1
        return frozenset({after} if self._folds(after) else set())

    def _folds(self, at: int) -> bool:
        return at < len(self._entries) and self._entries[at].fold

    def _all_fit(self) -> bool:
        """Say whether every line can be shown in full."""
        width, height = self.scrollable_content_region.size
        if not width:  # not laid out yet: what is folded is quickly drawn
            return False
        rows = 0
        for entry in self._entries:
            rows += max(1, -(-entry.words.cell_length // max(1, width - entry.indent)))
            if rows > height:  # a long answer has hundreds of lines more
                return False
        return True

    def _option(self, at: int) -> Option:
        return Option(self._prompt(at), disabled=self._entries[at].heading)

    def _prompt(self, at: int) -> VisualType:
        entry = self._entries[at]
        folded = entry.fold and self._folding and at not in self._unfolded
        words = Folded(entry.words) if folded else entry.words
        return Padding(words, Spacing(0, 0, 0, entry.indent)) if entry.indent else words
