"""A drill: prepare, answer, see what was heard, and up to three probes."""

from hotseat.domain.choices import Mode, Settings
from hotseat.domain.clock import Zone
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.rubric import Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Captions
from hotseat.interview import Phase, Tone, ZoneEntered
from hotseat.interview.live import Live
from hotseat.interview.plan import questions_for
from tests.coach.given import shipped_banks
from tests.interview.conftest import STRONG, World


async def test_preparation_counts_down_and_nobody_is_cut_off(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    room.clock.pass_(200)
    room.interview.tick()
    view = room.view
    assert view.phase is Phase.PREP
    assert view.prep is not None
    assert view.prep.zone is Zone.OVER
    assert not room.store.sessions, "preparing leaves nothing behind"


async def test_an_answer_is_recorded_transcribed_judged_and_saved(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    room.clock.pass_(12)
    await room.interview.record()
    room.clock.pass_(45)
    room.interview.tick()
    assert room.phase() is Phase.RECORDING
    assert room.view.recorded == 45
    assert room.view.level is not None
    await room.interview.stop()
    assert room.phase() is Phase.DEBRIEF
    (take,) = room.saved.takes
    assert take.seconds == 45
    assert take.prep_used == 12
    assert take.audio.startswith("takes/01-")
    assert take.transcript is not None
    assert take.transcript.text == STRONG
    assert take.analysis is not None
    assert room.saved.state is SessionState.OPEN


async def test_three_probes_follow_and_then_it_is_over(sit: World) -> None:
    room = sit(says=("situation! only.", "hypothesis! was this."))
    await room.interview.begin()
    await room.answer()
    asked = []
    for number in (1, 2, 3):
        await room.interview.go_on()
        assert room.phase() is Phase.PREP
        assert room.view.probe is not None
        assert room.view.probes_asked == number
        asked.append(room.view.probe.text)
        await room.answer(20)
        assert room.view.rung is not None
        assert room.view.rung.probe.text == asked[-1]
    assert len(set(asked)) == 3
    await room.interview.go_on()
    assert room.phase() is Phase.FINISHED
    assert room.saved.state is SessionState.FINISHED
    assert [rung.take for rung in room.saved.ladder] == [2, 3, 4]


async def test_a_skipped_probe_is_not_asked_again(sit: World) -> None:
    room = sit(says=("situation! only.",))
    await room.interview.begin()
    await room.answer()
    await room.interview.go_on()
    first = room.view.probe
    await room.interview.skip()
    assert room.view.probe is not None
    assert first is not None
    assert room.view.probe.text != first.text
    assert not room.saved.ladder


async def test_retake_keeps_the_first_take_and_puts_the_question_again(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.answer()
    await room.interview.retake()
    assert room.phase() is Phase.PREP
    await room.answer()
    first, second = room.saved.takes
    assert first.retaken
    assert first.audio != second.audio
    assert not second.retaken


async def test_retake_of_a_reply_asks_the_same_probe_and_replaces_its_rung(sit: World) -> None:
    room = sit(says=("situation! only.", "a dodge", "hypothesis! was this."))
    await room.interview.begin()
    await room.answer()
    await room.interview.go_on()
    probe = room.view.probe
    await room.answer(10)
    await room.interview.retake()
    assert room.view.probe == probe
    assert room.view.probes_asked == 1
    await room.answer(10)
    (rung,) = room.saved.ladder
    assert rung.take == 3
    assert rung.verdict == "filled"


async def test_retake_in_mid_take_keeps_the_audio(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(8)
    await room.interview.retake()
    assert room.phase() is Phase.PREP
    assert room.recorder.last.stops == 1
    (take,) = room.saved.takes
    assert (take.retaken, take.seconds) == (True, 8)


async def test_pause_stops_the_clock_and_the_recording(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(10)
    room.interview.pause()
    room.clock.pass_(100)
    assert room.phase() is Phase.PAUSED
    assert room.view.recorded == 10
    assert room.view.answer is not None
    assert room.view.answer.elapsed == 10
    room.interview.pause()
    room.clock.pass_(5)
    assert room.view.recorded == 15
    await room.interview.stop()
    assert room.saved.takes[0].seconds == 15


async def test_real_mode_allows_neither_pause_nor_retake_nor_checklist(sit: World) -> None:
    room = sit(mode=Mode.REAL)
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(10)
    room.interview.pause()
    await room.interview.retake()
    await room.ticks(lambda: room.view.captions.committed != "")
    assert room.phase() is Phase.RECORDING
    assert room.view.live == ()
    assert not room.coach.analysed


async def test_real_mode_cuts_in_at_the_hard_limit_and_shows_no_debrief(sit: World) -> None:
    room = sit(mode=Mode.REAL)
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(149)
    room.interview.tick()
    assert room.phase() is Phase.RECORDING, "over the budget, not over the limit"
    room.clock.pass_(2)
    await room.ticks(lambda: room.phase() is Phase.PREP)
    assert room.view.probe is not None
    assert "cut in" in room.view.message


async def test_study_mode_never_cuts_in(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(1000)
    for _ in range(5):
        room.interview.tick()
    assert room.phase() is Phase.RECORDING


async def test_each_zone_is_told_once(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    for _ in range(140):
        room.clock.pass_(1)
        room.interview.tick()
    zones = [event.zone for event in room.events if isinstance(event, ZoneEntered)]
    assert zones == [Zone.CLOSING, Zone.OVER]


async def test_the_checklist_fills_from_the_captions(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    await room.ticks(lambda: bool(room.view.live))
    assert room.view.live[0].element == "situation"


async def test_finish_takes_the_answer_under_way_in(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(30)
    await room.interview.finish()
    assert room.phase() is Phase.FINISHED
    (take,) = room.saved.takes
    assert take.transcript is not None
    assert take.analysis is not None
    assert room.saved.state is SessionState.FINISHED


async def test_finish_before_any_answer_leaves_nothing(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.finish()
    assert room.phase() is Phase.FINISHED
    assert not room.store.sessions


async def test_edits_made_beside_come_back(sit: World) -> None:
    from dataclasses import replace

    room = sit()
    await room.interview.begin()
    await room.answer()
    await room.interview.replace_session(replace(room.interview.session, notes="Say it sooner"))
    assert room.saved.notes == "Say it sooner"


async def test_a_full_disk_is_told_and_the_sitting_goes_on(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.store.fails = HotseatError("the disk is full: free some space, then go on")
    room.clock.pass_(30)
    await room.interview.stop()
    assert room.phase() is Phase.DEBRIEF
    assert "disk is full" in room.view.message
    assert room.view.tone is Tone.ERROR
    await room.interview.go_on()
    assert len(room.saved.takes) == 1, "saved with the next step"


async def test_the_checklist_fills_before_the_first_pause() -> None:
    """Captions that are still provisional are judged as well."""
    live = Live(AskedQuestion("A story?", "missed_deadline"), Level.SENIOR)
    live.captions = Captions("", "We shipped nineteen days late on the third of April.")
    assert live.due(10.0)
    await live.look(10.0)
    assert live.elements
    assert not live.due(13.0)


def test_role_plays_are_drawn_only_where_they_were_asked_for() -> None:
    banks = shipped_banks()
    everything = {d.question.type for d in questions_for(Settings(), banks)}
    assert "pay_negotiation" not in everything
    assert "missed_deadline" in everything
    for asked in (Settings(types=("pay_negotiation",)), Settings(banks=("pay-negotiation",))):
        assert {d.question.type for d in questions_for(asked, banks)} == {"pay_negotiation"}
