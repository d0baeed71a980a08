"""One stretch of a sound file on its way to the loudspeaker."""

import threading
import time
from array import array
from collections import deque
from collections.abc import Callable
from typing import Any

from hotseat.audio.decode import SoundFile
from hotseat.audio.messages import OUTPUT_LOST
from hotseat.audio.resample import Resampler
from hotseat.audio.stretch import Stretcher
from hotseat.domain.errors import HotseatError
from hotseat.wav import SAMPLE

AHEAD = 1.0
"""Seconds of sound that are read ahead of what is heard; no more of a file is in memory."""
READY = 0.5
"""Seconds of sound that must be read before the first is given away.

A loudspeaker asks for its whole buffer (0.2 s) at once; what is not there yet would be a gap.
"""
SILENT_LIMIT = 1.5
"""Seconds without a request for sound after which the loudspeaker counts as gone."""

_TICK = 0.05
_SHORT = 0.05
# What is told of the delay is not exact: without this the last syllable can be cut.
_AFTERWARDS = 0.2
_DELAY_LIMIT = 2.0  # what PortAudio calls the delay is nonsense on some systems


class Sounding:
    """Feeds a loudspeaker from a file between two seconds, and knows what is being heard.

    `speed` times as fast as it was spoken; the pitch stays. A thread reads ahead, watches that
    sound is asked for, and calls `let_go` at the end, however it comes.
    """

    def __init__(self, file: SoundFile, start: float, stop: float, speed: float = 1.0) -> None:
        self._file, self._start, self._stop, self._speed = file, start, stop, speed
        self._rate, self._channels, self._latency = file.rate, 1, 0.0
        self._ahead: deque[bytes] = deque()
        self._rest = memoryview(b"")
        # Bytes read ahead and bytes given away, ever: each is counted by one thread only.
        self._read, self._given = 0, 0
        self._taken = start  # the second of the file that was read up to
        self._ready = self._complete = self._halted = False
        self._wake = threading.Event()
        self._asked = time.monotonic()
        self._look: tuple[float, float] | None = None
        self._furthest = start
        self._finished = False
        self._silent_since = float("inf")
        self._problem = ""

    def prepare(self, rate: int, channels: int, latency: float) -> None:
        """Expect a loudspeaker that takes this format; `latency` in seconds."""
        self._rate, self._channels, self._latency = rate, channels, latency
        self._finished, self._silent_since, self._problem = False, float("inf"), ""

    def run(self, let_go: Callable[[], object]) -> None:
        """Begin to read, once the loudspeaker asks for sound."""
        self._asked = time.monotonic()
        threading.Thread(
            target=self._work, args=(let_go,), name="hotseat-reader", daemon=True
        ).start()

    # What PortAudio's thread calls.

    def wanted(self, out: Any, when: Any) -> bool:
        """Fill a block, with silence where nothing is there; say whether more is to come."""
        now = time.monotonic()
        before, at, size = self._given, 0, len(out)
        while at < size and self._ready and not self._halted and (self._rest or self._ahead):
            if not self._rest:
                self._rest = memoryview(self._ahead.popleft())
            part = self._rest[: size - at]
            out[at : at + len(part)] = part
            self._rest = self._rest[len(part) :]
            at += len(part)
        out[at:] = bytes(size - at)
        self._given = before + at
        self._asked = now
        if at:
            self._look = (now, self._second(before) - self._delay(when) * self._speed)
        return not self._halted

    def finished(self) -> None:
        """Note that the stream has ended, asked or not."""
        self._silent_since = min(self._silent_since, time.monotonic())
        if not (self._halted or self._heard_all()):
            self._problem = self._problem or OUTPUT_LOST
        self._finished = True
        self._wake.set()

    # What the app calls.

    def position(self) -> float:
        """Return the second of the file that is being heard; never runs backwards."""
        if self._look is not None:
            at, second = self._look
            heard = second + (min(time.monotonic(), self._silent_since) - at) * self._speed
            limit = self._stop if self._all_given() else self._second(self._given)
            self._furthest = max(self._furthest, min(heard, limit, self._stop))
        return self._furthest

    def playing(self) -> bool:
        """Say whether sound is on its way out."""
        return not (self._halted or self._finished or self._problem or self._heard_all())

    def problem(self) -> str:
        """Return why it ended by itself, "" when all is well."""
        return self._problem

    def halt(self) -> None:
        """Be silent; the position stays."""
        self._silent_since = min(self._silent_since, time.monotonic())
        self._halted = True
        self._wake.set()

    # The reader's thread.

    def _work(self, let_go: Callable[[], object]) -> None:
        try:
            self._read_ahead()
        except HotseatError as error:
            self._problem = str(error)
        if self._taken < self._stop - _SHORT:  # the file ended early
            self._stop = self._taken
        self._complete = self._ready = True
        while self._goes_on():
            self._wake.wait(_TICK)
        complete = self._heard_all()
        if complete:
            self._wake.wait(_AFTERWARDS)
        let_go()
        if not (complete or self._halted or self._problem):
            self._problem = OUTPUT_LOST

    def _read_ahead(self) -> None:
        stretcher = Stretcher(self._file.rate, self._speed)
        resampler = Resampler(self._file.rate, self._rate)
        left = round((self._stop - self._start) * self._file.rate)
        for samples in self._file.blocks(self._start):
            cut = samples[:left]
            left -= len(cut)
            self._taken += len(cut) / self._file.rate
            self._put(resampler(stretcher(cut, last=left == 0), last=left == 0))
            if left == 0:
                return
            self._ready = self._ready or self._waiting() >= READY
            while self._waiting() > AHEAD and self._goes_on():
                self._wake.wait(_TICK)
            if not self._goes_on():
                return

    def _goes_on(self) -> bool:
        silent = time.monotonic() - self._asked > SILENT_LIMIT
        return self.playing() and not silent

    def _all_given(self) -> bool:
        return self._complete and self._given == self._read

    def _heard_all(self) -> bool:
        return self._all_given() and self.position() >= self._stop

    def _put(self, samples: "array[int]") -> None:
        if self._channels > 1:
            spread = array("h", bytes(len(samples) * SAMPLE * self._channels))
            for channel in range(self._channels):
                spread[channel :: self._channels] = samples
            samples = spread
        self._ahead.append(samples.tobytes())
        self._read += len(samples) * SAMPLE

    def _waiting(self) -> float:
        return (self._read - self._given) / (SAMPLE * self._channels * self._rate)

    def _second(self, given: int) -> float:
        return self._start + given / (SAMPLE * self._channels * self._rate) * self._speed

    def _delay(self, when: Any) -> float:
        """Return the seconds until a block that is asked for now is heard."""
        told = float(when.outputBufferDacTime - when.currentTime)
        return told if 0.0 < told < _DELAY_LIMIT else self._latency
