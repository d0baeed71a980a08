"""A good reply fills or holds, a dodge is a dodge: on replies as people give them."""

from dataclasses import replace

import pytest

from hotseat.coach import grilling
from hotseat.coach.analysis import analyse
from hotseat.coach.replies import evades, too_short
from hotseat.domain.analysis import Probe, Status, Verdict
from hotseat.domain.rubric import Element, Flag, Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import typed
from tests.coach.replies import (
    DEEPER_DODGES,
    DEEPER_GOOD,
    DODGES,
    FRESH_DODGES,
    FRESH_GOOD,
    GOOD,
)

LEAST_RIGHT = 0.85

TELLING = "We had a launch. It was late. It was a hard time for all of us."


def state(target: str, status: Status) -> grilling.Grill:
    """A grill in which the target has a status, or in which the flag was raised."""
    plan = target in ("critical_path", "sequencing", "resourcing", "risk_mitigation", "buffer")
    question = AskedQuestion("Tell me.", "execution_plan" if plan else "missed_deadline")
    told = typed(TELLING, 60)
    grill = grilling.begin(question, told, analyse(told, question), Level.SENIOR)
    if target in tuple(Flag):
        return replace(grill, flags=((Flag(target), ("It was a hard time for all of us.",)),))
    known = {**grill.known, Element(target): grilling.Heard(status, ("It was late.",))}
    return replace(grill, known=known)


def verdict(target: str, reply: str, status: Status = Status.MISSING) -> Verdict:
    grill = state(target, status)
    depth = 2 if status is Status.MET else 1
    probe = Probe("What exactly was it?", target, depth=depth)
    return grilling.hear(grill, probe, typed(reply, 20), 1.0)[1].verdict


def share_right(cases: list[tuple[str, str]], expected: Verdict, status: Status) -> float:
    wrong = [(t, r) for t, r in cases if verdict(t, r, status) is not expected]
    print(*wrong, sep="\n")
    return 1 - len(wrong) / len(cases)


def test_every_target_has_replies() -> None:
    targets = {*(str(e) for e in Element), *(str(f) for f in Flag)}
    assert set(GOOD) == set(DODGES) == targets
    assert all(len(r) >= 3 for r in (*GOOD.values(), *DODGES.values()))


def test_good_replies_fill_a_gap() -> None:
    cases = [(target, reply) for target, replies in GOOD.items() for reply in replies]
    assert share_right(cases, Verdict.FILLED, Status.MISSING) >= LEAST_RIGHT


def test_dodges_are_heard_as_dodges() -> None:
    cases = [(target, reply) for target, replies in DODGES.items() for reply in replies]
    assert share_right(cases, Verdict.DODGED, Status.MISSING) >= LEAST_RIGHT


def test_replies_written_after_the_rules_are_judged_as_well() -> None:
    assert share_right(list(FRESH_GOOD), Verdict.FILLED, Status.MISSING) >= LEAST_RIGHT
    assert share_right(list(FRESH_DODGES), Verdict.DODGED, Status.MISSING) >= LEAST_RIGHT


def test_deeper_questions_hold_or_are_dodged() -> None:
    assert share_right(list(DEEPER_GOOD), Verdict.HELD, Status.MET) >= LEAST_RIGHT
    assert share_right(list(DEEPER_DODGES), Verdict.DODGED, Status.MET) >= LEAST_RIGHT


@pytest.mark.parametrize("reply", ["", "no", "I don't know", "Um.", "pass", "...", "not really"])
@pytest.mark.parametrize("target", ["ownership", "outcome_metric", "vague_alignment", "buffer"])
def test_next_to_nothing_is_a_dodge(target: str, reply: str) -> None:
    assert verdict(target, reply) is Verdict.DODGED


def test_a_short_figure_is_an_answer() -> None:
    assert verdict("outcome_metric", "Nineteen days.") is Verdict.FILLED
    assert not too_short("Nineteen days.")


def test_a_person_named_by_role_is_no_short_reply() -> None:
    assert not too_short("My boss did.")


def test_owning_up_after_not_knowing_still_counts() -> None:
    reply = (
        "I don't know the exact day, but it was in March, and Ines had sent me the file two weeks "
        "before. I never opened it, that was my mistake."
    )
    assert not evades(reply)
    assert verdict("ownership", reply) is Verdict.FILLED
