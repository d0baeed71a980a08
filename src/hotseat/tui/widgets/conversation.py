"""What was asked and said, the newest at the bottom, with the words being said now."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotseat.tui.render import plain, same


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's words. `note` is what the coach makes of them, `tone` its style."""

    who: str
    text: str
    note: str = ""
    tone: str = ""


class Conversation(VerticalScroll):
    """Keeps the last lines in view until the reader scrolls up."""

    DEFAULT_CSS = """
    Conversation { height: 1fr; width: 1fr; }
    Conversation Static { height: auto; }
    Conversation #turns { display: none; }
    """

    def __init__(self, id: str = "") -> None:
        super().__init__(id=id or None)
        self._turns: tuple[Turn, ...] = ()
        self._live: Content | None = None

    def compose(self) -> ComposeResult:
        """What was said, then what is being said."""
        yield Static(id="turns", markup=False)
        yield Static(id="live", markup=False)

    def show(self, turns: Sequence[Turn], live: Content) -> None:
        """Show the turns so far and the words under way; nothing is drawn where nothing changed."""
        if tuple(turns) == self._turns and same(live, self._live):
            return
        at_end = self.is_vertical_scroll_end
        if tuple(turns) != self._turns:
            self._turns, at_end = tuple(turns), True
            said = self.query_one("#turns", Static)
            said.update(Content("\n").join(_turn(turn) for turn in turns))
            said.display = bool(turns)
        if not same(live, self._live):
            self._live = live
            self.query_one("#live", Static).update(live)
        if at_end:
            self.call_after_refresh(self.scroll_end, animate=False, immediate=True)


def _turn(turn: Turn) -> Content:
    parts = [Content.styled(f"{turn.who}: ", "bold $text-primary"), plain(turn.text)]
    if turn.note:
        parts += [Content("\n  "), plain(turn.note, turn.tone)]
    return Content.assemble(*parts)
