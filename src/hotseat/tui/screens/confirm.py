"""A question that has to be answered before the app goes on."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotseat.tui.render import line, plain


class ConfirmScreen(ModalScreen[str]):
    """Asks, and returns the value of the answer chosen; escape returns "".

    `choices` are `(value, words)` pairs; the first is marked, so put the harmless one there.
    """

    CSS_PATH = "confirm.tcss"
    HELP: ClassVar[str] = """\
A question that has to be answered first.

up, down     mark an answer
enter        take the marked answer
1 2 3 …      take that answer
escape       go back; nothing happens"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", priority=True),
        *(Binding(str(n), f"take({n - 1})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(id="asked"):
            yield Static(plain(self._question), id="question")
            yield OptionList(
                *(Option(self._words(at)) for at in range(len(self._choices))), markup=False
            )
            yield Static("enter takes it · escape goes back", classes="hint")

    def on_mount(self) -> None:
        """Mark the first answer."""
        answers = self.query_one(OptionList)
        answers.highlighted = 0
        answers.focus()

    def _words(self, at: int) -> Content:
        return Content.assemble((f"{at + 1}  ", "$text-accent"), line(self._choices[at][1], 120))

    @on(OptionList.OptionSelected)
    def take_marked(self, event: OptionList.OptionSelected) -> None:
        """Return the marked answer."""
        event.stop()
        self.action_take(event.option_index)

    def action_take(self, at: int) -> None:
        """Return an answer by its place."""
        if at < len(self._choices):
            self.dismiss(self._choices[at][0])

    def action_back(self) -> None:
        """Return no answer."""
        self.dismiss("")
