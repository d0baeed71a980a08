"""What a list shows of a session; kept apart, since home must open quickly."""

from dataclasses import dataclass
from enum import StrEnum


class SessionState(StrEnum):
    """Where a session stands. An `open` one that no running app holds was interrupted."""

    OPEN = "open"
    FINISHED = "finished"
    ABANDONED = "abandoned"


KEPT_DAYS = 7
"""Days for which a deleted session can be brought back."""


@dataclass(frozen=True, slots=True)
class Trashed:
    """A deleted session that can be brought back: its name, and when it was deleted (ISO 8601)."""

    name: str
    deleted: str


@dataclass(frozen=True, slots=True)
class StoryRef:
    """The story that a session belongs to: its slot is the question type."""

    id: str
    title: str
    type: str


@dataclass(frozen=True, slots=True)
class SpokenFigures:
    """How one spoken answer was delivered, for comparing; None where it was withheld.

    `pace` in words a minute, `fillers` and `pauses` a minute, `pitch` as its spread in semitones,
    `latency` in seconds. `started` is when the take began, ISO 8601.
    """

    started: str
    pace: float | None = None
    fillers: float | None = None
    pauses: float | None = None
    pitch: float | None = None
    latency: float | None = None


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """What a list shows of a session without opening it. `heard`/`called` count elements of the
    first answer; `risk` is "" where nothing was analysed; `problem` is set when it cannot be read.
    `held_minutes` is the minute at which detail ran out in a grilling (or its length). `flags` are
    those of all its answers, `best` the ids of the stories whose best telling it holds, `remarks`
    counts notes and annotations; `warning` says what is lost of one that opens all the same.
    """

    name: str
    created: str = ""
    title: str = ""
    format: str = ""
    mode: str = ""
    state: str = ""
    types: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    takes: int = 0
    seconds: float = 0.0
    heard: int = 0
    called: int = 0
    missing: tuple[str, ...] = ()
    risk: str = ""
    story: StoryRef | None = None
    held_minutes: float | None = None
    problem: str = ""
    level: str = ""
    spoken: tuple[SpokenFigures, ...] = ()
    tags: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    best: tuple[str, ...] = ()
    remarks: int = 0
    warning: str = ""
