"""How an answer was delivered, in lines; what could not be measured is named with the reason."""

from collections import Counter
from collections.abc import Iterator

from hotseat.domain.analysis import Delivery, Filler, Pause
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.text import clean_line, clock_face, count
from hotseat.exporters.blocks import Item

_FILLERS_NAMED = 8
_PAUSES_NAMED = 3


def delivery(told: Delivery) -> Iterator[Item]:
    """Yield one list entry for each figure, the withheld ones last."""
    yield Item(f"{clock_face(told.seconds)}, {count(told.words, 'word')}", "Length")
    if told.pace is not None:
        yield Item(f"{told.pace:.0f} words a minute", "Pace")
    if told.fillers is not None:
        yield Item(_fillers(told.fillers, told.fillers_per_minute), "Fillers")
    if told.pauses is not None:
        yield Item(_pauses(told.pauses), "Pauses")
    if told.latency is not None:
        yield Item(f"{told.latency:.1f} s", "Before the first word")
    if told.shares:
        parts = (f"{PLAIN_NAMES[each.element]} {each.share:.0%}" for each in told.shares)
        yield Item(", ".join(parts), "Share of the talking")
    for kept in told.withheld:
        name = clean_line(kept.figure)
        yield Item(f"not shown: {clean_line(kept.reason)}", name[:1].upper() + name[1:])


def _fillers(fillers: tuple[Filler, ...], rate: float | None) -> str:
    counts = Counter(clean_line(each.text).strip(",.?!").lower() for each in fillers)
    named = ", ".join(f"{word} {n}" for word, n in counts.most_common(_FILLERS_NAMED) if word)
    words = str(len(fillers))
    if rate is not None:
        words += f" ({rate:.1f} a minute)"
    return f"{words}: {named}" if named else words


def _pauses(pauses: tuple[Pause, ...]) -> str:
    if not pauses:
        return "none"
    longest = sorted(pauses, key=lambda each: each.start - each.stop)[:_PAUSES_NAMED]
    named = (f"{each.stop - each.start:.1f} s at {clock_face(each.start)}" for each in longest)
    return f"{len(pauses)}, the longest: " + ", ".join(named)
