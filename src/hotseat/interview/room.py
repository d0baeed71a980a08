"""The interview as a state machine: requests in, phases and a view out."""

import asyncio
from collections.abc import Callable

from hotseat.domain.choices import AnswerKind
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import Session
from hotseat.interview.course import Course
from hotseat.interview.plan import Plan
from hotseat.interview.rewording import adopted, take_in
from hotseat.interview.services import Services
from hotseat.interview.telling import Background
from hotseat.interview.view import Event, Phase, Tone, View, ZoneEntered
from hotseat.interview.wordings import Wordings

_ANSWERING = (Phase.RECORDING, Phase.PAUSED, Phase.TYPING)
_CUT_IN = "Time: the interviewer cut in"


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
        self._course = Course(plan, session, services, listen)
        self._telling, self._now = self._course.telling, self._course.now
        self._record, self._timing = self._course.record, self._course.timing
        self._services, self._listen = services, listen
        self._background = Background()
        self.wordings = Wordings(self._course)
        self._course.expect = self.wordings.expect
        self._leaving: asyncio.Future[None] | None = None

    @property
    def phase(self) -> Phase:
        """Where the interview stands."""
        return self._telling.phase

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._record.session

    async def begin(self) -> None:
        """Put the question; the model is loaded meanwhile. An interrupted session is taken up.

        One that another Hotseat holds is left at once, with the reason as the message.
        """
        try:
            await self._record.take_up()
        except HotseatError as error:
            self._telling.fail(str(error))
            self._telling.enter(Phase.LEFT)
            return
        if self._course.kind is AnswerKind.SPOKEN:
            self._background.spawn(self._warm())
        self._record.pending(self._course.plan.question, self.session.pending_probe)
        if self.session.takes:
            await self._course.take_up()

    async def record(self) -> None:
        """Begin to record the answer, or the reply to the probe on screen."""
        if self.phase is not Phase.PREP:
            return
        self._telling.say("Opening the microphone")
        self._telling.enter(Phase.WORKING)
        try:
            await self._now.open(self._course.probe)
        except HotseatError as error:
            if not self._telling.left():
                self._telling.fail(str(error))
                self._telling.enter(Phase.PREP)
            return
        if self._telling.left():  # while the microphone was opening; leaving closes it
            return
        self._course.kind = AnswerKind.SPOKEN
        self._telling.say("")
        self._timing.start()
        self._telling.enter(Phase.RECORDING)
        await self._record.save()

    async def stop(self) -> None:
        """End the recording; transcribe, analyse, save."""
        if self.phase in (Phase.RECORDING, Phase.PAUSED):
            await self._course.close()

    def pause(self) -> None:
        """Pause or go on (study mode only): a recording, or the round before a reply."""
        if not self._course.study:
            return
        if self.phase is Phase.PREP and self._course.thinking():
            self._timing.hold()
            self._course.spent()
            self._telling.enter(Phase.PREP)
        spoken = self._now.spoken
        if spoken is None:
            return
        if self.phase is Phase.RECORDING:
            spoken.pause()
            self._course.stop_clocks()
            self._telling.enter(Phase.PAUSED)
        elif self.phase is Phase.PAUSED:
            spoken.resume()
            self._timing.start()
            self._telling.enter(Phase.RECORDING)

    async def type(self) -> None:
        """Begin to type the answer instead of speaking it."""
        if self.phase is Phase.PREP:
            self._course.begin_typing()

    def draft(self, text: str) -> None:
        """Keep what is typed so far: it is written to disk now and then, and when leaving."""
        if self.phase is Phase.TYPING:
            self._now.draft = text

    async def submit(self, text: str) -> None:
        """Hand in a typed answer; an empty one is not taken."""
        if self.phase is not Phase.TYPING:
            return
        if not text.strip():
            self._telling.say("Nothing typed yet", Tone.WARNING)
            return
        self._now.draft = text
        await self._course.hand_in()

    def speak_instead(self) -> None:
        """Go back from typing to the question; the text is there again when typing goes on."""
        if self.phase is Phase.TYPING:
            self._course.kind = AnswerKind.SPOKEN
            self._course.stop_clocks()
            self._background.spawn(self._warm())
            self._now.discard()
            self._course.put(self._course.probe)

    async def retake(self) -> None:
        """Answer again (study mode only); the take so far is kept, marked as retaken."""
        can = self.phase in (Phase.RECORDING, Phase.PAUSED, Phase.DEBRIEF)
        if not can or not self._course.study:
            return
        self._telling.enter(Phase.WORKING)
        self._course.stop_clocks()
        await self._now.keep()
        if self._now.take is not None and not self._telling.left():
            await self._course.retake(self._now.take)

    async def go_on(self) -> None:
        """Leave the debrief: the next probe, or the end."""
        if self.phase is Phase.DEBRIEF:
            self._telling.say("")
            await self._course.next_probe()

    async def skip(self) -> None:
        """Pass over the probe on screen; nothing is recorded for it."""
        if self.phase is Phase.PREP and self._course.probe is not None:
            await self._course.next_probe()

    async def finish(self) -> None:
        """End the sitting here; an answer under way is taken in first, and counts."""
        if self.phase in (Phase.LEFT, Phase.FINISHED):
            return
        self._course.ending = True
        if self.phase in (Phase.RECORDING, Phase.PAUSED):
            await self._course.close()
        elif self.phase is Phase.TYPING and self._now.draft.strip():
            await self.submit(self._now.draft)
        elif self.phase is not Phase.WORKING:
            await self._course.end()

    async def leave(self, *, abandon: bool = False) -> None:
        """Go away now: audio is kept; the session can be taken up later unless abandoned.

        Returns when all is saved; a caller that is cancelled or a second one changes nothing.
        """
        if self.phase in (Phase.LEFT, Phase.FINISHED):
            return
        if self._leaving is None:
            self._leaving = asyncio.ensure_future(self._leave(abandon))
        await asyncio.shield(self._leaving)

    async def _leave(self, abandon: bool) -> None:
        self._telling.leaving = True
        self._background.cancel()
        self._course.stop_clocks()
        self._telling.enter(Phase.WORKING)
        await self._now.keep()
        if abandon:
            self._record.state(SessionState.ABANDONED)
        await self._record.let_go()
        self._telling.enter(Phase.LEFT)

    async def transcribe_again(self) -> None:
        """Try once more to transcribe the last take."""
        take = self._now.take
        if self.phase is Phase.DEBRIEF and take and take.audio and not take.transcript:
            self._telling.enter(Phase.WORKING)
            await self._course.transcribe_saved(take)

    async def replace_session(self, session: Session) -> None:
        """Take over a session that was edited beside (overrides, notes), and save it."""
        self._record.session = session
        if take := self._now.take:
            self._now.take = next((t for t in session.takes if t.number == take.number), take)
        await self._record.save()

    def adopt(self, session: Session, number: int) -> None:
        """Take the wording of a take over that came when this session was thought to be over."""
        self._record.session = adopted(self.session, session, number)
        if self._now.take is not None and self._now.take.number == number:
            self._now.take = take_in(self.session, number)
        self._background.spawn(self._record.save())

    def tick(self) -> None:
        """Look at the clocks and the microphone; start what is due."""
        if self.phase is Phase.PREP and self._course.time_is_up():
            self._background.spawn(self._course.over())
        if self.phase not in _ANSWERING:
            return
        if zone := self._timing.entered():
            self._listen(ZoneEntered(zone))
        if self.phase is Phase.RECORDING:
            self._listen_in()
        if self.phase is Phase.TYPING and self._now.draft_due():
            self._background.spawn(self._now.save_draft())
        if self._timing.limit_reached():
            self._background.spawn(self._cut_in())
        elif self._now.spoken is not None and self._now.spoken.failure() is not None:
            self._background.spawn(self.stop())

    def view(self) -> View:
        """Return all that a screen shows now."""
        answering = self.phase in _ANSWERING
        course, total = self._course, self._timing.round()
        return View(
            phase=self.phase,
            session=self.session,
            question=course.plan.question,
            probe=course.probe,
            kind=course.kind,
            prep=self._timing.prep() if self.phase is Phase.PREP else None,
            answer=self._timing.answer() if answering else None,
            round=total if total.budget else None,
            level=course.live.level if self.phase is Phase.RECORDING else None,
            captions=course.live.captions,
            live=course.live.elements if course.study else (),
            recorded=self._now.recorded() if answering else 0.0,
            draft=self._now.draft,
            message=self._telling.message,
            tone=self._telling.tone,
            engine=self._telling.engine,
            take=self._now.take,
            rung=course.rung,
            probes_asked=course.follow.asked,
            probes_planned=course.plan.probes,
            ending=course.ending,
            held=self._timing.held,
        )

    async def _warm(self) -> None:
        self._telling.engine = "Loading the speech model"
        try:
            await self._services.transcriber.warm()
            self._telling.engine = ""
        except HotseatError as error:
            self._telling.engine = str(error)

    def _listen_in(self) -> None:
        live, now = self._course.live, self._services.clock.monotonic()
        live.listen_in(self._now)
        if self._course.study and self._course.probe is None and live.due(now):
            self._background.spawn(live.look(now))

    async def _cut_in(self) -> None:
        if self.phase is Phase.TYPING and not self._now.draft.strip():
            await self._course.nothing("Time is up and nothing was typed: answer again")
        elif self.phase is Phase.TYPING:
            await self._course.hand_in(_CUT_IN)
        elif self.phase in _ANSWERING:
            await self._course.close(_CUT_IN)
