"""What the sound of a take adds to its delivery, and what is said where there is none to judge."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from hotseat.domain.analysis import Pause
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take
from hotseat.domain.sound import Sound
from hotseat.domain.transcript import Transcript, Word, from_words, not_english
from hotseat.interview import Phase, Services
from hotseat.interview.hear_again import judged
from hotseat.interview.room import Interview
from tests.fakes.coach import question
from tests.interview.conftest import Sitting, World

SOUND = Sound(60.0, snr=30.0, first_voice=0.4, silences=(Pause(3, 4),), pitch_spread=2.5)


@dataclass
class FakeReader:
    """Tells the same of every file; notes which it was asked for."""

    read: list[Path] = field(default_factory=list)
    problem: str = ""

    def __call__(self, path: Path) -> "FakeReader":
        self.read.append(path)
        if self.problem:
            raise HotseatError(self.problem)
        return self

    def sound(self, words: Sequence[Word]) -> Sound:
        return SOUND


def listening(room: Sitting, reader: FakeReader) -> Sitting:
    ports = Services(room.recorder, room.transcriber, room.store, room.clock, reader)
    room.interview = Interview(room.plan, room.interview.session, ports, room.events.append)
    return room


async def test_a_take_is_measured_on_its_sound_which_is_read_once(sit: World) -> None:
    reader = FakeReader()
    room = listening(sit(), reader)
    await room.interview.begin()
    await room.answer(45)
    (take,) = room.saved.takes
    assert take.analysis is not None
    assert take.analysis.delivery.snr == 30.0
    assert take.analysis.delivery.latency == 0.4
    assert [path.name for path in reader.read] == [Path(take.audio).name]


async def test_sound_that_cannot_be_read_costs_only_its_figures(sit: World) -> None:
    room = listening(sit(), FakeReader(problem="takes/01.wav cannot be read"))
    await room.interview.begin()
    await room.answer(45)
    assert room.phase() is Phase.DEBRIEF
    (take,) = room.saved.takes
    assert take.analysis is not None
    assert take.analysis.elements
    assert "cannot be read" in take.analysis.delivery.withheld[-1].reason


async def test_typed_answers_have_no_sound(sit: World) -> None:
    reader = FakeReader()
    room = listening(sit(), reader)
    await room.interview.begin()
    await room.interview.type()
    await room.interview.submit("We cut the scope.")
    assert reader.read == []


async def test_an_answer_in_another_language_is_kept_but_not_judged(
    sit: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = sit()
    await room.interview.begin()

    async def transcript(_: object) -> Transcript:
        return replace(from_words([Word("Also", 0, 1)], 45, "base"), language="de")

    monkeypatch.setattr("hotseat.interview.under_way.UnderWay.transcript", transcript)
    await room.answer(45)
    assert room.phase() is Phase.DEBRIEF
    (take,) = room.saved.takes
    assert take.transcript is not None
    assert take.analysis is None
    assert 'Spoken in "de"' in not_english(take.transcript)
    await room.interview.go_on()  # the bank's own probes are left, or the end
    assert room.phase() in (Phase.PREP, Phase.FINISHED)


@pytest.mark.parametrize("code", ["", "en", "EN", "en-GB", "en_US"])
def test_english_is_judged(code: str) -> None:
    assert not_english(replace(from_words([], 0, ""), language=code)) == ""


def test_a_saved_take_is_judged_and_measured(tmp_path: Path) -> None:
    words = [
        Word(w, n, n + 0.5)
        for n, w in enumerate(["We", "cut", "the", "scope", "on", "the", "spot."])
    ]
    told = from_words(words, 10, "base")
    take = Take(1, question(), audio="takes/01.wav", transcript=told)
    found = judged(take, Session("", ""), tmp_path, FakeReader())
    assert found.analysis is not None
    assert found.analysis.delivery.snr == 30.0
    other = replace(take, transcript=replace(told, language="de"))
    assert judged(other, Session("", ""), tmp_path, FakeReader()).analysis is None
