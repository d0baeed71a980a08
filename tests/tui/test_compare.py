"""Compare: what changed between two takes is said in words, and both can be heard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hotseat.coach.analysis import analyse
from hotseat.domain.choices import AnswerKind
from hotseat.domain.session import Session, Take
from hotseat.tui.screens.compare import CompareScreen
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.replay import ReplayScreen
from hotseat.tui.screens.sessions import SessionsScreen
from tests.tui import sample
from tests.tui.apps import text_of
from tests.tui.stage import SIZE, harmless, in_front, open_on, played, running, stage, until_shown
from tests.tui.waiting import until

LATER = (
    "Um, so we were to ship the new checkout on March first, and the bet was that tax is easy.",
    "Nobody had asked the tax team for a slot in their release train.",
    "That was on me. I never asked who owned the hand-off.",
    "I cut the Canadian provinces from the launch the same afternoon, which cost us two contracts.",
    "We shipped nine days late and the two contracts were renewed anyway.",
    "Since then every epic has a dependency line with a name and a date. I check it on Mondays.",
)


def told(number: int, parts: tuple[str, ...]) -> Take:
    take, transcript = sample.answer_take(), sample.speak(parts)
    return replace(
        take,
        number=number,
        audio=f"takes/{number:02d}-deadline-{len(parts)}.wav",
        transcript=transcript,
        analysis=analyse(transcript, take.question),
        seconds=transcript.duration,
    )


def earlier() -> Session:
    takes = (told(1, tuple(text for text, _ in sample.ANSWER)),)
    return replace(sample.drilled(), takes=takes)


def later() -> Session:
    return replace(
        sample.drilled(),
        name="2026-04-02T0900-again",
        created="2026-04-02T09:00:00+01:00",
        takes=(told(1, LATER),),
    )


async def compare(pilot: Pilot[None], session: Session) -> None:
    """Open the comparison from a replay."""
    await open_on(pilot, ReplayScreen(session))
    await until_shown(pilot, "with sound")
    await pilot.press("c")
    await until(pilot, lambda: in_front(pilot, CompareScreen))
    await until_shown(pilot, "Execution risk")


async def test_what_changed_is_said_in_words(tmp_path: Path) -> None:
    async with running(stage(tmp_path, earlier(), later())) as pilot:
        await compare(pilot, later())
        text = text_of(pilot)
        assert "A  2026-03-15 09:00 · take 1" in text
        assert "B  2026-04-02 09:00 · take 1" in text
        assert "What changed for good   ~ vague        ✓ heard        + specific now" in text
        await pilot.press("4")
        await until_shown(pilot, "late:  11 days  →  9 days")
        await pilot.press("5")
        await until_shown(pilot, "reworded")
        text = text_of(pilot)
        assert "−   It was, you know, a big thing" in text
        assert "which cost us two" in text
        await pilot.press("3")
        await until_shown(pilot, "Fillers")
        await pilot.press("2")
        await until_shown(pilot, "Where it broke          A ")


async def test_either_take_is_heard_and_the_later_one_replayed(tmp_path: Path) -> None:
    first, second = earlier(), later()
    world = stage(tmp_path, first, second)
    async with running(world) as pilot:
        await compare(pilot, second)
        await pilot.press("5", "b")
        await until(pilot, lambda: len(played(world)) == 1)
        await pilot.press("a")
        await until(pilot, lambda: len(played(world)) == 2)
        assert [name for name, _, _ in played(world)] == [
            "01-deadline-6.wav",
            "01-deadline-8.wav",
        ]
        await pilot.press("down", "b")  # what was dropped is not in B
        await until_shown(pilot, "B has no words on this line to play.")
        await pilot.press("down", "r")
        await until(pilot, lambda: in_front(pilot, ReplayScreen))
        replay = pilot.app.screen
        assert isinstance(replay, ReplayScreen)
        assert replay.position > 0


async def test_it_is_reached_from_the_debrief_and_the_list(tmp_path: Path) -> None:
    world = stage(tmp_path, earlier(), later())
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(later()))
        await pilot.press("c")
        await until_shown(pilot, "+ specific now")
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, DebriefScreen))
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "missed")
        await pilot.press("c")
        await until_shown(pilot, "+ specific now")


async def test_with_nothing_to_compare_it_is_said(tmp_path: Path) -> None:
    async with running(stage(tmp_path, earlier())) as pilot:
        await open_on(pilot, ReplayScreen(earlier()))
        await until_shown(pilot, "with sound")
        await pilot.press("c")
        await until_shown(pilot, "No other take of this")
        assert in_front(pilot, ReplayScreen)


async def test_another_take_is_chosen_by_the_brackets(tmp_path: Path) -> None:
    old = replace(earlier(), name="2026-01-01-old", created="2026-01-01T09:00:00+01:00")
    async with running(stage(tmp_path, earlier(), later(), old)) as pilot:
        await compare(pilot, later())
        await until_shown(pilot, "A  2026-03-15")
        await pilot.press("[")
        await until_shown(pilot, "A  2026-01-01")
        await pilot.press("[")
        await until_shown(pilot, "There is no other take to compare with that way.")
        await pilot.press("]")
        await until_shown(pilot, "A  2026-03-15")


async def test_takes_of_one_session_and_typed_ones_are_compared(tmp_path: Path) -> None:
    first = replace(earlier().takes[0], retaken=True)
    again = replace(told(2, LATER), audio="", kind=AnswerKind.TYPED)
    session = replace(earlier(), takes=(first, again))
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await pilot.press("c")
        await until_shown(pilot, "A  2026-03-15 09:00 · take 1 · set aside")
        await pilot.press("b")
        await until_shown(pilot, "There is no sound to play: B was typed.")


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_hostile_text_is_only_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    session = sample.hostile()
    other = replace(session, name="2026-03-19-hostile", created="2026-03-19T00:00:00+01:00")
    async with running(stage(tmp_path, session, other), size) as pilot:
        await open_on(pilot, DebriefScreen(other))
        await pilot.press("c")
        await until(pilot, lambda: in_front(pilot, CompareScreen))
        await until_shown(pilot, "B  2026-03-19")
        for key in "12345ab":
            await pilot.press(key)
            assert harmless(text_of(pilot))
        assert pilot.app.is_running


@pytest.mark.parametrize("tab", ["checklist", "words"])
@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_looks(
    tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int], tab: str
) -> None:
    async def show(pilot: Pilot[None]) -> None:
        await compare(pilot, later())
        await pilot.press("1" if tab == "checklist" else "5")
        await pilot.pause()

    app = stage(tmp_path, earlier(), later()).app()
    assert snap_compare(app, terminal_size=size, run_before=show)
