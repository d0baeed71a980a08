"""The banks: browsed, searched, practised, turned off, edited."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from hotseat.domain.analysis import Probe
from hotseat.domain.bank import Bank, Problem
from hotseat.domain.errors import HotseatError
from hotseat.interview import Plan
from hotseat.tui.app import HotseatApp
from hotseat.tui.screens.banks import BanksScreen
from hotseat.tui.screens.home import HomeScreen
from hotseat.tui.screens.lines import LinesScreen
from hotseat.tui.screens.question import QuestionScreen
from hotseat.tui.screens.questions import QuestionsScreen
from tests.tui import sample
from tests.tui.apps import World, bank, text_of
from tests.tui.stage import SIZE, harmless, in_front, open_on, running, stage, until_shown
from tests.tui.waiting import until

BROKEN = Problem("broken.toml", "line 4, column 2", "is not valid TOML: Unclosed array")
UNTYPED = Problem("mine.toml", "questions[2].type", '"deadlin" is not one of: missed_deadline')


def _mine() -> Bank:
    one = bank().questions[0]
    asked = replace(
        one,
        id="missed-deadline-01",
        text=sample.QUESTION.text,
        tests="Whether you see a slip early.",
        guidance=("Name the day.",),
        pitfalls=("Telling only how it was saved.",),
        probes=(Probe(text="What told you first?", target="breakdown"),),
        tags=("estimates",),
        source="Our wiki",
    )
    return Bank("execution-round", "My own bank", "Me", "MIT", questions=(asked,))


def _world(tmp_path: Path) -> World:
    world = stage(tmp_path, sample.drilled())
    world.banks = [_mine(), bank()]
    world.shelf.owned = {"execution-round"}
    return world


def _entered(app: HotseatApp) -> list[Plan]:
    plans: list[Plan] = []
    app.open_room = lambda plan, session=None: plans.append(plan)  # type: ignore[method-assign]
    return plans


def _row(pilot: Pilot[None], words: str) -> str:
    return next(row for row in text_of(pilot).splitlines() if words in row)


async def test_home_leads_to_the_banks_and_tells_what_each_holds(tmp_path: Path) -> None:
    async with running(_world(tmp_path)) as pilot:
        await until(pilot, lambda: in_front(pilot, HomeScreen))
        await pilot.press("b")
        await until_shown(pilot, "2 banks, 22 questions")
        await until(pilot, lambda: _row(pilot, "My own bank").split()[-3:] == ["1", "1", "yours"])
        assert _row(pilot, "Test bank").split()[-2:] == ["21", "Hotseat"]
        assert _row(pilot, "All banks").split()[-2:] == ["22", "1"]
        await pilot.press("down", "enter")
        await until_shown(pilot, "My own bank · 1 question")
        await until_shown(pilot, "1× 5/7")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: in_front(pilot, HomeScreen))


async def test_a_question_is_shown_whole_with_how_it_was_answered(tmp_path: Path) -> None:
    async with running(_world(tmp_path), (100, 50)) as pilot:
        await open_on(pilot, QuestionsScreen("execution-round"))
        await until_shown(pilot, "1 question")
        await pilot.press("enter")
        await until_shown(pilot, "Answered 1 time, last on 15 Mar 2026: 5 of 7 heard, 5 at best")
        told = (
            "Whether you see a slip early.",
            "– Name the day.",
            "– Telling only how it was saved.",
            "– Where it broke: What told you first?",
            "estimates",
            "Our wiki",
        )
        assert [words for words in told if words not in text_of(pilot)] == []


async def test_questions_are_found_and_filtered(tmp_path: Path) -> None:
    async with running(_world(tmp_path)) as pilot:
        await open_on(pilot, BanksScreen())
        await until_shown(pilot, "22 questions")
        await pilot.press("/", *"MISSED estim")
        await until_shown(pilot, "1 of 22 questions")
        await pilot.press(*"zzz")
        await until_shown(pilot, "Nothing fits. Escape shows all questions again.")
        await pilot.press("escape")
        await until_shown(pilot, "All banks · 22 questions")
        await pilot.press("l", "t")
        await until_shown(pilot, "Which question type?")
        await pilot.press("3")
        await until_shown(pilot, "1 of 22 questions · Missed deadline · mid")
        await pilot.press("escape")
        await until_shown(pilot, "All banks · 22 questions")
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, BanksScreen))


async def test_left_and_right_go_from_question_to_question(tmp_path: Path) -> None:
    async with running(_world(tmp_path)) as pilot:
        await open_on(pilot, QuestionsScreen("test-bank"))
        await until_shown(pilot, "21 questions")
        await pilot.press("enter")
        await until_shown(pilot, "1 of 21")
        await pilot.press("right", "right", "left", "left", "left", "right")
        await until_shown(pilot, "2 of 21")
        assert "A senior question about failed execution?" in text_of(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "Test bank · 21 questions")
        await until_shown(pilot, "A senior question about failed execution?\n")


async def test_practising_this_question_and_this_bank(tmp_path: Path) -> None:
    world = _world(tmp_path)
    app = world.app()
    plans = _entered(app)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await open_on(pilot, BanksScreen())
        await until_shown(pilot, "2 banks")
        await pilot.press("down", "p")
        await until(pilot, lambda: len(plans) == 1)
        await pilot.press("down", "enter")
        await until_shown(pilot, "21 questions")
        await pilot.press("down", "down", "p")
        await until(pilot, lambda: len(plans) == 2)
        await pilot.press("enter", "right")
        await until_shown(pilot, "4 of 21")
        await pilot.press("p")
        await until(pilot, lambda: len(plans) == 3)
    asked = [(plan.question.bank, plan.question.id, plan.settings.level.value) for plan in plans]
    assert asked[0][:2] == ("execution-round", "missed-deadline-01")
    assert asked[1] == ("test-bank", "failed-execution-director", "director")
    assert asked[2] == ("test-bank", "missed-deadline-mid", "mid")


async def test_a_question_is_turned_off_and_on(tmp_path: Path) -> None:
    world = _world(tmp_path)
    app = world.app()
    plans = _entered(app)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await open_on(pilot, QuestionsScreen("execution-round"))
        await until_shown(pilot, "1× 5/7")
        await pilot.press("d")
        await until_shown(pilot, "Turned off: d draws it again.")
        assert _row(pilot, "Tell me about a dead").split()[-1] == "off"
        await pilot.press("p")  # it may be answered all the same
        await until(pilot, lambda: plans)
        await pilot.press("d")
        await until_shown(pilot, "1× 5/7")
    key = ("execution-round", "missed-deadline-01")
    assert world.shelf.done == [("disable", *key, True), ("disable", *key, False)]


async def test_an_edit_is_kept_once_it_is_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HotseatApp, "suspend", lambda app: nullcontext())
    world, opened = _world(tmp_path), []
    world.edit = lambda path, line: opened.append((path.name, line))
    world.shelf.problems = [[UNTYPED], [UNTYPED]]
    async with running(world) as pilot:
        await open_on(pilot, QuestionsScreen("execution-round"))
        await until_shown(pilot, "1 question")
        await pilot.press("e")
        await until_shown(pilot, "execution-round.toml: 1 problem; nothing is replaced yet")
        assert "questions[2].type" in text_of(pilot)
        assert '"deadlin" is not one of: missed_deadline' in text_of(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: len(opened) == 2 and in_front(pilot, LinesScreen))
        await pilot.press("enter")
        await until_shown(pilot, "Saved: execution-round.toml")
    assert [step[0] for step in world.shelf.done] == ["open", "keep"]
    assert len(opened) == 3


@pytest.mark.parametrize(("answer", "steps"), [("2", ["open"]), ("3", ["open", "drop"])])
async def test_an_edit_that_is_not_valid_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, steps: list[str]
) -> None:
    monkeypatch.setattr(HotseatApp, "suspend", lambda app: nullcontext())
    world = _world(tmp_path)
    world.edit = lambda path, line: None
    world.shelf.problems = [[UNTYPED]]
    async with running(world) as pilot:
        await open_on(pilot, BanksScreen())
        await until_shown(pilot, "2 banks")
        await pilot.press("e")
        await until_shown(pilot, "Mark the bank that you want to edit")
        await pilot.press("down", "e")
        await until(pilot, lambda: in_front(pilot, LinesScreen))
        await pilot.press(*["down"] * (int(answer) - 1), "enter")
        await until(pilot, lambda: in_front(pilot, BanksScreen))
        await until(pilot, lambda: [step[0] for step in world.shelf.done] == steps)


async def test_without_an_editor_nothing_happens_but_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(path: Path, line: int) -> None:
        raise HotseatError("no editor was found; set $EDITOR to the command of your editor")

    world = _world(tmp_path)
    world.edit = none
    async with running(world) as pilot:
        await open_on(pilot, QuestionsScreen("execution-round"))
        await until_shown(pilot, "1 question")
        await pilot.press("e")
        await until_shown(pilot, "Here no editor can be opened")
        monkeypatch.setattr(HotseatApp, "suspend", lambda app: nullcontext())
        await pilot.press("e")
        await until_shown(pilot, "no editor was found; set $EDITOR")


async def test_broken_banks_are_told_and_hide_nothing(tmp_path: Path) -> None:
    world = _world(tmp_path)
    world.problems = [BROKEN, replace(UNTYPED, file="execution-round.toml")]
    async with running(world) as pilot:
        await open_on(pilot, BanksScreen())
        await until_shown(pilot, "2 banks, 22 questions, 2 problems")
        await until_shown(pilot, "! My own bank")
        await pilot.press("end")
        await until_shown(pilot, "! broken.toml: cannot be used")
        await until_shown(pilot, "line 4, column 2: is not valid TOML: Unclosed array")
        await pilot.press("p")
        await until_shown(pilot, "This file holds no usable question")
        await pilot.press("c")
        await until_shown(pilot, "execution-round.toml: questions[2].type")
        assert "broken.toml: line 4, column 2" in text_of(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, BanksScreen))


async def test_no_bank_at_all_says_what_to_do(tmp_path: Path) -> None:
    world = _world(tmp_path)
    world.banks = []
    async with running(world) as pilot:
        await open_on(pilot, BanksScreen())
        await until_shown(pilot, "No bank was found.")
        await pilot.press("enter", "p", "e", "c")
        await until_shown(pilot, "No bank has a problem.")


async def test_hostile_banks_are_only_shown(tmp_path: Path) -> None:
    world = _world(tmp_path)
    evil = replace(
        _mine().questions[0], text=sample.HOSTILE, tests=sample.HOSTILE, tags=(sample.HOSTILE,)
    )
    world.banks = [Bank("evil", sample.HOSTILE, sample.HOSTILE, questions=(evil,))]
    world.problems = [Problem(sample.HOSTILE, sample.HOSTILE, sample.HOSTILE)]
    async with running(world) as pilot:
        await open_on(pilot, BanksScreen())
        await until_shown(pilot, "1 bank, 1 question")
        assert harmless(text_of(pilot))
        await pilot.press("c")
        await until(pilot, lambda: in_front(pilot, LinesScreen))
        assert harmless(text_of(pilot))
        await pilot.press("escape", "down", "enter", "enter")
        await until(pilot, lambda: in_front(pilot, QuestionScreen))
        assert harmless(text_of(pilot))
        assert "[@click=app.exit]press[/]" in text_of(pilot)
        assert pilot.app.is_running


async def test_the_end_of_five_thousand_questions_is_one_key_away(tmp_path: Path) -> None:
    world = _world(tmp_path)
    one = bank().questions[0]
    many = tuple(replace(one, id=f"q-{n}", text=f"Question {n}?") for n in range(5_000))
    world.banks = [Bank("big", "Big bank", questions=many)]
    async with running(world) as pilot:
        await open_on(pilot, QuestionsScreen("big"))
        await until_shown(pilot, "5000 questions")
        await pilot.press("end")
        await until_shown(pilot, "Question 4999?")
        await pilot.press("pageup")
        await pilot.press("pageup")
        await until(pilot, lambda: "Question 4999?" not in text_of(pilot))
        await pilot.press("/", *"question 4321")
        await until_shown(pilot, "1 of 5000 questions")


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
@pytest.mark.parametrize("kind", ["banks", "questions", "question"])
def test_looks(
    tmp_path: Path, snap_compare: Callable[..., bool], kind: str, size: tuple[int, int]
) -> None:
    world = _world(tmp_path)
    world.problems = [BROKEN]
    off = frozenset(("missed-deadline-mid",))
    world.banks = [_mine(), replace(bank(), disabled=off)]
    screens: dict[str, Callable[[], Screen[int]]] = {
        "banks": BanksScreen,
        "questions": QuestionsScreen,
        "question": lambda: QuestionScreen([("execution-round", "missed-deadline-01")]),
    }
    awaited = {"banks": "22 questions", "questions": "1× 5/7", "question": "5 at best"}

    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, screens[kind]())
        await until_shown(pilot, awaited[kind])

    assert snap_compare(world.app(), terminal_size=size, run_before=show)
