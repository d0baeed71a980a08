"""Two studios for the same tests: microphones and loudspeakers on a turned clock, and real ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from hotseat.ports import Playback, Player, Recorder, Recording
from tests.fakes.audio import FakePlayback, FakePlayer, FakeRecorder, FakeRecording, tone
from tests.fakes.clock import FakeClock
from tests.rig.mic import Mic
from tests.rig.wait import until


class Studio(Protocol):
    """What a contract test needs to make happen."""

    recorder: Recorder
    player: Player

    def record(self, recording: Recording, seconds: float) -> None:
        """Let a recording grow by so many seconds."""
        ...

    def wait(self, seconds: float) -> None:
        """Let time pass while a recording does not grow."""
        ...

    def listen(self, playback: Playback, to: float) -> None:
        """Let a playback come as far as `to` seconds, or to its end."""
        ...

    def unplug(self, recording: Recording | None = None, playback: Playback | None = None) -> None:
        """Take microphone and loudspeaker away."""
        ...

    def say(self) -> None:
        """Make a sound of half of full scale come in."""
        ...


@dataclass
class FakeStudio:
    clock: FakeClock
    recorder: FakeRecorder
    player: FakePlayer

    def record(self, recording: Recording, seconds: float) -> None:
        self.clock.pass_(seconds)

    def wait(self, seconds: float) -> None:
        self.clock.pass_(seconds)

    def listen(self, playback: Playback, to: float) -> None:
        while playback.playing() and playback.position() < to:
            self.clock.pass_(0.05)

    def unplug(self, recording: Recording | None = None, playback: Playback | None = None) -> None:
        self.recorder.present.clear()
        if isinstance(recording, FakeRecording):
            recording.lose()
        if isinstance(playback, FakePlayback):
            playback.lose()

    def say(self) -> None:
        self.recorder.sound = tone(10.0, peak=16384)


@dataclass
class RealStudio:
    mic: Mic
    sound: Path
    recorder: Recorder
    player: Player

    def record(self, recording: Recording, seconds: float) -> None:
        wanted = recording.seconds() + seconds
        until(lambda: recording.seconds() >= wanted, f"{seconds} s of sound")

    def wait(self, seconds: float) -> None:
        # Another recording measures the time, so that the machine's pace counts and not a guess.
        recording = self.recorder.open(None)
        self.record(recording, seconds)
        recording.stop()

    def listen(self, playback: Playback, to: float) -> None:
        until(lambda: not playback.playing() or playback.position() >= to, f"{to} s heard")

    def unplug(self, recording: Recording | None = None, playback: Playback | None = None) -> None:
        self.mic("unplug")

    def say(self) -> None:
        self.mic.begin_to_play(self.sound)


@pytest.fixture
def fake_studio() -> FakeStudio:
    clock = FakeClock()
    return FakeStudio(clock, FakeRecorder(clock), FakePlayer(clock))


@pytest.fixture
def real_studio(mic: Mic, tone: Path) -> RealStudio:
    from hotseat.audio.capture import PortAudioRecorder
    from hotseat.audio.playback import PortAudioPlayer

    return RealStudio(mic, tone, PortAudioRecorder(), PortAudioPlayer())


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.sound)])
def studio(request: pytest.FixtureRequest) -> Studio:
    made: Studio = request.getfixturevalue(f"{request.param}_studio")
    return made
