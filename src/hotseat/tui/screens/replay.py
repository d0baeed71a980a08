"""Replay: the transcript follows the sound, word by word."""

from bisect import bisect_left, bisect_right
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Static

from hotseat.domain.arc import Scale
from hotseat.domain.session import Session, Take, answers
from hotseat.domain.text import clock_face
from hotseat.domain.track import Kind, Track, step, track_of, word_place
from hotseat.domain.transcript import word_spans
from hotseat.tui.render import line
from hotseat.tui.screens import replay_keys, replay_text
from hotseat.tui.screens.debrief_text import headline, take_words
from hotseat.tui.take_sound import Request, TakeSound
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.timeline import Timeline, Where
from hotseat.tui.widgets.transcript_view import TranscriptView

LOOKS_A_SECOND = 10
"""How often the position is looked up while playing; the next word has a look of its own."""
DRAWING = 0.02
"""Seconds from lighting a word to its being on the terminal, about: words are lit so much early."""
SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)
# Within this many seconds of a sentence's start, "back" means the sentence before it.
BACK_WITHIN = 1.0
# What is shorter is no stretch that one could follow.
SHORTEST_LOOP = 0.3
# A loop ends this long after its last word, or where the next one begins.
AFTER_WORD = 0.25
# From this height on there is room for the lanes.
LANES_FROM = 22
# Below it the question gets one line.
ROOMY_FROM = 30


class ReplayScreen(Screen[None]):
    """Replays a session's takes. `take` 0 means the first answer; `at` in seconds."""

    CSS_PATH = "replay.tcss"
    HELP: ClassVar[str] = replay_keys.HELP
    BINDINGS: ClassVar[list[BindingType]] = replay_keys.BINDINGS

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
        yield Footer(show_command_palette=False)

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
        transcript = take.transcript
        self._track = track_of(take)
        self._starts = [word.start for word in transcript.words] if transcript else []
        self._spans = word_spans(transcript) if transcript else []
        self.query_one("#headline", Static).update(headline(self._session, take))
        put = take.probe.text if take.probe is not None else take.question.text
        self.query_one("#question", Static).update(line(put, 400))
        self.query_one("#take", Static).update(take_words(self._session, take))
        view.show(transcript, take.analysis)
        text = transcript.text if transcript else ""
        self._places = [
            word_place(text, block.begin) if block.start is None else block.start
            for block in view.blocks
            if block.start is not None or not self._timed
        ]
        timeline = self.query_one(Timeline)
        timeline.show(self._track)
        timeline.display = self.length > 0
        self._at = min(at, self.length) if self._timed else 0.0
        self._ask(self._opened(take))
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

    def action_play_pause(self) -> None:
        """Play, or pause."""
        if self._sound is None or self.take is None:
            return
        if self._playing:
            self._ask(self._sound.pause())
            self._show_position()
        elif not self._timed or self.length <= 0:
            self._say("Typed: there is nothing to play. Left and right mark sentences.")
        else:
            self._play(0.0 if self._over else self._at)

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

    def action_speed(self, by: int) -> None:
        """Play slower or faster; 0 as it was spoken. The speed stays from take to take."""
        if not self._timed:
            self._say("Typed: there is nothing to play.")
            return
        at = SPEEDS.index(self._speed) + by
        if not 0 <= at < len(SPEEDS):
            self._say(f"{SPEEDS[min(max(at, 0), len(SPEEDS) - 1)]:g}× is as far as it goes.")
            return
        self._speed = SPEEDS[at] if by else 1.0
        self._said = ""
        if self._playing:
            self._play(self._at)
        self._show_position()

    # Loops

    def action_loop(self) -> None:
        """Play the sentence again and again; or go on."""
        if self._loop is not None or self._loop_from is not None:
            self._loop = self._loop_from = None
            self._said = ""
            if self._playing:
                self._play(self._at)
            self._show_position()
        elif not self._timed or not self._places:
            self._say("There is no timed sentence to play in a loop.")
        else:
            at = max(0, bisect_right(self._places, self._at + 0.001) - 1)
            self._set_loop(self._places[at], self._sentence_end(at))

    def _sentence_end(self, at: int) -> float:
        limit = self._places[at + 1] if at + 1 < len(self._places) else self.length
        take = self.take
        words = take.transcript.words if take and take.transcript else ()
        last = bisect_left(self._starts, limit) - 1
        return min(limit, words[last].end + AFTER_WORD) if 0 <= last < len(words) else limit

    def action_edge_of_loop(self, edge: str) -> None:
        """Begin (a) or end (b) a loop at this place."""
        if not self._timed or self.length <= 0:
            self._say("There is nothing to play in a loop.")
            return
        if edge == "a":
            stop = self._loop[1] if self._loop else None
            self._loop_from = self._at
            if stop is not None and stop - self._at >= SHORTEST_LOOP:
                self._set_loop(self._at, stop)
            else:
                self._loop = None
                self._say(f"From {clock_face(self._at)}: press b where the loop ends.")
            return
        begin = self._loop[0] if self._loop else self._loop_from
        if begin is None:
            self._say("Press a first, where the loop begins.")
        elif self._at - begin < SHORTEST_LOOP:
            self._say(f"The loop begins at {clock_face(begin)}: press b further on.")
        else:
            self._set_loop(begin, self._at)

    def _set_loop(self, begin: float, end: float) -> None:
        self._loop, self._loop_from, self._said = (begin, end), None, ""
        inside = begin <= self._at < end - 0.05
        self._at = self._at if inside else begin
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

    # Jumping

    def action_sentence(self, by: int) -> None:
        """Go a sentence back or forward; without sentences, five seconds."""
        self._said = ""
        if not self._places:
            self._seek(self._at + 5.0 * by)
            return
        found = step(self._places, self._at, by, BACK_WITHIN if self._playing else 0.0)
        if found is not None:
            self._seek(self._places[found])
        elif by < 0:
            self._seek(min(self._at, self._places[0]))

    def action_spot(self, kind: str, by: int) -> None:
        """Go to the next or previous evidence, filler, pause, flag or note."""
        spots = self._track.at(Kind(kind))
        starts = [spot.start for spot in spots]
        found = step(starts, self._at, by, BACK_WITHIN if self._playing else 0.0)
        if found is None:
            self._say(replay_text.no_spot(Kind(kind), by, self._track))
            return
        self._said = replay_text.spot(Kind(kind), spots[found], found, len(spots))
        self._seek(starts[found])

    def action_element(self, lane: int) -> None:
        """Go to an element's next place, and round again from its first."""
        if lane >= len(self._track.lanes):
            self._say(replay_text.no_lane(lane, self._track))
            return
        chosen = self._track.lanes[lane]
        starts = [bar.start for bar in chosen.bars]
        if not starts:
            self._say(replay_text.not_heard(chosen))
            return
        found = step(starts, self._at, 1)
        found = 0 if found is None else found
        self._said = replay_text.element(chosen, found)
        self._seek(starts[found])

    def action_edge(self, end: int) -> None:
        """Go to the start or the end."""
        self._said = ""
        last = self.length if self._timed else (self._places or [0.0])[-1]
        self._seek(last if end else 0.0)

    @on(TranscriptView.Chosen)
    def to_sentence(self, event: TranscriptView.Chosen) -> None:
        """Go to the sentence that was clicked."""
        block = self.query_one(TranscriptView).blocks[event.block]
        self._said = ""
        if block.start is not None:
            self._seek(block.start)
        elif not self._timed:
            self._seek(self._places[event.block])

    @on(Timeline.Asked)
    def to_place(self, event: Timeline.Asked) -> None:
        """Go to the place on the line that was clicked."""
        self._said = ""
        self._seek(event.place)

    @on(Timeline.LaneAsked)
    def to_element(self, event: Timeline.LaneAsked) -> None:
        """Go to the element whose name was clicked."""
        self.action_element(event.number)

    def action_look(self, by: int) -> None:
        """Look around without following the sound."""
        self._follow = False
        view = self.query_one(TranscriptView)
        view.scroll_relative(y=by * max(1, view.size.height - 2), animate=False)

    def action_lanes(self) -> None:
        """Show or hide the lanes."""
        self._lanes = not self._lanes_shown
        self.query_one(Timeline).show_lanes(self._lanes)

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
            self._say("This is the last take." if by > 0 else "This is the first take.")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
