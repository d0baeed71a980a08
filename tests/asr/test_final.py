"""The final lane: what it decodes, when, and what happens where it cannot."""

import os
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

from hotseat.asr import final as final_module
from hotseat.asr.final import FinalLane, Rewording
from hotseat.asr.mailbox import Inbox, Outbox
from hotseat.asr.protocol import EVENTS, Cancel, Done, LineReader, Progress, Reworded
from hotseat.asr.segments import RATE, Stretch, frames
from hotseat.asr.source import Held
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]


class Saying:
    """Says one word at the start of each window, after what a test has it wait for."""

    def __init__(self, *, breaks: bool = False) -> None:
        self.breaks = breaks
        self.before: list[tuple[str, ...]] = []
        self.go = threading.Event()
        self.go.set()

    def wording(self, audio: "Samples", voice_end: float, before: Sequence[str] = ()) -> list[Word]:
        self.go.wait(10)
        self.before.append(tuple(before))
        if self.breaks:
            raise RuntimeError("no more memory")
        return [Word("shipped.", 0.1, 0.5, 0.9)]


class Lane:
    """A final lane whose events can be read."""

    def __init__(self, decoder: Saying) -> None:
        self.reading, writing = os.pipe()
        self.inbox = Inbox()
        self.lane = FinalLane(self.inbox, Outbox(writing))
        self.lane.start(decoder)
        self._reader = LineReader(EVENTS)
        self._events: list[object] = []
        self.audio = Held()
        self.audio.append(np.zeros(60 * RATE, np.float32))

    def begin(self, job: int = 1, names: str = "") -> Rewording:
        return self.lane.begin(job, self.audio, names)

    def next(self) -> object:
        """Return the next event that is no mere sign of life."""
        while not self._events:
            self._events += [
                event
                for event in self._reader.feed(os.read(self.reading, 65536))
                if not isinstance(event, Progress)
            ]
        return self._events.pop(0)


def heard(rewording: Rewording, *texts: str) -> None:
    """Let the live lane hear a word each 12 seconds."""
    for number, text in enumerate(texts):
        start, end = frames(12 * number), frames(12 * number + 0.9)
        stretch = Stretch(start, end, end, end - start, ((start, end),))
        rewording.add(stretch, [Word(text, 12.0 * number + 0.1, 12.0 * number + 0.5, 0.5)])
        rewording.passed(frames(12 * number + 11))
    rewording.end()


def test_each_window_is_reworded_in_its_place() -> None:
    lane = Lane(Saying())
    heard(lane.begin(names="Zephyr"), "shift", "ship")
    assert lane.next() == Reworded(1, (Word("shipped.", 0.1, 0.5, 0.9),), 1)
    second = lane.next()
    assert isinstance(second, Reworded)
    assert second.words[0].start == pytest.approx(12.1, abs=0.05)
    assert second.replaced == 2
    assert lane.next() == Done(1, 2)


def test_a_window_is_told_the_names_and_what_was_said_just_before_it() -> None:
    decoder = Saying()
    lane = Lane(decoder)
    rewording = lane.begin(names="Zephyr")
    for at in (0.0, 5.0, 20.0):  # a pause that ends a window, and one after which all is new
        start, end = frames(at), frames(at + 0.9)
        rewording.add(Stretch(start, end, end, end - start, ((start, end),)), [])
        rewording.passed(frames(at + 4.95))
    rewording.end()
    while not isinstance(lane.next(), Done):
        pass
    assert decoder.before == [("Zephyr",), ("Zephyr", "shipped."), ("Zephyr",)]


def test_where_decoding_fails_the_live_words_stay() -> None:
    lane = Lane(Saying(breaks=True))
    heard(lane.begin(), "shift")
    assert lane.next() == Reworded(1, (Word("shift", 0.1, 0.5, 0.5),), 1)
    assert lane.next() == Done(1, 1)


def test_the_oldest_job_goes_first_and_a_cancelled_one_is_dropped() -> None:
    decoder = Saying()
    decoder.go.clear()
    lane = Lane(decoder)
    heard(lane.begin(1), "one")
    heard(lane.begin(2), "two")
    heard(lane.begin(3), "three")
    lane.inbox.take(Cancel(2))
    decoder.go.set()
    assert isinstance(lane.next(), Reworded)
    assert lane.next() == Done(1, 1)
    assert isinstance(lane.next(), Reworded)
    assert lane.next() == Done(3, 1)


def test_a_window_waits_until_the_live_lane_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(final_module, "PATIENCE", 60.0)
    decoder = Saying()
    lane = Lane(decoder)
    lane.lane.idle.clear()
    heard(lane.begin(), "shift")
    assert decoder.before == []
    lane.lane.idle.set()
    assert isinstance(lane.next(), Reworded)


def test_audio_is_held_until_its_window_is_done() -> None:
    decoder = Saying()
    decoder.go.clear()
    lane = Lane(decoder)
    rewording = lane.begin()
    heard(rewording, "one", "two")
    assert rewording.needed_from(frames(50)) == 0
    decoder.go.set()
    while not isinstance(lane.next(), Done):
        pass
    assert rewording.needed_from(frames(50)) == frames(50)
