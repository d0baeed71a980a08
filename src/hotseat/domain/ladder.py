"""What a grill ladder shows: how deep the story held, and where detail ran out."""

from collections.abc import Sequence

from hotseat.domain.analysis import Verdict
from hotseat.domain.session import Rung

LEAST_BALANCE = 2
"""So many more dodges than answers, from a minute on, say that detail ran out."""

_WEIGHTS = {
    Verdict.DODGED: 1,
    Verdict.CONTRADICTED: 1,
    Verdict.PARTLY: 0,
    Verdict.FILLED: -1,
    Verdict.HELD: -1,
}


def ran_out(ladder: Sequence[Rung]) -> float | None:
    """Return the minute at which detail ran out, or None where the story held to the end.

    It is the probe from which on dodges (and contradictions) outweigh answers the most, by two or
    more. So one dodge put once more and answered is no end, and neither does one good reply at the
    close undo ten dodges.
    """
    found: float | None = None
    balance = 0
    best = LEAST_BALANCE - 1
    for rung in reversed(ladder):
        balance += _WEIGHTS[rung.verdict]
        if balance > best:
            best, found = balance, rung.minute
    return found


def held_at(ladder: Sequence[Rung]) -> tuple[tuple[str, int], ...]:
    """Return for each target that held the deepest rung that was answered, deepest first."""
    deepest: dict[str, int] = {}
    for rung in ladder:
        if rung.verdict in (Verdict.FILLED, Verdict.HELD):
            target = rung.probe.target
            deepest[target] = max(deepest.get(target, 0), rung.probe.depth)
    return tuple(sorted(deepest.items(), key=lambda pair: -pair[1]))


def ending(ladder: Sequence[Rung]) -> str:
    """Return in a sentence or two how a ladder ended."""
    minute = ran_out(ladder)
    if minute is None:
        return "The story held to the end."
    after = [rung for rung in ladder if rung.minute >= minute]
    bad = sum(_WEIGHTS[rung.verdict] > 0 for rung in after)
    rest = f"From there on {bad} of {len(after)} replies gave none."
    return f"Detail ran out in minute {minute:.1f}. {rest}"
