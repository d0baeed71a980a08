"""Which takes are compared."""

from dataclasses import replace

from hotseat.domain.listing import StoryRef
from hotseat.domain.retellings import (
    Telling,
    compared_take,
    in_order,
    pair_in,
    retellings,
    telling_in,
)
from hotseat.domain.session import Session
from hotseat.domain.summary import summarise
from tests.tui import sample


def session(name: str, created: str, **question: object) -> Session:
    take = sample.answer_take()
    asked = replace(take.question, **question)  # type: ignore[arg-type]
    return replace(
        sample.drilled(), name=name, created=created, takes=(replace(take, question=asked),)
    )


HERE = session("here", "2026-03-10T10:00:00+01:00")


def others(*sessions: Session) -> list[Telling]:
    summaries = [summarise(each) for each in (*sessions, HERE)]
    return list(retellings(HERE, HERE.takes[0], summaries))


def test_earlier_tellings_come_first_the_latest_of_them_foremost() -> None:
    told = others(
        session("old", "2026-02-01T10:00:00+01:00"),
        session("later", "2026-04-01T10:00:00+01:00"),
        session("before", "2026-03-01T10:00:00+01:00"),
    )
    assert told == [Telling("before"), Telling("old"), Telling("later")]


def test_another_question_of_the_same_story_is_a_telling() -> None:
    told = others(
        session("same-slot", "2026-02-01T10:00:00+01:00", id="missed-deadline-09"),
        session("other", "2026-02-02T10:00:00+01:00", id="x", type="execution_plan"),
    )
    assert told == [Telling("same-slot")]


def test_a_story_of_another_name_is_not() -> None:
    other = session("other", "2026-02-01T10:00:00+01:00", id="missed-deadline-09")
    named = replace(other, story=StoryRef("the-move", "The move", "missed_deadline"))
    assert others(named) == []


def test_takes_of_one_session_are_compared_also_those_set_aside() -> None:
    first = replace(HERE.takes[0], retaken=True)
    second, third = replace(HERE.takes[0], number=2), replace(HERE.takes[0], number=3)
    whole = replace(HERE, takes=(first, second, third))
    assert retellings(whole, second, []) == (Telling("here", 1), Telling("here", 3))
    assert compared_take(whole) == second  # the first answer that counts
    assert compared_take(whole, 1) == first


def test_a_reply_stands_for_its_answer() -> None:
    grilled = sample.grilled()
    assert compared_take(grilled, 3) == grilled.takes[0]
    assert compared_take(replace(grilled, takes=())) is None


def test_the_answer_to_the_same_question_is_chosen() -> None:
    other = replace(HERE.takes[0].question, id="another")
    first = replace(HERE.takes[0], question=other)
    second = replace(HERE.takes[0], number=2)
    assert telling_in(replace(HERE, takes=(first, second)), HERE.takes[0]) == second
    assert telling_in(replace(HERE, takes=(first,)), HERE.takes[0]) == first
    assert telling_in(replace(HERE, takes=()), HERE.takes[0]) is None


def test_the_earlier_of_two_stands_first() -> None:
    later = session("later", "2026-04-01T10:00:00+01:00")
    pair = in_order((later, later.takes[0]), (HERE, HERE.takes[0]))
    assert [told[0].name for told in pair] == ["here", "later"]


def test_of_two_sessions_answers_to_the_same_question_are_compared_else_of_one_type() -> None:
    plan = session("a", "2026-03-01T10:00:00+01:00", id="plan-1", text="P?", type="execution_plan")
    late = replace(HERE.takes[0], number=2)
    onsite = replace(plan, takes=(*plan.takes, late))
    assert pair_in(onsite, HERE) == (late, HERE.takes[0])
    assert pair_in(HERE, onsite) == (HERE.takes[0], late)
    other = session("b", "2026-03-02T10:00:00+01:00", id="other-late", text="Late?")
    assert pair_in(onsite, other) == (late, other.takes[0])
    assert pair_in(plan, other) == (plan.takes[0], other.takes[0])
    assert pair_in(plan, replace(other, takes=())) is None
