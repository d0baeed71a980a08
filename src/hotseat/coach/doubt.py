"""Keep words that the recogniser was not sure of out of what is quoted back."""

from collections.abc import Sequence
from dataclasses import replace

from hotseat.domain.analysis import Analysis, Evidence
from hotseat.domain.transcript import Sentence, Transcript, doubtful_spans

Spans = Sequence[tuple[int, int]]
BLANK = "x{x"
"""Stands for a doubtful word where quotes are looked for: none may hold a brace (see anchors)."""


def quotable(transcript: Transcript, analysis: Analysis) -> Analysis:
    """Return an analysis to ask questions from: each doubtful word is blanked, so none is quoted.

    Figures with a doubtful word in them are left out. It is the same where all words are sure.
    """
    spans = doubtful_spans(transcript)
    if not spans:
        return analysis
    return replace(
        analysis,
        sentences=tuple(sure_words(analysis.sentences, spans)),
        elements=tuple(
            replace(judged, evidence=_sure(judged.evidence, spans)) for judged in analysis.elements
        ),
        flags=tuple(replace(each, evidence=_sure(each.evidence, spans)) for each in analysis.flags),
        ledger=tuple(each for each in analysis.ledger if not _touched(each.evidence, spans)),
    )


def sure_words(sentences: Sequence[Sentence], spans: Spans) -> list[Sentence]:
    """Return sentences with each doubtful word blanked; spans are characters of the transcript."""
    return [replace(each, text=_blanked(each.text, each.begin, spans)) for each in sentences]


def _sure(evidence: Sequence[Evidence], spans: Spans) -> tuple[Evidence, ...]:
    return tuple(replace(each, quote=_blanked(each.quote, each.begin, spans)) for each in evidence)


def _touched(evidence: Evidence, spans: Spans) -> bool:
    return any(begin < evidence.end and end > evidence.begin for begin, end in spans)


def _blanked(text: str, offset: int, spans: Spans) -> str:
    parts, at = [], 0
    for begin, end in spans:
        first, last = max(begin - offset, at), min(end - offset, len(text))
        if last > first:
            parts += [text[at:first], BLANK]
            at = last
    return "".join([*parts, text[at:]])
