"""Which flags an interviewer would write down, from those that sentences raise."""

from collections.abc import Sequence

from hotseat.coach.structure import evidence
from hotseat.domain.analysis import FlagJudgement, SentenceLabels
from hotseat.domain.rubric import Flag
from hotseat.domain.transcript import Sentence


def judge_flags(
    sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> tuple[FlagJudgement, ...]:
    """Return the flags of the answer with their sentences, in the order of first hearing."""
    found: dict[Flag, list[int]] = {}
    for index, heard in enumerate(labels):
        for flag in heard.flags:
            found.setdefault(flag, []).append(index)
    return tuple(
        FlagJudgement(flag, tuple(evidence(sentences[i]) for i in places))
        for flag, places in found.items()
    )
