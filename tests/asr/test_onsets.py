"""Where words begin, told by the loudness of the sound."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.asr.onsets import LATE, quiet, set_right
from hotseat.asr.segments import RATE
from hotseat.domain.transcript import Word

Spans = tuple[tuple[float, float], ...]


def sound(seconds: float, loud: Spans, noise: float = 0.001) -> "np.typing.NDArray[np.float32]":
    """Return noise with tones in it at the seconds given."""
    samples = np.random.default_rng(3).standard_normal(round(seconds * RATE)) * noise
    for begin, end in loud:
        at = np.arange(round(begin * RATE), round(end * RATE))
        samples[at] += 0.3 * np.sin(2 * np.pi * 200 * at / RATE)
    return samples.astype(np.float32)


def test_silences_are_found_where_nothing_is_said() -> None:
    found = quiet(sound(3.0, ((0.5, 1.2), (1.8, 2.6))))
    assert found == [
        pytest.approx((0.0, 0.5), abs=0.02),
        pytest.approx((1.2, 1.8), abs=0.02),
        pytest.approx((2.6, 3.0), abs=0.02),
    ]


def test_a_first_word_begins_with_its_sound_not_with_the_padding_before_it() -> None:
    words = [Word("So", 0.0, 0.6), Word("we", 0.7, 0.8)]
    moved = set_right(words, sound(1.0, ((0.25, 1.0),)))
    assert moved[0].start == pytest.approx(0.25, abs=0.02)
    assert moved[1].start == pytest.approx(0.7 - LATE)


def test_a_word_just_after_a_pause_begins_at_its_end() -> None:
    words = [Word("late.", 0.1, 0.9), Word("Then", 1.6, 1.9)]
    moved = set_right(words, sound(2.0, ((0.0, 0.8), (1.5, 2.0))))
    assert moved[1].start == pytest.approx(1.5, abs=0.02)


def test_noise_as_loud_as_the_voice_moves_no_word_to_a_silence() -> None:
    words = [Word("So", 0.0, 0.6), Word("we", 0.7, 0.8)]
    moved = set_right(words, sound(1.0, ((0.25, 1.0),), noise=0.2))
    assert [word.start for word in moved] == pytest.approx([0.0, 0.7 - LATE])


def test_nothing_said_and_no_sound_are_fine() -> None:
    assert set_right([], sound(1.0, ())) == []
    assert quiet(np.zeros(0, np.float32)) == []


@given(
    st.lists(st.floats(0.0, 4.0), max_size=12).map(sorted),
    st.lists(st.tuples(st.floats(0.0, 3.5), st.floats(0.1, 0.5)), max_size=4),
)
def test_words_stay_in_order_and_none_is_lost(
    starts: list[float], loud: list[tuple[float, float]]
) -> None:
    words = [Word(str(at), start, start + 0.3) for at, start in enumerate(starts)]
    spans = tuple((begin, begin + length) for begin, length in loud)
    moved = set_right(words, sound(4.0, spans))
    assert [word.text for word in moved] == [word.text for word in words]
    assert all(one.start <= two.start for one, two in pairwise(moved))
    assert all(word.start <= word.end for word in moved)
