"""Pauses, pitch and hesitations from the sound of a take."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.audio.decode import open_sound
from hotseat.audio.frames import STEP, Frames, frames_of
from hotseat.domain.analysis import Pause
from hotseat.domain.sound import Sound
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Flags = NDArray[np.bool_]

SHORTEST_SILENCE = 0.25
"""Seconds: shorter gaps belong to the making of speech sounds (Goldman-Eisler, 1968)."""
BURST = 0.06
"""Seconds: a click in a silence does not end it. Our own choice."""
ABOVE = 0.3
"""Where between background and speech, in dB, the line is drawn. Our own choice: with it, all 76
gaps of 0.7 s and more between the sentences of ten clean recordings were found."""
LEAST_LEAD = 6.0
"""dB that speech must stand above the background to be told from it. Our own choice."""
LEAST_VOICE = 5.0
"""Seconds of voice under which a spread of pitch says nothing. Our own choice."""

_HESITATION = 0.26, 1.5
"""Seconds that an "um" without text lasts. Our own choice, as are the three below."""
_FLAT = 0.6
"""Semitones by which its pitch may spread: held vowels stay level, spoken words move."""
_EVEN = 4.0
"""dB by which its loudness may spread."""
_CLEAR = 0.1
"""Seconds between it and the word before, whose drawn-out end would be voiced and flat as well."""


class Reading:
    """A take whose sound was read; implements ports.Reading."""

    def __init__(self, frames: Frames, seconds: float) -> None:
        self._frames, self._seconds = frames, seconds

    def sound(self, words: Sequence[Word]) -> Sound:
        """Return what the sound shows; `words` tell where there is text."""
        return measure(self._frames, self._seconds, words)


def read(path: Path) -> Reading:
    """Read the sound of a take, once: a second takes about 3 ms. Raises HotseatError."""
    sound = open_sound(path)
    return Reading(frames_of(sound), sound.seconds)


def measure(frames: Frames, seconds: float, words: Sequence[Word] = ()) -> Sound:
    """Return what frames show."""
    import numpy as np

    background, speech = _floor_and_top(frames.level)
    if len(frames.level) == 0 or speech - background < LEAST_LEAD:
        return Sound(seconds)
    line = background + max(LEAST_LEAD, ABOVE * (speech - background))
    loud = frames.level >= line
    runs = [run for run in _runs(loud) if (run[1] - run[0]) * STEP >= BURST]
    if not runs:
        return Sound(seconds)
    steady = _steady(frames.pitch * loud)
    semitones = _semitones(steady)
    enough = len(semitones) * STEP >= LEAST_VOICE
    low, high = np.percentile(semitones, (10, 90)) if enough else (0.0, 0.0)
    return Sound(
        seconds=seconds,
        snr=round(float(speech - background), 1),
        clipped=round(float(frames.clipped[loud].mean()), 4),
        first_voice=round(runs[0][0] * STEP, 2),
        silences=tuple(_silences(runs)),
        pitch_spread=round(float(semitones.std()), 2) if enough else None,
        pitch_range=round(float(high - low), 2) if enough else None,
        hesitations=tuple(_hesitations(steady, frames.level, words)),
    )


def _floor_and_top(level: "Floats") -> tuple[float, float]:
    """Return the level of the background and of speech in dB.

    The 95th percentile is speech in any take, the 5th background where there is any pause; where
    there is none it is the softest of the speech, far below the rest. Digital silence counts as
    very quiet, not as endless.
    """
    import numpy as np

    if len(level) == 0:
        return 0.0, 0.0
    low, high = np.percentile(np.maximum(level, -90.0), (5, 95))
    return float(low), float(high)


def _runs(flags: "Flags") -> Iterator[tuple[int, int]]:
    """Yield the first frame of each stretch of true values, and the one after its last."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    yield from ((int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _silences(runs: Sequence[tuple[int, int]]) -> Iterator[Pause]:
    for (_, end), (begin, _) in pairwise(runs):
        if (begin - end) * STEP >= SHORTEST_SILENCE:
            yield Pause(round(end * STEP, 2), round(begin * STEP, 2))


def _steady(pitch: "Floats") -> "Floats":
    """Return the pitch without what is none: lone frames, jumps, and what is far from the rest.

    The range is the speaker's own, three quarters of the first quartile to one and a half of the
    third (Hirst, 2011).
    """
    import numpy as np

    kept = pitch.copy()
    if not (kept > 0).any():
        return kept
    first, third = np.percentile(kept[kept > 0], (25, 75))
    kept[(kept < 0.75 * first) | (kept > 1.5 * third)] = 0
    with np.errstate(divide="ignore", invalid="ignore"):
        jump = np.abs(12 * np.log2(kept[1:] / kept[:-1])) < 4.0  # False next to 0
    joined = np.zeros(len(kept), bool)
    joined[1:] |= jump
    joined[:-1] |= jump
    kept[~joined] = 0
    return kept


def _semitones(pitch: "Floats") -> "Floats":
    """Return the voiced frames as semitones above the speaker's median."""
    import numpy as np

    voiced = pitch[pitch > 0]
    if len(voiced) == 0:
        return voiced
    found: Floats = (12 * np.log2(voiced / np.median(voiced))).astype(np.float32)
    return found


def _hesitations(pitch: "Floats", level: "Floats", words: Sequence[Word]) -> Iterator[Pause]:
    """Yield voiced, flat, even stretches in the gaps between words."""
    shortest, longest = _HESITATION
    for a, b in pairwise(words):
        if b.start - a.end < shortest:
            continue
        first, last = round(a.end / STEP), round(b.start / STEP)
        for begin, end in _runs(pitch[first:last] > 0):
            fits = begin * STEP >= _CLEAR and shortest <= (end - begin) * STEP <= longest
            span = slice(first + begin, first + end)
            if fits and _is_held(pitch[span], level[span]):
                yield Pause(round((first + begin) * STEP, 2), round((first + end) * STEP, 2))


def _is_held(pitch: "Floats", level: "Floats") -> bool:
    return float(_semitones(pitch).std()) <= _FLAT and float(level.std()) <= _EVEN
