"""The interview as a state machine: requests in, phases and a view out."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from hotseat.coach.analysis import analyse
from hotseat.domain.analysis import Probe
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Format, Mode, Rung, Session, SessionState, Take
from hotseat.domain.text import slug
from hotseat.domain.transcript import AnswerKind, Captions, Transcript, typed
from hotseat.interview.follow_up import FollowUp
from hotseat.interview.live import LiveChecklist
from hotseat.interview.plan import Plan
from hotseat.interview.record import Record
from hotseat.interview.spoken import SpokenTake
from hotseat.interview.timing import Timing
from hotseat.interview.view import Event, Noted, Phase, PhaseChanged, Tone, View, ZoneEntered
from hotseat.ports import CaptureEnd, Clock, InputLevel, Recorder, SessionStore, Transcriber

_ANSWERING = (Phase.RECORDING, Phase.PAUSED, Phase.TYPING)
_LATER = "Not transcribed yet"


@dataclass(frozen=True, slots=True)
class Services:
    """The adapters that an interview drives."""

    recorder: Recorder
    transcriber: Transcriber
    store: SessionStore
    clock: Clock


def _ignore(event: Event) -> None:
    """Listen to nothing."""


class Interview:
    """One sitting. Call `tick` about ten times a second, and show `view()`.

    Requests that do not fit the phase do nothing. They never raise HotseatError: what went wrong
    becomes a message in the view, and what was said is kept.
    """

    def __init__(
        self,
        plan: Plan,
        session: Session,
        services: Services,
        listen: Callable[[Event], None] = _ignore,
    ) -> None:
        self._plan, self._services, self._listen = plan, services, listen
        self._record = Record(session, services.store, services.clock, self._fail)
        self._timing = Timing(plan, services.clock, session.round_seconds)
        self._follow = FollowUp(plan)
        self._live = LiveChecklist(plan.question, plan.settings.level)
        self._phase, self._kind = Phase.PREP, plan.settings.answer
        self._study = plan.settings.mode is Mode.STUDY
        self._probe: Probe | None = None
        self._take: Take | None = None
        self._rung: Rung | None = None
        self._spoken: SpokenTake | None = None
        self._level: InputLevel | None = None
        self._captions = Captions()
        self._message, self._tone, self._engine = "", Tone.INFO, ""
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def phase(self) -> Phase:
        """Where the interview stands."""
        return self._phase

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._record.session

    # Requests

    async def begin(self) -> None:
        """Put the question; the model is loaded meanwhile. An interrupted session is taken up."""
        if self._kind is AnswerKind.SPOKEN:
            self._warm()
        self._record.pending(self._plan.question, self.session.pending_probe)
        if self.session.takes:
            await self._take_up()

    async def record(self) -> None:
        """Begin to record the answer, or the reply to the probe on screen."""
        if self._phase is not Phase.PREP:
            return
        self._say("Opening the microphone")
        self._enter(Phase.WORKING)
        try:
            await self._open()
        except HotseatError as error:
            self._fail(str(error))
            self._enter(Phase.PREP)

    async def stop(self) -> None:
        """End the recording; transcribe, analyse, save."""
        if self._phase in (Phase.RECORDING, Phase.PAUSED):
            await self._finish_spoken()

    def pause(self) -> None:
        """Pause or go on (study mode only)."""
        if self._spoken is None or not self._study:
            return
        if self._phase is Phase.RECORDING:
            self._spoken.pause()
            self._timing.stop()
            self._enter(Phase.PAUSED)
        elif self._phase is Phase.PAUSED:
            self._spoken.resume()
            self._timing.start()
            self._enter(Phase.RECORDING)

    async def type(self) -> None:
        """Begin to type the answer instead of speaking it."""
        if self._phase is not Phase.PREP:
            return
        self._kind = AnswerKind.TYPED
        self._say("")
        self._take = replace(self._new_take(), kind=AnswerKind.TYPED)
        self._timing.start()
        self._enter(Phase.TYPING)

    async def submit(self, text: str) -> None:
        """Hand in a typed answer; an empty one is not taken."""
        if self._phase is not Phase.TYPING or self._take is None:
            return
        if not text.strip():
            self._say("Nothing typed yet", Tone.WARNING)
            return
        self._stop_clocks()
        self._enter(Phase.WORKING)
        seconds = round(self._timing.answer().elapsed, 2)
        transcript = typed(text.strip(), seconds)
        await self._complete(replace(self._take, seconds=seconds), transcript)

    def speak_instead(self) -> None:
        """Go back from typing to the question."""
        if self._phase is Phase.TYPING:
            self._kind = AnswerKind.SPOKEN
            self._stop_clocks()
            self._warm()
            self._put(self._probe)

    async def retake(self) -> None:
        """Answer again (study mode only); the take so far is kept, marked as retaken."""
        can = self._phase in (Phase.RECORDING, Phase.PAUSED, Phase.DEBRIEF)
        if not can or self._take is None or not self._study:
            return
        self._enter(Phase.WORKING)
        take = await self._closed_early(self._take)
        self._record.put(replace(take, retaken=True))
        self._say("Take kept. Answer again when you are ready")
        self._put(take.probe)
        await self._record.save()

    async def go_on(self) -> None:
        """Leave the debrief: the next probe, or the end."""
        if self._phase is Phase.DEBRIEF:
            await self._next_probe()

    async def skip(self) -> None:
        """Pass over the probe on screen; nothing is recorded for it."""
        if self._phase is Phase.PREP and self._probe is not None:
            await self._next_probe()

    async def finish(self) -> None:
        """End the sitting here; what there is counts."""
        if self._phase in (Phase.WORKING, Phase.LEFT, Phase.FINISHED):
            return
        await self._keep_unfinished()
        await self._end()

    async def leave(self, *, abandon: bool = False) -> None:
        """Go away now: audio is kept; the session can be taken up later unless abandoned."""
        self._cancel_tasks()
        await self._keep_unfinished()
        if abandon:
            self._record.state(SessionState.ABANDONED)
        if self.session.takes:
            await self._record.save()
        self._enter(Phase.LEFT)

    async def transcribe_again(self) -> None:
        """Try once more to transcribe the last take."""
        take = self._take
        if self._phase is Phase.DEBRIEF and take and take.audio and not take.transcript:
            self._enter(Phase.WORKING)
            await self._transcribe_saved(take)

    async def replace_session(self, session: Session) -> None:
        """Take over a session that was edited beside (overrides, notes), and save it."""
        self._record.session = session
        if self._take is not None:
            number = self._take.number
            self._take = next((t for t in session.takes if t.number == number), self._take)
        await self._record.save()

    # The clock's tick and the view

    def tick(self) -> None:
        """Look at the clocks and the microphone; start what is due."""
        if self._phase not in _ANSWERING:
            return
        if zone := self._timing.entered():
            self._listen(ZoneEntered(zone))
        if self._spoken is None:
            return
        if self._phase is Phase.RECORDING:
            self._listen_in(self._spoken)
        if self._timing.limit_reached():
            self._say("Time. The interviewer cuts in", Tone.WARNING)
            self._spawn(self._finish_spoken())
        elif self._spoken.failure() is not None:
            self._spawn(self._finish_spoken())

    def view(self) -> View:
        """Return all that a screen shows now."""
        recording = self._spoken if self._phase in _ANSWERING else None
        total = self._timing.round()
        return View(
            phase=self._phase,
            session=self.session,
            question=self._plan.question,
            probe=self._probe,
            kind=self._kind,
            prep=self._timing.prep() if self._phase is Phase.PREP else None,
            answer=self._timing.answer() if self._phase in _ANSWERING else None,
            round=total if total.budget else None,
            level=self._level if self._phase is Phase.RECORDING else None,
            captions=self._captions,
            live=self._live.elements if self._study else (),
            recorded=recording.seconds() if recording else 0.0,
            message=self._message,
            tone=self._tone,
            engine=self._engine,
            take=self._take,
            rung=self._rung,
            probes_asked=self._follow.asked,
            probes_planned=self._plan.probes,
        )

    # Inside: telling

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        self._listen(PhaseChanged(phase))

    def _say(self, message: str, tone: Tone = Tone.INFO) -> None:
        self._message, self._tone = message, tone
        if message:
            self._listen(Noted(message, tone))

    def _fail(self, message: str) -> None:
        self._say(message, Tone.ERROR)

    # Inside: background work

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _cancel_tasks(self) -> None:
        for task in tuple(self._tasks):
            if task is not asyncio.current_task():
                task.cancel()

    def _warm(self) -> None:
        async def warm() -> None:
            self._engine = "Loading the speech model"
            try:
                await self._services.transcriber.warm()
                self._engine = ""
            except HotseatError as error:
                self._engine = str(error)

        self._spawn(warm())

    def _listen_in(self, spoken: SpokenTake) -> None:
        self._level = spoken.level()
        spoken.listen(self._services.transcriber)
        self._captions = spoken.captions()
        now, text = self._services.clock.monotonic(), self._captions.committed
        if self._study and self._probe is None and self._live.due(now, text):
            self._spawn(self._live.look(now, text))

    # Inside: takes

    def _put(self, probe: Probe | None, prep: float = 0.0) -> None:
        self._probe, self._take, self._spoken = probe, None, None
        self._timing.put(replying=probe is not None, prep=prep)
        self._captions = Captions()
        self._live.clear()
        self._record.pending(self._plan.question, probe)
        self._enter(Phase.PREP)

    def _stop_clocks(self) -> None:
        self._timing.stop()
        self._record.spent(self._timing.round().elapsed)

    def _new_take(self) -> Take:
        return self._record.new_take(self._plan.question, self._probe, self._timing.prep_used())

    async def _open(self) -> None:
        take = self._new_take()
        name = slug(self._probe.target if self._probe else take.question.type)
        path = await self._record.path_for(take.number, name)
        device = self._plan.settings.device
        self._spoken = await SpokenTake.begin(self._services.recorder, path, device)
        self._take = replace(take, audio=f"takes/{path.name}")
        self._kind = AnswerKind.SPOKEN
        self._say("")
        self._timing.start()
        self._enter(Phase.RECORDING)
        # The take is on record before it is over, so that a crash leaves no nameless audio.
        self._record.put(self._take)
        await self._record.save()

    async def _finish_spoken(self) -> None:
        spoken, take = self._spoken, self._take
        if spoken is None or take is None or self._phase is Phase.WORKING:
            return
        self._stop_clocks()
        self._enter(Phase.WORKING)
        result = await spoken.stop()
        self._spoken = None
        take = replace(take, seconds=round(result.seconds, 2), problem=result.message)
        if result.end is not CaptureEnd.STOPPED:
            self._fail(result.message)
        if result.seconds <= 0:
            spoken.cancel()
            self._record.drop(take.number)
            self._put(self._probe)
            self._fail(result.message or "Nothing was recorded")
            await self._record.save()
            return
        try:
            transcript = await spoken.transcript(self._services.transcriber)
        except HotseatError as error:
            self._fail(str(error))
            problem = " ".join(part for part in (take.problem, str(error)) if part)
            await self._complete(replace(take, problem=problem), None)
        else:
            await self._complete(take, transcript)

    async def _closed_early(self, take: Take) -> Take:
        """Close what is being recorded without waiting for its text."""
        spoken, self._spoken = self._spoken, None
        if spoken is None:
            return take
        self._stop_clocks()
        result = await spoken.stop()
        spoken.cancel()
        seconds = round(result.seconds, 2)
        return replace(take, seconds=seconds, problem=result.message or _LATER)

    async def _keep_unfinished(self) -> None:
        if self._spoken is not None and self._take is not None:
            self._record.put(await self._closed_early(self._take))

    async def _complete(self, take: Take, transcript: Transcript | None) -> None:
        if self._phase is Phase.LEFT:
            return
        take = replace(take, transcript=transcript)
        if transcript is None and take.probe is None:
            self._follow.begin(None, None)
        elif transcript is not None:
            take = await self._judged(take, transcript)
        self._take = take
        self._record.put(take)
        await self._record.save()
        drill = self._plan.settings.format is Format.DRILL
        if self._study and (drill or take.probe is None):
            self._enter(Phase.DEBRIEF)
        else:
            await self._next_probe()

    async def _judged(self, take: Take, transcript: Transcript) -> Take:
        if take.probe is None:
            level = self._plan.settings.level
            question = self._plan.question
            analysis = await asyncio.to_thread(analyse, transcript, question, level=level)
            self._follow.begin(transcript, analysis)
            self._rung = None
            return replace(take, analysis=analysis)
        minute = round(self._timing.round().elapsed / 60, 2)
        rung, heard = await asyncio.to_thread(
            self._follow.hear, take.probe, transcript, minute, take.number
        )
        self._rung = rung
        self._record.add_rung(rung)
        return replace(take, analysis=heard, verdict=rung.verdict if rung else None)

    async def _next_probe(self) -> None:
        elapsed = self._timing.round().elapsed
        over = self._timing.round_over()
        probe = None if over else await asyncio.to_thread(self._follow.next, elapsed)
        if probe is None:
            await self._end()
            return
        self._put(probe)
        await self._record.save()

    async def _end(self) -> None:
        self._record.state(SessionState.FINISHED)
        self._record.pending(None, None)
        if self.session.takes:
            await self._record.save()
        self._enter(Phase.FINISHED)

    async def _take_up(self) -> None:
        """Go on with an interrupted session: transcribe what is not, then ask on."""
        self._follow.recall(self.session)
        takes = [take for take in self.session.takes if not take.retaken]
        self._take = takes[-1] if takes else None
        if self._take is not None and self._take.audio and self._take.transcript is None:
            self._enter(Phase.WORKING)
            self._say("Transcribing what was recorded before the interruption")
            await self._transcribe_saved(self._take)
        elif self._take is None or self.session.pending_probe is not None:
            self._put(self.session.pending_probe)
        else:
            self._enter(Phase.DEBRIEF)

    async def _transcribe_saved(self, take: Take) -> None:
        transcript: Transcript | None = None
        try:
            await self._services.transcriber.warm()
            path = self._record.audio_of(take)
            transcript = await self._services.transcriber.transcribe(path)
            seconds = take.seconds or round(transcript.duration, 2)
            take = replace(take, problem="", seconds=seconds)
            self._say("")
        except HotseatError as error:
            take = replace(take, problem=str(error))
            self._fail(str(error))
        self._probe = take.probe
        await self._complete(take, transcript)
