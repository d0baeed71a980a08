"""A take as it is replayed: its length, and the places in it that can be jumped to."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hotseat.domain.analysis import Evidence, Status
from hotseat.domain.arc import Lane, Scale, arc_of
from hotseat.domain.editing import placed
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES
from hotseat.domain.session import Annotation, Take, judged_status
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Transcript, times_of

_HAIR = 0.001


class Kind(StrEnum):
    """What stands at a place."""

    EVIDENCE = "evidence"
    FLAG = "flag"
    FILLER = "filler"
    PAUSE = "pause"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place from `start` to `stop` on the track's scale, and what it is in words."""

    start: float
    stop: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A take laid along seconds (or the words of a text without times), `length` long.

    `lanes` hold the checklist's elements with the status that counts, the candidate's own before
    the coach's; of a reply those alone that were heard. `spots` are in order, a kind each.
    `uncounted` tells for a kind why nothing was measured.
    """

    scale: Scale
    length: float
    lanes: tuple[Lane, ...]
    spots: dict[Kind, tuple[Spot, ...]]
    uncounted: dict[Kind, str]

    def at(self, kind: Kind) -> tuple[Spot, ...]:
        """Return the spots of a kind."""
        return self.spots.get(kind, ())


def track_of(take: Take) -> Track:
    """Return the track of a take; one without transcript has a length alone."""
    transcript, analysis = take.transcript, take.analysis
    timed = transcript is None or transcript.timed
    scale = Scale.SECONDS if timed else Scale.WORDS
    length = _seconds(take) if timed else float(len(transcript.text.split()) if transcript else 0)
    notes = {Kind.NOTE: _ordered(list(_notes(take, scale)))}
    if analysis is None or transcript is None:
        return Track(scale, length, (), notes, {})
    arc = arc_of(analysis, length)
    lanes = tuple(_lanes(take, arc.lanes)) if arc.scale is scale else ()
    place = _Places(transcript.text, scale)
    told = analysis.delivery
    quotes = [
        Spot(*place(quote), PLAIN_NAMES[judged.element])
        for judged in analysis.elements
        if judged.status is not Status.MISSING
        for quote in judged.evidence
        if quote.start is not None or not timed
    ]
    flags = [
        Spot(*place(quote), PLAIN_FLAGS[raised.flag])
        for raised in analysis.flags
        for quote in raised.evidence
        if quote.start is not None or not timed
    ]
    fillers = [
        Spot(f.start, f.start if f.stop is None else f.stop, clean_line(f.text, 24).strip(",.?!"))
        for f in told.fillers or ()
        if f.start is not None and timed
    ]
    pauses = [Spot(p.start, p.stop, f"{p.stop - p.start:.1f} s") for p in told.pauses or ()]
    spots = {
        Kind.EVIDENCE: _ordered(quotes + flags),
        Kind.FLAG: _ordered(flags),
        Kind.FILLER: _ordered(fillers),
        Kind.PAUSE: _ordered(pauses) if timed else (),
        **notes,
    }
    return Track(scale, length, lanes, spots, _uncounted(take))


def _seconds(take: Take) -> float:
    transcript = take.transcript
    if transcript is None or not transcript.words:
        return take.seconds
    return max(take.seconds, transcript.duration, transcript.words[-1].end)


def _lanes(take: Take, lanes: Iterable[Lane]) -> Iterator[Lane]:
    for lane in lanes:
        status = judged_status(take, lane.element) or lane.status
        if take.probe is None or status is not Status.MISSING:
            yield replace(lane, status=status)


def _notes(take: Take, scale: Scale) -> Iterator[Spot]:
    for note in take.annotations:
        start, stop = _noted(note, take.transcript, scale)
        yield Spot(start, max(start, stop), clean_line(note.text, 60))


def _noted(note: Annotation, transcript: Transcript | None, scale: Scale) -> tuple[float, float]:
    """Return where a note stands; one on the whole take at the start, without a length."""
    span = placed(note, transcript)
    if span is None or transcript is None:
        return (note.start or 0.0, note.stop or 0.0) if scale is Scale.SECONDS else (0.0, 0.0)
    if scale is Scale.WORDS:
        return word_place(transcript.text, span[0]), word_place(transcript.text, span[1])
    start, stop = times_of(transcript, *span)
    return start or 0.0, stop or 0.0


def _ordered(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Sort; where several begin at once, one place stands for all of them."""
    found: dict[float, Spot] = {}
    for spot in sorted(spots, key=lambda each: each.start):
        before = found.get(spot.start)
        if before is None:
            found[spot.start] = spot
        elif spot.words not in before.words.split(", "):
            found[spot.start] = replace(before, words=f"{before.words}, {spot.words}")
    return tuple(found.values())


def _uncounted(take: Take) -> dict[Kind, str]:
    told = take.analysis.delivery if take.analysis else None
    if told is None:
        return {}
    reasons = {kept.figure: kept.reason for kept in told.withheld}
    missing = {Kind.FILLER: told.fillers is None, Kind.PAUSE: told.pauses is None}
    return {
        kind: clean_line(reasons.get(f"{kind}s", "it was not measured"), 120)
        for kind, gone in missing.items()
        if gone
    }


class _Places:
    """Turns a quote into a place on the scale."""

    def __init__(self, text: str, scale: Scale) -> None:
        self._text, self._scale = text, scale

    def __call__(self, quote: Evidence) -> tuple[float, float]:
        if self._scale is Scale.SECONDS:
            start = quote.start or 0.0
            return start, start if quote.stop is None else max(start, quote.stop)
        before = len(self._text[: quote.begin].split())
        return float(before), float(before + len(quote.quote.split()))


def word_place(text: str, begin: int) -> float:
    """Return how many words stand before a character: a place on the scale of words."""
    return float(len(text[:begin].split()))


def step(places: Sequence[float], at: float, by: int, slack: float = 0.0) -> int | None:
    """Return the index of the next (1) or previous (-1) place from `at`; None where none is left.

    Within `slack` of a place, back means the one before it.
    """
    if by > 0:
        after = bisect_right(places, at + _HAIR)
        return after if after < len(places) else None
    before = bisect_left(places, at - max(slack, _HAIR)) - 1
    return before if before >= 0 else None
