"""Leaving, abandoning, crashing, and taking up again."""

import asyncio
import threading
from pathlib import Path

from hotseat.domain.choices import Format, Mode
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.interview import Phase
from hotseat.ports import CaptureResult
from tests.fakes.audio import FakeRecording
from tests.interview.conftest import World

WEAK = "situation! and little else."


async def test_leaving_before_an_answer_leaves_nothing(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.leave()
    assert room.phase() is Phase.LEFT
    assert not room.store.sessions


async def test_leaving_in_mid_take_keeps_the_audio_and_can_be_taken_up(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(25)
    await room.interview.leave()
    assert room.recorder.last.stops == 1
    assert room.saved.state is SessionState.OPEN
    assert room.saved.takes[0].seconds == 25
    assert [s.name for s in room.store.interrupted()] == [room.saved.name], "nobody holds it"
    later = room.again()
    await later.interview.begin()
    assert later.phase() is Phase.DEBRIEF
    assert later.saved.takes[0].transcript is not None
    assert later.saved.name in later.store.held


async def test_abandoning_keeps_the_audio_and_is_not_offered_again(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(25)
    await room.interview.leave(abandon=True)
    assert room.saved.state is SessionState.ABANDONED
    assert room.saved.takes[0].seconds == 25
    assert not room.store.interrupted()


async def test_leaving_while_transcribing_does_not_wait(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.ticks(room.transcriber.ready)
    room.transcriber.hold()
    await room.interview.record()
    room.clock.pass_(25)
    room.interview.tick()
    stopping = asyncio.ensure_future(room.interview.stop())
    await room.ticks(lambda: room.recorder.last.stops == 1)
    await asyncio.wait_for(room.interview.leave(), 2)
    room.transcriber.release()
    await stopping
    assert room.phase() is Phase.LEFT
    (take,) = room.saved.takes
    assert take.seconds == 25
    assert take.problem == "Not transcribed yet"
    assert room.transcriber.cancelled


async def test_leaving_while_the_microphone_opens_closes_it(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    opened, go = threading.Event(), threading.Event()
    instant = room.recorder.open

    def slow(path: Path | None, device: str = "") -> FakeRecording:
        opened.set()
        go.wait(5)
        return instant(path, device)

    room.recorder.open = slow  # type: ignore[method-assign]
    opening = asyncio.ensure_future(room.interview.record())
    await asyncio.to_thread(opened.wait, 5)
    opening.cancel()  # as the screen does with its work when it goes
    leaving = asyncio.ensure_future(room.interview.leave())
    await asyncio.sleep(0)
    go.set()
    await leaving
    assert room.recorder.last.stops == 1
    assert room.view.phase is Phase.LEFT


async def test_nobody_is_told_that_it_is_over_before_the_take_is_saved(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(25)
    stopping, go = threading.Event(), threading.Event()
    instant = room.recorder.last.stop

    def slow() -> CaptureResult:
        stopping.set()
        go.wait(5)
        return instant()

    room.recorder.last.stop = slow  # type: ignore[method-assign]
    leaving = asyncio.ensure_future(room.interview.leave())
    await asyncio.to_thread(stopping.wait, 5)
    assert room.phase() is Phase.WORKING
    leaving.cancel()
    again = asyncio.ensure_future(room.interview.leave())  # as when the app ends meanwhile
    go.set()
    await again
    assert room.phase() is Phase.LEFT
    assert room.saved.takes[0].seconds == 25


async def test_a_crash_in_mid_take_is_taken_up_with_its_audio(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(25)
    room.store.held.clear()
    later = room.again()
    await later.interview.begin()
    assert later.phase() is Phase.DEBRIEF
    assert later.saved.takes[0].transcript is not None


async def test_audio_that_no_take_names_is_added(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.answer()
    await room.interview.go_on()
    orphan = room.store.take_path(room.saved, 2, "hypothesis")
    orphan.write_bytes(b"RIFF")
    later = room.again()
    await later.interview.begin()
    assert later.saved.takes[1].audio == f"takes/{orphan.name}"


async def test_a_session_interrupted_at_a_probe_asks_it_again(sit: World) -> None:
    room = sit(says=(WEAK, "hypothesis! was this."))
    await room.interview.begin()
    await room.answer()
    await room.interview.go_on()
    probe = room.view.probe
    await room.interview.leave()
    later = room.again()
    await later.interview.begin()
    assert later.phase() is Phase.PREP
    assert later.view.probe == probe
    assert later.view.probes_asked == 1
    await later.answer(10)
    await later.interview.go_on()
    assert later.view.probe != probe


async def test_a_grilling_goes_on_with_the_time_that_is_left(sit: World) -> None:
    room = sit(Format.GRILLING, Mode.REAL, says=(WEAK, "a dodge"))
    await room.interview.begin()
    await room.answer(180)
    await room.answer(60)
    await room.interview.leave()
    later = room.again()
    await later.interview.begin()
    assert later.phase() is Phase.PREP
    assert later.view.round is not None
    assert later.view.round.elapsed == 240
    assert len(later.saved.ladder) == 1


async def test_a_session_that_another_hotseat_runs_is_left_alone(
    sit: World,
) -> None:
    room = sit()
    await room.interview.begin()
    await room.answer()
    later = room.again()

    def held(name: str) -> None:
        raise HotseatError("another Hotseat has this session open: close it there")

    later.store.hold = held  # type: ignore[method-assign]
    await later.interview.begin()
    assert later.phase() is Phase.LEFT
    assert "another Hotseat" in later.view.message
