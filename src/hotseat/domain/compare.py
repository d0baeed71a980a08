"""Two takes of one question or story beside each other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hotseat.domain.analysis import Delivery, HabitKind, LedgerEntry, RiskLevel, Status
from hotseat.domain.rewording import Row, align
from hotseat.domain.rubric import Element, Flag
from hotseat.domain.session import Take, judged_status
from hotseat.domain.text import clean_line, clock_face


class Change(StrEnum):
    """What became of an element or a flag."""

    SAME = "same"
    GAINED = "gained"  # heard now, not before
    FIRMER = "firmer"  # vague before, specific now
    WEAKER = "weaker"  # specific before, vague now
    LOST = "lost"


CHANGE_WORDS: dict[Change, str] = {
    Change.SAME: "",
    Change.GAINED: "+ heard now",
    Change.FIRMER: "+ specific now",
    Change.WEAKER: "− vague now",
    Change.LOST: "− no longer heard",
}


@dataclass(frozen=True, slots=True)
class ElementChange:
    """An element in both takes; None where its take was not asked for it or not judged."""

    element: Element
    critical: bool
    before: Status | None
    after: Status | None
    change: Change


@dataclass(frozen=True, slots=True)
class FlagChange:
    """A flag that one of the takes raised."""

    flag: Flag
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class DeliveryChange:
    """A figure of the delivery in both takes; None where it was withheld or not measured.

    `unit` "clock" stands for seconds that are written as m:ss.
    """

    name: str
    unit: str
    digits: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """The figures in two tellings: those that differ, and those that one of them lacks."""

    changed: tuple[tuple[LedgerEntry, LedgerEntry], ...] = ()
    kept: tuple[tuple[LedgerEntry, LedgerEntry], ...] = ()
    dropped: tuple[LedgerEntry, ...] = ()
    added: tuple[LedgerEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two takes have in common and where they differ; `rows` index the sentences of both."""

    elements: tuple[ElementChange, ...]
    flags: tuple[FlagChange, ...]
    risk: tuple[RiskLevel | None, RiskLevel | None]
    delivery: tuple[DeliveryChange, ...]
    ledger: LedgerChange
    rows: tuple[Row, ...]


def compare(before: Take, after: Take, ledger: LedgerChange) -> Comparison:
    """Return the comparison of two takes; what was not judged in one of them stays None."""
    a, b = before.analysis, after.analysis
    return Comparison(
        elements=tuple(_elements(before, after)),
        flags=tuple(_flags(before, after)),
        risk=(a.risk.level if a else None, b.risk.level if b else None),
        delivery=tuple(_delivery(before, after)),
        ledger=ledger,
        rows=align(sentences(before), sentences(after)),
    )


def sentences(take: Take) -> list[str]:
    """Return the sentences of a take, one string where it was not judged."""
    if take.analysis is not None:
        return [sentence.text for sentence in take.analysis.sentences]
    return [take.transcript.text] if take.transcript and take.transcript.text.strip() else []


_RANK = {None: 0, Status.MISSING: 0, Status.THIN: 1, Status.MET: 2}


def _elements(before: Take, after: Take) -> Iterator[ElementChange]:
    judged = [j for take in (after, before) if take.analysis for j in take.analysis.elements]
    critical = {j.element for j in judged if j.critical}
    for element in dict.fromkeys(j.element for j in judged):
        was, now = judged_status(before, element), judged_status(after, element)
        change = Change.SAME if was is None or now is None else _change(was, now)
        yield ElementChange(element, element in critical, was, now, change)


def _change(was: Status, now: Status) -> Change:
    if _RANK[was] == _RANK[now]:
        return Change.SAME
    if was is Status.MISSING:
        return Change.GAINED
    if now is Status.MISSING:
        return Change.LOST
    return Change.FIRMER if _RANK[now] > _RANK[was] else Change.WEAKER


def _flags(before: Take, after: Take) -> Iterator[FlagChange]:
    was = [j.flag for j in before.analysis.flags] if before.analysis else []
    now = [j.flag for j in after.analysis.flags] if after.analysis else []
    for flag in dict.fromkeys((*was, *now)):
        yield FlagChange(flag, flag in was, flag in now)


def _delivery(before: Take, after: Take) -> Iterator[DeliveryChange]:
    was = before.analysis.delivery if before.analysis else None
    now = after.analysis.delivery if after.analysis else None
    for name, unit, digits, read in _FIGURES:
        a, b = read(was) if was else None, read(now) if now else None
        if a is not None or b is not None:
            yield DeliveryChange(name, unit, digits, a, b)


def _minutely(number: int, told: Delivery) -> float | None:
    return number / told.seconds * 60 if told.seconds > 0 else None


def _pauses(told: Delivery) -> float | None:
    return None if told.pauses is None else _minutely(len(told.pauses), told)


def _longest(told: Delivery) -> float | None:
    return max((p.stop - p.start for p in told.pauses or ()), default=None)


def _habits(kind: HabitKind) -> Callable[[Delivery], float | None]:
    def read(told: Delivery) -> float | None:
        habits: Iterable[HabitKind] | None = (
            None if told.habits is None else [habit.kind for habit in told.habits]
        )
        return None if habits is None else float(sum(each is kind for each in habits))

    return read


_FIGURES: tuple[tuple[str, str, int, Callable[[Delivery], float | None]], ...] = (
    ("Length", "clock", 0, lambda told: told.seconds),
    ("Words", "", 0, lambda told: float(told.words)),
    ("Pace", "words a minute", 0, lambda told: told.pace),
    ("Fillers", "a minute", 1, lambda told: told.fillers_per_minute),
    ("Hedges", "", 0, _habits(HabitKind.HEDGE)),
    ("Repetitions", "", 0, _habits(HabitKind.REPETITION)),
    ("Restarts", "", 0, _habits(HabitKind.RESTART)),
    ("Pauses", "a minute", 1, _pauses),
    ("Longest pause", "s", 1, _longest),
    ("Pitch spread", "semitones", 1, lambda told: told.pitch_spread),
    ("Before the first word", "s", 1, lambda told: told.latency),
)


def figure_words(figure: DeliveryChange, value: float | None) -> str:
    """Return a value of a delivery figure as it is shown, "not shown" where there is none."""
    if value is None:
        return "not shown"
    if figure.unit == "clock":
        return clock_face(value)
    return f"{value:.{figure.digits}f}" + (f" {figure.unit}" if figure.unit else "")


def difference_words(figure: DeliveryChange) -> str:
    """Return by how much a figure rose or fell: "+12", "−0.8", "same"; "" where one is missing."""
    if figure.before is None or figure.after is None:
        return ""
    if figure.unit == "clock":
        seconds = int(figure.after) - int(figure.before)
        return "same" if not seconds else f"{_sign(seconds)}{clock_face(abs(seconds))}"
    by = round(figure.after, figure.digits) - round(figure.before, figure.digits)
    return "same" if abs(by) < 1e-9 else f"{_sign(by)}{abs(by):.{figure.digits}f}"


def amount(entry: LedgerEntry) -> str:
    """Return a figure with its unit: "11 days", "$40,000", "12 %"."""
    value = f"{entry.value:,.10g}" if abs(entry.value) >= 1000 else f"{entry.value:g}"
    unit = clean_line(entry.unit, 20)
    return f"{unit}{value}" if unit in ("$", "€", "£") else f"{value} {unit}".strip()


def _sign(value: float) -> str:
    return "+" if value > 0 else "−"
