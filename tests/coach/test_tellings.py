"""Figures of a story that differ between tellings are pointed out with both quotes."""

from dataclasses import replace

from hotseat.coach.analysis import analyse
from hotseat.coach.tellings import figures_that_disagree, in_words
from hotseat.domain.session import Session, Take
from hotseat.domain.transcript import typed
from tests.coach.given import question


def session(name: str, day: str, *texts: str) -> Session:
    takes = []
    for number, text in enumerate(texts, 1):
        told = typed(text, 60)
        heard = analyse(told, question())
        takes.append(Take(number, question(), transcript=told, analysis=heard))
    return Session(name, f"2026-03-{day}T10:00:00+01:00", takes=tuple(takes))


TUESDAY = session("tuesday", "03", "We were 19 days late. I had four engineers.")
FRIDAY = session("friday", "06", "In the end we were two weeks late. I had four engineers.")


def test_two_sessions_that_disagree_are_told_with_both_quotes_and_days() -> None:
    (found,) = figures_that_disagree([FRIDAY, TUESDAY])
    assert (found.before, found.now) == ("19 days late", "two weeks late")
    assert (found.before_in, found.now_in) == ("tuesday", "friday")
    assert in_words(found) == "“19 days late” (2026-03-03) against “two weeks late” (2026-03-06)"


def test_takes_of_one_session_are_held_against_each_other_too() -> None:
    one = session("one", "03", "We were 19 days late.", "We were five weeks late.")
    (found,) = figures_that_disagree([one])
    assert in_words(found) == "“19 days late” against “five weeks late” (2026-03-03)"


def test_tellings_that_agree_and_takes_without_judgement_say_nothing() -> None:
    unheard = replace(TUESDAY, takes=(replace(TUESDAY.takes[0], analysis=None),))
    assert figures_that_disagree([TUESDAY, TUESDAY]) == ()
    assert figures_that_disagree([unheard, FRIDAY]) == ()
    assert figures_that_disagree([]) == ()
