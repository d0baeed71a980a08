"""A transcript with its evidence marked in place; one word and one sentence can be lit.

Only the lines on screen are ever drawn, and lighting another word draws two lines again, so that
two hours of speech stay fluent.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotseat.domain.analysis import Analysis
from hotseat.domain.session import Annotation
from hotseat.domain.transcript import Transcript
from hotseat.tui.widgets.transcript_layout import Block, Row, blocks_of, notes_of, rows_of

TIME_WIDTH = 8
LABEL_WIDTHS = (20, 26)
"""Cells for the element's name, below and from a hundred columns."""


class TranscriptView(ScrollView, can_focus=False):
    """Shows a transcript; `go` and `light` move what is lit."""

    DEFAULT_CSS = """
    TranscriptView { height: 1fr; background: $background; overflow-x: hidden; overflow-y: scroll;
        scrollbar-size-vertical: 1; padding: 0 0 0 1; }
    TranscriptView > .transcript--time { color: $foreground-muted; }
    TranscriptView > .transcript--met { color: $text-success; text-style: underline; }
    TranscriptView > .transcript--thin { color: $text-warning; text-style: underline; }
    TranscriptView > .transcript--flag { color: $text-error; text-style: underline; }
    TranscriptView > .transcript--note { color: $text-secondary; text-style: underline; }
    TranscriptView > .transcript--doubt { color: $foreground-muted; text-style: italic; }
    TranscriptView > .transcript--word { background: $primary; color: $background; }
    TranscriptView > .transcript--here { color: $text-primary; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--time",
        "transcript--met",
        "transcript--thin",
        "transcript--flag",
        "transcript--note",
        "transcript--doubt",
        "transcript--word",
        "transcript--here",
    }

    class Chosen(Message):
        """A sentence was clicked."""

        def __init__(self, block: int) -> None:
            super().__init__()
            self.block = block

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = ""
        self._rows: list[Row] = []
        self._tops: list[int] = []  # the first row of each block
        self._begins: list[tuple[int, int]] = []  # (character, row) of each row with words
        self._lit: tuple[int, int] | None = None
        self.blocks: tuple[Block, ...] = ()
        self.here: int | None = None
        """The block that is marked."""

    # What is shown

    def show(
        self,
        transcript: Transcript | None,
        analysis: Analysis | None,
        notes: Sequence[Annotation] = (),
    ) -> None:
        """Show another transcript from its top."""
        self._text = transcript.text if transcript else ""
        own = notes_of(transcript, notes)
        self.blocks = blocks_of(transcript, analysis, own) if transcript else ()
        self._lit, self.here = None, 0 if self.blocks else None
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def mark(
        self,
        transcript: Transcript | None,
        analysis: Analysis | None,
        notes: Sequence[Annotation],
    ) -> None:
        """Show the same transcript with other marks; what is lit stays, and where it stands."""
        own = notes_of(transcript, notes)
        self.blocks = blocks_of(transcript, analysis, own) if transcript else ()
        self._lay_out()

    def reword(
        self,
        transcript: Transcript | None,
        analysis: Analysis | None,
        notes: Sequence[Annotation] = (),
    ) -> None:
        """Show the same words better worded: what is marked and in view stays by its time."""
        at = self.blocks[self.here].start if self.here is not None else None
        top = self.scroll_offset.y
        self.show(transcript, analysis, notes)
        if at is not None and self.blocks:
            self.here = min(
                range(len(self.blocks)), key=lambda n: abs((self.blocks[n].start or 0.0) - at)
            )
        self.scroll_to(y=top, animate=False)

    def go(self, block: int) -> None:
        """Mark a block and bring it into view."""
        if not self.blocks:
            return
        before, self.here = self.here, max(0, min(block, len(self.blocks) - 1))
        for at in {before, self.here} - {None}:
            self._refresh_block(at or 0)
        if self._tops:
            last = self._block_end(self.here) - 1
            self._bring(self._tops[self.here], last)

    def light(self, span: tuple[int, int] | None, *, follow: bool = True) -> None:
        """Light the word at characters `begin:end` (None: none), scrolling to it."""
        if span == self._lit:
            return
        for old in self._rows_at(self._lit):
            self.refresh_line(old)
        self._lit = span
        rows = self._rows_at(span)
        for row in rows:
            self.refresh_line(row)
        if rows and follow:
            block = self._rows[rows[0]].block
            if block != self.here:
                before, self.here = self.here, block
                if before is not None:
                    self._refresh_block(before)
                self._refresh_block(block)
            self._bring(rows[0], rows[-1])

    def evidence(self, step: int, *, of: int | None = None) -> int | None:
        """Return the next (1) or previous (-1) block with evidence, from the marked one on."""
        here = self.here if of is None else of
        marked = [at for at, block in enumerate(self.blocks) if block.marks]
        if here is None or not marked:
            return None
        if step > 0:
            at = bisect_right(marked, here)
            return marked[at] if at < len(marked) else None
        at = bisect_left(marked, here)
        return marked[at - 1] if at else None

    # Drawing

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        self._lay_out()
        if self._lit is not None and (rows := self._rows_at(self._lit)):
            self.here = self._rows[rows[0]].block
            self._bring(rows[0], rows[-1])
        elif self.here:
            self.go(self.here)

    def on_click(self, event: events.Click) -> None:
        """Tell which sentence was clicked."""
        at = event.y + self.scroll_offset.y
        if 0 <= at < len(self._rows):
            self.post_message(self.Chosen(self._rows[at].block))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        at = y + self.scroll_offset.y
        width, base = self.scrollable_content_region.width, self.rich_style
        if at >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[at]
        here = row.block == self.here
        margin = base + self._style("here" if here else "time")
        sign = "▸" if here and at == self._tops[row.block] else " "
        segments = [Segment(f"{sign}{row.time:>{TIME_WIDTH - 2}} ", margin)]
        segments += self._words(row, base)
        used = sum(segment.cell_length for segment in segments)
        label_at = width - self._label_width()
        if row.label and used < label_at:
            label = base + self._style(row.kind) + Style(underline=False)
            segments.append(Segment(" " * (label_at - used), base))
            segments.append(Segment(row.label, label))
        return Strip(segments).adjust_cell_length(width, base)

    def _words(self, row: Row, base: Style) -> list[Segment]:
        segments: list[Segment] = []
        before = ""
        for number, piece in enumerate(row.pieces):
            style = base + self._style(piece.kind) if piece.kind else base
            if number:
                joined = piece.kind and piece.kind == before
                segments.append(Segment(" ", style if joined else base))
            if self._lit and piece.begin < self._lit[1] and piece.end > self._lit[0]:
                style = base + self._style("word")
            segments.append(Segment(piece.words, style))
            before = piece.kind
        return segments

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"transcript--{name}", partial=True)

    # Where things are

    def _label_width(self) -> int:
        return LABEL_WIDTHS[self.size.width >= 100]

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        margin, labels = TIME_WIDTH, self._label_width()
        self._rows = rows_of(self._text, self.blocks, width - margin - labels - 2, labels - 1)
        self._tops = []
        for at, row in enumerate(self._rows):
            if row.block == len(self._tops):
                self._tops.append(at)
        self._begins = [(r.pieces[0].begin, at) for at, r in enumerate(self._rows) if r.pieces]
        self.virtual_size = Size(width, len(self._rows))
        self.refresh()

    def _rows_at(self, span: tuple[int, int] | None) -> list[int]:
        if span is None or not self._begins:
            return []
        first = bisect_right(self._begins, (span[0], len(self._rows))) - 1
        found = []
        for _, row in self._begins[max(0, first) :]:
            pieces = self._rows[row].pieces
            if pieces[0].begin >= span[1]:
                break
            if pieces[-1].end > span[0]:
                found.append(row)
        return found

    def _block_end(self, block: int) -> int:
        return self._tops[block + 1] if block + 1 < len(self._tops) else len(self._rows)

    def _refresh_block(self, block: int) -> None:
        if block < len(self._tops):
            top = self._tops[block]
            self.refresh_lines(top, self._block_end(block) - top)

    def _bring(self, first: int, last: int) -> None:
        """Scroll so that the rows are in view, with what comes next below them."""
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if first < top or last >= top + height - min(3, height // 4):
            self.scroll_to(y=max(0, first - height // 3), animate=False)
