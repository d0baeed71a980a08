"""Fillers that only the sound tells of."""

from collections.abc import Sequence

import pytest

from hotseat.asr.unheard import AGAIN, LIKELY, Sound, put_in, sounds
from hotseat.domain.transcript import Word

# "which is [0.25 s of silence] uh [0.3 s] less": the recogniser stretches "less" over both.
QUIET = [(0.0, 0.2), (0.9, 1.15), (1.3, 1.6), (2.4, 3.0)]
HEARD = [Word("which", 0.2, 0.5), Word("is", 0.5, 0.9), Word("less", 1.15, 2.0), Word("so", 2, 2.4)]


def found(words: Sequence[Word], quiet: Sequence[tuple[float, float]] = QUIET) -> list[Sound]:
    return list(sounds(words, quiet))


def test_a_sound_that_a_word_is_stretched_over_may_be_a_filler() -> None:
    (sound,) = found(HEARD)
    assert (sound.begin, sound.end, sound.at, sound.least) == (1.15, 1.3, 2, LIKELY)


def test_a_word_stretched_over_it_from_before_stays_before_it() -> None:
    words = [HEARD[0], Word("is", 0.5, 1.28), Word("less", 1.6, 2.0), HEARD[3]]
    (sound,) = found(words)
    assert sound.at == 2


def test_a_sound_that_is_a_word_is_none() -> None:
    assert found([*HEARD[:2], Word("far", 1.15, 1.31), Word("less", 1.6, 2.0)]) == []


def test_a_filler_that_was_heard_is_not_found_again() -> None:
    words = [*HEARD[:2], Word("uh,", 1.1, 1.65), Word("less", 1.66, 2.0)]
    assert found(words) == []
    stretched = [*HEARD[:2], Word("Um,", 1.15, 1.7), Word("less", 1.71, 2.0)]
    assert found(stretched) == []


def test_beside_a_filler_another_has_to_be_nearly_sure() -> None:
    words = [HEARD[0], Word("uh,", 0.5, 0.9), Word("less", 1.6, 2.0)]
    (sound,) = found(words)
    assert sound.least == AGAIN


@pytest.mark.parametrize(
    "quiet",
    [
        [(0.9, 1.15), (1.2, 1.6)],  # a click
        [(0.9, 1.15), (1.55, 1.9)],  # as long as a word
        [(0.9, 1.15), (1.3, 1.36)],  # no silence behind it
        [(0.0, 1.15), (1.3, 1.6)],  # far from all that is said
        [],
    ],
)
def test_other_sounds_are_none(quiet: list[tuple[float, float]]) -> None:
    assert found(HEARD, quiet) == []


def test_a_filler_takes_its_place_and_its_time_from_the_word_beside_it() -> None:
    words = put_in(HEARD, [(found(HEARD)[0], 0.2)])
    assert [word.text for word in words] == ["which", "is", "uh,", "less", "so"]
    assert [word.start for word in words] == [0.2, 0.5, 1.15, 1.6, 2]
    assert all(word.start <= word.end for word in words)
    assert words[2].probability == 0.2


def test_a_filler_that_begins_a_sentence_is_written_so() -> None:
    words = [Word("Yes.", 0.5, 0.9), Word("less", 1.15, 2.0)]
    assert [word.text for word in put_in(words, [(found(words)[0], 0.2)])][1] == "Uh,"
