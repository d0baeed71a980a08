"""All saved sessions: find one, open it, and do with it what can be done."""

import asyncio
from typing import ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.coordinate import Coordinate
from textual.suggester import Suggester
from textual.widgets import DataTable, Input, Static

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.query import Query, completed, parse
from hotseat.domain.text import count
from hotseat.tui.render import line
from hotseat.tui.screens import sessions_text as text
from hotseat.tui.screens.sessions_picking import PickingSessions
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.lazy_table import LazyTable


class SessionsScreen(PickingSessions):
    """Lists the saved sessions, newest first; the line below tells more of the marked one.

    `unread` counts the sessions that the search has not taken in yet (-1: not known), `looks` how
    often results were shown.
    """

    CSS_PATH = "sessions.tcss"
    HELP: ClassVar[str] = text.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("/", "find", "Find"),
        Binding("down", "to_list", "To the list", show=False),
        Binding("escape", "back", "Back", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._summaries: tuple[SessionSummary, ...] = ()
        self._waiting: frozenset[str] = frozenset()
        self._listed: list[SessionSummary] = []
        self._query = Query()
        self._said: dict[str, frozenset[str]] = {}
        self.unread = -1
        self.looks = 0
        self._told = False
        self._filled_at = ""

    def compose(self) -> ComposeResult:
        """Lay out the list; it is filled as soon as it shows."""
        yield Static("Sessions", id="title", classes="title")
        yield Input(placeholder=text.PLACEHOLDER, id="find", suggester=_Completing(self))
        yield Static(line(text.FIND_HINT), id="hint")
        yield LazyTable(id="list")
        yield Static("Reading your sessions…", id="about")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Hide what is not needed yet."""
        self._finding(False)
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
    def _there(self) -> bool:
        """Whether the list is there: what a thread has found may come when it is taken down."""
        return bool(self.query("#list")) and bool(self.query("#about"))

    @property
    def _table(self) -> LazyTable:
        return self.query_one("#list", LazyTable)

    @property
    def summaries(self) -> tuple[SessionSummary, ...]:
        """All sessions, whether they are listed now or not."""
        return self._summaries

    @work(exclusive=True, group="reload")
    async def reload(self) -> None:
        """Read the summaries off the event loop; then take in what is new for the search."""
        store = app_of(self).context.services.store
        try:
            found = await asyncio.to_thread(store.summaries)
            waiting = await asyncio.to_thread(store.interrupted, found)
        except HotseatError as error:
            self._say(str(error), "$text-error")
            return
        self._summaries, self._waiting = tuple(found), frozenset(s.name for s in waiting)
        self.keep_picked()
        self._look()
        self.keep_up()

    @work(exclusive=True, group="keep up")
    async def keep_up(self) -> None:
        """Let the search take in what changed, in small steps, while the list is in front."""
        search = app_of(self).context.search
        store = app_of(self).context.services.store
        try:
            await asyncio.to_thread(store.empty_trash)
            left = -1 if search is None else await asyncio.to_thread(search.step)
            while search is not None and self.is_current:
                fewer, self.unread = left != self.unread, left
                if fewer:
                    self._look()
                if not left:
                    return
                left = await asyncio.to_thread(search.step)
        except HotseatError as error:
            self.tell(str(error))

    # The list

    def _columns(self) -> None:
        table = self._table
        table.clear(columns=True)
        for name, width in text.columns(self.size.width):
            table.add_column(name, width=width, key=name)

    def _fill(self) -> None:
        if not self._there:
            return
        wanted = self.mark_next or (self.marked.name if self.marked is not None else "")
        self._listed = self._query.chosen(
            self._summaries, lambda words: self._said.get(words, frozenset()), self._waiting
        )
        names = [summary.name for summary in self._listed]
        at = names.index(wanted) if wanted in names else 0
        self.mark_next = ""
        self._table.show(len(names), lambda number: self._row(self._listed[number]), at)
        self._filled_at = names[at] if names else ""
        self._title()
        self._about()

    def _row(self, summary: SessionSummary) -> list[Text]:
        shown = text.columns(self.size.width)
        state = text.state_of(summary, self._waiting)
        return text.row(summary, shown, self.year, state, summary.name in self.picked)

    def show_picked(self) -> None:
        """Put the sign before what is picked, in the rows that are there, and say how many."""
        table = self._table
        for at, summary in enumerate(self._listed[: table.row_count]):
            table.update_cell_at(Coordinate(at, 0), text.sign(summary.name in self.picked))
        self._title()

    def _title(self) -> None:
        words = count(len(self._summaries), "session")
        if self._query.terms:
            words = f"{len(self._listed)} of {words}"
        keys = " · enter opens, m shows what else can be done"
        if self.picked:
            keys = f" · {len(self.picked)} picked: {text.picked_hint(len(self.picked))}"
        if self.unread > 0:
            keys = f" · {self.unread} still to be read for the search"
        shown = Content.assemble(words, (keys, "$foreground-muted not bold"))
        self.query_one("#title", Static).update(shown)

    @property
    def marked(self) -> SessionSummary | None:
        """The marked session."""
        at = self._table.cursor_row
        return self._listed[at] if 0 <= at < len(self._listed) else None

    @on(DataTable.RowHighlighted)
    def tell_more(self) -> None:
        """Tell more of the marked session; words that were told go when another one is marked."""
        name = self.marked.name if self.marked is not None else ""
        if name != self._filled_at:
            self._told, self._filled_at = False, ""
        self._about()

    def _about(self) -> None:
        summary = self.marked
        if self._told:
            return
        if not self._summaries:
            self._say(text.EMPTY)
        elif summary is None:
            self._say(text.NOTHING_FITS)
        elif summary.problem:
            self._say(f"{summary.name}: {summary.problem}", "$text-error")
        elif summary.name in self._waiting:
            self._say(f"Interrupted: enter takes it up. {text.more(summary)}", "$text-warning")
        elif summary.warning:
            self._say(f"{summary.warning}. {text.more(summary)}", "$text-warning")
        elif text.sought(self._query):
            self._quote(summary)
        else:
            self._say(text.more(summary))

    @work(exclusive=True, group="quote")
    async def _quote(self, summary: SessionSummary) -> None:
        """Show the words that were looked for where they were said."""
        search, words = app_of(self).context.search, text.sought(self._query)
        found = ""
        if search is not None:
            found = await asyncio.to_thread(search.excerpt, summary.name, words)
        if self._there and self.marked == summary and not self._told:
            shown = text.excerpt_shown(found or text.more(summary), words)
            self.query_one("#about", Static).update(shown.stylize_before("$foreground-muted"))

    def _say(self, words: str, style: str = "$foreground-muted") -> None:
        if self._there:
            self.query_one("#about", Static).update(line(words, 400, style))

    def tell(self, words: str) -> None:
        """Say something that stays until another session is marked."""
        self._told = True
        self._say(words, "$foreground")

    # Finding

    def _finding(self, shown: bool) -> None:
        for name in ("#find", "#hint"):
            self.query_one(name).display = shown

    def action_find(self) -> None:
        """Find as you type."""
        self._finding(True)
        self.query_one("#find", Input).focus()

    @on(Input.Changed, "#find")
    def find_as_typed(self) -> None:
        """List what fits."""
        hint = self.query_one("#hint", Static)
        try:
            self._query = parse(self.query_one("#find", Input).value)
        except HotseatError as error:
            hint.update(line(str(error), 200, "$text-warning"))
            return
        hint.update(line(text.FIND_HINT))
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Ask the index for what was said, off the event loop, and list what fits."""
        search, words = app_of(self).context.search, [term.value for term in self._query.words]
        said: dict[str, frozenset[str]] = {}
        if search is not None:
            for value in words:
                said[value] = await asyncio.to_thread(search.said, value)
        self._said = said
        self._fill()
        self.looks += 1

    @on(Input.Submitted, "#find")
    def action_to_list(self) -> None:
        """Go on in the list."""
        self._table.focus()

    def action_back(self) -> None:
        """Show all sessions again; then go back."""
        find = self.query_one("#find", Input)
        if find.display:
            find.value = ""
            self._finding(False)
            self._table.focus()
            return
        self.dismiss()


class _Completing(Suggester):
    """Offers the rest of a filter or of its value; right or end takes it."""

    def __init__(self, screen: SessionsScreen) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._screen = screen

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole input as completed, or None."""
        return completed(value, self._screen.summaries) or None
