"""What microphones and sound servers do to a take: real PortAudio, real sound server."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hotseat.audio.capture import PortAudioRecorder, PortAudioRecording
from hotseat.audio.playback import PortAudioPlayer
from hotseat.domain.errors import HotseatError
from hotseat.ports import CaptureEnd, CaptureResult
from hotseat.wav import probe
from tests.rig.mic import Mic
from tests.rig.sounds import samples_of, sounding, write_tone
from tests.rig.wait import until

pytestmark = pytest.mark.sound


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "01-answer.wav"


@pytest.fixture
def recorder(mic: Mic) -> PortAudioRecorder:
    return PortAudioRecorder()


@pytest.fixture
def recording(recorder: PortAudioRecorder, path: Path) -> Iterator[PortAudioRecording]:
    made = recorder.open(path)
    yield made
    made.stop()


def failure_of(recording: PortAudioRecording, seconds: float = 5.0) -> CaptureResult:
    until(lambda: recording.failure() is not None, "a failure", seconds)
    failure = recording.failure()
    assert failure is not None
    return failure


def grow(recording: PortAudioRecording, seconds: float) -> None:
    wanted = recording.seconds() + seconds
    until(lambda: recording.seconds() >= wanted, f"{seconds} s of sound")


def test_a_tone_arrives_whole_and_at_its_level(
    mic: Mic, recording: PortAudioRecording, path: Path, tone: Path
) -> None:
    mic.play(tone)
    result = recording.stop()
    assert (result.end, result.message) == (CaptureEnd.STOPPED, "")
    samples = samples_of(path)
    first, last = sounding(samples)
    assert (last - first) / 16000 == pytest.approx(2.0, abs=0.01)
    assert max(samples[first:last]) == pytest.approx(16384, rel=0.02)


def test_the_last_words_before_stop_are_in_the_take(
    mic: Mic, recording: PortAudioRecording, path: Path, tmp_path: Path
) -> None:
    # The player returns when the sound has ended: stop is asked for at that moment.
    mic.play(write_tone(tmp_path / "words.wav", 1.0))
    began = time.monotonic()
    recording.stop()
    assert time.monotonic() - began < 3.0
    first, last = sounding(samples_of(path))
    assert (last - first) / 16000 == pytest.approx(1.0, abs=0.01)


def test_the_last_words_before_a_pause_are_in_the_take(
    mic: Mic, recording: PortAudioRecording, path: Path, tmp_path: Path
) -> None:
    mic.play(write_tone(tmp_path / "words.wav", 1.0))
    recording.pause()
    until(lambda: recording.level().peak == -120, "silence")
    recording.stop()
    first, last = sounding(samples_of(path))
    assert (last - first) / 16000 == pytest.approx(1.0, abs=0.01)


def test_a_muted_microphone_gives_zeros_and_the_floor(
    mic: Mic, recorder: PortAudioRecorder, path: Path, tone: Path
) -> None:
    mic("mute")
    recording = recorder.open(path)
    mic.begin_to_play(tone)
    grow(recording, 1.0)
    assert recording.level().peak == recording.level().rms == -120
    recording.stop()
    samples = samples_of(path)
    assert len(samples) > 16000
    assert not any(samples)


def test_unplugging_in_mid_take_keeps_what_was_said(
    mic: Mic, recorder: PortAudioRecorder, recording: PortAudioRecording, path: Path, tone: Path
) -> None:
    mic.begin_to_play(tone)
    grow(recording, 1.5)
    mic("unplug")
    failure = failure_of(recording, 2.0)
    assert failure.end is CaptureEnd.LOST
    assert failure.message.startswith(f"The microphone went away. {failure.seconds:.1f} s are safe")
    assert failure.seconds >= 1.5
    assert max(samples_of(path)) > 15000
    with pytest.raises(HotseatError, match=r"could not be opened .*plug it in"):
        recorder.open(path.with_name("02.wav"))
    assert not path.with_name("02.wav").exists()
    mic("replug")
    again = recorder.open(path.with_name("02.wav"))
    grow(again, 0.2)
    assert again.stop().end is CaptureEnd.STOPPED


def test_a_source_that_stalls_is_seen_within_two_seconds_and_stop_does_not_hang(
    mic: Mic, recording: PortAudioRecording, path: Path
) -> None:
    grow(recording, 0.5)
    mic("stall")
    began = time.monotonic()
    failure = failure_of(recording)
    assert 0.7 < time.monotonic() - began < 2.5
    assert failure.end is CaptureEnd.LOST
    assert failure.message.startswith("Nothing more comes from the microphone.")
    assert path.name in failure.message
    began = time.monotonic()
    assert recording.stop() == failure
    assert time.monotonic() - began < 1.0


def test_a_microphone_that_stalls_before_the_first_sound_is_refused(
    mic: Mic, recorder: PortAudioRecorder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotseat.audio.capture._FIRST_SOUND_LIMIT", 1.0)
    mic("stall")
    with pytest.raises(HotseatError, match="delivers nothing"):
        recorder.open(path)
    assert not path.exists()
    mic("resume")
    assert recorder.open(path).stop().end is CaptureEnd.STOPPED


def test_a_stall_in_a_pause_is_seen(mic: Mic, recording: PortAudioRecording) -> None:
    recording.pause()
    mic("stall")
    assert failure_of(recording).end is CaptureEnd.LOST


def test_a_crashed_sound_server_keeps_the_take_and_a_new_one_is_found(
    mic: Mic, recorder: PortAudioRecorder, recording: PortAudioRecording, path: Path
) -> None:
    grow(recording, 0.5)
    mic("crash")
    failure = failure_of(recording)
    assert failure.end is CaptureEnd.LOST
    assert probe(path).seconds == failure.seconds >= 0.5
    with pytest.raises(HotseatError, match="No microphone was found: plug one in"):
        recorder.open(path.with_name("02.wav"))
    assert recorder.devices() == []
    mic("start")
    again = recorder.open(path.with_name("02.wav"))
    assert again.stop().end is CaptureEnd.STOPPED


def test_a_frozen_sound_server_costs_nothing_that_was_said(
    mic: Mic, recorder: PortAudioRecorder, recording: PortAudioRecording, path: Path
) -> None:
    grow(recording, 1.0)
    mic("freeze")
    said = recording.seconds()
    began = time.monotonic()
    result = recording.stop()
    assert time.monotonic() - began < 3.0
    assert result.seconds >= said
    assert probe(path).seconds == result.seconds
    with pytest.raises(HotseatError, match="The sound server does not answer"):
        recorder.devices()
    mic("thaw")

    def back() -> bool:
        try:
            return bool(recorder.devices())
        except HotseatError:
            return False

    until(back, "the sound server")
    assert recorder.open(path.with_name("02.wav")).stop().end is CaptureEnd.STOPPED


FROZEN = """
import sys
from pathlib import Path
from hotseat.audio.capture import PortAudioRecorder
recording = PortAudioRecorder().open(Path(sys.argv[1]))
print("recording", flush=True)
if sys.stdin.readline() == "stop\\n":
    print(recording.stop().seconds, flush=True)
"""


@pytest.mark.parametrize("word", ["stop", "leave"])
def test_the_program_ends_while_the_sound_server_is_frozen(mic: Mic, path: Path, word: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", FROZEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "recording\n"
    until(lambda: probe(path).seconds > 0.5, "half a second")
    mic("freeze")
    began = time.monotonic()
    out, _ = child.communicate(f"{word}\n", timeout=15)
    assert time.monotonic() - began < 6.0
    assert child.returncode == 0
    assert probe(path).seconds > 0.5
    if word == "stop":
        assert float(out) == probe(path).seconds


def test_what_is_plugged_in_later_is_listed_and_opened(
    mic: Mic, recorder: PortAudioRecorder, path: Path
) -> None:
    mic("crash")
    assert recorder.devices() == []
    mic("start")
    names = [device.name for device in recorder.devices()]
    assert "Virtual Microphone" in names
    recording = recorder.open(path, "Virtual Microphone")
    grow(recording, 0.2)
    assert recorder.devices()  # looking again while recording does not disturb it
    grow(recording, 0.2)
    assert recording.stop().end is CaptureEnd.STOPPED


def test_where_another_source_remains_the_take_goes_on(
    mic: Mic, recording: PortAudioRecording
) -> None:
    grow(recording, 0.5)
    mic("reroute")  # the server moves the recording to the source that is left, and tells nobody
    grow(recording, 1.5)
    result = recording.stop()
    assert (result.end, recording.failure()) == (CaptureEnd.STOPPED, None)
    assert result.seconds >= 2.0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_broken_callback_ends_the_take_as_lost(
    mic: Mic, recording: PortAudioRecording, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(recording, 0.3)

    def broken(*_: Any) -> float:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("hotseat.audio.intake.Intake.caught_up_to", broken)
    failure = failure_of(recording)
    monkeypatch.undo()
    assert failure.end is CaptureEnd.LOST
    assert probe(path).seconds == failure.seconds >= 0.3


def refusing(real: type, code: int, words: str, refused: Callable[[dict[str, Any]], bool]) -> type:
    """Return a stream class that refuses some settings as a device does, and counts refusals."""

    class Refusing(real):  # type: ignore[misc]
        refusals = 0

        def __init__(self, **settings: Any) -> None:
            import sounddevice as sd

            if refused(settings):
                type(self).refusals += 1
                told = f"Error opening RawInputStream: {words} [PaErrorCode {code}]"
                raise sd.PortAudioError(told, code)
            super().__init__(**settings)

    return Refusing


@pytest.mark.parametrize(
    ("code", "words", "wanted"),
    [
        (-9997, "Invalid sample rate", {"samplerate": 16000}),
        (-9998, "Invalid number of channels", {"channels": 1}),
    ],
)
def test_a_microphone_that_refuses_rate_or_channels_is_taken_as_it_is(
    mic: Mic,
    recorder: PortAudioRecorder,
    path: Path,
    tone: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    words: str,
    wanted: dict[str, int],
) -> None:
    import sounddevice as sd

    [(setting, value)] = wanted.items()
    stream = refusing(sd.RawInputStream, code, words, lambda s: s[setting] == value)
    monkeypatch.setattr(sd, "RawInputStream", stream)
    recording = recorder.open(path)
    mic.play(tone)
    result = recording.stop()
    assert stream.refusals == 1  # type: ignore[attr-defined]
    assert (result.end, result.message) == (CaptureEnd.STOPPED, "")
    samples = samples_of(path)
    first, last = sounding(samples)
    assert (last - first) / 16000 == pytest.approx(2.0, abs=0.02)
    assert max(samples[first:last]) == pytest.approx(16384, rel=0.03)
    assert not any(samples[: first - 1600])  # silence stays silence, without dither


def test_what_is_played_is_what_is_recorded(
    mic: Mic, recorder: PortAudioRecorder, recording: PortAudioRecording, path: Path, tmp_path: Path
) -> None:
    playback = PortAudioPlayer().open(write_tone(tmp_path / "words.wav", 1.5))
    playback.play(0.5)
    until(lambda: not playback.playing(), "the end")
    assert playback.position() == 1.5
    grow(recording, 0.4)
    recording.stop()
    first, last = sounding(samples_of(path))
    assert (last - first) / 16000 == pytest.approx(1.0, abs=0.01)
    playback.close()
