"""Record a microphone."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hotseat.audio import messages, portaudio
from hotseat.audio.devices import found_inputs
from hotseat.audio.intake import TAIL, Intake
from hotseat.audio.keeper import Keeper
from hotseat.audio.source import open_input
from hotseat.audio.wav import WavWriter
from hotseat.domain.errors import HotseatError
from hotseat.files import reason
from hotseat.ports import CaptureEnd, CaptureResult, InputDevice, InputLevel

_FIRST_SOUND_LIMIT = 4.0  # a Bluetooth headset takes two seconds to turn its microphone on
# Together these keep stop() below three seconds, whatever hangs.
_TAIL_LIMIT = 1.3
_CLOSE_LIMIT = 0.8
_DRAIN_LIMIT = 0.6


class PortAudioRecorder:
    """The machine's microphones; implements ports.Recorder."""

    def devices(self) -> Sequence[InputDevice]:
        """Return the microphones that are there now. Raises HotseatError without PortAudio."""

        def look(sd: Any) -> list[InputDevice]:
            portaudio.look_again(sd)
            return [each.device for each in found_inputs(sd)]

        return portaudio.call(look)

    def open(self, path: Path | None, device: str = "") -> "PortAudioRecording":
        """Begin to record into a new file; returns once the first sound has arrived.

        Raises HotseatError with what to do; no file is then left.
        """
        recording = PortAudioRecording(_new_file(path) if path is not None else None)
        try:
            recording.begin(device)
        except BaseException:
            recording.discard()
            raise
        return recording


class PortAudioRecording:
    """A microphone being recorded; implements ports.Recording."""

    def __init__(self, writer: WavWriter | None) -> None:
        self._stream: Any = None
        self._intake = Intake()
        self._keeper = Keeper(self._intake, writer, self._let_go)
        self._stopping = threading.Lock()
        self._result: CaptureResult | None = None

    def begin(self, device: str) -> None:
        """Open the microphone and wait for its first sound. Raises HotseatError."""
        intake = self._intake
        self._stream = open_input(device, intake.heard, intake.finished, intake.begin)
        if not self._intake.wait_for_sound(_FIRST_SOUND_LIMIT):
            portaudio.let_go(self._stream)
            raise HotseatError(messages.input_silent(device))
        if self._keeper.failure() is not None:  # it went away before its stream was known here
            self._let_go()

    def discard(self) -> None:
        """End a recording that never began, and remove its file."""
        self._intake.close()
        self._keeper.wait_until_closed(_DRAIN_LIMIT)
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    @property
    def path(self) -> Path | None:
        """The file being written; None for a level check."""
        return self._keeper.path

    def seconds(self) -> float:
        """Return the seconds on disk."""
        return self._keeper.seconds()

    def level(self) -> InputLevel:
        """Return the level since the last call."""
        return self._keeper.meter.look()

    def failure(self) -> CaptureResult | None:
        """Return how the recording ended by itself, or None; never blocks."""
        return self._keeper.failure()

    def pause(self) -> None:
        """Write nothing from when the last words have arrived; the level goes on."""
        self._intake.pause()

    def resume(self) -> None:
        """Go on writing."""
        self._intake.resume()

    def stop(self) -> CaptureResult:
        """Take the last words in, close the file, return how it ended; within three seconds."""
        with self._stopping:
            if self._result is None:
                self._result = self._stop()
            return self._result

    def _stop(self) -> CaptureResult:
        if self.path is not None:
            self._wait_for_the_last_words()
        self._intake.close()  # first: from here on the end of the stream is asked for
        if self._keeper.failure() is None:
            portaudio.close(self._stream, _CLOSE_LIMIT)
        in_time = self._keeper.wait_until_written(_DRAIN_LIMIT)
        failure = self._keeper.failure()
        if failure is not None:
            return failure
        seconds, path = self.seconds(), self.path
        if not in_time:
            return CaptureResult(CaptureEnd.DISK, seconds, messages.disk_slow(seconds, path))
        gaps = self._intake.gaps
        told = messages.gaps(gaps) if gaps and path is not None else ""
        return CaptureResult(CaptureEnd.STOPPED, seconds, told)

    def _wait_for_the_last_words(self) -> None:
        asked = time.monotonic()
        while (
            time.monotonic() < asked + _TAIL_LIMIT
            and self._intake.caught_up_to() < asked + TAIL
            and not (self._intake.paused or self._intake.gone)
            and self._keeper.failure() is None
        ):
            time.sleep(0.02)

    def _let_go(self) -> None:
        """Free a stream that failed, so that the microphone can be opened again."""
        self._intake.close()
        portaudio.let_go(self._stream)


def _new_file(path: Path) -> WavWriter:
    shown = messages.shown(path)
    try:
        return WavWriter(path)
    except FileExistsError as error:
        raise HotseatError(f"{shown} is there already and was left alone: rename it") from error
    except OSError as error:
        why = reason(error)
        raise HotseatError(
            f"{shown} cannot be written ({why}): check its folder and the space on the disk"
        ) from error
