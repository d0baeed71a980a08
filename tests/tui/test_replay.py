"""Replay: the word that is heard is the word that is lit, with sound or without."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session
from hotseat.domain.transcript import Transcript
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.replay import ReplayScreen
from hotseat.tui.widgets.transcript_view import TranscriptView
from tests.fakes.audio import FakePlayer
from tests.tui import sample
from tests.tui.apps import text_of
from tests.tui.stage import (
    SIZE,
    harmless,
    open_on,
    played,
    running,
    stage,
    until_front,
    until_shown,
)
from tests.tui.waiting import PATIENCE, until


def _lit(pilot: Pilot[None]) -> str:
    """Return the words on screen that stand out as the ones being heard."""
    view = pilot.app.screen.query_one(TranscriptView)
    style = view.get_component_rich_style("transcript--word", partial=True)
    strips = [view.render_line(y) for y in range(view.size.height)]
    segments = [segment for strip in strips for segment in strip]
    return " ".join(
        s.text for s in segments if s.style and s.style.bgcolor == style.bgcolor and s.text.strip()
    )


async def _until_lit(pilot: Pilot[None], word: str) -> None:
    await until(pilot, lambda: _lit(pilot) == word)


def _answer(session: Session) -> Transcript:
    transcript = session.takes[0].transcript
    assert transcript is not None
    return transcript


async def test_the_word_that_is_heard_is_lit(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "paused · with sound")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        began = world.clock.seconds
        for word in _answer(session).words[::7]:
            world.clock.seconds = began + word.start + 0.05
            await _until_lit(pilot, word.text)
        world.clock.seconds = began + 100
        await until_shown(pilot, "at the end · with sound")
        assert played(world) == [("01-missed-deadline.wav", 0.0, None)]
    assert world.player.last.closed


async def test_space_pauses_where_it_is_and_goes_on_from_there(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "with sound")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        world.clock.seconds += 5
        await until_shown(pilot, "0:05 ")
        await pilot.press("space")
        await until_shown(pilot, "paused")
        world.clock.seconds += 30
        await pilot.press("space")
        await until(pilot, lambda: len(played(world)) == 2)
        assert played(world)[1][1] == pytest.approx(5.0, abs=0.2)


async def test_sentences_and_evidence_are_jumped_to(tmp_path: Path) -> None:
    session = sample.grilled()
    analysis = session.takes[0].analysis
    assert analysis is not None
    starts = [sentence.start for sentence in analysis.sentences]
    screen = ReplayScreen(session)
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("right")
        assert screen.position == starts[0]
        await pilot.press("right")
        assert screen.position == starts[1]
        await pilot.press("j")  # the second sentence carries none, the third does
        assert screen.position == starts[2]
        assert _lit(pilot) == "Turned"
        await pilot.press("k")
        assert screen.position == starts[0]
        await pilot.press("end")
        assert screen.position == screen.length
        await pilot.press("left")
        assert screen.position == starts[-1]
        await pilot.press("j")
        await until_shown(pilot, "No evidence after this place.")
        await pilot.press("home")
        assert screen.position == 0.0


async def test_jumping_while_playing_plays_on_from_there(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        screen = ReplayScreen(session)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        await pilot.press("right", "right", "right")
        third = _answer(session).words[28].start
        await until(pilot, lambda: played(world)[-1][1] == third)
        assert screen.position == pytest.approx(third)
        await until_shown(pilot, "playing")


async def test_every_kind_of_place_has_its_key(tmp_path: Path) -> None:
    session = sample.grilled()
    analysis = session.takes[0].analysis
    assert analysis is not None
    fillers = [filler.start for filler in analysis.delivery.fillers or ()]
    pauses = [pause.start for pause in analysis.delivery.pauses or ()]
    screen = ReplayScreen(session)
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("f", "f")
        assert screen.position == fillers[1]
        await until_shown(pilot, "Filler “Um”, 2 of 3")
        await pilot.press("F")
        assert screen.position == fillers[0]
        await pilot.press("F")
        await until_shown(pilot, "No filler before this place.")
        await pilot.press("p", "p", "P")
        assert screen.position == pauses[0]
        await until_shown(pilot, "Pause: 0.9 s, 1 of 7")
        await pilot.press("x")
        assert screen.position == analysis.flags[0].evidence[0].start
        await until_shown(pilot, "Flag: Blames others, 1 of 1")
        await pilot.press("X")
        await until_shown(pilot, "No flag before this place.")


async def test_a_digit_goes_to_the_places_of_its_lane_and_round_again(tmp_path: Path) -> None:
    session = sample.grilled()
    screen = ReplayScreen(session, take=2)
    answer = ReplayScreen(session)
    analysis = session.takes[0].analysis
    assert analysis is not None
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, answer)
        await until_shown(pilot, "with sound")
        assert "3 ✓ Where it broke" in text_of(pilot)
        await pilot.press("3")
        assert answer.position == analysis.elements[2].evidence[0].start
        await until_shown(pilot, "Where it broke, 1 of 1")
        await pilot.press("5")
        await until_shown(pilot, "What changed for good (vague), 1 of 1")
        await pilot.press("2")
        await until_shown(pilot, "Bet: not heard in this take.")
        await pilot.press("9")
        await until_shown(pilot, "the keys go from 1 to 7")
        await open_on(pilot, screen)
        await until_shown(pilot, "1 ✓ What changed for good")
        await pilot.press("1", "1")
        second = screen.position
        await pilot.press("1")
        assert 0 < screen.position < second
        await pilot.click("#timeline", offset=(6, 0))  # the lane's name does what its key does
        assert screen.position == second


async def test_the_speed_is_heard_shown_and_kept(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        screen = ReplayScreen(session)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("greater_than_sign", "full_stop", "space")
        await until_shown(pilot, "playing")
        assert world.player.last.speed == 1.5
        world.clock.seconds += 4
        await until_shown(pilot, "0:06 of 0:43   1.5×")
        await pilot.press("less_than_sign", "comma", "minus")
        await until(pilot, lambda: world.player.last.speed == 0.75)
        assert played(world)[-1][1] == pytest.approx(6.0, abs=0.2)
        await pilot.press("less_than_sign")
        await until_shown(pilot, "0.75× is as far as it goes.")
        await pilot.press("down")
        await until_shown(pilot, "Take 2 of 4")
        await until_shown(pilot, "0.75×")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        assert world.player.last.speed == 0.75
        await pilot.press("equals_sign")
        await until(pilot, lambda: world.player.last.speed == 1.0)


@pytest.mark.parametrize("sound", [True, False])
async def test_the_words_keep_up_at_any_speed(tmp_path: Path, sound: bool) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    if not sound:
        world.player.silent = HotseatError("No loudspeaker was found")
    async with running(world) as pilot:
        await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "paused")
        for _ in range(3):
            await pilot.press("greater_than_sign")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        began = world.clock.seconds
        for word in _answer(session).words[::9]:
            world.clock.seconds = began + (word.start + 0.04) / 2
            await _until_lit(pilot, word.text)


async def test_a_sentence_is_played_in_a_loop_until_it_is_left(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    words = _answer(session).words
    third, end = words[28].start, words[42].end
    async with running(world) as pilot:
        screen = ReplayScreen(session, at=third + 1)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("l")
        await until_shown(pilot, "loop 0:12 to 0:17")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        _, start, stop = played(world)[-1]
        assert start == pytest.approx(third + 1)
        assert stop is not None
        assert end < stop <= words[43].start
        world.clock.seconds += 10
        await until(pilot, lambda: len(played(world)) == 2)
        assert played(world)[-1][1:] == (third, stop)
        await until_shown(pilot, "playing · loop")
        await pilot.press("right")  # out of the loop
        await until(pilot, lambda: played(world)[-1][2] is None)
        assert "loop" not in text_of(pilot).splitlines()[-2]
        await pilot.press("l")
        await until(pilot, lambda: played(world)[-1][2] is not None)
        await pilot.press("l")
        await until(pilot, lambda: played(world)[-1][2] is None)


async def test_a_stretch_from_a_to_b_is_played_in_a_loop(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        screen = ReplayScreen(session)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("b")
        await until_shown(pilot, "Press a first")
        await pilot.press("f", "f", "a")
        begin = screen.position
        await until_shown(pilot, "press b where the loop ends.")
        await pilot.press("b")
        await until_shown(pilot, "press b further on.")
        await pilot.press("x")
        end = screen.position
        await pilot.press("b")
        await until_shown(pilot, "loop 0:29 to 0:39")
        await pilot.press("space")
        await until(pilot, lambda: len(played(world)) == 1)
        assert played(world)[0][1:] == (begin, end)


async def test_a_note_is_written_where_one_listens(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    third = _answer(session).words[28].start
    async with running(world) as pilot:
        screen = ReplayScreen(session, at=third + 1)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("n")
        await until_shown(pilot, "Note at 0:13")
        await pilot.press(*"Who is they", "escape")
        await until_shown(pilot, "The note is kept.")
        await until_shown(pilot, "♦ Who is they")
        await until_shown(pilot, "♦ 1 note")
        [note] = world.store.sessions[session.name].takes[0].annotations
        assert (note.text, note.start) == ("Who is they", third)
        assert note.quote == sample.ANSWER[2][0]
        await pilot.press("home", "m")
        assert screen.position == third
        await until_shown(pilot, "Note: Who is they, 1 of 1")
        await pilot.press("n")  # there is one: it is changed
        await until_shown(pilot, "Note at 0:12")
        await pilot.press("exclamation_mark", "escape")
        await until_shown(pilot, "♦ Who is they!")
        assert len(world.store.sessions[session.name].takes[0].annotations) == 1
        world.store.fails = HotseatError("the disk is full")
        await pilot.press("right", "n")
        await until_shown(pilot, "Note at 0:18")
        await pilot.press("x", "escape")
        await until_shown(pilot, "The note was not kept: the disk is full")


async def test_a_note_from_a_debrief_is_the_debriefs_to_keep(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        debrief = DebriefScreen(session)
        await open_on(pilot, debrief)
        await pilot.press("r")
        await until_shown(pilot, "with sound")
        await pilot.press("n")
        await until_shown(pilot, "Note at")
        await pilot.press("x", "escape")
        await until_shown(pilot, "The note is kept.")
        await pilot.press("escape")
        await until_front(pilot, debrief)
        await pilot.press("n")  # a note on the take, beside the one on its words
        await until_shown(pilot, "Note on this take")
        await pilot.press("y", "escape")
        await until(pilot, lambda: world.store.sessions[session.name].takes[0].note == "y")
        [note] = world.store.sessions[session.name].takes[0].annotations
        assert note.text == "x"


async def test_a_note_on_a_loop_stands_on_its_words(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    words = _answer(session).words
    async with running(world) as pilot:
        screen = ReplayScreen(session, at=words[2].start)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("a")
        screen._seek(words[5].start)
        await pilot.press("b", "n")
        await until_shown(pilot, "Note at")
        await pilot.press("x", "escape")
        await until_shown(pilot, "The note is kept.")
        [note] = world.store.sessions[session.name].takes[0].annotations
        assert note.quote == " ".join(word.text for word in words[2:5])


async def test_lanes_go_where_there_is_no_room_and_come_at_a_key(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (80, 18)) as pilot:
        await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "with sound")
        assert "1 ✓ Scene" not in text_of(pilot)
        await pilot.press("v")
        await until_shown(pilot, "1 ✓ Scene")
        await pilot.press("v")
        await until(pilot, lambda: "1 ✓ Scene" not in text_of(pilot))


async def test_a_slow_loudspeaker_undoes_no_jump_and_blocks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    words = _answer(session).words
    gate = threading.Event()
    async with running(world) as pilot:
        screen = ReplayScreen(session)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        play = world.player.last.play

        def slowly(start: float, stop: float | None = None, speed: float = 1.0) -> None:
            assert gate.wait(PATIENCE)
            play(start, stop, speed)

        monkeypatch.setattr(world.player.last, "play", slowly)
        await pilot.press("right")
        screen._tick()
        assert screen.position == words[0].start
        await pilot.press("right", "right")
        screen._tick()
        assert screen.position == words[28].start
        gate.set()
        await until(pilot, lambda: played(world)[-1][1] == words[28].start)
        await until_shown(pilot, "playing")


@pytest.mark.parametrize("reason", ["file", "loudspeaker"])
async def test_without_sound_the_words_set_the_pace(tmp_path: Path, reason: str) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    if reason == "file":
        world.player = FakePlayer(world.clock)  # knows no lengths, and there is no file
    else:
        world.player.silent = HotseatError("No loudspeaker was found")
    async with running(world) as pilot:
        await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "paused")
        await pilot.press("space")
        await until_shown(pilot, "playing · without sound:")
        word = _answer(session).words[20]
        world.clock.seconds += word.start + 0.02
        await _until_lit(pilot, word.text)


async def test_a_loudspeaker_pulled_in_the_middle_goes_on_in_silence(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        screen = ReplayScreen(session)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        world.clock.seconds += 4
        await until_shown(pilot, "0:04 ")
        world.player.last.lose("The loudspeaker went away")
        await until_shown(pilot, "playing · without sound: The loudspeaker went away")
        world.clock.seconds += 4
        await until_shown(pilot, "0:08 ")


async def test_takes_are_changed_and_typed_ones_are_text(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, ReplayScreen(session, take=3))
        await until_shown(pilot, "Take 3 of 4")
        await pilot.press("down")
        await until_shown(pilot, "Typed: shown as text.")
        assert "I think we all learned a lot from it." in text_of(pilot)
        await pilot.press("space")
        await until_shown(pilot, "Typed: there is nothing to play.")
        await pilot.press("right", "left", "j", "k", "home", "end", "]")
        await until_shown(pilot, "This is the last take.")
        await pilot.press("[", "up", "up")
        await until_shown(pilot, "Take 1 of 4")


async def test_sound_without_transcript_is_played_and_explained(tmp_path: Path) -> None:
    session = sample.unheard()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "not transcribed: The transcriber stopped")
        await pilot.press("space")
        await until_shown(pilot, "playing · with sound")
        assert played(world) == [("01-missed-deadline.wav", 0.0, None)]


async def test_looking_around_is_not_torn_back(tmp_path: Path) -> None:
    session = _long(3000)
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "with sound")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        await pilot.press("pagedown", "pagedown")
        view = pilot.app.screen.query_one(TranscriptView)
        looked = view.scroll_offset.y
        assert looked > 10
        world.clock.seconds += 3
        await until_shown(pilot, "0:03 ")
        assert view.scroll_offset.y == looked
        await pilot.press("right")
        await until(pilot, lambda: view.scroll_offset.y < looked)


def _long(words: int) -> Session:
    parts = [" ".join(f"word{n}" for n in range(at, at + 15)) + "." for at in range(0, words, 15)]
    transcript = sample.speak(parts)
    take = replace(
        sample.answer_take(), transcript=transcript, analysis=None, seconds=transcript.duration
    )
    return replace(sample.drilled(), takes=(take,))


async def test_two_hours_of_speech_stay_fluent(tmp_path: Path) -> None:
    session = _long(18_000)
    assert session.takes[0].seconds > 7000
    world = stage(tmp_path, session)
    async with running(world, (120, 40)) as pilot:
        screen = ReplayScreen(session, at=6000.0)
        await open_on(pilot, screen)
        await until_shown(pilot, "with sound")
        await pilot.press("space")
        await until_shown(pilot, "playing")
        began = time.perf_counter()
        for _ in range(100):
            world.clock.seconds += 0.3
            screen._tick()
        each = (time.perf_counter() - began) / 100
        assert screen.position > 6025
        assert _lit(pilot).startswith("word")
        assert each < 0.02, f"{each * 1000:.1f} ms a look"


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_hostile_text_is_only_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    session = sample.hostile()
    async with running(stage(tmp_path, session), size) as pilot:
        returned = await open_on(pilot, ReplayScreen(session))
        await until_shown(pilot, "paused")
        for key in (
            "space",
            "right",
            "j",
            "left",
            "k",
            "f",
            "p",
            "x",
            "1",
            "l",
            "end",
            "home",
            "pagedown",
            "down",
        ):
            await pilot.press(key)
            assert harmless(text_of(pilot))
        assert "[@click=app.exit]press[/]" in text_of(pilot)
        await pilot.click("#question")
        await pilot.click("#transcript", offset=(12, 2))
        assert pilot.app.is_running
        assert returned == []


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_looks(tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    session = sample.grilled()

    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, ReplayScreen(session, at=14.0))
        await until_shown(pilot, "with sound")

    app = stage(tmp_path, session).app()
    assert snap_compare(app, terminal_size=size, run_before=show)
