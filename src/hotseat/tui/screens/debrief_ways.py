"""The ways on from the debrief: a probe, another try, the end, a comparison, a document, back."""

from textual import work

from hotseat.domain.choices import Format
from hotseat.domain.session import Take, answers, replies
from hotseat.interview.plan import DRILL_PROBES
from hotseat.tui.screens.debrief_playing import PlayingScreen
from hotseat.tui.typed_app import app_of


class WaysOnScreen(PlayingScreen):
    """A screen behind which a sitting may wait (`_going_on`); it returns the way that was taken."""

    _going_on: bool = False

    @property
    def take(self) -> Take | None:
        """The take on show."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the ways on only while a sitting waits; its keys then come first in the footer."""
        if action == "go_on":
            return self._going_on and parameters == (self._way_on(),)
        if action == "retake":
            return self._going_on
        if action == "finish":  # enter says "Finish" already where it is the end
            return self._going_on and bool(parameters) is (self._way_on() == "end")
        if action in ("judge", "replay", "export"):
            return bool(parameters) == self._going_on
        return True

    def _way_on(self) -> str:
        """Return what comes after this debrief: a probe, the end, or what the room finds."""
        take = self.take
        if take is None or take.transcript is None:
            return "on"
        if self.session.settings.format is Format.GRILLING:
            return "probe"
        told = answers(self.session)
        put = replies(self.session, told[-1]) if told else ()
        return "end" if len(put) >= DRILL_PROBES else "probe"

    def action_go_on(self, way: str = "on") -> None:
        """Go on with the sitting."""
        self._leave("go_on")

    def action_retake(self) -> None:
        """Answer again."""
        self._leave("retake")

    def action_finish(self, quietly: bool = False) -> None:
        """End the sitting."""
        self._leave("finish")

    def action_back(self) -> None:
        """Go back."""
        self._leave("")

    async def may_leave(self) -> bool:
        """Wait until the screen may close."""
        return True

    @work(exclusive=True, group="leave")
    async def _leave(self, way: str) -> None:
        await self.may_leave()
        self.dismiss(way)

    def action_compare(self) -> None:
        """Compare the take with another of its question or story."""
        take = self.take
        app_of(self).open_compare(self.session, take.number if take else 0)

    @work(exclusive=True, group="export")
    async def action_export(self, quietly: bool = False) -> None:
        """Hand the session on as a document, and say where it is."""
        from hotseat.tui.screens.export import ExportScreen

        await self.may_leave()
        take = self.take
        number = take.number if take else 0
        if words := await self.app.push_screen_wait(ExportScreen(self.session, number)):
            self._say(words)
