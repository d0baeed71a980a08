"""What is usual for this speaker: a band over earlier answers to set a figure against."""

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hotseat.domain.listing import SpokenFigures

LEAST_TAKES = 5
"""Fewer answers make no band: quartiles of four are two answers each. Our own choice."""

FIGURES = ("pace", "fillers", "pauses", "pitch", "latency")


@dataclass(frozen=True, slots=True)
class Band:
    """The middle half of earlier answers (first to third quartile), the median, how many."""

    low: float
    median: float
    high: float
    takes: int

    def place(self, figure: float) -> str:
        """Return where a figure lies: "below", "within" or "above" what is usual."""
        if figure < self.low:
            return "below"
        return "above" if figure > self.high else "within"


def bands(earlier: Iterable[SpokenFigures]) -> Mapping[str, Band]:
    """Return a band for each figure that at least LEAST_TAKES answers have."""
    told = list(earlier)
    found = {}
    for name in FIGURES:
        values = [value for each in told if (value := getattr(each, name)) is not None]
        if len(values) >= LEAST_TAKES:
            low, median, high = statistics.quantiles(values, n=4, method="inclusive")
            found[name] = Band(low, median, high, len(values))
    return found
