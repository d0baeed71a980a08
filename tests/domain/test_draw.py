from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.bank import Bank, Curveball, DrawnQuestion, Question
from hotseat.domain.draw import draw, draw_curveball, pool
from hotseat.domain.rubric import Element, Level

TYPES = ("missed_deadline", "execution_plan", "failed_execution")


def question(number: int, kind: str = TYPES[0], level: Level = Level.SENIOR) -> Question:
    return Question(f"q{number}", "What broke?", kind, level, 30, 180)


BANK = Bank(
    "b",
    "B",
    questions=tuple(question(n, TYPES[n % 3], list(Level)[n % 2]) for n in range(12)),
    curveballs=(
        Curveball("people", "Three leave.", (TYPES[1],), (Element.RESOURCING,)),
        Curveball("date", "Two weeks less.", (TYPES[1], TYPES[0]), (Element.SEQUENCING,)),
    ),
)
ALL = pool([BANK])
histories = st.dictionaries(st.sampled_from([d.key for d in ALL]), st.integers(0, 3))


def test_the_pool_is_what_the_choice_leaves() -> None:
    assert len(ALL) == 12
    assert {d.question.type for d in pool([BANK], types=[TYPES[1]])} == {TYPES[1]}
    assert {d.question.level for d in pool([BANK], level=Level.MID)} == {Level.MID}
    assert pool([BANK], bank_ids=["other"]) == []


def test_a_level_that_nothing_has_lets_the_others_in() -> None:
    assert len(pool([BANK], level=Level.DIRECTOR)) == 12


@given(st.integers(), st.integers(0, 20), histories)
def test_drawn_questions_differ_and_the_seed_repeats_them(
    seed: int, number: int, history: dict[tuple[str, str], int]
) -> None:
    drawn = draw(ALL, number, seed=seed, practised=history)
    assert len({d.key for d in drawn}) == len(drawn) == min(number, 12)
    assert draw(list(reversed(ALL)), number, seed=seed, practised=history) == drawn


@given(st.integers(), st.integers(1, 12), histories)
def test_the_least_practised_come_first(
    seed: int, number: int, history: dict[tuple[str, str], int]
) -> None:
    counts = [history.get(d.key, 0) for d in draw(ALL, number, seed=seed, practised=history)]
    assert counts == sorted(counts)
    left = sorted(history.get(d.key, 0) for d in ALL)
    assert counts == left[:number]


@given(st.integers(), st.sets(st.sampled_from([d.key for d in ALL])))
def test_what_was_asked_in_the_session_is_not_drawn_again(
    seed: int, asked: set[tuple[str, str]]
) -> None:
    assert not {d.key for d in draw(ALL, 12, seed=seed, exclude=asked)} & asked


@given(st.integers())
def test_types_alternate(seed: int) -> None:
    kinds = Counter(d.question.type for d in draw(ALL, 6, seed=seed))
    assert set(kinds.values()) == {2}


def test_seeds_differ() -> None:
    first = {tuple(d.key for d in draw(ALL, 3, seed=seed)) for seed in range(20)}
    assert len(first) > 10


def test_a_drawn_question_is_known_by_bank_and_id() -> None:
    assert DrawnQuestion("b", question(1)).key == ("b", "q1")


@given(st.integers())
def test_a_curveball_fits_and_stresses_what_is_asked_for(seed: int) -> None:
    ball = draw_curveball([BANK], TYPES[1], seed=seed, stress=[Element.RESOURCING])
    assert ball is not None
    assert ball.id == "people"
    only = draw_curveball([BANK], TYPES[0], seed=seed)
    assert only is not None
    assert only.id == "date"


@pytest.mark.parametrize("used", [["Two weeks less."]])
def test_a_used_curveball_does_not_come_back(used: list[str]) -> None:
    assert draw_curveball([BANK], TYPES[0], seed=1, used=used) is None
    assert draw_curveball([], TYPES[0], seed=1) is None
