"""What a sitting will ask: settings turned into a question, curveballs and time limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hotseat.domain.bank import Bank, Curveball, DrawnQuestion, asked
from hotseat.domain.choices import Format, Mode, Settings
from hotseat.domain.draw import QuestionKey, draw, draw_curveball, pool
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import StoryRef
from hotseat.domain.reader import is_role_play
from hotseat.domain.rubric import STORY_TYPES
from hotseat.domain.session import AskedQuestion, Session

# A story is told in three minutes and grilled until fifteen are over (the round's usual length).
TELLING_SECONDS = 180
GRILLING_SECONDS = 900
DRILL_PROBES = 3
REPLY_SECONDS = 90
# In a real round the interviewer cuts in when a quarter over the budget has gone by.
HARD_LIMIT_FACTOR = 1.25
# A curveball comes once the first gaps have been gone through: after nine of fifteen minutes.
CURVEBALL_AFTER_SECONDS = 540


class PlanError(HotseatError):
    """The choice leaves no question; the message says what to widen."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sitting before it starts: its settings, its question, what may be thrown in. Seconds."""

    settings: Settings
    question: AskedQuestion
    curveball: Curveball | None = None
    story: StoryRef | None = None

    @property
    def round_seconds(self) -> float:
        """The length of the whole round; 0 where there is none."""
        return GRILLING_SECONDS if self.settings.format is Format.GRILLING else 0.0

    @property
    def answer_seconds(self) -> float:
        """The budget of the answer."""
        return float(self.question.answer_seconds)

    @property
    def hard_limit(self) -> float:
        """Seconds after which an answer is stopped; 0: never."""
        return self.answer_seconds * HARD_LIMIT_FACTOR if self.settings.mode is Mode.REAL else 0.0

    @property
    def reply_hard_limit(self) -> float:
        """Seconds after which a reply to a probe is stopped; 0: never."""
        return REPLY_SECONDS * HARD_LIMIT_FACTOR if self.settings.mode is Mode.REAL else 0.0

    @property
    def probes(self) -> int:
        """How many probes follow at most; 0: as many as the round's time allows."""
        return 0 if self.settings.format is Format.GRILLING else DRILL_PROBES


def make_plan(
    settings: Settings,
    banks: Sequence[Bank],
    *,
    practised: Mapping[QuestionKey, int] | None = None,
    question_id: str = "",
    story: StoryRef | None = None,
    exclude: Sequence[QuestionKey] = (),
) -> Plan:
    """Draw the question that the settings ask for (`question_id`: just that one).

    Raises PlanError when the choice leaves no question.
    """
    found = questions_for(settings, banks, story)
    if question_id:
        everything = pool(banks, bank_ids=settings.banks, disabled=True)
        found = [d for d in everything if question_id in (d.question.id, "/".join(d.key))]
        if not found:
            raise PlanError(f'no question "{question_id}"; `hotseat bank list` shows the banks')
    drawn = draw(found, 1, seed=settings.seed, practised=practised, exclude=exclude)
    if not drawn:
        raise PlanError("no question fits this choice of banks and types; choose more of them")
    question = asked(drawn[0])
    if settings.format is Format.GRILLING:
        question = replace(question, answer_seconds=TELLING_SECONDS)
    ball = draw_curveball(banks, question.type, seed=settings.seed)
    return Plan(settings, question, ball, story)


def questions_for(
    settings: Settings, banks: Sequence[Bank], story: StoryRef | None = None
) -> list[DrawnQuestion]:
    """Return the questions that the settings leave to draw from.

    A grilling is about a story; of a chosen bank that has none, any question may be grilled.
    Role-plays are left only where their type or bank was chosen.
    """
    types = settings.types
    if settings.format is Format.GRILLING and not types:
        types = (story.type,) if story else STORY_TYPES
    found = pool(banks, bank_ids=settings.banks, types=types, level=settings.level)
    if not found and settings.banks and not settings.types and story is None:
        found = pool(banks, bank_ids=settings.banks, level=settings.level)
    if types or settings.banks:
        return found
    return [drawn for drawn in found if not is_role_play(drawn.question.type)]


def plan_of(session: Session, banks: Sequence[Bank] = ()) -> Plan:
    """Return the plan that takes a saved session up where it was left.

    Raises PlanError when the session holds no question.
    """
    question = session.pending or next((take.question for take in session.takes), None)
    if question is None:
        raise PlanError("this session holds no question, so there is nothing to take up")
    ball = draw_curveball(banks, question.type, seed=session.settings.seed)
    return Plan(session.settings, question, ball, session.story)
