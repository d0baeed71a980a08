"""Documents proposed, reviewed question by question, and written only when told to."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hotseat.domain.rubric import Level
from hotseat.importers.draft import Confidence, Decision, Draft, Item, Skipped, State
from hotseat.tui.context import Review, Start
from hotseat.tui.screens.banks import BanksScreen
from hotseat.tui.screens.home import HomeScreen
from hotseat.tui.screens.import_from import ImportScreen
from hotseat.tui.screens.lines import LinesScreen
from hotseat.tui.screens.questions import QuestionsScreen
from hotseat.tui.screens.review import ReviewScreen
from tests.tui import sample
from tests.tui.apps import World, text_of
from tests.tui.stage import harmless, in_front, open_on, stage, until_shown
from tests.tui.waiting import until

SIZE = (80, 24)


def _item(key: int, text: str, kind: str = "missed_deadline", **more: object) -> Item:
    item = Item(key, text, kind, Level.SENIOR, 45, 180, ("Name the day.",), "faq.md, Dates")
    return replace(item, confidence=Confidence(0.9, 0.8), **more)  # type: ignore[arg-type]


SLIPPED = _item(1, "Tell me about a launch that slipped by a month.")
LATE = _item(2, "Tell me about a launch that was a month late.", guidance=("Say who paid.",))
CUT = _item(3, "What did you cut when two engineers left?", "resource_constraint")
AGAIN = _item(4, "Why did you miss it?", state=State.CHANGED, like=("mine", "why-missed"))
THERE = _item(5, "What broke?", state=State.DUPLICATE, like=("mine", "what-broke"))
DRAFT = Draft(
    (SLIPPED, LATE, CUT, AGAIN, THERE),
    (Skipped("How long is the interview?", "about interviewing, not put to a candidate"),),
    source="faq.md",
)


def _world(tmp_path: Path, draft: Draft = DRAFT) -> World:
    world = stage(tmp_path)
    world.importer.drafts = {"faq.md": draft, "pasted text": replace(draft, source="pasted text")}
    world.shelf.owned = {"test-bank"}
    return world


def _open(world: World, size: tuple[int, int] = SIZE) -> AbstractAsyncContextManager[Pilot[None]]:
    start = Start(review=Review(world.importer.drafts["faq.md"]))
    return world.app(start).run_test(size=size, notifications=True, tooltips=True)


def _decisions(world: World) -> dict[str, Decision]:
    draft, _ = world.importer.written[0]
    return {item.text: item.decision for item in draft.items}


async def test_what_is_accepted_is_written_and_shown(tmp_path: Path) -> None:
    world = _world(tmp_path)
    async with _open(world) as pilot:
        await until_shown(pilot, "4 questions: 0 accepted, 0 rejected, 4 to decide")
        assert "1 changed · 1 in a bank · 1 left out" in text_of(pilot)
        assert "into a new bank: Faq" in text_of(pilot)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "Nothing is accepted yet")
        await pilot.press("a", "x", "space")
        await until_shown(pilot, "2 accepted, 1 rejected, 1 to decide")
        await until_shown(pilot, "a new wording of mine/why-missed")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "1 question not decided yet. Write the accepted ones now?")
        await pilot.press("enter")
        await until(pilot, lambda: in_front(pilot, ReviewScreen))
        assert world.importer.written == []
        await pilot.press("x", "ctrl+s")
        await until(pilot, lambda: in_front(pilot, QuestionsScreen))
        await until_shown(pilot, "2 questions written to faq.toml")
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, HomeScreen))
    assert _decisions(world) == {
        SLIPPED.text: Decision.ACCEPTED,
        LATE.text: Decision.REJECTED,
        CUT.text: Decision.ACCEPTED,
        AGAIN.text: Decision.REJECTED,
        THERE.text: Decision.OPEN,
    }
    assert (world.importer.written[0][1].id, world.importer.written[0][1].title) == ("faq", "Faq")


async def test_a_question_is_reworded_retyped_and_set_to_another_level(tmp_path: Path) -> None:
    world = _world(tmp_path)
    async with _open(world) as pilot:
        await until_shown(pilot, "4 to decide")
        await pilot.press("e")
        await until_shown(pilot, "enter keeps it")
        await pilot.press("ctrl+u", "enter")
        await until_shown(pilot, "a question needs a text")
        await pilot.press(*"Why?", "enter")
        await until_shown(pilot, "  Why?")
        await pilot.press("l")
        await until_shown(pilot, "director")
        await pilot.press("t")
        await until_shown(pilot, "Which question type is it?")
        await pilot.press("down", "enter")
        await until_shown(pilot, "Failed exec")
        await pilot.press("e")
        await pilot.press(*"zzz", "escape")
        await until(pilot, lambda: in_front(pilot, ReviewScreen))
        await pilot.press("A")
        await until_shown(pilot, "4 accepted, 0 rejected, 0 to decide")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: world.importer.written)
    first = world.importer.written[0][0].items[0]
    assert (first.text, first.type, first.level) == ("Why?", "failed_execution", Level.DIRECTOR)


async def test_near_duplicates_are_merged_and_everything_can_be_undone(tmp_path: Path) -> None:
    world = _world(tmp_path)
    async with _open(world) as pilot:
        await until_shown(pilot, "4 to decide")
        await pilot.press("m")
        await until_shown(pilot, f"2  {LATE.text[:40]}")
        await pilot.press("2")
        await until_shown(pilot, "3 questions: 0 accepted")
        await until_shown(pilot, "2 pieces of guidance: Name the day. Say who paid.")
        await pilot.press("x")
        await until_shown(pilot, "1 rejected")
        await pilot.press("u", "u")
        await until_shown(pilot, "4 questions: 0 accepted, 0 rejected, 4 to decide")
        await pilot.press("u")
        await until_shown(pilot, "Nothing to undo")


async def test_leaving_asks_where_something_was_decided(tmp_path: Path) -> None:
    async with _open(_world(tmp_path)) as pilot:
        await until_shown(pilot, "4 to decide")
        await pilot.press("a", "escape")
        await until_shown(pilot, "Leave the review? 1 accepted, nothing is written yet.")
        await pilot.press("enter")
        await until(pilot, lambda: in_front(pilot, ReviewScreen))
        await pilot.press("ctrl+q")
        await until_shown(pilot, "Leave the review?")
        await pilot.press("escape")
        await until(pilot, lambda: in_front(pilot, ReviewScreen))
        await pilot.press("u", "escape")
        await until(pilot, lambda: in_front(pilot, HomeScreen))


async def test_a_failed_write_loses_no_decision(tmp_path: Path) -> None:
    world = _world(tmp_path)
    world.importer.fails = "faq.toml cannot be written (No space left on device)"
    async with _open(world) as pilot:
        await until_shown(pilot, "4 to decide")
        await pilot.press("A", "ctrl+s")
        await until_shown(pilot, "faq.toml cannot be written")
        assert "4 accepted" in text_of(pilot)
        world.importer.fails = ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: world.importer.written)


async def test_the_bank_can_be_changed_and_the_decisions_stay(tmp_path: Path) -> None:
    world = _world(tmp_path)
    asked: list[str] = []

    def against(draft: Draft, into: str) -> Draft:
        asked.append(into)
        if into != "test-bank":
            return draft
        return replace(draft, items=tuple(i for i in draft.items if i.key != CUT.key))

    world.importer.against = against
    async with _open(world) as pilot:
        await until_shown(pilot, "4 to decide")
        await pilot.press("a", "b")
        await until_shown(pilot, "Into which bank?")
        await pilot.press("2")
        await until_shown(pilot, "into the bank: Test bank")
        await until_shown(pilot, "3 questions: 1 accepted")
        await pilot.press("b")
        await until_shown(pilot, "Into which bank?")
        await pilot.press("1")
        await until_shown(pilot, "The new bank's name")
        await pilot.press("ctrl+u", *"?!", "enter")
        await until_shown(pilot, "a bank needs a name")
        await pilot.press("ctrl+u", *"My round", "enter")
        await until_shown(pilot, "into a new bank: My round")
        await until_shown(pilot, "4 questions: 1 accepted")
        await pilot.press("escape")
        await until_shown(pilot, "Leave the review?")
    assert asked == ["faq", "test-bank", "my-round"]


async def test_lists_of_what_is_decided_in_a_bank_or_left_out(tmp_path: Path) -> None:
    async with _open(_world(tmp_path)) as pilot:
        await until_shown(pilot, "4 to decide")
        await pilot.press("a", "f")
        await until_shown(pilot, "listed: to decide")
        assert SLIPPED.text[:30] not in text_of(pilot)
        await pilot.press("f", "f", "f")
        await until_shown(pilot, "listed: already in a bank")
        await until_shown(pilot, "already there as mine/what-broke")
        await pilot.press("f", "s")
        await until_shown(pilot, "about interviewing, not put to a candidate")
        await pilot.press("escape", "v")
        await until_shown(pilot, "Missed deadline (80% sure), senior")
        await pilot.press("escape", "slash", *"TWO eng")
        await until(pilot, lambda: SLIPPED.text[:20] not in text_of(pilot))
        await until_shown(pilot, CUT.text)
        await pilot.press("escape")
        await until_shown(pilot, SLIPPED.text[:30])


async def test_three_hundred_questions_are_gone_through_with_keys(tmp_path: Path) -> None:
    many = tuple(_item(n, f"Tell me about launch {n}?") for n in range(1, 301))
    world = _world(tmp_path, Draft(many, source="faq.md"))
    async with _open(world) as pilot:
        await until_shown(pilot, "300 to decide")
        await pilot.press(*"axax", "end")
        await until_shown(pilot, "Tell me about launch 300?")
        await pilot.press("a", "A")
        await until_shown(pilot, "298 accepted, 2 rejected, 0 to decide")


async def test_a_document_is_named_with_the_help_of_tab_and_read(tmp_path: Path) -> None:
    world = _world(tmp_path)
    app = world.app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await open_on(pilot, BanksScreen())
        await until_shown(pilot, "1 bank")
        await pilot.press("i")
        await until(pilot, lambda: in_front(pilot, ImportScreen))
        await pilot.press("enter")
        await until_shown(pilot, "Name a file, or paste a text.")
        await pilot.press(*"none", "enter")
        await until_shown(pilot, "none cannot be read (No such file or directory)")
        await pilot.press("ctrl+u", "f", "tab")
        await until_shown(pilot, "faq.md")
        await pilot.press("tab", "tab")
        assert app.focused is not None
        assert app.focused.id == "into"
        await pilot.press("right", "f5")
        await until_shown(pilot, "4 to decide")
        await until_shown(pilot, "into the bank: Test bank")


async def test_a_text_is_pasted(tmp_path: Path) -> None:
    world = _world(tmp_path)
    async with world.app().run_test(size=SIZE, notifications=True) as pilot:
        await open_on(pilot, ImportScreen())
        await pilot.press("tab", *"Why?", "f5")
        await until_shown(pilot, "into a new bank: Pasted text")


async def test_a_document_without_a_question_says_why(tmp_path: Path) -> None:
    why = "no question found in faq.md: it asks nothing"
    world = _world(tmp_path, Draft(problems=(why,), source="faq.md"))
    async with world.app().run_test(size=SIZE, notifications=True) as pilot:
        await open_on(pilot, ImportScreen())
        await pilot.press(*"faq.md", "enter")
        await until_shown(pilot, why)


async def test_hostile_documents_are_only_shown(tmp_path: Path) -> None:
    evil = _item(1, sample.HOSTILE, sample.HOSTILE, guidance=(sample.HOSTILE,))
    evil = replace(evil, source=sample.HOSTILE, like=(sample.HOSTILE, sample.HOSTILE))
    left = Skipped(sample.HOSTILE, sample.HOSTILE)
    world = _world(tmp_path, Draft((evil, evil), (left,), (sample.HOSTILE,), sample.HOSTILE))
    async with _open(world, (120, 40)) as pilot:
        await until_shown(pilot, "2 to decide")
        assert harmless(text_of(pilot))
        for key in ("s", "v"):
            await pilot.press(key)
            await until(pilot, lambda: in_front(pilot, LinesScreen))
            assert harmless(text_of(pilot))
            await pilot.press("escape")
        await pilot.press("t")
        await until_shown(pilot, "Which question type is it?")
        assert harmless(text_of(pilot))
        await pilot.press("escape", "e")
        await until_shown(pilot, "enter keeps it")
        assert harmless(text_of(pilot))
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
@pytest.mark.parametrize("kind", ["import", "review"])
def test_looks(
    tmp_path: Path, snap_compare: Callable[..., bool], kind: str, size: tuple[int, int]
) -> None:
    world = _world(tmp_path)

    async def show(pilot: Pilot[None]) -> None:
        if kind == "import":
            await open_on(pilot, BanksScreen())
            await until_shown(pilot, "1 bank")
            await open_on(pilot, ImportScreen())
            await pilot.press(*"faq.md")
            await until_shown(pilot, "faq.md")
        else:
            await open_on(pilot, ReviewScreen(Review(DRAFT)))
            await until_shown(pilot, "4 to decide")
            await pilot.press("a", "x")
            await until_shown(pilot, "1 accepted, 1 rejected")

    assert snap_compare(world.app(), terminal_size=size, run_before=show)
