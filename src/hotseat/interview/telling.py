"""Where an interview stands and what it says; whoever listens is told of both."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from hotseat.interview.view import Event, Noted, Phase, PhaseChanged, Tone


class Telling:
    """Holds the phase, the message and the state of the speech model."""

    def __init__(self, listen: Callable[[Event], None]) -> None:
        self.listen = listen
        self.phase = Phase.PREP
        self.leaving = False
        self.message, self.tone, self.engine = "", Tone.INFO, ""

    def left(self) -> bool:
        """Say whether the candidate has gone, or is going: work under way stops then."""
        return self.leaving or self.phase is Phase.LEFT

    def enter(self, phase: Phase) -> None:
        """Move on to a phase."""
        self.phase = phase
        self.listen(PhaseChanged(phase))

    def say(self, message: str, tone: Tone = Tone.INFO) -> None:
        """Show a message; "" takes the last one away."""
        self.message, self.tone = message, tone
        if message:
            self.listen(Noted(message, tone))

    def fail(self, message: str) -> None:
        """Show what went wrong."""
        self.say(message, Tone.ERROR)


class Background:
    """Work that nobody waits for; it ends with the interview."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Start a piece of work."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def cancel(self) -> None:
        """Stop all of it, but for the piece that asks."""
        for task in tuple(self._tasks):
            if task is not asyncio.current_task():
                task.cancel()
