"""Correcting and annotating a saved session."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from hotseat.domain.session import Session, Take
from hotseat.domain.transcript import Transcript
from hotseat.tui.screens.note import NoteScreen
from hotseat.tui.screens.words import WordsScreen
from tests.tui import sample
from tests.tui.apps import World, text_of
from tests.tui.stage import SIZE, harmless, in_front, open_on, played, running, stage, until_shown
from tests.tui.waiting import until


def saved(world: World, session: Session, number: int = 1) -> Take:
    """Return a take as it is in the store."""
    return next(t for t in world.store.sessions[session.name].takes if t.number == number)


def said(take: Take) -> Transcript:
    assert take.transcript is not None
    return take.transcript


async def write(pilot: Pilot[None], key: str, words: str, clear: bool = False) -> None:
    """Open the small window with a key, write, and keep it."""
    await pilot.press(key)
    await until(pilot, lambda: in_front(pilot, NoteScreen))
    if clear:
        await pilot.press("ctrl+a")
    await pilot.press(*words)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: in_front(pilot, WordsScreen))


async def test_a_sentence_is_corrected_judged_again_and_put_back(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    before = said(session.takes[0])
    async with running(world) as pilot:
        await open_on(pilot, WordsScreen(session))
        await until_shown(pilot, "Take 1 of 2 · answer")
        await pilot.press("down", "down", "down")
        await write(pilot, "enter", "And I own it: I never asked who owned the hand-off.", True)
        await until_shown(pilot, "Corrected and judged again")
        await until_shown(pilot, "✎ corrected by hand")
        take = saved(world, session)
        assert "And I own it: I never asked who owned" in said(take).text
        assert take.earlier == (before,)
        assert take.analysis is not None
        assert [s.text for s in take.analysis.sentences][3].startswith("And I own it")
        assert said(take).words[-1].start == before.words[-1].start
        await pilot.press("o")
        await until_shown(pilot, "→ as heard by tiny.en")
        await pilot.press("2")
        await until_shown(pilot, "This text counts now")
        assert said(saved(world, session)) == before


async def test_notes_on_a_sentence_and_on_the_take(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, WordsScreen(session))
        await until_shown(pilot, "Take 1 of 2")
        await pilot.press("down")
        await write(pilot, "a", "Say how big.")
        await until_shown(pilot, "✎ Say how big.")
        await write(pilot, "w", "Too slow.")
        await until_shown(pilot, "✎ Too slow.")
        span, whole = saved(world, session).annotations
        assert span.quote == sample.ANSWER[1][0]
        assert (whole.text, whole.start) == ("Too slow.", None)
        await pilot.press("home")
        await write(pilot, "enter", " Slower!")
        await until_shown(pilot, "✎ Too slow. Slower!")
        await pilot.press("home", "delete")
        await until(pilot, lambda: "Too slow" not in text_of(pilot))
        assert [n.text for n in saved(world, session).annotations] == ["Say how big."]
        await pilot.press("home", "delete")
        await until_shown(pilot, "Mark a note to remove it")


async def test_the_best_take_is_marked_in_all_sessions(tmp_path: Path) -> None:
    old = sample.grilled()
    marked = replace(old, takes=(replace(old.takes[0], best=True), *old.takes[1:]))
    new = replace(sample.grilled(), name="new")
    world = stage(tmp_path, marked, new)
    async with running(world) as pilot:
        await open_on(pilot, WordsScreen(new))
        await until_shown(pilot, "Take 1 of 4")
        await pilot.press("b")
        await until_shown(pilot, "★ best of its story")
        assert saved(world, new).best
        await until(pilot, lambda: not saved(world, old).best)
        await pilot.press("]", "b")
        await until_shown(pilot, "only an answer that counts")
        await pilot.press("[", "b")
        await until_shown(pilot, "No longer the best telling")
        assert not saved(world, new).best


async def test_a_sentence_is_played(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, WordsScreen(session))
        await until_shown(pilot, "Take 1 of 4")
        await pilot.press("down", "space")
        await until(pilot, lambda: played(world))
        analysis = session.takes[0].analysis
        assert analysis is not None
        second = analysis.sentences[1]
        assert played(world)[0][1:] == (second.start, second.stop)
        await pilot.press("]", "]", "]", "space")
        await until_shown(pilot, "this answer was typed")


async def test_a_take_without_words_says_so(tmp_path: Path) -> None:
    session = sample.unheard()
    async with running(stage(tmp_path, session)) as pilot:
        returned = await open_on(pilot, WordsScreen(session))
        await until_shown(pilot, "The transcriber stopped; audio kept")
        await pilot.press("enter", "delete", "o", "space", "b")
        await until_shown(pilot, "★")
        await pilot.press("escape")
        await until(pilot, lambda: returned == [None])


async def test_what_cannot_be_saved_is_told(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, WordsScreen(session))
        await until_shown(pilot, "Take 1 of 2")
        del world.store.sessions[session.name]
        await write(pilot, "w", "Lost?")
        await until_shown(pilot, "Not saved: no session")


async def test_hostile_text_is_only_shown(tmp_path: Path) -> None:
    session = sample.hostile()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, WordsScreen(session))
        await until_shown(pilot, "[@click=app.exit]press[/]")
        assert harmless(text_of(pilot))
        for key in ("enter", "a", "w"):
            await pilot.press(key)
            await until(pilot, lambda: in_front(pilot, NoteScreen))
            assert harmless(text_of(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: in_front(pilot, WordsScreen))
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_looks(tmp_path: Path, snap_compare: Any, size: tuple[int, int]) -> None:
    session = sample.drilled()

    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, WordsScreen(session))
        await until_shown(pilot, "Take 1 of 2")
        await pilot.press("down")
        await write(pilot, "a", "Say how big: which figure?")
        await until_shown(pilot, "Saved")

    assert snap_compare(stage(tmp_path, session).app(), terminal_size=size, run_before=show)
