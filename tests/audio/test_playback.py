"""What is played, and what is held in memory: by a loudspeaker that asks when the test says."""

import sys
import threading
import time
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hotseat.audio import portaudio
from hotseat.audio.decode import open_sound
from hotseat.audio.playback import PortAudioPlayback, PortAudioPlayer
from hotseat.domain.errors import HotseatError
from tests.audio.pretend import PortAudioError, PretendSoundDevice, Stream, loudspeaker
from tests.rig.sounds import write_tone
from tests.rig.wait import until

RATE = 16000


@pytest.fixture
def sd(monkeypatch: pytest.MonkeyPatch) -> Iterator[PretendSoundDevice]:
    made = PretendSoundDevice(loudspeaker())
    monkeypatch.setitem(sys.modules, "sounddevice", made)
    yield made
    portaudio._streams.clear()


@pytest.fixture
def ramp(tmp_path: Path) -> Path:
    """Write two seconds in which every sample tells its place."""
    path = tmp_path / "ramp.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        out.writeframes(array("h", range(2 * RATE)).tobytes())
    return path


def heard(stream: Stream, samples: int) -> "array[int]":
    """Ask for so many samples in all, as the reader gets them ready."""
    got = array("h")

    def enough() -> bool:
        got.extend(array("h", stream.ask(800) or b""))
        return len(got) >= samples

    until(enough, f"{samples} samples")
    return got


def flac(path: Path, samples: "array[int]", rate: int = RATE) -> Path:
    av = pytest.importorskip("av")
    numpy = pytest.importorskip("numpy")
    with av.open(str(path), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=rate, layout="mono")
        for at in range(0, len(samples), 4096):
            block = numpy.asarray(samples[at : at + 4096], dtype="int16")[None, :]
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate = rate
            frame.pts = at
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def whole(path: Path, start: float = 0.0) -> "array[int]":
    got = array("h")
    for block in open_sound(path).blocks(start):
        got += block
    return got


def test_exactly_the_stretch_is_played(sd: PretendSoundDevice, ramp: Path) -> None:
    playback = PortAudioPlayer().open(ramp)
    playback.play(0.5, 1.25)
    stream = sd.streams[0]
    assert (stream.settings["samplerate"], stream.settings["channels"]) == (RATE, 1)
    got = heard(stream, 10 * RATE)
    sounding = [sample for sample in got if sample]
    assert sounding == list(range(RATE // 2, RATE * 5 // 4))
    playback.close()


@pytest.mark.parametrize("speed", [0.75, 1.5])
def test_the_position_is_that_of_the_file_at_any_speed(
    sd: PretendSoundDevice, tmp_path: Path, speed: float
) -> None:
    playback = PortAudioPlayer().open(write_tone(tmp_path / "tone.wav", 6.0))
    playback.play(1.0, 5.0, speed)
    stream = sd.streams[0]
    until(lambda: any(stream.ask(800, 0.01) or b""), "a sound")
    asked = heard(stream, RATE)  # a second and a little of the loudspeaker's time
    begun = next(at for at, sample in enumerate(asked) if sample) / RATE
    assert playback.position() == pytest.approx(1.0 + (len(asked) / RATE - begun) * speed, abs=0.35)
    rest = heard(stream, round(5 * RATE / speed))
    told = [at for at, sample in enumerate(asked + rest) if abs(sample) > 500]
    assert (told[-1] - told[0]) / RATE == pytest.approx(4.0 / speed, abs=0.1)
    playback.close()


def test_a_take_of_an_hour_is_not_read_into_memory(
    sd: PretendSoundDevice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_tone(tmp_path / "long.wav", 30.0)
    read: list[int] = []
    file = open_sound(path)
    really = file.blocks

    def counted(start: float) -> Iterator["array[int]"]:
        for block in really(start):
            read.append(len(block))
            yield block

    monkeypatch.setattr(file, "blocks", counted)
    playback = PortAudioPlayback(file)
    playback.play(0.0)
    until(lambda: sum(read) > RATE, "a second read ahead")
    for _ in range(20):
        sd.streams[0].ask(800)
    assert sum(read) <= 3 * RATE
    playback.close()


def test_a_loudspeaker_with_its_own_rate_and_channels_is_served(
    sd: PretendSoundDevice, tmp_path: Path
) -> None:
    def refuse(settings: dict[str, Any]) -> None:
        if settings["samplerate"] != 48000:
            raise PortAudioError("Invalid sample rate", -9997)
        if settings["channels"] != 2:
            raise PortAudioError("Invalid number of channels", -9998)

    sd.refuse = refuse  # type: ignore[method-assign]
    playback = PortAudioPlayer().open(write_tone(tmp_path / "tone.wav", 0.5))
    playback.play(0.0)
    stream = sd.streams[0]
    got = heard(stream, 8 * 48000)
    assert got[0::2] == got[1::2]
    loud = [i for i, sample in enumerate(got[0::2]) if abs(sample) > 500]
    assert (loud[-1] - loud[0]) / 48000 == pytest.approx(0.5, abs=0.01)
    assert max(got) == pytest.approx(16384, rel=0.02)
    playback.close()


def test_without_a_loudspeaker_what_to_do_is_told(sd: PretendSoundDevice, ramp: Path) -> None:
    sd.devices.clear()
    playback = PortAudioPlayer().open(ramp)
    with pytest.raises(HotseatError, match="No loudspeaker was found: plug in"):
        playback.play(0.3)
    assert not playback.playing()
    assert playback.position() == 0.3
    sd.devices.append(loudspeaker())
    playback.play(0.3)
    assert playback.playing()
    playback.close()


def test_a_refused_loudspeaker_is_told_with_the_reason(sd: PretendSoundDevice, ramp: Path) -> None:
    def refuse(settings: dict[str, Any]) -> None:
        raise PortAudioError("Error opening RawOutputStream: Device unavailable [x]", -9985)

    sd.refuse = refuse  # type: ignore[method-assign]
    with pytest.raises(HotseatError, match=r"could not be opened \(Device unavailable\)"):
        PortAudioPlayer().open(ramp).play(0.0)


def test_closing_does_not_wait_for_a_sound_server_that_hangs(
    sd: PretendSoundDevice, ramp: Path
) -> None:
    opening, go_on = threading.Event(), threading.Event()

    def hang(settings: dict[str, Any]) -> None:
        opening.set()
        go_on.wait(20)

    sd.refuse = hang  # type: ignore[method-assign]
    playback = PortAudioPlayer().open(ramp)
    playing = threading.Thread(target=playback.play, args=(0.0,))
    playing.start()
    assert opening.wait(5)
    began = time.monotonic()
    playback.close()
    assert time.monotonic() - began < 1.0
    go_on.set()
    playing.join(10)
    assert not playback.playing()
    until(lambda: sd.streams[0].closed, "the end of the stream")


def test_a_slow_start_makes_no_gap_in_the_sound(
    sd: PretendSoundDevice, ramp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = open_sound(ramp)
    really, begun, go_on = file.blocks, threading.Event(), threading.Event()

    def halting(start: float) -> Iterator["array[int]"]:
        blocks = really(start)
        yield next(blocks)
        begun.set()
        go_on.wait(10)
        yield from blocks

    monkeypatch.setattr(file, "blocks", halting)
    playback = PortAudioPlayback(file)
    playback.play(0.25)
    stream = sd.streams[0]

    def buffer() -> "array[int]":
        """A sound server asks for 0.2 s at once."""
        return array("h", stream.ask(RATE // 5) or b"")

    assert begun.wait(10)
    assert not any(buffer()), "a tenth of a second was given away, and a gap comes after it"
    go_on.set()
    got = array("h")

    def sounds() -> bool:
        got[:] = buffer()
        return any(got)

    until(sounds, "sound")
    assert got == array("h", range(RATE // 4, RATE // 4 + RATE // 5))
    playback.close()


def test_the_device_is_given_back_at_the_end(sd: PretendSoundDevice, ramp: Path) -> None:
    playback = PortAudioPlayer().open(ramp)
    playback.play(1.9)
    until(lambda: sd.streams[0].ask(800) is None or not playback.playing(), "the end")
    until(lambda: sd.streams[0].closed, "the end of the stream")
    assert (playback.position(), playback.problem()) == (2.0, "")


def test_a_pause_is_silent_at_once(sd: PretendSoundDevice, ramp: Path) -> None:
    playback = PortAudioPlayer().open(ramp)
    playback.play(0.5)
    until(lambda: any(sd.streams[0].ask(80) or b""), "a sound")
    playback.pause()
    assert not any(sd.streams[0].ask(800) or b"")
    until(lambda: sd.streams[0].closed, "the end of the stream")


def test_a_loudspeaker_that_asks_for_nothing_more_counts_as_gone(
    sd: PretendSoundDevice, ramp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotseat.audio.sounding.SILENT_LIMIT", 0.3)
    playback = PortAudioPlayer().open(ramp)
    playback.play(0.0)
    until(lambda: any(sd.streams[0].ask(800) or b""), "a sound")
    until(lambda: playback.problem() != "", "the loss")
    assert not playback.playing()
    until(lambda: sd.streams[0].closed, "the end of the stream")


def test_a_file_that_vanishes_while_it_plays_is_told(
    sd: PretendSoundDevice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = open_sound(write_tone(tmp_path / "take.wav", 5.0))
    asked = threading.Event()

    def vanishing(start: float) -> Iterator["array[int]"]:
        yield array("h", [1] * 1600)
        asked.wait(5)
        raise HotseatError("take.wav cannot be read (Input/output error)")

    monkeypatch.setattr(file, "blocks", vanishing)
    playback = PortAudioPlayback(file)
    playback.play(0.0)
    assert playback.playing()
    asked.set()
    until(lambda: playback.problem() != "", "the problem")
    assert "take.wav cannot be read" in playback.problem()
    assert not playback.playing()


def test_a_take_of_a_killed_program_is_played_to_its_last_sample(tmp_path: Path) -> None:
    from hotseat.wav import header

    path = tmp_path / "killed.wav"
    path.write_bytes(header(0) + array("h", range(500)).tobytes() + b"\x01")
    assert whole(path) == array("h", range(500))
    assert open_sound(path).seconds == 500 / RATE


@pytest.mark.parametrize("start", [0.0, 0.01, 0.7, 1.999])
def test_flac_is_played_from_any_sample_on(tmp_path: Path, start: float) -> None:
    samples = array("h", range(2 * RATE))
    path = flac(tmp_path / "take.flac", samples)
    assert open_sound(path).seconds == pytest.approx(2.0)
    assert whole(path, start) == samples[round(start * RATE) :]


def test_other_wav_files_are_played_as_well(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((2, 2, 44100, 0, "NONE", ""))
        out.writeframes(array("h", [1000, 3000] * 44100).tobytes())
    file = open_sound(path)
    assert (file.rate, file.seconds) == (44100, 1.0)
    mixed = whole(path)
    assert len(mixed) == 44100
    assert all(sample == pytest.approx(2000, abs=900) for sample in mixed)


def test_what_is_no_sound_is_refused_by_its_name(tmp_path: Path) -> None:
    for name, content in (("a.flac", b"no"), ("b.flac", b""), ("c.txt", b"words")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(HotseatError, match=name.replace(".", r"\.")) as told:
            PortAudioPlayer().open(tmp_path / name)
        assert "\n" not in str(told.value)
    with pytest.raises(HotseatError, match=r"gone\.flac"):
        PortAudioPlayer().open(tmp_path / "gone.flac")
