"""The figures in an answer: value, unit and what they measure."""

from collections.abc import Sequence

from hotseat.domain.analysis import LedgerEntry
from hotseat.domain.transcript import Sentence


def figures(sentences: Sequence[Sentence]) -> tuple[LedgerEntry, ...]:
    """Return the figures in their order."""
    return ()


def disagreements(
    first: Sequence[LedgerEntry], second: Sequence[LedgerEntry]
) -> tuple[tuple[LedgerEntry, LedgerEntry], ...]:
    """Return pairs that measure the same and differ beyond rounding."""
    return ()
