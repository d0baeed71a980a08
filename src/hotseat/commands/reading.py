"""Take an answer in from wherever the command line points: text, a transcript, a recording."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hotseat.domain.choices import AnswerKind
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean, clean_line, clock_face
from hotseat.domain.transcript import Transcript, Word, typed
from hotseat.files import reason

STDIN = "-"
# An answer of an hour is about 60 kB of text, its transcript with times about 1 MB.
TEXT_LIMIT = 20 * 1024 * 1024
SOUND = frozenset(
    (".wav", ".flac", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".aac", ".aiff", ".webm", ".mp4")
)


@dataclass(frozen=True, slots=True)
class Hearing:
    """How recordings are heard: the models of the two lanes, the language, the names that occur."""

    model: str = ""
    final_model: str = ""
    language: str = "en"
    vocabulary: Path | None = None


def hearing(chosen: Path | None, model: str = "") -> Hearing:
    """Return how the settings and a workspace want recordings heard; `model` is for both lanes.

    Raises HotseatError.
    """
    from hotseat.config import load
    from hotseat.paths import VOCABULARY, workspace

    config = load()
    return Hearing(
        model or config.model,
        "" if model else config.final_model,
        config.language,
        workspace(chosen) / VOCABULARY,
    )


def read_answer(source: str, how: Hearing) -> Transcript:
    """Return the answer in a file ("-": standard input) as a transcript.

    A recording is transcribed; JSON as `hotseat transcribe --to json` writes it keeps its times;
    anything else is taken as typed text. Raises HotseatError.
    """
    if source != STDIN and Path(source).suffix.lower() in SOUND:
        return transcribed(Path(source), how)
    text = read_text(source)
    if text.lstrip().startswith("{"):
        return from_json(text, source)
    return typed(clean(text).strip(), 0.0)


def read_text(source: str) -> str:
    """Return what a file or standard input holds, as UTF-8. Raises HotseatError."""
    try:
        if source == STDIN:
            data = sys.stdin.buffer.read(TEXT_LIMIT + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(TEXT_LIMIT + 1)
    except OSError as error:
        raise HotseatError(f"{_shown(source)} cannot be read ({reason(error)})") from error
    if len(data) > TEXT_LIMIT:
        raise HotseatError(f"{_shown(source)} is too large to be one answer")
    if b"\0" in data:
        raise HotseatError(
            f"{_shown(source)} is no text; a recording needs an ending such as .wav or .mp3"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HotseatError(f"{_shown(source)} is not UTF-8 text; save it as UTF-8") from error


def transcribed(path: Path, how: Hearing) -> Transcript:
    """Return the transcript of a recording; a terminal shows the progress. Raises HotseatError."""
    from hotseat.asr.client import transcribe_file

    progress = _progress() if sys.stderr.isatty() else None
    try:
        return transcribe_file(
            path,
            how.model,
            progress,
            final_model=how.final_model,
            language=how.language,
            vocabulary=how.vocabulary,
        )
    finally:
        if progress is not None:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def from_json(text: str, source: str) -> Transcript:
    """Return a transcript from JSON with `text` or `words`, times in seconds.

    Raises HotseatError naming the key.
    """
    where = _shown(source)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise HotseatError(f"{where} is no JSON: {clean_line(str(error), 120)}") from error
    found = data.get("words") or []
    if not isinstance(found, list):
        raise HotseatError(f"{where}: words must be a list")
    words = tuple(_word(entry, number, where) for number, entry in enumerate(found))
    said = data.get("text") or " ".join(word.text for word in words)
    if not isinstance(said, str):
        raise HotseatError(f"{where}: text must be text")
    seconds = _seconds(data.get("duration", words[-1].end if words else 0.0), "duration", where)
    return Transcript(
        text=clean(said).strip(),
        words=words,
        duration=seconds,
        model=clean_line(str(data.get("model", "")), 60),
        language=clean_line(str(data.get("language", "en")), 8),
        kind=AnswerKind.SPOKEN if words else AnswerKind.TYPED,
    )


def _word(entry: Any, number: int, where: str) -> Word:
    place = f"words[{number}]"
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise HotseatError(f"{where}: {place} must have a text")
    times = [_seconds(entry.get(key), f"{place}.{key}", where) for key in ("start", "end")]
    probability = _seconds(entry.get("probability", 1.0), f"{place}.probability", where)
    return Word(clean_line(entry["text"]), times[0], times[1], probability)


def _seconds(value: Any, key: str, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise HotseatError(f"{where}: {key} must be a number, in seconds")
    return float(value)


def _shown(source: str) -> str:
    return "standard input" if source == STDIN else clean_line(source, 200)


def _progress() -> Callable[[float, float], None]:
    def show(done: float, total: float) -> None:
        of = f" of {clock_face(total)}" if total else ""
        print(f"\rtranscribing {clock_face(done)}{of}", end="", file=sys.stderr, flush=True)

    return show
