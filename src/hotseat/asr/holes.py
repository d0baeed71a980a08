"""Voice without words: where a window has to be heard once more. Pure."""

from collections.abc import Sequence

from hotseat.asr.guards import plain
from hotseat.asr.segments import FRAME_SECONDS, frames
from hotseat.asr.windows import Window
from hotseat.domain.transcript import Word

# A second of voice is two or three words (SPEECH: spans go missing under a prompt).
MUST_SAY = 1.0
PAD = 0.15
MOST = 3
# The aligner stretches words over what was left out: no word covers more than this (seconds).
_SHORTEST, _A_LETTER = 0.6, 0.12
# What is heard only at the third try has to be sure.
SURE = 0.4


def holes(words: Sequence[Word], window: Window) -> list[tuple[int, int]]:
    """Return up to three spans of frames with a second or more of voice and no word in them."""
    edges = [(_frame(word.start), _frame(covered(word))) for word in words]
    found: list[tuple[int, int]] = []
    begin = window.start
    for start, stop in [*edges, (window.end, window.end)]:
        inside = _voiced(window.voiced, begin, start)
        if sum(end - first for first, end in inside) >= frames(MUST_SAY):
            pad = frames(PAD)
            found.append((max(begin, inside[0][0] - pad), min(start, inside[-1][1] + pad)))
        begin = max(begin, stop)
    return found[:MOST]


def covered(word: Word) -> float:
    """Return until when a word can last, in seconds."""
    return min(word.end, word.start + max(_SHORTEST, _A_LETTER * len(word.text)))


def put_in(words: Sequence[Word], more: Sequence[Word], begin: float, end: float) -> list[Word]:
    """Return the words with those of a hole `begin`..`end` seconds in their place.

    Unsure ones stay out, and so does what only repeats the word at the hole's edge.
    """
    before = [word for word in words if word.start < begin]
    after = [word for word in words if word.start >= begin]
    new = [word for word in more if begin <= word.start <= end]
    if not new or sum(word.probability for word in new) / len(new) < SURE:
        return list(words)
    if before and plain(before[-1].text) == plain(new[0].text):
        new = new[1:]
    if new and after and plain(after[0].text) == plain(new[-1].text):
        new = new[:-1]
    return [*before, *new, *after]


def _frame(seconds: float) -> int:
    return round(seconds / FRAME_SECONDS)


def _voiced(runs: Sequence[tuple[int, int]], begin: int, end: int) -> list[tuple[int, int]]:
    cut = ((max(first, begin), min(last, end)) for first, last in runs)
    return [(first, last) for first, last in cut if last > first]
