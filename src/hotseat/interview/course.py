"""The course of a sitting: a take completed, the next probe put, an old session taken up."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from hotseat.domain.analysis import Probe
from hotseat.domain.choices import AnswerKind, Format, Mode
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import Rung, Session, Take
from hotseat.domain.transcript import Transcript
from hotseat.interview.follow_up import FollowUp
from hotseat.interview.hear_again import measured, transcribed
from hotseat.interview.live import Live
from hotseat.interview.plan import Plan
from hotseat.interview.record import Record
from hotseat.interview.services import Services
from hotseat.interview.telling import Telling
from hotseat.interview.timing import Timing
from hotseat.interview.under_way import NOT_HANDED_IN, UnderWay
from hotseat.interview.view import Event, Phase, Tone
from hotseat.ports import CaptureEnd, Reading, SoundReader

Expect = Callable[[int, Transcript, Awaitable[Transcript]], None]


class Course:
    """Carries a sitting from one question or probe to the next. `ending`: no more are put."""

    def __init__(
        self, plan: Plan, session: Session, services: Services, listen: Callable[[Event], None]
    ) -> None:
        self.plan, self.services = plan, services
        self.telling = Telling(listen)
        self.record = Record(session, services.store, services.clock, self.telling.fail)
        self.timing = Timing(plan, services.clock, session.round_seconds)
        self.now = UnderWay(plan, services, self.record, self.timing)
        self.live = Live(plan.question, plan.settings.level)
        self.follow = FollowUp(plan)
        self.study = plan.settings.mode is Mode.STUDY
        self.kind = plan.settings.answer
        self.probe: Probe | None = None
        self.rung: Rung | None = None
        self.ending = False
        self.expect: Expect = lambda _, __, ___: None
        """Told of a take and its text, whose final wording is still to come."""
        self._reading: asyncio.Future[Reading] | None = None

    def put(self, probe: Probe | None) -> None:
        """Put a probe, or the question itself (None)."""
        self.probe = probe
        self.now.clear()
        self.timing.put(replying=probe is not None)
        self.live.clear()
        self.record.pending(self.plan.question, probe)
        self.telling.enter(Phase.PREP)

    def stop_clocks(self) -> None:
        """The candidate has stopped answering."""
        self.timing.stop()
        self.spent()

    def spent(self) -> None:
        """Remember how much of the round is over."""
        self.record.spent(self.timing.round().elapsed)

    def thinking(self) -> bool:
        """Say whether a reply is being thought over in a round that has an end."""
        return self.probe is not None and self.timing.round().budget > 0

    def time_is_up(self) -> bool:
        """Say whether a real round ended while a reply was being thought over."""
        return not self.study and self.thinking() and self.timing.round_over()

    async def over(self) -> None:
        """The round ended while nothing was being said."""
        if self.telling.phase is Phase.PREP:
            self.stop_clocks()
            self.telling.say("Time: the interviewer ended the round", Tone.WARNING)
            await self.end()

    async def close(self, why: str = "") -> None:
        """End the recording and turn it into a take that counts; `why` says what ended it."""
        self.stop_clocks()
        self.telling.say(why, Tone.WARNING)
        self.telling.enter(Phase.WORKING)
        result = await self.now.close()
        if result is None or self.now.take is None or self.telling.left():
            return
        if result.end is not CaptureEnd.STOPPED:
            self.telling.fail(result.message)
        if result.seconds <= 0:
            await self.nothing(result.message or "Nothing was recorded: answer again")
            return
        self._read_ahead(self.now.take)
        spoken, number = self.now.spoken, self.now.take.number
        try:
            transcript = await self.now.transcript()
        except HotseatError as error:
            await self._unheard(self.now.take, error)
            return
        if spoken is not None and (wording := spoken.wording()):
            self.expect(number, transcript, wording)
        await self.complete(self.now.take, transcript)

    async def nothing(self, message: str) -> None:
        """The take holds nothing: put the question again."""
        self.stop_clocks()
        self.now.discard()
        self.put(self.probe)
        self.telling.fail(message)
        if self.ending:
            await self.end()
        else:
            await self.record.save()

    async def complete(self, take: Take, transcript: Transcript | None) -> None:
        """Judge a take, save it, and move on."""
        if self.telling.left():
            return
        take = replace(take, transcript=transcript)
        # On record before it is judged: leaving meanwhile loses no word.
        self.now.clear()
        self.now.take = take
        self.record.put(take)
        if transcript is not None:
            minute = round(self.timing.round().elapsed / 60, 2)
            take, self.rung = await self.follow.judge(take, transcript, minute)
            take = await self._measured(take)
            self.record.add_rung(self.rung)
        else:
            self.rung = None
            if take.probe is None:
                self.follow.begin(None, None)
        if self.telling.left():
            return
        self.now.take = take
        self.record.put(take)
        await self.record.save()
        await self._move_on(take)

    def _read_ahead(self, take: Take) -> None:
        """Read the sound while the transcript is being completed: later it would keep waiting."""
        if self.services.read_sound is not None:
            reading = asyncio.to_thread(self.services.read_sound, self.record.audio_of(take))
            self._reading = asyncio.ensure_future(reading)
            self._reading.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _measured(self, take: Take) -> Take:
        """Return a spoken take with what its sound shows."""
        read, ahead, self._reading = self.services.read_sound, self._reading, None
        if read is None or not take.audio:
            return take
        if ahead is not None:
            await asyncio.wait({ahead})
            read = _already(ahead)
        return await asyncio.to_thread(measured, take, self.record.audio_of(take), read)

    async def _unheard(self, take: Take, error: HotseatError) -> None:
        if self.telling.left():
            return
        self.telling.fail(str(error))
        problem = ". ".join(part for part in (take.problem, str(error)) if part)
        await self.complete(replace(take, problem=problem), None)

    async def _move_on(self, take: Take) -> None:
        if self.telling.left():
            return
        drill = self.plan.settings.format is Format.DRILL
        if self.ending:
            await self.end()
        elif self.study and (drill or take.probe is None):
            self.telling.enter(Phase.DEBRIEF)
        else:
            await self.next_probe()

    async def next_probe(self) -> None:
        """Put the next probe; the end when the round or the probes are over."""
        self.stop_clocks()
        self.telling.enter(Phase.WORKING)
        elapsed, over = self.timing.round().elapsed, self.timing.round_over()
        probe = None if over else await asyncio.to_thread(self.follow.next, elapsed)
        if self.telling.left():
            return
        if probe is None or self.ending:
            await self.end()
            return
        self.now.draft = ""
        self.put(probe)
        await self.record.save()

    async def end(self) -> None:
        """The sitting is over."""
        self.stop_clocks()
        if self.record.session.takes:
            self.record.state(SessionState.FINISHED)
            self.record.pending(None, None)
        await self.record.let_go()
        self.telling.enter(Phase.FINISHED)

    async def retake(self, take: Take) -> None:
        """Keep a take aside and put its question or probe again."""
        if any(kept.number == take.number for kept in self.record.session.takes):
            self.record.put(replace(take, retaken=True))
        self.record.drop_rung(take.number)
        self.rung = None
        self.record.pending(self.plan.question, take.probe)
        await asyncio.to_thread(self.follow.recall, self.record.session)
        if self.telling.left():
            return
        self.telling.say("The take is kept. Answer again when you are ready")
        self.put(take.probe)
        await self.record.save()

    async def take_up(self) -> None:
        """Go on with an interrupted session: transcribe what is not, then ask on."""
        self.telling.enter(Phase.WORKING)
        session = self.record.session
        await asyncio.to_thread(self.follow.recall, session)
        takes = [take for take in session.takes if not take.retaken]
        last, pending = (takes[-1] if takes else None), session.pending_probe
        if last is None:
            self.put(pending)
        elif last.problem == NOT_HANDED_IN and last.transcript is not None:
            self._type_on(last, last.transcript.text)
        elif last.audio and last.transcript is None:
            self.telling.say("Transcribing what was recorded before the interruption")
            await self.transcribe_saved(last)
        elif last.transcript is not None and last.analysis is None:
            self.probe = last.probe
            await self.complete(last, last.transcript)
        elif pending is not None and pending != last.probe:
            self.put(pending)
        else:
            self.probe, self.now.take = last.probe, last
            self.rung = next((r for r in session.ladder if r.take == last.number), None)
            await self._move_on(last)

    def begin_typing(self) -> None:
        """The candidate begins to type."""
        self.kind = AnswerKind.TYPED
        self.telling.say("")
        self.now.begin_typing(self.probe)
        self.timing.start()
        self.telling.enter(Phase.TYPING)

    async def hand_in(self, why: str = "") -> None:
        """Take a typed answer in; `why` says what ended it."""
        self.stop_clocks()
        self.telling.say(why, Tone.WARNING)
        self.telling.enter(Phase.WORKING)
        if handed_in := self.now.handed_in():
            await self.complete(*handed_in)

    def _type_on(self, take: Take, text: str) -> None:
        self.record.drop(take.number)
        self.put(take.probe)
        self.now.draft = text
        self.begin_typing()
        self.telling.say("Go on where you left off typing")

    async def transcribe_saved(self, take: Take) -> None:
        """Transcribe a take that is on disk, and go on from there."""
        self.probe, self.now.take = take.probe, take
        try:
            audio = self.record.audio_of(take)
            take = await transcribed(self.services.transcriber, take, audio)
            self.telling.say("")
        except HotseatError as error:
            take = replace(take, problem=str(error))
            self.telling.fail(str(error))
        await self.complete(take, take.transcript)


def _already(reading: asyncio.Future[Reading]) -> SoundReader:
    """Return a reader for what was read ahead; it raises what the reading raised."""

    def read(path: Path) -> Reading:
        return reading.result()

    return read
