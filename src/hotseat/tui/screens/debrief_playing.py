"""Playing what is marked in the debrief: exactly those seconds, or why they cannot be played."""

from textual import work
from textual.screen import Screen
from textual.widgets import Static

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take
from hotseat.tui.render import line
from hotseat.tui.sound import Quotes
from hotseat.tui.typed_app import app_of

Marked = tuple[Take | None, float | None, float | None]
"""A take, and the seconds from and to; no take where the mark is on nothing that was said."""


class PlayingScreen(Screen[str]):
    """A screen that plays stretches of a session's takes and tells of it in its line #hint."""

    session: Session
    _quotes: Quotes | None = None

    def on_mount(self) -> None:
        """Get ready to play; nothing is opened before the first quote."""
        context = app_of(self).context
        self._quotes = Quotes(context.player, context.services.store)

    async def on_unmount(self) -> None:
        """Stop playing."""
        if self._quotes is not None:
            await self._quotes.close()

    def marked(self) -> Marked:
        """Return what is marked."""
        return None, None, None

    def action_play(self) -> None:
        """Play exactly the marked words."""
        take, start, stop = self.marked()
        if take is None:
            self._say("There are no words to play on this line.")
        elif not take.audio:
            self._say("There is no sound to play: this answer was typed.")
        elif start is None:
            self._say("These words carry no time, so they cannot be played.")
        else:
            self._play(take, start, stop)

    def _say(self, words: str) -> None:
        self.query_one("#hint", Static).update(line(words, 400))

    @work(exclusive=True, group="play")
    async def _play(self, take: Take, start: float, stop: float | None) -> None:
        if self._quotes is None:
            return
        try:
            await self._quotes.play(self.session, take, start, stop)
        except HotseatError as error:
            self._say(str(error))
        else:
            till = f" to {stop:.1f} s" if stop is not None else " s to the end"
            self._say(f"Playing {start:.1f}{till}")
