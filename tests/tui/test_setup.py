"""Set-up and settings: one line a choice."""

from hotseat.domain.choices import AnswerKind, Format, Mode
from hotseat.domain.rubric import STORY_TYPES
from hotseat.interview import Plan
from hotseat.tui.widgets.choice_row import ChoiceRow
from hotseat.tui.widgets.mic_check import MicCheck
from tests.tui.apps import World, text_of
from tests.tui.waiting import until

SMALL = (80, 24)


async def test_what_is_chosen_is_what_is_asked_and_is_remembered() -> None:
    world = World()
    app = world.app()
    opened: list[Plan] = []
    app.open_room = lambda plan, session=None: opened.append(plan)  # type: ignore[method-assign]
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: app.context.banks)
        await pilot.press("n")
        await until(pilot, lambda: "What do you want to practise?" in text_of(pilot))
        await pilot.press("right", "down", "right", "down", "down", "right")
        await until(pilot, lambda: "probes until fifteen are over" in text_of(pilot))
        assert "Typed answers need no microphone" in text_of(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: opened)
    settings = opened[0].settings
    assert (settings.format, settings.mode) == (Format.GRILLING, Mode.REAL)
    assert settings.answer is AnswerKind.TYPED
    assert opened[0].question.type in STORY_TYPES
    assert world.saved[-1].format == "grilling"


async def test_the_level_is_live_and_the_microphone_is_free_before_the_room_opens() -> None:
    world = World()
    app = world.app()
    opened: list[list[bool]] = []
    app.open_room = lambda plan, session=None: opened.append(  # type: ignore[method-assign]
        [recording.stopped for _, recording in world.microphones.opened]
    )
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: app.context.banks)
        await pilot.press("n")
        await until(pilot, lambda: "-14 dB  good" in text_of(pilot))
        await pilot.press("f5")
        await until(pilot, lambda: opened)
    assert opened[0]
    assert all(opened[0])


async def test_another_microphone_is_opened_when_chosen() -> None:
    world = World()
    app = world.app()
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: app.context.banks)
        await pilot.press("s")
        await until(pilot, lambda: world.microphones.opened)
        app.screen.query_one("#devices", ChoiceRow).focus()
        await until(pilot, lambda: "Headset" in text_of(pilot))
        await pilot.press("right", "right")
        await until(pilot, lambda: world.microphones.opened[-1][0] == "Headset")
        assert world.saved[-1].device == "Headset"
        assert app.screen.query_one(MicCheck).device == "Headset"
        await pilot.press("escape")
        await until(pilot, lambda: all(r.stopped for _, r in world.microphones.opened))


async def test_colours_change_at_once_and_are_kept() -> None:
    world = World()
    app = world.app()
    async with app.run_test(size=SMALL, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: app.context.banks)
        await pilot.press("s")
        await until(pilot, lambda: "Colours" in text_of(pilot))
        app.screen.query_one("#theme", ChoiceRow).focus()
        await pilot.press("right")
        await until(pilot, lambda: app.theme == "hotseat-light")
    assert world.saved[-1].theme == "hotseat-light"
