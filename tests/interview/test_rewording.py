"""The final wording comes when the text is in use already: nothing of what was done is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.coach.quotes import moved
from hotseat.domain.analysis import Probe, Status, Verdict
from hotseat.domain.choices import Format
from hotseat.domain.rubric import Element
from hotseat.domain.session import Rung, Session, Take, overridden
from hotseat.interview import Phase, TakeReworded
from hotseat.interview.rewording import adopted, reworded
from tests.fakes.asr import spoken
from tests.fakes.coach import question
from tests.interview.conftest import Sitting, World

LIVE = "situation! we cut the bill in page. The breakdown? was somewhere."
FINAL = "situation! we cut the billing page. The breakdown! was between two teams."


def statuses(take: Take) -> dict[Element, Status]:
    assert take.analysis is not None
    return {judged.element: judged.status for judged in take.analysis.elements}


async def answered(sit: World, format: Format = Format.DRILL) -> Sitting:
    """An answer taken in whose final wording is still to come."""
    room = sit(format, says=(LIVE, "dodge"))
    room.transcriber.wordings[LIVE] = FINAL
    room.transcriber.worded.clear()
    await room.interview.begin()
    await room.ticks(room.transcriber.ready)
    await room.answer()
    return room


def text(session: Session) -> str:
    transcript = session.takes[0].transcript
    return transcript.text if transcript else ""


async def test_the_answer_is_used_at_once_and_reworded_later(sit: World) -> None:
    room = await answered(sit)
    assert room.phase() is Phase.DEBRIEF
    assert text(room.saved) == LIVE
    assert statuses(room.saved.takes[0])[Element.BREAKDOWN] is Status.THIN
    room.transcriber.worded.set()
    await room.ticks(lambda: text(room.saved) == FINAL)
    assert statuses(room.saved.takes[0])[Element.BREAKDOWN] is Status.MET
    assert TakeReworded(1) in room.events
    assert room.view.take == room.saved.takes[0]
    assert room.phase() is Phase.DEBRIEF


async def test_what_the_candidate_judged_meanwhile_stays(sit: World) -> None:
    room = await answered(sit)
    take = replace(room.interview.session.takes[0], note="my note")
    judged = overridden(take, Element.SITUATION, Status.MISSING, "now")
    await room.interview.replace_session(replace(room.interview.session, takes=(judged,)))
    room.transcriber.worded.set()
    await room.ticks(lambda: text(room.saved) == FINAL)
    assert room.saved.takes[0].note == "my note"
    assert room.saved.takes[0].overrides == judged.overrides


async def test_it_comes_while_the_reply_is_recorded(sit: World) -> None:
    room = await answered(sit)
    await room.interview.go_on()
    probe = room.view.probe
    await room.interview.record()
    room.transcriber.worded.set()
    await room.ticks(lambda: text(room.interview.session) == FINAL)
    assert room.phase() is Phase.RECORDING
    assert room.view.probe == probe
    room.clock.pass_(5)
    room.interview.tick()
    await room.interview.stop()
    await room.ticks(lambda: len(room.saved.takes) == 2)
    assert text(room.saved) == FINAL
    assert room.view.probes_asked == 1


async def test_a_session_that_was_left_is_reworded_on_disk(sit: World) -> None:
    room = await answered(sit)
    await room.interview.leave()
    assert text(room.saved) == LIVE
    room.transcriber.worded.set()
    await room.ticks(lambda: not room.interview.wordings.waiting)
    assert text(room.saved) == FINAL
    assert [s.name for s in room.store.interrupted()] == [room.saved.name], "nobody holds it"


async def test_a_session_that_is_over_goes_to_the_screen_that_shows_it(sit: World) -> None:
    room = await answered(sit)
    shown: list[tuple[str, int]] = []

    def show(session: Session, number: int) -> bool:
        shown.append((text(session), number))
        return True

    room.interview.wordings.hand_over = show
    await room.interview.finish()
    assert room.phase() is Phase.FINISHED
    room.transcriber.worded.set()
    await room.ticks(lambda: bool(shown))
    assert shown == [(FINAL, 1)]
    assert text(room.saved) == LIVE, "whoever shows it saves it"


async def test_a_wording_that_never_comes_changes_nothing(sit: World) -> None:
    room = await answered(sit)
    room.transcriber.dead = True
    room.transcriber.worded.set()
    await room.interview.finish()
    assert text(room.saved) == LIVE


async def test_a_session_deleted_meanwhile_stays_deleted(sit: World) -> None:
    room = await answered(sit)
    await room.interview.finish()
    room.store.delete(room.interview.session.name)
    room.transcriber.worded.set()
    await room.ticks(lambda: not room.interview.wordings.waiting)
    assert not room.store.sessions


# Quotes


def told(probe: Probe, *, quote: str = "") -> Session:
    """An answer, and a reply to a probe that quotes it."""
    answer = Take(1, question(), transcript=spoken(LIVE))
    reply = Take(2, question(), probe=probe, transcript=spoken("dodge"), verdict=Verdict.DODGED)
    rung = Rung(probe, Verdict.DODGED, 1.0, take=2, quote=quote)
    return Session("s", "now", takes=(answer, reply), ladder=(rung,), pending_probe=probe)


@pytest.fixture
def folder(sit: World) -> Path:
    return sit.root


def test_a_quote_that_still_stands_stays(folder: Path) -> None:
    probe = Probe("You said “we cut the”. Why?", Element.FIX, anchor="we cut the")
    made = reworded(told(probe), 1, spoken(FINAL), folder, None)
    assert made.takes[1].probe == probe
    assert made.takes[0].earlier == ()


def test_a_quote_moves_to_the_words_in_its_place(folder: Path) -> None:
    probe = Probe(
        "You said “cut the bill in page”. Why?", Element.FIX, anchor="cut the bill in page"
    )
    made = reworded(told(probe), 1, spoken(FINAL), folder, None)
    put = made.takes[1].probe
    assert put is not None
    assert put.anchor == "cut the billing page"
    assert put.text == probe.text, "it was asked so"
    assert made.ladder[0].probe == made.pending_probe == put


def test_where_nothing_stands_in_its_place_the_text_so_far_is_kept(folder: Path) -> None:
    probe = Probe("You said “was somewhere”. Where?", Element.BREAKDOWN, anchor="was somewhere")
    wording = spoken("situation! we cut the billing page. The breakdown!")
    made = reworded(told(probe), 1, wording, folder, None)
    assert made.takes[1].probe == probe
    assert [kept.text for kept in made.takes[0].earlier] == [LIVE]


def test_my_copy_keeps_what_i_changed(folder: Path) -> None:
    probe = Probe("Why?", Element.FIX)
    session = told(probe)
    mine = replace(
        session, notes="mine", takes=(replace(session.takes[0], note="n"), session.takes[1])
    )
    made = adopted(mine, reworded(session, 1, spoken(FINAL), folder, None), 1)
    assert (made.notes, made.takes[0].note, text(made)) == ("mine", "n", FINAL)


@pytest.mark.parametrize(
    ("quote", "new", "found"),
    [
        ("b c", "a b c d", "b c"),
        ("b c", "a b, C! d", "b, C"),
        ("b c", "a x y d", "x y"),
        ("b c", "a d", ""),
        ("not there", "a d", ""),
        ("", "a d", ""),
    ],
)
def test_where_a_quote_stands_now(quote: str, new: str, found: str) -> None:
    assert moved(quote, "a b c d", new) == found
