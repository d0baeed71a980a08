"""The figures of two tellings."""

from hotseat.coach.comparing import ledger_change
from hotseat.domain.analysis import Evidence, LedgerEntry


def entry(value: float, unit: str, measures: str) -> LedgerEntry:
    return LedgerEntry(value, unit, measures, Evidence(0, f"{value:g} {unit}", 0, 1))


def test_figures_are_kept_changed_dropped_and_added() -> None:
    late, later = entry(11, "days", "late"), entry(19, "days", "late")
    team, budget, users = (
        entry(6, "", "engineers"),
        entry(40, "$", "budget"),
        entry(900, "", "users"),
    )
    told = ledger_change((late, team, budget), (team, later, users))
    assert told.changed == ((late, later),)
    assert told.kept == ((team, team),)
    assert told.dropped == (budget,)
    assert told.added == (users,)


def test_rounding_and_other_units_of_time_agree() -> None:
    two_weeks, fortnight = entry(2, "weeks", "late"), entry(14, "days", "late")
    assert ledger_change((two_weeks,), (fortnight,)).kept == ((two_weeks, fortnight),)


def test_a_figure_told_twice_is_neither_dropped_nor_added() -> None:
    late = entry(11, "days", "late")
    assert ledger_change((late, late), (late,)).dropped == ()
    assert ledger_change((late,), (late, late)).added == ()


def test_the_one_that_agrees_is_the_partner() -> None:
    first, other = entry(3, "weeks", "slip"), entry(9, "weeks", "slip")
    told = ledger_change((first,), (other, first))
    assert told.kept == ((first, first),)
    assert told.added == (other,)
