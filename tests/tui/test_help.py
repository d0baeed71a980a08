"""Help explains the screen behind it; a question waits for its answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.help import HelpScreen
from hotseat.tui.screens.home import HomeScreen
from hotseat.tui.screens.replay import ReplayScreen
from hotseat.tui.screens.sessions import SessionsScreen
from tests.tui import sample
from tests.tui.apps import text_of
from tests.tui.stage import (
    SIZE,
    harmless,
    in_front,
    open_on,
    running,
    stage,
    until_front,
    until_returned,
    until_shown,
)
from tests.tui.waiting import until


async def test_f1_explains_the_screen_and_escape_closes(tmp_path: Path) -> None:
    session = sample.drilled()
    async with running(stage(tmp_path, session)) as pilot:
        for screen in (DebriefScreen(session), SessionsScreen(), ReplayScreen(session)):
            await open_on(pilot, screen)
            await pilot.press("f1")
            await until(pilot, lambda: in_front(pilot, HelpScreen))
            first = " ".join(screen.HELP.split()[:6])
            await until_shown(pilot, first)
            await pilot.press("escape")
            await until_front(pilot, screen)


async def test_help_scrolls_to_the_words_and_the_promise(tmp_path: Path) -> None:
    async with running(stage(tmp_path)) as pilot:
        await until(pilot, lambda: in_front(pilot, HomeScreen))
        await pilot.press("f1")
        await until_shown(pilot, "Home shows your three stories")
        assert "no network" not in text_of(pilot)
        await pilot.press("end")
        await until_shown(pilot, "practising opens no network")
        assert "grill ladder" in text_of(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: in_front(pilot, HomeScreen))


class Evil(Screen[None]):
    """A screen whose help is hostile."""

    HELP = f"{sample.HOSTILE}\n\n{sample.HOSTILE[:40]}    {sample.HOSTILE}"


async def test_hostile_help_is_only_shown(tmp_path: Path) -> None:
    async with running(stage(tmp_path)) as pilot:
        await open_on(pilot, HelpScreen(Evil()))
        await until_shown(pilot, "[@click=app.exit]press[/]")
        assert harmless(text_of(pilot))
        assert pilot.app.is_running


async def test_a_question_returns_the_answer_taken(tmp_path: Path) -> None:
    choices = (("stay", "Stay here"), ("leave", "Leave now"))
    async with running(stage(tmp_path)) as pilot:
        for keys, answer in (
            (("enter",), "stay"),
            (("down", "enter"), "leave"),
            (("2",), "leave"),
            (("escape",), ""),
        ):
            returned = await open_on(pilot, ConfirmScreen("Leave the room?", choices))
            await until_shown(pilot, "Leave the room?")
            await pilot.press("9", *keys)
            await until_returned(pilot, returned)
            assert returned == [answer]


async def test_a_hostile_question_is_only_shown(tmp_path: Path) -> None:
    async with running(stage(tmp_path)) as pilot:
        returned = await open_on(pilot, ConfirmScreen(sample.HOSTILE, [("a", sample.HOSTILE)]))
        await until_shown(pilot, "[@click=app.exit]press[/]")
        assert harmless(text_of(pilot))
        await pilot.click("#question", offset=(6, 0))
        assert returned == []
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_looks(tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    session = sample.drilled()

    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, ReplayScreen(session))
        await pilot.press("f1")
        await until_shown(pilot, "Help")

    app = stage(tmp_path, session).app()
    assert snap_compare(app, terminal_size=size, run_before=show)
