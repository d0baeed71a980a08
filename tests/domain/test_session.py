from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.analysis import Status
from hotseat.domain.rubric import Element
from hotseat.domain.session import (
    Session,
    Take,
    answers,
    judged_status,
    overridden,
    replies,
    with_take,
)
from tests.fakes.sessions import PROBE, QUESTION, example

SESSION = example()
ANSWER = SESSION.takes[0]


def take(number: int, reply: bool = False, retaken: bool = False) -> Take:
    return Take(number, QUESTION, probe=PROBE if reply else None, retaken=retaken)


def test_answers_are_what_is_neither_a_reply_nor_retaken() -> None:
    assert [t.number for t in answers(SESSION)] == [1]
    assert [t.number for t in replies(SESSION, ANSWER)] == [2, 3]


def test_replies_belong_to_the_answer_before_them() -> None:
    takes = (take(1), take(2, True), take(3), take(4, True), take(5, True, True), take(6, True))
    session = replace(SESSION, takes=takes)
    assert [t.number for t in replies(session, takes[0])] == [2]
    assert [t.number for t in replies(session, takes[2])] == [4, 6]


def test_replies_stay_with_their_answer_when_a_retaken_one_stands_between() -> None:
    takes = (take(1, retaken=True), take(2), take(3, True), take(4, retaken=True), take(5, True))
    session = replace(SESSION, takes=takes)
    assert [t.number for t in replies(session, takes[1])] == [3, 5]


@given(st.lists(st.builds(take, st.just(0), st.booleans(), st.booleans())))
def test_every_take_that_counts_is_an_answer_or_a_reply_to_one(found: list[Take]) -> None:
    takes = tuple(replace(t, number=n) for n, t in enumerate(found, 1))
    session = Session("s", "", takes=takes)
    told = answers(session)
    belonging = [t.number for answer in told for t in (answer, *replies(session, answer))]
    assert len(belonging) == len(set(belonging))
    first = told[0].number if told else len(takes) + 1
    assert sorted(belonging) == [t.number for t in takes if not t.retaken and t.number >= first]


def test_the_candidates_own_judgement_counts() -> None:
    assert judged_status(ANSWER, Element.OWNERSHIP) is Status.MET  # the coach says vague
    assert judged_status(ANSWER, Element.HYPOTHESIS) is Status.MISSING
    assert judged_status(ANSWER, Element.BUFFER) is None
    assert judged_status(take(1), Element.FIX) is None


def test_an_override_replaces_the_one_before_and_can_be_taken_back() -> None:
    once = overridden(ANSWER, Element.FIX, Status.THIN, "t1")
    twice = overridden(once, Element.FIX, Status.MISSING, "t2")
    assert [o.at for o in twice.overrides if o.element is Element.FIX] == ["t2"]
    assert judged_status(twice, Element.FIX) is Status.MISSING
    assert judged_status(overridden(twice, Element.FIX, None, ""), Element.FIX) is Status.MET
    assert twice.analysis == ANSWER.analysis


def test_a_take_is_added_or_replaced_by_its_number() -> None:
    longer = with_take(SESSION, take(5))
    assert [t.number for t in longer.takes] == [1, 2, 3, 4, 5]
    changed = with_take(longer, replace(take(5), note="again"))
    assert len(changed.takes) == 5
    assert changed.takes[-1].note == "again"
