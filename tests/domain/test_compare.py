"""What became of a checklist, its flags, its risk and the delivery."""

from dataclasses import replace

import pytest

from hotseat.domain.analysis import FlagJudgement, RiskLevel, Status
from hotseat.domain.compare import (
    Change,
    DeliveryChange,
    LedgerChange,
    compare,
    difference_words,
    figure_words,
)
from hotseat.domain.rewording import Fate
from hotseat.domain.rubric import Element, Flag
from hotseat.domain.session import Override, Take
from tests.tui import sample

NO_FIGURES = LedgerChange()


def judged(take: Take, **statuses: Status) -> Take:
    """Return the take with other statuses by the coach."""
    assert take.analysis is not None
    elements = tuple(
        replace(j, status=statuses.get(j.element.value, j.status)) for j in take.analysis.elements
    )
    return replace(take, analysis=replace(take.analysis, elements=elements))


def test_every_element_tells_what_became_of_it() -> None:
    take = sample.answer_take()
    before = judged(
        take,
        situation=Status.MET,
        hypothesis=Status.MISSING,
        breakdown=Status.MET,
        fix=Status.MISSING,
        systemic_change=Status.THIN,
        ownership=Status.MET,
    )
    after = judged(
        take,
        situation=Status.MET,
        hypothesis=Status.MET,
        breakdown=Status.MISSING,
        fix=Status.THIN,
        systemic_change=Status.MET,
        ownership=Status.THIN,
    )
    changes = {each.element: each.change for each in compare(before, after, NO_FIGURES).elements}
    assert changes == {
        Element.SITUATION: Change.SAME,
        Element.HYPOTHESIS: Change.GAINED,
        Element.BREAKDOWN: Change.LOST,
        Element.FIX: Change.GAINED,
        Element.SYSTEMIC_CHANGE: Change.FIRMER,
        Element.OWNERSHIP: Change.WEAKER,
        Element.OUTCOME_METRIC: Change.SAME,
    }


def test_the_candidates_own_judgement_counts() -> None:
    take = sample.answer_take()
    own = replace(take, overrides=(Override(Element.HYPOTHESIS, Status.MET),))
    told = {each.element: each for each in compare(take, own, NO_FIGURES).elements}
    assert told[Element.HYPOTHESIS].change is Change.GAINED


def test_what_was_not_judged_is_neither_gained_nor_lost() -> None:
    take = sample.answer_take()
    told = compare(replace(take, analysis=None), take, NO_FIGURES)
    assert {each.before for each in told.elements} == {None}
    assert {each.change for each in told.elements} == {Change.SAME}
    assert told.risk == (None, RiskLevel.HIGH)
    assert {figure.before for figure in told.delivery} == {None}
    empty = compare(replace(take, analysis=None, transcript=None), take, NO_FIGURES)
    assert {row.fate for row in empty.rows} == {Fate.ADDED}


def test_flags_come_and_go() -> None:
    take = sample.answer_take()
    assert take.analysis is not None
    quote = take.analysis.flags[0].evidence
    heroics = replace(take.analysis, flags=(FlagJudgement(Flag.HEROICS, quote),))
    flags = compare(take, replace(take, analysis=heroics), NO_FIGURES).flags
    assert [(f.flag, f.before, f.after) for f in flags] == [
        (Flag.BLAMES_OTHERS, True, False),
        (Flag.HEROICS, False, True),
    ]


def test_figures_of_the_delivery_stand_beside_each_other() -> None:
    take = sample.answer_take()
    assert take.analysis is not None
    calmer = replace(take.analysis.delivery, pace=140.4, pauses=None)
    after = replace(take, analysis=replace(take.analysis, delivery=calmer))
    told = {each.name: each for each in compare(take, after, NO_FIGURES).delivery}
    assert difference_words(told["Pace"]) == "−12"
    assert figure_words(told["Pace"], told["Pace"].after) == "140 words a minute"
    assert figure_words(told["Pauses"], told["Pauses"].after) == "not shown"
    assert difference_words(told["Pauses"]) == ""
    assert difference_words(told["Length"]) == "same"


@pytest.mark.parametrize(
    ("unit", "before", "after", "words"),
    [
        ("clock", 61.2, 185.9, "+2:04"),
        ("clock", 185.9, 61.2, "−2:04"),
        ("a minute", 3.04, 3.0, "same"),
        ("a minute", 3.0, 4.25, "+1.2"),
    ],
)
def test_differences_in_words(unit: str, before: float, after: float, words: str) -> None:
    assert difference_words(DeliveryChange("x", unit, 1, before, after)) == words
