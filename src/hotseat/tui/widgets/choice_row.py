"""One setting on one line: left and right change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hotseat.domain.text import clean_line

LABEL_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with the words shown for it."""

    value: str
    words: str


class ChoiceRow(Widget, can_focus=True):
    """A label and a value out of several; all are shown where they fit on the line."""

    DEFAULT_CSS = """
    ChoiceRow { height: 1; width: 1fr; padding: 0 1; }
    ChoiceRow:focus { background: $boost; text-style: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Previous", show=False),
        Binding("right", "step(1)", "Next", show=False),
        Binding("space", "step(1)", "Next", show=False),
        Binding("up", "app.focus_previous", "Up", show=False),
        Binding("down", "app.focus_next", "Down", show=False),
    ]

    index: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """The user chose another value."""

        row: "ChoiceRow"
        value: str

        @property
        def control(self) -> "ChoiceRow":
            """The row, for selectors."""
            return self.row

    def __init__(
        self, label: str, choices: Sequence[Choice], value: str = "", id: str = ""
    ) -> None:
        super().__init__(id=id or None)
        self._label = label
        self._choices = tuple(choices) or (Choice("", "none"),)
        self.set_reactive(ChoiceRow.index, self._index_of(value))

    @property
    def value(self) -> str:
        """The value chosen."""
        return self._choices[self.index].value

    @property
    def words(self) -> str:
        """The words shown for the value chosen."""
        return self._choices[self.index].words

    @property
    def offered(self) -> int:
        """How many values can be chosen."""
        return len(self._choices)

    def offer(self, choices: Sequence[Choice], value: str) -> None:
        """Replace what can be chosen; a value that is gone falls back to the first."""
        self._choices = tuple(choices) or (Choice("", "none"),)
        self.index = self._index_of(value)
        self.refresh()

    def action_step(self, by: int) -> None:
        """Choose the next or previous value, round and round."""
        self.index = (self.index + by) % len(self._choices)
        self.post_message(self.Changed(self, self.value))

    def on_click(self, event: events.Click) -> None:
        """A click goes on to the next value."""
        self.action_step(1)

    def render(self) -> Content:
        """Show all values with the chosen one marked, or the chosen one with its place."""
        mark = "▸ " if self.has_focus else "  "
        label = Content.styled(
            f"{mark}{self._label:<{LABEL_WIDTH}}", "bold" if self.has_focus else ""
        )
        room = self.size.width - LABEL_WIDTH - 2
        shown = [clean_line(choice.words, max(8, room - 12)) for choice in self._choices]
        if sum(len(words) + 4 for words in shown) <= room:
            parts = [self._chip(words, at == self.index) for at, words in enumerate(shown)]
            return Content.assemble(label, *parts)
        place = f"  {self.index + 1} of {len(shown)}"
        chosen = Content.styled(f"◂ {shown[self.index]} ▸", "$text-primary bold")
        return Content.assemble(label, chosen, (place, "$foreground-muted"))

    def _chip(self, words: str, chosen: bool) -> Content:
        if chosen:
            return Content.assemble((f"[{words}]", "$text-primary bold"), " ")
        return Content.styled(f" {words} ", "$foreground-muted").append(" ")

    def _index_of(self, value: str) -> int:
        return next((i for i, c in enumerate(self._choices) if c.value == value), 0)
