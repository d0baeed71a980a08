"""Statuses, flags and risk follow from labels by rule."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.flags import judge_flags
from hotseat.coach.risk import assess
from hotseat.coach.sentences import spans_of
from hotseat.coach.structure import judge
from hotseat.domain.analysis import ElementJudgement, RiskLevel, SentenceLabels, Status
from hotseat.domain.rubric import RUBRICS, Element, Flag, Level, rubric_for
from tests.coach.given import CORPUS

MISSED = RUBRICS["missed_deadline"]
B, A, V = Flag.BLAMES_OTHERS, Flag.ABSTRACT_TALK, Flag.VAGUE_ALIGNMENT


def heard(*sentences: str) -> list[SentenceLabels]:
    """One sentence a text: "fix outcome_metric? !heroics"."""
    return [
        SentenceLabels(
            tuple(x for x in s.split() if x[0] != "!"),
            tuple(Flag(x[1:]) for x in s.split() if x[0] == "!"),
        )
        for s in sentences
    ]


def status(labels: list[SentenceLabels], level: Level = Level.SENIOR) -> dict[str, str]:
    _, spans = spans_of([f"Sentence {i}." for i in range(len(labels))])
    return {j.element: j.status for j in judge(spans, labels, MISSED, level)}


def flags(*sentences: str) -> list[str]:
    labels = heard(*sentences)
    _, spans = spans_of([f"Sentence {i}." for i in range(len(labels))])
    return [f.flag for f in judge_flags(spans, labels)]


def test_met_needs_a_specific_sentence_thin_a_vague_one() -> None:
    found = status(heard("fix", "breakdown?", "fix? breakdown?", "buffer"))
    assert found["fix"] == "met"
    assert found["breakdown"] == "thin"
    assert found["ownership"] == "missing"
    assert "buffer" not in found


def test_evidence_is_of_the_kind_that_made_the_status() -> None:
    labels = heard("fix?", "fix", "breakdown?")
    told, spans = spans_of(["Vague.", "Sharp.", "Vague too."])
    found = {j.element: j for j in judge(spans, labels, MISSED, Level.MID)}
    assert [e.quote for e in found[Element.FIX].evidence] == ["Sharp."]
    assert [e.quote for e in found[Element.BREAKDOWN].evidence] == ["Vague too."]
    assert found[Element.OWNERSHIP].evidence == ()
    for judgement in found.values():
        assert all(told.text[e.begin : e.end] == e.quote for e in judgement.evidence)


@pytest.mark.parametrize("question_type", [*RUBRICS, "own_type"])
def test_critical_follows_type_and_level(question_type: str) -> None:
    rubric = rubric_for(question_type)
    for level in Level:
        found = judge((), (), rubric, level)
        assert [j.element for j in found] == list(rubric.elements)
        assert {j.element for j in found if j.critical} == set(rubric.critical[level])


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["breakdown? !blames_others", "fix"], ["blames_others"]),
        (["breakdown? !blames_others", "ownership"], []),
        (["breakdown? !blames_others", "fix", "ownership"], ["blames_others"]),
        (["fix? !heroics"], ["heroics"]),
        (["fix? ownership !heroics"], []),
        (["situation", "!abstract_talk"], []),
        (["!abstract_talk", "!abstract_talk", "fix"], ["abstract_talk"]),
        (["situation?", "!abstract_talk"], ["abstract_talk"]),
        (["alignment_mechanism? !vague_alignment"], ["vague_alignment"]),
        (["alignment_mechanism? !vague_alignment", "alignment_mechanism"], []),
        (["!humble_brag", "ownership"], ["humble_brag"]),
    ],
)
def test_what_an_interviewer_would_write_down(sentences: list[str], expected: list[str]) -> None:
    assert flags(*sentences) == expected


def test_flag_rules_agree_with_the_corpus_on_its_own_sentences() -> None:
    both = true = found = 0
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        got = set(
            flags(*(" ".join([*s["labels"], *(f"!{f}" for f in s["flags"])]) for s in
                    answer["sentences"]))
        )  # fmt: skip
        want = set(answer["flags"])
        both, true, found = both + len(got & want), true + len(want), found + len(got)
    assert 2 * both / (true + found) >= 0.9


def risk(
    question_type: str,
    level: Level = Level.SENIOR,
    raised: str = "",
    **statuses: str,
) -> RiskLevel:
    labels = heard(*(f"!{f}" for f in raised.split()))
    _, spans = spans_of([f"Sentence {i}." for i in range(len(labels))])
    rubric = rubric_for(question_type)
    elements = [
        ElementJudgement(e, Status(statuses.get(e, "met")), rubric.is_critical(e, level))
        for e in rubric.elements
    ]
    return assess(elements, judge_flags(spans, labels), question_type, level).level


def test_all_heard_is_low_and_nothing_heard_is_high() -> None:
    for question_type, rubric in RUBRICS.items():
        assert risk(question_type) is RiskLevel.LOW
        nothing = {str(e): "missing" for e in rubric.elements}
        assert risk(question_type, Level.SENIOR, "", **nothing) is RiskLevel.HIGH


@pytest.mark.parametrize(
    "question_type", ["failed_execution", "missed_deadline", "execution_metrics"]
)
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("status_", ["missing", "thin"])
def test_a_failure_story_without_lasting_change_is_never_low(
    question_type: str, level: Level, status_: str
) -> None:
    assert risk(question_type, level, systemic_change=status_) is not RiskLevel.LOW


def test_blame_without_a_part_of_ones_own_is_graver() -> None:
    kept = risk("resource_constraint", Level.MID, "blames_others", outcome_metric="missing")
    gone = risk(
        "resource_constraint", Level.MID, "blames_others",
        outcome_metric="missing", ownership="missing", tradeoff="thin",
    )  # fmt: skip
    assert kept is RiskLevel.MEDIUM
    assert gone is RiskLevel.HIGH


def test_more_is_asked_of_a_director() -> None:
    assert risk("execution_plan", Level.MID, buffer="missing") is RiskLevel.LOW
    assert risk("execution_plan", Level.DIRECTOR, buffer="missing") is RiskLevel.MEDIUM


def test_reasons_come_gravest_first_with_their_words() -> None:
    labels = heard("systemic_change?", "!heroics")
    _, spans = spans_of(["We are careful now.", "We worked nights."])
    elements = judge(spans, labels, MISSED, Level.SENIOR)
    found = assess(elements, judge_flags(spans, labels), "missed_deadline", Level.SENIOR)
    assert found.level is RiskLevel.HIGH
    quotes = [e.quote for r in found.reasons for e in r.evidence]
    assert quotes == [*dict.fromkeys(quotes)]
    assert {"We are careful now.", "We worked nights."} <= set(quotes)
    assert "not heard" in found.reasons[0].text


statuses = st.sampled_from(list(Status))


@given(st.sampled_from(sorted(RUBRICS)), st.lists(statuses, min_size=7, max_size=7), st.data())
def test_hearing_more_never_raises_the_risk(
    question_type: str, found: list[Status], data: st.DataObject
) -> None:
    rubric = rubric_for(question_type)
    worse = dict(zip(rubric.elements, found, strict=False))
    better = dict(worse)
    better[data.draw(st.sampled_from(rubric.elements))] = Status.MET
    levels = [
        assess(
            [ElementJudgement(e, s, rubric.is_critical(e, Level.SENIOR)) for e, s in case.items()],
            (), question_type, Level.SENIOR,
        ).level
        for case in (worse, better)
    ]  # fmt: skip
    order = list(RiskLevel)
    assert order.index(levels[1]) <= order.index(levels[0])
