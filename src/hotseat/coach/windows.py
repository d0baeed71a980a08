"""Lay an answer out for an encoder that reads a limited number of pieces at a time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

BEGIN, MARK = 101, 102
"""The pieces that begin a text and that stand before each sentence ([CLS] and [SEP] of BERT)."""

WINDOW = 508
"""Pieces read at once; the encoder's positions end at 512. An answer of 450 words fits."""

LONGEST = 100
"""Pieces of one sentence that are read; 99.9 % of the corpus' sentences are shorter."""

BEFORE, AFTER = 2, 1
"""Sentences read along on either side of a window, so that none is judged out of its context."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces to read, and for each sentence to judge where its mark stands and where it ends."""

    pieces: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def windows(sentences: Sequence[Sequence[int]], head: Sequence[int]) -> list[Window]:
    """Return windows of about equal length that judge each sentence once, in order.

    `head` are the pieces that every window begins with, after BEGIN.
    """
    cut = [list(pieces[:LONGEST]) for pieces in sentences]
    room = WINDOW - len(head) - 2
    whole = sum(len(pieces) + 1 for pieces in cut)
    if whole <= room:
        return [_window(cut, head, 0, len(cut), 0, len(cut))] if cut else []
    room -= (BEFORE + AFTER) * (whole // len(cut) + 1)
    goal = whole / math.ceil(whole / room)
    found: list[Window] = []
    first = 0
    while first < len(cut):
        last, used = first, 0
        while last < len(cut) and used < goal and used + len(cut[last]) + 1 <= room:
            used += len(cut[last]) + 1
            last += 1
        last = max(last, first + 1)
        found.append(_window(cut, head, *_widened(cut, first, last, len(head)), first, last))
        first = last
    return found


def _widened(cut: Sequence[Sequence[int]], first: int, last: int, head: int) -> tuple[int, int]:
    """Return the range of sentences to read: neighbours are added while there is room."""
    left = WINDOW - head - 2 - sum(len(pieces) + 1 for pieces in cut[first:last])
    begin, end = first, last
    for _ in range(BEFORE):
        if begin > 0 and len(cut[begin - 1]) + 1 <= left:
            begin -= 1
            left -= len(cut[begin]) + 1
    for _ in range(AFTER):
        if end < len(cut) and len(cut[end]) + 1 <= left:
            left -= len(cut[end]) + 1
            end += 1
    return begin, end


def _window(
    cut: Sequence[Sequence[int]],
    head: Sequence[int],
    begin: int,
    end: int,
    first: int,
    last: int,
) -> Window:
    pieces = [BEGIN, *head]
    spans: list[tuple[int, int]] = []
    for index in range(begin, end):
        if first <= index < last:
            spans.append((len(pieces), len(pieces) + 1 + len(cut[index])))
        pieces += [MARK, *cut[index]]
    return Window((*pieces, MARK), tuple(spans))
