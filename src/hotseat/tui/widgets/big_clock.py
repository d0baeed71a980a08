"""A clock in large digits, with what it means in words beside it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits, Static

from hotseat.tui.render import same


class BigClock(Horizontal):
    """Three rows high; a screen that is short on rows hides `Digits` and shows the words alone."""

    DEFAULT_CSS = """
    BigClock { height: 3; padding: 0 1; }
    BigClock Digits { width: auto; min-width: 14; margin-right: 2; text-style: bold; }
    BigClock #words { width: 1fr; height: 3; }
    """

    def __init__(self, id: str = "") -> None:
        super().__init__(id=id or None)
        self._shown: tuple[str, Content, str] | None = None

    def compose(self) -> ComposeResult:
        """Digits, then words."""
        yield Digits(id="face")
        yield Static(id="words")

    def show(self, face: str, words: Content, style: str) -> None:
        """Show digits such as "1:42" or "+0:12" and up to three lines of words; `style` colours
        the digits only."""
        before = self._shown
        if before and before[0] == face and same(before[1], words) and before[2] == style:
            return
        self._shown = (face, words, style)
        digits = self.query_one(Digits)
        digits.set_classes(style)
        digits.update(face)
        self.query_one("#words", Static).update(words)
