"""Transcribing a saved take once more, in a sitting or outside."""

import asyncio
from dataclasses import replace
from pathlib import Path

from hotseat.coach.analysis import analyse
from hotseat.domain.session import Session, Take
from hotseat.interview.services import Services
from hotseat.ports import Transcriber


async def transcribed(transcriber: Transcriber, take: Take, audio: Path) -> Take:
    """Return a saved take with the transcript of its audio. Raises HotseatError."""
    await transcriber.warm()
    transcript = await transcriber.transcribe(audio)
    seconds = take.seconds or round(transcript.duration, 2)
    return replace(take, transcript=transcript, seconds=seconds, problem="")


async def hear_again(services: Services, session: Session, take: Take) -> Take:
    """Return the take with its transcript and, for an answer, its analysis.

    Raises HotseatError; nothing is saved. Replies stay without a verdict: the probes were asked in
    a sitting that is over.
    """
    folder = await asyncio.to_thread(services.store.folder, session.name)
    heard = await transcribed(services.transcriber, take, folder / take.audio)
    analysis = None
    if heard.transcript is not None and take.probe is None:
        level = session.settings.level
        analysis = await asyncio.to_thread(analyse, heard.transcript, take.question, level=level)
    return replace(heard, analysis=analysis)
