"""The arc: shares, places and what it says of them."""

import json
import statistics
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.analysis import (
    Analysis,
    Delivery,
    ElementJudgement,
    Risk,
    RiskLevel,
    SentenceLabels,
    Status,
)
from hotseat.domain.arc import USUAL, Arc, Scale, arc_of, headline, place, said, talk_shares
from hotseat.domain.rubric import RUBRICS, Element, Level, rubric_for
from hotseat.domain.transcript import Sentence

CORPUS = Path(__file__).resolve().parents[2] / "data" / "corpus" / "dev.jsonl"


def analysis(
    told: Sequence[tuple[float, str]], kind: str = "missed_deadline", timed: bool = True
) -> Analysis:
    """An analysis of sentences that each take so many seconds (words, where not timed)."""
    sentences: list[Sentence] = []
    labels: list[SentenceLabels] = []
    at = 0.0
    for number, (size, marks) in enumerate(told):
        times = (at, at + size) if timed else (None, None)
        text = " ".join(["word"] * int(size))
        sentences.append(Sentence(number, text, 0, len(text), *times))
        labels.append(SentenceLabels(tuple(marks.split())))
        at += size
    rubric = rubric_for(kind)
    elements = []
    for element in rubric.elements:
        met = any(element.value in each.labels for each in labels)
        thin = any(f"{element.value}?" in each.labels for each in labels)
        status = Status.MET if met else Status.THIN if thin else Status.MISSING
        critical = rubric.is_critical(element, Level.SENIOR)
        elements.append(ElementJudgement(element, status, critical))
    return Analysis(
        tuple(sentences),
        tuple(labels),
        tuple(elements),
        (),
        (),
        Risk(RiskLevel.LOW, ()),
        Delivery(0, at),
    )


SCENIC = (
    (50.0, "situation"),
    (20.0, "situation breakdown"),
    (8.0, ""),
    (18.0, "fix?"),
    (4.0, "systemic_change"),
)


def lane(arc: Arc, element: Element) -> float:
    return next(each.share for each in arc.lanes if each.element is element)


def test_shares_are_laid_out_in_the_rubrics_order_and_add_up() -> None:
    arc = arc_of(analysis(SCENIC))
    assert [each.element for each in arc.lanes] == list(rubric_for("missed_deadline").elements)
    assert lane(arc, Element.SITUATION) == pytest.approx(0.6)
    assert lane(arc, Element.BREAKDOWN) == pytest.approx(0.1)
    assert lane(arc, Element.SYSTEMIC_CHANGE) == pytest.approx(0.04)
    assert arc.idle == pytest.approx(0.08)
    assert sum(each.share for each in arc.lanes) + arc.idle == pytest.approx(1)


def test_bars_stand_where_the_sentences_do_and_say_whether_they_are_specific() -> None:
    arc = arc_of(analysis(SCENIC))
    (fix,) = next(each.bars for each in arc.lanes if each.element is Element.FIX)
    assert (fix.sentence, fix.start, fix.stop, fix.specific) == (3, 78.0, 96.0, False)
    assert [step.carries for step in arc.steps] == [True, True, False, True, True]


def test_it_says_what_took_much_came_late_got_little_and_was_not_heard() -> None:
    arc = arc_of(analysis(SCENIC))
    assert headline(arc) == "60% scene, 4% what changed for good"
    assert said(arc) == (
        "Scene took 60%; strong answers give it 10 to 14%.",
        "Nothing but the scene before 0:50 of 1:40.",
        "What changed for good took 4%, critical here; strong answers give it 11 to 16%.",
        "Not heard: Bet, My part, Result number.",
    )


def test_idle_talk_is_spoken_of_and_a_balanced_answer_left_alone() -> None:
    even = [(10.0, element.value) for element in rubric_for("missed_deadline").elements]
    assert said(arc_of(analysis(even))) == ()
    assert "30% went to what the question does not call for." in said(
        arc_of(analysis([*even, (30.0, "buffer")]))
    )


def test_typed_answers_are_laid_along_words() -> None:
    arc = arc_of(analysis(SCENIC, timed=False), length=300.0)
    assert (arc.scale, arc.length) == (Scale.WORDS, 100.0)
    assert place(arc, 50.0) == "word 50"
    assert "Nothing but the scene before word 50 of word 100." in said(arc)


def test_an_empty_answer_has_an_empty_arc() -> None:
    arc = arc_of(analysis(()))
    assert (headline(arc), arc.length, arc.idle) == ("", 0.0, 0.0)
    assert said(arc)[-1].startswith("Not heard: Scene")


def test_a_recording_that_goes_on_is_as_long_as_the_recording() -> None:
    assert arc_of(analysis(SCENIC), length=120.0).length == 120.0


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1e4),
            st.lists(st.sampled_from([*Element, "fix?", "nonsense", "?"]), max_size=4),
        ),
        max_size=12,
    ),
    st.sampled_from(sorted(RUBRICS)),
    st.booleans(),
)
def test_shares_never_exceed_the_whole(
    told: list[tuple[float, list[str]]], kind: str, timed: bool
) -> None:
    arc = arc_of(analysis([(size, " ".join(marks)) for size, marks in told], kind, timed))
    assert 0 <= sum(each.share for each in arc.lanes) + arc.idle <= 1 + 1e-9
    assert all(0 <= bar.start <= bar.stop <= arc.length for each in arc.lanes for bar in each.bars)
    headline(arc), said(arc)


def test_what_is_usual_is_what_strong_answers_of_the_corpus_do() -> None:
    shares: dict[Element, list[float]] = defaultdict(list)
    for row in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines()):
        if row["quality"] != "strong":
            continue
        told = [(float(len(s["text"].split())), " ".join(s["labels"])) for s in row["sentences"]]
        judged = analysis(told, row["question_type"], timed=False)
        found = {s.element: s.share for s in talk_shares(judged.sentences, judged.labels)}
        for element in rubric_for(row["question_type"]).elements:
            shares[element].append(found.get(element, 0.0))
    for element, values in shares.items():
        low, _, high = statistics.quantiles(values, n=4)
        assert USUAL[element] == (round(low, 2), round(high, 2)), element
    assert set(shares) == set(Element)
