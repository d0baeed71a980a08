"""What stands on a page, ready for its template."""

from dataclasses import dataclass

from hotseat.exporters.marks import Line
from hotseat.exporters.pictures import ArcPicture, Chart


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a judgement hangs on: where they stand, and their seconds where known."""

    text: str
    place: str
    start: float | None
    stop: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A judgement: `kind` is a status, "flag" or "" for a reason; `tag` stands beside its name."""

    name: str
    kind: str
    words: str
    tag: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the answer with what it measures, what is left open, and its quote."""

    value: str
    measures: str
    kind: str
    open: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Asked:
    """A probe, put or not, with why."""

    text: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """The memo on an answer: its title, and its parts with their sentences."""

    title: str
    parts: tuple[tuple[str, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A take as shown: what was asked, what was found, what was said. `sound` names its player."""

    id: str
    number: int
    name: str
    question: str
    facts: str
    tests: str
    probe: Asked | None
    verdict: str
    problem: str
    nothing: str
    heard: str
    checklist: tuple[Row, ...]
    flags: tuple[Row, ...]
    judged: bool
    risk: str
    reasons: tuple[Row, ...]
    remarks: tuple[str, ...]
    memo: Note | None
    risk_name: str
    arc: ArcPicture | None
    lines: tuple[Line, ...]
    unsaid: str
    delivery: tuple[tuple[str, str], ...]
    pace: Chart | None
    figures: tuple[FigureRow, ...]
    balance: str
    open_probes: tuple[Asked, ...]
    note: str
    standing: str
    written: tuple[tuple[str, str], ...]
    sound: str
    replies: tuple["Told", ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder."""

    minute: str
    depth: int
    probe: str
    verdict: str
    against: str
    quote: str


@dataclass(frozen=True, slots=True)
class Part:
    """A session on the page."""

    id: str
    title: str
    facts: str
    problem: str
    tags: tuple[str, ...]
    takes: tuple[Told, ...]
    others: tuple[Told, ...]
    ladder: tuple[Step, ...]
    ladder_picture: Chart | None
    ladder_words: str
    waiting: str
    notes: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    kicker: str
    parts: tuple[Part, ...]
    trends: tuple[Chart, ...]
    whole_story: bool
    redacted: bool
    sounds: tuple[tuple[str, str], ...]
