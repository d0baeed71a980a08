"""The number ledger of a story: where the tellings of several sessions disagree."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.coach.ledger import disagreements
from hotseat.domain.analysis import LedgerEntry
from hotseat.domain.session import Session

MOST_SESSIONS = 40
"""Sessions of a story that are compared, the latest ones; each holds a few dozen figures."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing told twice with figures that cannot both hold; quotes are verbatim.

    `before_at` and `now_at` are the ISO times of the two sessions, `before_in` and `now_in` their
    names; the same where two takes of one session disagree.
    """

    measures: str
    before: str
    before_at: str
    before_in: str
    now: str
    now_at: str
    now_in: str


@dataclass(frozen=True, slots=True)
class _Telling:
    at: str
    name: str
    figures: tuple[LedgerEntry, ...]


def figures_that_disagree(sessions: Sequence[Session]) -> tuple[Disagreement, ...]:
    """Return where takes of one story disagree, the latest first.

    Takes set aside by a retake count too: what was said once was said. Each take is held against
    all before it, and each pair of quotes is told once.
    """
    ordered = sorted(sessions, key=lambda session: session.created)[-MOST_SESSIONS:]
    told = [
        _Telling(session.created, session.name, take.analysis.ledger)
        for session in ordered
        for take in session.takes
        if take.analysis is not None
    ]
    found: dict[tuple[str, str], Disagreement] = {}
    for at, now in enumerate(told):
        for before in told[:at]:
            for old, new in disagreements(before.figures, now.figures):
                made = Disagreement(
                    new.measures,
                    old.evidence.quote,
                    before.at,
                    before.name,
                    new.evidence.quote,
                    now.at,
                    now.name,
                )
                found.setdefault((made.before, made.now), made)
    return tuple(reversed(found.values()))


def in_words(found: Disagreement) -> str:
    """Return a disagreement on one line, both quotes side by side with their days."""
    before, now = found.before_at[:10], found.now_at[:10]
    if before == now:
        return f"“{found.before}” against “{found.now}” ({now})"
    return f"“{found.before}” ({before}) against “{found.now}” ({now})"
