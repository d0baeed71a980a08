"""Replay: follow a take word by word, jump in it, play stretches in a loop, write notes."""

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from hotseat.domain.editing import annotated, placed, reworded
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Annotation, Session, Take, with_take
from hotseat.domain.text import clock_face
from hotseat.domain.track import Kind, step
from hotseat.tui.screens import replay_keys, replay_text
from hotseat.tui.screens.following import FollowingScreen
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.timeline import Timeline
from hotseat.tui.widgets.transcript_view import TranscriptView

SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)
# Within this many seconds of a sentence's start, "back" means the sentence before it.
BACK_WITHIN = 1.0
# What is shorter is no stretch that one could follow.
SHORTEST_LOOP = 0.3
# A loop ends this long after its last word, or where the next one begins.
AFTER_WORD = 0.25

Change = Callable[[Take], Take]
Keep = Callable[[int, Change], Take]


class ReplayScreen(FollowingScreen):
    """Replays a session's takes. `take` 0 means the first answer; `at` in seconds.

    `keep` changes a take by its number and returns it, where somebody else has the session in
    hand; default: the take is changed in the store.
    """

    CSS_PATH = "replay.tcss"
    HELP: ClassVar[str] = replay_keys.HELP
    BINDINGS: ClassVar[list[BindingType]] = replay_keys.BINDINGS

    def __init__(
        self,
        session: Session,
        take: int = 0,
        at: float = 0.0,
        keep: Keep | None = None,
    ) -> None:
        super().__init__(session, take, at)
        self._keep = keep

    # Playing

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

    # Notes

    @work(exclusive=True, group="note")
    async def action_note(self) -> None:
        """Write a note on the sentence, or on the stretch of the loop; or change the one there."""
        from hotseat.tui.screens.note import NOTE_LIMIT, NoteScreen

        take = self.take
        if take is None:
            return
        if self._playing and self._sound is not None:
            self._ask(self._sound.pause())
        span = self._noted_span()
        there = self._note_on(take, span)
        what = "Note on this take" if span is None else f"Note at {self._place_words()}"
        old = there.text if there else ""
        text = await self.app.push_screen_wait(NoteScreen(old, what, NOTE_LIMIT))
        if text == old:
            return
        now = app_of(self).context.services.clock.now().isoformat(timespec="seconds")
        if there is not None:
            number = there.id
            self._change(take.number, lambda t: reworded(t, number, text, now))
        else:
            self._change(take.number, lambda t: annotated(t, text, now, span))

    def _place_words(self) -> str:
        return clock_face(self._at) if self._timed else f"word {self._at + 1:.0f}"

    def _noted_span(self) -> tuple[int, int] | None:
        """Return the characters that a note would stand on; None for the whole take."""
        view = self.query_one(TranscriptView)
        if self._loop is not None:
            first = bisect_left(self._starts, self._loop[0] - 0.001)
            last = bisect_left(self._starts, self._loop[1] - 0.001) - 1
            if 0 <= first <= last:
                return self._spans[first][0], self._spans[last][1]
        if not self._places or not view.blocks:
            return None
        at = bisect_right(self._places, self._at + 0.001) - 1
        block = view.blocks[max(0, min(at, len(view.blocks) - 1))]
        text = self.take.transcript.text if self.take and self.take.transcript else ""
        return block.begin, block.begin + len(text[block.begin : block.end].rstrip())

    def _note_on(self, take: Take, span: tuple[int, int] | None) -> Annotation | None:
        return next((a for a in take.annotations if placed(a, take.transcript) == span), None)

    @work(group="keep")
    async def _change(self, number: int, change: Change) -> None:
        """Change a take as it is kept now, and show it."""
        try:
            if self._keep is not None:
                take = self._keep(number, change)
            else:
                take = await asyncio.to_thread(self._in_store, number, change)
        except HotseatError as error:
            self._say(f"The note was not kept: {error}")
            return
        self._session = with_take(self._session, take)
        self._show_marks()
        self._say("The note is kept.")

    def _in_store(self, number: int, change: Change) -> Take:
        store = app_of(self).context.services.store
        session = store.load(self._session.name)
        take = next((each for each in session.takes if each.number == number), None)
        if take is None:
            raise HotseatError("the take is gone")
        changed = change(take)
        store.save(with_take(session, changed))
        return changed

    # Ways on

    def action_compare(self) -> None:
        """Compare the take with another of its question or story."""
        if self._playing and self._sound is not None:
            self._ask(self._sound.pause())
        app_of(self).open_compare(self._session, self._number)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
