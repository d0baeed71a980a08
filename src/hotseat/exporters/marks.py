"""A transcript with its evidence marked: sentences cut where a mark begins or ends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hotseat.domain.analysis import Analysis, Evidence, Status
from hotseat.domain.memo import memo_of
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES
from hotseat.domain.session import Take, judged_status
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Sentence, Transcript

_LINE_END = re.compile(r"\n+")
_STRENGTH = ("", "thin", "met", "flag")


@dataclass(frozen=True, slots=True)
class Label:
    """What a sentence carries: `kind` is "met", "thin" or "flag"."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters under the same marks; `anchors` are the places that begin with it."""

    text: str
    kind: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as shown, with its seconds where they are known."""

    pieces: tuple[Piece, ...]
    labels: tuple[Label, ...]
    start: float | None
    stop: float | None


@dataclass(frozen=True, slots=True)
class _Mark:
    begin: int
    end: int
    kind: str


def anchor(where: str, evidence: Evidence) -> str:
    """Return the name of the place in the document where the words of some evidence stand."""
    return f"{where}-{evidence.begin}-{evidence.end}"


def lines(take: Take, where: str) -> tuple[Line, ...]:
    """Return the transcript of a take in sentences; `where` begins the names of its places."""
    told = take.transcript
    if told is None or not told.text.strip():
        return ()
    if take.analysis is None:
        return tuple(_unmarked(told))
    marks = _marks(take, take.analysis)
    return tuple(
        Line(
            tuple(_pieces(told.text, begin, end, marks, where)),
            _labels(take.analysis, sentence),
            sentence.start if sentence else None,
            sentence.stop if sentence else None,
        )
        for sentence, begin, end in _stretches(told.text, take.analysis.sentences)
        if told.text[begin:end].strip()
    )


def _unmarked(told: Transcript) -> Iterable[Line]:
    parts = [part for part in _LINE_END.split(told.text) if part.strip()]
    timed = bool(told.words) and len(parts) == 1
    start, stop = (told.words[0].start, told.words[-1].end) if timed else (None, None)
    for part in parts:
        yield Line((Piece(part, ""),), (), start, stop)


def _stretches(text: str, sentences: Sequence[Sentence]) -> list[tuple[Sentence | None, int, int]]:
    """Return each sentence with its characters, up to where the next begins: no letter is lost."""
    ordered = sorted((s for s in sentences if s.begin < s.end), key=lambda s: s.begin)
    if not ordered:
        return [(None, 0, len(text))]
    ends = [*(max(0, s.begin) for s in ordered[1:]), len(text)]
    found: list[tuple[Sentence | None, int, int]] = []
    at = 0
    for sentence, end in zip(ordered, ends, strict=True):
        found.append((sentence, at, max(at, end)))
        at = max(at, end)
    return found


def _marks(take: Take, analysis: Analysis) -> list[_Mark]:
    marks = []
    for judged in analysis.elements:
        status = judged_status(take, judged.element) or judged.status
        kind = "met" if status is Status.MET else "thin"
        marks += [_Mark(e.begin, e.end, kind) for e in judged.evidence]
    marks += [_Mark(e.begin, e.end, "flag") for flag in analysis.flags for e in flag.evidence]
    for reason in analysis.risk.reasons:
        marks += [_Mark(e.begin, e.end, "") for e in reason.evidence]
    marks += [_Mark(e.evidence.begin, e.evidence.end, "") for e in analysis.ledger]
    marks += [_Mark(e.evidence.begin, e.evidence.end, "") for e in analysis.figures]
    memo = memo_of(analysis, take.question.type)
    marks += [_Mark(e.evidence.begin, e.evidence.end, "") for e in memo.lines]
    return [mark for mark in marks if mark.begin < mark.end]


def _pieces(text: str, begin: int, end: int, marks: Sequence[_Mark], where: str) -> Iterable[Piece]:
    inside = [mark for mark in marks if mark.begin < end and mark.end > begin]
    cuts = {begin, end, *(m.begin for m in inside), *(m.end for m in inside)}
    edges = sorted(cut for cut in cuts if begin <= cut <= end)
    for first, last in pairwise(edges):
        over = [mark for mark in inside if mark.begin <= first < mark.end]
        kind = max((mark.kind for mark in over), key=_STRENGTH.index, default="")
        names = {f"{where}-{m.begin}-{m.end}" for m in over if m.begin == first}
        yield Piece(text[first:last], kind, tuple(sorted(names)))


def _labels(analysis: Analysis, sentence: Sentence | None) -> tuple[Label, ...]:
    if sentence is None or not 0 <= sentence.index < len(analysis.labels):
        return ()
    heard = analysis.labels[sentence.index]
    names = {element.value: name for element, name in PLAIN_NAMES.items()}
    found = [
        Label(
            names.get(label.rstrip("?"), clean_line(label.rstrip("?"), 40)),
            "thin" if label.endswith("?") else "met",
        )
        for label in heard.labels
    ]
    return (*found, *(Label(PLAIN_FLAGS[flag], "flag") for flag in heard.flags))
