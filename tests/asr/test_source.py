"""Audio as it comes off the disk, whatever its header says."""

import os
import socket
import struct
from array import array
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotseat.asr.source import (
    BLOCK,
    GrowingWav,
    SoundFile,
    UnreadableSoundError,
    plain_recording,
    samples_in,
)
from tests.asr import wav

AUDIO = Path(__file__).parents[1] / "data" / "audio"


def pcm(count: int, first: int = 0) -> bytes:
    return array("h", ((first + n) % 30_000 for n in range(count))).tobytes()


def heard(path: Path) -> list[int]:
    return [round(s * 32768) for block in SoundFile(path).blocks() for s in block.tolist()]


def test_a_recording_is_told_from_other_files() -> None:
    assert plain_recording(wav.header())
    assert not plain_recording(wav.header()[:43])
    assert not plain_recording(wav.header(rate=48_000))
    assert not plain_recording(wav.header(channels=2))
    assert not plain_recording(b"")
    assert not plain_recording(b"fLaC" + bytes(60))


@pytest.mark.parametrize("claimed", [0, 2, 1_000, 0xFFFFFFFF])
def test_the_size_of_the_file_counts_not_what_the_header_claims(
    tmp_path: Path, claimed: int
) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(wav.header(data=claimed, whole=claimed) + pcm(5_000))
    assert heard(path) == list(range(5_000))


def test_other_chunks_behind_the_data_are_no_sound() -> None:
    header = wav.header(data=400, whole=36 + 400 + 34)
    assert samples_in(header, 44 + 400 + 34) == 200


def test_a_half_written_sample_waits_for_its_other_half(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    data = pcm(100, first=1000)
    path.write_bytes(wav.header() + data[:101])
    growing = GrowingWav(path)
    first = growing.read()
    with path.open("ab") as file:
        file.write(data[101:])
    both = [*first.tolist(), *growing.read().tolist()]
    assert [round(s * 32768) for s in both] == list(range(1000, 1100))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    pieces=st.lists(st.integers(0, 3000), max_size=12), reads=st.lists(st.booleans(), max_size=12)
)
def test_a_growing_file_is_read_once_and_whole(
    tmp_path: Path, pieces: list[int], reads: list[bool]
) -> None:
    path = tmp_path / "take.wav"
    whole = pcm(20_000)
    path.write_bytes(wav.header())
    growing, got, at = GrowingWav(path), list[float](), 0
    for size, read in zip(pieces, reads, strict=False):
        with path.open("ab") as file:
            file.write(whole[at : at + size])
        at += len(whole[at : at + size])
        if read:
            got += growing.read().tolist()
    while len(more := growing.read()):
        got += more.tolist()
    assert [round(s * 32768) for s in got] == list(range(at // 2))


def test_a_file_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    assert GrowingWav(tmp_path / "none.wav").header() == b""


def test_a_step_is_five_seconds_at_most(tmp_path: Path) -> None:
    path = wav.write(tmp_path / "take.wav", bytes(2 * BLOCK * 3))
    assert [len(block) for block in SoundFile(path).blocks()] == [BLOCK] * 3


def test_a_compressed_file_is_read(tmp_path: Path) -> None:
    sound = SoundFile(AUDIO / "jfk.flac")
    blocks = list(sound.blocks())
    assert sum(map(len, blocks)) == 176_000
    assert sound.total == pytest.approx(11.0)
    assert max(map(len, blocks)) <= BLOCK


def test_stereo_float_at_another_rate_becomes_mono_at_16_khz(tmp_path: Path) -> None:
    rate, seconds = 44_100, 2
    frames = b"".join(struct.pack("<ff", 0.5, 0.5) for _ in range(rate * seconds))
    form = struct.pack("<HHIIHH", 3, 2, rate, rate * 8, 8, 32)
    body = struct.pack("<4sI", b"fmt ", 16) + form + struct.pack("<4sI", b"data", len(frames))
    path = tmp_path / "stereo.wav"
    path.write_bytes(
        struct.pack("<4sI4s", b"RIFF", 4 + len(body) + len(frames), b"WAVE") + body + frames
    )
    samples = heard(path)
    assert len(samples) == pytest.approx(16_000 * seconds, abs=40)
    assert samples[16_000] == pytest.approx(0.5 * 32768, rel=0.05)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "damaged"), (b"hello, this is text\n" * 50, "damaged"), (os.urandom(4000), "damaged")],
    ids=["empty", "text", "noise"],
)
def test_what_holds_no_sound_is_one_line(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "take.mp3"
    path.write_bytes(content)
    with pytest.raises(UnreadableSoundError, match=why):
        heard(path)


def test_a_playlist_opens_no_connection(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        path = tmp_path / "list.m3u8"
        path.write_text(f"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n")
        with pytest.raises((UnreadableSoundError, OSError)):
            heard(path)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_compressed_file_cut_short_gives_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "cut.flac"
    path.write_bytes((AUDIO / "jfk.flac").read_bytes()[:100_000])
    assert 60_000 < len(heard(path)) < 176_000


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        heard(tmp_path / "none.flac")
