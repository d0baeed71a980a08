"""The list of sessions: found, opened, taken up, exported, deleted."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable

from hotseat.domain.listing import SessionSummary
from hotseat.domain.summary import summarise
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.replay import ReplayScreen
from hotseat.tui.screens.sessions import SessionsScreen
from tests.fakes.store import MemoryStore
from tests.tui import sample
from tests.tui.apps import World, text_of
from tests.tui.stage import harmless, in_front, open_on, stage, until_shown
from tests.tui.waiting import until

SIZE = (80, 24)


def _open(world: World, size: tuple[int, int] = SIZE) -> AbstractAsyncContextManager[Pilot[None]]:
    return world.app().run_test(size=size, notifications=True, tooltips=True)


def _all(tmp_path: Path) -> World:
    return stage(tmp_path, sample.grilled(), sample.drilled(), sample.interrupted())


class Listing(MemoryStore):
    """A store whose summaries are given."""

    def __init__(self, given: Sequence[SessionSummary]) -> None:
        super().__init__()
        self.given = given

    def summaries(self) -> Sequence[SessionSummary]:
        return self.given


async def test_the_list_tells_what_each_session_was(tmp_path: Path) -> None:
    async with _open(_all(tmp_path), (120, 40)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        rows = [row for row in text_of(pilot).splitlines() if " Mar " in row]
        assert [row.split()[:3] for row in rows] == [
            ["16", "Mar", "08:15"],
            ["15", "Mar", "09:00"],
            ["14", "Mar", "10:30"],
        ]
        shown = " ".join(rows[2].split()[3:])
        assert shown == "The checkout launch grilling 5/7 high 1.4 finished"
        assert rows[0].rstrip().endswith("interrupted")
        assert "Interrupted: enter takes it up." in text_of(pilot)


async def test_no_session_says_how_to_start(tmp_path: Path) -> None:
    async with _open(stage(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "No session yet. Press n to choose a question and start")
        await pilot.press("enter", "r", "e", "d")
        assert in_front(pilot, SessionsScreen)


async def test_enter_opens_the_debrief(tmp_path: Path) -> None:
    async with _open(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: in_front(pilot, DebriefScreen))
        await until_shown(pilot, "The checkout launch")


async def test_an_interrupted_session_is_taken_up_in_the_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_up: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "hotseat.tui.app.HotseatApp.open_room",
        lambda app, plan, session: taken_up.append((session.name, plan.question.id)),
    )
    async with _open(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "Interrupted: enter takes it up.")
        await pilot.press("enter")
        await until(pilot, lambda: taken_up)
        assert taken_up == [(sample.interrupted().name, sample.QUESTION.id)]


async def test_finding_lists_what_fits_and_escape_shows_all(tmp_path: Path) -> None:
    async with _open(_all(tmp_path)) as pilot:
        returned = await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("/", *"CHECKOUT gril")
        await until_shown(pilot, "1 of 3 sessions")
        assert "Broken off" not in text_of(pilot)
        await pilot.press(*"zzz")
        await until_shown(pilot, "Nothing fits.")
        await pilot.press("escape")
        await until_shown(pilot, "Broken off")
        assert returned == []
        await pilot.press("/", *"missed dead")
        await until_shown(pilot, "3 of 3 sessions")
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: in_front(pilot, DebriefScreen))
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, SessionsScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: returned == [None])


async def test_replay_and_export(tmp_path: Path) -> None:
    async with _open(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("down", "e")
        await until_shown(pilot, f"Notes are in /nowhere/{sample.drilled().name}.md")
        await pilot.press("r")
        await until(pilot, lambda: in_front(pilot, ReplayScreen))


async def test_deleting_asks_first(tmp_path: Path) -> None:
    world = _all(tmp_path)
    name = sample.interrupted().name
    async with _open(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        for refusal in ("enter", "escape"):
            await pilot.press("d")
            await until_shown(pilot, "Delete “Broken off” of 16 Mar 08:15, with its sound?")
            await pilot.press(refusal)
            await until(pilot, lambda: in_front(pilot, SessionsScreen))
            assert name in world.store.sessions
        await pilot.press("d")
        await until_shown(pilot, "Delete it for good")
        await pilot.press("2")
        await until_shown(pilot, "2 sessions")
        assert name not in world.store.sessions


async def test_a_broken_session_is_listed_with_its_problem(tmp_path: Path) -> None:
    broken = SessionSummary("2026-01-01-broken", problem="session.json: line 3 is not JSON")
    world = stage(tmp_path)
    world.store = Listing([broken])
    async with _open(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "unreadable")
        assert "2026-01-01-broken: session.json: line 3 is not JSON" in text_of(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "It cannot be read: session.json: line 3")
        assert in_front(pilot, SessionsScreen)


async def test_two_thousand_sessions_stay_fluent(tmp_path: Path) -> None:
    one = summarise(sample.grilled())
    world = stage(tmp_path)
    world.store = Listing([replace(one, name=f"s{n}", title=f"Story {n}") for n in range(2000)])
    async with _open(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "2000 sessions")
        began = time.perf_counter()
        await pilot.press("/", "1", "9", "9", "9")
        await until_shown(pilot, "1 of 2000 sessions")
        each = (time.perf_counter() - began) / 5
        await pilot.press("escape", "end")
        await until_shown(pilot, "Story 1999")
        assert pilot.app.screen.query_one(DataTable).row_count == 2000
        assert each < 1.0, f"{each:.2f} s a key"


async def test_hostile_text_is_only_shown(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.hostile())
    broken = SessionSummary("evil", problem=sample.HOSTILE)
    summary = replace(summarise(sample.hostile()), mode=sample.HOSTILE, state=sample.HOSTILE)
    world.store = Listing([summary, broken])
    world.store.sessions[summary.name] = sample.hostile()
    async with _open(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "2 sessions")
        assert "[@click=app.exit]press[/]" in text_of(pilot)
        assert harmless(text_of(pilot))
        await pilot.press("d")
        await until_shown(pilot, "Delete it for good")
        assert harmless(text_of(pilot))
        await pilot.press("escape", "/", *"[@click=app.exit]", "down", "down")
        await until_shown(pilot, "of 2 sessions")
        assert harmless(text_of(pilot))
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_looks(tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")

    assert snap_compare(_all(tmp_path).app(), terminal_size=size, run_before=show)
