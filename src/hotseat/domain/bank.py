"""Question banks: what they hold. Format: docs/banks.md; bank_reading makes them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hotseat.domain.analysis import Probe
from hotseat.domain.rubric import RUBRICS, Element, Level, Rubric
from hotseat.domain.session import AskedQuestion

BANK_SCHEMA = 1
OTHER = "other"
"""The type of a question that is none of those with a rubric."""
TEXT_LIMIT = 1000
TITLE_LIMIT = 100
BANK_ID_LIMIT = 40
QUESTION_ID_LIMIT = 60
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What names a bank or a question."""
PREP_RANGE = (0, 600)
ANSWER_RANGE = (30, 1800)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a bank file; `where` is the table and key, like "questions[3].level"."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        """One line: file, place, what is wrong."""
        return ": ".join(part for part in (self.file, self.where, self.message) if part)


@dataclass(frozen=True, slots=True)
class Question:
    """A question in a bank; seconds; `guidance`, `pitfalls` and `probes` may be empty.

    `source` names the document that the question was imported from ("": the bank's own). `pitfalls`
    are common ways to fail it; `rubric` as in AskedQuestion.
    """

    id: str
    text: str
    type: str
    level: Level
    prep_seconds: int
    answer_seconds: int
    tests: str = ""
    guidance: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    pitfalls: tuple[str, ...] = ()
    rubric: Rubric | None = None


@dataclass(frozen=True, slots=True)
class Curveball:
    """A constraint to throw in: the question types it fits and the elements it stresses."""

    id: str
    text: str
    types: tuple[str, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """An import into the bank: the document, and the marks of all that it proposed.

    The marks let an import of the changed document propose only what changed.
    """

    source: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """A file of questions and curveballs, with where they come from and the types it defines.

    `disabled` are the ids of questions that are never drawn; the workspace keeps them beside the
    bank, so that a bank that comes with Hotseat need not be changed for it.
    """

    id: str
    title: str
    source: str = ""
    licence: str = ""
    description: str = ""
    questions: tuple[Question, ...] = ()
    curveballs: tuple[Curveball, ...] = ()
    imports: tuple[Import, ...] = ()
    types: tuple[Rubric, ...] = ()
    disabled: frozenset[str] = frozenset()

    @property
    def off(self) -> frozenset[str]:
        """Which of the questions that are there are disabled."""
        return self.disabled & {question.id for question in self.questions}


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question together with the bank that it comes from."""

    bank: str
    question: Question

    @property
    def key(self) -> tuple[str, str]:
        """What identifies a question everywhere: bank and question id."""
        return (self.bank, self.question.id)


def asked(drawn: DrawnQuestion) -> AskedQuestion:
    """Return the question as a session keeps it."""
    q = drawn.question
    return AskedQuestion(
        text=q.text,
        type=q.type,
        level=q.level,
        bank=drawn.bank,
        id=q.id,
        prep_seconds=q.prep_seconds,
        answer_seconds=q.answer_seconds,
        tests=q.tests,
        guidance=q.guidance,
        probes=q.probes,
        pitfalls=q.pitfalls,
        rubric=q.rubric,
    )


def types_of(banks: Iterable[Bank]) -> dict[str, Rubric]:
    """Return every question type with its rubric: those Hotseat knows, then those of the banks."""
    own = {rubric.type: rubric for bank in banks for rubric in bank.types}
    return {**RUBRICS, **own}
