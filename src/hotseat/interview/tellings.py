"""Figures that disagree between the tellings of a story, across its sessions."""

from collections.abc import Iterable
from dataclasses import replace

from hotseat.coach.tellings import MOST_SESSIONS, Disagreement, figures_that_disagree
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.session import Session
from hotseat.domain.story import story_ref
from hotseat.domain.summary import summarise
from hotseat.ports import SessionStore


def told_apart(store: SessionStore, session: Session) -> tuple[Disagreement, ...]:
    """Return where this session and the others of its story disagree, as it is now.

    Pairs in which this session has no part are left out. Reads up to MOST_SESSIONS sessions;
    what cannot be read is passed over: the list of sessions tells what is wrong with it. Raises
    HotseatError where the sessions cannot be listed.
    """
    found = figures_that_disagree([*_others(store, session), session])
    return tuple(each for each in found if session.name in (each.before_in, each.now_in))


def _others(store: SessionStore, session: Session) -> list[Session]:
    story = _id(summarise(session))
    if story is None:
        return []
    told = [s for s in store.summaries() if s.name != session.name and _id(s) == story]
    return readable(store, [summary.name for summary in told[: MOST_SESSIONS - 1]])


def readable(store: SessionStore, names: Iterable[str]) -> list[Session]:
    """Return the sessions that can be read; the list of sessions tells what is wrong with others.

    Each goes by the name that it was asked for.
    """
    found = []
    for name in names:
        try:
            found.append(replace(store.load(name), name=name))
        except HotseatError:
            continue
    return found


def _id(summary: SessionSummary) -> str | None:
    ref = story_ref(summary)
    return None if ref is None else ref.id
