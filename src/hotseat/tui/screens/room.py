"""The interview room: the question, the clock, and the candidate in the hot seat."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static, TextArea

from hotseat import __version__
from hotseat.domain.choices import Mode
from hotseat.domain.clock import Reading
from hotseat.domain.session import Session
from hotseat.interview import (
    Event,
    Phase,
    PhaseChanged,
    Plan,
    TakeReworded,
    View,
    ZoneEntered,
)
from hotseat.interview.room import Interview
from hotseat.tui import room_words
from hotseat.tui.render import plain, same
from hotseat.tui.room_keys import ALIASES, KEYS, fitting, in_footer
from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.big_clock import BigClock
from hotseat.tui.widgets.checklist import Checklist
from hotseat.tui.widgets.conversation import Conversation
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.level_meter import SILENCE, LevelMeter

LOOKS_PER_SECOND = 10
_ANSWERING = (Phase.RECORDING, Phase.PAUSED, Phase.TYPING)
_OVER = (Phase.FINISHED, Phase.LEFT)


def _bindings() -> list[BindingType]:
    """Each key has what the footer may show, then one hidden binding that is never dead."""
    made: list[BindingType] = []
    for key, requests in KEYS.items():
        first = key != "enter"  # in a typed answer enter is a new line
        for request in requests:
            action = f"press('{key}', '{request.label}')"
            made.append(Binding(key, action, request.label, priority=first))
        for alias in (key, *ALIASES.get(key, ())):
            made.append(Binding(alias, f"press('{key}')", show=False, priority=first))
    made.append(Binding("space", "press('f5')", show=False))
    return made


class RoomScreen(Screen[None]):
    """One sitting. `session` is one to take up; None starts a new one."""

    CSS_PATH = "room.tcss"
    AUTO_FOCUS = "#said"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-usual"), (34, "-tall")]  # noqa: RUF012
    HELP: ClassVar[str] = """\
The room shows the question, the time in words and digits, and what the microphone hears.

f5, ctrl+r   record; stop; hand in a typed answer (also ctrl+s). Space too, unless you are typing
f6           pause and go on (study mode); before a reply it stops the round
f7           retake: answer again; the first take is kept (study mode)
f8           type the answer instead; speak instead; typed text is kept
f10, ctrl+n  skip the probe on screen
f9           finish here; an answer under way is taken in
enter        go on after a reply
f4, ctrl+t   transcribe again, where that failed
escape       leave: finish later, or abandon; the audio is kept in any case
tab          to the question or the conversation; arrows scroll there

The clock never stops you in study mode. In real mode the interviewer cuts in at the limit.
The checklist marks what was heard; ! marks what must not be missing."""
    BINDINGS: ClassVar[list[BindingType]] = _bindings()

    def __init__(self, plan: Plan, session: Session | None = None) -> None:
        super().__init__()
        self._plan, self._given = plan, session
        self._study = plan.settings.mode is Mode.STUDY
        self._last: Reading | None = None
        self._silent_since: float | None = None
        self._debriefed = self._quitting = self._done = self._gone = False

    def compose(self) -> ComposeResult:
        """Lay out the room from what matters most to what matters least."""
        self._interview = self._make()
        yield Static(id="head", markup=False)
        with VerticalScroll(id="asked"):
            yield Static(id="question", markup=False)
        yield BigClock(id="clock")
        with Horizontal(id="status"):
            yield Static(id="state", markup=False)
            yield LevelMeter(id="level")
        yield Static(id="notice", markup=False)
        with Horizontal(id="body"):
            yield Conversation(id="said")
            yield TextArea(
                id="typed", soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
            )
            yield Checklist(id="checklist")
        yield KeyFooter(show_command_palette=False)

    def _make(self) -> Interview:
        services, settings = app_of(self).context.services, self._plan.settings
        new = Session(
            name="",
            created=services.clock.now().isoformat(timespec="seconds"),
            settings=settings,
            story=self._plan.story,
            app=__version__,
        )
        interview = Interview(self._plan, self._given or new, services, self._heard)
        interview.wordings.hand_over = app_of(self).adopt
        return interview

    def on_mount(self) -> None:
        """Put the question and look ten times a second."""
        self.set_class(self._study, "-study")
        self.query_one(TextArea).cursor_blink = False
        self.query_one(TextArea).border_title = "Your answer"
        self.run_worker(self._interview.begin(), group="interview")
        self.set_interval(1 / LOOKS_PER_SECOND, self._look)
        self._arrange()

    async def on_unmount(self) -> None:
        """However the room is left, the microphone is closed and what was said is saved."""
        self._gone = True
        await self._interview.leave()

    @property
    def interview(self) -> Interview:
        """The sitting that this room shows."""
        return self._interview

    # What the interview tells

    def _heard(self, event: Event) -> None:
        if isinstance(event, ZoneEntered) and app_of(self).context.config.ring:
            self.app.bell()
        if isinstance(event, TakeReworded) and not self._gone:
            app_of(self).adopt(self._interview.session, event.take)
        if isinstance(event, PhaseChanged) and event.phase not in _OVER and not self._gone:
            self._debriefed = self._debriefed and event.phase is Phase.DEBRIEF
            self._arrange()

    def adopt(self, session: Session, number: int) -> bool:
        """Take over the wording of a take, where this sitting goes on with that session."""
        if session.name != self._interview.session.name or self._interview.phase in _OVER:
            return False
        self._interview.adopt(session, number)
        return True

    def _arrange(self) -> None:
        """Show the widgets that the phase needs, with the focus where typing goes."""
        view = self._interview.view()
        area = self.query_one(TextArea)
        typing = view.phase is Phase.TYPING
        if typing and not area.display:
            area.load_text(view.draft)
            area.move_cursor(area.document.end)
        area.display = typing
        self.query_one(Conversation).display = not typing
        target = area if typing else self.query_one(Conversation)
        if self.focused is not target and (typing or self.focused in (area, None)):
            target.focus()
        self._silent_since = None
        self.refresh_bindings()
        self._show(view)

    def _look(self) -> None:
        self._interview.tick()
        view = self._interview.view()
        self._show(view)
        if (self.is_current or self._quitting) and not self._done:
            self._follow(view)

    def _follow(self, view: View) -> None:
        """Go where the phase belongs; only while the room is in front."""
        app = app_of(self)
        if view.phase in _OVER:
            self._done = True
            if self._quitting:
                app.exit()
                return
            self.dismiss()
            if view.phase is Phase.LEFT and view.message:
                app.tell(view.message, str(view.tone))
            if view.phase is Phase.FINISHED and view.session.takes:
                app.open_debrief(view.session)
            elif view.phase is Phase.FINISHED:
                app.tell("Nothing was answered, so nothing was saved")
        elif view.phase is Phase.DEBRIEF and not self._debriefed:
            self._debriefed = True
            if view.take is not None and view.take.probe is None:
                self._debrief(view.take.number)

    # Showing

    def _show(self, view: View) -> None:
        settings = self._plan.settings
        self._last = view.answer or (None if view.phase is Phase.PREP else self._last)
        self._update("#head", room_words.head(view, settings))
        title, text = room_words.asked(view, settings)
        self.query_one("#asked").border_title = plain(title)
        if self._update("#question", text):
            self.query_one("#asked").scroll_home(animate=False)
        self.query_one(BigClock).show(*room_words.clock(view, self._last))
        words = len(self.query_one(TextArea).text.split())
        self._update("#state", room_words.state(view, words))
        meter = self.query_one(LevelMeter)
        meter.display = view.phase is Phase.RECORDING
        meter.level = view.level
        notice = room_words.notice(view, self._silent(view))
        self._update("#notice", notice)
        turns = room_words.turns(view, settings.mode)
        self.query_one(Conversation).show(turns, room_words.live(view))
        if self._study:
            self.query_one(Checklist).show(room_words.rows(view, settings))

    def _update(self, selector: str, content: Content) -> bool:
        """Draw only what changed: the room is shown ten times a second."""
        widget = self.query_one(selector, Static)
        shown = widget.content
        if isinstance(shown, Content) and same(shown, content):
            return False
        widget.update(content)
        return True

    def _silent(self, view: View) -> float:
        """Return for how many seconds the microphone has given exact silence."""
        now = app_of(self).context.services.clock.monotonic()
        if view.level is None or view.level.peak > SILENCE:
            self._silent_since = None
        elif self._silent_since is None:
            self._silent_since = now
        return now - self._silent_since if self._silent_since is not None else 0.0

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the footer show the few keys that matter now."""
        if action != "press" or len(parameters) < 2 or not self.is_mounted:
            return True
        return parameters in in_footer(self._interview.view(), self._plan.settings.mode)

    def action_press(self, key: str, label: str = "") -> None:
        """Do what a key asks for now, or say why it cannot be done."""
        request, reason = fitting(key, self._interview.view(), self._plan.settings.mode)
        if request is None:
            app_of(self).tell(reason)
            return
        interview = self._interview
        match request.name:
            case "pause":
                interview.pause()
            case "speak":
                interview.speak_instead()
            case "finish":
                self._finish()
            case "leave":
                self._leave(quitting=False)
            case _:
                self._run(request.name)

    def _run(self, name: str) -> None:
        interview = self._interview
        work = {
            "record": interview.record,
            "stop": interview.stop,
            "hand_in": lambda: interview.submit(self.query_one(TextArea).text),
            "retake": interview.retake,
            "type": interview.type,
            "skip": interview.skip,
            "go_on": interview.go_on,
            "transcribe": interview.transcribe_again,
        }[name]
        self.run_worker(work(), group="interview")

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Hand every change on, so that nothing typed is lost."""
        self._interview.draft(event.text_area.text)

    @work(group="ask")
    async def _finish(self) -> None:
        view = self._interview.view()
        if view.phase in _ANSWERING:
            question = "Finish here? The answer under way is taken in and counts."
            choices = (("", "Stay"), ("finish", "Finish with this answer"))
            if not await self.app.push_screen_wait(ConfirmScreen(question, choices)):
                return
        await self._interview.finish()

    async def may_leave(self) -> bool:
        """Ask before quitting in the middle of something; the app ends from here then."""
        if self._interview.phase in _OVER:
            return True
        self._leave(quitting=True)
        return False

    @work(group="ask")
    async def _leave(self, quitting: bool) -> None:
        choice = "later"
        if self._at_stake():
            question = "Leave the room? What you said is kept in any case."
            choices = (
                ("", "Stay"),
                ("later", "Keep and finish later"),
                ("abandon", "Abandon: kept, but not offered again"),
            )
            choice = await self.app.push_screen_wait(ConfirmScreen(question, choices)) or ""
        if choice:
            self._quitting = quitting
            await self._interview.leave(abandon=choice == "abandon")

    def _at_stake(self) -> bool:
        view = self._interview.view()
        typed = bool(view.draft.strip())
        return bool(view.session.takes) or view.phase in _ANSWERING[:2] or typed

    # The debrief between answer and probes

    def _debrief(self, take: int) -> None:
        from hotseat.tui.screens.debrief import DebriefScreen

        interview = self._interview
        keep = interview.replace_session  # so that quitting from the debrief loses no judgement
        screen = DebriefScreen(interview.session, take, going_on=True, keep=keep)

        def done(result: str | None) -> None:
            self.run_worker(self._after_debrief(screen.session, result or ""), group="interview")

        self.app.push_screen(screen, done)

    async def _after_debrief(self, session: Session, result: str) -> None:
        interview = self._interview
        if session is not interview.session:
            await interview.replace_session(session)
        match result:
            case "go_on":
                await interview.go_on()
            case "retake":
                await interview.retake()
            case "finish":
                await interview.finish()
            case "transcribe":
                await interview.transcribe_again()
