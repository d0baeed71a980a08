"""What the live lane decodes, when, and how much audio it holds."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

from hotseat.asr import lane as lane_module
from hotseat.asr.lane import Lane
from hotseat.asr.segments import FRAME, RATE
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]


class LoudIsVoice:
    """Takes loud frames for voice."""

    def feed(self, samples: "Samples") -> list[float]:
        assert len(samples) % FRAME == 0
        return [float(abs(frame).mean() > 0.1) for frame in samples.reshape(-1, FRAME)]


class Counting:
    """Says how many seconds it was given, and remembers them; the last stretch is free."""

    def __init__(self) -> None:
        self.texts: list[float] = []
        self.decoded: list[tuple[float, float]] = []
        self.hasty: list[bool] = []

    def text(self, audio: "Samples", stop: Callable[[], bool]) -> str:
        self.texts.append(len(audio) / RATE)
        return "" if stop() else f"guess {len(self.texts)}"

    def words(
        self, audio: "Samples", voice_end: float, voiced: float, *, hasty: bool
    ) -> list[Word]:
        asked = (len(audio) / RATE, voice_end)
        if asked not in self.decoded[-1:]:
            self.decoded.append(asked)
        self.hasty.append(hasty)
        return [Word(f"word{len(self.decoded)}", 0.25, voice_end)]


def voice(seconds: float) -> "Samples":
    return np.full(round(seconds * RATE), 0.5, np.float32)


def silence(seconds: float) -> "Samples":
    return np.zeros(round(seconds * RATE), np.float32)


def feed(lane: Lane, audio: "Samples", step: int = 1600) -> list[Word]:
    return [w for at in range(0, len(audio), step) for w in lane.feed(audio[at : at + step])]


@pytest.fixture
def decoder() -> Counting:
    return Counting()


@pytest.fixture
def lane(decoder: Counting) -> Lane:
    return Lane(LoudIsVoice(), decoder)


@pytest.mark.parametrize("step", [100, 1600, 40_000])
def test_words_come_at_a_pause_with_the_times_of_the_recording(lane: Lane, step: int) -> None:
    words = feed(lane, np.concatenate([silence(3), voice(2), silence(2)]), step)
    assert [word.text for word in words] == ["word1"]
    assert words[0].start == pytest.approx(3.0, abs=0.05)
    assert words[0].end == pytest.approx(5.0, abs=0.05)
    assert lane.finish() == []


def test_the_rest_comes_at_the_end_within_the_recording(lane: Lane) -> None:
    assert feed(lane, np.concatenate([silence(1), voice(1.999)])) == []
    words = lane.finish()
    assert [word.text for word in words] == ["word1"]
    assert words[0].end <= lane.seconds == pytest.approx(2.999)


def test_a_guess_that_is_broken_off_leaves_the_one_before(lane: Lane) -> None:
    feed(lane, voice(2))
    assert lane.guess()
    before = lane.provisional
    feed(lane, voice(20))
    assert not lane.guess(lambda: True)
    assert lane.provisional == before != ""


def test_only_the_rest_at_the_stop_is_heard_in_haste(lane: Lane, decoder: Counting) -> None:
    feed(lane, np.concatenate([voice(2), silence(2), voice(2)]))
    lane.finish()
    assert decoder.hasty == [False, True]


def test_who_stops_in_a_pause_waits_for_no_wide_search(lane: Lane, decoder: Counting) -> None:
    feed(lane, np.concatenate([voice(2), silence(0.4)]))
    lane.guess()
    lane.finish()
    assert decoder.hasty == [True]


def test_a_stretch_that_is_over_is_heard_at_leisure(lane: Lane, decoder: Counting) -> None:
    feed(lane, np.concatenate([voice(2), silence(0.4)]))
    lane.guess()
    feed(lane, silence(1))
    assert decoder.hasty == [True, False]


def test_silence_is_never_decoded(lane: Lane, decoder: Counting) -> None:
    feed(lane, silence(60))
    assert not lane.guess()
    assert lane.finish() == []
    assert decoder.decoded == []
    assert decoder.texts == []


def test_nothing_at_all_gives_nothing(lane: Lane) -> None:
    assert lane.finish() == []
    assert lane.seconds == 0


def test_a_guess_is_made_when_enough_new_was_said(
    lane: Lane, decoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane_module, "GUESS_SHARE", 1.0)
    feed(lane, voice(0.5))
    assert not lane.guess()
    feed(lane, voice(1.0))
    assert lane.guess()
    assert lane.provisional == "guess 1"
    assert not lane.guess()
    feed(lane, voice(1.2))
    assert lane.guess()
    assert decoder.decoded == []


def test_what_was_decoded_in_a_short_pause_is_not_decoded_again(
    lane: Lane, decoder: Counting
) -> None:
    feed(lane, np.concatenate([voice(2), silence(0.4)]))
    assert lane.guess()
    assert lane.provisional == "word1"
    assert [word.text for word in feed(lane, silence(1))] == ["word1"]
    assert len(decoder.decoded) == 1
    assert lane.provisional == ""


def test_stopping_in_a_pause_needs_no_more_decoding(lane: Lane, decoder: Counting) -> None:
    feed(lane, np.concatenate([voice(2), silence(0.4)]))
    lane.guess()
    assert [word.text for word in lane.finish()] == ["word1"]
    assert len(decoder.decoded) == 1


def test_who_goes_on_after_a_short_pause_is_decoded_whole(lane: Lane, decoder: Counting) -> None:
    feed(lane, np.concatenate([voice(2), silence(0.4)]))
    lane.guess()
    assert [word.text for word in feed(lane, np.concatenate([voice(1), silence(2)]))] == ["word2"]
    assert decoder.decoded[1][0] == pytest.approx(3.65, abs=0.1)


def test_at_the_stop_only_what_came_after_the_last_pause_is_left(
    lane: Lane, decoder: Counting
) -> None:
    feed(lane, np.concatenate([voice(8), silence(0.35)]))
    lane.guess()
    feed(lane, voice(1))
    words = lane.finish()
    assert [word.text for word in words] == ["word1", "word2"]
    assert decoder.decoded[1][0] == pytest.approx(1.2, abs=0.15)
    assert words[1].start > words[0].end


def test_an_hour_is_held_in_the_memory_of_half_a_minute(lane: Lane) -> None:
    for _ in range(20):
        feed(lane, voice(30), 8000)
        assert len(lane._held) < 31 * RATE
    feed(lane, silence(20))
    assert len(lane._held) < 2 * RATE


def test_no_voice_is_lost_or_decoded_twice(lane: Lane, decoder: Counting) -> None:
    parts: Sequence[Samples] = [voice(40), silence(0.3), voice(15), silence(3), voice(7)]
    feed(lane, np.concatenate(parts))
    lane.finish()
    assert sum(seconds for seconds, _ in decoder.decoded) == pytest.approx(62.5, abs=1.5)
