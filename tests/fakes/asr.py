"""A transcriber that says what a test scripts, and dies, hangs or loads when the test wants."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.transcript import Captions, Transcript, Word, from_words

SECONDS_A_WORD = 0.4


def spoken(text: str, start: float = 0.0, probability: float = 0.9) -> Transcript:
    """Return a transcript of the text with words spread evenly, 0.4 s each."""
    words = [
        Word(word, start + at * SECONDS_A_WORD, start + (at + 1) * SECONDS_A_WORD, probability)
        for at, word in enumerate(text.split())
    ]
    return from_words(words, start + len(words) * SECONDS_A_WORD, "fake")


class FakeTranscription:
    """One scripted take: captions step on by one with every look, and stay at the last."""

    def __init__(self, owner: "FakeTranscriber", path: Path, transcript: Transcript) -> None:
        self.path = path
        self.cancelled = False
        self.finishing = False
        self._owner = owner
        self._transcript = transcript
        self._captions = iter(owner.captions or _word_by_word(transcript))
        self._shown = Captions()

    def captions(self) -> Captions:
        """Return the next scripted captions."""
        if not self.cancelled:
            self._shown = next(self._captions, self._shown)
        return self._shown

    async def finish(self) -> Transcript:
        """Return the scripted transcript once released; raises HotseatError when dead."""
        self.finishing = True
        await self._owner.released.wait()
        if self.cancelled or self._owner.dead or self._owner.closed:
            raise self._owner.failure(self.path)
        self._owner.finished.append(self.path)
        return self._transcript

    async def reworded(self) -> Transcript:
        """Return the scripted final wording once it is let out; raises HotseatError when dead."""
        await self._owner.worded.wait()
        if self.cancelled or self._owner.dead or self._owner.closed:
            raise self._owner.failure(self.path)
        wording = self._owner.wordings.get(self._transcript.text)
        return spoken(wording) if wording else self._transcript

    def cancel(self) -> None:
        """Give up."""
        self.cancelled = True
        self._owner.cancelled.append(self.path)


class FakeTranscriber:
    """Implements ports.Transcriber.

    `says`: what successive takes contain (the last one repeats). `captions`: what every take
    shows, step by step (default: word by word). `dead = True`: finish and transcribe fail.
    `wordings`: the final wording of texts (default: as they are), which waits for `worded`.
    `no_model = "line"`: warm fails with that line. `hold()` / `release()`: finish waits between.
    What was asked of it is listed in followed, finished, cancelled, transcribed and closed.
    """

    def __init__(
        self,
        says: Iterable[str | Transcript] = ("Um, so we shipped it late.",),
        captions: Sequence[Captions] = (),
        *,
        dead: bool = False,
        no_model: str = "",
    ) -> None:
        self.says = [spoken(each) if isinstance(each, str) else each for each in says]
        self.captions = tuple(captions)
        self.dead = dead
        self.no_model = no_model
        self.wordings: dict[str, str] = {}
        self.worded = asyncio.Event()
        self.worded.set()
        self.released = asyncio.Event()
        self.released.set()
        self.followed: list[Path] = []
        self.finished: list[Path] = []
        self.cancelled: list[Path] = []
        self.transcribed: list[Path] = []
        self.closed = False
        self.current: FakeTranscription | None = None
        self._loaded = False
        self._said = 0

    def hold(self) -> None:
        """Make finish and transcribe wait."""
        self.released.clear()

    def release(self) -> None:
        """Let finish and transcribe go on."""
        self.released.set()

    def failure(self, path: Path) -> HotseatError:
        """Return the error that the real transcriber gives when its child stays dead."""
        return HotseatError(
            f"the transcriber stopped; the audio is kept in {path}: "
            f"run `hotseat transcribe {path}` to transcribe it again"
        )

    async def warm(self) -> None:
        """Load, or fail with the scripted line."""
        if self.closed:
            raise HotseatError("speech to text was closed")
        if self.no_model:
            raise HotseatError(self.no_model)
        self._loaded = True

    def ready(self) -> bool:
        """Say whether warm has succeeded."""
        return self._loaded and not self.dead and not self.closed

    def follow(self, path: Path) -> FakeTranscription:
        """Begin the next scripted take; one that is not being finished is given up."""
        if self.current and not (self.current.finishing or self.current.cancelled):
            self.current.cancel()
        self.followed.append(path)
        self.current = FakeTranscription(self, path, self._next())
        return self.current

    async def transcribe(self, path: Path) -> Transcript:
        """Return the next scripted transcript."""
        await self.released.wait()
        if self.dead:
            raise self.failure(path)
        self.transcribed.append(path)
        return self._next()

    async def close(self) -> None:
        """End."""
        self.closed = True

    def _next(self) -> Transcript:
        if not self.says:
            return replace(spoken(""), duration=1.0)
        said = self.says[min(self._said, len(self.says) - 1)]
        self._said += 1
        return said


def _word_by_word(transcript: Transcript) -> list[Captions]:
    words = transcript.text.split()
    return [Captions(" ".join(words[:at]), words[at]) for at in range(len(words))] + [
        Captions(transcript.text)
    ]
