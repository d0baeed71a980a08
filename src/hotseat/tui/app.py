"""The app: it wires screens to what the command line handed over, and nothing else."""

import asyncio
import gc
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hotseat.config import Config
from hotseat.domain.errors import HotseatError
from hotseat.tui import themes
from hotseat.tui.context import Context, Review, Start
from hotseat.tui.render import plain
from hotseat.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from hotseat.domain.session import Session, Take
    from hotseat.interview import Plan


class HotseatApp(App[None]):
    """Hotseat in the terminal. `context` is what every screen works with."""

    # Home's styles come along with the app's: a screen that brings its own has all parsed again.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss"]
    TITLE = "Hotseat"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help"),
        Binding("ctrl+q", "leave", "Quit", show=False, priority=True),
        Binding("ctrl+c", "leave", "Quit", show=False, system=True),
    ]
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, context: Context, start: Start | None = None) -> None:
        super().__init__()
        self.context = context
        self._start = start or Start()
        self._rewordings = 0
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        known = context.config.theme in self.available_themes
        self.theme = context.config.theme if known else themes.DARK.name

    def on_mount(self) -> None:
        """Show home, and what the command line asked for on top of it."""
        self.push_screen(HomeScreen())
        self.set_timer(1.0, gc.enable)  # home is drawn by then
        if self._start.plan is not None:
            self.open_room(self._start.plan)
        elif self._start.replay is not None:
            self.open_replay(self._start.replay, self._start.take)
        elif self._start.review is not None:
            self.open_review(self._start.review)

    async def on_unmount(self) -> None:
        """End the speech model's process, if one was started."""
        await self.context.services.transcriber.close()

    # Ways between screens. Screens are imported when first opened: home has to be quick.

    def open_setup(self) -> None:
        """Choose what to practise."""
        from hotseat.tui.screens.setup import SetupScreen

        self.push_screen(SetupScreen())

    def open_room(self, plan: "Plan", session: "Session | None" = None) -> None:
        """Enter the interview room, for a new session or to take one up."""
        from hotseat.tui.screens.room import RoomScreen

        self.push_screen(RoomScreen(plan, session))

    def open_debrief(self, session: "Session", take: int = 0) -> None:
        """Show what was heard in a session; `take` 0 means its first answer."""
        from hotseat.tui.screens.debrief import DebriefScreen

        self.push_screen(DebriefScreen(session, take))

    def open_replay(
        self,
        session: "Session",
        take: int = 0,
        at: float = 0.0,
        keep: "Callable[[int, Callable[[Take], Take]], Take] | None" = None,
    ) -> None:
        """Replay a take of a session from `at` seconds; `keep` changes a take (notes are new)."""
        from hotseat.tui.screens.replay import ReplayScreen

        self.push_screen(ReplayScreen(session, take, at, keep))

    def open_words(self, session: "Session", take: int = 0) -> None:
        """Correct and annotate what was said; `take` 0 means its first answer."""
        from hotseat.tui.screens.words import WordsScreen

        self.push_screen(WordsScreen(session, take))

    @work(exclusive=True, group="open")
    async def open_compare(self, session: "Session", take: int = 0) -> None:
        """Compare a take (0: the first answer) with another of its question or story."""
        from hotseat.domain.retellings import compared_take, retellings
        from hotseat.tui.screens.compare import CompareScreen

        chosen = compared_take(session, take)
        if chosen is None:
            self.tell("This session holds no answer to compare.", "warning")
            return
        try:
            summaries = await asyncio.to_thread(self.context.services.store.summaries)
        except HotseatError as error:
            self.tell(str(error), "error")
            return
        others = retellings(session, chosen, summaries)
        if others:
            self.push_screen(CompareScreen((session, chosen), others))
        else:
            self.tell("No other take of this question or story yet: answer it again first.")

    @work(exclusive=True, group="open")
    async def open_compare_two(self, first: str, second: str) -> None:
        """Compare an answer of each of two sessions."""
        from hotseat.domain.retellings import Telling, pair_in
        from hotseat.tui.screens.compare import CompareScreen

        try:
            one, other = await self.load(first), await self.load(second)
        except HotseatError as error:
            self.tell(str(error), "error")
            return
        pair = pair_in(one, other)
        if pair is None:
            self.tell("One of the two holds no answer to compare.", "warning")
        else:
            others = (Telling(other.name, pair[1].number),)
            self.push_screen(CompareScreen((one, pair[0]), others))

    def open_sessions(self) -> None:
        """List the saved sessions."""
        from hotseat.tui.screens.sessions import SessionsScreen

        self.push_screen(SessionsScreen())

    @work(exclusive=True, group="open")
    async def open_session(self, name: str) -> None:
        """Open a saved session: take it up where it was interrupted, else show its debrief."""
        from hotseat.domain.summary import summarise
        from hotseat.interview import plan_of

        store = self.context.services.store
        try:
            session = await self.load(name)
            known = self._rewordings
            waiting = await asyncio.to_thread(store.interrupted, [summarise(session)])
            lacking = await asyncio.to_thread(store.lacking, session)
            if known != self._rewordings:
                session = await self.load(name)
        except HotseatError as error:
            self.tell(str(error), "error")
            return
        if waiting:
            self.open_room(plan_of(session, self.context.banks), session)
        else:
            self.open_debrief(session)
        if lost := ". ".join(part for part in (session.problem, *lacking) if part):
            self.tell(lost, "warning")

    def open_banks(self) -> None:
        """List the question banks."""
        from hotseat.tui.screens.banks import BanksScreen

        self.push_screen(BanksScreen())

    def open_questions(self, bank: str = "", finding: bool = False) -> None:
        """List the questions of a bank ("": of all)."""
        from hotseat.tui.screens.questions import QuestionsScreen

        self.push_screen(QuestionsScreen(bank, finding))

    def open_import(self, into: str = "") -> None:
        """Ask for a document, to be imported into a bank ("": a new one)."""
        from hotseat.tui.screens.import_from import ImportScreen

        self.push_screen(ImportScreen(into))

    def open_review(self, review: Review) -> None:
        """Review what documents propose, before anything is written."""
        from hotseat.tui.screens.review import ReviewScreen

        self.push_screen(ReviewScreen(review))

    def open_settings(self) -> None:
        """Settings and the microphone check."""
        from hotseat.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def action_help(self) -> None:
        """Explain the screen that is open."""
        from hotseat.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    async def action_leave(self) -> None:
        """Quit; every screen in the middle of something is asked first, the front one foremost."""
        for screen in reversed(self.screen_stack):
            leave = getattr(screen, "may_leave", None)
            if leave is not None and not await leave():
                return
        self.exit()

    # Shared by screens

    async def reload_banks(self) -> None:
        """Read the banks again."""
        context = self.context
        context.banks, context.bank_problems = await asyncio.to_thread(context.load_banks)

    def adopt(self, session: "Session", number: int) -> bool:
        """Hand the final wording of a take to all screens that show its session.

        True where one of them has the session in hand, and saves it.
        """
        self._rewordings += 1
        in_hand = False
        for screen in reversed(self.screen_stack):
            if (follow := getattr(screen, "follow", None)) is not None:
                follow(session, number)
            if not in_hand and (take_over := getattr(screen, "adopt", None)) is not None:
                in_hand = take_over(session, number)
        return in_hand

    async def load(self, name: str) -> "Session":
        """Read a session off the event loop; anew where a wording came meanwhile.

        Raises HotseatError.
        """
        while True:
            known = self._rewordings
            session = await asyncio.to_thread(self.context.services.store.load, name)
            if known == self._rewordings:
                return session

    def tell(self, message: str, severity: str = "information") -> None:
        """Show a short notice; the message may come from outside."""
        level = {"warning": "warning", "error": "error"}.get(severity, "information")
        words = plain(message).plain
        if any(shown.message == words for shown in self._notifications):
            return  # a key pressed again says nothing new
        self.notify(words, severity=level, markup=False)  # type: ignore[arg-type]

    def keep(self, **changes: object) -> Config:
        """Change settings and save them; what goes wrong is told."""
        self.context.config = replace(self.context.config, **changes)  # type: ignore[arg-type]
        try:
            self.context.save_config(self.context.config)
        except HotseatError as error:
            self.tell(str(error), "error")
        return self.context.config

    def use_theme(self, name: str) -> None:
        """Change the colours at once, and remember them."""
        self.theme = name
        self.keep(theme=name)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Fill the command palette."""
        yield SystemCommand("Practise", "Choose a question and start", self.open_setup)
        yield SystemCommand(
            "Sessions", "Open, replay or export a saved session", self.open_sessions
        )
        yield SystemCommand("Banks", "Browse, edit, import and practise questions", self.open_banks)
        yield SystemCommand("Import", "Questions out of a document", self.open_import)
        yield SystemCommand("Settings", "Microphone check, theme, defaults", self.open_settings)
        yield SystemCommand("Help", "Keys and what this screen shows", self.action_help)
        for name in themes.OFFERED:
            yield SystemCommand(
                f"Theme: {name}", "Change the colours", partial(self.use_theme, name)
            )
        yield SystemCommand("Quit", "Leave Hotseat", self.action_leave)
