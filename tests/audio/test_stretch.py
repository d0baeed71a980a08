"""Faster and slower speech: every sound at its place, at its own pitch."""

import math
from array import array
from itertools import pairwise

import pytest

from hotseat.audio.stretch import Stretcher

RATE = 16_000
BLOCK = 1600
SPEEDS = [0.75, 1.25, 1.5, 2.0]


def stretched(samples: "array[int]", speed: float, rate: int = RATE) -> "array[int]":
    stretch = Stretcher(rate, speed)
    made = array("h")
    for at in range(0, len(samples), BLOCK):
        made += stretch(samples[at : at + BLOCK], last=at + BLOCK >= len(samples))
    return made


def tone(seconds: float, hertz: float = 220.0, rate: int = RATE) -> "array[int]":
    step = 2 * math.pi * hertz / rate
    return array("h", (round(12000 * math.sin(step * i)) for i in range(round(seconds * rate))))


def test_as_spoken_nothing_is_touched() -> None:
    samples = tone(0.5)
    assert stretched(samples, 1.0) == samples


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_length_follows_the_speed(speed: float) -> None:
    made = stretched(tone(4.0), speed)
    assert len(made) / RATE == pytest.approx(4.0 / speed, abs=0.05)


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_pitch_stays(speed: float) -> None:
    made = stretched(tone(4.0), speed)[RATE // 4 : -RATE // 4]
    rises = sum(a < 0 <= b for a, b in pairwise(made))
    assert rises / (len(made) / RATE) == pytest.approx(220.0, rel=0.02)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_every_sound_keeps_its_place(speed: float, rate: int) -> None:
    samples = array("h", bytes(2 * 12 * rate))
    beep = tone(0.03, 1000.0, rate)
    places = [0.2 + 0.437 * number for number in range(26)]
    for place in places:
        at = round(place * rate)
        samples[at : at + len(beep)] = beep
    made = stretched(samples, speed, rate)
    heard: list[float] = []
    for at, sample in enumerate(made):
        if abs(sample) > 3000 and (not heard or at / rate - heard[-1] > 0.1):
            heard.append(at / rate)
    assert len(heard) == len(places)
    late = [second - place / speed for second, place in zip(heard, places, strict=True)]
    assert max(map(abs, late)) < 0.03
    assert abs(late[-1] - late[0]) < 0.03  # it does not run away over time
