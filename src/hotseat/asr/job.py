"""One file being transcribed: kept going over the deaths of the child."""

import asyncio
import shlex
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
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
    Reworded,
    Settled,
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

    language: str

    async def child(self) -> tuple[Child, str, str]:
        """Return a child with its models loaded, and the names of the live and the final one."""
        ...

    def names(self) -> str:
        """Return the names that may be said, as one text."""
        ...

    def number(self) -> int:
        """Return a number that no job had."""
        ...


@dataclass(slots=True)
class _Lanes:
    """What one child has said of a job so far: the words of each lane."""

    live: list[Word] = field(default_factory=list)
    final: list[Word] = field(default_factory=list)
    replaced: int = 0

    def so_far(self) -> list[Word]:
        """Return the best wording that there is: the final one, then what it has not reached."""
        return self.final + self.live[self.replaced :]


class Job:
    """A file being transcribed; implements ports.Transcription.

    With `follow` the file still grows, and `finish` says that it is complete; without, it is
    complete already. `finish` returns as soon as every word was heard, `reworded` when the final
    lane has been over all of it.
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
        self._settled: asyncio.Future[Transcript] = asyncio.get_running_loop().create_future()
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
        """The file is complete: return its transcript, all words heard. Raises HotseatError."""
        if not self._complete.is_set():
            self._complete.set()
            self._deadline = self._last_moment(self._shown)
            if self._current:
                child, number = self._current
                child.send(Finish(number))
        try:
            await asyncio.wait({self._task, self._settled}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self.cancel()
            raise
        return self._settled.result() if self._settled.done() else await self.reworded()

    async def reworded(self) -> Transcript:
        """Return the transcript in its final wording; `finish` must have been called.

        Raises HotseatError; what `finish` returned stays true.
        """
        try:
            return await asyncio.shield(self._task)
        except asyncio.CancelledError:
            if self._task.cancelled():
                raise self._failure("it was stopped") from None
            if not self._settled.done():
                self.cancel()
            raise

    def cancel(self) -> None:
        """Give up; never raises."""
        self._task.cancel()

    async def _run(self) -> Transcript:
        live_losses = final_losses = 0
        while True:
            settled = self._settled.done()
            try:
                child, *models = await self._owner.child()
                return await self._attempt(child, models)
            except ChildLostError as lost:
                if settled != self._settled.done():
                    final_losses = 1  # the wording gets one more child too
                elif self._complete.is_set():
                    final_losses += 1
                else:
                    live_losses += 1
                if final_losses > 1:
                    raise self._failure(str(lost)) from lost
            except HotseatError as error:
                raise self._failure(str(error)) from error
            if live_losses > LIVE_TRIES:
                await self._complete.wait()

    async def _attempt(self, child: Child, models: Sequence[str]) -> Transcript:
        """Have one child transcribe the file from its start."""
        number = self._owner.number()
        self._deadline = self._last_moment(0.0) if self._complete.is_set() else float("inf")
        with child.listening(number):
            self._current = (child, number)
            self._ask(child, number)
            try:
                return await self._hear(child, number, models)
            finally:
                self._current = None
                child.send(Cancel(number))  # does nothing to a job that is done

    def _ask(self, child: Child, number: int) -> None:
        names = self._owner.names()
        if not self._follow:
            child.send(TranscribeFile(number, str(self.path), names))
            return
        child.send(Follow(number, str(self.path), names))
        if self._complete.is_set():
            child.send(Finish(number))

    async def _hear(self, child: Child, number: int, models: Sequence[str]) -> Transcript:
        said, heard = _Lanes(), 0.0
        while True:
            match await child.next(number, self._owner.limits.silence):
                case Heard(_, more, guess, seconds):
                    said.live += more
                    self._show(said.live, guess, seconds)
                case Progress(_, seconds, total):
                    self._tell(seconds, total)
                case Settled(_, count, heard):
                    _none_lost(count, said.live)
                    self._settle(self._transcript(said.so_far(), heard, models[0]))
                case Reworded(_, more, replaced):
                    said.final += more
                    said.replaced = replaced
                case Done(_, count):
                    _none_lost(count, said.final)
                    self._tell(heard, heard)
                    return self._transcript(said.final, heard, models[1])
                case Failed(_, reason, again):
                    if again:
                        child.kill(reason)
                        raise ChildLostError(reason)
                    raise HotseatError(reason)
            if time.monotonic() > self._deadline:
                child.kill("it took too long")

    def _settle(self, transcript: Transcript) -> None:
        """All words are heard: from here on nobody waits."""
        self._deadline = float("inf")
        if not self._settled.done():
            self._settled.set_result(transcript)

    def _transcript(self, words: Sequence[Word], seconds: float, model: str) -> Transcript:
        return replace(from_words(words, seconds, model), language=self._owner.language)

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


def _none_lost(count: int, words: Sequence[Word]) -> None:
    if count != len(words):
        raise ChildLostError("some of its words got lost")


def _looked_at(task: asyncio.Task[Transcript]) -> None:
    """Keep asyncio from reporting the error of a job that nobody waits for any more."""
    if not task.cancelled():
        task.exception()
