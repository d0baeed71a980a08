"""Transcribing a saved take once more, in a sitting or outside."""

import asyncio
from dataclasses import replace
from pathlib import Path

from hotseat.coach.analysis import analyse, analyse_reply, with_sound, without_sound
from hotseat.domain.analysis import Reason
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take
from hotseat.domain.transcript import not_english
from hotseat.interview.services import Services
from hotseat.ports import SoundReader, Transcriber


async def transcribed(transcriber: Transcriber, take: Take, audio: Path) -> Take:
    """Return a saved take with the transcript of its audio. Raises HotseatError."""
    await transcriber.warm()
    transcript = await transcriber.transcribe(audio)
    seconds = take.seconds or round(transcript.duration, 2)
    return replace(take, transcript=transcript, seconds=seconds, problem="")


async def hear_again(services: Services, session: Session, take: Take) -> Take:
    """Return the take with its transcript and, for an answer, its analysis.

    Raises HotseatError; nothing is saved. A reply that was not heard before stays without a
    verdict: its probe was asked in a sitting that is over.
    """
    audio = await asyncio.to_thread(services.store.audio, session, take)
    heard = await transcribed(services.transcriber, take, audio)
    return await asyncio.to_thread(judged, heard, session, audio, services.read_sound)


def judged(take: Take, session: Session, audio: Path, read_sound: SoundReader | None) -> Take:
    """Return a take judged by its transcript and sound; other languages than English are not.

    What a grilling made of a reply stays: its verdict, and the risk of the story at that point.
    """
    heard, level = take.transcript, session.settings.level
    if heard is None or not_english(heard):
        return replace(take, analysis=None)
    if take.probe is None:
        analysis = analyse(heard, take.question, level=level)
    elif take.analysis is not None:
        reasons = tuple(Reason(reason.text) for reason in take.analysis.risk.reasons)
        risk = replace(take.analysis.risk, reasons=reasons)
        analysis = replace(analyse_reply(heard, take.question, level), risk=risk)
    else:
        return take
    return measured(replace(take, analysis=analysis), audio, read_sound)


def measured(take: Take, audio: Path, read_sound: SoundReader | None) -> Take:
    """Return a judged take with its delivery measured on its sound, where that can be read."""
    if read_sound is None or take.analysis is None or take.transcript is None or not take.audio:
        return take
    try:
        sound = read_sound(audio).sound(take.transcript.words)
    except HotseatError as error:
        return replace(take, analysis=without_sound(take.analysis, str(error)))
    return replace(take, analysis=with_sound(take.analysis, take.transcript, sound))
