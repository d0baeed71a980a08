"""How telling a follow-up at each target is, learnt from what interviewers went after.

For every element and flag of an answer a sum of a few weights says how likely an interviewer is to
go after it: how it was heard, in which type of question, beside which other elements and flags, how
much of the answer was specific, where the words stand and how many there are.
scripts/train_priorities.py fits the weights (data/priorities.json) by logistic regression;
coach/priority.py names what is weighed.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hotseat.coach.data import FOLDER
from hotseat.domain.analysis import ElementJudgement, Evidence, FlagJudgement, Status

MOST_WORDS = 40
"""Evidence of more words than this is not told apart."""

BESIDE_ELEMENT, BESIDE_FLAG = 0.4, 0.5
"""What a target together with one other of the answer counts: there are many, so each is small."""


@dataclass(frozen=True, slots=True)
class Case:
    """What of a whole answer bears on every follow-up to it.

    `heard` is the share of its elements that are met, `sentences` how many it has, `elements` each
    element's name and how it was heard, `flags` the flags that were written down.
    """

    question_type: str = ""
    heard: float = 0.0
    sentences: int = 0
    elements: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element's words stand: 0 at the start of the answer, 1 at its end; and how many."""

    late: float = 0.0
    words: int = 0


def case_of(
    question_type: str,
    judgements: Sequence[ElementJudgement],
    flags: Sequence[FlagJudgement],
    sentences: int,
) -> Case:
    """Return what of an answer bears on every follow-up to it."""
    met = sum(j.status is Status.MET for j in judgements)
    heard = met / len(judgements) if judgements else 0.0
    return Case(
        question_type,
        round(heard, 4),
        sentences,
        tuple((str(j.element), str(j.status)) for j in judgements),
        tuple(str(f.flag) for f in flags),
    )


def place_of(evidence: Sequence[Evidence], case: Case) -> Place:
    """Return where the evidence of an element stands."""
    if not evidence:
        return Place()
    late = evidence[-1].sentence / max(1, case.sentences - 1)
    return Place(round(late, 4), sum(len(piece.quote.split()) for piece in evidence))


def element_features(element: str, status: Status, place: Place, case: Case) -> dict[str, float]:
    """Return what is weighed where an element is the target."""
    alone = {
        f"{status}": 1.0,
        f"{element} {status}": 1.0,
        f"{case.question_type} {element} {status}": 0.7,
        f"{status}, share heard": case.heard,
        f"{status}, flags": float(min(2, len(case.flags))),
        f"{status}, place": place.late,
        f"{status}, words": min(MOST_WORDS, place.words) / MOST_WORDS,
    }
    return alone | _beside(f"{element} {status}", element, case)


def flag_features(flag: str, pieces: int, place: Place, case: Case) -> dict[str, float]:
    """Return what is weighed where a flag is the target; `pieces` sentences raise it."""
    alone = {
        "flag": 1.0,
        f"{flag}": 1.0,
        f"{case.question_type} {flag}": 0.7,
        "flag, share heard": case.heard,
        "flag, flags": float(min(3, len(case.flags))),
        "flag, sentences": float(min(3, pieces)),
        "flag, place": place.late,
    }
    return alone | _beside(flag, flag, case)


def _beside(told: str, target: str, case: Case) -> dict[str, float]:
    """Return what is weighed of a target together with each other element and flag."""
    found = {
        f"{told} beside {name} {status}": BESIDE_ELEMENT
        for name, status in case.elements
        if name != target
    }
    return found | {f"{told} beside {flag}": BESIDE_FLAG for flag in case.flags if flag != target}


def likelihood(found: Mapping[str, float]) -> float:
    """Return how likely an interviewer is to go after a target, 0 to 1."""
    weights = _weights()
    total = weights[""] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))


@cache
def _weights() -> Mapping[str, float]:
    text = (FOLDER / "priorities.json").read_text(encoding="utf-8")
    return {str(name): float(value) for name, value in json.loads(text)["weights"].items()}
