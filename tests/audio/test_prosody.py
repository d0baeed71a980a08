"""Pauses, pitch and hesitations of sounds that are known, and of speech."""

import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hotseat.audio.prosody import read
from hotseat.domain.errors import HotseatError
from hotseat.domain.sound import Sound
from hotseat.domain.transcript import Word

RATE = 16_000
AUDIO = Path(__file__).parents[1] / "data" / "audio"
Samples = Any


def voice(seconds: float, hertz: float = 120.0, semitones: float = 0.0) -> Samples:
    """A buzz with harmonics, as a voice has; its pitch swings by so many semitones."""
    times = np.arange(round(seconds * RATE)) / RATE
    pitch = hertz * 2 ** (semitones * np.sin(2 * np.pi * 0.7 * times) / 12)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    swell = 0.75 + 0.25 * np.sin(2 * np.pi * 1.3 * times)
    return 0.1 * swell * sum(np.sin(n * phase) / n for n in range(1, 9))


def rest(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE))


def heard(path: Path, *parts: Samples, noise: float = 1e-4, words: Any = ()) -> Sound:
    samples = np.concatenate(parts)
    samples = samples + noise * np.random.default_rng(7).standard_normal(len(samples))
    with wave.open(str(path / "take.wav"), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        out.writeframes((samples * 32767).clip(-32768, 32767).astype("<i2").tobytes())
    return read(path / "take.wav").sound(words)


def test_silences_are_found_where_they_are(tmp_path: Path) -> None:
    found = heard(tmp_path, rest(0.5), voice(2), rest(0.8), voice(2), rest(0.1), voice(1), rest(1))
    (silence,) = found.silences
    assert silence.start == pytest.approx(2.5, abs=0.05)
    assert silence.stop == pytest.approx(3.3, abs=0.05)
    assert found.first_voice == pytest.approx(0.5, abs=0.05)
    assert found.seconds == pytest.approx(7.4)


def test_a_click_does_not_end_a_silence(tmp_path: Path) -> None:
    click = np.sin(np.arange(320)) * 0.5
    found = heard(tmp_path, voice(2), rest(1), click, rest(1), voice(2))
    (silence,) = found.silences
    assert silence.stop - silence.start == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("hertz", [100.0, 120.0, 220.0, 300.0])
@pytest.mark.parametrize("semitones", [0.0, 2.0, 4.0])
def test_pitch_is_told_in_semitones_whatever_the_voice(
    tmp_path: Path, hertz: float, semitones: float
) -> None:
    found = heard(tmp_path, voice(8, hertz, semitones), rest(0.5))
    assert found.pitch_spread == pytest.approx(semitones / 2**0.5, abs=0.2)
    assert found.pitch_range == pytest.approx(1.9 * semitones, abs=0.4)


def test_noise_is_told_and_has_no_pitch(tmp_path: Path) -> None:
    clean = heard(tmp_path, voice(6), rest(1))
    noisy = heard(tmp_path, voice(6), rest(1), noise=0.03)
    assert clean.snr is not None
    assert noisy.snr is not None
    assert clean.snr > 40 > 20 > noisy.snr
    only = heard(tmp_path, rest(7), noise=0.03)
    assert (only.snr, only.pitch_spread, only.silences) == (None, None, ())


def test_clipping_is_told(tmp_path: Path) -> None:
    assert heard(tmp_path, voice(4), rest(1)).clipped == 0.0
    assert heard(tmp_path, voice(4) * 20, rest(1)).clipped > 0.9


def test_too_little_voice_has_no_spread(tmp_path: Path) -> None:
    assert heard(tmp_path, voice(2), rest(1)).pitch_spread is None


def word(text: str, start: float, end: float) -> Word:
    return Word(text, start, end)


TALK = (word("we", 0.0, 1.0), word("shipped", 2.2, 3.2))


def test_a_held_vowel_between_words_is_a_hesitation(tmp_path: Path) -> None:
    parts = voice(1, semitones=3), rest(0.4), voice(0.4), rest(0.4), voice(1, semitones=3), rest(1)
    (found,) = heard(tmp_path, *parts, words=TALK).hesitations
    assert found.start == pytest.approx(1.4, abs=0.06)
    assert found.stop == pytest.approx(1.8, abs=0.06)


@pytest.mark.parametrize(
    "between",
    [
        (rest(1.2),),
        (rest(0.4), voice(0.4, semitones=8), rest(0.4)),  # it moves: a word that was missed
        (voice(0.4), rest(0.8)),  # the end of the word before
        (rest(0.5), voice(0.1), rest(0.6)),  # too short
    ],
    ids=["silence", "speech", "drawn out", "short"],
)
def test_other_sounds_between_words_are_none(tmp_path: Path, between: tuple[Samples, ...]) -> None:
    parts = voice(1, semitones=3), *between, voice(1, semitones=3), rest(1)
    assert heard(tmp_path, *parts, words=TALK).hesitations == ()


def test_speech_and_what_is_none() -> None:
    speech = read(AUDIO / "jfk.flac").sound(())
    assert speech.snr is not None
    assert speech.snr > 20
    assert len([s for s in speech.silences if s.stop - s.start >= 0.7]) == 2
    room = read(AUDIO / "room.flac").sound(())
    assert (room.snr, room.pitch_spread) == (None, None)
    assert read(AUDIO / "key_clicks.flac").sound(()).pitch_spread is None


@pytest.mark.parametrize("frames", [0, 1, 100])
def test_a_take_that_holds_next_to_nothing(tmp_path: Path, frames: int) -> None:
    with wave.open(str(tmp_path / "take.wav"), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        out.writeframes(bytes(2 * frames))
    assert read(tmp_path / "take.wav").sound(TALK).snr is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HotseatError, match="cannot be read"):
        read(tmp_path / "take.wav")
