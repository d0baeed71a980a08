"""Microphones and loudspeakers on a turned clock; what is recorded is a real WAV file."""

import math
from array import array
from collections.abc import Sequence
from pathlib import Path

from hotseat.audio.wav import RATE, WavWriter
from hotseat.domain.errors import HotseatError
from hotseat.ports import CaptureEnd, CaptureResult, Clock, InputDevice, InputLevel
from hotseat.wav import probe

SPEAKING = InputLevel(-12.0, -24.0)
SILENT = InputLevel()


def tone(seconds: float, hertz: float = 440.0, peak: int = 8192) -> bytes:
    """Return 16-bit mono samples of a tone at 16 kHz."""
    step = 2 * math.pi * hertz / RATE
    frames = range(round(seconds * RATE))
    return array("h", (round(peak * math.sin(step * i)) for i in frames)).tobytes()


class FakeRecording:
    """A recording as long as the clock says: `sound` first, then silence.

    Set `shown` for the level. `lose` ends it as a pulled microphone or a full disk does.
    """

    def __init__(self, path: Path | None, clock: Clock, sound: bytes = b"") -> None:
        self._path = path
        self._clock = clock
        self._sound = sound
        self._writer = WavWriter(path) if path is not None else None
        self._since: float | None = clock.monotonic()
        self._banked = 0.0
        self._failure: CaptureResult | None = None
        self._result: CaptureResult | None = None
        self.device = ""
        self.shown = SPEAKING
        self.stops = 0
        self.fails_after: tuple[float, CaptureEnd, str] | None = None

    @property
    def path(self) -> Path | None:
        """The file being written."""
        return self._path

    @property
    def paused(self) -> bool:
        """Whether it is paused or over."""
        return self._since is None

    def seconds(self) -> float:
        """Return the seconds on disk, after writing what the clock says is due."""
        due = self._banked
        if self._since is not None:
            due += self._clock.monotonic() - self._since
        if self.fails_after is not None and due >= self.fails_after[0]:
            seconds, end, message = self.fails_after
            self.fails_after = None
            self._end(seconds, CaptureResult(end, seconds, message))
            return self._banked
        self._write(due)
        return due

    def level(self) -> InputLevel:
        """Return the scripted level; silence once it is over."""
        return SILENT if self._failure or self._result else self.shown

    def failure(self) -> CaptureResult | None:
        """Return the scripted end, once it is reached."""
        self.seconds()
        return self._failure

    def pause(self) -> None:
        """Hold."""
        self._banked, self._since = self.seconds(), None

    def resume(self) -> None:
        """Go on; does nothing when running or over."""
        if self._since is None and not self._failure and not self._result:
            self._since = self._clock.monotonic()

    def stop(self) -> CaptureResult:
        """Close the file; the same result when called again."""
        self.stops += 1
        seconds = self.seconds()
        if self._result is None:
            self._result = self._failure or CaptureResult(CaptureEnd.STOPPED, seconds)
            self._end(seconds, self._failure)
        return self._result

    def lose(self, end: CaptureEnd = CaptureEnd.LOST, message: str = "") -> None:
        """End it now, as if the microphone or the disk had gone."""
        seconds = self.seconds()
        name = self._path.name if self._path else "no file"
        line = message or f"The microphone went away. {seconds:.1f} s are safe in {name}."
        self._end(seconds, CaptureResult(end, seconds, line))

    def _end(self, seconds: float, failure: CaptureResult | None) -> None:
        self._write(seconds)
        self._banked, self._since, self._failure = seconds, None, failure
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _write(self, seconds: float) -> None:
        if self._writer is None:
            return
        first, last = self._writer.frames * 2, round(seconds * RATE) * 2
        if last > first:
            self._writer.append(self._sound[first:last].ljust(last - first, b"\0"))


class FakeRecorder:
    """Implements ports.Recorder.

    `refuses` is raised by the next open; `missing` by every call, as without PortAudio. `sound` is
    what the next recordings hear; `fails_after` (seconds, end, message) ends them by itself.
    """

    def __init__(self, clock: Clock, sound: bytes = b"") -> None:
        self.present: list[InputDevice] = [
            InputDevice("Fake microphone", "Fake microphone", default=True)
        ]
        self.refuses: HotseatError | None = None
        self.missing: HotseatError | None = None
        self.sound = sound
        self.fails_after: tuple[float, CaptureEnd, str] | None = None
        self.recordings: list[FakeRecording] = []
        self._clock = clock

    @property
    def last(self) -> FakeRecording:
        """The newest recording."""
        return self.recordings[-1]

    def devices(self) -> Sequence[InputDevice]:
        """Return `present`."""
        if self.missing is not None:
            raise self.missing
        return list(self.present)

    def open(self, path: Path | None, device: str = "") -> FakeRecording:
        """Begin to record, or refuse."""
        if self.missing is not None:
            raise self.missing
        if self.refuses is not None:
            refusal, self.refuses = self.refuses, None
            raise refusal
        if not self.present:
            raise HotseatError("No microphone was found: plug one in and try again")
        if device and device not in {each.name for each in self.present}:
            raise HotseatError(
                f'The microphone "{device}" is not there: plug it in or choose another'
            )
        try:
            recording = FakeRecording(path, self._clock, self.sound)
        except OSError as error:
            raise HotseatError(f"{path} cannot be written ({error.strerror})") from error
        recording.device = device
        recording.fails_after = self.fails_after
        self.recordings.append(recording)
        return recording


class FakePlayback:
    """Implements ports.Playback: the position is the clock's. `lose` ends it as a pulled plug."""

    def __init__(self, path: Path, seconds: float, clock: Clock) -> None:
        self.path = path
        self.length = seconds
        self.closed = False
        self.played: list[tuple[float, float | None]] = []
        self.speed = 1.0
        self.refuses: HotseatError | None = None
        self._clock = clock
        self._from = self._stop = 0.0
        self._since: float | None = None
        self._problem = ""

    def play(self, start: float, stop: float | None = None, speed: float = 1.0) -> None:
        """Play a stretch; raises `refuses` when set."""
        if self.refuses is not None:
            raise self.refuses
        self._stop = self.length if stop is None else min(max(0.0, stop), self.length)
        self._from = min(max(0.0, start), self._stop)
        self._since, self.speed = self._clock.monotonic(), speed
        self._problem = ""
        self.played.append((start, stop))

    def pause(self) -> None:
        """Stand still."""
        self._from, self._since = self.position(), None

    def position(self) -> float:
        """Return the seconds that are heard."""
        if self._since is None:
            return self._from
        passed = (self._clock.monotonic() - self._since) * self.speed
        return min(self._stop, self._from + passed)

    def playing(self) -> bool:
        """Say whether the stretch is not over."""
        return self._since is not None and not self.closed and self.position() < self._stop

    def problem(self) -> str:
        """Return why it ended by itself."""
        return self._problem

    def close(self) -> None:
        """End."""
        self.pause()
        self.closed = True

    def lose(self, message: str = "The loudspeaker went away: plug it in and play again") -> None:
        """End it now, as if the loudspeaker had gone."""
        self.pause()
        self._problem = message


class FakePlayer:
    """Implements ports.Player; every file needs to be a readable WAV file, unless given a length.

    `lengths` gives seconds by file name, for tests without files. `silent` makes play refuse.
    """

    def __init__(self, clock: Clock, lengths: dict[str, float] | None = None) -> None:
        self.lengths = lengths or {}
        self.silent: HotseatError | None = None
        self.playbacks: list[FakePlayback] = []
        self._clock = clock

    @property
    def last(self) -> FakePlayback:
        """The newest playback."""
        return self.playbacks[-1]

    def open(self, path: Path) -> FakePlayback:
        """Prepare a file. Raises HotseatError when it is no WAV file."""
        seconds = self.lengths.get(path.name)
        playback = FakePlayback(
            path, probe(path).seconds if seconds is None else seconds, self._clock
        )
        playback.refuses = self.silent
        self.playbacks.append(playback)
        return playback
