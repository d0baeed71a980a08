"""Two takes compared, with the figures that both name."""

from collections.abc import Sequence

from hotseat.coach.ledger import agrees, measures_same
from hotseat.domain.analysis import LedgerEntry
from hotseat.domain.compare import Comparison, LedgerChange, compare
from hotseat.domain.session import Take


def compared(before: Take, after: Take) -> Comparison:
    """Return the comparison of two takes of one question or story, the earlier one first."""
    was = before.analysis.ledger if before.analysis else ()
    now = after.analysis.ledger if after.analysis else ()
    return compare(before, after, ledger_change(was, now))


def ledger_change(was: Sequence[LedgerEntry], now: Sequence[LedgerEntry]) -> LedgerChange:
    """Return what became of the figures: agreeing beyond rounding first, then by what they measure.

    Each figure is used once; of two that measure the same, the one that agrees is the partner.
    """
    left = list(now)
    kept: list[tuple[LedgerEntry, LedgerEntry]] = []
    rest: list[LedgerEntry] = []
    for entry in was:
        match = next((b for b in left if measures_same(entry, b) and agrees(entry, b)), None)
        if match is None:
            rest.append(entry)
        else:
            kept.append((entry, match))
            left.remove(match)
    changed: list[tuple[LedgerEntry, LedgerEntry]] = []
    dropped: list[LedgerEntry] = []
    for entry in rest:
        match = next((b for b in left if measures_same(entry, b)), None)
        if match is None:
            # A figure told twice in one telling and once in the other was not dropped.
            if not any(measures_same(entry, a) and agrees(entry, a) for a, _ in kept):
                dropped.append(entry)
        else:
            changed.append((entry, match))
            left.remove(match)
    added = [b for b in left if not any(measures_same(b, n) and agrees(b, n) for _, n in kept)]
    return LedgerChange(tuple(changed), tuple(kept), tuple(dropped), tuple(added))
