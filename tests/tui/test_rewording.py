"""The final wording comes while the debrief is open: it is taken over, and nothing moves."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

from hotseat.domain.analysis import Status
from hotseat.domain.rubric import Element
from hotseat.domain.session import Session, overridden, with_take
from hotseat.domain.transcript import from_words
from hotseat.interview.rewording import reworded
from hotseat.tui.app import HotseatApp
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.replay import ReplayScreen
from hotseat.tui.screens.words import WordsScreen
from tests.tui import sample
from tests.tui.apps import text_of
from tests.tui.stage import open_on, running, stage
from tests.tui.waiting import PATIENCE, until


def worded(session: Session, audio: Path) -> Session:
    """Return the session with the first take better worded."""
    transcript = session.takes[0].transcript
    assert transcript is not None
    words = [
        replace(word, text="Zephyr") if number == 1 else word
        for number, word in enumerate(transcript.words)
    ]
    final = from_words(words, transcript.duration, "base")
    return reworded(session, session.takes[0].number, final, audio, None)


async def test_an_open_debrief_takes_it_over_and_saves_it(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world, (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        screen = pilot.app.screen
        assert isinstance(screen, DebriefScreen)
        mine = overridden(session.takes[0], Element.SITUATION, Status.MISSING, "now")
        screen.session = with_take(session, mine)
        await pilot.press("2")
        assert screen.adopt(worded(session, tmp_path), session.takes[0].number)
        await until(pilot, lambda: "Zephyr" in text_of(pilot))
        await until(pilot, lambda: "Zephyr" in _said(world.store.load(session.name)))
        assert world.store.load(session.name).takes[0].overrides == mine.overrides


async def test_an_open_replay_follows_and_stays_where_it_is(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, HotseatApp)
        replay = ReplayScreen(session, at=12.5)
        await open_on(pilot, replay)
        await until(pilot, lambda: "0:12" in text_of(pilot))
        assert not app.adopt(worded(session, tmp_path), session.takes[0].number)
        await until(pilot, lambda: "Zephyr" in text_of(pilot))
        assert replay.position == 12.5


async def test_a_replay_and_the_debrief_below_it_both_follow(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, HotseatApp)
        await open_on(pilot, DebriefScreen(session))
        await pilot.press("2", "r")
        await until(pilot, lambda: isinstance(app.screen, ReplayScreen))
        assert app.adopt(worded(session, tmp_path), session.takes[0].number)
        await until(pilot, lambda: "Zephyr" in text_of(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await until(pilot, lambda: "Zephyr" in text_of(pilot))


async def test_what_is_corrected_is_the_final_wording(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    final = worded(session, tmp_path)
    async with running(world, (100, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, HotseatApp)
        await open_on(pilot, WordsScreen(session))
        await pilot.press("down")
        world.keep(final)
        assert not app.adopt(final, session.takes[0].number)
        await until(pilot, lambda: "Zephyr" in text_of(pilot))
        await pilot.press("enter", "end", *" Indeed.", "escape")
        await until(pilot, lambda: "Indeed." in _said(world.store.load(session.name)))
        assert "Zephyr" in _said(world.store.load(session.name))


async def test_a_wording_that_comes_while_the_session_is_read_is_shown(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    final = worded(session, tmp_path)
    async with running(world, (100, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, HotseatApp)
        read, loop = world.store.load, asyncio.get_running_loop()

        def come_between(name: str) -> Session:
            found = read(name)
            world.store.load = read  # type: ignore[method-assign]
            world.keep(final)
            told = threading.Event()

            def tell() -> None:
                app.adopt(final, 1)
                told.set()

            loop.call_soon_threadsafe(tell)
            assert told.wait(PATIENCE)
            return found

        world.store.load = come_between  # type: ignore[method-assign]
        app.open_session(session.name)
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("2")
        await until(pilot, lambda: "Zephyr" in text_of(pilot))


async def test_another_session_is_none_of_its_business(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        screen = pilot.app.screen
        assert isinstance(screen, DebriefScreen)
        other = replace(worded(session, tmp_path), name="another")
        assert not screen.adopt(other, 1)
        assert screen.session == session


def _said(session: Session) -> str:
    transcript = session.takes[0].transcript
    return transcript.text if transcript else ""
