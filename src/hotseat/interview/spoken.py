"""One spoken take: the recording and the transcription that follows it."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

from hotseat.domain.transcript import Captions, Transcript
from hotseat.ports import (
    CaptureResult,
    InputLevel,
    Recorder,
    Recording,
    Transcriber,
    Transcription,
)


class SpokenTake:
    """Owns a recording and its transcription from the first sample to the text."""

    def __init__(self, recording: Recording, path: Path) -> None:
        self._recording = recording
        self._path = path
        self._transcription: Transcription | None = None
        self._result: CaptureResult | None = None
        self._stopping: asyncio.Future[CaptureResult] | None = None

    @classmethod
    async def begin(cls, recorder: Recorder, path: Path, device: str) -> "SpokenTake":
        """Open the microphone. Raises HotseatError with what to do."""
        return cls(await asyncio.to_thread(recorder.open, path, device), path)

    def listen(self, transcriber: Transcriber) -> None:
        """Begin to transcribe, once the transcriber is ready; does nothing when already begun."""
        if self._transcription is None and transcriber.ready():
            self._transcription = transcriber.follow(self._path)

    @property
    def path(self) -> Path:
        """The file that holds the audio."""
        return self._path

    def seconds(self) -> float:
        """Return the seconds on disk."""
        return self._result.seconds if self._result else self._recording.seconds()

    def level(self) -> InputLevel:
        """Return the level since the last call."""
        return self._recording.level()

    def captions(self) -> Captions:
        """Return the text heard so far."""
        return self._transcription.captions() if self._transcription else Captions()

    def failure(self) -> CaptureResult | None:
        """Return how the recording ended by itself, or None."""
        return self._recording.failure()

    def pause(self) -> None:
        """Write nothing for a while."""
        self._recording.pause()

    def resume(self) -> None:
        """Go on writing."""
        self._recording.resume()

    async def stop(self) -> CaptureResult:
        """Close the recording; the same result when called again."""
        if self._stopping is None:
            self._stopping = asyncio.ensure_future(asyncio.to_thread(self._recording.stop))
        self._result = await asyncio.shield(self._stopping)
        return self._result

    async def transcript(self, transcriber: Transcriber) -> Transcript:
        """Return the transcript of the closed file. Raises HotseatError; the audio stays."""
        if self._transcription is not None:
            return await self._transcription.finish()
        await transcriber.warm()
        return await transcriber.transcribe(self._path)

    def wording(self) -> Awaitable[Transcript] | None:
        """Return what waits for the final wording; None where the transcript has it already."""
        return self._transcription.reworded() if self._transcription is not None else None

    def cancel(self) -> None:
        """Give the transcription up."""
        if self._transcription is not None:
            self._transcription.cancel()
