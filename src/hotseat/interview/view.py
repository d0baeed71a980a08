"""What a screen shows of an interview, and what it is told."""

from dataclasses import dataclass
from enum import StrEnum

from hotseat.domain.analysis import ElementJudgement, Probe
from hotseat.domain.choices import AnswerKind
from hotseat.domain.clock import Reading, Zone
from hotseat.domain.session import AskedQuestion, Rung, Session, Take
from hotseat.domain.transcript import Captions
from hotseat.ports import InputLevel


class Phase(StrEnum):
    """Where an interview stands."""

    PREP = "prep"  # the question (or probe) is on screen, nothing is recorded
    RECORDING = "recording"
    PAUSED = "paused"
    TYPING = "typing"
    WORKING = "working"  # closing the file, transcribing, analysing
    DEBRIEF = "debrief"  # study mode: the answer is shown with what was heard
    FINISHED = "finished"
    LEFT = "left"  # left or abandoned; what there is has been saved


class Tone(StrEnum):
    """How grave a message is; shown in words and colour."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class View:
    """An interview at one moment. Readings are None where no such clock runs.

    `live` is the checklist so far (empty in real mode), `recorded` the seconds on disk,
    `draft` the text typed and not handed in, `engine` what the transcriber does ("" while all is
    well), `ending` whether the sitting ends with the answer under way, `held` whether the round
    stands still before a reply.
    """

    phase: Phase
    session: Session
    question: AskedQuestion
    probe: Probe | None
    kind: AnswerKind
    prep: Reading | None
    answer: Reading | None
    round: Reading | None
    level: InputLevel | None
    captions: Captions
    live: tuple[ElementJudgement, ...]
    recorded: float
    draft: str
    message: str
    tone: Tone
    engine: str
    take: Take | None
    rung: Rung | None
    probes_asked: int
    probes_planned: int
    ending: bool
    held: bool = False


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The interview moved on."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class ZoneEntered:
    """A clock entered another zone: the moment to ring."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class Noted:
    """There is something to tell the candidate."""

    message: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class TakeReworded:
    """A take of the session now has its final wording, and was judged anew."""

    take: int


Event = PhaseChanged | ZoneEntered | Noted | TakeReworded
