"""Transcribing a saved take once more, outside a sitting."""

import asyncio
from dataclasses import replace

from hotseat.coach.analysis import analyse
from hotseat.domain.session import Session, Take
from hotseat.interview.services import Services


async def hear_again(services: Services, session: Session, take: Take) -> Take:
    """Return the take with its transcript and, for an answer, its analysis.

    Raises HotseatError; nothing is saved. Replies stay without a verdict: the probes were asked in
    a sitting that is over.
    """
    path = await asyncio.to_thread(services.store.folder, session.name)
    await services.transcriber.warm()
    transcript = await services.transcriber.transcribe(path / take.audio)
    analysis = None
    if take.probe is None:
        level = session.settings.level
        analysis = await asyncio.to_thread(analyse, transcript, take.question, level=level)
    seconds = take.seconds or round(transcript.duration, 2)
    return replace(take, transcript=transcript, analysis=analysis, seconds=seconds, problem="")
