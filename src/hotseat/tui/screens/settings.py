"""Settings: defaults, colours, and the microphone check."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from hotseat.domain.choices import AnswerKind, Mode, Style
from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Level
from hotseat.tui import themes
from hotseat.tui.render import line
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.choice_row import Choice, ChoiceRow
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.mic_check import MicCheck

_BEST = Choice("", "best installed")
_SAME = Choice("", "the same model")
# The commonest first languages of those who interview in a second one; any other code can be
# written into the settings file.
LANGUAGES = {
    "en": "English",
    "zh": "Chinese",
    "nl": "Dutch",
    "fr": "French",
    "de": "German",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "es": "Spanish",
    "tr": "Turkish",
    "uk": "Ukrainian",
}


def _languages(chosen: str) -> list[Choice]:
    offered = [Choice(code, name) for code, name in LANGUAGES.items()]
    return offered if chosen in LANGUAGES else [*offered, Choice(chosen, chosen)]


class SettingsScreen(Screen[None]):
    """One line a setting; each is saved as it changes."""

    CSS_PATH = "settings.tcss"
    HELP: ClassVar[str] = """\
Settings are saved as you change them.

up down      go to another line
left right   change it
escape       back

The model hears while you talk; "final wording" may be a stronger one that goes over the text
afterwards. Both are listed by `hotseat models`.

The interviewer is dry, warm or impatient: other words, the same questions, the same judgement.
Mode, level, answer and interviewer are where a new set-up starts; each round can have its own.

Say a sentence: the level should reach "good" and never "clipping". Nothing is kept."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    def compose(self) -> ComposeResult:
        """Lay out the lines with what is set."""
        config = app_of(self).context.config
        yield Static("Settings", classes="title", id="head")
        with Vertical(id="form"):
            yield MicCheck(config.device, id="mic")
            yield ChoiceRow("You speak", _languages(config.language), config.language, "language")
            yield ChoiceRow("Speech model", [_BEST], id="model")
            yield ChoiceRow("Final wording", [_SAME], id="final_model")
            yield ChoiceRow("Mode", [Choice(m.value, m.value) for m in Mode], config.mode, "mode")
            levels = [Choice(level.value, level.value) for level in Level]
            yield ChoiceRow("Level", levels, config.level, "level")
            kinds = [Choice(kind.value, kind.value) for kind in AnswerKind]
            yield ChoiceRow("Answer", kinds, config.answer, "answer")
            styles = [Choice(style.value, style.value) for style in Style]
            yield ChoiceRow("Interviewer", styles, config.style, "style")
            ring = [Choice("yes", "yes"), Choice("no", "no")]
            yield ChoiceRow("Ring the bell", ring, "yes" if config.ring else "no", "ring")
            offered = [Choice(name, name) for name in themes.OFFERED]
            if config.theme not in themes.OFFERED:
                offered.append(Choice(config.theme, config.theme))
            yield ChoiceRow("Colours", offered, config.theme, "theme")
        yield Static(id="where", classes="muted")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Start the microphone check."""
        self.query_one("#devices").focus()
        self.query_one(MicCheck).listening = True
        folder = app_of(self).context.workspace
        self.query_one("#where", Static).update(line(f"Sessions and banks: {folder}"))
        self._find_models()

    @work
    async def _find_models(self) -> None:
        app = app_of(self)
        try:
            names = list(await asyncio.to_thread(app.context.models))
        except HotseatError as error:
            app.tell(str(error), "warning")
        else:
            self._offer_models(names)

    def _offer_models(self, names: list[str]) -> None:
        config = app_of(self).context.config
        for row, first, chosen in (
            ("#model", _BEST, config.model),
            ("#final_model", _SAME, config.final_model),
        ):
            models = [first, *(Choice(name, name) for name in names)]
            if chosen and chosen not in names:
                models.append(Choice(chosen, chosen))
            self.query_one(row, ChoiceRow).offer(models, chosen)

    @on(ChoiceRow.Changed)
    def changed(self, event: ChoiceRow.Changed) -> None:
        """Save the change; colours change at once."""
        app = app_of(self)
        name = event.row.id or ""
        if name == "devices":
            app.keep(device=event.value)
        elif name == "ring":
            app.keep(ring=event.value == "yes")
        elif name == "theme":
            app.use_theme(event.value)
        else:
            app.keep(**{name: event.value})
        if name in ("model", "final_model"):
            app.tell("The model is used from the next start on")
        elif name == "language":
            told = "The language counts from the next start on"
            if event.value != "en":
                told += "; it needs a model of many languages, and the coach judges English only"
            app.tell(told)

    async def action_back(self) -> None:
        """Let the microphone go and leave."""
        await self.query_one(MicCheck).close()
        self.dismiss()
