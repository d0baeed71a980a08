"""The level of a microphone between two looks."""

import math
import threading
import time
from array import array
from collections.abc import Callable
from operator import mul

from hotseat.ports import InputLevel

FLOOR = -120.0
"""dBFS shown for digital silence."""
_FULL = 32768
_TOP = 32767
# Sound arrives in bursts; a look between two of them sees the last burst for so many seconds.
_HOLD = 0.5


class Meter:
    """Adds up peak and power of 16-bit samples; written by one thread, read by another."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._shown = InputLevel()
        self._until = clock()
        self._peak = self._power = self._count = 0
        self._clipped = False

    def add(self, samples: "array[int]") -> None:
        """Take samples in."""
        if not samples:
            return
        high, low = max(samples), min(samples)
        power = sum(map(mul, samples, samples))
        with self._lock:
            self._peak = max(self._peak, high, -low)
            self._clipped = self._clipped or high >= _TOP or low <= -_FULL
            self._power += power
            self._count += len(samples)

    def look(self) -> InputLevel:
        """Return the level since the last look."""
        now = self._clock()
        with self._lock:
            if self._count:
                rms = math.sqrt(self._power / self._count)
                self._shown = InputLevel(_decibels(self._peak), _decibels(rms), self._clipped)
                self._until = now + _HOLD
                self._empty()
            elif now > self._until:
                self._shown = InputLevel()
            return self._shown

    def _empty(self) -> None:
        self._peak = self._power = self._count = 0
        self._clipped = False


def _decibels(amplitude: float) -> float:
    if amplitude <= 0:
        return FLOOR
    return min(0.0, max(FLOOR, 20 * math.log10(amplitude / _FULL)))
