"""Captions of a take: SubRip (.srt) and WebVTT (.vtt)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from math import isfinite

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Take
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Transcript, Word
from hotseat.exporters.selection import Selection

# Two lines of 42 characters and seven seconds are what subtitling guides allow at most.
LINE_LIMIT = 42
CUE_MS = 7000
# A silence of this length begins a new caption.
PAUSE_MS = 700
# A caption that is gone sooner cannot be read; it stays so long if the next one lets it.
READABLE_MS = 800

_NO_TIMES = "These words have no times (typed?); export them as md or txt instead."
_SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]*$")
_ARROW = re.compile(r"-{2,}>")
# Players read these in SubRip as formatting, and SubRip has no way to escape them.
_SRT_TAG = re.compile(r"<(?=[A-Za-z/])")
_SRT_OVERRIDE = re.compile(r"\{(?=\\)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or a part of an endless one, with its time in milliseconds."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cue:
    """One caption: one or two lines, in milliseconds."""

    lines: tuple[str, ...]
    start: int
    end: int


def to_srt(transcript: Transcript) -> str:
    """Return a transcript as SubRip captions; "" for silence.

    Raises HotseatError where words have no times.
    """
    blocks = []
    for number, cue in enumerate(_cues(transcript), 1):
        lines = (_SRT_TAG.sub("\u2039", _SRT_OVERRIDE.sub("(", line)) for line in cue.lines)
        times = f"{_time(cue.start, ',')} --> {_time(cue.end, ',')}"
        blocks.append("\n".join([str(number), times, *lines]) + "\n")
    return "\n".join(blocks)


def to_vtt(transcript: Transcript) -> str:
    """Return a transcript as WebVTT captions; only the head for silence.

    Raises HotseatError where words have no times.
    """
    blocks = ["WEBVTT\n"]
    for number, cue in enumerate(_cues(transcript), 1):
        lines = (escape(line, quote=False) for line in cue.lines)
        times = f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}"
        blocks.append("\n".join([str(number), times, *lines]) + "\n")
    return "\n".join(blocks)


def selection_srt(selection: Selection) -> str:
    """Return the captions of all spoken takes as if they were played in turn. Raises HotseatError.

    The first take keeps its own times, and so does a take that was selected alone.
    """
    return to_srt(in_turn([take for _, take in captioned(selection)]))


def selection_vtt(selection: Selection) -> str:
    """Return the captions of all spoken takes as if they were played in turn. Raises HotseatError.

    The first take keeps its own times, and so does a take that was selected alone.
    """
    return to_vtt(in_turn([take for _, take in captioned(selection)]))


def captioned(selection: Selection) -> list[tuple[int, Take]]:
    """Return the takes whose words have times, in the order told, with the place of their session.

    A take that a retake replaced is among them only where it was selected itself. Raises
    HotseatError where there is none.
    """
    takes = [(at, t) for at, t in selection.takes() if selection.take or not t.retaken]
    found = [(at, t) for at, t in takes if t.transcript is not None and t.transcript.timed]
    if found:
        return found
    if not takes:
        raise HotseatError("This session holds no answer, so there is nothing to caption.")
    silent = next((take for _, take in takes if take.transcript is not None), None)
    if silent is None:
        raise HotseatError(
            f"Take {takes[0][1].number} has no transcript yet, so it has no captions; "
            "transcribe it first."
        )
    if silent.transcript is not None and silent.transcript.text.strip():
        raise HotseatError(_NO_TIMES)
    return []


def in_turn(takes: Iterable[Take]) -> Transcript:
    """Return the words of takes as one recording after another would give them."""
    words: list[Word] = []
    at = 0.0
    for take in takes:
        if take.transcript is None:
            continue
        told = take.transcript
        words += [replace(w, start=w.start + at, end=w.end + at) for w in told.words]
        lengths = (take.seconds, told.duration, *(w.end for w in told.words[-1:]), 0.0)
        at += max(length for length in lengths if isfinite(length))
    return Transcript("", tuple(words), at)


def _cues(transcript: Transcript) -> list[_Cue]:
    if not transcript.words and transcript.text.strip():
        raise HotseatError(_NO_TIMES)
    cues: list[_Cue] = []
    at = 0
    for group in _groups(_pieces(transcript.words)):
        start = max(group[0].start, at)
        at = max(group[-1].end, start + 1)
        cues.append(_Cue(_wrap([piece.text for piece in group]), start, at))
    return _readable(cues)


def _pieces(words: Iterable[Word]) -> Iterator[_Piece]:
    """Yield the words in pieces that fit a line, with times that never run backwards."""
    at = 0
    for word in words:
        text = _ARROW.sub("→", clean_line(word.text))
        if not text:
            continue
        start = max(_ms(word.start), at)
        length = max(_ms(word.end) - start, 0)
        parts = [text[i : i + LINE_LIMIT] for i in range(0, len(text), LINE_LIMIT)]
        for number, part in enumerate(parts):
            begin = start + length * number // len(parts)
            yield _Piece(part.strip() or part, begin, start + length * (number + 1) // len(parts))
        at = start + length


def _groups(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces of each caption: cut after a sentence, at a pause, and when it is full."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and _begins_new(group, piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _begins_new(group: Sequence[_Piece], piece: _Piece) -> bool:
    last = group[-1]
    if _SENTENCE_END.search(last.text) or piece.start - last.end >= PAUSE_MS:
        return True
    if piece.end - group[0].start > CUE_MS:
        return True
    return not _fits([*(each.text for each in group), piece.text])


def _fits(words: Sequence[str]) -> bool:
    return len(" ".join(words)) <= LINE_LIMIT or _best_break(words) > 0


def _wrap(words: Sequence[str]) -> tuple[str, ...]:
    line = " ".join(words)
    if len(line) <= LINE_LIMIT:
        return (line,)
    cut = _best_break(words)
    return (" ".join(words[:cut]), " ".join(words[cut:]))


def _best_break(words: Sequence[str]) -> int:
    """Return before which word two lines are most alike in length; 0 where they do not fit."""
    best, shortest = 0, LINE_LIMIT + 1
    whole = len(" ".join(words))
    first = -1
    for index, word in enumerate(words[:-1], 1):
        first += 1 + len(word)
        longer = max(first, whole - first - 1)
        if longer < shortest:
            best, shortest = index, longer
    return best


def _readable(cues: Sequence[_Cue]) -> list[_Cue]:
    shown: list[_Cue] = []
    for index, cue in enumerate(cues):
        wished = max(cue.end, cue.start + READABLE_MS)
        limit = cues[index + 1].start if index + 1 < len(cues) else wished
        shown.append(replace(cue, end=max(cue.end, min(wished, limit))))
    return shown


def _ms(seconds: float) -> int:
    return max(0, round(seconds * 1000)) if isfinite(seconds) else 0


def _time(ms: int, point: str) -> str:
    seconds, rest = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}{point}{rest:03d}"
