"""Speech to text for the app: a child process does the work, and may die without loss."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from hotseat.asr import child as child_module
from hotseat.asr import models, vocabulary
from hotseat.asr.child import Child, ChildLostError
from hotseat.asr.job import Job, Limits, OnProgress
from hotseat.asr.models import Model
from hotseat.asr.protocol import Failed, Load
from hotseat.domain.errors import HotseatError
from hotseat.domain.transcript import Transcript


class WhisperTranscriber:
    """Implements ports.Transcriber with a Whisper model in a child process.

    `model` is a folder or the name of an installed model ("": see models.find_model);
    `final_model` another one for the final wording ("": the same); `language` what is spoken;
    `vocabulary` a file of names that may be said (see vocabulary.read). `command` and `log` are for
    tests.
    """

    def __init__(
        self,
        model: str | Path = "",
        *,
        final_model: str | Path = "",
        language: str = "en",
        vocabulary: Path | None = None,
        limits: Limits | None = None,
        command: Sequence[str] = child_module.COMMAND,
        log: Path | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.language = language
        self._chosen, self._final = model, final_model
        self._vocabulary = vocabulary
        self._command = command
        self._log = log
        self._child: Child | None = None
        self._loaded: asyncio.Task[tuple[Child, str, str]] | None = None
        self._followed: Job | None = None
        self._jobs: set[Job] = set()
        self._numbers = 0
        self._closed = False

    async def warm(self) -> None:
        """Start the child and load the model. Raises HotseatError: no model, or no start."""
        try:
            await self.child()
        except ChildLostError as lost:
            raise HotseatError(
                f"speech to text does not start: {lost}; answers can be typed"
            ) from lost

    def ready(self) -> bool:
        """Say whether the model is loaded."""
        task = self._loaded
        if task is None or not task.done() or task.cancelled() or task.exception():
            return False
        return task.result()[0].alive

    @property
    def pid(self) -> int | None:
        """The process id of the child, if one is running."""
        return self._child.pid if self._child and self._child.alive else None

    def follow(self, path: Path) -> Job:
        """Begin to transcribe a WAV file that is being written.

        An earlier one whose file is not complete is given up; one that is being finished goes
        first, and its final wording is seen to beside this one. Must be called in the event loop.
        """
        if self._followed and not self._followed.finishing:
            self._followed.cancel()
        self._followed = self._begin(Job(self, path, follow=True))
        return self._followed

    async def transcribe(self, path: Path, on_progress: OnProgress | None = None) -> Transcript:
        """Transcribe a finished file of any kind that libav reads, in its final wording.

        Raises HotseatError. `on_progress` is told seconds done and in all (0: not known).
        """
        if not path.is_file():
            raise HotseatError(f"there is no file {path}: give the path of a recording")
        job = self._begin(Job(self, path, follow=False, on_progress=on_progress))
        await job.finish()
        try:
            return await job.reworded()
        except asyncio.CancelledError:
            job.cancel()
            raise

    async def close(self) -> None:
        """End the child and all jobs; never raises, takes at most about a second."""
        self._closed = True
        for job in tuple(self._jobs):
            job.cancel()
        if self._loaded:
            self._loaded.cancel()
        if self._child:
            await self._child.close(self.limits.close)

    async def child(self) -> tuple[Child, str, str]:
        """Return a child with its models loaded, and the names of the live and the final one.

        Starts one if need be. Raises HotseatError or ChildLostError.
        """
        if self._closed:
            raise HotseatError("speech to text was closed")
        if not self._usable():
            self._loaded = asyncio.create_task(self._load())
            self._loaded.add_done_callback(_looked_at)
        loading = self._loaded
        assert loading is not None
        try:
            return await asyncio.shield(loading)
        except asyncio.CancelledError:
            if loading.cancelled():
                raise HotseatError("speech to text was closed") from None
            raise

    def names(self) -> str:
        """Return the names that may be said; for jobs."""
        return vocabulary.read(self._vocabulary) if self._vocabulary else ""

    def number(self) -> int:
        """Return a number that no job had; for jobs."""
        self._numbers += 1
        return self._numbers

    def _usable(self) -> bool:
        return self._loaded is not None and (not self._loaded.done() or self.ready())

    async def _load(self) -> tuple[Child, str, str]:
        live, final = await asyncio.to_thread(self._models)
        try:
            self._child = child = await Child.start(self._command, self._log)
        except OSError as error:
            raise ChildLostError(error.strerror or "no process can be started") from error
        other = "" if final.path == live.path else str(final.path)
        with child.listening(0):
            child.send(Load(str(live.path), other, self.language))
            said = await child.next(0, self.limits.load)
        if isinstance(said, Failed):
            child.kill(said.message)
            where = f"{live.path} and {final.path}" if other else str(live.path)
            raise HotseatError(f"the speech model in {where} does not load: {said.message}")
        return child, live.name, final.name

    def _models(self) -> tuple[Model, Model]:
        live = models.find_model(self._chosen, self.language)
        if not str(self._final).strip():
            return live, live
        return live, models.find_model(self._final, self.language)

    def _begin(self, job: Job) -> Job:
        self._jobs = {each for each in self._jobs if not each.over} | {job}
        return job


def _looked_at(task: asyncio.Task[tuple[Child, str, str]]) -> None:
    """Keep asyncio from reporting an error that each waiter was told, or that none waits for."""
    if not task.cancelled():
        task.exception()


def transcribe_file(
    path: Path,
    model: str | Path = "",
    on_progress: OnProgress | None = None,
    *,
    final_model: str | Path = "",
    language: str = "en",
    vocabulary: Path | None = None,
) -> Transcript:
    """Transcribe a file without an event loop around, for commands. Raises HotseatError."""

    async def run() -> Transcript:
        transcriber = WhisperTranscriber(
            model, final_model=final_model, language=language, vocabulary=vocabulary
        )
        try:
            return await transcriber.transcribe(path, on_progress)
        finally:
            await transcriber.close()

    return asyncio.run(run())
