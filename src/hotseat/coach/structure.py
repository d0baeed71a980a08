"""From labelled sentences to the status of every element that a question calls for."""

from collections.abc import Sequence

from hotseat.domain.analysis import ElementJudgement, Evidence, SentenceLabels, Status
from hotseat.domain.rubric import Element, Level, Rubric
from hotseat.domain.transcript import Sentence

NEAR_LIMIT = 1
"""Sentences named for an element that was nearly heard."""


def evidence(sentence: Sentence) -> Evidence:
    """Return a whole sentence as evidence."""
    return Evidence(
        sentence.index,
        sentence.text,
        sentence.begin,
        sentence.end,
        sentence.start,
        sentence.stop,
    )


def judge(
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    rubric: Rubric,
    level: Level,
) -> tuple[ElementJudgement, ...]:
    """Return a judgement for each element of a rubric, in the rubric's order.

    Met needs a specific sentence and hangs on those alone; thin hangs on the vague ones.
    """
    return tuple(
        element_judgement(element, sentences, labels, rubric.is_critical(element, level))
        for element in rubric.elements
    )


def element_judgement(
    element: Element,
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    critical: bool = False,
) -> ElementJudgement:
    """Return the judgement of one element, whether or not the question calls for it."""
    pairs = list(zip(sentences, labels, strict=True))
    for name, status in ((element.value, Status.MET), (f"{element.value}?", Status.THIN)):
        found = [(sentence, heard) for sentence, heard in pairs if name in heard.labels]
        if found:
            sure = [_confidence(heard, name) for _, heard in found]
            known = [each for each in sure if each is not None]
            quotes = tuple(evidence(sentence) for sentence, _ in found)
            return ElementJudgement(element, status, critical, quotes, max(known, default=None))
    near = [
        (heard.near.index(element.value), s) for s, heard in pairs if element.value in heard.near
    ]
    nearest = sorted(near, key=lambda each: each[0])[:NEAR_LIMIT]
    return ElementJudgement(
        element, Status.MISSING, critical, near=tuple(evidence(sentence) for _, sentence in nearest)
    )


def _confidence(heard: SentenceLabels, name: str) -> float | None:
    at = heard.labels.index(name)
    return heard.confidence[at] if at < len(heard.confidence) else None
