"""Typing is an equal path, and nothing typed is lost."""

from hotseat.domain.choices import AnswerKind, Mode
from hotseat.interview import Phase, Tone
from tests.interview.conftest import STRONG, World


async def test_a_typed_answer_is_judged_like_a_spoken_one(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.type()
    room.clock.pass_(90)
    await room.interview.submit(f"  {STRONG}\n")
    assert room.phase() is Phase.DEBRIEF
    (take,) = room.saved.takes
    assert take.kind is AnswerKind.TYPED
    assert take.audio == ""
    assert take.seconds == 90
    assert take.transcript is not None
    assert take.transcript.text == STRONG
    assert take.analysis is not None
    assert not room.recorder.recordings


async def test_an_empty_answer_is_not_taken(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.type()
    await room.interview.submit("  \n")
    assert room.phase() is Phase.TYPING
    assert room.view.tone is Tone.WARNING


async def test_speaking_instead_keeps_the_text_at_hand(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.type()
    room.interview.draft("Half a thought")
    room.interview.speak_instead()
    assert room.phase() is Phase.PREP
    assert room.view.draft == "Half a thought"
    assert not room.interview.session.takes
    await room.interview.type()
    assert room.view.draft == "Half a thought"


async def test_typed_text_is_on_disk_within_seconds(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.type()
    room.interview.draft("Half a thought")
    room.clock.pass_(3)
    await room.ticks(lambda: room.store.sessions != {})
    (take,) = next(iter(room.store.sessions.values())).takes
    assert take.transcript is not None
    assert take.transcript.text == "Half a thought"
    assert "not handed in" in take.problem


async def test_leaving_in_mid_typing_is_taken_up_where_it_was(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.type()
    room.interview.draft("Half a thought")
    await room.interview.leave()
    later = room.again()
    await later.interview.begin()
    assert later.phase() is Phase.TYPING
    assert later.view.draft == "Half a thought"
    assert later.view.kind is AnswerKind.TYPED
    await later.interview.submit("Half a thought, finished.")
    (take,) = later.saved.takes
    assert take.problem == ""


async def test_real_mode_hands_typed_text_in_at_the_hard_limit(sit: World) -> None:
    room = sit(mode=Mode.REAL)
    await room.interview.begin()
    await room.interview.type()
    room.interview.draft("As far as I got")
    room.clock.pass_(151)
    await room.ticks(lambda: room.view.probe is not None)
    (take,) = room.saved.takes
    assert take.transcript is not None
    assert take.transcript.text == "As far as I got"


async def test_finish_hands_typed_text_in(sit: World) -> None:
    room = sit()
    await room.interview.begin()
    await room.interview.type()
    room.interview.draft("As far as I got")
    await room.interview.finish()
    assert room.phase() is Phase.FINISHED
    (take,) = room.saved.takes
    assert take.analysis is not None
