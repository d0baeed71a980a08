"""A line of text asked for in a small window."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hotseat.domain.text import clean_line
from hotseat.tui.render import line


class AskScreen(ModalScreen[str | None]):
    """Edits one line and returns it; escape returns None and changes nothing."""

    CSS_PATH = "ask.tcss"
    HELP: ClassVar[str] = """\
One line of text.

enter     take it
escape    go back; nothing changes"""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", priority=True)]

    def __init__(self, title: str, value: str, hint: str) -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        """Lay out the line and a hint."""
        with Vertical(id="asked"):
            yield Input(clean_line(self._value), id="line")
            yield Static(line(f"{self._hint} · enter takes it · escape goes back"), classes="hint")

    def on_mount(self) -> None:
        """Say what is asked."""
        self.query_one("#asked").border_title = self._title

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Return the line."""
        self.dismiss(clean_line(event.value))

    def action_back(self) -> None:
        """Return nothing."""
        self.dismiss(None)
