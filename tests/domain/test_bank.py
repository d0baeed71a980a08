import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.bank import Bank, DrawnQuestion, asked, types_of
from hotseat.domain.bank_reading import parse_bank, types_in
from hotseat.domain.rubric import RUBRICS, Element, Level
from hotseat.domain.text import clean
from tests.strategies import hostile_texts

GOOD: dict[str, Any] = {
    "schema": 1,
    "bank": {"id": "mine", "title": "Mine", "source": "Me", "licence": "MIT"},
    "questions": [
        {
            "id": "late",
            "text": "Tell me about a deadline you missed.",
            "type": "missed_deadline",
            "level": "senior",
            "prep_seconds": 30,
            "answer_seconds": 180,
            "tests": "The cause.",
            "guidance": ["Name the step."],
            "pitfalls": ["Blaming the date."],
            "tags": ["launch"],
            "probes": [{"text": "And then?", "target": "systemic_change"}],
        }
    ],
    "curveballs": [
        {"id": "gone", "text": "Two leave.", "types": ["execution_plan"], "elements": ["tradeoff"]}
    ],
}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | hostile_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile_texts, inner, max_size=3),
    max_leaves=8,
)


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return data


def test_a_good_bank_has_no_problem() -> None:
    bank, problems = parse_bank(GOOD, "mine.toml", "mine")
    assert problems == []
    (question,) = bank.questions
    assert question.level is Level.SENIOR
    assert question.probes[0].source == "bank"
    assert bank.curveballs[0].elements == (Element.TRADEOFF,)


def test_a_question_is_kept_whole_when_it_is_asked() -> None:
    bank, _ = parse_bank(GOOD, "f")
    question = asked(DrawnQuestion("mine", bank.questions[0]))
    assert (question.bank, question.id) == ("mine", "late")
    assert question.guidance == ("Name the step.",)
    assert question.pitfalls == ("Blaming the date.",)


@pytest.mark.parametrize(
    ("path", "value", "where", "told"),
    [
        (("schema",), 2, "schema", "update Hotseat"),
        (("schema",), "1", "schema", "must be 1"),
        (("bank",), 3, "bank", "must be a table"),
        (("bank", "id"), "Not Good", "bank.id", "may hold only"),
        (("bank", "id"), "other", "bank.id", "must equal the file's name"),
        (("bank", "colour"), "red", "bank.colour", "not known; allowed: "),
        (("questions",), 3, "questions", "must be a list"),
        (("questions", 0), 3, "questions[1]", "must be a table"),
        (("questions", 0, "id"), "", "questions[1].id", "must not be empty"),
        (("questions", 0, "text"), "x" * 1001, "questions[1].text", "1001 characters"),
        (("questions", 0, "type"), "dreams", "questions[1].type", "not one of: failed_execution"),
        (("questions", 0, "level"), "guru", "questions[1].level", "mid, senior, director"),
        (("questions", 0, "prep_seconds"), -1, "questions[1].prep_seconds", "0 to 600"),
        (("questions", 0, "prep_seconds"), True, "questions[1].prep_seconds", "0 to 600"),
        (("questions", 0, "answer_seconds"), 29, "questions[1].answer_seconds", "30 to 1800"),
        (("questions", 0, "answer_seconds"), 180.0, "questions[1].answer_seconds", "whole number"),
        (("questions", 0, "guidance"), "x", "questions[1].guidance", "list of texts"),
        (("questions", 0, "pitfalls"), [1], "questions[1].pitfalls", "list of texts"),
        (
            ("questions", 0, "probes", 0, "target"),
            "luck",
            "questions[1].probes[1].target",
            "no element or flag",
        ),
        (("curveballs", 0, "types"), [], "curveballs[1].types", "at least one"),
        (("curveballs", 0, "elements"), ["luck"], "curveballs[1].elements", "not an element"),
    ],
)
def test_a_problem_names_place_and_what_is_allowed(
    path: tuple[str | int, ...], value: Any, where: str, told: str
) -> None:
    _, problems = parse_bank(changed(*path, to=value), "mine.toml", "mine")
    found = [p for p in problems if p.where == where]
    assert found, problems
    assert told in found[0].message
    assert str(found[0]).startswith(f"mine.toml: {where}: ")


def test_a_bad_question_never_hides_the_others() -> None:
    data = copy.deepcopy(GOOD)
    data["questions"] += [dict(data["questions"][0], id=f"q{n}", level="x") for n in range(3)]
    data["questions"].append(dict(data["questions"][0], id="last"))
    bank, problems = parse_bank(data, "f")
    assert [q.id for q in bank.questions] == ["late", "last"]
    assert len(problems) == 3


def test_an_id_used_twice_is_told_and_the_first_stays() -> None:
    data = copy.deepcopy(GOOD)
    data["questions"].append(dict(data["questions"][0], text="Another?"))
    bank, problems = parse_bank(data, "f")
    assert [q.text for q in bank.questions] == ["Tell me about a deadline you missed."]
    assert "used twice" in problems[0].message


@given(st.dictionaries(st.sampled_from([*GOOD, "other"]), anything))
def test_any_document_ends_in_problems_and_never_a_crash(data: dict[str, Any]) -> None:
    bank, problems = parse_bank(data, "f", "mine")
    assert problems
    assert all(str(p) == clean(str(p)) and "\n" not in str(p) for p in problems)
    assert not bank.questions or all(q.text for q in bank.questions)


@given(st.sampled_from(sorted(GOOD["questions"][0])), anything)
def test_any_value_of_a_question_ends_in_a_question_or_a_problem(key: str, value: Any) -> None:
    bank, problems = parse_bank(changed("questions", 0, key, to=value), "f", "mine")
    assert bool(bank.questions) or bool(problems)
    for question in bank.questions:
        for text in (question.text, question.tests, *question.guidance):
            assert clean(text) == text
            assert "\n" not in text


OWN: dict[str, Any] = {
    "id": "pay",
    "elements": ["tradeoff", "buffer", "outcome_metric"],
    "critical": {"mid": ["tradeoff"], "director": ["buffer", "tradeoff"]},
}


def with_types(*types: Any, question_type: str = "pay") -> dict[str, Any]:
    return {**changed("questions", 0, "type", to=question_type), "types": list(types)}


def test_a_bank_may_define_a_type_and_its_questions_carry_the_rubric() -> None:
    bank, problems = parse_bank(with_types(OWN), "mine.toml", "mine")
    assert problems == []
    rubric = asked(DrawnQuestion("mine", bank.questions[0])).called_for
    assert rubric.type == "pay"
    assert rubric.elements == (Element.TRADEOFF, Element.BUFFER, Element.OUTCOME_METRIC)
    assert rubric.critical[Level.MID] == rubric.critical[Level.SENIOR] == {Element.TRADEOFF}
    assert rubric.critical[Level.DIRECTOR] == {Element.TRADEOFF, Element.BUFFER}
    assert list(types_of([bank])) == [*RUBRICS, "pay"]


def test_a_type_of_another_bank_may_be_used_and_the_own_definition_goes_first() -> None:
    known = {**RUBRICS, **types_in({"types": [OWN]})}
    bank, problems = parse_bank(with_types(), "mine.toml", "mine", known)
    assert problems == []
    assert bank.questions[0].rubric == known["pay"]
    assert bank.types == ()
    own = {"id": "pay", "elements": ["fix"]}
    bank, _ = parse_bank(with_types(own), "mine.toml", "mine", known)
    assert bank.questions[0].rubric is not None
    assert bank.questions[0].rubric.elements == (Element.FIX,)


def test_a_known_type_needs_no_rubric_of_its_own() -> None:
    bank, _ = parse_bank(GOOD, "f")
    question = asked(DrawnQuestion("mine", bank.questions[0]))
    assert question.rubric is None
    assert question.called_for == RUBRICS["missed_deadline"]


@pytest.mark.parametrize(
    ("types", "where", "told"),
    [
        ([{**OWN, "id": "Pay!"}], "types[1].id", "a-z, 0-9 and underscores"),
        ([{**OWN, "id": "execution_plan"}], "types[1].id", "that Hotseat knows"),
        ([OWN, OWN], "types[2].id", "used twice"),
        ([{"id": "pay"}], "types[1].elements", "at least one"),
        ([{**OWN, "elements": ["luck"]}], "types[1].elements", "not an element"),
        (
            [{**OWN, "critical": {"mid": ["fix"]}}],
            "types[1].critical.mid",
            "must stand in elements",
        ),
        ([{**OWN, "critical": {"guru": []}}], "types[1].critical.guru", "director, mid, senior"),
        ([{**OWN, "critical": 3}], "types[1].critical", "must be a table"),
        ([3], "types[1]", "must be a table"),
        (3, "types", "must be a list"),
    ],
)
def test_a_problem_in_a_type_names_place_and_what_is_allowed(
    types: Any, where: str, told: str
) -> None:
    _, problems = parse_bank({**GOOD, "types": types}, "mine.toml", "mine")
    found = [p for p in problems if p.where == where]
    assert found, problems
    assert told in found[0].message


@given(anything)
def test_any_value_of_a_type_ends_in_a_type_or_a_problem(value: Any) -> None:
    bank, problems = parse_bank({**GOOD, "types": [value]}, "f", "mine")
    assert bool(bank.types) or bool(problems)
    assert isinstance(bank, Bank)
