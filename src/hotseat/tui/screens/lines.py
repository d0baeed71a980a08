"""A list of lines to read, with what can be done about them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotseat.tui.render import line, plain

LINES_SHOWN = 200
"""Lines that are laid out; a file with more problems is mended from the top anyway."""


class LinesScreen(ModalScreen[str]):
    """Shows lines, each a heading and what is said of it; returns the choice, "" for none."""

    CSS_PATH = "lines.tcss"
    HELP: ClassVar[str] = """\
What was found, line by line.

up, down      mark an answer; without one, scroll
pageup, pagedown   scroll
enter         take the marked answer
escape        go back"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", priority=True),
        Binding("pageup", "scroll(-1)", "Page up", show=False, priority=True),
        Binding("pagedown", "scroll(1)", "Page down", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[tuple[str, str]],
        choices: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        self._title, self._rows, self._choices = title, tuple(rows), tuple(choices)

    def compose(self) -> ComposeResult:
        """Lay out the lines, then the answers."""
        with Vertical(id="box"):
            with VerticalScroll(id="lines"):
                yield Static(self._words())
            if self._choices:
                yield OptionList(
                    *(Option(line(words, 120)) for _, words in self._choices), markup=False
                )
            hint = "enter takes it · pageup, pagedown scroll · escape goes back"
            yield Static(hint if self._choices else "escape goes back", classes="hint")

    def on_mount(self) -> None:
        """Name the box; let the keys go to the answers, else to the lines."""
        self.query_one("#box").border_title = line(self._title, 60).markup
        if self._choices:
            answers = self.query_one(OptionList)
            answers.highlighted = 0
            answers.focus()
        else:
            self.query_one("#lines").focus()

    def _words(self) -> Content:
        shown = [
            Content.assemble(line(head, style="bold"), "\n  ", plain(text)) if head else plain(text)
            for head, text in self._rows[:LINES_SHOWN]
        ]
        if len(self._rows) > LINES_SHOWN:
            shown.append(plain(f"… and {len(self._rows) - LINES_SHOWN} more"))
        return Content("\n").join(shown)

    @on(OptionList.OptionSelected)
    def take_marked(self, event: OptionList.OptionSelected) -> None:
        """Return the marked answer."""
        event.stop()
        self.dismiss(self._choices[event.option_index][0])

    def action_scroll(self, by: int) -> None:
        """Scroll the lines by a page."""
        lines = self.query_one("#lines", VerticalScroll)
        lines.scroll_page_down() if by > 0 else lines.scroll_page_up()

    def action_back(self) -> None:
        """Return no answer."""
        self.dismiss("")
