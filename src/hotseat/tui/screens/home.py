"""Home: the three stories, what to practise next and why, and what was done before."""

import asyncio
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotseat.config import Config
from hotseat.domain.choices import AnswerKind, Format, Mode, Settings
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.practice import Suggestion, practised, suggest
from hotseat.domain.rubric import STORY_TYPES, Level, type_name
from hotseat.domain.story import Story, stories
from hotseat.domain.text import clean_line, count
from hotseat.tui.render import line, plain
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.key_footer import KeyFooter

RECENT = 6


class HomeScreen(Screen[None]):
    """What there is to practise, one key away."""

    HELP: ClassVar[str] = """\
Home shows your three stories, what to practise next and why, and your latest sessions.

F5        start what is suggested
n         choose format, mode, level, question type, bank and microphone yourself
1 2 3     be grilled on a story: fifteen minutes of probes
enter     open the line that is marked
l         all sessions
b         question banks: browse, edit, import
s         settings and microphone check
ctrl+p    command palette
ctrl+q    quit"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "start", "Start", priority=True),
        Binding("n", "setup", "Choose"),
        Binding("l", "sessions", "Sessions"),
        Binding("b", "banks", "Banks"),
        Binding("s", "settings", "Settings", show=False),
        Binding("1", "grill(0)", "Story 1", show=False),
        Binding("2", "grill(1)", "Story 2", show=False),
        Binding("3", "grill(2)", "Story 3", show=False),
        Binding("q", "app.leave", "Quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._summaries: tuple[SessionSummary, ...] = ()
        self._stories: tuple[Story, ...] = ()
        self._suggestion: Suggestion | None = None
        self._seen = False

    def compose(self) -> ComposeResult:
        """Lay out the screen; it is filled as soon as it shows."""
        yield Static("Hotseat", id="name", classes="title")
        yield Static("Can you show how you get things done?", id="promise", classes="muted")
        yield Static("Reading your sessions…", id="next", classes="box")
        yield OptionList(id="lines")
        yield Static("Nothing you say leaves this machine.", classes="hint")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Name the boxes and read the workspace."""
        self.query_one("#next").border_title = "Next"
        self.query_one("#lines").border_title = "Your stories and sessions"
        self.query_one("#lines").focus()
        # The first time at once: one drawing instead of two, and nobody waits for a thread.
        self._show(*self._read())

    def on_screen_resume(self) -> None:
        """Read again whenever home is back in front."""
        if self._seen:
            self.refresh_sessions()
        self._seen = True

    @work(exclusive=True, group="sessions")
    async def refresh_sessions(self) -> None:
        """Read the sessions off the event loop."""
        self._show(*await asyncio.to_thread(self._read))

    def _read(self) -> tuple[tuple[SessionSummary, ...], set[str], str]:
        store = app_of(self).context.services.store
        try:
            found = tuple(store.summaries())
            return found, {s.name for s in store.interrupted(found)}, ""
        except HotseatError as error:
            return (), set(), str(error)

    @work(exclusive=True, group="banks")
    async def _load_banks(self) -> None:
        """Read the banks once home has been drawn: parsing them would hold the drawing up."""
        context = app_of(self).context
        context.banks, context.bank_problems = await asyncio.to_thread(context.load_banks)
        if context.bank_problems:
            self._show_next()

    def _show_next(self, problem: str = "") -> None:
        self.query_one("#next", Static).update(self._next_words(problem))

    def _show(self, summaries: tuple[SessionSummary, ...], waiting: set[str], problem: str) -> None:
        self._summaries = summaries
        self._stories = stories(summaries)
        self._suggestion = suggest(summaries, self._stories)
        self._show_next(problem)
        lines = self.query_one("#lines", OptionList)
        marked = lines.highlighted
        lines.clear_options()
        lines.add_options(self._options(waiting))
        lines.highlighted = marked if marked is not None else 0
        if not app_of(self).context.banks:
            self.call_after_refresh(self._load_banks)

    def _next_words(self, problem: str) -> Content:
        app = app_of(self)
        if problem:
            return line(problem, style="$text-error")
        if app.context.bank_problems:
            first = app.context.bank_problems[0]
            more = len(app.context.bank_problems) - 1
            rest = f" (and {count(more, 'more problem')})" if more else ""
            note = line(f"{first}{rest}; `hotseat bank check` lists all", style="$text-warning")
        else:
            note = Content("")
        suggestion = self._suggestion
        if suggestion is None:
            return note
        head = f"{type_name(suggestion.type)}, {suggestion.format}"
        words = Content.assemble(
            ("F5  ", "bold $text-accent"), (head, "bold"), "\n    ", plain(suggestion.reason)
        )
        return Content.assemble(words, "\n", note) if note.plain else words

    def _options(self, waiting: set[str]) -> list[Option | None]:
        options: list[Option | None] = []
        for number, slot in enumerate(STORY_TYPES, 1):
            options.append(Option(self._story_line(number, slot), id=f"story-{number - 1}"))
        options.append(None)
        recent = [s for s in self._summaries if s.name in waiting]
        recent += [s for s in self._summaries if s.name not in waiting]
        for summary in recent[:RECENT]:
            shown = self._session_line(summary, summary.name in waiting)
            options.append(Option(shown, id=f"session-{summary.name}"))
        if not recent:
            options.append(Option("No session yet. F5 starts your first.", disabled=True))
        elif len(recent) > RECENT:
            options.append(Option(f"All {len(recent)} sessions…", id="all"))
        return options

    def _story_line(self, number: int, slot: str) -> Content:
        told = next((story for story in self._stories if story.type == slot), None)
        head = Content.assemble((f"{number}  ", "bold $text-accent"), f"{type_name(slot):<27}")
        if told is None:
            return Content.assemble(head, ("not told yet", "$foreground-muted"))
        facts = f"{told.heard} of {told.called} heard"
        if told.held_minutes is not None:
            facts += f" · held {told.held_minutes:.0f} of 15 min"
        facts += f" · {count(told.sessions, 'session')}"
        default = told.title.startswith("My ")
        title = "" if default else f"· {told.title}"
        shown = line(title, self.size.width - 66, "$foreground-muted")
        return Content.assemble(head, facts, " ", shown)

    def _session_line(self, summary: SessionSummary, waiting: bool) -> Content:
        when = _when(summary.created)
        if summary.problem:
            return Content.assemble(f"{when}  ", line(summary.problem, 60, "$text-error"))
        state = ""
        if waiting:
            state = "interrupted, go on"
        elif summary.called:
            state = f"{summary.heard} of {summary.called} heard"
            state += f" · risk {summary.risk}" if summary.risk else ""
        style = "$text-warning" if waiting else ""
        title = clean_line(summary.title or summary.name, 34)
        return Content.assemble(
            (f"{when:<13}", "$foreground-muted"), f"{title:<35}", (state, style)
        )

    # Keys

    @on(OptionList.OptionSelected)
    def open_line(self, event: OptionList.OptionSelected) -> None:
        """Open what the marked line stands for."""
        chosen = event.option.id or ""
        if chosen.startswith("story-"):
            self.action_grill(int(chosen.removeprefix("story-")))
        elif chosen.startswith("session-"):
            app_of(self).open_session(chosen.removeprefix("session-"))
        elif chosen == "all":
            self.action_sessions()

    def action_start(self) -> None:
        """Start what is suggested."""
        if self._suggestion is not None:
            self._start(self._suggestion.type, Format(self._suggestion.format))

    def action_grill(self, slot: int) -> None:
        """Be grilled on one of the three stories."""
        self._start(STORY_TYPES[slot], Format.GRILLING)

    def action_setup(self) -> None:
        """Choose everything."""
        app_of(self).open_setup()

    def action_sessions(self) -> None:
        """Show all sessions."""
        app_of(self).open_sessions()

    def action_banks(self) -> None:
        """Show the question banks."""
        app_of(self).open_banks()

    def action_settings(self) -> None:
        """Open the settings."""
        app_of(self).open_settings()

    def _start(self, question_type: str, form: Format) -> None:
        from hotseat.interview import PlanError, make_plan

        app = app_of(self)
        if not app.context.banks:
            app.tell("The banks are still being read", "warning")
            return
        settings = settings_from(app.context.config, form, (question_type,))
        told = next((s for s in self._stories if s.type == question_type), None)
        story = told.ref if told is not None and form is Format.GRILLING else None
        try:
            plan = make_plan(
                settings, app.context.banks, practised=practised(self._summaries), story=story
            )
        except PlanError as error:
            app.tell(str(error), "error")
        else:
            app.open_room(plan)


def settings_from(config: Config, form: Format, types: tuple[str, ...]) -> Settings:
    """Return the settings of a session that starts with one key; drawn anew every time."""
    return Settings(
        format=form,
        mode=Mode(config.mode),
        level=Level(config.level),
        types=types,
        answer=AnswerKind(config.answer),
        device=config.device,
        model=config.model,
        seed=int(datetime.now().timestamp()),
    )


def _when(created: str) -> str:
    try:
        return datetime.fromisoformat(created).strftime("%d %b %H:%M")
    except ValueError:
        return "no date"
