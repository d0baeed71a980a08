"""What goes wrong with sound and speech: one clear line, a way on, and the take is kept."""

import asyncio

from hotseat.domain.choices import Mode
from hotseat.domain.errors import HotseatError
from hotseat.interview import Phase, Tone
from hotseat.ports import CaptureEnd
from tests.interview.conftest import World


async def test_no_microphone_leaves_the_question_on_screen(sit: World) -> None:
    room = sit()
    room.recorder.refuses = HotseatError("no microphone found: plug one in, or type your answer")
    await room.interview.begin()
    await room.interview.record()
    assert room.phase() is Phase.PREP
    assert room.view.tone is Tone.ERROR
    assert "no microphone" in room.view.message
    await room.interview.record()
    assert room.phase() is Phase.RECORDING, "it can be tried again"


async def test_leaving_after_a_microphone_that_never_opened_leaves_no_folder(sit: World) -> None:
    room = sit()
    room.recorder.refuses = HotseatError("no microphone found")
    await room.interview.begin()
    await room.interview.record()
    await room.interview.leave()
    assert not room.store.sessions


async def test_a_pulled_microphone_ends_the_take_and_keeps_it(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(20)
    room.recorder.last.lose(CaptureEnd.LOST, "The microphone went away after 0:20")
    await room.ticks(lambda: room.phase() is Phase.DEBRIEF)
    (take,) = room.saved.takes
    assert take.seconds == 20
    assert take.problem == "The microphone went away after 0:20"
    assert take.transcript is not None
    assert "went away" in room.view.message


async def test_a_full_disk_in_mid_take_keeps_what_was_written(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.clock.pass_(20)
    room.recorder.last.lose(CaptureEnd.DISK, "The disk is full; 0:20 are kept")
    await room.ticks(lambda: room.phase() is Phase.DEBRIEF)
    assert room.saved.takes[0].seconds == 20


async def test_a_take_without_sound_is_dropped_and_the_question_stays(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.record()
    room.recorder.last.lose(CaptureEnd.LOST, "The microphone went away")
    await room.ticks(lambda: room.phase() is Phase.PREP)
    assert room.view.message == "The microphone went away"
    assert not room.interview.session.takes


async def test_without_a_model_the_take_is_kept_and_bank_probes_are_asked(sit: World) -> None:
    room = sit()
    room.transcriber.no_model = "no speech model: run `hotseat models download base.en`"
    await room.interview.begin()
    await room.ticks(lambda: True)
    await asyncio.sleep(0)
    assert "models download" in room.view.engine
    await room.answer()
    assert room.phase() is Phase.DEBRIEF
    (take,) = room.saved.takes
    assert take.transcript is None
    assert "models download" in take.problem
    await room.interview.go_on()
    assert room.view.probe is not None
    assert room.view.probe.source == "bank"
    await room.answer(10)
    await room.interview.go_on()
    await room.answer(10)
    await room.interview.go_on()
    assert room.phase() is Phase.FINISHED, "the bank has two probes"


async def test_a_dead_transcriber_can_be_tried_again(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.ticks(room.transcriber.ready)
    await room.interview.record()
    room.clock.pass_(10)
    room.interview.tick()
    room.transcriber.dead = True
    await room.interview.stop()
    assert room.phase() is Phase.DEBRIEF
    assert "audio is kept" in room.view.message
    room.transcriber.dead = False
    await room.interview.transcribe_again()
    (take,) = room.saved.takes
    assert take.transcript is not None
    assert take.problem == ""
    assert take.analysis is not None


async def test_a_reply_that_was_not_heard_moves_on_to_another_probe(sit: World) -> None:
    room = sit(says=("situation! only.",))
    await room.interview.begin()
    await room.ticks(room.transcriber.ready)
    await room.answer()
    await room.interview.go_on()
    first = room.view.probe
    room.transcriber.dead = True
    await room.answer(10)
    assert room.view.rung is None
    await room.interview.go_on()
    assert room.view.probe is not None
    assert first is not None
    assert room.view.probe.text != first.text


async def test_real_mode_goes_on_without_a_transcript(sit: World) -> None:
    room = sit(mode=Mode.REAL)
    room.transcriber.no_model = "no speech model"
    await room.interview.begin()
    await room.answer()
    assert room.phase() is Phase.PREP
    assert room.view.probe is not None
