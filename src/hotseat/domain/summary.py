"""What a list shows of a session, drawn from the session itself."""

from collections.abc import Sequence

from hotseat.domain.analysis import Delivery, Status
from hotseat.domain.choices import AnswerKind, Format
from hotseat.domain.ladder import ran_out
from hotseat.domain.listing import SessionSummary, SpokenFigures
from hotseat.domain.session import (
    AskedQuestion,
    Session,
    Take,
    answers,
    judged_status,
    story_id,
)
from hotseat.domain.text import clean_line

TITLE_LIMIT = 80


def summarise(session: Session) -> SessionSummary:
    """Return the summary of a session; coverage and risk are those of its first answer."""
    told = answers(session)
    judged = next((take for take in told if take.analysis is not None), None)
    heard, called, missing = _coverage(judged)
    return SessionSummary(
        name=session.name,
        created=session.created,
        title=title_of(session),
        format=session.settings.format.value,
        mode=session.settings.mode.value,
        state=session.state.value,
        types=tuple(dict.fromkeys(take.question.type for take in told)),
        questions=tuple(key for take in told if (key := _key(take.question))),
        takes=len(session.takes),
        seconds=round(sum(take.seconds for take in session.takes), 2),
        heard=heard,
        called=called,
        missing=missing,
        risk=judged.analysis.risk.level.value if judged and judged.analysis else "",
        story=session.story,
        held_minutes=held_minutes(session),
        level=session.settings.level.value,
        spoken=_spoken(told),
        tags=session.tags,
        flags=_flags(told),
        best=tuple(dict.fromkeys(story_id(session, take) for take in told if take.best)),
        remarks=_remarks(session),
        warning=session.problem,
    )


def figures_of(delivery: Delivery, started: str = "") -> SpokenFigures:
    """Return what of a delivery is compared with other answers."""
    minutes = delivery.seconds / 60
    pauses = delivery.pauses
    return SpokenFigures(
        started=started,
        pace=delivery.pace,
        fillers=delivery.fillers_per_minute,
        pauses=len(pauses) / minutes if pauses is not None and minutes > 0 else None,
        pitch=delivery.pitch_range,
        latency=delivery.latency,
    )


def _spoken(told: Sequence[Take]) -> tuple[SpokenFigures, ...]:
    return tuple(
        figures_of(take.analysis.delivery, take.started)
        for take in told
        if take.analysis is not None and take.kind is AnswerKind.SPOKEN
    )


def _flags(told: Sequence[Take]) -> tuple[str, ...]:
    judged = (take.analysis for take in told if take.analysis is not None)
    return tuple(dict.fromkeys(found.flag.value for each in judged for found in each.flags))


def _remarks(session: Session) -> int:
    on_takes = sum(len(take.annotations) + bool(take.note) for take in session.takes)
    return on_takes + bool(session.notes)


def title_of(session: Session) -> str:
    """Return the session's title, else its question, on one line."""
    if title := clean_line(session.title, TITLE_LIMIT):
        return title
    question = session.takes[0].question if session.takes else session.pending
    return clean_line(question.text, TITLE_LIMIT) if question else ""


def held_minutes(session: Session) -> float | None:
    """Return how many minutes of a grilling the story held; None where nothing was grilled."""
    if session.settings.format is not Format.GRILLING or not session.ladder:
        return None
    minute = ran_out(session.ladder)
    if minute is None:
        minute = max(session.ladder[-1].minute, session.round_seconds / 60)
    return round(minute, 2)


def _key(question: AskedQuestion) -> str:
    return f"{question.bank}/{question.id}" if question.bank and question.id else ""


def _coverage(take: Take | None) -> tuple[int, int, tuple[str, ...]]:
    if take is None or take.analysis is None:
        return 0, 0, ()
    statuses = {
        judgement.element: judged_status(take, judgement.element)
        for judgement in take.analysis.elements
    }
    heard = sum(status is Status.MET for status in statuses.values())
    missing = tuple(e.value for e, status in statuses.items() if status is Status.MISSING)
    return heard, len(statuses), missing
