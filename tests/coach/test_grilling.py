"""A grilling goes deeper, asks once more after a dodge, and never repeats itself."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.coach import grilling
from hotseat.coach.analysis import analyse
from hotseat.coach.probe_lint import lint
from hotseat.domain.analysis import Analysis, Probe, SentenceLabels, Status, Verdict
from hotseat.domain.bank import Curveball
from hotseat.domain.ladder import ran_out
from hotseat.domain.rubric import RUBRICS, Element, Level
from hotseat.domain.session import Rung
from hotseat.domain.transcript import Transcript, typed
from tests.coach.given import CORPUS, STRONG, WEAK, question
from tests.coach.replies import GOOD

DODGE = "We just communicated a lot better after that."


def begin(text: str, question_type: str = "missed_deadline") -> grilling.Grill:
    told = typed(text, 180)
    asked = question(question_type)
    return grilling.begin(asked, told, analyse(told, asked), Level.SENIOR)


def run(
    grill: grilling.Grill, reply: Callable[[Probe, int], str], turns: int
) -> tuple[grilling.Grill, list[Rung], list[Probe]]:
    rungs: list[Rung] = []
    probes: list[Probe] = []
    for turn in range(turns):
        probe = grilling.next_probe(grill)
        if probe is None:
            break
        probes.append(probe)
        grill, rung, _ = grilling.hear(grill, probe, typed(reply(probe, turn), 20), turn / 2)
        rungs.append(rung)
    return grill, rungs, probes


def good(probe: Probe, turn: int) -> str:
    replies = GOOD[probe.target]
    return replies[turn % len(replies)]


def told_sentences() -> list[str]:
    lines = CORPUS.read_text(encoding="utf-8").splitlines()[:40]
    return [s["text"] for line in lines for s in json.loads(line)["sentences"]]


def test_a_dodge_is_asked_once_more_and_then_left() -> None:
    grill = begin(WEAK)
    first = grilling.next_probe(grill)
    assert first is not None
    grill, rung, _ = grilling.hear(grill, first, typed(DODGE, 10), 0.5)
    assert rung.verdict is Verdict.DODGED
    again = grilling.next_probe(grill)
    assert again is not None
    assert again.target == first.target
    assert again.text != first.text
    assert again.anchor in DODGE
    assert again.anchor
    grill, rung, _ = grilling.hear(grill, again, typed("I don't know", 5), 1.0)
    assert rung.verdict is Verdict.DODGED
    following = grilling.next_probe(grill)
    assert following is not None
    assert following.target != first.target


def test_a_filled_critical_gap_is_followed_one_level_deeper() -> None:
    grill = begin(WEAK)
    first = grilling.next_probe(grill)
    assert first is not None
    reply = GOOD[first.target][0]
    grill, rung, heard = grilling.hear(grill, first, typed(reply, 20), 0.5)
    assert rung.verdict is Verdict.FILLED
    assert rung.quote
    assert rung.quote in reply
    assert any(first.target in labels.labels for labels in heard.labels)
    assert grilling.coverage(grill)[Element(first.target)] is Status.MET
    deeper = grilling.next_probe(grill)
    assert deeper is not None
    assert deeper.target == first.target
    assert deeper.depth == 2
    assert not deeper.anchor or deeper.anchor in reply


def test_good_replies_close_every_gap_and_the_story_holds() -> None:
    grill, rungs, _ = run(begin(WEAK), good, 30)
    assert set(grilling.coverage(grill).values()) == {Status.MET}
    assert ran_out(rungs) is None
    assert sum(r.verdict is Verdict.DODGED for r in rungs) <= 6


def test_a_strong_answer_is_asked_deeper_rung_by_rung() -> None:
    _, _, probes = run(begin(STRONG), good, 30)
    depths = [p.depth for p in probes if p.source == "coach"]
    assert max(depths) >= 4
    assert len(probes) == 30


@pytest.mark.parametrize("question_type", sorted(RUBRICS))
@pytest.mark.parametrize("text", [STRONG, WEAK, ""], ids=["strong", "weak", "empty"])
def test_sixty_probes_without_a_repeat(question_type: str, text: str) -> None:
    told = told_sentences()
    _, _, probes = run(begin(text, question_type), lambda _, turn: told[turn * 7 % len(told)], 60)
    texts = [p.text for p in probes]
    assert len(texts) == len(set(texts))
    assert len(texts) >= 30
    assert not [text for text in texts if lint(text)]


@pytest.mark.parametrize("question_type", sorted(RUBRICS))
def test_fifteen_minutes_of_nothing_but_dodges_find_new_questions(question_type: str) -> None:
    _, rungs, probes = run(begin(WEAK, question_type), lambda *_: DODGE, 40)
    assert len(probes) >= 30
    assert len({p.text for p in probes}) == len(probes)
    assert ran_out(rungs) == 0.0


def test_what_a_reply_fills_in_passing_is_not_asked_any_more() -> None:
    grill = begin("It was a hard time.")
    probe = Probe("What did you leave undone?", "ownership")
    reply = (
        "I never asked the carrier for a label, that was my mistake. In the end we were nineteen "
        "days late and paid forty thousand euros in penalties."
    )
    grill, _, _ = grilling.hear(grill, probe, typed(reply, 20), 1.0)
    assert grilling.coverage(grill)[Element.OUTCOME_METRIC] is Status.MET
    _, _, probes = run(grill, lambda *_: DODGE, 30)
    assert all(p.depth >= 2 for p in probes if p.target == "outcome_metric")


def test_a_flag_is_raised_once_and_settled_by_owning_up() -> None:
    grill = begin(WEAK)
    flags = [flag for flag, _ in grill.flags]
    assert flags
    probe = Probe("“They didn't”: what was your own part?", flags[0])
    grill, rung, _ = grilling.hear(grill, probe, typed(GOOD[flags[0]][0], 20), 1.0)
    assert rung.verdict is Verdict.FILLED
    _, _, probes = run(grill, good, 20)
    assert flags[0] not in {p.target for p in probes}


def test_a_curveball_is_put_as_it_is_and_judged_by_what_it_stresses() -> None:
    ball = Curveball(
        "half", "Engineering just lost half its people. What goes?", ("execution_plan",),
        (Element.TRADEOFF, Element.RESOURCING),
    )  # fmt: skip
    grill = begin(STRONG, "execution_plan")
    probe = grilling.throw(grill, ball)
    assert (probe.text, probe.target, probe.source) == (ball.text, "tradeoff", "curveball")
    assert probe.why
    reply = "We drop the Polish version until autumn so that the four people stay on checkout."
    after, rung, _ = grilling.hear(grill, probe, typed(reply, 20), 5.0)
    assert rung.verdict is not Verdict.DODGED
    assert ball.text in after.asked
    after, rung, _ = grilling.hear(grill, probe, typed("It depends.", 20), 5.0)
    assert rung.verdict is Verdict.DODGED


def test_a_curveball_between_leaves_the_open_question_open() -> None:
    grill = begin(WEAK)
    first = grilling.next_probe(grill)
    assert first is not None
    grill, _, _ = grilling.hear(grill, first, typed(DODGE, 10), 0.5)
    again = grilling.next_probe(grill)
    ball = Curveball("x", "The vendor is gone on Monday. What now?", (), (Element.TRADEOFF,))
    probe = grilling.throw(grill, ball)
    grill, _, _ = grilling.hear(grill, probe, typed("We cut the app to four screens.", 9), 1.0)
    assert grilling.next_probe(grill) == again


def test_a_replys_analysis_has_no_probes_and_the_risk_of_the_whole_story() -> None:
    grill = begin(STRONG)
    probe = grilling.next_probe(grill)
    assert probe is not None
    _, _, heard = grilling.hear(grill, probe, typed("Nineteen days, in June.", 5), 1.0)
    assert heard.probes == ()
    assert heard.risk.level == analyse(typed(STRONG, 180), question()).risk.level


def test_the_labeller_given_is_the_one_that_is_used() -> None:
    class Fixed:
        def label(self, sentences: Sequence[str], question_type: str) -> list[SentenceLabels]:
            return [SentenceLabels(("buffer",)) for _ in sentences]

    heard: Analysis
    probe = Probe("What is your fallback?", "buffer")
    reply = typed("We fall back to the old flow in Poland.", 5)
    _, _, heard = grilling.hear(begin(WEAK), probe, reply, 1.0, 3, Fixed())
    assert heard.labels[0].labels == ("buffer",)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=6), st.sampled_from([STRONG, WEAK]))
def test_any_reply_is_survived_and_the_same_replies_give_the_same_questions(
    replies: list[str], text: str
) -> None:
    def reply(_: Probe, turn: int) -> str:
        return replies[turn]

    first = run(begin(text), reply, len(replies))
    second = run(begin(text), reply, len(replies))
    assert first == second
    for step, probe, said in zip(first[1], first[2], replies, strict=True):
        assert step.quote in said
        assert lint(probe.text) == []


def test_a_grill_is_never_changed_in_place() -> None:
    grill = begin(WEAK)
    before = replace(grill, known=dict(grill.known))
    probe = grilling.next_probe(grill)
    assert probe is not None
    grilling.hear(grill, probe, Transcript(GOOD[probe.target][0]), 1.0)
    assert grill == before
