"""What is heard while the candidate talks: level, captions, and the checklist that fills."""

import asyncio

from hotseat.coach.analysis import analyse
from hotseat.domain.analysis import ElementJudgement
from hotseat.domain.rubric import Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Captions, Transcript
from hotseat.interview.under_way import UnderWay
from hotseat.ports import InputLevel

# The checklist is refreshed at most this often, in seconds: analysing costs tens of milliseconds.
EVERY = 2.0


class Live:
    """Listens in on the take under way; the captions are judged off the event loop."""

    def __init__(self, question: AskedQuestion, level: Level) -> None:
        self._question, self._judged_at = question, level
        self._shown, self._looked_at = "", float("-inf")
        self.level: InputLevel | None = None
        self.captions = Captions()
        self.elements: tuple[ElementJudgement, ...] = ()

    def listen_in(self, take: UnderWay) -> None:
        """Take in the level and the captions as they are now."""
        if take.spoken is not None:
            self.level = take.spoken.level()
            self.captions = take.captions()

    def due(self, now: float) -> bool:
        """Say whether there is something new to judge; `now` in monotonic seconds."""
        text = self._text()
        return bool(text) and text != self._shown and now - self._looked_at >= EVERY

    async def look(self, now: float) -> None:
        """Judge the text heard so far."""
        text = self._text()
        self._looked_at, self._shown = now, text
        analysis = await asyncio.to_thread(
            analyse, Transcript(text), self._question, level=self._judged_at
        )
        if self._shown == text:
            self.elements = analysis.elements

    def _text(self) -> str:
        # Provisional words count too: who talks without a pause would wait half a minute.
        return f"{self.captions.committed} {self.captions.provisional}".strip()

    def clear(self) -> None:
        """Start over for the next take."""
        self._shown, self._looked_at, self.elements = "", float("-inf"), ()
        self.level, self.captions = None, Captions()
