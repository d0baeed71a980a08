"""Which takes tell the same question or story again."""

from collections.abc import Iterable
from dataclasses import dataclass

from hotseat.domain.listing import SessionSummary
from hotseat.domain.session import AskedQuestion, Session, Take, answers, story_id
from hotseat.domain.story import story_ref


@dataclass(frozen=True, slots=True)
class Telling:
    """A take that may be compared: its session, and its number (0: to be found by `telling_in`)."""

    session: str
    take: int = 0


def answer_of(session: Session, take: Take) -> Take:
    """Return the answer that a reply belongs to; an answer is its own."""
    if take.probe is None:
        return take
    before = [t for t in session.takes if t.probe is None and t.number < take.number]
    return before[-1] if before else take


def compared_take(session: Session, number: int = 0) -> Take | None:
    """Return the answer that a take stands for (0: the first one); None where there is none."""
    for take in session.takes:
        if take.number == number:
            return answer_of(session, take)
    told = answers(session)
    return told[0] if told else None


def retellings(
    session: Session, take: Take, summaries: Iterable[SessionSummary]
) -> tuple[Telling, ...]:
    """Return the other takes of a take's question or story: earlier ones first, the latest first.

    Those of the session itself come with them, also takes that a retake set aside.
    """
    own = [
        Telling(session.name, each.number)
        for each in session.takes
        if each.probe is None and each.number != take.number and _same(session, each, take)
    ]
    earlier = [telling for telling in reversed(own) if telling.take < take.number]
    later = [telling for telling in own if telling.take > take.number]
    others = [s for s in summaries if s.name != session.name and _tells(s, session, take)]
    before = sorted((s for s in others if s.created <= session.created), key=_created, reverse=True)
    after = sorted((s for s in others if s.created > session.created), key=_created)
    return (
        *earlier,
        *(Telling(summary.name) for summary in before),
        *later,
        *(Telling(summary.name) for summary in after),
    )


def telling_in(session: Session, like: Take) -> Take | None:
    """Return the answer in a session that is compared with a take: of its question, else type."""
    told = [t for t in session.takes if t.probe is None and not t.retaken]
    same = [t for t in told if _asks_the_same(t.question, like.question)]
    kind = [t for t in told if t.question.type == like.question.type]
    return next(iter((*same, *kind, *told)), None)


def pair_in(first: Session, second: Session) -> tuple[Take, Take] | None:
    """Return an answer of each session to compare: to the same question, else of the same type,
    else the first of each. None where one of them holds no answer.
    """
    told = [t for t in first.takes if t.probe is None and not t.retaken]
    pairs = [(take, other) for take in told if (other := telling_in(second, take)) is not None]

    def unlike(pair: tuple[Take, Take]) -> int:
        one, other = pair[0].question, pair[1].question
        return 0 if _asks_the_same(one, other) else 1 + (one.type != other.type)

    return min(pairs, key=unlike, default=None)


def in_order(
    first: tuple[Session, Take], second: tuple[Session, Take]
) -> tuple[tuple[Session, Take], tuple[Session, Take]]:
    """Return two takes with the earlier one first."""

    def key(told: tuple[Session, Take]) -> tuple[str, int]:
        return (told[0].created, told[1].number)

    return (first, second) if key(first) <= key(second) else (second, first)


def _created(summary: SessionSummary) -> str:
    return summary.created


def _same(session: Session, one: Take, other: Take) -> bool:
    story = story_id(session, one)
    return _asks_the_same(one.question, other.question) or (
        bool(story) and story == story_id(session, other)
    )


def _asks_the_same(one: AskedQuestion, other: AskedQuestion) -> bool:
    if one.bank and one.id and other.bank and other.id:
        return (one.bank, one.id) == (other.bank, other.id)
    return one.text.strip() == other.text.strip()


def _tells(summary: SessionSummary, session: Session, take: Take) -> bool:
    if summary.problem or not summary.takes:
        return False
    question = take.question
    if question.bank and question.id and f"{question.bank}/{question.id}" in summary.questions:
        return True
    story, ref = story_id(session, take), story_ref(summary)
    return bool(story) and ref is not None and ref.id == story
