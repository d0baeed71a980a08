import errno
import os
import stat
import struct
import threading
import time
import wave
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.audio.wav import WavWriter, probe, read_wav, repair
from hotseat.domain.errors import HotseatError
from hotseat.wav import HEADER, RATE, header
from tests.rig.sounds import samples_of
from tests.rig.wait import until

RAMP = array("h", range(1600))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "take.wav"


def test_a_player_opens_the_file_after_every_append(path: Path) -> None:
    writer = WavWriter(path)
    assert len(samples_of(path)) == 0
    for count in (1, 2, 3):
        writer.append(RAMP.tobytes())
        assert samples_of(path) == RAMP * count
    writer.close()
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16000, 1, 2)
    assert probe(path).intact


def test_only_its_owner_may_read_a_take(path: Path) -> None:
    before = os.umask(0)
    try:
        WavWriter(path).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_never_overwritten(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        WavWriter(path)
    assert path.read_text() == "mine"


def test_closing_twice_is_harmless_and_writing_after_it_is_not(path: Path) -> None:
    writer = WavWriter(path)
    writer.close()
    writer.close()
    with pytest.raises(ValueError, match="closed"):
        writer.append(b"\0\0")


@given(
    chunks=st.lists(st.integers(0, 900), max_size=6),
    cut=st.integers(0, 3000),
    stale=st.integers(0, 3000) | st.just(0xFFFFFFFF // 2),
)
def test_whatever_a_crash_leaves_is_read_to_its_last_whole_sample(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[int], cut: int, stale: int
) -> None:
    path = tmp_path_factory.mktemp("crash") / "take.wav"
    writer = WavWriter(path)
    for count in chunks:
        writer.append(RAMP[:count].tobytes())
    writer.close()
    whole = path.read_bytes()
    left = whole[HEADER : HEADER + cut]
    path.write_bytes(header(stale) + left)
    info, data = read_wav(path)
    # A header that promises less than is there is believed only if other chunks follow.
    assert data == left[: len(left) // 2 * 2]
    assert info.frames == len(left) // 2
    assert repair(path).intact
    assert samples_of(path).tobytes() == data


def test_half_a_sample_at_the_end_is_left_out_and_repaired_away(path: Path) -> None:
    path.write_bytes(header(1000) + RAMP[:10].tobytes() + b"\x07")
    assert probe(path).frames == 10
    assert not probe(path).intact
    repair(path)
    assert path.stat().st_size == HEADER + 20
    assert samples_of(path) == RAMP[:10]


def test_chunks_after_the_samples_are_not_taken_for_sound(path: Path) -> None:
    sound = RAMP[:100].tobytes()
    notes = b"LIST" + struct.pack("<I", 4) + b"INFO"
    body = header(100)[8:] + sound + notes
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert (probe(path).frames, probe(path).intact) == (100, True)
    before = path.read_bytes()
    repair(path)
    assert path.read_bytes() == before


def test_chunks_before_the_samples_are_skipped(path: Path) -> None:
    head = header(3)
    body = head[8:36] + b"LIST" + struct.pack("<I", 5) + b"hello\0" + head[36:] + b"\1\0\2\0\3\0"
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    info, data = read_wav(path)
    assert (info.frames, info.begin, data) == (3, HEADER + 14, b"\1\0\2\0\3\0")


@pytest.mark.parametrize("bits", [8, 16, 24, 32])
def test_other_formats_are_told_apart(path: Path, bits: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((2, bits // 8, 44100, 0, "NONE", ""))
        file.writeframes(bytes(44100 * 2 * bits // 8))
    info = probe(path)
    assert (info.rate, info.channels, info.bits, info.seconds) == (44100, 2, bits, 1.0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"fLaC" + bytes(100), "not a WAV"),
        (b"RIFF\0\0\0\0WAVE", "without sound"),
        (header(5)[:12] + header(5)[36:], "does not say"),
        (header(5)[:20] + bytes(16) + header(5)[36:], "impossible"),
    ],
)
def test_what_is_no_wav_file_is_refused_in_one_line(path: Path, content: bytes, words: str) -> None:
    path.write_bytes(content)
    with pytest.raises(HotseatError, match=words) as told:
        probe(path)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_missing_file_is_told_by_its_name(path: Path) -> None:
    for read in (probe, repair, read_wav):
        with pytest.raises(HotseatError, match=r"take\.wav"):
            read(path)


def test_a_stretch_is_read_by_frames(path: Path) -> None:
    writer = WavWriter(path)
    writer.append(RAMP.tobytes())
    writer.close()
    assert read_wav(path, 5, 3)[1] == RAMP[5:8].tobytes()
    assert read_wav(path, 1599, 10)[1] == RAMP[1599:].tobytes()
    assert read_wav(path, 9999)[1] == b""


def test_a_disk_that_takes_its_time_holds_up_neither_writing_nor_closing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncing, go_on = threading.Event(), threading.Event()

    def slow(_: int) -> None:
        syncing.set()
        go_on.wait(20)

    monkeypatch.setattr("hotseat.audio.wav.SYNC_EVERY", 0.01)
    monkeypatch.setattr("hotseat.audio.wav.os.fsync", slow)
    writer = WavWriter(path)
    assert syncing.wait(5)
    began = time.monotonic()
    for _ in range(20):
        writer.append(RAMP.tobytes())
    assert time.monotonic() - began < 0.5
    assert samples_of(path) == RAMP * 20
    writer.close()
    assert time.monotonic() - began < 2.0
    go_on.set()


def test_the_disk_is_asked_to_keep_the_file_about_once_a_second(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    monkeypatch.setattr("hotseat.audio.wav.SYNC_EVERY", 0.02)
    monkeypatch.setattr("hotseat.audio.wav.os.fsync", lambda _: kept.append(path.stat().st_size))
    writer = WavWriter(path)
    until(lambda: len(kept) >= 3, "three syncs")
    writer.append(RAMP.tobytes())
    writer.close()
    assert kept[-1] == HEADER + len(RAMP) * 2


def test_what_the_disk_reports_late_is_raised_by_the_next_append(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = threading.Event()

    def broken(_: int) -> None:
        failed.set()
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("hotseat.audio.wav.SYNC_EVERY", 0.01)
    monkeypatch.setattr("hotseat.audio.wav.os.fsync", broken)
    writer = WavWriter(path)
    assert failed.wait(5)

    def refused() -> bool:
        try:
            writer.append(b"\0\0")
        except OSError as error:
            return error.errno == errno.EIO
        return False

    until(refused, "the error")
    writer.close()


def test_what_fitted_on_a_full_disk_is_counted_and_readable(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [HEADER + 3001]
    really = os.pwrite

    def small(file: int, data: bytes, at: int) -> int:
        left = room[0] - at
        if left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return really(file, data[:left], at)

    monkeypatch.setattr("hotseat.audio.wav.os.pwrite", small)
    writer = WavWriter(path)
    writer.append(RAMP[:1000].tobytes())
    with pytest.raises(OSError, match="No space"):
        writer.append(RAMP[1000:].tobytes())
    writer.close()
    assert writer.frames == 1500
    assert writer.seconds == 1500 / RATE
    assert samples_of(path) == RAMP[:1500]
    assert probe(path).intact
