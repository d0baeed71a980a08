"""A table that holds thousands of rows, of which only those come in that are looked at."""

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

AT_ONCE = 60
"""Rows that come in together; adding and measuring them takes some 6 ms."""


class LazyTable(DataTable[Text]):
    """A DataTable whose rows are made when scrolling comes near them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", "First", show=False),
        Binding("end", "scroll_bottom", "Last", show=False),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(cursor_type="row", cell_padding=0, id=id)
        self._total = 0
        self._made: Callable[[int], list[Text]] | None = None

    def show(self, total: int, row: Callable[[int], list[Text]], marked: int = 0) -> None:
        """Show `total` rows, each made by its number; `marked` is the row to mark."""
        self.clear()
        self._total, self._made = total, row
        self._load(marked + AT_ONCE)
        if marked:
            self.move_cursor(row=marked)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Bring in more rows before the end of those that are there is seen."""
        super().watch_scroll_y(old_value, new_value)
        if self.row_count < self._total and new_value + self.size.height * 2 > self.row_count:
            self._load(self.row_count + AT_ONCE)

    def action_scroll_bottom(self) -> None:
        """Mark the last row; all have to be there for that."""
        self._load(self._total)
        super().action_scroll_bottom()

    def _load(self, upto: int) -> None:
        if self._made is not None:
            upto = min(upto, self._total)
            self.add_rows([self._made(at) for at in range(self.row_count, upto)])
