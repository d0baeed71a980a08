"""From labelled sentences to the status of every element that a question calls for."""

from collections.abc import Sequence

from hotseat.domain.analysis import ElementJudgement, Evidence, SentenceLabels, Status
from hotseat.domain.rubric import Element, Level, Rubric
from hotseat.domain.transcript import Sentence


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
    specific = tuple(evidence(s) for s, heard in pairs if element.value in heard.labels)
    if specific:
        return ElementJudgement(element, Status.MET, critical, specific)
    vague = tuple(evidence(s) for s, heard in pairs if f"{element.value}?" in heard.labels)
    return ElementJudgement(element, Status.THIN if vague else Status.MISSING, critical, vague)
