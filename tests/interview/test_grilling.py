"""A grilling: the story, then probes until fifteen minutes are over."""

from hotseat.domain.analysis import Verdict
from hotseat.domain.choices import Format, Mode
from hotseat.domain.listing import SessionState
from hotseat.interview import Phase
from tests.interview.conftest import World

WEAK = "situation! and little else."


async def test_probes_go_on_until_fifteen_minutes_are_over(sit: World) -> None:
    room = sit(Format.GRILLING, says=(WEAK, *["a dodge"] * 30))
    await room.interview.begin()
    await room.answer(180)
    assert room.phase() is Phase.DEBRIEF, "study mode shows what the story held"
    await room.interview.go_on()
    replies = 0
    while room.phase() is Phase.PREP and replies < 20:
        await room.answer(80)
        replies += 1
    assert room.phase() is Phase.FINISHED
    assert replies == 9, "180 s of story and 9 replies of 80 s fill 15 minutes"
    assert room.saved.round_seconds == 900
    assert [rung.take for rung in room.saved.ladder] == list(range(2, 11))
    assert room.saved.ladder[0].minute == 4.33


async def test_replies_in_a_grilling_are_followed_at_once_by_the_next_probe(sit: World) -> None:
    room = sit(Format.GRILLING, says=(WEAK, "hypothesis! was this."))
    await room.interview.begin()
    await room.answer(100)
    await room.interview.go_on()
    first = room.view.probe
    await room.answer(20)
    assert room.phase() is Phase.PREP
    assert room.view.probe != first
    assert room.view.rung is not None
    assert room.view.rung.verdict is Verdict.FILLED


async def test_a_dodge_is_asked_once_more_with_the_dodge_quoted(sit: World) -> None:
    room = sit(Format.GRILLING, says=(WEAK, "a dodge"))
    await room.interview.begin()
    await room.answer(100)
    await room.interview.go_on()
    target = room.view.probe.target if room.view.probe else ""
    await room.answer(20)
    again = room.view.probe
    assert again is not None
    assert again.target == target
    assert again.anchor


async def test_the_round_stands_still_in_the_debrief(sit: World) -> None:
    room = sit(Format.GRILLING, says=(WEAK,))
    await room.interview.begin()
    await room.answer(100)
    room.clock.pass_(500)
    assert room.view.round is not None
    assert room.view.round.elapsed == 100


async def test_a_curveball_comes_after_nine_minutes_and_once(sit: World) -> None:
    room = sit(Format.GRILLING, says=(WEAK, *["a dodge"] * 30), ball=True)
    await room.interview.begin()
    await room.answer(170)
    await room.interview.go_on()
    thrown = []
    while room.phase() is Phase.PREP:
        probe, minute = room.view.probe, room.view.round
        assert minute is not None
        if probe is not None and probe.source == "curveball":
            thrown.append(minute.elapsed)
        await room.answer(75)
    assert len(thrown) == 1
    assert thrown[0] >= 540


async def test_real_mode_cuts_a_reply_when_the_round_is_over(sit: World) -> None:
    room = sit(Format.GRILLING, Mode.REAL, says=(WEAK, "a dodge"))
    await room.interview.begin()
    await room.answer(180)
    for _ in range(7):
        await room.answer(100)
    await room.interview.record()
    room.clock.pass_(20)
    await room.ticks(lambda: room.phase() is Phase.FINISHED)
    assert room.saved.state is SessionState.FINISHED
    assert room.saved.takes[-1].seconds == 20


async def test_the_round_runs_while_a_reply_is_thought_over(sit: World) -> None:
    room = sit(Format.GRILLING, says=(WEAK, "a dodge"))
    await room.interview.begin()
    room.clock.pass_(60)  # before the story nothing runs
    await room.answer(100)
    await room.interview.go_on()
    room.clock.pass_(40)
    assert room.view.round is not None
    assert room.view.round.elapsed == 140
    await room.answer(20)
    assert room.view.round.elapsed == 160


async def test_study_mode_may_stop_the_round_before_a_reply(sit: World) -> None:
    room = sit(Format.GRILLING, says=(WEAK, "a dodge"))
    await room.interview.begin()
    await room.answer(100)
    await room.interview.go_on()
    room.clock.pass_(10)
    room.interview.pause()
    assert (room.view.held, room.phase()) == (True, Phase.PREP)
    room.clock.pass_(500)
    room.interview.pause()
    assert not room.view.held
    room.clock.pass_(5)
    assert room.view.round is not None
    assert room.view.round.elapsed == 115


async def test_real_mode_has_no_pause_before_a_reply_and_ends_in_time(sit: World) -> None:
    room = sit(Format.GRILLING, Mode.REAL, says=(WEAK, "a dodge"))
    await room.interview.begin()
    await room.answer(180)
    room.interview.pause()
    assert not room.view.held
    room.clock.pass_(800)
    await room.ticks(lambda: room.phase() is Phase.FINISHED)
    assert room.saved.state is SessionState.FINISHED
    assert room.saved.round_seconds >= 900
