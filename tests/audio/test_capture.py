"""What no virtual microphone can do: odd devices, refusals, lost samples, slow and full disks."""

import errno
import os
import sys
import threading
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hotseat.audio import intake as intake_module
from hotseat.audio import portaudio
from hotseat.audio.capture import PortAudioRecorder, PortAudioRecording
from hotseat.audio.keeper import Watch
from hotseat.domain.errors import HotseatError
from hotseat.ports import CaptureEnd, CaptureResult
from hotseat.wav import HEADER, probe
from tests.audio.pretend import PortAudioError, PretendSoundDevice, Stream, flags, microphone
from tests.fakes.clock import FakeClock
from tests.rig.sounds import samples_of
from tests.rig.wait import until

BLOCK = array("h", range(800)).tobytes()


@pytest.fixture
def sd(monkeypatch: pytest.MonkeyPatch) -> Iterator[PretendSoundDevice]:
    made = PretendSoundDevice(microphone("Desk microphone"))
    monkeypatch.setitem(sys.modules, "sounddevice", made)
    # Nothing comes after what a test delivers, so stop has no last words to wait for.
    monkeypatch.setattr("hotseat.audio.capture.TAIL", -60.0)
    yield made
    portaudio._streams.clear()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "01-answer.wav"


@pytest.fixture
def recorder(sd: PretendSoundDevice) -> PortAudioRecorder:
    return PortAudioRecorder()


@pytest.fixture
def recording(recorder: PortAudioRecorder, path: Path) -> PortAudioRecording:
    return recorder.open(path)


def refusal(code: int, words: str) -> PortAudioError:
    return PortAudioError(f"Error opening RawInputStream: {words} [PaErrorCode {code}]", code)


def failure_of(recording: PortAudioRecording) -> CaptureResult:
    until(lambda: recording.failure() is not None, "a failure")
    failure = recording.failure()
    assert failure is not None
    return failure


def test_the_settings_are_those_that_hold_on_a_busy_machine(
    sd: PretendSoundDevice, recording: PortAudioRecording
) -> None:
    settings = sd.streams[0].settings
    assert (settings["samplerate"], settings["channels"], settings["dtype"]) == (16000, 1, "int16")
    assert (settings["blocksize"], settings["latency"]) == (800, 0.2)
    recording.stop()


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ({"ID": "debian"}, "sudo apt install libportaudio2"),
        ({"ID": "pop", "ID_LIKE": "ubuntu debian"}, "sudo apt install libportaudio2"),
        ({"ID": "fedora"}, "sudo dnf install portaudio"),
        ({"ID": "something"}, "libportaudio2 or portaudio"),
    ],
)
def test_without_portaudio_the_one_command_is_told(
    monkeypatch: pytest.MonkeyPatch, path: Path, system: dict[str, str], command: str
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: system)
    for attempt in (PortAudioRecorder().devices, lambda: PortAudioRecorder().open(path)):
        with pytest.raises(HotseatError, match=r"PortAudio, .* is not installed") as told:
            attempt()
        assert command in str(told.value)
    assert not path.exists()


def test_without_portaudio_on_a_mac_homebrew_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(HotseatError, match="run `brew install portaudio`"):
        PortAudioRecorder().devices()


def test_without_any_microphone_typing_is_offered(
    sd: PretendSoundDevice, recorder: PortAudioRecorder, path: Path
) -> None:
    sd.devices.clear()
    assert recorder.devices() == []
    with pytest.raises(HotseatError, match=r"No microphone was found: .*type the answer"):
        recorder.open(path)
    assert not path.exists()


def test_names_from_hardware_are_cleaned_for_the_eye_and_kept_for_opening(
    sd: PretendSoundDevice, recorder: PortAudioRecorder, path: Path
) -> None:
    hostile = "\x1b[31mMic\x07 [@click=app.quit]\u202e" + "x" * 500
    sd.devices[:] = [microphone("Desk microphone"), microphone(hostile)]
    device = recorder.devices()[1]
    assert device.name == hostile
    assert device.label.startswith("Mic [@click=app.quit]xxx")
    assert len(device.label) <= 60
    for name in (device.name, device.label):  # settings keep a cleaned name
        recording = recorder.open(None, name)
        assert sd.streams[-1].settings["device"] == 1
        recording.stop()

    def refuse(settings: Any) -> None:
        raise refusal(-9985, "\x1b[2JDevice\nunavailable")

    sd.refuse = refuse  # type: ignore[method-assign]
    with pytest.raises(HotseatError) as told:
        recorder.open(path, hostile)
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 250
    assert not path.exists()


def test_two_microphones_of_one_name_are_told_apart(
    sd: PretendSoundDevice, recorder: PortAudioRecorder
) -> None:
    sd.devices[:] = [microphone("USB"), microphone("Desk"), microphone("USB")]
    assert [(d.name, d.label) for d in recorder.devices()] == [
        ("USB", "USB"),
        ("Desk", "Desk"),
        ("USB #2", "USB #2"),
    ]
    recorder.open(None, "USB #2").stop()
    assert sd.streams[-1].settings["device"] == 2


def test_the_same_microphone_by_another_interface_is_listed_once(
    sd: PretendSoundDevice, recorder: PortAudioRecorder
) -> None:
    sd.devices[:] = [
        microphone("USB", hostapi=0),
        microphone("USB", hostapi=1),
        microphone("Only here", hostapi=0),
    ]
    sd.default = 1
    assert [(d.name, d.default) for d in recorder.devices()] == [
        ("USB", True),
        ("Only here", False),
    ]
    recorder.open(None, "USB").stop()
    assert sd.streams[-1].settings["device"] == 1


def test_the_plumbing_of_alsa_is_not_offered(
    sd: PretendSoundDevice, recorder: PortAudioRecorder
) -> None:
    sd.devices[:] = [microphone(n) for n in ("HDA: ALC257 (hw:0,0)", "samplerate", "default")]
    sd.default = 2
    assert [d.name for d in recorder.devices()] == ["HDA: ALC257 (hw:0,0)", "default"]


def test_a_refused_device_is_told_with_the_reason(
    sd: PretendSoundDevice, recorder: PortAudioRecorder, path: Path
) -> None:
    def refuse(settings: Any) -> None:
        raise refusal(-9985, "Device unavailable")

    sd.refuse = refuse  # type: ignore[method-assign]
    with pytest.raises(HotseatError) as told:
        recorder.open(path, "Desk microphone")
    assert str(told.value) == (
        'The microphone "Desk microphone" could not be opened (Device unavailable): '
        "plug it in, close programs that use it, or choose another"
    )
    assert not path.exists()
    assert sd.looks == 1  # the list may have been stale


def test_what_was_plugged_in_since_the_start_is_found_by_looking_again(
    sd: PretendSoundDevice, recorder: PortAudioRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def initialise() -> None:
        sd.devices.append(microphone("New"))

    monkeypatch.setattr(sd, "_initialize", initialise)
    recorder.open(None, "New").stop()
    assert sd.streams[-1].settings["device"] == 1


def test_a_device_that_grants_neither_rate_nor_one_channel_is_taken_as_it_is(
    sd: PretendSoundDevice, recorder: PortAudioRecorder, path: Path
) -> None:
    sd.devices[:] = [microphone("Interface", channels=4, rate=44100.0)]

    def refuse(settings: Any) -> None:
        if settings["channels"] == 1:
            raise refusal(-9998, "Invalid number of channels")
        if settings["samplerate"] == 16000:
            raise refusal(-9997, "Invalid sample rate")

    sd.refuse = refuse  # type: ignore[method-assign]
    recording = recorder.open(path)
    stream = sd.streams[-1]
    assert (stream.settings["samplerate"], stream.settings["channels"]) == (44100, 4)
    first_only = array("h", [8000, -1, -1, -1] * 2205).tobytes()
    for _ in range(20):
        stream.deliver(first_only)
    until(lambda: recording.seconds() > 0.9, "a second")
    result = recording.stop()
    assert result.seconds == pytest.approx(1.05, abs=0.01)  # one block came at the start
    samples = samples_of(path)
    assert all(abs(sample - 8000) < 200 for sample in samples[2000:-200])


def test_a_device_that_grants_nothing_is_refused_and_not_asked_for_ever(
    sd: PretendSoundDevice, recorder: PortAudioRecorder
) -> None:
    asked: list[int] = []

    def refuse(settings: Any) -> None:
        asked.append(settings["samplerate"])
        raise refusal(-9997, "Invalid sample rate")

    sd.refuse = refuse  # type: ignore[method-assign]
    with pytest.raises(HotseatError, match="Invalid sample rate"):
        recorder.open(None)
    assert asked == [16000, 48000] * 2


def test_a_device_without_sound_is_refused_and_given_back(
    sd: PretendSoundDevice,
    recorder: PortAudioRecorder,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hotseat.audio.capture._FIRST_SOUND_LIMIT", 0.1)
    sd.sound_at_start = False
    with pytest.raises(HotseatError, match="delivers nothing: plug it in again"):
        recorder.open(path)
    assert not path.exists()
    until(lambda: sd.streams[0].closed, "the end of the stream")


def test_lost_samples_are_counted_and_told(
    sd: PretendSoundDevice, recording: PortAudioRecording
) -> None:
    sd.streams[0].deliver(BLOCK, flags(overflow=True))
    sd.streams[0].deliver(BLOCK)
    sd.streams[0].deliver(BLOCK, flags(overflow=True))
    result = recording.stop()
    assert result.end is CaptureEnd.STOPPED
    assert result.seconds == pytest.approx(0.2)
    assert "missing in 2 places" in result.message
    assert "close other programs" in result.message


def test_a_level_check_does_not_tell_of_lost_samples(
    sd: PretendSoundDevice, recorder: PortAudioRecorder
) -> None:
    recording = recorder.open(None)
    sd.streams[0].deliver(BLOCK, flags(overflow=True))
    assert recording.stop().message == ""


def test_every_sample_arrives_in_order_when_the_disk_is_slow(
    sd: PretendSoundDevice, recording: PortAudioRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    really = os.pwrite

    def slow(file: int, data: bytes, at: int) -> int:
        go_on.wait(10)
        return really(file, data, at)

    monkeypatch.setattr("hotseat.audio.wav.os.pwrite", slow)
    sent = array("h")
    began = time.monotonic()
    for index in range(200):  # ten seconds while nothing can be written
        block = array("h", [(index * 800 + i) % 30000 for i in range(800)])
        sent += block
        sd.streams[0].deliver(block.tobytes())
    assert time.monotonic() - began < 1.0  # the callback never waits
    assert recording.failure() is None
    go_on.set()
    until(lambda: recording.seconds() >= 10, "ten seconds")
    recording.stop()
    path = recording.path
    assert path is not None
    assert samples_of(path)[800:] == sent


def test_a_disk_that_stands_still_ends_the_take_before_memory_does(
    sd: PretendSoundDevice, recording: PortAudioRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    really = os.pwrite

    def stuck(file: int, data: bytes, at: int) -> int:
        go_on.wait(10)
        return really(file, data, at)

    monkeypatch.setattr(intake_module, "BACKLOG_LIMIT", 100_000)
    monkeypatch.setattr("hotseat.audio.wav.os.pwrite", stuck)
    for _ in range(1000):
        sd.streams[0].deliver(BLOCK)
    failure = failure_of(recording)
    assert failure.end is CaptureEnd.DISK
    assert failure.message.startswith("The disk does not keep up.")
    assert "01-answer.wav" in failure.message
    began = time.monotonic()
    assert recording.stop() == failure
    assert time.monotonic() - began < 3.0
    go_on.set()
    # What had been taken in still reaches the file.
    until(lambda: recording.seconds() > 3.0, "the rest")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EIO])
def test_a_disk_that_takes_no_more_ends_the_take_and_says_what_is_safe(
    sd: PretendSoundDevice,
    recording: PortAudioRecording,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
) -> None:
    really = os.pwrite

    def full(file: int, data: bytes, at: int) -> int:
        if at > 100_000:
            raise OSError(code, os.strerror(code))
        return really(file, data, at)

    monkeypatch.setattr("hotseat.audio.wav.os.pwrite", full)
    feeding = threading.Thread(target=_feed, args=(sd.streams[0], 100))
    feeding.start()
    failure = failure_of(recording)
    feeding.join()
    assert failure.end is CaptureEnd.DISK
    assert os.strerror(code) in failure.message
    assert "01-answer.wav" in failure.message
    assert f"{failure.seconds:.1f} s are safe" in failure.message
    assert failure.seconds >= 3.0
    assert recording.stop() == failure
    assert recording.stop() == failure
    assert probe(path).seconds == failure.seconds
    until(lambda: sd.streams[0].closed, "the end of the stream")


def _feed(stream: Stream, blocks: int) -> None:
    for _ in range(blocks):
        stream.deliver(BLOCK)
        time.sleep(0.002)


def test_the_file_is_closed_when_the_microphone_is_lost(
    sd: PretendSoundDevice, recording: PortAudioRecording, path: Path
) -> None:
    sd.streams[0].deliver(BLOCK)
    sd.streams[0].finish()
    failure = failure_of(recording)
    assert failure.end is CaptureEnd.LOST
    assert failure.seconds == pytest.approx(0.1)
    sd.streams[0].deliver(BLOCK)  # nothing more is taken in
    assert recording.stop() == failure
    assert path.stat().st_size == HEADER + 2 * len(BLOCK)


def test_a_busy_machine_is_not_taken_for_a_lost_microphone() -> None:
    clock = FakeClock()
    watch = Watch(clock.monotonic)
    assert watch.quiet(heard=False) == 0.0  # nothing is expected before the first block
    watch.quiet(heard=True)
    clock.pass_(1.5)  # a look that comes late counts as two ticks
    assert watch.quiet(heard=False) == pytest.approx(0.2)
    for _ in range(8):
        clock.pass_(0.1)
        quiet = watch.quiet(heard=False)
    assert quiet == pytest.approx(1.0)
    assert watch.quiet(heard=True) == 0.0


def test_pause_and_resume_within_the_last_words_lose_nothing(
    sd: PretendSoundDevice, recording: PortAudioRecording, path: Path
) -> None:
    recording.pause()
    sd.streams[0].deliver(BLOCK)
    recording.resume()
    sd.streams[0].deliver(BLOCK)
    recording.stop()
    assert samples_of(path)[800:].tobytes() == BLOCK * 2


def test_a_folder_that_may_not_be_written_is_told(
    sd: PretendSoundDevice, recorder: PortAudioRecorder, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    def denied(*_: Any) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("hotseat.audio.wav.os.open", denied)
    with pytest.raises(HotseatError, match=r"01-answer.wav cannot be written \(Permission denied"):
        recorder.open(path)
    assert sd.streams == []


def test_devices_do_not_disturb_a_recording(
    sd: PretendSoundDevice, recorder: PortAudioRecorder, recording: PortAudioRecording
) -> None:
    recorder.devices()
    assert sd.looks == 0
    recording.stop()
    recorder.devices()
    assert sd.looks == 1
