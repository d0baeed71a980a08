"""What can be done with a bank or a question wherever one is shown: practise, turn off, edit."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from textual import work
from textual.app import SuspendNotSupported
from textual.screen import Screen

from hotseat.domain.answered import Record, records
from hotseat.domain.bank import Bank, Problem, Question
from hotseat.domain.choices import Format
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.practice import practised
from hotseat.domain.text import count
from hotseat.interview import PlanError, make_plan
from hotseat.ports import BankEdit
from hotseat.tui.screens.home import settings_from
from hotseat.tui.screens.lines import LinesScreen
from hotseat.tui.typed_app import app_of

_AFTER = (
    ("again", "Edit again"),
    ("later", "Keep it for later; the bank stays as it was until it is mended"),
    ("drop", "Throw this edit away"),
)


class BankScreen(Screen[int]):
    """A screen that shows banks. Subclasses show again what `banks_changed` tells them of."""

    def __init__(self) -> None:
        super().__init__()
        self.summaries: tuple[SessionSummary, ...] = ()
        self.records: dict[tuple[str, str], Record] = {}

    def banks_changed(self) -> None:
        """Show the banks again: they, or what is known of their answers, changed."""

    @property
    def banks(self) -> Sequence[Bank]:
        """The banks that were read."""
        return app_of(self).context.banks

    def on_screen_resume(self) -> None:
        """Read how the questions were answered whenever the screen is in front."""
        self.read_records()

    @work(exclusive=True, group="records")
    async def read_records(self) -> None:
        """Read the banks, where that is still to be done, and the sessions' summaries."""
        app = app_of(self)
        if not app.context.banks:
            await app.reload_banks()
        try:
            self.summaries = tuple(await asyncio.to_thread(app.context.services.store.summaries))
        except HotseatError as error:
            app.tell(str(error), "error")
        self.records = records(self.summaries)
        self.banks_changed()

    # Practise

    def practise(self, bank: str, question: Question | None = None) -> None:
        """Enter the room with a question, or with one drawn from a bank ("": from all)."""
        app = app_of(self)
        settings = replace(
            settings_from(app.context.config, Format.DRILL, ()), banks=(bank,) if bank else ()
        )
        if question is not None:
            settings = replace(settings, level=question.level)
        try:
            plan = make_plan(
                settings,
                self.banks,
                practised=practised(self.summaries),
                question_id=f"{bank}/{question.id}" if question else "",
            )
        except PlanError as error:
            app.tell(str(error), "error")
        else:
            app.open_room(plan)

    # Turn off

    @work(group="disable")
    async def turn(self, bank: Bank, question: Question) -> None:
        """Turn a question off, or on again."""
        app = app_of(self)
        off = question.id not in bank.disabled
        try:
            await asyncio.to_thread(app.context.shelf.disable, bank.id, question.id, off)
        except HotseatError as error:
            app.tell(str(error), "error")
            return
        app.context.banks = [
            replace(each, disabled=each.disabled ^ {question.id}) if each.id == bank.id else each
            for each in app.context.banks
        ]
        self.banks_changed()

    # Edit

    @work(exclusive=True, group="edit")
    async def edit(self, bank: str, question: str = "") -> None:
        """Edit a bank's file; it is replaced when what was written is valid, and only then."""
        app, shelf = app_of(self), app_of(self).context.shelf
        try:
            edit = await asyncio.to_thread(shelf.open, bank, question)
            while self._edited(edit):
                problems = await asyncio.to_thread(shelf.check, edit)
                if not problems:
                    changed = await asyncio.to_thread(shelf.keep, edit)
                    await self._kept(edit, changed)
                    return
                answer = await app.push_screen_wait(_told(edit, problems))
                if answer == "drop":
                    await asyncio.to_thread(shelf.drop, edit)
                    app.tell(f"{edit.file.name} stays as it was.")
                if answer != "again":
                    return
            await asyncio.to_thread(shelf.drop, edit, unchanged=True)
        except HotseatError as error:
            app.tell(str(error), "error")

    def _edited(self, edit: BankEdit) -> bool:
        """Hand the terminal to the editor and wait; says whether it came to an end well."""
        app = app_of(self)
        try:
            with app.suspend():
                app.context.edit(edit.copy, edit.line)
        except SuspendNotSupported:
            app.tell("Here no editor can be opened; edit the file in question_banks", "error")
            return False
        except HotseatError as error:
            app.tell(str(error), "error")
            return False
        return True

    async def _kept(self, edit: BankEdit, changed: bool) -> None:
        app = app_of(self)
        if not changed:
            app.tell(f"{edit.file.name} was not changed.")
            return
        await app.reload_banks()
        app.tell(f"Saved: {edit.file.name}")
        self.banks_changed()


def _told(edit: BankEdit, problems: Sequence[Problem]) -> LinesScreen:
    title = f"{edit.file.name}: {count(len(problems), 'problem')}; nothing is replaced yet"
    return LinesScreen(title, [(each.where, each.message) for each in problems], _AFTER)


def named(banks: Sequence[Bank], bank: str) -> Bank | None:
    """Return a bank by its id, None where it is not there."""
    return next((each for each in banks if each.id == bank), None)
