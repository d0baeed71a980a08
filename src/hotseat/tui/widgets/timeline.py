"""How far a replay has come: a thin line with the evidence on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hotseat.domain.text import clock_face


class Timeline(Widget):
    """Shows position and length in seconds; a click asks for another position."""

    DEFAULT_CSS = "Timeline { height: 1; width: 1fr; padding: 0 1; }"

    at: reactive[float] = reactive(0.0)

    @dataclass
    class Asked(Message):
        """A place on the line was clicked."""

        seconds: float

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._length = 0.0
        self._marks: tuple[float, ...] = ()

    def show(self, length: float, marks: Iterable[float]) -> None:
        """Show another take: its length, and the seconds at which evidence stands."""
        self._length, self._marks = max(0.0, length), tuple(marks)
        self.refresh()

    def validate_at(self, seconds: float) -> float:
        """Step by tenths, so that the line is not drawn again for nothing."""
        return round(seconds, 1)

    def render(self) -> Content:
        """Draw the line to the widget's width."""
        before, after = self._faces()
        width = max(1, self.content_size.width - len(before) - len(after))
        here = self._cell(self.at, width)
        marked = {self._cell(mark, width) for mark in self._marks}
        parts: list[tuple[str, str]] = [(before, "bold")]
        for at in range(width):
            style = "$primary" if at <= here else "$foreground-muted"
            sign = "●" if at == here else "┼" if at in marked else "━" if at < here else "─"
            parts.append((sign, style))
        return Content.assemble(*parts, (after, ""))

    def on_click(self, event: events.Click) -> None:
        """Ask for the position under the pointer."""
        before, after = self._faces()
        width = max(1, self.content_size.width - len(before) - len(after))
        at = event.x - 1 - len(before)
        if 0 <= at < width:
            self.post_message(self.Asked(self._length * at / max(1, width - 1)))

    def _faces(self) -> tuple[str, str]:
        whole = clock_face(self._length)
        return f"{clock_face(self.at):>{len(whole)}} ", f" {whole}"

    def _cell(self, seconds: float, width: int) -> int:
        share = seconds / self._length if self._length else 0.0
        return min(width - 1, max(0, round(share * (width - 1))))
