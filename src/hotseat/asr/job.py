"""One file being transcribed: kept going over the deaths of the child."""

import asyncio
import shlex
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from hotseat.asr.child import Child, ChildLostError
from hotseat.asr.protocol import (
    Cancel,
    Done,
    Failed,
    Finish,
    Follow,
    Heard,
    Progress,
    TranscribeFile,
)
from hotseat.asr.segments import RATE
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Captions, Transcript, Word, from_words

OnProgress = Callable[[float, float], None]
# While the candidate still talks a lost child is replaced this often; then the end is awaited.
LIVE_TRIES = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds after which the child counts as hung.

    `load`: a first start reads 200 MB of libraries from a slow disk. `silence`: between two signs
    of life lies one decoding at most, half a second of work on a slow core of today. At stop:
    `finish`, and `per_second` for each second of audio that is not yet transcribed, ten times what
    tiny.en needs. `close` is a polite moment before the kill.
    """

    load: float = 90.0
    silence: float = 20.0
    finish: float = 30.0
    per_second: float = 0.5
    close: float = 0.4


class Owner(Protocol):
    """What a job needs from the transcriber."""

    limits: Limits

    async def child(self) -> tuple[Child, str]:
        """Return a child with its model loaded, and the model's name."""
        ...

    def number(self) -> int:
        """Return a number that no job had."""
        ...


class Job:
    """A file being transcribed; implements ports.Transcription.

    With `follow` the file still grows, and `finish` says that it is complete; without, it is
    complete already.
    """

    def __init__(
        self,
        owner: Owner,
        path: Path,
        *,
        follow: bool,
        on_progress: OnProgress | None = None,
    ) -> None:
        self.path = path.absolute()
        self._owner = owner
        self._follow = follow
        self._on_progress = on_progress
        self._complete = asyncio.Event()
        self._deadline = float("inf")
        self._current: tuple[Child, int] | None = None
        self._captions = Captions()
        self._shown = 0.0  # seconds of audio behind the captions
        if not follow:
            self._complete.set()
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(_looked_at)

    @property
    def over(self) -> bool:
        """Say whether there is nothing more to do for it."""
        return self._task.done()

    @property
    def finishing(self) -> bool:
        """Say whether its file is complete."""
        return self._complete.is_set()

    def captions(self) -> Captions:
        """Return the text heard so far."""
        return self._captions

    async def finish(self) -> Transcript:
        """The file is complete: return its transcript. Raises HotseatError."""
        if not self._complete.is_set():
            self._complete.set()
            self._deadline = self._last_moment(self._shown)
            if self._current:
                child, number = self._current
                child.send(Finish(number))
        try:
            return await asyncio.shield(self._task)
        except asyncio.CancelledError:
            if self._task.cancelled():
                raise self._failure("it was stopped") from None
            self.cancel()
            raise

    def cancel(self) -> None:
        """Give up; never raises."""
        self._task.cancel()

    async def _run(self) -> Transcript:
        live_losses = final_losses = 0
        while True:
            try:
                child, model = await self._owner.child()
                return await self._attempt(child, model)
            except ChildLostError as lost:
                if self._complete.is_set():
                    final_losses += 1
                else:
                    live_losses += 1
                if final_losses > 1:
                    raise self._failure(str(lost)) from lost
            except HotseatError as error:
                raise self._failure(str(error)) from error
            if live_losses > LIVE_TRIES:
                await self._complete.wait()

    async def _attempt(self, child: Child, model: str) -> Transcript:
        """Have one child transcribe the file from its start."""
        number = self._owner.number()
        self._deadline = self._last_moment(0.0) if self._complete.is_set() else float("inf")
        with child.listening(number):
            self._current = (child, number)
            self._ask(child, number)
            try:
                return await self._hear(child, number, model)
            finally:
                self._current = None
                child.send(Cancel(number))  # does nothing to a job that is done

    def _ask(self, child: Child, number: int) -> None:
        if not self._follow:
            child.send(TranscribeFile(number, str(self.path)))
            return
        child.send(Follow(number, str(self.path)))
        if self._complete.is_set():
            child.send(Finish(number))

    async def _hear(self, child: Child, number: int, model: str) -> Transcript:
        words: list[Word] = []
        while True:
            match await child.next(number, self._owner.limits.silence):
                case Heard(_, more, guess, seconds):
                    words += more
                    self._show(words, guess, seconds)
                case Progress(_, seconds, total):
                    self._tell(seconds, total)
                case Done(_, count, duration):
                    if count != len(words):
                        raise ChildLostError("some of its words got lost")
                    self._tell(duration, duration)
                    return from_words(words, duration, model)
                case Failed(_, reason, again):
                    if again:
                        child.kill(reason)
                        raise ChildLostError(reason)
                    raise HotseatError(reason)
            if time.monotonic() > self._deadline:
                child.kill("it took too long")

    def _show(self, words: list[Word], guess: str, seconds: float) -> None:
        """Show what was heard; a child that began again shows nothing until it has caught up."""
        if seconds >= self._shown:
            self._shown = seconds
            self._captions = Captions(" ".join(word.text for word in words), clean_line(guess))

    def _tell(self, seconds: float, total: float) -> None:
        if self._on_progress is not None:
            self._on_progress(seconds, total)

    def _last_moment(self, done: float) -> float:
        """Return when the transcript must be there, `done` seconds being transcribed already.

        A finished file of unknown kind has no such moment: as long as there is progress it may go
        on.
        """
        if not self._follow:
            return float("inf")
        try:
            left = max(0.0, self.path.stat().st_size / (2 * RATE) - done)
        except OSError:  # the child will say what is wrong with it
            left = 0.0
        limits = self._owner.limits
        return time.monotonic() + limits.finish + limits.per_second * left

    def _failure(self, why: str) -> HotseatError:
        path = clean_line(str(self.path))
        line = f"no transcript of {path}: {why}"
        if self._follow:
            line += f"; the audio is kept, `hotseat transcribe {shlex.quote(path)}` tries again"
        return HotseatError(line)


def _looked_at(task: asyncio.Task[Transcript]) -> None:
    """Keep asyncio from reporting the error of a job that nobody waits for any more."""
    if not task.cancelled():
        task.exception()
