"""The live lane: audio in, words out at every pause, a guess at the open stretch in between."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from hotseat.asr.segments import FRAME, FRAME_SECONDS, RATE, CutRules, Cutter, Stretch, frames
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

# After this much silence the open stretch is decoded as if it were over: often it is.
SPECULATE_AFTER = 0.3
# New voice that makes another guess worth its time.
GUESS_EVERY = 1.0
# Guesses take at most this share of the time, so that they never delay what is to stay.
GUESS_SHARE = 0.08


class VoiceDetector(Protocol):
    """Gives each frame of 512 samples its voice probability."""

    def feed(self, samples: "Samples") -> list[float]:
        """Take whole frames, in order."""
        ...


class StretchDecoder(Protocol):
    """Turns a stretch of speech into words; to be asked the same again costs it nothing."""

    def text(self, audio: "Samples", stop: Callable[[], bool]) -> str:
        """Return words without times, quickly; "" when `stop` says so meanwhile."""
        ...

    def words(
        self, audio: "Samples", voice_end: float, voiced: float, *, hasty: bool
    ) -> list[Word]:
        """Return words with times from the first sample of the stretch."""
        ...


OnStretch = Callable[[Stretch, Sequence[Word]], None]


class Lane:
    """Transcribes audio as it comes; holds no more of it than the open stretch.

    `on_stretch` is told each stretch that is over, with its words.
    """

    def __init__(
        self,
        voice: VoiceDetector,
        decoder: StretchDecoder,
        rules: CutRules | None = None,
        on_stretch: OnStretch | None = None,
    ) -> None:
        import numpy as np

        self._voice = voice
        self._decoder = decoder
        self._on_stretch = on_stretch or (lambda _, __: None)
        self._cutter = Cutter(rules)
        self._held: Samples = np.zeros(0, np.float32)
        self._held_from = 0  # the frame at which the held samples begin
        self._fed = 0
        self._speculated: tuple[Stretch, list[Word]] | None = None
        self._guessed = (0, 0)  # start and voiced frames of the stretch at the last guess
        self._guess = ""
        self._guess_after = 0.0

    @property
    def seconds(self) -> float:
        """Seconds of audio taken in."""
        return self._fed / RATE

    @property
    def needed_from(self) -> int:
        """The first frame whose audio a stretch may still want."""
        return self._cutter.needed_from

    @property
    def provisional(self) -> str:
        """The last guess at what is said in the open stretch."""
        return self._guess

    def feed(self, samples: "Samples") -> list[Word]:
        """Take audio; return the words that became final."""
        import numpy as np

        self._fed += len(samples)
        self._held = np.concatenate([self._held, samples])
        return self._listen(len(self._held) - self._frame_offset(self._cutter.seen))

    def finish(self) -> list[Word]:
        """The audio is over: return the last words."""
        import numpy as np

        rest = len(self._held) - self._frame_offset(self._cutter.seen)
        words: list[Word] = []
        if rest:
            self._held = np.concatenate([self._held, np.zeros(FRAME - rest % FRAME, np.float32)])
            words = self._listen(FRAME)
        words += self._to_the_last_pause()
        if left := self._cutter.flush():
            words += self._decode(left, hasty=True)
        return words

    def _to_the_last_pause(self) -> list[Word]:
        """Take what was decoded in the last pause of the open stretch: only the rest is left."""
        open_stretch = self._cutter.peek()
        if self._speculated is None or open_stretch is None:
            return []
        done = self._speculated[0]
        if done.start != open_stretch.start or done.voice_end == open_stretch.voice_end:
            return []
        head = self._cutter.cut(done.end)
        return self._decode(head, hasty=True) if head else []

    def guess(self, stop: Callable[[], bool] = lambda: False) -> bool:
        """Spend idle time on the open stretch; return whether `provisional` has changed.

        A guess that `stop` ends leaves the one before.
        """
        stretch = self._cutter.peek()
        if stretch is None:
            return False
        before = self._guess
        if self._cutter.silence >= frames(SPECULATE_AFTER):
            if self._known(stretch) is None:
                # Who stops now shall not wait for a wider search; the end of the stretch brings it.
                self._speculated = (stretch, self._words(stretch, hasty=True))
                self._guess = " ".join(word.text for word in self._speculated[1])
        elif self._worth_a_guess(stretch):
            began = time.monotonic()
            guess = self._decoder.text(self._audio(stretch), stop)
            self._guess = self._guess if stop() else guess
            self._guessed = (stretch.start, stretch.voiced)
            now = time.monotonic()
            self._guess_after = now + (now - began) * (1 / GUESS_SHARE - 1)
        return self._guess != before

    def _worth_a_guess(self, stretch: Stretch) -> bool:
        start, voiced = self._guessed
        new = stretch.voiced - (voiced if start == stretch.start else 0)
        return new >= frames(GUESS_EVERY) and time.monotonic() >= self._guess_after

    def _listen(self, count: int) -> list[Word]:
        """Look at the next whole frames among `count` samples not yet looked at."""
        begin = self._frame_offset(self._cutter.seen)
        words: list[Word] = []
        for chance in self._voice.feed(self._held[begin : begin + count // FRAME * FRAME]):
            if done := self._cutter.feed(chance):
                words += self._decode(done)
        self._forget()
        return words

    def _decode(self, stretch: Stretch, *, hasty: bool = False) -> list[Word]:
        words = self._known(stretch) if hasty else None
        if words is None:
            words = self._words(stretch, hasty=hasty)
        self._guess = ""
        self._speculated = None
        self._on_stretch(stretch, words)
        return words

    def _known(self, stretch: Stretch) -> list[Word] | None:
        """Return the words of a speculation that had the same voice in it."""
        if self._speculated is None:
            return None
        done, words = self._speculated
        same = (done.start, done.voice_end) == (stretch.start, stretch.voice_end)
        return words if same else None

    def _words(self, stretch: Stretch, *, hasty: bool) -> list[Word]:
        voice_end = (stretch.voice_end - stretch.start) * FRAME_SECONDS
        words = self._decoder.words(
            self._audio(stretch), voice_end, stretch.voiced_seconds, hasty=hasty
        )
        # The last frame may be filled up with silence: no word reaches behind the sound.
        begin, limit = stretch.start * FRAME_SECONDS, self.seconds
        return [
            replace(w, start=min(w.start + begin, limit), end=min(w.end + begin, limit))
            for w in words
        ]

    def _audio(self, stretch: Stretch) -> "Samples":
        return self._held[self._frame_offset(stretch.start) : self._frame_offset(stretch.end)]

    def _frame_offset(self, frame: int) -> int:
        return (frame - self._held_from) * FRAME

    def _forget(self) -> None:
        """Let go of audio that no stretch can want any more."""
        wanted = self._cutter.needed_from
        self._held = self._held[self._frame_offset(wanted) :].copy()
        self._held_from = wanted
