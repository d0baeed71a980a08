"""Fillers that the recogniser left out, found in the sound. Pure.

Whisper writes no word for many an "uh", and then stretches the word beside it over the silence in
between. So a short sound that stands alone between two silences, and that no word accounts for, is
a filler where the recogniser holds one possible in that place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hotseat.asr.merge import is_filler
from hotseat.domain.transcript import Word

# Seconds. Of 103 fillers in 26 recordings (tiny.en) those that went missing lasted 0.09 to 0.33 and
# had 0.15 or more of silence on both sides.
SHORTEST, LONGEST = 0.08, 0.36
SILENCE = 0.14
MOST_SILENCE = 0.9
# A word reaches so far (seconds) over the silence's other end before it counts as stretched.
OVER = 0.05
# How likely the recogniser has to hold "uh" there; where no filler was said it was below 0.006 in
# nine of ten such places. Beside another filler it must be nearly sure, for that is a repetition,
# and no word may be stretched over it: that is then the other filler's own sound.
LIKELY = 0.008
AGAIN = 0.9

Quiet = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound from `begin` to `end` (seconds) that no word accounts for.

    It belongs before the word number `at`; `least` is how likely a filler must be there. `before`
    and `after` are where the silences around it begin and end.
    """

    begin: float
    end: float
    at: int
    least: float
    before: float
    after: float


def sounds(words: Sequence[Word], quiet: Quiet) -> Iterator[Sound]:
    """Yield the sounds between two silences that no word accounts for, in order."""
    silences = list(quiet)
    if not silences or silences[0][0] > 0:
        silences.insert(0, (-2 * SILENCE, 0.0))  # what lies before a stretch is silence
    for (begin, start), (end, stop) in pairwise(silences):
        around = (start - begin, stop - end)
        if not SHORTEST <= end - start <= LONGEST:
            continue
        if min(around) < SILENCE or max(around) > MOST_SILENCE:
            continue
        place, stretched = _place(words, begin, start, end, stop)
        if place is None:
            continue
        if not _beside_filler(words, place):
            yield Sound(start, end, place, LIKELY, begin, stop)
        elif not stretched:
            yield Sound(start, end, place, AGAIN, begin, stop)


def put_in(words: Sequence[Word], found: Sequence[tuple[Sound, float]]) -> list[Word]:
    """Return the words with a filler for each sound; with it how likely it is, 0..1."""
    made = list(words)
    for sound, chance in sorted(found, key=lambda each: -each[0].begin):
        begins = not sound.at or made[sound.at - 1].text.endswith((".", "!", "?"))
        filler = Word("Uh," if begins else "uh,", sound.begin, sound.end, chance)
        before = [_until(word, sound) for word in made[: sound.at]]
        after = [_from(word, sound) for word in made[sound.at :]]
        made = [*before, filler, *after]
    return made


def _place(
    words: Sequence[Word], begin: float, start: float, end: float, stop: float
) -> tuple[int | None, bool]:
    """Return the number of the word before which the sound stands, and if one is stretched over it.

    None: a word accounts for the sound.
    """
    place, stretched = sum(word.start < start - OVER for word in words), False
    for at, word in enumerate(words):
        if word.end <= start or word.start >= end:
            continue
        if word.end > stop + OVER:
            place = at if word.start >= begin - OVER else at + 1
        elif word.start < begin - OVER:
            place = at + 1
        else:
            return None, False
        stretched = True
    return place, stretched


def _beside_filler(words: Sequence[Word], place: int) -> bool:
    return any(is_filler(word) for word in words[max(0, place - 2) : place + 2])


def _until(word: Word, sound: Sound) -> Word:
    return replace(word, end=min(word.end, max(word.start, sound.before)))


def _from(word: Word, sound: Sound) -> Word:
    start = max(word.start, sound.after)
    return replace(word, start=start, end=max(word.end, start))
