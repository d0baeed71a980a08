"""The debrief memo: what whoever decides would note, each sentence on words of the answer.

What was not heard hangs on the words after which it was waited for, and else on those that the
answer ended with; so nothing stands in the memo that cannot be played.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hotseat.domain.analysis import (
    Analysis,
    ElementJudgement,
    Evidence,
    FigureKind,
    Probe,
    Status,
)
from hotseat.domain.figure_words import asks
from hotseat.domain.memo_words import AWAITED, CHANGES, FLAGGED, HEARD, OTHERS, PAY, VAGUE
from hotseat.domain.reader import OTHER_SIDE, Reader, reader_of
from hotseat.domain.rubric import Element

FOR_LIMIT, AGAINST_LIMIT, CHANGE_LIMIT = 4, 5, 3
"""Sentences of each part: a committee reads half a page. Our own choice."""


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A sentence of the memo with the words that it hangs on; `target` is an element or flag."""

    text: str
    evidence: Evidence
    target: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """The note: for, against, and what would change their mind. `reader` says who writes it."""

    reader: Reader
    for_it: tuple[MemoLine, ...] = ()
    against: tuple[MemoLine, ...] = ()
    change: tuple[MemoLine, ...] = ()

    @property
    def lines(self) -> tuple[MemoLine, ...]:
        """All its sentences."""
        return self.for_it + self.against + self.change


def memo_of(analysis: Analysis, question_type: str) -> Memo:
    """Return the memo on an answer; it is empty where nothing was said."""
    reader = reader_of(question_type)
    if not analysis.sentences:
        return Memo(reader)
    words = _Words(reader is OTHER_SIDE)
    # What is critical comes first, then the rubric's order.
    judged = sorted(analysis.elements, key=lambda each: not each.critical)
    return Memo(
        reader,
        tuple(_for(judged, words))[:FOR_LIMIT],
        tuple(_against(analysis, judged, words))[:AGAINST_LIMIT],
        (tuple(_change(analysis, judged, words)) or tuple(_deeper(analysis)))[:CHANGE_LIMIT],
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The wordings, those of a role-play over pay where it is one."""

    pay: bool

    def of(self, table: dict[Element, str], kind: str, element: Element) -> str:
        own = PAY.get((kind, element)) if self.pay else None
        return own or table[element]


def _for(judged: list[ElementJudgement], words: _Words) -> Iterator[MemoLine]:
    for each in judged:
        if each.status is Status.MET and each.evidence:
            text = words.of(HEARD, "heard", each.element)
            yield MemoLine(f"{text}.", each.evidence[0], each.element.value)


def _against(
    analysis: Analysis, judged: list[ElementJudgement], words: _Words
) -> Iterator[MemoLine]:
    for each in judged:
        if each.status is Status.MISSING and each.critical:
            yield _waited_for(analysis, each.element, words)
    for raised in analysis.flags:
        if raised.evidence:
            yield MemoLine(f"{FLAGGED[raised.flag]}.", raised.evidence[0], raised.flag.value)
    for each in judged:
        if each.status is Status.THIN and each.evidence:
            text = f"Stays vague on {words.of(VAGUE, 'vague', each.element)}."
            yield MemoLine(text, each.evidence[0], each.element.value)
    for each in judged:
        if each.status is Status.MISSING and not each.critical:
            yield _waited_for(analysis, each.element, words)


def _waited_for(analysis: Analysis, element: Element, words: _Words) -> MemoLine:
    """Return the sentence on what was not heard, at the words that call for it."""
    met = {each.element: each.evidence for each in analysis.elements if each.evidence}
    what = words.of(VAGUE, "vague", element)
    for other in AWAITED[element]:
        if other in met:
            return MemoLine(f"Not heard after these words: {what}.", met[other][0], element.value)
    return MemoLine(f"Not heard by the end: {what}.", _end(analysis), element.value)


def _end(analysis: Analysis) -> Evidence:
    last = analysis.sentences[-1]
    return Evidence(last.index, last.text, last.begin, last.end, last.start, last.stop)


def _change(
    analysis: Analysis, judged: list[ElementJudgement], words: _Words
) -> Iterator[MemoLine]:
    """Yield what would turn each thing against it, at the words that it should follow."""
    for status, critical in (
        (Status.MISSING, True),
        (Status.THIN, True),
        (Status.THIN, False),
        (Status.MISSING, False),
    ):
        for each in judged:
            if each.status is status and each.critical is critical:
                place = each.evidence[0] if each.evidence else None
                quote = place or _waited_for(analysis, each.element, words).evidence
                text = words.of(CHANGES, "change", each.element)
                yield MemoLine(f"{text}.", quote, each.element.value)
    for raised in analysis.flags:
        if raised.evidence:
            yield MemoLine(f"{OTHERS[raised.flag]}.", raised.evidence[0], raised.flag.value)
    yield from _open_figures(analysis)


def _open_figures(analysis: Analysis) -> Iterator[MemoLine]:
    for figure in analysis.figures:
        if figure.gaps and figure.kind is not FigureKind.CONTEXT:
            text = f"A figure that is whole: {asks(figure)}"
            yield MemoLine(text, figure.evidence, figure.kind.value)


def _deeper(analysis: Analysis) -> Iterator[MemoLine]:
    """Yield, for an answer that lacks nothing, whether it holds under the next question."""
    for probe in analysis.probes:
        if (quote := _quoted(analysis, probe)) is not None:
            yield MemoLine(f"A plain answer to: {probe.text}", quote, probe.target)


def _quoted(analysis: Analysis, probe: Probe) -> Evidence | None:
    if not probe.anchor:
        return None
    for sentence in analysis.sentences:
        if probe.anchor in sentence.text:
            return Evidence(
                sentence.index,
                sentence.text,
                sentence.begin,
                sentence.end,
                sentence.start,
                sentence.stop,
            )
    return None
