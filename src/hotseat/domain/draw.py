"""Drawing questions: seeded, never twice in a session, the least practised first."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence

from hotseat.domain.bank import Bank, Curveball, DrawnQuestion
from hotseat.domain.rubric import Element, Level

QuestionKey = tuple[str, str]


def pool(
    banks: Iterable[Bank],
    *,
    bank_ids: Collection[str] = (),
    types: Collection[str] = (),
    level: Level | None = None,
    disabled: bool = False,
) -> list[DrawnQuestion]:
    """Return the questions that a choice of banks, types and level leaves (empty: all).

    Where the level leaves nothing of the chosen types, the other levels are allowed in. Questions
    that were disabled are left out unless `disabled`.
    """
    chosen = [
        DrawnQuestion(bank.id, question)
        for bank in banks
        if not bank_ids or bank.id in bank_ids
        for question in bank.questions
        if not types or question.type in types
        if disabled or question.id not in bank.disabled
    ]
    at_level = [drawn for drawn in chosen if level is None or drawn.question.level == level]
    return at_level or chosen


def draw(
    questions: Sequence[DrawnQuestion],
    count: int,
    *,
    seed: int,
    practised: Mapping[QuestionKey, int] | None = None,
    exclude: Collection[QuestionKey] = (),
) -> list[DrawnQuestion]:
    """Return up to `count` different questions; the same seed and history give the same ones.

    `practised` counts how often each question was answered; lower counts come first, and within a
    count the order is random. Types alternate where several are in the pool.
    """
    counts = practised or {}
    generator = random.Random(seed)
    candidates = sorted((d for d in questions if d.key not in exclude), key=lambda d: d.key)
    shuffled = generator.sample(candidates, len(candidates))
    ordered = sorted(shuffled, key=lambda d: counts.get(d.key, 0))
    drawn: list[DrawnQuestion] = []
    seen: dict[str, int] = {}
    while ordered and len(drawn) < count:
        fewest = min(counts.get(d.key, 0) for d in ordered)
        eligible = [d for d in ordered if counts.get(d.key, 0) == fewest]
        best = min(eligible, key=lambda d: seen.get(d.question.type, 0))
        ordered.remove(best)
        drawn.append(best)
        seen[best.question.type] = seen.get(best.question.type, 0) + 1
    return drawn


def draw_curveball(
    banks: Iterable[Bank],
    question_type: str,
    *,
    seed: int,
    used: Collection[str] = (),
    stress: Collection[Element] = (),
) -> Curveball | None:
    """Return a curveball that fits the type, preferring those that stress the given elements."""
    fitting = [
        ball
        for bank in banks
        for ball in bank.curveballs
        if question_type in ball.types and ball.text not in used
    ]
    if not fitting:
        return None
    shuffled = random.Random(seed).sample(fitting, len(fitting))
    return max(shuffled, key=lambda ball: len(set(ball.elements) & set(stress)))
