"""A screen on which a take's transcript follows its sound, word by word."""

from bisect import bisect_right

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from hotseat.domain.arc import Scale
from hotseat.domain.session import Session, Take, answers
from hotseat.domain.track import Track, track_of, word_place
from hotseat.domain.transcript import word_spans
from hotseat.tui.render import line
from hotseat.tui.screens import replay_text
from hotseat.tui.screens.debrief_text import coverage, headline, take_words
from hotseat.tui.take_sound import Request, TakeSound
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.timeline import Timeline, Where
from hotseat.tui.widgets.transcript_view import TranscriptView

LOOKS_A_SECOND = 10
"""How often the position is looked up while playing; the next word has a look of its own."""
DRAWING = 0.02
"""Seconds from lighting a word to its being on the terminal, about: words are lit so much early."""
# From this height on there is room for the lanes.
LANES_FROM = 22
# Below it the question gets one line.
ROOMY_FROM = 30


class FollowingScreen(Screen[None]):
    """Shows a take of a session and follows its sound; the keys are the subclass's.

    `take` 0 means the first answer; `at` in seconds.
    """

    def __init__(self, session: Session, take: int = 0, at: float = 0.0) -> None:
        super().__init__()
        self._session = session
        told = answers(session) or session.takes
        self._number = take or (told[0].number if told else 0)
        self._at, self._speed = max(0.0, at), 1.0
        self._loop: tuple[float, float] | None = None
        self._loop_from: float | None = None
        self._follow = True
        self._lanes: bool | None = None  # None: as the height allows
        self._said = ""
        self._aim: Timer | None = None
        self._sound: TakeSound | None = None
        self._track = Track(Scale.SECONDS, 0.0, (), {}, {})
        self._starts: list[float] = []
        self._spans: list[tuple[int, int]] = []
        self._places: list[float] = []  # where each block of the transcript begins

    # Layout

    def compose(self) -> ComposeResult:
        """Lay out the head, the transcript, the timeline and the state in words."""
        yield Static(id="headline")
        yield Static(id="question", classes="muted")
        yield Static(id="take")
        yield TranscriptView(id="transcript")
        yield Timeline(id="timeline")
        yield Static(id="state")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the take, and follow the sound from now on."""
        context = app_of(self).context
        services = context.services
        self._sound = TakeSound(context.player, services.store, services.clock)
        self._show_take(self._at)
        self.set_interval(1 / LOOKS_A_SECOND, self._tick)

    def on_resize(self) -> None:
        """Leave the lanes out where they would leave no room for the words."""
        self.set_class(self.size.height < ROOMY_FROM, "-compact")
        self.query_one(Timeline).show_lanes(self._lanes_shown)

    @property
    def _lanes_shown(self) -> bool:
        return self.size.height >= LANES_FROM if self._lanes is None else self._lanes

    async def on_unmount(self) -> None:
        """Free the loudspeaker."""
        if self._sound is not None:
            await self._sound.close()

    @property
    def take(self) -> Take | None:
        """The take on show."""
        return next((t for t in self._session.takes if t.number == self._number), None)

    @property
    def position(self) -> float:
        """The second that is shown (of a text without times: the word)."""
        return self._at

    @property
    def length(self) -> float:
        """The seconds of the take (of a text without times: its words)."""
        return self._track.length

    @property
    def _timed(self) -> bool:
        return self._track.scale is Scale.SECONDS

    def _show_take(self, at: float = 0.0) -> None:
        take, view = self.take, self.query_one(TranscriptView)
        self._follow, self._loop, self._loop_from, self._said = True, None, None, ""
        if take is None:
            self._show_state()
            return
        self.query_one("#headline", Static).update(headline(self._session, take))
        put = take.probe.text if take.probe is not None else take.question.text
        self.query_one("#question", Static).update(line(put, 400))
        view.show(take.transcript, take.analysis, take.annotations)
        self._lay_out_time(take)
        self.query_one(Timeline).display = self.length > 0
        self._at = min(at, self.length) if self._timed else 0.0
        self._ask(self._opened(take))
        self._show_position()

    def _lay_out_time(self, take: Take) -> None:
        """Place the words that are on show in time, and tell how much of the answer was heard."""
        transcript, blocks = take.transcript, self.query_one(TranscriptView).blocks
        self._track = track_of(take)
        self._starts = [word.start for word in transcript.words] if transcript else []
        self._spans = word_spans(transcript) if transcript else []
        text = transcript.text if transcript else ""
        self._places = [
            word_place(text, block.begin) if block.start is None else block.start
            for block in blocks
            if block.start is not None or not self._timed
        ]
        self.query_one(Timeline).show(self._track)
        words = take_words(self._session, take)
        if held := coverage(take):
            words = Content.assemble(words, f" · {held}")
        self.query_one("#take", Static).update(words)

    def follow(self, session: Session, number: int) -> None:
        """Show the final wording of a take; the place, and what plays, stay."""
        from hotseat.interview.rewording import adopted

        if session.name != self._session.name:
            return
        self._session = adopted(self._session, session, number)
        take = self.take
        if take is None or take.number != number:
            return
        view = self.query_one(TranscriptView)
        view.reword(take.transcript, take.analysis, take.annotations)
        self._lay_out_time(take)
        self._show_position()

    def _show_marks(self) -> None:
        """Show the take's marks anew; the place stays."""
        take = self.take
        if take is not None:
            self._track = track_of(take)
            self.query_one(Timeline).show(self._track)
            view = self.query_one(TranscriptView)
            view.mark(take.transcript, take.analysis, take.annotations)
            self._show_position()

    # Playing

    @work(group="sound")
    async def _ask(self, request: Request) -> None:
        await request
        if self.is_attached:
            self._tick()
            self._show_position()

    def _opened(self, take: Take) -> Request:
        assert self._sound is not None  # made when the screen was mounted
        return self._sound.open(self._session, take, self.length)

    @property
    def _playing(self) -> bool:
        return self._sound is not None and self._sound.playing

    @property
    def _over(self) -> bool:
        return self.length > 0 and self._at >= self.length - 0.05

    def _play(self, at: float) -> None:
        if self._sound is None:
            return
        self._follow = True
        self._ask(self._sound.play(at, self._loop[1] if self._loop else None, self._speed))

    def _tick(self) -> None:
        sound = self._sound
        if sound is None or not sound.playing or not sound.settled:
            return  # a jump under way is shown already; the loudspeaker is still behind
        self._at = sound.position()
        if sound.over():
            self._ended(sound)
        self._show_position()
        self._aim_at_next_word()

    def _ended(self, sound: TakeSound) -> None:
        problem = sound.problem()
        if problem:
            self._ask(sound.go_silent(problem))
            self._play(self._at)
        elif self._loop is not None:
            self._play(self._loop[0])

    def _aim_at_next_word(self) -> None:
        """Look again just when the next word begins: ten looks a second would be too coarse."""
        if self._aim is not None:
            self._aim.stop()
            self._aim = None
        at = self._lit_at
        coming = bisect_right(self._starts, at)
        if not self._playing or coming >= len(self._starts):
            return
        wait = (self._starts[coming] - at) / self._speed
        if wait < 1 / LOOKS_A_SECOND:
            self._aim = self.set_timer(max(0.001, wait), self._tick)

    @property
    def _lit_at(self) -> float:
        """The second that will be heard once what is drawn now is on the terminal."""
        return self._at + (DRAWING * self._speed if self._playing else 0.0)

    def _seek(self, at: float) -> None:
        self._at, self._follow = min(max(0.0, at), self.length), True
        if self._loop is not None and not self._loop[0] <= self._at <= self._loop[1]:
            self._loop = None
        if self._playing:
            self._play(self._at)
        self._show_position()

    # What is shown

    def _show_position(self) -> None:
        if not self.is_attached or self.take is None:
            return
        where = Where(self._at, self._speed, self._loop)
        self.query_one(Timeline).go(where)
        view = self.query_one(TranscriptView)
        if self._timed:
            at = bisect_right(self._starts, self._lit_at) - 1
            view.light(self._spans[at] if at >= 0 else None, follow=self._follow)
        elif self._places:
            at = max(0, bisect_right(self._places, self._at + 0.001) - 1)
            if at != view.here:
                view.go(at)
        self._show_state()

    def _say(self, words: str) -> None:
        """Say something that stays until the next thing happens."""
        self._said = words
        self._show_state()

    def _show_state(self) -> None:
        shown = self.query_one("#state", Static)
        state = replay_text.State(
            playing=self._playing,
            over=self._over,
            opening=self._sound is None or not self._sound.ready,
            silent=self._sound.silent if self._sound else "",
            loop=self._loop,
            said=self._said,
        )
        content = replay_text.state(self.take, self._timed, state)
        if not isinstance(shown.content, Content) or shown.content.plain != content.plain:
            shown.update(content)
