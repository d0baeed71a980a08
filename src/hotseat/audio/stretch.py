"""Faster or slower speech at the same pitch, block by block."""

from array import array
from fractions import Fraction
from typing import Any

from hotseat.wav import SAMPLE

WINDOWS_A_SECOND = 24
"""FFmpeg's atempo works on windows of a 24th of a second, made longer to the next power of two."""


class Stretcher:
    """Mono 16-bit samples at `rate`, sounding `speed` times as fast; 1.0 passes them through.

    FFmpeg's `atempo` does it (overlapping windows laid where they match best), which keeps each
    sound within a few hundredths of a second of its place. It runs half a window ahead of that
    place: as much silence goes in before the first sample.
    """

    def __init__(self, rate: int, speed: float) -> None:
        self._rate = rate
        self._graph: Any = None
        self._at = 0
        if speed != 1.0:
            self._graph = _graph(rate, speed)
            self._push(array("h", bytes(_window(rate) // 2 * SAMPLE)))

    def __call__(self, samples: "array[int]", last: bool = False) -> "array[int]":
        """Return the samples that are ready; `last` gives up those held back."""
        if self._graph is None:
            return samples
        if samples:
            self._push(samples)
        if last:
            self._graph.push(None)
        return self._pulled()

    def _push(self, samples: "array[int]") -> None:
        import av

        frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
        frame.planes[0].update(_padded(samples, frame.planes[0].buffer_size))
        frame.sample_rate, frame.time_base = self._rate, Fraction(1, self._rate)
        frame.pts = self._at
        self._at += len(samples)
        self._graph.push(frame)

    def _pulled(self) -> "array[int]":
        import av

        ready = array("h")
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return ready
            ready.frombytes(bytes(frame.planes[0])[: frame.samples * SAMPLE])


def _graph(rate: int, speed: float) -> Any:
    from av.filter import Graph

    graph = Graph()
    source = graph.add_abuffer(
        format="s16", sample_rate=rate, layout="mono", time_base=Fraction(1, rate)
    )
    tempo = graph.add("atempo", f"{speed:g}")
    sink = graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    return graph


def _window(rate: int) -> int:
    size = 1
    while size < rate / WINDOWS_A_SECOND:
        size *= 2
    return size


def _padded(samples: "array[int]", size: int) -> bytes:
    return samples.tobytes().ljust(size, b"\0")
