from dataclasses import replace

from hypothesis import given

from hotseat.domain.analysis import Verdict
from hotseat.domain.choices import Format, Settings
from hotseat.domain.practice import practised
from hotseat.domain.session import Rung, Session
from hotseat.domain.summary import held_minutes, summarise, title_of
from hotseat.domain.text import clean
from tests.fakes.sessions import PROBE, QUESTION, example
from tests.strategies import sessions

SESSION = example("one")
OTHER = replace(PROBE, target="breakdown")


def ladder(*rungs: tuple[str, Verdict, float]) -> tuple[Rung, ...]:
    return tuple(Rung(replace(PROBE, target=t), verdict, minute) for t, verdict, minute in rungs)


def test_the_summary_of_a_session() -> None:
    summary = summarise(SESSION)
    assert (summary.heard, summary.called) == (5, 7)  # one of them by the candidate's judgement
    assert summary.missing == ("hypothesis", "systemic_change")
    assert summary.questions == ("execution-round/deadline-missed",)
    assert summary.types == ("missed_deadline",)
    assert summary.takes == 4
    assert summary.risk == "high"
    assert summary.held_minutes == 7.0


def test_a_session_without_a_title_is_called_by_its_question() -> None:
    assert title_of(replace(SESSION, title=" ")) == QUESTION.text
    assert title_of(Session("x", "", pending=QUESTION)) == QUESTION.text
    assert title_of(Session("x", "")) == ""


def test_a_story_holds_for_the_length_of_its_grilling_or_until_detail_ran_out() -> None:
    rungs = ladder(("fix", Verdict.DODGED, 4.0), ("fix", Verdict.DODGED, 5.0))
    assert held_minutes(replace(SESSION, ladder=rungs)) == 4.0
    assert held_minutes(replace(SESSION, round_seconds=900.0)) == 15.0
    assert held_minutes(replace(SESSION, ladder=())) is None
    drill = replace(SESSION, settings=Settings(format=Format.DRILL))
    assert held_minutes(drill) is None


def test_practised_counts_answers_and_not_replies() -> None:
    summaries = [summarise(SESSION), summarise(SESSION), summarise(Session("x", ""))]
    assert practised(summaries) == {("execution-round", "deadline-missed"): 2}


@given(sessions)
def test_any_session_has_a_summary_that_is_consistent(session: Session) -> None:
    summary = summarise(session)
    assert 0 <= summary.heard <= summary.called
    assert len(summary.missing) <= summary.called - summary.heard
    assert summary.title == clean(summary.title)
    assert "\n" not in summary.title
