"""Home: what there is to practise, one key away."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hotseat.domain.bank import Problem
from hotseat.domain.choices import Format
from hotseat.domain.rubric import STORY_TYPES
from hotseat.domain.session import Session
from hotseat.interview import Plan
from hotseat.tui.app import HotseatApp
from tests.tui import sample
from tests.tui.apps import World, text_of
from tests.tui.waiting import until

SMALL = (80, 24)


def rooms(app: HotseatApp) -> list[tuple[Plan, Session | None]]:
    """Return the rooms that the app opens from now on, instead of opening them."""
    opened: list[tuple[Plan, Session | None]] = []
    app.open_room = lambda plan, session=None: opened.append((plan, session))  # type: ignore[method-assign]
    return opened


async def test_a_newcomer_is_told_where_to_begin_and_one_key_starts() -> None:
    app = World().app()
    opened = rooms(app)
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: "You have no story for it yet" in text_of(pilot))
        assert text_of(pilot).count("not told yet") == len(STORY_TYPES)
        await pilot.press("f5")
        await until(pilot, lambda: opened)
    plan, session = opened[0]
    assert plan.question.type == STORY_TYPES[0]
    assert plan.settings.format is Format.DRILL
    assert session is None


async def test_a_told_story_shows_what_was_heard_of_it() -> None:
    world = World()
    world.keep(sample.drilled())
    app = world.app()
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: "of 7 heard" in text_of(pilot))
        assert text_of(pilot).count("not told yet") == len(STORY_TYPES) - 1


async def test_number_keys_grill_a_story() -> None:
    app = World().app()
    opened = rooms(app)
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: "not told yet" in text_of(pilot))
        await pilot.press("3")
        await until(pilot, lambda: opened)
    assert opened[0][0].settings.format is Format.GRILLING
    assert opened[0][0].question.type == STORY_TYPES[2]


async def test_an_interrupted_session_is_first_and_is_taken_up() -> None:
    world = World()
    world.keep(replace(sample.drilled(), created="2026-12-30T10:00:00+00:00"), "later")
    world.keep(sample.interrupted(), "broken-off")
    app = world.app()
    opened = rooms(app)
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: "interrupted" in text_of(pilot))
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: opened)
    taken_up = opened[0][1]
    assert taken_up is not None
    assert taken_up.name == "broken-off"


async def test_a_bank_with_a_problem_is_told_and_hides_nothing() -> None:
    world = World(problems=[Problem("mine.toml", "questions[3].level", "is missing")])
    app = world.app()
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: "mine.toml: questions[3].level" in text_of(pilot))
        assert "F5" in text_of(pilot)


async def test_hostile_titles_stay_text() -> None:
    world = World()
    world.keep(sample.hostile())
    app = world.app()
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: "[@click=" in text_of(pilot))
        assert "\x1b" not in text_of(pilot)
        await pilot.click("#lines", offset=(20, 8))
        assert app.is_running


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
@pytest.mark.parametrize("opened", ["", "n", "s"])
def test_looks(
    tmp_path: Path, snap_compare: Callable[..., bool], opened: str, size: tuple[int, int]
) -> None:
    """Home, set-up and settings."""
    world = World()
    world.keep(sample.grilled(), "grilled")
    world.keep(sample.interrupted(), "interrupted")
    app = world.app()

    async def show(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.context.banks and "of 7 heard" in text_of(pilot))
        if opened:
            await pilot.press(opened)
            await until(pilot, lambda: "-14 dB  good" in text_of(pilot))

    assert snap_compare(app, terminal_size=size, run_before=show)
