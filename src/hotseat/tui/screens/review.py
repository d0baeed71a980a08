"""Review what documents propose, question by question, before anything is written."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Level
from hotseat.domain.text import clean_line, count
from hotseat.importers import draft as drafts
from hotseat.importers.draft import Decision, Draft, Item
from hotseat.tui.context import Review
from hotseat.tui.render import line
from hotseat.tui.review_desk import Desk, Show, type_choices
from hotseat.tui.screens import review_words as words
from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.screens.lines import LinesScreen
from hotseat.tui.screens.questions import NARROW_TYPE_WIDTH, TYPE_WIDTH, WIDE
from hotseat.tui.screens.reword import RewordScreen
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.row_list import RowList

LEVELS = tuple(Level)
NEW = "a new bank"
"""Stands for a bank to be made; no id has spaces."""


class ReviewScreen(Screen[None]):
    """Lists the proposed questions; each is accepted or rejected, reworded, retyped or merged."""

    CSS_PATH = "review.tcss"
    HELP: ClassVar[str] = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,space", "accept", "Accept"),
        Binding("x,delete", "reject", "Reject"),
        Binding("e", "reword", "Reword"),
        Binding("ctrl+s", "write", "Write", priority=True),
        Binding("u", "undo", "Undo", show=False),
        Binding("A", "accept_all", "Accept all", show=False),
        Binding("t", "retype", "Type", show=False),
        Binding("l", "relevel", "Level", show=False),
        Binding("m", "merge", "Merge", show=False),
        Binding("v", "view", "View", show=False),
        Binding("b", "bank", "Bank", show=False),
        Binding("f", "filter", "Filter", show=False),
        Binding("s", "left_out", "Left out", show=False),
        Binding("slash", "find", "Find", show=False),
        Binding("down", "to_list", "To the list", show=False),
        Binding("escape", "back", "Back", show=False, priority=True),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._desk = Desk(review)
        self._show = Show.ALL
        self._listed: list[Item] = []
        self._ready = False

    def compose(self) -> ComposeResult:
        """Lay out counts, list and the marked question."""
        yield Static("Comparing with your banks…", id="title", classes="title")
        yield Static(id="target")
        yield Input(placeholder="words of the question", id="find")
        yield RowList(id="list")
        yield Static(id="about")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Hold the draft against the banks."""
        self.query_one("#find").display = False
        self.query_one(RowList).focus()
        self._compare(self._desk.into, self._desk.title)

    def on_resize(self, event: events.Resize) -> None:
        """Give the questions what the width allows."""
        if self._ready:
            self._fill()

    @work(exclusive=True, group="compare")
    async def _compare(self, into: str, title: str) -> None:
        """Hold the draft against a bank; the decisions stay."""
        app = app_of(self)
        if not app.context.banks:
            await app.reload_banks()
        try:
            whole = self._desk.whole()
            draft = await asyncio.to_thread(app.context.importer.against, whole, into)
        except HotseatError as error:
            app.tell(str(error), "error")
            return
        self._desk.take(draft, into, title)
        self._ready = True
        self._fill()

    # The list

    def _fill(self, marked: int | None = None) -> None:
        rows = self.query_one(RowList)
        wanted = clean_line(self.query_one("#find", Input).value).casefold().split()
        at = rows.marked if marked is None else marked
        self._listed = [
            item
            for item in self._desk.listed(self._show)
            if all(word in item.text.casefold() for word in wanted)
        ]
        rows.show(len(self._listed), self._line, at)
        self._titles()
        self._about()

    @property
    def _marked(self) -> Item | None:
        at = self.query_one(RowList).marked
        return self._listed[at] if at < len(self._listed) else None

    def _titles(self) -> None:
        self.query_one("#title", Static).update(line(self._desk.counts(), 200))
        known = any(bank.id == self._desk.into for bank in app_of(self).context.banks)
        into = f"into {'the bank' if known else 'a new bank'}: {self._desk.title}"
        shown = "" if self._show is Show.ALL else f"listed: {self._show.value}"
        told = " · ".join(part for part in (shown, into, self._desk.extras()) if part)
        self.query_one("#target", Static).update(line(told, 200, "$foreground-muted"))

    def _line(self, at: int) -> Content:
        kind = TYPE_WIDTH if self.size.width >= WIDE else NARROW_TYPE_WIDTH
        return words.row(self._listed[at], self.query_one(RowList).width, kind)

    @on(RowList.Marked)
    def tell_more(self) -> None:
        """Tell more of the marked question."""
        self._about()

    def _about(self) -> None:
        item, about = self._marked, self.query_one("#about", Static)
        if item is None:
            about.update(line(self._empty(), 200, "$foreground-muted"))
            return
        about.update(words.about(item, self.size.width - 5), layout=False)

    def _empty(self) -> str:
        if not self._ready:
            return ""
        if not self._desk.draft.proposed and self._show is Show.ALL:
            return "Nothing is new here: f lists what a bank has already, s what was left out."
        return "Nothing to list. f lists others, escape ends finding."

    # Deciding

    def _decided(self, draft: Draft, on: int = 0) -> None:
        """Take over a decision and mark the question `on` rows below."""
        self._desk.change(draft)
        stays = self._show is Show.ALL or self._show is Show.REPEATS
        self._fill(self.query_one(RowList).marked + (on if stays else 0))

    @on(RowList.Chosen)
    def action_accept(self) -> None:
        """Accept the marked question and go on to the next."""
        if item := self._marked:
            self._decided(drafts.accept(self._desk.draft, item.key), 1)

    def action_reject(self) -> None:
        """Reject the marked question and go on to the next."""
        if item := self._marked:
            self._decided(drafts.reject(self._desk.draft, item.key), 1)

    def action_undo(self) -> None:
        """Undo the last decision."""
        if self._desk.undo():
            self._fill()
        else:
            app_of(self).tell("Nothing to undo")

    def action_accept_all(self) -> None:
        """Accept all that are listed and not decided."""
        keys = [item.key for item in self._listed if item.decision is Decision.OPEN]
        if keys:
            self._decided(drafts.accept(self._desk.draft, *keys))

    def action_reword(self) -> None:
        """Reword the marked question."""
        if item := self._marked:
            change = partial(drafts.edit, self._desk.draft, item.key)
            window = RewordScreen("Reword the question", item.text, change)
            self.app.push_screen(window, partial(self._changed, change))

    def _changed(self, change: Callable[[str], Draft], answer: str | None) -> None:
        if answer:
            self._decided(change(answer))

    def action_retype(self) -> None:
        """Choose another type."""
        if item := self._marked:
            change = partial(drafts.retype, self._desk.draft, item.key)
            choices = type_choices(app_of(self).context.banks, item.type)
            window = ConfirmScreen("Which question type is it?", choices)
            self.app.push_screen(window, partial(self._changed, change))

    def action_relevel(self) -> None:
        """Go on to the next level."""
        if item := self._marked:
            level = LEVELS[(LEVELS.index(item.level) + 1) % len(LEVELS)]
            self._decided(drafts.relevel(self._desk.draft, item.key, level))

    @work
    async def action_merge(self) -> None:
        """Let another question go into the marked one."""
        item = self._marked
        if item is None:
            return
        near = self._desk.nearest(item)
        choices = [("", "None: keep them apart"), *((str(n.key), n.text) for n in near)]
        asked = "Which one asks the same? It goes into the marked one, with its guidance."
        chosen = await self.app.push_screen_wait(ConfirmScreen(asked, choices))
        if chosen:
            self._decided(drafts.merge(self._desk.draft, item.key, int(chosen)))

    # Looking

    def action_view(self) -> None:
        """Show the marked question whole."""
        if item := self._marked:
            self.app.push_screen(LinesScreen("Proposed question", words.whole(item)))

    def action_left_out(self) -> None:
        """Show what was left out, and why."""
        draft = self._desk.draft
        title = f"Left out: {len(draft.skipped)}"
        self.app.push_screen(LinesScreen(title, words.left_out(draft)))

    def action_filter(self) -> None:
        """List others."""
        shows = tuple(Show)
        self._show = shows[(shows.index(self._show) + 1) % len(shows)]
        self._fill(0)

    def action_find(self) -> None:
        """Find as you type."""
        find = self.query_one("#find", Input)
        find.display = True
        find.focus()

    @on(Input.Changed, "#find")
    def find_as_typed(self) -> None:
        """List what fits."""
        if self._ready:
            self._fill(0)

    @on(Input.Submitted, "#find")
    def action_to_list(self) -> None:
        """Go on in the list."""
        self.query_one(RowList).focus()

    # Writing and leaving

    @work(exclusive=True, group="bank")
    async def action_bank(self) -> None:
        """Choose the bank that the questions go into."""
        app = app_of(self)
        own = [bank for bank in app.context.banks if app.context.shelf.own(bank.id)]
        titles = {bank.id: bank.title for bank in own}
        choices = [(NEW, "A new bank…"), *titles.items()]
        answer = await app.push_screen_wait(ConfirmScreen("Into which bank?", choices))
        if answer == NEW:
            window = RewordScreen("The new bank's name", self._desk.title, self._desk.named)
            if name := await app.push_screen_wait(window):
                self._compare(self._desk.named(name), name)
        elif answer:
            self._compare(answer, titles[answer])

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        """Write what was accepted; asks where some are not decided."""
        await self._write()

    async def _write(self) -> bool:
        app, desk = app_of(self), self._desk
        if not desk.draft.accepted:
            app.tell("Nothing is accepted yet: a accepts, A accepts all that are listed", "warning")
            return False
        if desk.open:
            told = f"{count(desk.open, 'question')} not decided yet. Write the accepted ones now?"
            choices = (("", "Go on reviewing"), ("write", f"Write {len(desk.draft.accepted)}"))
            if await app.push_screen_wait(ConfirmScreen(told, choices)) != "write":
                return False
        try:
            file = await asyncio.to_thread(app.context.importer.write, desk.draft, desk.head)
        except HotseatError as error:
            app.tell(str(error), "error")
            return False
        desk.written()
        await app.reload_banks()
        app.tell(f"{count(len(desk.draft.accepted), 'question')} written to {file.name}")
        self.dismiss()
        app.open_questions(desk.into)
        return True

    def action_back(self) -> None:
        """End finding; then leave, asking first."""
        find = self.query_one("#find", Input)
        if find.display:
            find.value, find.display = "", False
            self.query_one(RowList).focus()
            self._fill(0)
        else:
            self._leave()

    async def may_leave(self) -> bool:
        """Ask before quitting where decisions would be lost; the app ends from here then."""
        if self._desk.unsaved:
            self._leave(quitting=True)
        return not self._desk.unsaved

    @work(exclusive=True, group="leave")
    async def _leave(self, quitting: bool = False) -> None:
        if self._desk.unsaved:
            accepted = len(self._desk.draft.accepted)
            told = f"Leave the review? {accepted} accepted, nothing is written yet."
            choices = (("", "Go on reviewing"), ("leave", "Leave and forget the decisions"))
            if await self.app.push_screen_wait(ConfirmScreen(told, choices)) != "leave":
                return
        if quitting:
            self.app.exit()
        else:
            self.dismiss()
