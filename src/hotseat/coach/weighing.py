"""What the encoder and the n-grams say of a sentence, weighed together and against its neighbours.

A second, small classifier: for each output it sees both scores, those of the output's twin
(specific for vague and back), the sentences before and after, what else the answer has, and
whether the question calls for the element.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hotseat.coach.linear import ELEMENTS
from hotseat.domain.rubric import RUBRICS

SIZE = len(ELEMENTS)
FIRST_FLAG = 2 * SIZE
REACH = 12
"""Sentences on either side that count as the rest of the answer."""

LIMIT = 12.0
TYPICAL = 10
"""Sentences of a usual answer: what the rest has is told as if it were so long."""

NAMES = (
    *("read", "counted", "twin", "twin_odds", "before", "after", "twin_before", "twin_after"),
    *("most", "much", "labels", "flags", "called", "vague"),
)
Rows = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Weighing:
    """For each output a weight for every one of NAMES, a bias, and what stands for the unknown."""

    weights: tuple[tuple[float, ...], ...]
    biases: tuple[float, ...]
    usual: tuple[tuple[float, ...], ...]

    def margins(self, read: Rows, counted: Rows, question_type: str) -> list[list[float]]:
        """Return how far each output of each sentence lies above its threshold."""
        return [
            [
                bias + sum(w * x for w, x in zip(weights, seen, strict=True))
                for weights, bias, seen in zip(self.weights, self.biases, row, strict=True)
            ]
            for row in features(read, counted, question_type, self.usual)
        ]


def of_json(stored: Mapping[str, Any]) -> Weighing:
    """Return the weighing as read from its file; raises KeyError on other files."""
    weights = tuple(tuple(row) for row in stored["weights"])
    usual = tuple(tuple(row) for row in stored["usual"])
    return Weighing(weights, tuple(stored["biases"]), usual)


def twin(output: int) -> int:
    """Return the vague output of a specific one and back; a flag is its own."""
    return output if output >= FIRST_FLAG else (output + SIZE) % FIRST_FLAG


def features(read: Rows, counted: Rows, question_type: str, usual: Rows) -> list[list[list[float]]]:
    """Return what is seen of every sentence and output: a row of NAMES for each.

    `usual` stands for what a lone sentence has no neighbours to tell of.
    """
    first = [[_held(x) for x in row] for row in read]
    second = [[_held(x) for x in row] for row in counted]
    odds = [
        [1 / (1 + math.exp(-(a + b) / 2)) for a, b in zip(x, y, strict=True)]
        for x, y in zip(first, second, strict=True)
    ]
    called = _called(question_type)
    return [_sentence(at, first[at], second[at], odds, called, usual) for at in range(len(first))]


def _held(score: float) -> float:
    return max(-LIMIT, min(LIMIT, score))


def _called(question_type: str) -> list[float]:
    rubric = RUBRICS.get(question_type)
    if rubric is None:
        return [0.5] * SIZE
    return [float(any(e.value == name for e in rubric.elements)) for name in ELEMENTS]


def _sentence(
    at: int,
    read: Sequence[float],
    counted: Sequence[float],
    odds: list[list[float]],
    called: Sequence[float],
    usual: Rows,
) -> list[list[float]]:
    none = [0.0] * len(read)
    before, here = (odds[at - 1] if at else none), odds[at]
    after = odds[at + 1] if at + 1 < len(odds) else none
    others = odds[max(0, at - REACH) : at] + odds[at + 1 : at + 1 + REACH]
    columns = list(zip(*others, strict=True))
    share = TYPICAL / len(others) if others else 0.0
    amount = [share * sum(column) for column in columns]
    labels, flags = sum(amount[:FIRST_FLAG]), sum(amount[FIRST_FLAG:])
    found: list[list[float]] = []
    for j in range(len(read)):
        k, label = twin(j), j < FIRST_FLAG
        beside = (read[k] + counted[k]) / 2 if label else 0.0
        own = [read[j], counted[j], beside, here[k] if label else 0.0]
        near = [before[j], after[j], before[k], after[k]]
        if others:
            rest = [max(columns[j]), math.log(0.1 + amount[j] + here[j])]
            rest += [labels, flags]
        else:
            rest = list(usual[j])
        rest[2] += sum(here[:FIRST_FLAG]) - (here[j] if label else 0.0)
        rest[3] += sum(here[FIRST_FLAG:]) - (0.0 if label else here[j])
        called_for = called[j % SIZE] if label else 1.0
        found.append([*own, *near, *rest, called_for, float(SIZE <= j < FIRST_FLAG)])
    return found
