"""What the interview needs from the world, as Protocols; adapters live in audio, asr and store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hotseat.domain.listing import KEPT_DAYS, SessionSummary, Trashed

if TYPE_CHECKING:  # home needs no session, and every start waits for home
    from hotseat.domain.bank import Problem
    from hotseat.domain.session import Session, Take
    from hotseat.domain.sound import Sound
    from hotseat.domain.transcript import Captions, Transcript, Word


class Clock(Protocol):
    """Time, so that tests can turn it."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...

    def now(self) -> datetime:
        """Return the local time with its offset."""
        ...


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone: the name that opens it, a cleaned label to show, and whether it is default."""

    name: str
    label: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class InputLevel:
    """The level since the last look, in dBFS (-120..0); `clipped` if a sample hit full scale."""

    peak: float = -120.0
    rms: float = -120.0
    clipped: bool = False


class CaptureEnd(StrEnum):
    """Why a recording ended."""

    STOPPED = "stopped"
    LOST = "lost"  # the microphone or the sound server went away, or nothing more arrived
    DISK = "disk"  # nothing more could be written


@dataclass(frozen=True, slots=True)
class CaptureResult:
    """How a recording ended, with a line for the user ("" when all is well) and seconds on disk."""

    end: CaptureEnd
    seconds: float
    message: str = ""


class Recording(Protocol):
    """A recording under way; its audio is on disk from the first sample."""

    @property
    def path(self) -> Path | None:
        """The WAV file being written; None for a level check that keeps nothing."""
        ...

    def seconds(self) -> float:
        """Return the seconds of audio on disk."""
        ...

    def level(self) -> InputLevel:
        """Return the level since the last call."""
        ...

    def failure(self) -> CaptureResult | None:
        """Return how the recording ended by itself, or None while it is well."""
        ...

    def pause(self) -> None:
        """Keep the microphone open, write nothing."""
        ...

    def resume(self) -> None:
        """Go on writing."""
        ...

    def stop(self) -> CaptureResult:
        """Take the last words in, close the file, and return. Blocks up to about 3 seconds."""
        ...


class Recorder(Protocol):
    """Microphones."""

    def devices(self) -> Sequence[InputDevice]:
        """Return the inputs as they are now. Raises HotseatError without PortAudio."""
        ...

    def open(self, path: Path | None, device: str = "") -> Recording:
        """Begin to record into a new file (None: only measure the level). Blocks briefly.

        Raises HotseatError with what to do: no device, unknown device, refused, no PortAudio,
        file not writable.
        """
        ...


class Transcription(Protocol):
    """The transcription of one take, begun while the file is still growing."""

    def captions(self) -> "Captions":
        """Return the text heard so far."""
        ...

    async def finish(self) -> "Transcript":
        """The file is complete: return its transcript as soon as every word was heard.

        Raises HotseatError when the transcriber died, hung or could not read; the audio stays.
        """
        ...

    async def reworded(self) -> "Transcript":
        """Return the transcript in its final wording, which takes some seconds after `finish`.

        Raises HotseatError; what `finish` returned stays true then.
        """
        ...

    def cancel(self) -> None:
        """Give up; never raises."""
        ...


class Transcriber(Protocol):
    """Speech to text on this machine, outside the app's process."""

    async def warm(self) -> None:
        """Start and load the model. Raises HotseatError: no model, or it does not start."""
        ...

    def ready(self) -> bool:
        """Say whether the model is loaded."""
        ...

    def follow(self, path: Path) -> Transcription:
        """Begin to transcribe a WAV file that is still being written."""
        ...

    async def transcribe(self, path: Path) -> "Transcript":
        """Transcribe a finished file, in its final wording. Raises HotseatError."""
        ...

    async def close(self) -> None:
        """End the child; never raises, at most about a second."""
        ...


class Reading(Protocol):
    """The sound of a take, read."""

    def sound(self, words: "Sequence[Word]") -> "Sound":
        """Return what the sound shows; `words` tell where there is text."""
        ...


class SoundReader(Protocol):
    """Reads the sound of finished takes, to measure how they were said."""

    def __call__(self, path: Path) -> Reading:
        """Read a file; a second of sound takes a few milliseconds. Raises HotseatError."""
        ...


class Playback(Protocol):
    """A sound file being played."""

    def play(self, start: float, stop: float | None = None, speed: float = 1.0) -> None:
        """Play from `start` to `stop` seconds (None: the end), `speed` times as fast as spoken.

        The pitch stays as it is. Raises HotseatError: no output.
        """
        ...

    def pause(self) -> None:
        """Stop sounding; the position stays."""
        ...

    def position(self) -> float:
        """Return the seconds that are being heard now."""
        ...

    def playing(self) -> bool:
        """Say whether sound is coming out."""
        ...

    def problem(self) -> str:
        """Return why playing ended by itself, in a line for the user ("" when all is well)."""
        ...

    def close(self) -> None:
        """Free the device; never raises."""
        ...


class Player(Protocol):
    """Loudspeakers."""

    def open(self, path: Path) -> Playback:
        """Prepare a file. Raises HotseatError: unreadable file."""
        ...


class SessionStore(Protocol):
    """Session folders. Every method may raise HotseatError naming the file and what to do."""

    def create(self, session: "Session") -> "Session":
        """Make the folder (a free name is found) and save; returns the session with its name."""
        ...

    def save(self, session: "Session") -> None:
        """Replace session.json atomically."""
        ...

    def load(self, name: str) -> "Session":
        """Read a session by its name or by a path to its folder."""
        ...

    def summaries(self) -> Sequence[SessionSummary]:
        """Return all sessions, newest first; unreadable ones carry a problem."""
        ...

    def delete(self, name: str, *, for_good: bool = False) -> None:
        """Move a session to the trash, or remove it for good."""
        ...

    def trashed(self) -> Sequence[Trashed]:
        """Return what can be brought back, the latest deleted first."""
        ...

    def restore(self, name: str) -> str:
        """Bring a deleted session back; returns its name, another one where that was taken."""
        ...

    def empty_trash(self, days: int = KEPT_DAYS) -> int:
        """Remove for good what was deleted so many days ago; returns how many sessions."""
        ...

    def folder(self, name: str) -> Path:
        """Return a session's folder."""
        ...

    def take_path(self, session: "Session", number: int, slug: str) -> Path:
        """Return the path at which to record a take; its folder exists."""
        ...

    def audio(self, session: "Session", take: "Take") -> Path:
        """Return the file of a take's audio; whether it is there is not asked.

        Raises HotseatError where it lies outside the session's folder, links followed: a session
        from somewhere else must not make Hotseat read or play other files.
        """
        ...

    def lacking(self, session: "Session") -> Sequence[str]:
        """Return what of a session's sound is missing or damaged, in lines for the user."""
        ...

    def hold(self, name: str) -> None:
        """Mark an open session as run by this process, until release, finished save or exit.

        `create` holds already. Raises HotseatError when another running Hotseat holds it.
        """
        ...

    def release(self, name: str) -> None:
        """Let go of a session; does nothing where it is not held."""
        ...

    def interrupted(
        self, among: Sequence[SessionSummary] | None = None
    ) -> Sequence[SessionSummary]:
        """Return the open sessions that no running Hotseat holds, in the order of `among`.

        `among` are summaries just read; None reads them, newest first.
        """
        ...

    def orphans(self, name: str) -> Sequence[Path]:
        """Return the audio files in a session's folder that the session does not name."""
        ...

    def adopt(self, name: str) -> "Session":
        """Add orphaned audio to a session as takes (not transcribed yet), save and return it."""
        ...


class SessionSearch(Protocol):
    """Finds sessions by what was said and written in them. Its methods may run in any thread."""

    def step(self, seconds: float = 0.1) -> int:
        """Take in what changed on disk for about so long; return how many sessions are left.

        Raises HotseatError where the sessions cannot be listed.
        """
        ...

    def said(self, words: str) -> frozenset[str]:
        """Return the names of the sessions in which a word begins so, or the phrase occurs."""
        ...

    def excerpt(self, name: str, words: Sequence[str]) -> str:
        """Return the line of a session in which the words occur, or "" where they do not."""
        ...


@dataclass(frozen=True, slots=True)
class BankEdit:
    """A bank while it is edited: the copy to edit, the file that it is to replace.

    `before` is what the copy began from, `line` (from 1) where the question stands, `resumed` says
    that the copy was left half done earlier.
    """

    bank: str
    copy: Path
    file: Path
    before: bytes
    line: int = 1
    resumed: bool = False


class BankShelf(Protocol):
    """The workspace's banks, to be changed. Every method may raise HotseatError."""

    def own(self, bank: str) -> bool:
        """Say whether the bank's file is the workspace's, not one that comes with Hotseat."""
        ...

    def open(self, bank: str, question: str = "") -> BankEdit:
        """Return a copy of the bank's file to edit; one left half done is gone on with."""
        ...

    def check(self, edit: BankEdit) -> "Sequence[Problem]":
        """Return every problem of the edited copy."""
        ...

    def keep(self, edit: BankEdit) -> bool:
        """Put the copy in the place of the bank's file; returns whether anything had changed."""
        ...

    def drop(self, edit: BankEdit, unchanged: bool = False) -> None:
        """Throw the copy away; `unchanged`: only where nothing was changed in it."""
        ...

    def disable(self, bank: str, question: str, off: bool) -> None:
        """Never draw a question again (`off`), or draw it again."""
        ...
