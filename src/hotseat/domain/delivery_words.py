"""The delivery of an answer in words: the same figures for the screen and for documents."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from hotseat.domain.analysis import Delivery, Habit, HabitKind, Pause
from hotseat.domain.text import clean_line, clock_face, count

HEARD_ONLY = "sound without text"
"""What a filler is called that the recogniser wrote no word for."""
_NAMED = 5
_TIMES = 6
_LONGEST = 3


def figures(told: Delivery, usual: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield each figure as its name and its words; those that were withheld are left out.

    A name in lower case belongs to the figure before it. `usual` holds what is to be said beside
    "pace", "fillers", "pauses", "pitch" and "latency".
    """
    beside = usual or {}
    yield "Length", f"{clock_face(told.seconds)}, {count(told.words, 'word')}"
    if told.pace is not None:
        yield "Pace", f"{told.pace:.0f} words a minute" + _in_brackets(beside.get("pace"))
    if len(told.stretches) > 1:
        yield "by half minute", " · ".join(f"{part.pace:.0f}" for part in told.stretches)
    if told.fillers is not None:
        rate = _rate(told.fillers_per_minute)
        yield "Fillers", f"{len(told.fillers)}" + _in_brackets(rate, beside.get("fillers"))
        if told.fillers:
            yield "which", _counted([filler.text or HEARD_ONLY for filler in told.fillers])
            yield "at", _times([filler.start for filler in told.fillers])
    yield from _habits(told.habits)
    if told.pauses is not None:
        rate = _rate(60 * len(told.pauses) / told.seconds if told.seconds else None)
        yield "Pauses", f"{len(told.pauses)}" + _in_brackets(rate, beside.get("pauses"))
        if told.pauses:
            yield "the longest", _longest(told.pauses)
    if told.pitch_range is not None:
        moves = f"{told.pitch_range:.1f} semitones"
        yield "Pitch moves over", moves + _in_brackets(beside.get("pitch"))
    elif told.pitch_spread is not None:  # sessions from before the range was kept
        spread = f"spread of {told.pitch_spread:.1f} semitones"
        yield "Pitch", spread
    if told.latency is not None:
        words = f"{told.latency:.1f} s" + _in_brackets(beside.get("latency"))
        yield "Before the first word", words


def _in_brackets(*parts: str | None) -> str:
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _rate(figure: float | None) -> str:
    return f"{figure:.1f} a minute" if figure else ""


def withheld(told: Delivery) -> Iterator[tuple[str, str]]:
    """Yield the figures that are not shown, each with the reason; like reasons together."""
    names: dict[str, list[str]] = {}
    for kept in told.withheld:
        names.setdefault(clean_line(kept.reason, 200), []).append(clean_line(kept.figure, 40))
    for reason, figures_ in names.items():
        yield ", ".join(figures_), reason


def _habits(habits: Sequence[Habit] | None) -> Iterator[tuple[str, str]]:
    if habits is None:
        return
    for kind, name in (
        (HabitKind.HEDGE, "Hedges"),
        (HabitKind.REPETITION, "Repetitions"),
        (HabitKind.RESTART, "Restarts"),
    ):
        found = [habit.text for habit in habits if habit.kind is kind]
        if found:
            yield name, f"{len(found)}: {_counted(found)}"


def _counted(texts: Sequence[str]) -> str:
    """Return each text with how often it occurs, in the spelling of its first time."""
    spelt: dict[str, str] = {}
    for text in texts:
        plain = clean_line(text, 40).strip(",.?!")
        spelt.setdefault(plain.lower(), plain if plain[:2] in ("I", "I ", "I'") else plain.lower())
    counts = Counter(clean_line(text, 40).strip(",.?!").lower() for text in texts)
    named = [f"{spelt[word]} {times}" for word, times in counts.most_common(_NAMED) if word]
    return ", ".join(named) + (" …" if len(counts) > _NAMED else "")


def _times(starts: Sequence[float | None]) -> str:
    known = [clock_face(start) for start in starts if start is not None]
    more = f" and {len(known) - _TIMES} more" if len(known) > _TIMES else ""
    return (", ".join(known[:_TIMES]) + more) if known else "no times"


def _longest(pauses: Sequence[Pause]) -> str:
    longest = sorted(pauses, key=lambda pause: pause.start - pause.stop)[:_LONGEST]
    return ", ".join(f"{p.stop - p.start:.1f} s at {clock_face(p.start)}" for p in longest)
