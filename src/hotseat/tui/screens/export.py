"""What to export, in which form, where to, and what to take out: one line a choice."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hotseat.domain.errors import HotseatError
from hotseat.domain.exporting import EXPORT_FORMS, SOUND_FORMS, Exported, ExportOrder
from hotseat.domain.session import Session
from hotseat.domain.story import story_ref
from hotseat.domain.summary import summarise
from hotseat.domain.text import clean_line
from hotseat.tui.render import line
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.choice_row import Choice, ChoiceRow

_HERE, _PATH, _VAULT = "here", "path", "vault"
_WHOLE, _TAKE, _STORY = "session", "take", "story"
_SHORT = {"md": "notes", "html": "page", "txt": "text", "json": "data", "srt": "srt", "vtt": "vtt"}


class ExportScreen(ModalScreen[str]):
    """Writes a document and returns in a sentence where it is; escape returns "".

    `take` is the number of the take on show, 0 where none is.
    """

    CSS_PATH = "export.tcss"
    HELP: ClassVar[str] = """\
Hand a session on as a document.

up, down       go to another line
left, right    change it
enter, f5      write it
escape         back; nothing is written

Notes are Markdown; a page is one HTML file with pictures, and with sound where you want it. Data
can be imported again. A vault is your own folder of Markdown notes: exporting there again brings
the note up to date and keeps all you wrote around it.
Names to take out are parted by commas; they are replaced everywhere, and sound is left out."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f5", "write", "Write it", priority=True),
        Binding("escape", "back", "Back", priority=True),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, session: Session, take: int = 0) -> None:
        super().__init__()
        self._session, self._take = session, take
        self._story = story_ref(summarise(session))
        self._writing = False

    def compose(self) -> ComposeResult:
        """Lay out the lines with what was chosen last."""
        config = app_of(self).context.config
        with Vertical(id="export"):
            yield ChoiceRow("Form", _choices(_SHORT), config.export_form, id="form")
            yield ChoiceRow("What", self._whats(), id="what")
            yield ChoiceRow("Sound", _choices({"": "left out", "yes": "put in"}), id="sound")
            yield ChoiceRow("Where to", self._places(config.export_form), id="place")
            with Horizontal(classes="line", id="path-line"):
                yield Static("  Path", classes="label")
                yield Input(config.vault, placeholder="a file or a folder", id="path")
            with Horizontal(classes="line"):
                yield Static("  Take out", classes="label")
                yield Input(placeholder="names, parted by commas", id="names")
            yield ChoiceRow("Figures", _choices({"": "kept", "yes": "taken out"}), id="figures")
            yield Static(id="about")
            yield Static("enter writes it · escape goes back", classes="hint")

    def on_mount(self) -> None:
        """Begin with the form."""
        self.query_one("#export").border_title = "Export"
        self.query_one("#form").focus()
        self._explain()

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", ChoiceRow).value

    def _whats(self) -> Sequence[Choice]:
        whats = [Choice(_WHOLE, "the session")]
        if self._take and len(self._session.takes) > 1:
            whats.append(Choice(_TAKE, f"take {self._take} alone"))
        if self._story is not None:
            whats.append(Choice(_STORY, "its whole story"))
        return whats

    def _places(self, form: str) -> Sequence[Choice]:
        places = [Choice(_HERE, "its own folder"), Choice(_PATH, "elsewhere")]
        return [*places, Choice(_VAULT, "a vault of notes")] if form == "md" else places

    @on(ChoiceRow.Changed)
    @on(Input.Changed)
    def explain(self) -> None:
        """Offer what goes together, and tell what will be written."""
        self._explain()

    def _explain(self) -> None:
        form, place = self._value("form"), self.query_one("#place", ChoiceRow)
        if (form == "md") != (len(self._places("md")) == place.offered):
            place.offer(self._places(form), place.value)
        redacts = bool(self._names()) or bool(self._value("figures"))
        self.query_one("#sound").display = form in SOUND_FORMS and not redacts
        self.query_one("#path-line").display = place.value != _HERE
        words = f"{EXPORT_FORMS[form][:1].upper()}{EXPORT_FORMS[form][1:]}"
        if redacts:
            words += "; sound is left out, since it would tell"
        elif place.value == _VAULT:
            words += "; all you wrote around the note stays"
        elif form in ("srt", "vtt"):
            words += "; into a folder: one file a take"
        self.query_one("#about", Static).update(line(words, 200))

    def _names(self) -> tuple[str, ...]:
        parts = self.query_one("#names", Input).value.split(",")
        return tuple(name for part in parts if (name := clean_line(part)))

    def _order(self) -> ExportOrder:
        place = self._value("place")
        typed = self.query_one("#path", Input).value.strip()
        if place != _HERE and not typed:
            raise HotseatError("say where: a path is missing")
        path = Path(typed).expanduser() if typed else None
        form, what = self._value("form"), self._value("what")
        return ExportOrder(
            form=form,
            take=self._take if what == _TAKE else 0,
            story=self._story.id if what == _STORY and self._story is not None else "",
            output=path if place == _PATH else None,
            vault=path if place == _VAULT else None,
            names=self._names(),
            figures=bool(self._value("figures")),
            audio=bool(self._value("sound")) and form in SOUND_FORMS,
        )

    def action_write(self) -> None:
        """Write the document, and go back where that worked."""
        if self._writing:
            return
        try:
            order = self._order()
        except (HotseatError, RuntimeError) as error:  # expanduser: no such user
            self._fail(str(error))
            return
        self._writing = True
        self.query_one("#about", Static).update(line("Writing…"))
        self._write(order)

    @work(exclusive=True, group="write")
    async def _write(self, order: ExportOrder) -> None:
        app = app_of(self)
        try:
            exported = await asyncio.to_thread(app.context.export, self._session, order)
        except HotseatError as error:
            self._fail(str(error))
        else:
            app.keep(export_form=order.form, **_remembered(order))
            self.dismiss(told(exported))
        finally:
            self._writing = False

    def _fail(self, words: str) -> None:
        self.query_one("#about", Static).update(line(words, 300, "$text-error"))

    def action_back(self) -> None:
        """Go back; what is being written is finished first."""
        if not self._writing:
            self.dismiss("")


def told(exported: Exported) -> str:
    """Return in a sentence what was written, and what should be known about it."""
    files = exported.files
    where = f"{files[0]}" if len(files) == 1 else f"{len(files)} files in {files[0].parent}"
    return ". ".join([f"Written: {where}", *exported.remarks])


def _remembered(order: ExportOrder) -> dict[str, str]:
    return {"vault": str(order.vault)} if order.vault is not None else {}


def _choices(words: dict[str, str]) -> list[Choice]:
    return [Choice(value, shown) for value, shown in words.items()]
