"""What the app and its transcribing child say to each other: one JSON object a line, both ways.

A line that is too long, no JSON, of no known kind or with a wrong value is counted and skipped:
a library that prints, or a child that dies in mid-line, must not take the other side with it.
"""

import json
import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from hotseat.domain.transcript import Word

# Longer lines are refused by the writer and skipped by the reader. A path of 4,096 bytes, each
# escaped, fits a request; the words of the longest stretch fit an event many times over.
LONGEST_LINE = 64 * 1024
WORDS_A_LINE = 200
_TEXT_LIMIT = 16 * 1024
_WORD_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Load:
    """Load the model in a folder, and warm it up.

    `final`: the folder of another model for the final lane ("": the same one). `language`: what is
    spoken, as Whisper's code.
    """

    folder: str
    final: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Follow:
    """Transcribe a WAV file that still grows, until Finish or Cancel; `names` may be said in it."""

    job: int
    path: str
    names: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """The file of a followed job is complete."""

    job: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """Drop a job; nothing more is said about it."""

    job: int


@dataclass(frozen=True, slots=True)
class TranscribeFile:
    """Transcribe a finished file of any kind that libav reads; `names` may be said in it."""

    job: int
    path: str
    names: str = ""


@dataclass(frozen=True, slots=True)
class Quit:
    """Exit at once."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded and warm, which took these seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that stay, since the last Heard; a guess at what follows; seconds of audio read."""

    job: int
    words: tuple[Word, ...]
    provisional: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """A sign of life: seconds of audio dealt with, of `total` (0: not known)."""

    job: int
    seconds: float
    total: float


@dataclass(frozen=True, slots=True)
class Settled:
    """All was heard by the live lane: how many words it sent, and seconds of audio."""

    job: int
    count: int
    duration: float


@dataclass(frozen=True, slots=True)
class Reworded:
    """Words in their final wording, since the last Reworded.

    They stand for the first `replaced` words of the live lane, less those replaced before.
    """

    job: int
    words: tuple[Word, ...]
    replaced: int


@dataclass(frozen=True, slots=True)
class Done:
    """A job is complete: how many words were sent in their final wording."""

    job: int
    count: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A job (0: the loading) failed. `again`: worth another try in a fresh child."""

    job: int
    message: str
    again: bool


Request = Load | Follow | Finish | Cancel | TranscribeFile | Quit
Event = Ready | Heard | Progress | Settled | Reworded | Done | Failed
Message = Request | Event

REQUESTS: Mapping[str, type[Any]] = {
    "load": Load,
    "follow": Follow,
    "finish": Finish,
    "cancel": Cancel,
    "transcribe": TranscribeFile,
    "quit": Quit,
}
EVENTS: Mapping[str, type[Any]] = {
    "ready": Ready,
    "captions": Heard,
    "progress": Progress,
    "settled": Settled,
    "reworded": Reworded,
    "done": Done,
    "failed": Failed,
}
_NAMES = {kind: name for table in (REQUESTS, EVENTS) for name, kind in table.items()}


def encode(message: Message) -> bytes:
    """Return the message as a line. Raises ValueError when it is longer than LONGEST_LINE."""
    said: dict[str, Any] = {"is": _NAMES[type(message)]}
    for field in fields(message):
        value = getattr(message, field.name)
        said[field.name] = [_packed(word) for word in value] if field.name == "words" else value
    line = json.dumps(said, allow_nan=False, separators=(",", ":")).encode() + b"\n"
    if len(line) > LONGEST_LINE:
        raise ValueError(f"a line of {len(line)} bytes is too long for the protocol")
    return line


def _packed(word: Word) -> list[str | float]:
    return [word.text, round(word.start, 3), round(word.end, 3), round(word.probability, 4)]


def decode(line: bytes, known: Mapping[str, type[Any]]) -> Any:
    """Return the message of a line. Raises ValueError when it is none of the known kinds."""
    try:
        said = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(said, dict) or not isinstance(said.get("is"), str):
        raise ValueError("no message")
    kind = known.get(said["is"])
    if kind is None:
        raise ValueError("no known kind of message")
    wanted = typing.get_type_hints(kind)
    return kind(**{name: _READERS[hint](said.get(name)) for name, hint in wanted.items()})


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("no whole number")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("no number")
    if not math.isfinite(value) or value < 0:
        raise ValueError("no number of seconds")
    return float(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _TEXT_LIMIT:
        raise ValueError("no text")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _words(value: object) -> tuple[Word, ...]:
    if not isinstance(value, list):
        raise ValueError("no words")
    return tuple(_word(each) for each in value)


def _word(value: object) -> Word:
    if not isinstance(value, list) or len(value) != 4:
        raise ValueError("no word")
    text, start, end, probability = value
    return Word(
        _text(text)[:_WORD_LIMIT], _number(start), _number(end), min(1.0, _number(probability))
    )


_READERS: Mapping[object, Callable[[object], Any]] = types.MappingProxyType(
    {
        int: _whole,
        float: _number,
        str: _text,
        bool: _flag,
        tuple[Word, ...]: _words,
    }
)


class LineReader:
    """Turns bytes as they come into messages of the known kinds; counts what it skips."""

    def __init__(self, known: Mapping[str, type[Any]]) -> None:
        self.skipped = 0
        self.skipped_bytes = 0
        self._known = known
        self._rest = b""
        self._overlong = False

    def feed(self, data: bytes) -> list[Any]:
        """Take bytes, return the messages that they complete."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        messages = [message for line in lines if (message := self._message(line)) is not None]
        if len(self._rest) >= LONGEST_LINE:
            self.skipped_bytes += len(self._rest)
            self._rest, self._overlong = b"", True
        return messages

    def _message(self, line: bytes) -> Any:
        overlong, self._overlong = self._overlong or len(line) >= LONGEST_LINE, False
        if not line.strip():
            return None
        try:
            if overlong:
                raise ValueError("too long")
            return decode(line, self._known)
        except ValueError:
            self.skipped += 1
            self.skipped_bytes += len(line)
            return None
