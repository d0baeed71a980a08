"""What the coach says about a take; every judgement hangs on verbatim words."""

from dataclasses import dataclass
from enum import StrEnum

from hotseat.domain.rubric import Element, Flag
from hotseat.domain.transcript import Sentence


class Status(StrEnum):
    """How well an element was heard: specific, only vague, or not heard."""

    MET = "met"
    THIN = "thin"
    MISSING = "missing"


class RiskLevel(StrEnum):
    """The execution risk that a hiring committee would write down."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Verdict(StrEnum):
    """What a reply did to a probe."""

    FILLED = "filled"  # the gap that the probe went after is closed
    HELD = "held"  # a deeper question about something already told was answered
    PARTLY = "partly"  # something that could be checked, but not what was asked for
    DODGED = "dodged"
    CONTRADICTED = "contradicted"  # it says otherwise than the story so far


STATUS_WORDS: dict[Status, str] = {
    Status.MET: "heard",
    Status.THIN: "vague",
    Status.MISSING: "not heard",
}


FAINT, UNSURE = 0.5, 0.6
"""Confidence below which a judgement is called faint, or unsure. Our own choice: at 0.5 every
second quote is not what it is taken for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote: characters `begin:end` of the transcript, seconds `start`..`stop` where timed.

    `sentence` is the index of the sentence that holds it.
    """

    sentence: int
    quote: str
    begin: int
    end: int
    start: float | None = None
    stop: float | None = None


@dataclass(frozen=True, slots=True)
class SentenceLabels:
    """The labels of one sentence: "breakdown" specific, "breakdown?" vague; and its flags.

    `confidence` and `flag_confidence`, 0..1, run parallel to them (empty: not known). `near` names
    the elements that were nearly heard, the nearest first.
    """

    labels: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    confidence: tuple[float, ...] = ()
    flag_confidence: tuple[float, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementJudgement:
    """Whether an element that the question calls for was heard, with the words that show it.

    `confidence`, 0..1, is that of its surest sentence (None: not known); `near` holds the words
    that nearly show an element which was not heard.
    """

    element: Element
    status: Status
    critical: bool
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
    near: tuple[Evidence, ...] = ()


def confidence_words(judged: "ElementJudgement | FlagJudgement") -> str:
    """Return how sure a judgement is in a word where it is not: "faint", "unsure", else ""."""
    if isinstance(judged, ElementJudgement) and judged.status is Status.MISSING:
        return "unsure" if judged.near else ""
    if judged.confidence is None or judged.confidence >= UNSURE:
        return ""
    return "faint" if judged.confidence < FAINT else "unsure"


@dataclass(frozen=True, slots=True)
class FlagJudgement:
    """A flag that an interviewer would write down, with the words that raise it."""

    flag: Flag
    evidence: tuple[Evidence, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up question.

    `target` is an element or flag; `anchor` is quoted verbatim from the answer, or "". `why` tells
    in one line why it is asked; `source` is "coach", "bank" or "curveball"; `depth` counts from 1.
    """

    text: str
    target: str
    anchor: str = ""
    why: str = ""
    depth: int = 1
    source: str = "coach"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a risk level, with its evidence (none where something was not heard).

    `target` is the element or flag that it is about, "" for the answer as a whole.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """The execution risk and its reasons, the gravest first."""

    level: RiskLevel
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """A filler as spoken, from `start` to `stop` seconds (None where not timed).

    One that only the sound shows stands between words: its text is "" and it has no characters.
    """

    text: str
    begin: int
    end: int
    start: float | None = None
    stop: float | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence between words, in seconds."""

    start: float
    stop: float


class HabitKind(StrEnum):
    """A turn of speech that is counted."""

    HEDGE = "hedge"  # a claim made soft
    REPETITION = "repetition"  # words said twice running
    RESTART = "restart"  # a beginning given up for another


@dataclass(frozen=True, slots=True)
class Habit:
    """A turn of speech as spoken, from `start` to `stop` seconds (None where not timed)."""

    kind: HabitKind
    text: str
    begin: int
    end: int
    start: float | None = None
    stop: float | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pace, in words a minute, from `start` to `stop` seconds."""

    start: float
    stop: float
    pace: float


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the talking, 0..1, that went to an element."""

    element: Element
    share: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is not shown, and why."""

    figure: str
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it was said. Pace in words a minute, seconds elsewhere; None: see `withheld`.

    `pitch_spread` is the standard deviation of the pitch in semitones, `pitch_range` how far it
    moves from its 10th to its 90th percentile, `snr` in dB; all are None
    where the sound was not measured.
    """

    words: int
    seconds: float
    pace: float | None = None
    fillers: tuple[Filler, ...] | None = None
    fillers_per_minute: float | None = None
    pauses: tuple[Pause, ...] | None = None
    latency: float | None = None
    shares: tuple[Share, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    habits: tuple[Habit, ...] | None = None
    pitch_spread: float | None = None
    pitch_range: float | None = None
    snr: float | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A figure in an answer: its value, unit and what it measures, with its quote."""

    value: float
    unit: str
    measures: str
    evidence: Evidence


class FigureKind(StrEnum):
    """What a figure tells of: how the work runs, what came of it, or neither."""

    ENGINE = "engine"  # leading: cycle time, release rate, bugs, unplanned work
    RESULT = "result"  # lagging: money, users, days late
    CONTEXT = "context"  # neither: the size of a team, a budget


class Gap(StrEnum):
    """What a figure lacks to be judged."""

    BASELINE = "baseline"  # from what, against what, of how many
    RESULT = "result"  # where it stands now
    PERIOD = "period"  # over what time, since when


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as told: `value` and what it is set against (`baseline`, `period`), in the words
    of the answer, "" where it was not said; `number` and `unit` are the value's.

    `measures` names it in one or two words of the answer ("" where none stand by it).
    """

    kind: FigureKind
    value: str
    number: float
    unit: str
    evidence: Evidence
    measures: str = ""
    baseline: str = ""
    period: str = ""
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that the coach found in one take; `labels` run parallel to `sentences`."""

    sentences: tuple[Sentence, ...]
    labels: tuple[SentenceLabels, ...]
    elements: tuple[ElementJudgement, ...]
    flags: tuple[FlagJudgement, ...]
    probes: tuple[Probe, ...]
    risk: Risk
    delivery: Delivery
    ledger: tuple[LedgerEntry, ...] = ()
    notes: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
