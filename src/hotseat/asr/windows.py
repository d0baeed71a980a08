"""The final lane's windows: stretches gathered to what Whisper was trained on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hotseat.asr.segments import FRAME_SECONDS, Stretch, frames
from hotseat.domain.transcript import Word

# Whisper was trained on 30 s; the encoder's window leaves half a second of silence at the end.
LONGEST = 28.5
# A silence this long inside a window costs more words than the context is worth.
LONGEST_SILENCE = 4.0


@dataclass(frozen=True, slots=True)
class Window:
    """Frames `start:end` to decode anew, and what the live lane heard there.

    `voiced` are the frames `(begin, end)` that hold voice, in order.
    """

    start: int
    end: int
    voice_end: int
    voiced: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]

    @property
    def begin_seconds(self) -> float:
        """Where it begins, in seconds of the recording."""
        return self.start * FRAME_SECONDS

    @property
    def end_seconds(self) -> float:
        """Where it ends, in seconds of the recording."""
        return self.end * FRAME_SECONDS


@dataclass(slots=True)
class Shaper:
    """Gathers decoded stretches; a window is complete when the next one does not fit in it."""

    _held: list[tuple[Stretch, tuple[Word, ...]]] = field(default_factory=list)

    def add(self, stretch: Stretch, words: Sequence[Word]) -> Window | None:
        """Take the next stretch with its live words; return the window that is complete by it."""
        done = None
        if self._held and not self._fits(stretch):
            done = self.flush()
        self._held.append((stretch, tuple(words)))
        return done

    @property
    def first(self) -> int | None:
        """The first frame that is held."""
        return self._held[0][0].start if self._held else None

    def passed(self, frame: int) -> Window | None:
        """Nothing was said up to a frame: return the window that is complete by the silence."""
        if self._held and frame - self._held[-1][0].end > frames(LONGEST_SILENCE):
            return self.flush()
        return None

    def flush(self) -> Window | None:
        """The audio is over: return what is left."""
        held, self._held = self._held, []
        if not held:
            return None
        first, last = held[0][0], held[-1][0]
        voiced = tuple(run for stretch, _ in held for run in stretch.runs)
        words = tuple(word for _, words in held for word in words)
        return Window(first.start, last.end, last.voice_end, voiced, words)

    def _fits(self, stretch: Stretch) -> bool:
        first, last = self._held[0][0], self._held[-1][0]
        silence = stretch.start - last.end
        return stretch.end - first.start <= frames(LONGEST) and silence <= frames(LONGEST_SILENCE)
