"""Choose what to import: a document by its path, or a text that is pasted."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean, clean_line
from hotseat.importers.draft import Draft
from hotseat.tui.context import Importer, Review
from hotseat.tui.render import line
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.choice_row import Choice, ChoiceRow
from hotseat.tui.widgets.key_footer import KeyFooter

NEW = ""
READS = "Markdown, text, HTML, CSV, TSV, JSON, JSON Lines, DOCX, PDF. Nothing is written yet."
NAMES_SHOWN = 8


class _Paths(Suggester):
    """Suggests the first file or folder whose path begins as typed."""

    def __init__(self, importer: Importer) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._importer = importer

    async def get_suggestion(self, value: str) -> str | None:
        """Return a path, None where nothing begins so."""
        found = await asyncio.to_thread(self._importer.complete, value) if value else []
        return found[0] if found else None


class ImportScreen(Screen[None]):
    """Asks for a document and the bank that it is for, reads it and goes on to the review."""

    CSS_PATH = "import_from.tcss"
    HELP: ClassVar[str] = """\
Give a document by its path, or paste its text. It is read, and shown to you question by question;
nothing is written before you say so.

tab, right   complete the path (right: take what is suggested)
enter        read the document
up, down     go between path, text and bank
F5           read, also from within the text
escape       back

A path may be dragged in from a file manager; several go with spaces between them.
Into a bank of yours, only what is new or changed since the last import is proposed."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+s", "read", "Read it", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
        Binding("shift+tab", "app.focus_previous", "Up", show=False),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self, into: str = NEW) -> None:
        super().__init__()
        self._into = into

    def compose(self) -> ComposeResult:
        """Lay out path, text and bank."""
        importer = app_of(self).context.importer
        yield Static("Import questions", classes="title", id="head")
        yield Static("File")
        yield Input(placeholder="~/Downloads/faq.html", suggester=_Paths(importer), id="path")
        yield Static("or paste its text")
        yield TextArea(soft_wrap=True, tab_behavior="focus", id="pasted")
        yield ChoiceRow("Into", self._banks(), self._into, id="into")
        yield Static(READS, id="said", classes="muted")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one("#path").focus()

    def _banks(self) -> list[Choice]:
        context = app_of(self).context
        own = [bank for bank in context.banks if context.shelf.own(bank.id)]
        return [Choice(NEW, "a new bank"), *(Choice(bank.id, bank.title) for bank in own)]

    @on(Input.Changed, "#path")
    def path_changed(self, event: Input.Changed) -> None:
        """Show what the path could become."""
        self._show_names(event.value)

    @work(exclusive=True, group="names")
    async def _show_names(self, typed: str) -> None:
        importer = app_of(self).context.importer
        found = await asyncio.to_thread(importer.complete, typed) if typed else []
        if not found or found == [typed]:
            self._say(READS)
            return
        begun = len(typed) - len(typed.rpartition("/")[2])
        names = [path[begun:] for path in found[:NAMES_SHOWN]]
        more = f"  … {len(found) - NAMES_SHOWN} more" if len(found) > NAMES_SHOWN else ""
        self._say("  ".join(names) + more)

    def _say(self, words: str, style: str = "$foreground-muted") -> None:
        self.query_one("#said", Static).update(line(words, 400, style))

    @work(exclusive=True, group="complete")
    async def action_complete(self) -> None:
        """Complete the path as far as it is plain; where it is whole, go on."""
        path = self.query_one("#path", Input)
        if self.focused is not path or not path.value:
            self.focus_next()
            return
        found = await asyncio.to_thread(app_of(self).context.importer.complete, path.value)
        common = _common(found)
        if len(common) > len(path.value):
            path.value = common
            path.cursor_position = len(common)
        elif not found or found == [path.value]:
            self.focus_next()

    @on(Input.Submitted, "#path")
    def action_read(self) -> None:
        """Read what was named or pasted."""
        typed = clean_line(self.query_one("#path", Input).value)
        pasted = clean(self.query_one("#pasted", TextArea).text)
        if not typed and not pasted.strip():
            self._say("Name a file, or paste a text.", "$text-warning")
            self.query_one("#path").focus()
        else:
            self._say("Reading…", "$foreground")
            self._read(typed, pasted)

    @work(exclusive=True, group="read")
    async def _read(self, typed: str, pasted: str) -> None:
        importer = app_of(self).context.importer
        try:
            draft = await asyncio.to_thread(_proposed, importer, typed, pasted)
        except HotseatError as error:
            self._say(str(error), "$text-error")
            return
        if not draft.items:
            self._say("; ".join(draft.problems) or "No question was found.", "$text-warning")
            return
        into = self.query_one("#into", ChoiceRow).value
        app = app_of(self)
        self.dismiss()
        app.open_review(Review(draft, into))

    def action_back(self) -> None:
        """Go back; nothing was read."""
        self.dismiss()


def _proposed(importer: Importer, typed: str, pasted: str) -> Draft:
    return importer.read(importer.paths(typed)) if typed else importer.read_pasted(pasted)


def _common(paths: list[str]) -> str:
    """Return what all paths begin with."""
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    return next((low[:at] for at, a in enumerate(low) if high[at : at + 1] != a), low)
