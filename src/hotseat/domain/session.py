"""A sitting and what it leaves behind."""

from dataclasses import dataclass, field, replace

from hotseat.domain.analysis import Analysis, Probe, Status, Verdict
from hotseat.domain.choices import AnswerKind, Settings
from hotseat.domain.listing import SessionState, StoryRef
from hotseat.domain.rubric import STORY_TYPES, Element, Level, Rubric, rubric_for
from hotseat.domain.transcript import Transcript

SCHEMA = 3
"""Version of session.json that this Hotseat writes; it reads all before, and newer ones as far as
it can. 2 added takes.earlier; 3 tags, annotations, the best take, texts corrected by hand,
the interviewer's style, verdicts partly and contradicted, and ladder.against."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was put, kept whole so that a session outlives its bank. Seconds.

    `rubric` is that of a type which a bank defines; None for the types that Hotseat knows.
    """

    text: str
    type: str
    level: Level = Level.SENIOR
    bank: str = ""
    id: str = ""
    prep_seconds: int = 0
    answer_seconds: int = 180
    tests: str = ""
    guidance: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    pitfalls: tuple[str, ...] = ()
    rubric: Rubric | None = None

    @property
    def called_for(self) -> Rubric:
        """What an answer to it is judged by."""
        return self.rubric or rubric_for(self.type)


@dataclass(frozen=True, slots=True)
class Override:
    """The candidate's own judgement of an element, kept beside the coach's."""

    element: Element
    status: Status
    at: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark of the candidate's on a take, or on a stretch of it.

    `id` counts from 1 within the take and is never given twice while another has it; `at` is when
    it was written, ISO 8601. A stretch has its words as `quote` and, where they are timed, `start`
    to `stop` in seconds; a remark on the whole take has neither. `domain.editing.placed` finds the
    characters.
    """

    id: int
    text: str
    at: str = ""
    start: float | None = None
    stop: float | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """One answer or reply to a probe.

    `number` counts from 1 in the order told. `audio` is a path inside the session's folder, "" for
    a typed answer. `problem` says in one line what went wrong, if anything did. `retaken` marks a
    take that a later one replaces. `prep_used` and `latency` in seconds: latency runs from the
    question (or probe) being put to the start of the recording, less preparation.

    `transcript` is the text that counts, as heard or as corrected by hand; `earlier` holds every
    text that it replaced, the oldest first. `best` marks the best telling of its story so far.
    """

    number: int
    question: AskedQuestion
    kind: AnswerKind = AnswerKind.SPOKEN
    probe: Probe | None = None
    audio: str = ""
    started: str = ""
    prep_used: float = 0.0
    seconds: float = 0.0
    transcript: Transcript | None = None
    analysis: Analysis | None = None
    verdict: Verdict | None = None
    problem: str = ""
    retaken: bool = False
    overrides: tuple[Override, ...] = ()
    note: str = ""
    earlier: tuple[Transcript, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    best: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the grill ladder: a probe, how the reply fared, and the minute (from 0).

    `quote` is verbatim from the reply; `against` from the story before, where the reply says
    otherwise.
    """

    probe: Probe
    verdict: Verdict
    minute: float
    take: int = 0
    quote: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting: an ordered list of takes, with settings, notes and debrief.

    `name` is the folder's name; times are ISO 8601 with offset. `pending` is the question (and
    `pending_probe` the probe) that was on screen when the session was last saved. `problem` says in
    one line what of the session is lost or cannot be read, if anything is.
    """

    name: str
    created: str
    settings: Settings = field(default_factory=Settings)
    title: str = ""
    state: SessionState = SessionState.OPEN
    takes: tuple[Take, ...] = ()
    ladder: tuple[Rung, ...] = ()
    story: StoryRef | None = None
    pending: AskedQuestion | None = None
    pending_probe: Probe | None = None
    round_seconds: float = 0.0
    notes: str = ""
    app: str = ""
    schema: int = SCHEMA
    tags: tuple[str, ...] = ()
    problem: str = ""

    @property
    def newer(self) -> bool:
        """Say whether a newer Hotseat made it: it can be read, not changed."""
        return self.schema > SCHEMA


def answers(session: Session) -> tuple[Take, ...]:
    """Return the takes that count: neither retaken nor replies to probes."""
    return tuple(t for t in session.takes if t.probe is None and not t.retaken)


def replies(session: Session, answer: Take) -> tuple[Take, ...]:
    """Return the replies that belong to an answer, in order."""
    found: list[Take] = []
    inside = False
    for take in session.takes:
        if take.retaken:
            continue
        if take.probe is None:
            inside = take.number == answer.number
        elif inside:
            found.append(take)
    return tuple(found)


def judged_status(take: Take, element: Element) -> Status | None:
    """Return the status that counts: the candidate's override, else the coach's, else None."""
    for override in reversed(take.overrides):
        if override.element == element:
            return override.status
    if take.analysis is None:
        return None
    for judgement in take.analysis.elements:
        if judgement.element == element:
            return judgement.status
    return None


def story_id(session: Session, take: Take) -> str:
    """Return the id of the story that a take tells: the session's, else that of its type's slot.

    "" for a question that is about no story.
    """
    if session.story is not None:
        return session.story.id
    kind = take.question.type
    return kind.replace("_", "-") if kind in STORY_TYPES else ""


def with_take(session: Session, take: Take) -> Session:
    """Return the session with a take added, or replaced where its number is taken."""
    if any(t.number == take.number for t in session.takes):
        takes = tuple(take if t.number == take.number else t for t in session.takes)
    else:
        takes = (*session.takes, take)
    return replace(session, takes=takes)


def overridden(take: Take, element: Element, status: Status | None, at: str) -> Take:
    """Return the take with the candidate's judgement of an element (None takes it back)."""
    kept = tuple(o for o in take.overrides if o.element != element)
    added = () if status is None else (Override(element, status, at),)
    return replace(take, overrides=kept + added)
