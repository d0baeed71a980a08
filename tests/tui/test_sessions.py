"""The list of sessions: found, opened, taken up, exported, deleted."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable

from hotseat.coach.analysis import analyse
from hotseat.domain.listing import SessionSummary
from hotseat.domain.session import AskedQuestion, Session, Take
from hotseat.domain.summary import summarise
from hotseat.domain.transcript import typed
from hotseat.tui.screens.compare import CompareScreen
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.replay import ReplayScreen
from hotseat.tui.screens.sessions import SessionsScreen
from tests.fakes.store import MemoryStore
from tests.tui import sample
from tests.tui.apps import World, text_of
from tests.tui.stage import SIZE, harmless, in_front, open_on, running, stage, until_shown
from tests.tui.waiting import until


def _all(tmp_path: Path) -> World:
    return stage(tmp_path, sample.grilled(), sample.drilled(), sample.interrupted())


def told(pilot: Pilot[None]) -> str:
    """Return the notices that are shown."""
    return " ".join(each.message for each in pilot.app._notifications)


class Listing(MemoryStore):
    """A store whose summaries are given."""

    def __init__(self, given: Sequence[SessionSummary]) -> None:
        super().__init__()
        self.given = given

    def summaries(self) -> Sequence[SessionSummary]:
        return self.given


async def test_the_list_tells_what_each_session_was(tmp_path: Path) -> None:
    async with running(_all(tmp_path), (120, 40)) as pilot:
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
    async with running(stage(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "No session yet. Press n to choose a question and start")
        await pilot.press("enter", "r", "e", "d")
        assert in_front(pilot, SessionsScreen)


async def test_enter_opens_the_debrief(tmp_path: Path) -> None:
    async with running(_all(tmp_path)) as pilot:
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
    async with running(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "Interrupted: enter takes it up.")
        await pilot.press("enter")
        await until(pilot, lambda: taken_up)
        assert taken_up == [(sample.interrupted().name, sample.QUESTION.id)]


async def test_finding_lists_what_fits_and_escape_shows_all(tmp_path: Path) -> None:
    async with running(_all(tmp_path)) as pilot:
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


async def test_export_compare_and_replay(tmp_path: Path) -> None:
    async with running(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("down", "e")
        await until_shown(pilot, "enter writes it")
        await pilot.press("right", "enter")
        await until_shown(pilot, f"Written: /nowhere/{sample.drilled().name}.html")
        await pilot.press("c")
        await until(pilot, lambda: in_front(pilot, CompareScreen))
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, SessionsScreen))
        await pilot.press("r")
        await until(pilot, lambda: in_front(pilot, ReplayScreen))


def _conflict() -> Session:
    told = typed("Legal wanted the banner, sales did not. I asked both what they feared.", 60)
    question = AskedQuestion("Tell me about a conflict.", "cross_functional_conflict")
    take = Take(1, question, seconds=60, transcript=told, analysis=analyse(told, question))
    return Session("2026-03-12T0900-conflict", "2026-03-12T09:00:00+00:00", takes=(take,))


async def test_exactly_the_two_that_are_picked_are_compared(tmp_path: Path) -> None:
    world = stage(tmp_path, sample.grilled(), sample.drilled(), _conflict())

    def signs() -> list[str]:
        rows = [row for row in text_of(pilot).splitlines() if " Mar " in row]
        return [row.split()[0] if "●" in row else "" for row in rows]

    async with running(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("space", "c")
        await until_shown(pilot, "1 picked: space picks the other one")
        assert signs() == ["●", "", ""]
        assert in_front(pilot, SessionsScreen)
        await pilot.press("down", "space")
        await until(pilot, lambda: signs() == ["●", "●", ""])
        await pilot.press("down", "space")
        await until_shown(pilot, "let go of “Tell me about a deadline")
        assert signs() == ["", "●", "●"]
        await pilot.press("c")
        await until(pilot, lambda: in_front(pilot, CompareScreen))
        await until_shown(pilot, "A  2026-03-12 09:00 · take 1 · Cross-functional conflict")
        await until_shown(pilot, "B  2026-03-14 10:30 · take 1 · Missed deadline")
        assert "Two types of question" in text_of(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, SessionsScreen))
        await until(pilot, lambda: signs() == ["", "●", "●"])
        await pilot.press("space")
        await until_shown(pilot, "1 picked")
        assert signs() == ["", "●", ""]


async def test_a_picked_session_that_is_deleted_is_picked_no_longer(tmp_path: Path) -> None:
    async with running(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("space")
        await until_shown(pilot, "1 picked")
        await pilot.press("d")
        await until(pilot, lambda: "1 picked" not in text_of(pilot))


async def test_deleting_can_be_undone(tmp_path: Path) -> None:
    world = _all(tmp_path)
    first, second = sample.interrupted().name, sample.drilled().name
    async with running(world, (120, 40)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("u")
        await until_shown(pilot, "Nothing was deleted")
        await pilot.press("d")
        await until_shown(pilot, "Deleted “Broken off” with its sound. u brings it back")
        assert first not in world.store.sessions
        await until_shown(pilot, "2 sessions")
        await pilot.press("d")
        await until_shown(pilot, "1 session ")
        await pilot.press("u")
        await until_shown(pilot, f"Brought back {second}")
        await until_shown(pilot, "2 sessions")
        await pilot.press("u")
        await until_shown(pilot, f"Brought back {first}")
        await until_shown(pilot, "3 sessions")
        assert {first, second} < set(world.store.sessions)


async def test_the_trash_shows_what_was_deleted_and_is_emptied(tmp_path: Path) -> None:
    world = _all(tmp_path)
    async with running(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("d")
        await until_shown(pilot, "2 sessions")
        await pilot.press("d")
        await until_shown(pilot, "1 session ")
        for answer, left in (("escape", 2), ("2", 1), ("3", 0)):
            await pilot.press("m")
            await until_shown(pilot, "or empty the trash")
            await pilot.press("9")
            await until_shown(pilot, "kept for 7 days each")
            await pilot.press(answer)
            await until(pilot, lambda: len(world.store.trash) == left)  # noqa: B023
            await until(pilot, lambda: in_front(pilot, SessionsScreen))
        await until_shown(pilot, "2 sessions")


async def test_words_that_were_said_are_found_and_quoted(tmp_path: Path) -> None:
    async with running(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("/", *"everyone's job")
        await until_shown(pilot, "1 of 3 sessions")
        await until_shown(pilot, "it was kind of everyone's job")
        await pilot.press("down")
        await pilot.press("f2")
        await until_shown(pilot, "enter takes it")
        await pilot.press("escape")


async def test_filters_narrow_the_list_and_complete_themselves(tmp_path: Path) -> None:
    async with running(_all(tmp_path)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("/")
        await until_shown(pilot, "type: flag: tag: story: format:")
        await pilot.press(*"form")
        await until_shown(pilot, "format:")
        await pilot.press("right", "g")
        await until_shown(pilot, "format:grilling")
        await pilot.press("right")
        await until_shown(pilot, "1 of 3 sessions")
        assert "The checkout launch" in text_of(pilot)
        await pilot.press(*" after:2030")
        await until_shown(pilot, "0 of 3 sessions")
        await pilot.press(*"x")
        await until_shown(pilot, "after: takes a date such as")


async def test_a_session_gets_a_title_and_tags(tmp_path: Path) -> None:
    world = _all(tmp_path)
    name = sample.drilled().name
    async with running(world, (120, 40)) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("down", "f2")
        await until_shown(pilot, "empty shows its first question")
        await pilot.press(*"Tax team", "enter")
        await until_shown(pilot, "15 Mar 09:00 Tax team")
        await pilot.press("t")
        await until_shown(pilot, "words apart")
        await pilot.press(*"Onsite dry_run", "enter")
        await until_shown(pilot, "#dry-run #onsite")
        assert world.store.sessions[name].title == "Tax team"
        assert world.store.sessions[name].tags == ("dry-run", "onsite")
        await pilot.press("/", *"tag:ons")
        await until_shown(pilot, "1 of 3 sessions")


async def test_hearing_again_keeps_both_texts(tmp_path: Path) -> None:
    world = _all(tmp_path)
    name = sample.drilled().name
    for take in sample.drilled().takes:
        path = world.store.folder(name) / take.audio
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"RIFF")
    async with running(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("down", "h")
        await until_shown(pilot, "with which speech model?")
        await pilot.press("2")
        await until_shown(pilot, "Heard 2 takes again; the texts before are kept.")
        heard = world.store.sessions[name].takes
        assert all(take.transcript and "shipped it late" in take.transcript.text for take in heard)
        assert [len(take.earlier) for take in heard] == [1, 1]


async def test_sound_that_was_left_behind_is_recovered(tmp_path: Path) -> None:
    world = _all(tmp_path)
    name = sample.interrupted().name
    left = world.store.take_path(sample.interrupted(), 2, "breakdown")
    left.write_bytes(bytes(44 + 32000))
    async with running(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("v")
        await until_shown(pilot, "Recovered: 2 takes, 1 heard now.")
        session = world.store.sessions[name]
        assert session.state == "finished"
        assert session.takes[1].transcript is not None


async def test_a_broken_session_is_listed_with_its_problem(tmp_path: Path) -> None:
    broken = SessionSummary("2026-01-01-broken", problem="session.json: line 3 is not JSON")
    world = stage(tmp_path)
    world.store = Listing([broken])
    async with running(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "unreadable")
        assert "2026-01-01-broken: session.json: line 3 is not JSON" in text_of(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "It cannot be read: session.json: line 3")
        assert in_front(pilot, SessionsScreen)


async def test_what_is_lost_of_a_session_is_told_when_it_opens(tmp_path: Path) -> None:
    cut = replace(sample.drilled(), problem="session.json was cut off in or after take 2")
    world = stage(tmp_path, cut)
    world.store.missing = ["Take 1: takes/01-missed-deadline.wav is missing"]
    async with running(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "incomplete")
        assert "session.json was cut off in or after take 2" in text_of(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: in_front(pilot, DebriefScreen))
        await until(pilot, lambda: "01-missed-deadline.wav is" in told(pilot))
        assert "session.json was cut off" in told(pilot)


async def test_two_thousand_sessions_stay_fluent(tmp_path: Path) -> None:
    one = summarise(sample.grilled())
    world = stage(tmp_path)
    world.store = Listing([replace(one, name=f"s{n}", title=f"Story {n}") for n in range(2000)])
    async with running(world) as pilot:
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
    async with running(world) as pilot:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "2 sessions")
        assert "[@click=app.exit]press[/]" in text_of(pilot)
        assert harmless(text_of(pilot))
        for key in ("f2", "t", "m"):
            await pilot.press(key)
            await until(pilot, lambda: not in_front(pilot, SessionsScreen))
            assert harmless(text_of(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: in_front(pilot, SessionsScreen))
        await pilot.press("/", *"[@click=app.exit]", "down", "down")
        await until_shown(pilot, "of 2 sessions")
        assert harmless(text_of(pilot))
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_looks(tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, SessionsScreen())
        await until_shown(pilot, "3 sessions")
        await pilot.press("down", "space", "down", "space")
        await until_shown(pilot, "2 picked")

    assert snap_compare(_all(tmp_path).app(), terminal_size=size, run_before=show)
