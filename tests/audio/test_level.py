import math
from array import array

import pytest

from hotseat.audio.level import Meter
from hotseat.ports import InputLevel
from tests.fakes.audio import tone
from tests.fakes.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def meter(clock: FakeClock) -> Meter:
    return Meter(clock.monotonic)


def test_a_tone_at_half_of_full_scale_is_six_decibels_down(meter: Meter) -> None:
    meter.add(array("h", tone(1.0, peak=16384)))
    level = meter.look()
    assert level.peak == pytest.approx(-6.02, abs=0.05)
    assert level.rms == pytest.approx(-9.03, abs=0.05)
    assert not level.clipped


def test_silence_is_the_floor(meter: Meter) -> None:
    meter.add(array("h", bytes(1600)))
    assert meter.look() == InputLevel(-120.0, -120.0, False)


@pytest.mark.parametrize("sample", [32767, -32768])
def test_full_scale_in_either_direction_is_clipped(meter: Meter, sample: int) -> None:
    meter.add(array("h", [0, sample, 0]))
    level = meter.look()
    assert level.clipped
    assert -0.01 < level.peak <= 0.0


def test_each_look_begins_anew(meter: Meter) -> None:
    meter.add(array("h", [32767] * 100))
    meter.look()
    meter.add(array("h", [327] * 100))
    level = meter.look()
    assert level.peak == pytest.approx(20 * math.log10(327 / 32768))
    assert not level.clipped


def test_all_blocks_between_two_looks_count(meter: Meter) -> None:
    for value in (100, 20000, 100):
        meter.add(array("h", [value] * 10))
    assert meter.look().peak == pytest.approx(20 * math.log10(20000 / 32768))


def test_sound_in_bursts_does_not_flicker_and_the_end_of_sound_shows(
    meter: Meter, clock: FakeClock
) -> None:
    meter.add(array("h", [3276] * 100))
    spoken = meter.look()
    clock.pass_(0.2)
    assert meter.look() == spoken
    clock.pass_(0.4)
    assert meter.look() == InputLevel()
