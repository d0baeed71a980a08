"""Lines of a comparison, each with what it can play, and texts in two columns."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from hotseat.domain.analysis import Evidence
from hotseat.tui.render import line

WIDE_FROM = 110
"""Columns from which on there is room for quotes and lanes beside each other."""
NAME_WIDTH = 24
GAP = 3
MUTED = "$foreground-muted"


@dataclass(frozen=True, slots=True)
class Pair:
    """A line: its words, and the evidence that it plays of the earlier and of the later take."""

    words: Content
    before: Evidence | None = None
    after: Evidence | None = None
    heading: bool = False


def heading(words: str) -> Pair:
    """Return a line that only divides."""
    return Pair(Content.styled(words, "bold $text-primary"), heading=True)


def saying(words: str) -> Pair:
    """Return a line that tells something and plays nothing."""
    return Pair(line(words, 400, MUTED))


def beside(left: Content, right: Content, width: int) -> list[Content]:
    """Return two texts as lines of two columns, each broken to its half of the width."""
    half = max(8, (width - GAP) // 2)
    columns = [_broken(text, half) for text in (left, right)]
    rows = max(map(len, columns))
    padded = [column + [Content("")] * (rows - len(column)) for column in columns]
    return [
        a.pad_right(max(0, half - a.cell_length) + GAP) + b for a, b in zip(*padded, strict=True)
    ]


def _broken(text: Content, width: int) -> list[Content]:
    return [part.rstrip() for part in text.wrap(width)] if text.plain else [Content("")]


def indented(lines: Iterable[Content], by: int) -> Content:
    """Return lines as one text, moved to the right."""
    return Content("\n").join(text.pad_left(by) for text in lines)
