"""The take under way, spoken or typed: whatever happens to it, it ends up in the record."""

import asyncio
from dataclasses import replace

from hotseat.domain.analysis import Probe
from hotseat.domain.choices import AnswerKind
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Take
from hotseat.domain.text import slug
from hotseat.domain.transcript import Captions, Transcript, typed
from hotseat.interview.plan import Plan
from hotseat.interview.record import Record
from hotseat.interview.services import Services
from hotseat.interview.spoken import SpokenTake
from hotseat.interview.timing import Timing
from hotseat.ports import CaptureResult

LATER = "Not transcribed yet"
NOT_HANDED_IN = "Typed, not handed in yet"
# A typed answer under way is written to disk this often, in seconds.
DRAFT_EVERY = 2.0


class UnderWay:
    """Holds one take from its first sample or letter to its text."""

    def __init__(self, plan: Plan, services: Services, record: Record, timing: Timing) -> None:
        self._plan, self._services = plan, services
        self._record, self._timing = record, timing
        self._drafted, self._drafted_at = "", 0.0
        self._opening: asyncio.Future[None] | None = None
        self.take: Take | None = None
        self.spoken: SpokenTake | None = None
        self.draft = ""

    def clear(self) -> None:
        """Another question or probe is put; text typed but not handed in stays at hand."""
        self.take, self.spoken = None, None

    # Spoken

    async def open(self, probe: Probe | None) -> None:
        """Begin to record. Raises HotseatError with what to do; nothing is recorded then.

        A caller that is cancelled meanwhile leaves no microphone open: see `keep`.
        """
        self._opening = asyncio.ensure_future(self._open(probe))
        await asyncio.shield(self._opening)

    async def _open(self, probe: Probe | None) -> None:
        take = self._new(probe)
        name = slug(probe.target if probe else take.question.type)
        path = await self._record.path_for(take.number, name)
        device = self._plan.settings.device
        self.spoken = await SpokenTake.begin(self._services.recorder, path, device)
        self.take = replace(take, audio=f"takes/{path.name}")
        # On record before it is over, so that a crash leaves no nameless audio.
        self._record.put(self.take)

    async def close(self) -> CaptureResult | None:
        """End the recording; the take with its seconds is on record. None: nothing is recorded."""
        spoken, take = self.spoken, self.take
        if spoken is None or take is None:
            return None
        result = await spoken.stop()
        self.take = replace(take, seconds=round(result.seconds, 2), problem=result.message)
        self._record.put(self.take)
        return result

    async def transcript(self) -> Transcript:
        """Return the text of the closed recording. Raises HotseatError; the audio stays."""
        if self.spoken is None:
            raise HotseatError("there is no recording to transcribe")
        return await self.spoken.transcript(self._services.transcriber)

    def captions(self) -> Captions:
        """Let the transcriber listen in, and return the text so far."""
        if self.spoken is None:
            return Captions()
        self.spoken.listen(self._services.transcriber)
        return self.spoken.captions()

    def recorded(self) -> float:
        """Return the seconds on disk."""
        return self.spoken.seconds() if self.spoken else 0.0

    # Typed

    def begin_typing(self, probe: Probe | None) -> None:
        """Begin a typed take."""
        self.take = replace(self._new(probe), kind=AnswerKind.TYPED)

    def draft_due(self) -> bool:
        """Say whether typed text should be written to disk now."""
        now = self._services.clock.monotonic()
        return self.draft != self._drafted and now - self._drafted_at >= DRAFT_EVERY

    async def save_draft(self) -> None:
        """Write the text typed so far, as a take that is not handed in."""
        self._drafted, self._drafted_at = self.draft, self._services.clock.monotonic()
        self._put_draft()
        await self._record.save()

    def handed_in(self) -> tuple[Take, Transcript] | None:
        """End typing: return the take and its text."""
        if self.take is None:
            return None
        seconds = round(self._timing.answer().elapsed, 2)
        take = replace(self.take, seconds=seconds, problem="", transcript=None)
        transcript, self.draft, self._drafted = typed(self.draft.strip(), seconds), "", ""
        return take, transcript

    # Either

    def discard(self) -> None:
        """Drop the take; text typed but not handed in stays at hand."""
        if self.spoken is not None:
            self.spoken.cancel()
        if self.take is not None:
            self._record.drop(self.take.number)
        self._drafted = ""

    async def keep(self) -> None:
        """Close what is under way, or just opening, without waiting for its text."""
        if self._opening is not None:
            await asyncio.wait({self._opening})
        if self.take is None:
            return
        if self.spoken is not None:
            await self._keep_spoken(self.spoken)
        elif self.take.kind is AnswerKind.TYPED and self.draft.strip():
            self._put_draft()

    async def _keep_spoken(self, spoken: SpokenTake) -> None:
        spoken.cancel()
        result = await self.close()
        if result is not None and self.take is not None:
            if result.seconds <= 0:
                self._record.drop(self.take.number)
            self.take = replace(self.take, problem=result.message or LATER)
            if result.seconds > 0:
                self._record.put(self.take)
        self.spoken = None

    def _put_draft(self) -> None:
        if self.take is None:
            return
        if not self.draft.strip():
            self._record.drop(self.take.number)
            return
        seconds = round(self._timing.answer().elapsed, 2)
        text = typed(self.draft, seconds)
        self.take = replace(self.take, seconds=seconds, transcript=text, problem=NOT_HANDED_IN)
        self._record.put(self.take)

    def _new(self, probe: Probe | None) -> Take:
        return self._record.new_take(self._plan.question, probe, self._timing.prep_used())
