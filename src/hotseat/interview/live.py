"""The checklist that fills while the candidate talks."""

import asyncio

from hotseat.coach.analysis import analyse
from hotseat.domain.analysis import ElementJudgement
from hotseat.domain.rubric import Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Transcript

# Refreshed at most this often, in seconds: analysing costs tens of milliseconds.
EVERY = 2.0


class LiveChecklist:
    """Judges the captions so far, off the event loop, one look at a time."""

    def __init__(self, question: AskedQuestion, level: Level) -> None:
        self._question, self._level = question, level
        self._shown, self._looked_at = "", float("-inf")
        self.elements: tuple[ElementJudgement, ...] = ()

    def due(self, now: float, text: str) -> bool:
        """Say whether there is something new to look at."""
        return bool(text) and text != self._shown and now - self._looked_at >= EVERY

    async def look(self, now: float, text: str) -> None:
        """Judge the text heard so far."""
        self._looked_at, self._shown = now, text
        analysis = await asyncio.to_thread(
            analyse, Transcript(text), self._question, level=self._level
        )
        if self._shown == text:
            self.elements = analysis.elements

    def clear(self) -> None:
        """Start over for the next take."""
        self._shown, self._looked_at, self.elements = "", float("-inf"), ()
