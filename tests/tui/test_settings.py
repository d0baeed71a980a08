"""Settings: what hears you, and in which language."""

from hotseat.tui.screens.settings import SettingsScreen
from hotseat.tui.screens.setup import SetupScreen
from hotseat.tui.widgets.choice_row import ChoiceRow
from tests.tui.apps import World, text_of
from tests.tui.stage import running
from tests.tui.waiting import until


async def test_the_model_of_the_final_wording_and_the_language_are_chosen() -> None:
    world = World()
    async with running(world) as pilot:
        pilot.app.push_screen(SettingsScreen())
        await until(pilot, lambda: "You speak" in text_of(pilot))
        screen = pilot.app.screen
        await until(pilot, lambda: text_of(pilot).count("tiny.en") == 2)
        assert "the same model" in text_of(pilot)
        screen.query_one("#final_model", ChoiceRow).focus()
        await pilot.press("right")
        screen.query_one("#language", ChoiceRow).focus()
        await pilot.press("right")
        await until(pilot, lambda: len(world.saved) == 2)
        assert world.saved[-1].final_model == "tiny.en"
        assert world.saved[-1].language == "zh"
        await until(pilot, lambda: "the coach" in text_of(pilot))


async def test_the_interviewer_is_chosen_and_the_next_round_has_it() -> None:
    world = World()
    async with running(world) as pilot:
        pilot.app.push_screen(SettingsScreen())
        await until(pilot, lambda: "Interviewer" in text_of(pilot))
        pilot.app.screen.query_one("#style", ChoiceRow).focus()
        await pilot.press("right", "right")
        await until(pilot, lambda: [kept.style for kept in world.saved] == ["warm", "impatient"])
        await pilot.press("escape")
        pilot.app.push_screen(SetupScreen())
        await until(pilot, lambda: bool(pilot.app.screen.query("#style")))
        assert pilot.app.screen.query_one("#style", ChoiceRow).value == "impatient"
