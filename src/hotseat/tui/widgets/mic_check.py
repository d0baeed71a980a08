"""Choose a microphone and see that it hears."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from hotseat.domain.errors import HotseatError
from hotseat.ports import InputDevice, Recording
from hotseat.tui.render import line
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.choice_row import Choice, ChoiceRow
from hotseat.tui.widgets.level_meter import LevelMeter

LOOKS_PER_SECOND = 10


class MicCheck(Widget):
    """A row of microphones with the live level of the chosen one; keeps no audio.

    `listening` False closes the microphone (for typed answers); `close()` waits until it is shut,
    so that a take can open it.
    """

    DEFAULT_CSS = """
    MicCheck { height: auto; layout: vertical; }
    MicCheck #level { height: 1; padding: 0 1 0 17; }
    MicCheck #trouble { height: auto; max-height: 3; padding: 0 1 0 17; color: $text-warning; }
    """
    listening: reactive[bool] = reactive(False, init=False)

    DEFAULT: ClassVar[Choice] = Choice("", "system default")

    def __init__(self, device: str, id: str = "") -> None:
        super().__init__(id=id or None)
        self._wanted = device
        self._recording: Recording | None = None
        self._gate = asyncio.Lock()

    @property
    def device(self) -> str:
        """The name of the chosen microphone; "" is the system's default."""
        return self.query_one(ChoiceRow).value

    def compose(self) -> ComposeResult:
        """A choice, a level, and what is wrong, if anything is."""
        chosen = [self.DEFAULT]
        if self._wanted:
            chosen.append(Choice(self._wanted, self._wanted))
        yield ChoiceRow("Microphone", chosen, self._wanted, id="devices")
        yield LevelMeter(id="level")
        yield Static(id="trouble")

    def on_mount(self) -> None:
        """Look at the level ten times a second."""
        self.set_interval(1 / LOOKS_PER_SECOND, self._look)

    async def on_unmount(self) -> None:
        """Let the microphone go."""
        await self.close()

    def watch_listening(self, listening: bool) -> None:
        """Open or close the microphone."""
        self.query_one(LevelMeter).display = listening
        if listening:
            self._open()
        else:
            self._trouble("Typed answers need no microphone.")
            self.run_worker(self.close(), exclusive=True, group="mic")

    @on(ChoiceRow.Changed)
    def chosen(self) -> None:
        """Listen to another microphone."""
        if self.listening:
            self._open()

    @work(exclusive=True, group="mic")
    async def _open(self) -> None:
        await self.close()
        async with self._gate:
            recorder = app_of(self.screen).context.services.recorder
            try:
                devices = await asyncio.to_thread(recorder.devices)
                self._offer(list(devices))
                self._recording = await asyncio.to_thread(recorder.open, None, self.device)
                self._trouble("")
            except HotseatError as error:
                self._trouble(str(error))

    async def close(self) -> None:
        """Shut the microphone."""
        async with self._gate:
            recording, self._recording = self._recording, None
            if recording is not None:
                await asyncio.to_thread(recording.stop)

    def _offer(self, devices: list[InputDevice]) -> None:
        row = self.query_one(ChoiceRow)
        named = [Choice(device.name, device.label) for device in devices]
        wanted = row.value
        if wanted and wanted not in {choice.value for choice in named}:
            named.append(Choice(wanted, f"{wanted} (not there now)"))
        row.offer([self.DEFAULT, *named], wanted)

    def _look(self) -> None:
        recording = self._recording
        if recording is None:
            return
        self.query_one(LevelMeter).level = recording.level()
        failure = recording.failure()
        if failure is not None:
            self._trouble(failure.message)
            self.run_worker(self.close(), exclusive=True, group="mic")

    def _trouble(self, message: str) -> None:
        self.query_one("#trouble", Static).update(line(message))
