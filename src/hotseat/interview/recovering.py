"""Hearing saved sessions outside a sitting: what a crash left, and again with another model."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import Session, Take
from hotseat.domain.text import count
from hotseat.interview.hear_again import hear_again
from hotseat.interview.keeping import changed, heard_anew, on_take
from hotseat.interview.services import Services
from hotseat.ports import Transcriber

Tell = Callable[[str], None]


def adopted(services: Services, name: str) -> Session:
    """Add sound that no take names to a session, and end it. Raises HotseatError."""
    summaries = [each for each in services.store.summaries() if each.name == name]
    running = [each for each in summaries if each.state == SessionState.OPEN]
    if running and not services.store.interrupted(running):
        raise HotseatError("It is running: end it first")
    session = services.store.adopt(name)
    if session.state is not SessionState.OPEN:
        return session
    ended = replace(session, state=SessionState.FINISHED, pending=None, pending_probe=None)
    return changed(services.store, session.name, lambda _: ended)


async def recover(services: Services, name: str, tell: Tell) -> str:
    """Recover a session and hear what was not heard yet; returns what was done, in a line.

    Raises HotseatError; the sound and what was heard until then are kept.
    """
    session = await asyncio.to_thread(adopted, services, name)
    unheard = [take for take in session.takes if take.audio and take.transcript is None]
    await _hear(services, session, unheard, tell)
    return f"Recovered: {count(len(session.takes), 'take')}, {len(unheard)} heard now."


async def hear_takes(services: Services, transcriber: Transcriber, name: str, tell: Tell) -> str:
    """Hear all sound of a session with a transcriber; returns what was done, in a line.

    Each take is saved as it is done, and keeps its text so far. Raises HotseatError.
    """
    session = await asyncio.to_thread(services.store.load, name)
    if session.state is SessionState.OPEN:
        raise HotseatError("It is not finished: finish it first")
    spoken = [take for take in session.takes if take.audio]
    if not spoken:
        raise HotseatError("There is no sound to hear again")
    await _hear(replace(services, transcriber=transcriber), session, spoken, tell)
    return f"Heard {count(len(spoken), 'take')} again; the texts before are kept."


async def _hear(services: Services, session: Session, takes: Sequence[Take], tell: Tell) -> None:
    for at, take in enumerate(takes, 1):
        tell(f"Hearing take {take.number}, {at} of {len(takes)}…")
        heard = await hear_again(services, session, take)
        change = on_take(take.number, partial(heard_anew, heard=heard))
        await asyncio.to_thread(changed, services.store, session.name, change)
