"""Names of the tabs on one line, with the number that opens each."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class TabStrip(Widget):
    """Shows which tab is open; a click asks for another. Keys belong to the screen."""

    DEFAULT_CSS = "TabStrip { height: 1; width: 1fr; background: $panel; padding: 0 1; }"

    current: reactive[int] = reactive(0)

    @dataclass
    class Asked(Message):
        """A tab was clicked."""

        index: int

    def __init__(self, names: Sequence[str], id: str) -> None:
        super().__init__(id=id)
        self._names = tuple(names)

    def render(self) -> Content:
        """Show the names; the open one stands in brackets and is bold."""
        parts: list[tuple[str, str]] = []
        for at, name in enumerate(self._names):
            here = at == self.current
            style = "bold $text-primary reverse" if here else "$foreground-muted"
            parts.append((f" {at + 1} {name} ", style))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Find the name under the pointer."""
        left = 1
        for at, name in enumerate(self._names):
            right = left + len(f" {at + 1} {name} ")
            if left <= event.x < right:
                self.post_message(self.Asked(at))
            left = right
