"""What the banks that come with Hotseat promise."""

import re
from collections import Counter
from itertools import combinations

import pytest

from hotseat.coach.probe_lint import lint
from hotseat.domain.bank import Bank, Question, types_of
from hotseat.domain.rubric import PLAIN_NAMES, Flag, Level, Rubric, type_name
from hotseat.paths import shipped_banks
from hotseat.store.banks import load_banks
from tests.coach.given import ROOT

BANKS, PROBLEMS = load_banks([shipped_banks()])
TYPES = types_of(BANKS)
ASKING = [bank for bank in BANKS if bank.questions]
EVERY = [pytest.param(b, q, id=f"{b.id}/{q.id}") for b in ASKING for q in b.questions]
LEAST = 24
ALIKE = 0.5  # the share of words that two questions may have in common


def rubric_of(question: Question) -> Rubric:
    return question.rubric or TYPES[question.type]


def test_there_are_eight_banks_with_200_questions_and_no_problem() -> None:
    assert PROBLEMS == []
    assert {bank.id for bank in ASKING} == {
        "execution-round",
        "failure-and-recovery",
        "stakeholders-and-conflict",
        "engine-metrics",
        "plans-and-replans",
        "leadership-without-authority",
        "behavioural-round",
        "pay-negotiation",
    }
    assert sum(len(bank.questions) for bank in ASKING) >= 200


@pytest.mark.parametrize("bank", [pytest.param(bank, id=bank.id) for bank in ASKING])
def test_a_bank_has_enough_questions_at_every_level(bank: Bank) -> None:
    assert len(bank.questions) >= LEAST
    levels = Counter(question.level for question in bank.questions)
    assert all(levels[level] >= 5 for level in Level), levels


@pytest.mark.parametrize(("bank", "question"), EVERY)
def test_a_question_is_whole(bank: Bank, question: Question) -> None:
    assert question.tests
    assert question.tags
    assert 2 <= len(question.guidance) <= 4
    assert len(question.pitfalls) >= 2
    assert len(question.probes) >= 3
    assert question.prep_seconds
    assert question.answer_seconds >= 90


@pytest.mark.parametrize(("bank", "question"), EVERY)
def test_probes_are_clean_and_go_after_what_counts(bank: Bank, question: Question) -> None:
    rubric = rubric_of(question)
    targets = [probe.target for probe in question.probes]
    assert len(set(targets)) == len(targets)
    for probe in question.probes:
        assert lint(probe.text) == [], probe.text
        assert probe.target in {*rubric.elements, *Flag}
    assert rubric.critical[question.level] <= set(targets)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", text.lower()))


def test_no_question_is_asked_twice_in_other_words() -> None:
    asked = [(f"{b.id}/{q.id}", words(q.text)) for b in ASKING for q in b.questions]
    alike = [
        (one, other)
        for (one, mine), (other, theirs) in combinations(asked, 2)
        if len(mine & theirs) > ALIKE * len(mine | theirs)
    ]
    assert alike == []


@pytest.mark.parametrize("rubric", [t for b in BANKS for t in b.types], ids=lambda t: t.type)
def test_a_type_of_a_bank_stands_in_the_documentation(rubric: Rubric) -> None:
    page = (ROOT / "docs" / "rubric.md").read_text(encoding="utf-8")
    (row,) = [r for r in page.splitlines() if f"| {type_name(rubric.type)} (`{rubric.type}`)" in r]
    marks = {None: "{}", Level.MID: "**{}**", Level.SENIOR: "{} (S)", Level.DIRECTOR: "{} (D)"}
    expected = [marks[c.critical_from].format(PLAIN_NAMES[c.element]) for c in rubric.calls]
    assert [part.strip() for part in row.split("|")[2].split(",")] == expected
