"""When words begin: Whisper's times, set right by the loudness of the sound. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hotseat.asr.segments import RATE
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
    Quiet = list[tuple[float, float]]

# Loudness is looked at in steps of 10 ms.
STEP = RATE // 100
# Quiet is what lies so many dB under the loud parts, or hardly above the noise floor. Speech in
# which the noise is nearly as loud as the voice has no quiet, and keeps Whisper's times.
UNDER_SPEECH = 30.0
OVER_NOISE = 6.0
LEAST_CONTRAST = 12.0
# A shorter dip is the closure of a consonant (a "t" holds the breath for up to 0.1 s), in seconds.
LEAST_QUIET = 0.06
# Measured on 575 words of a synthetic voice whose phoneme times are known (tiny.en): the first
# words after a pause come 0.25 s early, as the padding counts as theirs, others 0.05 s late.
LATE = 0.04
# How far a word may be moved, in seconds: forward out of a silence, back to the end of one.
FORWARD = 0.5
BACK = 0.15


def set_right(words: Sequence[Word], samples: "Samples") -> list[Word]:
    """Return the words with better starts; `samples` are 16 kHz, times are seconds within them.

    A word that begins in silence begins where the silence ends, one that begins just after a
    silence too; all others begin 0.04 s sooner. No word passes the one after it.
    """
    # What is quiet up to the end has no word behind it that could begin there.
    silences = [span for span in quiet(samples) if span[1] < len(samples) / RATE - 0.01]
    moved: list[Word] = []
    for at, word in enumerate(words):
        after = words[at + 1].start if at + 1 < len(words) else float("inf")
        least = moved[-1].start if moved else 0.0
        start = max(least, _start(word.start, after, silences))
        moved.append(replace(word, start=start, end=max(start, word.end)))
    return [*map(_ended, moved, moved[1:]), *moved[-1:]]


def _start(start: float, after: float, silences: "Quiet") -> float:
    for begin, end in silences:
        if begin <= start < end <= after and end - start <= FORWARD:
            return end
        if end <= start <= end + BACK:
            return end
    return start - LATE


def _ended(word: Word, after: Word) -> Word:
    """Let a word end where the next begins, at the latest."""
    return word if word.end <= after.start else replace(word, end=after.start)


def quiet(samples: "Samples") -> "Quiet":
    """Return the silences of at least 0.06 s, as seconds from and to."""
    import numpy as np

    count = len(samples) // STEP
    if not count:
        return []
    power = np.square(samples[: count * STEP]).reshape(count, STEP).mean(axis=1)
    loudness = 10 * np.log10(power + 1e-12)
    speech, floor = np.percentile(loudness, (90, 10))
    limit = min(max(speech - UNDER_SPEECH, floor + OVER_NOISE), speech - LEAST_CONTRAST)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], loudness < limit, [0]))))
    least = round(LEAST_QUIET * 100)
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(begin / 100, end / 100) for begin, end in pairs if end - begin >= least]
