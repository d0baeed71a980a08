"""Loudness and pitch of a recording, frame by frame; at most a few seconds are in memory."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotseat.audio.decode import SoundFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

STEP = 0.02
"""Seconds from one frame to the next."""
WINDOW = 0.04
"""Seconds of a frame: three periods of a voice at 75 Hz, the lowest looked for."""
LOWEST, HIGHEST = 75.0, 400.0
"""Range of the pitch in Hz: low male to high female speaking voices."""
VOICED = 0.5
"""How alike a frame must be to itself one period later, 0..1: as Praat, which takes 0.45, but
a little stricter, as a wrong pitch costs more here than a missing one."""
_SUBHARMONIC = 0.95
_SILENCE = -120.0
_FULL = 32767
_FRAMES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Frames:
    """One value a frame: level in dBFS, whether a sample hit full scale, pitch in Hz (0: none)."""

    level: "Floats"
    clipped: "NDArray[np.bool_]"
    pitch: "Floats"


def frames_of(sound: SoundFile) -> Frames:
    """Return the frames of a sound file, which is read once. Raises HotseatError."""
    import numpy as np

    levels, clips, pitches = [], [], []
    for frames in _batches(sound):
        level, clipped = _levels(frames)
        levels.append(level)
        clips.append(clipped)
        pitches.append(_pitches(frames, sound.rate, level))
    if not levels:
        nothing = np.zeros(0, np.float32)
        return Frames(nothing, np.zeros(0, bool), nothing)
    return Frames(np.concatenate(levels), np.concatenate(clips), np.concatenate(pitches))


def _batches(sound: SoundFile) -> Iterator["Floats"]:
    """Yield samples as overlapping frames, -1..1, one a row."""
    import numpy as np

    step, window = round(STEP * sound.rate), round(WINDOW * sound.rate)
    held = array("h")
    for block in sound.blocks(0.0):
        held.extend(block)
        if len(held) >= _FRAMES_AT_ONCE * step + window:
            yield _rows(np.frombuffer(held, np.int16), step, window)
            whole = (len(held) - window) // step + 1
            held = held[whole * step :]
    if len(held) >= window:
        yield _rows(np.frombuffer(held, np.int16), step, window)


def _rows(samples: "NDArray[np.int16]", step: int, window: int) -> "Floats":
    import numpy as np

    views = np.lib.stride_tricks.sliding_window_view(samples, window)[::step]
    return views.astype(np.float32) / np.float32(32768.0)


def _levels(frames: "Floats") -> "tuple[Floats, NDArray[np.bool_]]":
    import numpy as np

    centred = frames - frames.mean(axis=1, keepdims=True)
    power = np.square(centred).mean(axis=1)
    level = np.maximum(10 * np.log10(np.maximum(power, 1e-12)), _SILENCE).astype(np.float32)
    return level, np.abs(frames).max(axis=1) >= _FULL / 32768


def _pitches(frames: "Floats", rate: int, level: "Floats") -> "Floats":
    """Return the pitch of each frame by normalised autocorrelation; 0 where none stands out.

    The peak is corrected for the window, as Boersma (1993) describes; of peaks nearly as high the
    one with the shortest period is taken, which keeps the octave.
    """
    import numpy as np

    count, window = frames.shape
    size = 1 << (2 * window - 1).bit_length()
    shape = np.hanning(window).astype(np.float32)
    alike = _autocorrelation((frames - frames.mean(axis=1, keepdims=True)) * shape, size, window)
    alike /= np.maximum(_autocorrelation(shape[None, :], size, window), 1e-6)
    shortest, longest = int(rate / HIGHEST), min(int(rate / LOWEST), window * 3 // 4)
    search = alike[:, shortest : longest + 1]
    # Only what stands out counts: near no lag at all everything is like itself.
    heights = np.where(_local_peaks(search), search, 0)
    best = heights.max(axis=1)
    first = (heights >= best[:, None] * _SUBHARMONIC).argmax(axis=1)
    lags = first + shortest + _between(search, first)
    voiced = (best > 0) & (heights[np.arange(count), first] >= VOICED) & (level > _SILENCE + 1)
    return np.where(voiced, rate / lags, 0).astype(np.float32)


def _autocorrelation(rows: "Floats", size: int, window: int) -> "Floats":
    """Return each row's likeness to itself at each lag, 1 at none."""
    import numpy as np

    power = np.square(np.abs(np.fft.rfft(rows, size, axis=1)))
    found = np.fft.irfft(power, size, axis=1)[:, :window]
    return (found / np.maximum(found[:, :1], 1e-12)).astype(np.float32)


def _local_peaks(rows: "Floats") -> "NDArray[np.bool_]":
    import numpy as np

    peaks = np.zeros(rows.shape, bool)
    inner = rows[:, 1:-1]
    peaks[:, 1:-1] = (inner >= rows[:, :-2]) & (inner > rows[:, 2:])
    return peaks


def _between(rows: "Floats", at: "NDArray[np.intp]") -> "Floats":
    """Return where between the samples a peak lies, by a parabola through three points."""
    import numpy as np

    each = np.arange(len(rows))
    inside = np.clip(at, 1, rows.shape[1] - 2)
    left, middle, right = (rows[each, inside + d] for d in (-1, 0, 1))
    bend = left - 2 * middle + right
    shift = np.where(np.abs(bend) > 1e-9, 0.5 * (left - right) / np.where(bend == 0, 1, bend), 0)
    return np.where(inside == at, np.clip(shift, -0.5, 0.5), 0).astype(np.float32)
