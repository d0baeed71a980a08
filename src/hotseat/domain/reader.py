"""Who reads an answer: a hiring committee, or the other side of a role-play."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """How a debrief speaks of whoever decides.

    `risk` names what is put at low, medium or high; `memo` is the title of their note, and the
    last three are its parts.
    """

    who: str
    risk: str
    memo: str
    for_it: str
    against: str
    change: str


COMMITTEE = Reader(
    who="a hiring committee",
    risk="Execution risk",
    memo="What the hiring committee would note",
    for_it="For",
    against="Against",
    change="What would change their mind",
)
PLAN_READERS = Reader(
    who="whoever signs the plan",
    risk="Execution risk",
    memo="What those who sign the plan would note",
    for_it="For",
    against="Against",
    change="What would make them sign",
)
OTHER_SIDE = Reader(
    who="the other side of the table",
    risk="Risk of a poor deal",
    memo="What the other side would note",
    for_it="What moves them",
    against="What lets them stay put",
    change="What would move them further",
)

_READERS: dict[str, Reader] = {
    "execution_plan": PLAN_READERS,
    "pay_negotiation": OTHER_SIDE,
}


def reader_of(question_type: str) -> Reader:
    """Return who reads an answer to a question of this type: a hiring committee by default."""
    return _READERS.get(question_type, COMMITTEE)


def is_role_play(question_type: str) -> bool:
    """Say whether a question of this type plays the other side: drawn only when asked for."""
    return reader_of(question_type) is OTHER_SIDE
