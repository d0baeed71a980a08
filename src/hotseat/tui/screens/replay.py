"""Replay: the transcript follows the sound, word by word."""

import asyncio
from bisect import bisect_left, bisect_right
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take, answers
from hotseat.domain.transcript import word_spans
from hotseat.ports import Playback
from hotseat.tui.render import line
from hotseat.tui.screens.debrief_text import headline, take_words
from hotseat.tui.sound import SilentPlayback, audio_path
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.timeline import Timeline
from hotseat.tui.widgets.transcript_view import TranscriptView

LOOKS_A_SECOND = 20
"""How often the position is looked up while playing."""
# Within this many seconds of a sentence's start, "back" means the sentence before it.
BACK_WITHIN = 1.0


class ReplayScreen(Screen[None]):
    """Replays a session's takes. `take` 0 means the first answer; `at` in seconds."""

    CSS_PATH = "replay.tcss"
    HELP: ClassVar[str] = """\
The transcript follows the sound, word by word. Where there is no sound (no loudspeaker, a file
that is gone) it follows the times of the words, and says so. Evidence is underlined; its name
stands on the right.

space              play and pause
left, right        sentence back and forward
n, p               next and previous evidence
home, end          to the start, to the end
up, down or [ ]    previous and next take
pageup, pagedown   look around; playing or jumping follows again
escape             back"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play_pause", "Play/pause"),
        Binding("right", "sentence(1)", "Next sentence"),
        Binding("n", "evidence(1)", "Next evidence"),
        Binding("left", "sentence(-1)", "Sentence back", show=False),
        Binding("p", "evidence(-1)", "Evidence before", show=False),
        Binding("up,[", "take(-1)", "Take before", show=False),
        Binding("down,]", "take(1)", "Next take", show=False),
        Binding("home", "edge(0)", "Start", show=False),
        Binding("end", "edge(1)", "End", show=False),
        Binding("pageup", "look(-1)", "Look back", show=False),
        Binding("pagedown", "look(1)", "Look on", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self, session: Session, take: int = 0, at: float = 0.0) -> None:
        super().__init__()
        self._session = session
        told = answers(session) or session.takes
        self._number = take or (told[0].number if told else 0)
        self._at = max(0.0, at)
        self._playback: Playback | None = None
        self._silent = ""
        self._playing = False
        self._follow = True
        self._asked = self._done = 0  # what was asked of the playback: only the latest counts
        self._busy = asyncio.Lock()
        self._starts: list[float] = []
        self._spans: list[tuple[int, int]] = []

    # Layout

    def compose(self) -> ComposeResult:
        """Lay out the head, the transcript, the timeline and the state in words."""
        yield Static(id="headline")
        yield Static(id="question", classes="muted")
        yield Static(id="take")
        yield TranscriptView(id="transcript")
        yield Timeline(id="timeline")
        yield Static(id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the take, and follow the sound from now on."""
        self._show_take(self._at)
        self.set_interval(1 / LOOKS_A_SECOND, self._tick)

    async def on_unmount(self) -> None:
        """Free the loudspeaker."""
        self._asked += 1
        async with self._busy:
            await self._close_playback()

    @property
    def take(self) -> Take | None:
        """The take on show."""
        return next((t for t in self._session.takes if t.number == self._number), None)

    @property
    def position(self) -> float:
        """The second that is shown."""
        return self._at

    @property
    def length(self) -> float:
        """The seconds of the take."""
        take = self.take
        if take is None:
            return 0.0
        if take.transcript is None or not take.transcript.words:
            return take.seconds
        return max(take.seconds, take.transcript.duration, take.transcript.words[-1].end)

    def _show_take(self, at: float = 0.0) -> None:
        take, view = self.take, self.query_one(TranscriptView)
        self._playing, self._follow = False, True
        if take is None:
            self._state("This session holds no take. Escape goes back.")
            return
        transcript = take.transcript
        self._starts = [word.start for word in transcript.words] if transcript else []
        self._spans = word_spans(transcript) if transcript else []
        self.query_one("#headline", Static).update(headline(self._session, take))
        put = take.probe.text if take.probe is not None else take.question.text
        self.query_one("#question", Static).update(line(put, 400))
        self.query_one("#take", Static).update(take_words(self._session, take))
        view.show(transcript, take.analysis)
        marks = [b.start for b in view.blocks if b.marks and b.start is not None]
        timeline = self.query_one(Timeline)
        timeline.show(self.length, marks)
        timeline.display = bool(self._starts or take.audio)
        self._at = min(at, self.length)
        self._asked += 1
        self._open(take)
        self._show_position()

    @work(group="sound")
    async def _open(self, take: Take) -> None:
        async with self._busy:
            await self._close_playback()
            if take.number != self._number:
                return
            self._silent = "" if take.audio else "this answer was typed"
            if take.audio:
                try:
                    self._playback = await asyncio.to_thread(self._open_file, take)
                except HotseatError as error:
                    self._silent = str(error)
            if self._playback is None:
                clock = app_of(self).context.services.clock
                self._playback = SilentPlayback(clock, self.length)
        self._show_position()

    def _open_file(self, take: Take) -> Playback:
        context = app_of(self).context
        path = audio_path(context.services.store, self._session, take)
        return context.player.open(path)

    async def _close_playback(self) -> None:
        playback, self._playback = self._playback, None
        if playback is not None:
            await asyncio.to_thread(playback.close)

    # Playing

    def action_play_pause(self) -> None:
        """Play, or pause."""
        if self._playing:
            self._pause()
        elif self.take is not None and not self.take.audio and not self._starts:
            self._state("Typed: there is nothing to play. Left and right mark sentences.")
        else:
            self._play(0.0 if self._at >= self.length - 0.05 else self._at)

    def _play(self, at: float) -> None:
        self._asked, self._follow = self._asked + 1, True
        self._start(at, self._asked)

    @work(group="sound")
    async def _start(self, at: float, mine: int) -> None:
        async with self._busy:
            if mine != self._asked or self._playback is None:
                return
            try:
                await asyncio.to_thread(self._playback.play, at)
            except HotseatError as error:
                self._go_silent(str(error), at)
            self._done = mine
            if mine == self._asked:
                self._at, self._playing = at, True
        self._show_position()

    def _pause(self) -> None:
        self._asked += 1
        self._playing = False
        self._hold()

    @work(group="sound")
    async def _hold(self) -> None:
        async with self._busy:
            if self._playback is not None and not self._playing:
                await asyncio.to_thread(self._playback.pause)
        self._show_position()

    def _go_silent(self, reason: str, at: float) -> None:
        """Go on without sound, at the pace of the words."""
        self._silent = reason
        if self._playback is not None:
            self._close_later(self._playback)
        self._playback = SilentPlayback(app_of(self).context.services.clock, self.length)
        self._playback.play(at)

    @work(group="sound")
    async def _close_later(self, playback: Playback) -> None:
        await asyncio.to_thread(playback.close)

    def _tick(self) -> None:
        if not self._playing or self._playback is None or self._done != self._asked:
            return  # a jump under way is shown already; the playback is still behind
        self._at = self._playback.position()
        if not self._playback.playing():
            problem = self._playback.problem()
            if problem:
                self._go_silent(problem, self._at)
            else:
                self._playing = False
        self._show_position()

    def _seek(self, at: float) -> None:
        self._at, self._follow = min(max(0.0, at), self.length), True
        if self._playing:
            self._play(self._at)
        self._show_position()

    # What is shown

    def _show_position(self) -> None:
        if not self.is_mounted:
            return
        self.query_one(Timeline).at = self._at
        at = bisect_right(self._starts, self._at) - 1
        lit = self._spans[at] if at >= 0 else None
        self.query_one(TranscriptView).light(lit, follow=self._follow)
        self._state(self._words())

    def _words(self) -> str:
        take = self.take
        if take is None:
            return "This session holds no take. Escape goes back."
        over = self._at >= self.length - 0.05 and self.length > 0
        state = "playing" if self._playing else "at the end" if over else "paused"
        if not self._starts and not take.audio:
            return "Typed: shown as text. Left and right mark sentences."
        sound = f"without sound: {self._silent}" if self._silent else "with sound"
        if self._playback is None:
            sound = "opening the sound"
        note = ""
        if take.transcript is None:
            note = f"not transcribed: {take.problem}" if take.problem else "not transcribed"
        return " · ".join(part for part in (state, sound, note) if part)

    def _state(self, words: str) -> None:
        shown = self.query_one("#state", Static)
        content = line(words, 400)
        if not isinstance(shown.content, Content) or shown.content.plain != content.plain:
            shown.update(content)

    # Jumping

    def _block_starts(self, *, marked: bool) -> list[float]:
        blocks = self.query_one(TranscriptView).blocks
        return [b.start for b in blocks if b.start is not None and (b.marks or not marked)]

    def action_sentence(self, by: int) -> None:
        """Go a sentence back or forward."""
        view = self.query_one(TranscriptView)
        if not self._starts:
            view.go((view.here or 0) + by)
            return
        self._jump(self._block_starts(marked=False), by)

    def action_evidence(self, by: int) -> None:
        """Go to the next or previous evidence."""
        view = self.query_one(TranscriptView)
        if not self._starts:
            found = view.evidence(by)
            if found is not None:
                view.go(found)
            return
        if not self._jump(self._block_starts(marked=True), by):
            self._state(f"No evidence {'after' if by > 0 else 'before'} this place.")

    def _jump(self, starts: list[float], by: int) -> bool:
        if by > 0:
            at = bisect_right(starts, self._at + 0.001)
            if at < len(starts):
                self._seek(starts[at])
            return at < len(starts)
        at = bisect_left(starts, self._at - (BACK_WITHIN if self._playing else 0.001)) - 1
        if at >= 0:
            self._seek(starts[at])
        elif starts and self._at > 0:
            self._seek(min(self._at, starts[0]))
        return at >= 0

    def action_edge(self, end: int) -> None:
        """Go to the start or the end."""
        view = self.query_one(TranscriptView)
        if self._starts or not view.blocks:
            self._seek(self.length if end else 0.0)
        else:
            view.go(len(view.blocks) if end else 0)

    @on(TranscriptView.Chosen)
    def to_sentence(self, event: TranscriptView.Chosen) -> None:
        """Go to the sentence that was clicked."""
        view = self.query_one(TranscriptView)
        start = view.blocks[event.block].start
        if start is None:
            view.go(event.block)
        else:
            self._seek(start)

    @on(Timeline.Asked)
    def to_place(self, event: Timeline.Asked) -> None:
        """Go to the place on the line that was clicked."""
        self._seek(event.seconds)

    def action_look(self, by: int) -> None:
        """Look around without following the sound."""
        self._follow = False
        view = self.query_one(TranscriptView)
        view.scroll_relative(y=by * max(1, view.size.height - 2), animate=False)

    def action_take(self, by: int) -> None:
        """Show the previous or next take."""
        numbers = [take.number for take in self._session.takes]
        if self._number not in numbers:
            return
        at = numbers.index(self._number) + by
        if 0 <= at < len(numbers):
            self._number = numbers[at]
            self._show_take()
        else:
            self._state("This is the last take." if by > 0 else "This is the first take.")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
