"""All saved sessions: find one, open it, replay, export or delete it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input, Static

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.rubric import type_name
from hotseat.domain.session import Session
from hotseat.domain.text import clean_line, count
from hotseat.tui.render import cell, line
from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.lazy_table import LazyTable

COLUMNS = (("When", 13), ("Session", 0), ("Format", 14), ("Heard", 7), ("Risk", 7), ("Min", 5))
"""Names and cells of the columns before the last; the session takes what is left."""
STATE_WIDTH = 11
EMPTY = "No session yet. Press n to choose a question and start, or escape and F5."


class SessionsScreen(Screen[None]):
    """Lists the saved sessions, newest first; the line below tells more of the marked one."""

    CSS_PATH = "sessions.tcss"
    HELP: ClassVar[str] = """\
Every sitting that was saved, newest first. Heard counts the elements of its first answer.

up, down    mark a session (home, end: the first, the last)
enter       open its debrief; an interrupted one is taken up where it was left
/           find by title, question or type; escape shows all again
r           replay it, word by word
e           export it as Markdown notes
d           delete it with its sound (asks first)
n           start a new one
escape      back"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("/", "find", "Find"),
        Binding("r", "replay", "Replay"),
        Binding("e", "export", "Export", show=False),
        Binding("d", "delete", "Delete"),
        Binding("n", "new", "New", show=False),
        Binding("down", "to_list", "To the list", show=False),
        Binding("escape", "back", "Back", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._summaries: tuple[SessionSummary, ...] = ()
        self._waiting: frozenset[str] = frozenset()
        self._listed: list[SessionSummary] = []
        self._told = False

    def compose(self) -> ComposeResult:
        """Lay out the list; it is filled as soon as it shows."""
        yield Static("Sessions", id="title", classes="title")
        yield Input(placeholder="title, question or type", id="find")
        yield LazyTable(id="list")
        yield Static("Reading your sessions…", id="about")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Hide what is not needed yet."""
        self.query_one("#find").display = False
        self._columns()
        self._table.focus()

    def on_screen_resume(self) -> None:
        """Read again whenever the list is back in front."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Give the session's name what the width allows."""
        self._columns()
        self._fill()

    @property
    def _table(self) -> LazyTable:
        return self.query_one("#list", LazyTable)

    @property
    def _year(self) -> int:
        return app_of(self).context.services.clock.now().year

    @work(exclusive=True, group="reload")
    async def reload(self) -> None:
        """Read the summaries off the event loop."""
        store = app_of(self).context.services.store
        try:
            found = await asyncio.to_thread(store.summaries)
            waiting = await asyncio.to_thread(store.interrupted, found)
        except HotseatError as error:
            self._say(str(error), "$text-error")
            return
        self._summaries, self._waiting = tuple(found), frozenset(s.name for s in waiting)
        self._fill()

    # The list

    def _columns(self) -> None:
        table = self._table
        table.clear(columns=True)
        rest = sum(width for _, width in COLUMNS) + STATE_WIDTH
        for name, width in (*COLUMNS, ("State", STATE_WIDTH)):
            table.add_column(name, width=width or max(12, self.size.width - rest - 5), key=name)

    def _fill(self) -> None:
        wanted = clean_line(self.query_one("#find", Input).value).casefold().split()
        marked = self._marked
        self._listed = [s for s in self._summaries if all(w in _searched(s) for w in wanted)]
        names = [summary.name for summary in self._listed]
        at = names.index(marked.name) if marked is not None and marked.name in names else 0
        self._table.show(len(names), lambda number: self._row(self._listed[number]), at)
        self._title(bool(wanted))
        self._about()

    def _row(self, summary: SessionSummary) -> list[Text]:
        width = self._table.ordered_columns[1].width - 1
        form = summary.format if summary.mode != "real" else f"{summary.format} real"
        heard = f"{summary.heard}/{summary.called}" if summary.called else ""
        return [
            cell(_when(summary.created, self._year)),
            cell(summary.title or summary.name, width),
            cell(form, 13),
            cell(heard),
            cell(summary.risk, 6),
            cell(f"{summary.seconds / 60:.1f}" if summary.seconds else "", 4),
            cell(self._state(summary), STATE_WIDTH),
        ]

    def _state(self, summary: SessionSummary) -> str:
        if summary.problem:
            return "unreadable"
        if summary.name in self._waiting:
            return "interrupted"
        return "running" if summary.state == "open" else summary.state

    def _title(self, filtered: bool) -> None:
        words = count(len(self._summaries), "session")
        if filtered:
            words = f"{len(self._listed)} of {words}"
        keys = " · enter opens, e exports, n starts a new one"
        shown = Content.assemble(words, (keys, "$foreground-muted not bold"))
        self.query_one("#title", Static).update(shown)

    @property
    def _marked(self) -> SessionSummary | None:
        at = self._table.cursor_row
        return self._listed[at] if 0 <= at < len(self._listed) else None

    @on(DataTable.RowHighlighted)
    def tell_more(self) -> None:
        """Tell more of the marked session."""
        self._told = False
        self._about()

    def _about(self) -> None:
        summary = self._marked
        if self._told:
            return
        if not self._summaries:
            self._say(EMPTY)
        elif summary is None:
            self._say("Nothing fits. Escape shows all sessions again.")
        elif summary.problem:
            self._say(f"{summary.name}: {summary.problem}", "$text-error")
        elif summary.name in self._waiting:
            self._say(f"Interrupted: enter takes it up. {_more(summary)}", "$text-warning")
        else:
            self._say(_more(summary))

    def _say(self, words: str, style: str = "$foreground-muted") -> None:
        self.query_one("#about", Static).update(line(words, 400, style))

    def _tell(self, words: str) -> None:
        """Say something that stays until another session is marked."""
        self._told = True
        self._say(words, "$foreground")

    # Finding

    def action_find(self) -> None:
        """Find as you type."""
        find = self.query_one("#find", Input)
        find.display = True
        find.focus()

    @on(Input.Changed, "#find")
    def find_as_typed(self) -> None:
        """List what fits."""
        self._fill()

    @on(Input.Submitted, "#find")
    def action_to_list(self) -> None:
        """Go on in the list."""
        self._table.focus()

    def action_back(self) -> None:
        """Show all sessions again; then go back."""
        find = self.query_one("#find", Input)
        if find.display:
            find.value = ""
            find.display = False
            self._table.focus()
            return
        self.dismiss()

    # What can be done with one

    @on(DataTable.RowSelected)
    def open_marked(self) -> None:
        """Open the debrief, or take up what was interrupted."""
        if summary := self._readable():
            app_of(self).open_session(summary.name)

    def action_new(self) -> None:
        """Choose what to practise."""
        app_of(self).open_setup()

    def action_replay(self) -> None:
        """Replay the marked session."""
        if summary := self._readable():
            self._with(summary.name, lambda session: app_of(self).open_replay(session))

    def action_export(self) -> None:
        """Write Markdown notes of the marked session."""
        if summary := self._readable():
            self._export(summary.name)

    def _readable(self) -> SessionSummary | None:
        summary = self._marked
        if summary is None:
            self._tell("No session is marked." if self._summaries else EMPTY)
        elif summary.problem:
            self._tell(f"It cannot be read: {summary.problem}")
            return None
        return summary

    @work(exclusive=True, group="load")
    async def _with(self, name: str, use: Callable[[Session], None]) -> None:
        store = app_of(self).context.services.store
        try:
            session = await asyncio.to_thread(store.load, name)
        except HotseatError as error:
            self._tell(str(error))
        else:
            use(session)

    @work(exclusive=True, group="load")
    async def _export(self, name: str) -> None:
        context = app_of(self).context
        try:
            session = await asyncio.to_thread(context.services.store.load, name)
            path = await asyncio.to_thread(context.export, session, "md")
        except HotseatError as error:
            self._tell(str(error))
        else:
            self._tell(f"Notes are in {path}")

    @work(exclusive=True, group="delete")
    async def action_delete(self) -> None:
        """Delete the marked session, after asking."""
        summary = self._marked
        if summary is None:
            self._tell("No session is marked.")
            return
        title = clean_line(summary.title or summary.name, 60)
        question = f"Delete “{title}” of {_when(summary.created, self._year)}, with its sound?"
        choices = (("", "Keep it"), ("delete", "Delete it for good"))
        if await self.app.push_screen_wait(ConfirmScreen(question, choices)) != "delete":
            return
        store = app_of(self).context.services.store
        try:
            await asyncio.to_thread(store.delete, summary.name)
        except HotseatError as error:
            self._tell(str(error))
        else:
            self._tell(f"Deleted: {title}")
            self.reload()


@lru_cache(maxsize=4096)
def _searched(summary: SessionSummary) -> str:
    types = " ".join(f"{kind} {type_name(kind)}" for kind in summary.types)
    story = summary.story.title if summary.story else ""
    parts: Sequence[str] = (summary.title, summary.name, types, story, summary.format, summary.mode)
    return " ".join(parts).casefold()


def _more(summary: SessionSummary) -> str:
    types = ", ".join(type_name(kind) for kind in summary.types)
    parts = [summary.title or summary.name, types, count(summary.takes, "take")]
    if summary.held_minutes is not None:
        parts.append(f"held {summary.held_minutes:.1f} minutes")
    return " · ".join(part for part in parts if part)


def _when(created: str, year: int) -> str:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return "no date"
    this_year = moment.year == year
    return moment.strftime("%d %b %H:%M" if this_year else "%d %b %Y")
