"""A list of any length: only the rows that are looked at are ever made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual


class RowList(ScrollView, can_focus=True):
    """Rows of one line each, one of them marked; `show` hands over how to make a row.

    Nothing is kept of a row, so that a list of 5,000 opens as quickly as one of ten.
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr; background: $background; padding: 0 1;
        overflow-x: hidden; scrollbar-size-vertical: 1;
    }
    RowList > .row-list--row { background: $background; color: $foreground; }
    RowList > .row-list--marked { background: $foreground 10%; color: $foreground; }
    RowList:focus > .row-list--marked { background: $primary 25%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--row", "row-list--marked"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
    ]

    marked: reactive[int] = reactive(0)

    @dataclass
    class Marked(Message):
        """Another row was marked."""

        rows: "RowList"
        at: int

        @property
        def control(self) -> "RowList":
            """The list, for selectors."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """Enter was pressed on the marked row, or it was clicked."""

        rows: "RowList"
        at: int

        @property
        def control(self) -> "RowList":
            """The list, for selectors."""
            return self.rows

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._total = 0
        self._row: Callable[[int], Content] = lambda at: Content("")

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._total

    @property
    def width(self) -> int:
        """Cells that a row has."""
        return self.scrollable_content_region.width

    def show(self, total: int, row: Callable[[int], Content], marked: int = 0) -> None:
        """Show `total` rows, each made by its number when it is seen; mark one of them."""
        self._total, self._row = total, row
        self.virtual_size = Size(0, total)
        self.marked = max(0, min(marked, total - 1))
        self._follow()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Make the row that stands on a line of the screen."""
        at = self.scroll_offset.y + y
        width = self.width
        if not 0 <= at < self._total:
            return Strip.blank(width, self.get_component_rich_style("row-list--row"))
        name = "row-list--marked" if at == self.marked else "row-list--row"
        style = self.get_visual_style(name)
        row = self._row(at).truncate(width, ellipsis=True)
        (strip,) = Visual.to_strips(self, row, width, 1, style)
        return strip.extend_cell_length(width, style.rich_style)

    def watch_marked(self, before: int, now: int) -> None:
        """Keep the marked row in sight and tell of it."""
        self.refresh_line(before)
        self.refresh_line(now)
        self._follow()
        self.post_message(self.Marked(self, now))

    def action_move(self, by: int) -> None:
        """Mark the row above or below."""
        self.marked = max(0, min(self.marked + by, self._total - 1))

    def action_page(self, by: int) -> None:
        """Go on by what is seen at once."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Mark the first row."""
        self.marked = 0

    def action_last(self) -> None:
        """Mark the last row."""
        self.marked = max(0, self._total - 1)

    def action_choose(self) -> None:
        """Open the marked row."""
        if self._total:
            self.post_message(self.Chosen(self, self.marked))

    def on_click(self, event: events.Click) -> None:
        """Mark the row that was clicked; open it where it was marked already."""
        at = self.scroll_offset.y + event.get_content_offset_capture(self).y
        if not 0 <= at < self._total:
            return
        if at == self.marked:
            self.action_choose()
        self.marked = at

    def _follow(self) -> None:
        region = Region(0, self.marked, 1, 1)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)
