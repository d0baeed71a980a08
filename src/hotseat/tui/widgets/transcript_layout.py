"""A transcript broken into lines: one block a sentence, its time and its marks in the margin."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from hotseat.domain.analysis import Analysis, Status
from hotseat.domain.editing import placed
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES
from hotseat.domain.session import Annotation
from hotseat.domain.text import clean_line, clock_face
from hotseat.domain.transcript import Transcript, doubtful_spans, word_spans
from hotseat.tui.judgements import STATUS_SIGNS

FLAG_SIGN = "!"
NOTE_SIGN = "♦"
# As transcribers write it: the word before may be another one.
DOUBT_SIGN = "(?)"
_TOKEN = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.?!…]+[^\w\s]*(?=\s)|\n+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `begin:end` of the text that carry something, with its kind and its label.

    `kind` is "met", "thin", "flag" or "note".
    """

    begin: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as shown; characters `begin:end` of the text, and the kind of mark on it."""

    words: str
    begin: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line on screen: its block, what stands in the margin, and its words."""

    block: int
    time: str
    label: str
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence: characters `begin:end`, its first second (None: not timed), its marks.

    `doubts` are the characters of words that the recogniser was not sure of.
    """

    begin: int
    end: int
    start: float | None
    marks: tuple[Mark, ...]
    doubts: tuple[tuple[int, int], ...] = ()


def notes_of(transcript: Transcript | None, notes: Sequence[Annotation]) -> tuple[Mark, ...]:
    """Return the marks of the candidate's own remarks on stretches of a text."""
    spans = [(note, placed(note, transcript)) for note in notes]
    return tuple(Mark(*s, "note", f"{NOTE_SIGN} {note.text}") for note, s in spans if s is not None)


def marks_of(analysis: Analysis | None) -> tuple[Mark, ...]:
    """Return the marks of an analysis: elements heard or vague, and flags."""
    if analysis is None:
        return ()
    found = [
        Mark(
            quote.begin,
            quote.end,
            judged.status.value,
            f"{STATUS_SIGNS[judged.status]} {PLAIN_NAMES[judged.element]}",
        )
        for judged in analysis.elements
        if judged.status is not Status.MISSING
        for quote in judged.evidence
    ]
    found += [
        Mark(quote.begin, quote.end, "flag", f"{FLAG_SIGN} {PLAIN_FLAGS[raised.flag]}")
        for raised in analysis.flags
        for quote in raised.evidence
    ]
    return tuple(sorted(found, key=lambda mark: (mark.begin, mark.end)))


def blocks_of(
    transcript: Transcript, analysis: Analysis | None, notes: Sequence[Mark] = ()
) -> tuple[Block, ...]:
    """Return the sentences; together they cover the whole text. `notes` follow other marks."""
    text, marks = transcript.text, (*marks_of(analysis), *notes)
    judged = analysis is not None and len(analysis.sentences) > 0
    starts = (
        [sentence.begin for sentence in analysis.sentences]
        if analysis is not None and judged
        else [found.end() for found in _SENTENCE_END.finditer(text)]
    )
    edges = sorted({0, len(text), *(at for at in starts if 0 < at < len(text))})
    spans, blocks = word_spans(transcript), []
    firsts = [begin for begin, _ in spans]
    by_begin: dict[int, list[Mark]] = {}
    for mark in marks:
        by_begin.setdefault(max(0, bisect_right(edges, mark.begin) - 1), []).append(mark)
    doubts = doubtful_spans(transcript)
    unsure = [begin for begin, _ in doubts]
    for at, (begin, end) in enumerate(pairwise(edges)):
        if not text[begin:end].strip():
            continue
        word = bisect_left(firsts, begin)
        inside = word < len(firsts) and firsts[word] < end
        start = transcript.words[word].start if inside else None
        inside_it = doubts[bisect_left(unsure, begin) : bisect_left(unsure, end)]
        blocks.append(Block(begin, end, start, tuple(by_begin.get(at, ())), inside_it))
    return tuple(blocks)


def rows_of(text: str, blocks: Sequence[Block], width: int, label_width: int) -> list[Row]:
    """Break the blocks into lines of at most `width` cells beside the margin."""
    rows: list[Row] = []
    reach: list[Mark] = []  # marks that may run on into the next sentences
    for number, block in enumerate(blocks):
        reach = [mark for mark in reach if mark.end > block.begin] + list(block.marks)
        lines = _wrap(_pieces(text, block, reach), max(8, width))
        labels = list(dict.fromkeys((mark.label, mark.kind) for mark in block.marks))
        for at in range(max(len(lines), len(labels), 1)):
            label, kind = labels[at] if at < len(labels) else ("", "")
            time = clock_face(block.start) if at == 0 and block.start is not None else ""
            pieces = lines[at] if at < len(lines) else ()
            rows.append(Row(number, time, clean_line(label, label_width), kind, pieces))
    return rows


def _pieces(text: str, block: Block, marks: Sequence[Mark]) -> list[Piece]:
    found: list[Piece] = []
    for token in _TOKEN.finditer(text, block.begin, block.end):
        words = token.group()
        if not (words.isascii() and words.isprintable()):  # the rare word; cleaning takes time
            words = clean_line(words)
        if not words:
            continue
        begin, end = token.span()
        kind = _kind(marks, begin, end) if marks else ""
        if any(first < end and last > begin for first, last in block.doubts):
            words, kind = words + DOUBT_SIGN, kind or "doubt"
        found.append(Piece(words, begin, end, kind))
    return found


def _kind(marks: Sequence[Mark], begin: int, end: int) -> str:
    kinds = {mark.kind for mark in marks if mark.begin < end and mark.end > begin}
    return next((kind for kind in ("flag", "met", "thin", "note") if kind in kinds), "")


def _cells(words: str) -> int:
    return len(words) if words.isascii() else cell_len(words)


def _wrap(pieces: Sequence[Piece], width: int) -> list[tuple[Piece, ...]]:
    lines: list[tuple[Piece, ...]] = []
    current: list[Piece] = []
    used = 0
    for piece in _cut(pieces, width):
        size = _cells(piece.words)
        if current and used + 1 + size > width:
            lines.append(tuple(current))
            current, used = [], 0
        used += size + (1 if current else 0)
        current.append(piece)
    if current:
        lines.append(tuple(current))
    return lines


def _cut(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Cut words that are wider than a line; every part stands for the whole word."""
    cut: list[Piece] = []
    for piece in pieces:
        if _cells(piece.words) <= width:
            cut.append(piece)
            continue
        # Half the width in letters always fits: no letter is wider than two cells.
        step = width if piece.words.isascii() else max(1, width // 2)
        parts = [piece.words[at : at + step] for at in range(0, len(piece.words), step)]
        cut += [Piece(part, piece.begin, piece.end, piece.kind) for part in parts]
    return cut
