"""Sound files to play into the virtual microphone, or to read back."""

import math
import wave
from array import array
from pathlib import Path

HZ = 440.0


def write_tone(path: Path, seconds: float, rate: int = 16_000, peak: int = 16384) -> Path:
    """Write a 16-bit mono tone of 440 Hz."""
    step = 2 * math.pi * HZ / rate
    samples = array("h", (round(peak * math.sin(step * i)) for i in range(round(seconds * rate))))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return path


def samples_of(path: Path) -> "array[int]":
    """Return the samples of a 16-bit mono file as any player reads it: by its header."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array("h", file.readframes(file.getnframes()))


def sounding(samples: "array[int]", above: int = 1600) -> tuple[int, int]:
    """Return the first and last sample that are louder than `above`; (0, 0) for silence."""
    loud = [i for i, sample in enumerate(samples) if abs(sample) > above]
    return (loud[0], loud[-1]) if loud else (0, 0)
