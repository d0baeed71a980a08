"""Cutting speech at its pauses."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hotseat.asr.segments import FRAME_SECONDS, CutRules, Cutter, Stretch, frames

RULES = CutRules()


def cut(*parts: tuple[float, float]) -> tuple[list[Stretch], Stretch | None]:
    """Feed (probability, seconds) parts; return what was cut, and what was left at the end."""
    cutter = Cutter(RULES)
    done = [
        stretch
        for probability, seconds in parts
        for _ in range(frames(seconds))
        if (stretch := cutter.feed(probability))
    ]
    return done, cutter.flush()


def test_silence_holds_no_stretch() -> None:
    assert cut((0.1, 60)) == ([], None)


def test_a_long_pause_ends_a_short_stretch() -> None:
    done, left = cut((0, 1), (0.9, 2), (0, 1.2), (0.9, 1))
    assert len(done) == 1
    assert left is not None
    assert abs(done[0].start * FRAME_SECONDS - (1 - RULES.pad)) < 0.05
    assert abs(done[0].voice_end * FRAME_SECONDS - 3) < 0.05
    assert abs(done[0].end * FRAME_SECONDS - (3 + RULES.pad)) < 0.05


def test_a_short_pause_ends_a_stretch_that_is_long_enough() -> None:
    pause = RULES.pause + 0.1
    assert cut((0.9, 2), (0, pause), (0.9, 2))[0] == []
    assert len(cut((0.9, RULES.enough + 1), (0, pause), (0.9, 2))[0]) == 1


def test_the_longer_a_stretch_the_shorter_the_pause_that_ends_it() -> None:
    wanted = [RULES.wanted(seconds) for seconds in (3, 6, 8, 11, 14, 25)]
    assert wanted == sorted(wanted, reverse=True)
    breath = RULES.breath + 0.04
    assert cut((0.9, RULES.enough + 1), (0, breath), (0.9, 2))[0] == []
    assert len(cut((0.9, RULES.long + 1), (0, breath), (0.9, 2))[0]) == 1


def test_speech_without_a_pause_is_cut_before_thirty_seconds() -> None:
    done, left = cut((0.9, 90))
    assert len(done) >= 3
    assert left is not None
    assert all(stretch.seconds < 28 for stretch in done)


def test_speech_that_grew_long_is_cut_at_its_longest_pause() -> None:
    done, _ = cut((0.9, 5), (0, 0.3), (0.9, 14), (0, 0.4), (0.9, 6), (0, 0.2), (0.9, 4))
    assert abs(done[0].voice_end * FRAME_SECONDS - 19.3) < 0.1


def test_a_click_is_no_speech() -> None:
    assert cut((0, 1), (0.9, 0.06), (0, 3)) == ([], None)


def test_a_breath_below_the_threshold_does_not_end_a_word() -> None:
    done, left = cut((0.9, 1), (0.4, 2), (0.9, 1))
    assert done == []
    assert left is not None
    assert left.voiced == frames(1) + frames(2) + frames(1)


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.3, 0.4, 0.6, 0.95]), st.floats(0.02, 20)), max_size=25
    )
)
def test_all_voice_is_in_one_stretch_and_one_only(parts: list[tuple[float, float]]) -> None:
    done, left = cut(*parts)
    stretches = [*done, *([left] if left else [])]
    total = sum(frames(seconds) for _, seconds in parts)
    for stretch in stretches:
        assert 0 <= stretch.start < stretch.voice_end <= stretch.end <= total
        assert stretch.seconds <= 30
        assert stretch.voiced >= frames(RULES.least)
    for earlier, later in pairwise(stretches):
        assert earlier.end <= later.start
    at = 0
    for probability, seconds in parts:
        for frame in range(at, at + frames(seconds)):
            inside = any(s.start <= frame < s.end for s in stretches)
            if probability >= RULES.voiced and frames(seconds) >= frames(RULES.least) * 2:
                near = any(s.start - 3 <= frame < s.end + 3 for s in stretches)
                assert inside or near
        at += frames(seconds)


@given(st.lists(st.floats(0, 1), max_size=400))
def test_audio_that_may_be_wanted_is_kept(probabilities: list[float]) -> None:
    cutter = Cutter(RULES)
    kept_from = 0
    for probability in probabilities:
        done = cutter.feed(probability)
        if done:
            assert done.start >= kept_from
        open_now = cutter.peek()
        if open_now:
            assert open_now.start >= kept_from
        assert cutter.needed_from >= kept_from
        kept_from = cutter.needed_from
