"""The thread that puts a recording on the disk, measures it, and sees when nothing more comes."""

import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from hotseat.audio import messages
from hotseat.audio.intake import Block, Intake
from hotseat.audio.level import Meter
from hotseat.audio.source import ToSpeech
from hotseat.audio.wav import RATE, WavWriter
from hotseat.files import reason
from hotseat.ports import CaptureEnd, CaptureResult

QUIET_LIMIT = 1.0
"""Seconds without a block after which the microphone counts as gone: no flag tells it."""
TICK = 0.1
"""Seconds between two looks of the watchdog."""


class Keeper:
    """Writes what an intake holds until it is closed, or until microphone or disk fail.

    `let_go` is called in the keeper's thread when it ends by itself; it must not block.
    """

    def __init__(
        self,
        intake: Intake,
        writer: WavWriter | None,
        let_go: Callable[[], object] = lambda: None,
    ) -> None:
        self.meter = Meter()
        self._intake, self._writer, self._let_go = intake, writer, let_go
        self._to_speech: ToSpeech | None = None
        self._measured = 0
        self._failure: CaptureResult | None = None
        self._written = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hotseat-keeper", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path | None:
        """The file that is written; None where sound is only measured."""
        return self._writer.path if self._writer is not None else None

    def seconds(self) -> float:
        """Return the seconds on disk, or measured where nothing is kept."""
        return (self._writer.frames if self._writer is not None else self._measured) / RATE

    def failure(self) -> CaptureResult | None:
        """Return how it ended by itself, or None; never blocks."""
        if self._failure is None and self._intake.overrun:
            self._failure = self._disk(messages.disk_slow(self.seconds(), self.path))
        return self._failure

    def wait_until_written(self, limit: float) -> bool:
        """Say whether all that was taken in is in the file within `limit` seconds."""
        return self._written.wait(limit)

    def wait_until_closed(self, limit: float) -> None:
        """Wait until the file is closed, up to `limit` seconds."""
        self._thread.join(limit)

    def _run(self) -> None:
        try:
            failure = self._keep_until_the_end()
        except OSError as error:
            failure = self._disk(messages.disk_error(reason(error), self.seconds(), self.path))
        if failure is not None:
            self._let_go()
        self._failure = self._failure or failure
        self._written.set()
        if self._writer is not None:
            self._writer.close()

    def _keep_until_the_end(self) -> CaptureResult | None:
        """Keep blocks until the intake is closed (None) or something fails.

        Raises OSError when the disk takes no more.
        """
        watch = Watch()
        while True:
            blocks, ended = self._intake.take(TICK)
            self._keep(blocks, ended)
            if ended:
                return None
            quiet = watch.quiet(bool(blocks))
            if not blocks and self._lost(quiet):
                self._keep([], last=True)
                return self._what_failed()

    def _keep(self, blocks: list[Block], last: bool) -> None:
        if blocks and self._to_speech is None:
            self._to_speech = ToSpeech(self._intake.format)
        if self._to_speech is None:
            return
        heard = [(self._to_speech(block.data), block.kept) for block in blocks]
        if last:
            heard.append((self._to_speech(b"", last=True), not self._intake.paused))
        kept = array("h")
        for samples, wanted in heard:
            self.meter.add(samples)
            self._measured += len(samples)
            if wanted:
                kept.extend(samples)
        if self._writer is not None and kept:
            self._writer.append(kept.tobytes())

    def _lost(self, quiet: float) -> bool:
        asked_for = self._intake.closed
        ended = self._intake.overrun or self._intake.gone or quiet >= QUIET_LIMIT
        return ended and not asked_for

    def _what_failed(self) -> CaptureResult:
        seconds, path = self.seconds(), self.path
        if self._intake.overrun:
            return self._disk(messages.disk_slow(seconds, path))
        told = messages.input_lost if self._intake.gone else messages.input_stalled
        return CaptureResult(CaptureEnd.LOST, seconds, told(seconds, path))

    def _disk(self, message: str) -> CaptureResult:
        return CaptureResult(CaptureEnd.DISK, self.seconds(), message)


class Watch:
    """Measures how long no block came; waits for the first one without end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._quiet = 0.0
        self._looked: float | None = None

    def quiet(self, heard: bool) -> float:
        """Return the seconds without a block, as far as they were really watched."""
        now = self._clock()
        if heard:
            self._quiet, self._looked = 0.0, now
        elif self._looked is not None:
            # A look that comes late tells of a busy machine, not of the microphone.
            self._quiet += min(now - self._looked, 2 * TICK)
            self._looked = now
        return self._quiet
