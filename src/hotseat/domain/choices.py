"""What is chosen before a session starts."""

from dataclasses import dataclass
from enum import StrEnum

from hotseat.domain.rubric import Level


class Format(StrEnum):
    """How a sitting runs."""

    DRILL = "drill"
    GRILLING = "grilling"


class Mode(StrEnum):
    """Study shows the checklist and allows pause and retake; real does neither."""

    STUDY = "study"
    REAL = "real"


class AnswerKind(StrEnum):
    """How an answer was given."""

    SPOKEN = "spoken"
    TYPED = "typed"


class Style(StrEnum):
    """How the interviewer sounds. Every style asks the same questions and judges alike."""

    DRY = "dry"
    WARM = "warm"
    IMPATIENT = "impatient"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen for a session. `device` "" is the system's default microphone."""

    format: Format = Format.DRILL
    mode: Mode = Mode.STUDY
    level: Level = Level.SENIOR
    banks: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    answer: AnswerKind = AnswerKind.SPOKEN
    device: str = ""
    model: str = ""
    seed: int = 0
    style: Style = Style.DRY
