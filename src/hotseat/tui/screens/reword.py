"""A text to be written in a small window: a question reworded, a bank named."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean, clean_line
from hotseat.tui.render import line


class RewordScreen(ModalScreen[str]):
    """Edits a text of one paragraph and returns it; escape returns "", and nothing is changed.

    `check` may raise HotseatError with what is wrong; the window then stays open.
    """

    CSS_PATH = "reword.tcss"
    HELP: ClassVar[str] = """\
Write the text; it may run over several lines on screen.

enter, ctrl+s   keep it
escape          leave it as it was
ctrl+z          undo"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "keep", "Keep", priority=True),
        Binding("escape", "back", "Back", priority=True),
    ]

    def __init__(self, title: str, text: str, check: Callable[[str], object]) -> None:
        super().__init__()
        self._title, self._text, self._check = title, text, check

    def compose(self) -> ComposeResult:
        """Lay out the text and a hint."""
        with Vertical(id="box"):
            yield TextArea(clean(self._text), soft_wrap=True, tab_behavior="focus")
            yield Static("enter keeps it · escape leaves it as it was", id="hint", classes="hint")

    def on_mount(self) -> None:
        """Write at the end of what is there."""
        self.query_one("#box").border_title = self._title
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        """Return the text, if it is sound."""
        text = clean_line(self.query_one(TextArea).text)
        try:
            self._check(text)
        except HotseatError as error:
            self.query_one("#hint", Static).update(line(str(error), 200, "$text-error"))
        else:
            self.dismiss(text)

    def action_back(self) -> None:
        """Return nothing."""
        self.dismiss("")
