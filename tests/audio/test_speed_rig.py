"""What comes out of the loudspeaker at another speed, recorded: sooner, and at the same pitch."""

from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from hotseat.audio.capture import PortAudioRecorder
from hotseat.audio.playback import PortAudioPlayer
from hotseat.wav import RATE
from tests.rig.mic import Mic
from tests.rig.sounds import HZ, samples_of, sounding, write_tone
from tests.rig.wait import until

pytestmark = pytest.mark.sound


def pitch(samples: "array[int]") -> float:
    """Return how often a tone rises through zero in a second."""
    return sum(a < 0 <= b for a, b in pairwise(samples)) / (len(samples) / RATE)


def test_double_speed_takes_half_the_time_at_the_same_pitch(mic: Mic, tmp_path: Path) -> None:
    playback = PortAudioPlayer().open(write_tone(tmp_path / "tone.wav", 3.0))
    recording = PortAudioRecorder().open(tmp_path / "heard.wav")
    try:
        until(lambda: recording.seconds() > 0.2, "the recording")
        playback.play(0.0, None, 2.0)
        until(lambda: not playback.playing(), "the end", 20.0)
        assert playback.problem() == ""
        assert playback.position() == pytest.approx(3.0)
        at_the_end = recording.seconds()
        until(lambda: recording.seconds() > at_the_end + 0.5, "the last sound")
    finally:
        playback.close()
        recording.stop()
    heard = samples_of(tmp_path / "heard.wav")
    first, last = sounding(heard)
    assert (last - first) / RATE == pytest.approx(1.5, rel=0.15)
    middle = (first + last) // 2
    assert pitch(heard[middle - RATE // 4 : middle + RATE // 4]) == pytest.approx(HZ, rel=0.05)
