"""Where the lines and marks of a picture stand; the template draws them as SVG."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite

from hotseat.domain.analysis import Analysis, Delivery
from hotseat.domain.arc import arc_of, headline, place, said
from hotseat.domain.listing import SessionSummary
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.session import Rung

WIDTH = 1000
"""How wide every picture is in its own units; the browser stretches it."""
CHART = (320, 96)
"""Width and height of a chart in its own units, which are about the page's pixels."""
_MARGIN = 10
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `x`, `width` wide; `kind` is "met" or "thin"."""

    x: float
    width: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the arc: an element, its share in words, its bars."""

    name: str
    kind: str
    critical: bool
    share: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class ArcPicture:
    """The arc of an answer: lanes under one scale, and what it says in words."""

    headline: str
    said: tuple[str, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart, with what it stands for; `kind` shapes it."""

    x: float
    y: float
    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A line through points; `low` and `high` are the ends of its scale in words."""

    name: str
    line: str
    dots: tuple[Dot, ...]
    low: str
    high: str
    first: str
    last: str


def arc_picture(analysis: Analysis, seconds: float) -> ArcPicture | None:
    """Return the arc of an answer as a picture; None where nothing could be laid out."""
    arc = arc_of(analysis, seconds if isfinite(seconds) else 0.0)
    if not arc.lanes or not 0 < arc.length < float("inf"):
        return None
    scale = WIDTH / arc.length

    def lane_of(name: str, bars: Sequence[tuple[float, float, bool]]) -> tuple[Bar, ...]:
        return tuple(
            Bar(
                _round(start * scale),
                max(3.0, _round((stop - start) * scale)),
                "met" if specific else "thin",
                f"{name}: {place(arc, start)} to {place(arc, stop)}",
            )
            for start, stop, specific in bars
            if isfinite(start) and isfinite(stop) and stop >= start
        )

    lanes = tuple(
        Lane(
            PLAIN_NAMES[lane.element],
            lane.status.value,
            lane.critical,
            f"{lane.share:.0%}" if lane.bars else "–",
            lane_of(PLAIN_NAMES[lane.element], [(b.start, b.stop, b.specific) for b in lane.bars]),
        )
        for lane in arc.lanes
    )
    ticks = tuple(place(arc, arc.length * at / _TICKS) for at in range(_TICKS + 1))
    return ArcPicture(headline(arc), said(arc), lanes, ticks)


def pace_picture(told: Delivery) -> Chart | None:
    """Return the pace by half minute as a chart; None where there is too little of it."""
    parts = [(part.start, part.pace) for part in told.stretches if isfinite(part.pace)]
    if len(parts) < 3:
        return None
    values = [pace for _, pace in parts]
    names = [f"from {int(start)} s: {pace:.0f} words a minute" for start, pace in parts]
    return _chart("Pace by half minute", values, names, lambda value: f"{value:.0f}")


def ladder_picture(ladder: Sequence[Rung]) -> Chart | None:
    """Return the grill ladder as a chart: minutes along, depth upward; None where there is none."""
    rungs = [rung for rung in ladder if isfinite(rung.minute)]
    if len(rungs) < 2:
        return None
    names = [f"minute {r.minute:.1f}, depth {r.probe.depth}: {r.verdict.value}" for r in rungs]
    minutes = [rung.minute for rung in rungs]
    return _chart(
        "Depth of the probes",
        [float(max(-1000, min(1000, rung.probe.depth))) for rung in rungs],
        names,
        lambda value: f"depth {value:.0f}",
        minutes,
        [rung.verdict.value for rung in rungs],
        (f"minute {minutes[0]:.1f}", f"minute {minutes[-1]:.1f}"),
    )


def trend_pictures(history: Sequence[SessionSummary]) -> tuple[Chart, ...]:
    """Return how a story went from telling to telling; a chart wants at least two tellings."""
    charts = (
        _trend(history, "Elements heard", _heard, lambda value: f"{value:.0%}"),
        _trend(history, "Minutes held", lambda s: s.held_minutes, lambda v: f"{v:.1f}"),
        _trend(history, "Words a minute", lambda s: _spoken(s, "pace"), lambda v: f"{v:.0f}"),
        _trend(history, "Fillers a minute", lambda s: _spoken(s, "fillers"), lambda v: f"{v:.1f}"),
    )
    return tuple(chart for chart in charts if chart is not None)


def _heard(summary: SessionSummary) -> float | None:
    return summary.heard / summary.called if summary.called > 0 else None


def _spoken(summary: SessionSummary, figure: str) -> float | None:
    for spoken in summary.spoken:
        value: float | None = getattr(spoken, figure)
        if value is not None:
            return value
    return None


def _trend(
    history: Sequence[SessionSummary],
    name: str,
    figure: Callable[[SessionSummary], float | None],
    words: Callable[[float], str],
) -> Chart | None:
    known = [(s.created[:10], value) for s in history if (value := figure(s)) is not None]
    known = [(day, value) for day, value in known if isfinite(value)]
    if len(known) < 2:
        return None
    names = [f"{day}: {words(value)}" for day, value in known]
    ends = (known[0][0], known[-1][0])
    return _chart(name, [value for _, value in known], names, words, ends=ends)


def _chart(
    name: str,
    values: Sequence[float],
    names: Sequence[str],
    words: Callable[[float], str],
    along: Sequence[float] | None = None,
    kinds: Sequence[str] = (),
    ends: tuple[str, str] = ("", ""),
) -> Chart:
    xs = _spread(along or [float(at) for at in range(len(values))], _MARGIN, CHART[0] - _MARGIN)
    ys = _spread(values, CHART[1] - _MARGIN, _MARGIN)
    kinds = kinds or [""] * len(values)
    dots = tuple(Dot(*each) for each in zip(xs, ys, names, kinds, strict=True))
    line = " ".join(f"{dot.x:g},{dot.y:g}" for dot in dots)
    return Chart(name, line, dots, words(min(values)), words(max(values)), *ends)


def _spread(values: Sequence[float], first: float, last: float) -> list[float]:
    """Return values laid between two ends; the middle where they are all alike."""
    low, high = min(values), max(values)
    if not 0 < high - low < float("inf"):
        return [_round((first + last) / 2) for _ in values]
    return [_round(first + (value - low) / (high - low) * (last - first)) for value in values]


def _round(value: float) -> float:
    return round(value, 1)
