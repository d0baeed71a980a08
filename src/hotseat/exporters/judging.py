"""What explains a judgement, in blocks: the memo, the figures of an answer, and its arc."""

from collections.abc import Iterable, Iterator

from hotseat.domain import arc as arcs
from hotseat.domain.analysis import Analysis, Evidence
from hotseat.domain.figure_words import (
    KIND_MEANINGS,
    KIND_NAMES,
    asks,
    balance,
    by_kind,
    course,
    name,
)
from hotseat.domain.memo import memo_of
from hotseat.domain.session import Take
from hotseat.domain.text import clean_line, clock_face
from hotseat.exporters.blocks import Block, Heading, Item, Paragraph


def figures(analysis: Analysis) -> Iterator[Block]:
    """Yield the figures by kind as baseline → result → period, with what is left open."""
    if not analysis.figures:
        return
    yield Heading(3, "Figures")
    yield Paragraph(balance(analysis.figures))
    for kind, found in by_kind(analysis.figures):
        yield Item(KIND_MEANINGS[kind], KIND_NAMES[kind])
        for figure in found:
            named = name(figure)
            left = f" (open: {asks(figure)})" if figure.gaps else ""
            yield Item(f"{course(figure)}{left}", named[:1].upper() + named[1:], depth=1)
            yield from quotes((figure.evidence,), depth=2)


def arc(analysis: Analysis) -> Iterator[Block]:
    """Yield the shares of the talking, and what they show."""
    found = arcs.arc_of(analysis)
    if not (headline := arcs.headline(found)):
        return
    yield Heading(3, "Arc")
    yield Paragraph(f"{headline[:1].upper()}{headline[1:]}.")
    yield from (Item(words) for words in arcs.said(found))


def quotes(evidence: Iterable[Evidence], depth: int = 1) -> Iterator[Block]:
    """Yield quoted words, each with its time."""
    for each in evidence:
        time = "" if each.start is None else f" ({clock_face(each.start)})"
        yield Item(f"“{clean_line(each.quote)}”{time}", depth=depth)


def memo(take: Take) -> Iterator[Block]:
    """Yield the debrief memo on an answer: for, against, what would change their mind."""
    if take.analysis is None:
        return
    found = memo_of(take.analysis, take.question.type)
    if not found.lines:
        return
    yield Heading(3, found.reader.memo)
    for part, lines in (
        (found.reader.for_it, found.for_it),
        (found.reader.against, found.against),
        (found.reader.change, found.change),
    ):
        if lines:
            yield Item("", part)
        for line in lines:
            yield Item(line.text, depth=1)
            yield from quotes((line.evidence,), depth=2)
