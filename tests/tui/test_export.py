"""The export dialog: choices, what they mean, and what goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hotseat.domain.exporting import ExportOrder
from hotseat.domain.session import Session
from hotseat.tui.screens.export import ExportScreen
from tests.tui import sample
from tests.tui.apps import World, text_of
from tests.tui.stage import in_front, open_on, running, stage, until_returned, until_shown

SIZES = ((80, 24), (120, 40))


@asynccontextmanager
async def dialog(
    world: World, session: Session, take: int = 0, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], list[str]]]:
    async with running(world, size) as pilot:
        returned = await open_on(pilot, ExportScreen(session, take))
        await until_shown(pilot, "enter writes it")
        yield pilot, returned


async def test_enter_writes_notes_into_the_sessions_folder(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.drilled())
    async with dialog(world, sample.drilled()) as (pilot, returned):
        await pilot.press("enter")
        await until_returned(pilot, returned)
        assert returned == [f"Written: /nowhere/{sample.drilled().name}.md"]
        assert world.exported == [ExportOrder("md")]


async def test_a_take_with_names_taken_out_goes_to_a_file(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.grilled())
    async with dialog(world, sample.grilled(), 2) as (pilot, returned):
        await pilot.press("right", "down", "right")
        assert "[take 2 alone]" in text_of(pilot)
        assert "Sound" in text_of(pilot)
        await pilot.press("down", "down", "right", "down", *"/tmp/x.html")
        await pilot.press("down", *"Anna Smith, Bo,", "down", "right")
        await until_shown(pilot, "sound is left out")
        assert "put in" not in text_of(pilot)
        await pilot.press("f5")
        await until_returned(pilot, returned)
    (order,) = world.exported
    assert order == ExportOrder(
        "html", take=2, output=Path("/tmp/x.html"), names=("Anna Smith", "Bo"), figures=True
    )
    assert world.saved[-1].export_form == "html"


async def test_a_story_goes_into_a_vault_that_is_remembered(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.grilled())
    async with dialog(world, sample.grilled(), 1) as (pilot, returned):
        await pilot.press("down", "left")
        assert "[its whole story]" in text_of(pilot)
        await pilot.press("down", "left", "enter")
        await until_shown(pilot, "a path is missing")
        assert world.exported == []
        await pilot.press("down", *"/tmp/vault", "enter")
        await until_returned(pilot, returned)
    assert world.exported == [ExportOrder("md", story="checkout-launch", vault=Path("/tmp/vault"))]
    assert world.saved[-1].vault == "/tmp/vault"


async def test_captions_and_data_go_into_no_vault(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.grilled())
    async with dialog(world, sample.grilled()) as (pilot, _):
        assert "a vault of notes" in text_of(pilot)
        await pilot.press("left")
        assert "a vault of notes" not in text_of(pilot)
        assert "one file a take" in text_of(pilot)
        assert "put in" not in text_of(pilot)


async def test_what_goes_wrong_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.drilled())
    world.export_fails = "/nowhere cannot be written (No space left on device)"
    async with dialog(world, sample.drilled()) as (pilot, returned):
        await pilot.press("enter")
        await until_shown(pilot, "No space left on device")
        assert in_front(pilot, ExportScreen)
        world.export_fails = ""
        await pilot.press("enter")
        await until_returned(pilot, returned)


async def test_escape_writes_nothing(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.drilled())
    async with dialog(world, sample.drilled()) as (pilot, returned):
        await pilot.press("escape")
        await until_returned(pilot, returned)
        assert returned == [""]
        assert world.exported == []


@pytest.mark.parametrize("size", SIZES)
async def test_all_lines_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    world = stage(tmp_path, sample.grilled())
    async with dialog(world, sample.grilled(), 1, size) as (pilot, _):
        await pilot.press("right")
        await pilot.press("down", "down", "down", "right")
        shown = text_of(pilot)
        for words in ("Form", "What", "Sound", "Where to", "Path", "Take out", "Figures", "escape"):
            assert words in shown
