"""The final lane: windows of a recording decoded anew, in the background, for their wording."""

import queue
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from hotseat.asr.guards import drop_unvoiced
from hotseat.asr.holes import holes, put_in
from hotseat.asr.mailbox import Inbox, Outbox
from hotseat.asr.merge import merge
from hotseat.asr.protocol import Done
from hotseat.asr.segments import FRAME, FRAME_SECONDS, RATE, Stretch
from hotseat.asr.windows import Shaper, Window
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

# Seconds that a window waits at most for the live lane to have nothing to do.
PATIENCE = 3.0
# What was said last helps to word what comes next, unless a pause of so many seconds lies between.
WORDS_BEFORE = 25
LONG_PAUSE = 6.0


class Spans(Protocol):
    """Audio that can be read at any place."""

    def span(self, begin: int, end: int) -> "Samples":
        """Return the samples `begin:end`. May raise OSError."""
        ...


class WindowDecoder(Protocol):
    """Words a window; see decode.Decoder."""

    def wording(self, audio: "Samples", voice_end: float, before: Sequence[str] = ()) -> list[Word]:
        """Return words in seconds from the first sample."""
        ...


@dataclass(slots=True)
class Rewording:
    """The final lane of one job: gathers stretches, and hands windows over to be decoded."""

    job: int
    audio: Spans
    names: str
    put: "Callable[[Rewording, Window | None], None]"
    pending: deque[Window] = field(default_factory=deque)
    replaced: int = 0
    count: int = 0
    _shaper: Shaper = field(default_factory=Shaper)
    _last: tuple[float, str] = (0.0, "")

    def before(self, window: Window) -> tuple[str, ...]:
        """Return the names that may be said, and what was said just before a window."""
        end, words = self._last
        near = window.begin_seconds - end < LONG_PAUSE
        return tuple(text for text in (self.names, words if near else "") if text)

    def said(self, window: Window, words: Sequence[Word]) -> None:
        """A window has its final wording."""
        self._last = (window.end_seconds, " ".join(word.text for word in words[-WORDS_BEFORE:]))

    def add(self, stretch: Stretch, words: Sequence[Word]) -> None:
        """The live lane is done with a stretch."""
        self._hand_over(self._shaper.add(stretch, words))

    def passed(self, frame: int) -> None:
        """The live lane has listened up to a frame: a long silence completes a window."""
        self._hand_over(self._shaper.passed(frame))

    def needed_from(self, frame: int) -> int:
        """Return the first frame whose audio is still wanted, `frame` being the live lane's."""
        wanted = [window.start for window in tuple(self.pending)[:1]]
        if self._shaper.first is not None:
            wanted.append(self._shaper.first)
        return min([frame, *wanted])

    def end(self) -> None:
        """The live lane is done with all of it."""
        self._hand_over(self._shaper.flush())
        self.put(self, None)

    def _hand_over(self, window: Window | None) -> None:
        if window is not None:
            self.pending.append(window)
            self.put(self, window)


class FinalLane:
    """Decodes windows on a thread of its own, one after the other, the oldest job's first."""

    def __init__(self, inbox: Inbox, outbox: Outbox) -> None:
        self._inbox, self._outbox = inbox, outbox
        self._pieces: queue.SimpleQueue[tuple[Rewording, Window | None]] = queue.SimpleQueue()
        self._decoder: WindowDecoder | None = None
        self.idle = threading.Event()
        """Set while the live lane has nothing to decode."""
        self.idle.set()

    def start(self, decoder: WindowDecoder) -> None:
        """Begin to work with a model; the thread ends with the process."""
        first = self._decoder is None
        self._decoder = decoder
        if first:
            threading.Thread(target=self._run, daemon=True).start()

    def begin(self, job: int, audio: Spans, names: str) -> Rewording:
        """Return the final lane of a new job."""
        return Rewording(job, audio, names, self._put)

    def behind(self) -> int:
        """Return how many windows wait."""
        return self._pieces.qsize()

    def _put(self, rewording: Rewording, window: Window | None) -> None:
        self._pieces.put((rewording, window))

    def _run(self) -> None:
        while True:
            rewording, window = self._pieces.get()
            if self._inbox.cancelled(rewording.job):
                continue
            if window is None:
                self._outbox.send(Done(rewording.job, rewording.count))
                continue
            self.idle.wait(PATIENCE)
            self._outbox.progress(rewording.job, window.begin_seconds, 0.0)
            self._send(rewording, window, self._reworded(rewording, window))

    def _send(self, rewording: Rewording, window: Window, words: Sequence[Word]) -> None:
        before = rewording.replaced
        rewording.replaced += len(window.words)
        rewording.count += len(words)
        rewording.pending.popleft()
        self._outbox.reworded(rewording.job, words, before, rewording.replaced)

    def _reworded(self, rewording: Rewording, window: Window) -> list[Word]:
        """Return a window's words; those of the live lane where anything goes wrong."""
        assert self._decoder is not None
        try:
            before = rewording.before(window)
            words = reworded(self._decoder, rewording.audio, window, before)
            rewording.said(window, words)
            return words
        except (OSError, MemoryError, RuntimeError, ValueError):
            traceback.print_exc(file=sys.stderr)
            return list(window.words)


def reworded(
    decoder: WindowDecoder, audio: Spans, window: Window, before: Sequence[str]
) -> list[Word]:
    """Return the words of a window as both lanes heard it, in seconds of the recording.

    `before` are texts that may have come before: names, the words of the window before.
    """

    def heard(begin: int, end: int, voice_end: int) -> list[Word]:
        samples = audio.span(begin * FRAME, end * FRAME)
        return _shifted(
            decoder.wording(samples, (voice_end - begin) * FRAME_SECONDS, before),
            begin * FRAME_SECONDS,
            (begin * FRAME + len(samples)) / RATE,
        )

    voiced = [(begin * FRAME_SECONDS, end * FRAME_SECONDS) for begin, end in window.voiced]
    final = drop_unvoiced(heard(window.start, window.end, window.voice_end), voiced)
    words = merge(window.words, final)
    for begin, end in holes(words, window):
        more = drop_unvoiced(heard(begin, end, end), voiced)
        words = put_in(words, more, begin * FRAME_SECONDS, end * FRAME_SECONDS)
    return words


def _shifted(words: Sequence[Word], by: float, limit: float) -> list[Word]:
    return [
        replace(word, start=min(word.start + by, limit), end=min(word.end + by, limit))
        for word in words
    ]
