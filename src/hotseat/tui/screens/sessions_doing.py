"""What can be done with the marked session, but for finding it."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable

from hotseat.domain.editing import retitled, tagged
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import KEPT_DAYS, SessionSummary
from hotseat.domain.session import Session
from hotseat.domain.text import clean_line, count
from hotseat.interview.keeping import Change, changed
from hotseat.tui.screens import sessions_text as text
from hotseat.tui.screens.ask import AskScreen
from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.typed_app import app_of

MENU = (
    ("replay", "Replay it, word by word  (r)"),
    ("compare", "Compare it, or the two that space has picked  (c)"),
    ("words", "Correct and annotate, mark the best take  (w)"),
    ("rename", "Rename it  (f2; t changes its tags)"),
    ("export", "Export it: notes, page, text, data, captions  (e)"),
    ("hear", "Hear it again with another speech model  (h)"),
    ("recover", "Recover sound that a crash left behind  (v)"),
    ("delete", "Delete it  (d; u brings it back)"),
    ("trash", "What was deleted: bring it back, or empty the trash"),
)
"""The actions of the menu, as the names of what they do and in words."""


_EMPTY = "/"  # no session has such a name


class SessionsDoing(Screen[None]):
    """The part of the list that acts. Who derives from it tells what is marked, and shows words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "words", "Words, notes"),
        Binding("m", "more", "More"),
        Binding("r", "replay", "Replay", show=False),
        Binding("c", "compare", "Compare", show=False),
        Binding("e", "export", "Export", show=False),
        Binding("d", "delete", "Delete", show=False),
        Binding("u", "undo", "Bring back", show=False),
        Binding("f2", "rename", "Rename", show=False),
        Binding("t", "tags", "Tags", show=False),
        Binding("h", "hear", "Hear again", show=False),
        Binding("v", "recover", "Recover", show=False),
        Binding("n", "new", "New", show=False),
    ]

    mark_next = ""
    """The session to mark when the list is read again."""

    @property
    def marked(self) -> SessionSummary | None:
        """The marked session."""
        raise NotImplementedError

    @property
    def summaries(self) -> tuple[SessionSummary, ...]:
        """All sessions."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say something that stays until another session is marked."""
        raise NotImplementedError

    def reload(self) -> object:
        """Read the list again."""
        raise NotImplementedError

    @property
    def year(self) -> int:
        """The present year: days of others show it."""
        return app_of(self).context.services.clock.now().year

    def _readable(self) -> SessionSummary | None:
        summary = self.marked
        if summary is None:
            self.tell("No session is marked." if self.summaries else text.EMPTY)
        elif summary.problem:
            self.tell(f"It cannot be read: {summary.problem}")
            return None
        return summary

    # Opening

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

    def action_compare(self) -> None:
        """Compare the marked session's answer with another of its question or story."""
        if summary := self._readable():
            self._with(summary.name, lambda session: app_of(self).open_compare(session))

    def action_words(self) -> None:
        """Correct, annotate, mark the best take."""
        if summary := self._readable():
            self._with(summary.name, lambda session: app_of(self).open_words(session))

    def action_export(self) -> None:
        """Hand the marked session on as a document."""
        if summary := self._readable():
            self._export(summary.name)

    @work(exclusive=True, group="load")
    async def _with(self, name: str, use: Callable[[Session], None]) -> None:
        try:
            session = await app_of(self).load(name)
        except HotseatError as error:
            self.tell(str(error))
        else:
            use(session)

    @work(exclusive=True, group="load")
    async def _export(self, name: str) -> None:
        from hotseat.tui.screens.export import ExportScreen

        store = app_of(self).context.services.store
        try:
            session = await asyncio.to_thread(store.load, name)
        except HotseatError as error:
            self.tell(str(error))
            return
        if words := await self.app.push_screen_wait(ExportScreen(session)):
            self.tell(words)

    @work(exclusive=True, group="ask")
    async def action_more(self) -> None:
        """Show all that can be done as a menu."""
        summary = self.marked
        title = clean_line(summary.title or summary.name, 60) if summary else "No session is marked"
        chosen = await self.app.push_screen_wait(ConfirmScreen(title, MENU))
        if chosen:
            await self.run_action(chosen)

    # Names and tags

    @work(exclusive=True, group="ask")
    async def action_rename(self) -> None:
        """Give the marked session another title."""
        if (summary := self._readable()) is None:
            return
        hint = "empty shows its first question"
        title = await self.app.push_screen_wait(AskScreen("Title", summary.title, hint))
        if title is not None:
            await self._change(summary.name, lambda found: retitled(found, title))

    @work(exclusive=True, group="ask")
    async def action_tags(self) -> None:
        """Change the marked session's tags."""
        if (summary := self._readable()) is None:
            return
        known = sorted({tag for each in self.summaries for tag in each.tags})[:6]
        hint = f"words apart, such as {' '.join(known) or 'onsite warm-up'}"
        tags = await self.app.push_screen_wait(AskScreen("Tags", " ".join(summary.tags), hint))
        if tags is not None:
            await self._change(
                summary.name, lambda found: tagged(tagged(found, (), found.tags), tags.split())
            )

    async def _change(self, name: str, change: Change) -> None:
        store = app_of(self).context.services.store
        try:
            await asyncio.to_thread(changed, store, name, change)
        except HotseatError as error:
            self.tell(str(error))
        else:
            self.reload()

    # Deleting, and back

    @work(exclusive=True, group="delete")
    async def action_delete(self) -> None:
        """Move the marked session to the trash."""
        summary = self.marked
        if summary is None:
            self.tell("No session is marked.")
            return
        title = clean_line(summary.title or summary.name, 60)
        store = app_of(self).context.services.store
        try:
            await asyncio.to_thread(store.delete, summary.name)
        except HotseatError as error:
            self.tell(str(error))
            return
        self.tell(f"Deleted “{title}” with its sound. u brings it back; after a week it is gone.")
        self.reload()

    @work(exclusive=True, group="delete")
    async def action_undo(self) -> None:
        """Bring back what was deleted last."""
        store = app_of(self).context.services.store
        try:
            trashed = await asyncio.to_thread(store.trashed)
        except HotseatError as error:
            self.tell(str(error))
            return
        if not trashed:
            self.tell("Nothing was deleted in the last days.")
            return
        await self._bring_back(trashed[0].name)

    async def _bring_back(self, name: str) -> None:
        store = app_of(self).context.services.store
        try:
            back = await asyncio.to_thread(store.restore, name)
        except HotseatError as error:
            self.tell(str(error))
            return
        self.mark_next = back
        self.tell(f"Brought back {back}")
        self.reload()

    @work(exclusive=True, group="ask")
    async def action_trash(self) -> None:
        """Choose among what was deleted: bring it back, or remove all for good."""
        store = app_of(self).context.services.store
        try:
            trashed = await asyncio.to_thread(store.trashed)
            if not trashed:
                self.tell("The trash is empty.")
                return
            names = [(each.name, f"Bring back {each.name}") for each in trashed[:6]]
            choices = (("", "Go back"), *names, (_EMPTY, "Remove all of it for good"))
            question = f"{count(len(trashed), 'deleted session')}, kept for {KEPT_DAYS} days each"
            chosen = await self.app.push_screen_wait(ConfirmScreen(question, choices))
            if chosen == _EMPTY:
                gone = await asyncio.to_thread(store.empty_trash, 0)
                self.tell(f"Removed {count(gone, 'session')} with all sound for good.")
            elif chosen:
                await self._bring_back(chosen)
        except HotseatError as error:
            self.tell(str(error))

    # Hearing

    @work(exclusive=True, group="hear")
    async def action_recover(self) -> None:
        """Take up sound that no take names, and sessions that cannot be read."""
        from hotseat.interview.recovering import recover

        summary = self.marked
        if summary is None:
            self.tell("No session is marked.")
            return
        services = app_of(self).context.services
        self.tell("Looking for sound that was left behind…")
        try:
            self.tell(await recover(services, summary.name, self.tell))
        except HotseatError as error:
            self.tell(str(error))
        self.reload()

    @work(exclusive=True, group="hear")
    async def action_hear(self) -> None:
        """Transcribe the marked session with a chosen model; both texts are kept."""
        from hotseat.interview.recovering import hear_takes

        if (summary := self._readable()) is None:
            return
        context = app_of(self).context
        models = await asyncio.to_thread(context.models)
        if not models or context.hear_with is None:
            self.tell("There is no speech model: `hotseat models download base.en` gets one.")
            return
        choices = [("", "Leave it as it is"), *((name, name) for name in models[:8])]
        question = "Hear its sound again with which speech model? The text so far is kept."
        model = await self.app.push_screen_wait(ConfirmScreen(question, choices))
        if not model:
            return
        transcriber = context.hear_with(model)
        try:
            self.tell(await hear_takes(context.services, transcriber, summary.name, self.tell))
        except HotseatError as error:
            self.tell(str(error))
        finally:
            await transcriber.close()
        self.reload()
