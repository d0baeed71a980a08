"""The arc of an answer: which element took which part of it, along its seconds or its words.

Order matters to what is shown, not to any judgement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hotseat.domain.analysis import Analysis, SentenceLabels, Share, Status
from hotseat.domain.rubric import PLAIN_NAMES, Element
from hotseat.domain.text import clock_face
from hotseat.domain.transcript import Sentence

USUAL: dict[Element, tuple[float, float]] = {
    Element.SITUATION: (0.10, 0.14),
    Element.HYPOTHESIS: (0.09, 0.12),
    Element.BREAKDOWN: (0.13, 0.18),
    Element.FIX: (0.06, 0.15),
    Element.SYSTEMIC_CHANGE: (0.11, 0.16),
    Element.OWNERSHIP: (0.08, 0.13),
    Element.TRADEOFF: (0.07, 0.15),
    Element.STAKEHOLDER_CONFLICT: (0.18, 0.20),
    Element.ALIGNMENT_MECHANISM: (0.14, 0.25),
    Element.LOSS_HANDLED: (0.10, 0.14),
    Element.DELIVERY_METRIC: (0.14, 0.29),
    Element.OUTCOME_METRIC: (0.09, 0.13),
    Element.CRITICAL_PATH: (0.10, 0.16),
    Element.SEQUENCING: (0.16, 0.24),
    Element.RESOURCING: (0.10, 0.15),
    Element.RISK_MITIGATION: (0.10, 0.17),
    Element.BUFFER: (0.08, 0.18),
}
"""The middle half of the shares that the 58 strong answers of data/corpus/dev.jsonl give to an
element their question calls for, 0..1 of the words."""

MUCH, LITTLE = 2.0, 0.5
"""Times the upper (lower) end of what is usual from which a share is spoken of. Our own choice."""

IDLE_SHARE = 0.2
"""From here on, talk that the question does not call for is spoken of: twice the upper quartile
of the strong answers."""

LATE = 0.35
"""The share of the answer after which a first word beyond the scene is late: strong answers have
it by 0.14, three of four mixed ones by 0.19. Our own choice, twice that."""

_OPENING = frozenset({Element.SITUATION})
_BY_NAME = {element.value: element for element in Element}


class Scale(StrEnum):
    """What the arc is laid along."""

    SECONDS = "seconds"
    WORDS = "words"  # of a typed answer, or where words carry no times


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence on the scale, from `start` to `stop`; whether it carries what is called for."""

    sentence: int
    start: float
    stop: float
    carries: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A sentence that carries an element, specific or vague, from `start` to `stop`."""

    sentence: int
    start: float
    stop: float
    specific: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """An element that the question calls for: its bars, and its share of the talking, 0..1."""

    element: Element
    status: Status
    critical: bool
    share: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """An answer laid along a scale that is `length` long.

    `lanes` stand in the rubric's order, also those that were not heard. A sentence with several
    elements counts in equal parts, so the shares add up to at most 1. `idle` is the share of
    sentences that carry nothing the question calls for.
    """

    scale: Scale
    length: float
    steps: tuple[Step, ...]
    lanes: tuple[Lane, ...]
    idle: float


def arc_of(analysis: Analysis, length: float = 0.0) -> Arc:
    """Return the arc of an analysis; `length` in seconds, where the recording is longer."""
    sentences, labels = analysis.sentences, analysis.labels
    timed = all(s.start is not None and s.stop is not None for s in sentences)
    scale = Scale.SECONDS if timed and sentences else Scale.WORDS
    places = _places(sentences, scale)
    called = {judged.element for judged in analysis.elements}
    # A session that was edited by hand may hold fewer labels than sentences, or more.
    labels = (*labels, *[SentenceLabels()] * len(places))[: len(places)]
    steps = tuple(
        Step(number, start, stop, not called.isdisjoint(heard_elements(heard)))
        for number, (heard, (start, stop)) in enumerate(zip(labels, places, strict=True))
    )
    shares = {share.element: share.share for share in talk_shares(sentences, labels)}
    lanes = tuple(
        Lane(
            judged.element,
            judged.status,
            judged.critical,
            shares.get(judged.element, 0.0),
            tuple(_bars(judged.element, labels, places)),
        )
        for judged in analysis.elements
    )
    total = sum(step.stop - step.start for step in steps)
    idle = sum(step.stop - step.start for step in steps if not step.carries)
    end = max((stop for _, stop in places), default=0.0)
    whole = max(end, length) if scale is Scale.SECONDS else end
    return Arc(scale, whole, steps, lanes, idle / total if total > 0 else 0.0)


def _places(sentences: Sequence[Sentence], scale: Scale) -> list[tuple[float, float]]:
    if scale is Scale.SECONDS:
        return [(s.start or 0.0, max(s.start or 0.0, s.stop or 0.0)) for s in sentences]
    places: list[tuple[float, float]] = []
    at = 0.0
    for sentence in sentences:
        size = float(len(sentence.text.split()))
        places.append((at, at + size))
        at += size
    return places


def _bars(
    element: Element, labels: Sequence[SentenceLabels], places: Sequence[tuple[float, float]]
) -> Iterator[Bar]:
    for number, (heard, (start, stop)) in enumerate(zip(labels, places, strict=True)):
        if element.value in heard.labels:
            yield Bar(number, start, stop, True)
        elif f"{element.value}?" in heard.labels:
            yield Bar(number, start, stop, False)


def heard_elements(heard: SentenceLabels) -> list[Element]:
    """Return the elements that a sentence touches, specific or vague, each once."""
    names = dict.fromkeys(label.rstrip("?") for label in heard.labels)
    return [_BY_NAME[name] for name in names if name in _BY_NAME]


def talk_shares(
    sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> tuple[Share, ...]:
    """Return the part of the talking that went to each element, the largest first.

    By seconds where every sentence is timed, else by words. A sentence that carries several
    elements counts in equal parts, so that shares add up to at most 1.
    """
    timed = all(s.start is not None and s.stop is not None for s in sentences)
    places = _places(sentences, Scale.SECONDS if timed else Scale.WORDS)
    sizes = [stop - start for start, stop in places]
    total = sum(sizes)
    if total <= 0:
        return ()
    sums: dict[Element, float] = {}
    for size, heard in zip(sizes, labels, strict=True):
        elements = heard_elements(heard)
        for element in elements:
            sums[element] = sums.get(element, 0.0) + size / len(elements)
    ordered = sorted(sums.items(), key=lambda item: -item[1])
    return tuple(Share(element, size / total) for element, size in ordered)


# What it says


def headline(arc: Arc) -> str:
    """Return the largest share beside the smallest of what matters: "70 % scene, 4 % my part".

    "" where no element was heard.
    """
    heard = sorted((lane for lane in arc.lanes if lane.bars), key=lambda lane: -lane.share)
    if not heard:
        return ""
    shown = [heard[0]]
    rest = heard[1:]
    if rest:
        matters = [lane for lane in rest if lane.critical] or rest
        shown.append(min(matters, key=lambda lane: lane.share))
    return ", ".join(f"{lane.share:.0%} {_small(lane.element)}" for lane in shown)


def said(arc: Arc) -> tuple[str, ...]:
    """Return what the arc shows, a sentence each: what took much, came late, or got little."""
    return tuple(_said(arc))


def _said(arc: Arc) -> Iterator[str]:
    for lane in sorted(arc.lanes, key=lambda lane: -lane.share):
        if lane.share > MUCH * USUAL[lane.element][1]:
            yield f"{_took(lane)}; strong answers give it {_usual(lane)}."
    yield from _late(arc)
    for lane in arc.lanes:
        if lane.critical and lane.bars and lane.share < LITTLE * USUAL[lane.element][0]:
            yield f"{_took(lane)}, critical here; strong answers give it {_usual(lane)}."
    if arc.idle >= IDLE_SHARE:
        yield f"{arc.idle:.0%} went to what the question does not call for."
    gone = [PLAIN_NAMES[lane.element] for lane in arc.lanes if not lane.bars]
    if gone:
        yield f"Not heard: {', '.join(gone)}."


def _took(lane: Lane) -> str:
    return f"{PLAIN_NAMES[lane.element]} took {lane.share:.0%}"


def _usual(lane: Lane) -> str:
    low, high = USUAL[lane.element]
    return f"{100 * low:.0f} to {high:.0%}"


def _late(arc: Arc) -> Iterator[str]:
    beyond = [bar.start for lane in arc.lanes if lane.element not in _OPENING for bar in lane.bars]
    if not beyond or arc.length <= 0:
        return
    first = min(beyond)
    if first > LATE * arc.length:
        yield f"Nothing but the scene before {place(arc, first)} of {place(arc, arc.length)}."


def place(arc: Arc, at: float) -> str:
    """Return a place on the scale in words: "1:04" or "word 120"."""
    return clock_face(at) if arc.scale is Scale.SECONDS else f"word {at:.0f}"


def _small(element: Element) -> str:
    name = PLAIN_NAMES[element]
    return name[:1].lower() + name[1:]
