"""Round set-up: what to practise and how, on one page."""

import asyncio
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from hotseat.domain.bank import Bank, types_of
from hotseat.domain.choices import AnswerKind, Format, Mode, Settings, Style
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.practice import practised
from hotseat.domain.rubric import STORY_TYPES, Level, type_name
from hotseat.domain.text import count
from hotseat.interview import PlanError, make_plan
from hotseat.interview.plan import questions_for
from hotseat.tui.render import plain
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.choice_row import Choice, ChoiceRow
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.mic_check import MicCheck

ANY = ""
_EXPLAINED = {
    Format.DRILL: "One question, a timed answer, then up to three probes.",
    Format.GRILLING: "One story told in three minutes, then probes until fifteen are over.",
}
_MODES = {
    Mode.STUDY: "Live checklist, pause and retake; a debrief after the answer.",
    Mode.REAL: "Nothing is shown until the end; the interviewer cuts in at the limit.",
}


class SetupScreen(Screen[None]):
    """One line a choice; left and right change it, F5 starts."""

    CSS_PATH = "setup.tcss"
    HELP: ClassVar[str] = """\
Choose what the next session is. One line a choice.

up down      go to another line
left right   change it
F5           start
escape       back

Drill: one question, then up to three probes. Grilling: one story, fifteen minutes of probes.
The interviewer may be dry, warm or impatient: only the wording changes, never what is asked.
Study shows the live checklist and allows pause and retake. Real shows nothing until the end.
Role-plays about pay are drawn only where their type or bank is chosen.
The microphone's level is measured while this page is open; nothing is kept."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+r", "start", "Start", priority=True),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._summaries: tuple[SessionSummary, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the lines with what was chosen last."""
        config = app_of(self).context.config
        yield Static("What do you want to practise?", classes="title", id="head")
        with Vertical(id="form"):
            yield ChoiceRow("Format", _choices(Format), config.format, id="format")
            yield ChoiceRow("Mode", _choices(Mode), config.mode, id="mode")
            yield ChoiceRow("Level", _choices(Level), config.level, id="level")
            yield ChoiceRow("Answer", _choices(AnswerKind), config.answer, id="answer")
            yield ChoiceRow("Interviewer", _choices(Style), config.style, id="style")
            yield ChoiceRow("Question type", self._types(Format(config.format)), id="type")
            yield ChoiceRow("Bank", self._banks(), id="bank")
            yield MicCheck(config.device, id="mic")
        yield Static(id="explained")
        yield Static(id="left", classes="muted")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Explain the choice and read what was practised before."""
        self.query_one("#explained").border_title = "That is"
        self.query_one(ChoiceRow).focus()
        self.query_one(MicCheck).listening = self._value("answer") == AnswerKind.SPOKEN
        self._explain()
        self._read_history()

    @work
    async def _read_history(self) -> None:
        store = app_of(self).context.services.store
        try:
            self._summaries = tuple(await asyncio.to_thread(store.summaries))
        except HotseatError as error:
            app_of(self).tell(str(error), "error")

    @on(ChoiceRow.Changed)
    def changed(self, event: ChoiceRow.Changed) -> None:
        """Explain the new choice; a grilling is about stories only."""
        if event.row.id == "format":
            types = self.query_one("#type", ChoiceRow)
            types.offer(self._types(Format(event.value)), types.value)
        if event.row.id == "answer":
            self.query_one(MicCheck).listening = event.value == AnswerKind.SPOKEN
        self._explain()

    def action_back(self) -> None:
        """Go back without starting."""
        self.dismiss()

    async def action_start(self) -> None:
        """Draw a question and enter the room."""
        app = app_of(self)
        settings = self._settings()
        try:
            plan = make_plan(settings, app.context.banks, practised=practised(self._summaries))
        except PlanError as error:
            app.tell(str(error), "error")
            return
        app.keep(
            format=settings.format.value,
            mode=settings.mode.value,
            level=settings.level.value,
            answer=settings.answer.value,
            style=settings.style.value,
            device=settings.device,
        )
        await self.query_one(MicCheck).close()
        app.pop_screen()
        app.open_room(plan)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", ChoiceRow).value

    def _settings(self) -> Settings:
        bank, kind = self._value("bank"), self._value("type")
        config = app_of(self).context.config
        return Settings(
            format=Format(self._value("format")),
            mode=Mode(self._value("mode")),
            level=Level(self._value("level")),
            banks=(bank,) if bank else (),
            types=(kind,) if kind else (),
            answer=AnswerKind(self._value("answer")),
            device=self.query_one(MicCheck).device,
            model=config.model,
            seed=int(datetime.now().timestamp()),
            style=Style(self._value("style")),
        )

    def _explain(self) -> None:
        settings = self._settings()
        words = f"{_EXPLAINED[settings.format]}\n{_MODES[settings.mode]}"
        self.query_one("#explained", Static).update(plain(words))
        left = questions_for(settings, app_of(self).context.banks)
        note = f"{count(len(left), 'question')} to draw from; the least practised come first."
        if not left:
            note = "No question fits. Choose another bank or type."
        self.query_one("#left", Static).update(plain(note))

    def _types(self, form: Format) -> list[Choice]:
        every = types_of(app_of(self).context.banks)
        names = STORY_TYPES if form is Format.GRILLING else tuple(every)
        return [Choice(ANY, "any"), *(Choice(name, type_name(name)) for name in names)]

    def _banks(self) -> list[Choice]:
        banks: list[Bank] = [bank for bank in app_of(self).context.banks if bank.questions]
        return [Choice(ANY, "all"), *(Choice(bank.id, bank.title) for bank in banks)]


def _choices(kinds: type[StrEnum]) -> list[Choice]:
    return [Choice(kind.value, kind.value) for kind in kinds]
