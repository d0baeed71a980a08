"""The WAV files of takes, read with the standard library; wrong sizes in a header do no harm."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.files import reason

RATE = 16_000
"""Frames per second of what Hotseat records: what the speech model listens to."""
HEADER = 44
"""Bytes before the first sample in a file that Hotseat writes."""
SAMPLE = 2
"""Bytes per sample: 16-bit signed, little endian."""

_PCM = 1
_EXTENSIBLE = 0xFFFE
_LARGEST = 0xFFFFFFFF
_CHUNKS_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class WavInfo:
    """What a WAV file holds. `begin` is the byte of the first sample.

    `frames` counts whole frames that are really there; `intact` says whether the header agrees.
    """

    rate: int
    channels: int
    bits: int
    begin: int
    frames: int
    pcm: bool = True
    intact: bool = True

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame over all channels."""
        return self.channels * ((self.bits + 7) // 8)

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate


def header(frames: int, rate: int = RATE) -> bytes:
    """Return the 44 bytes that begin a mono 16-bit file of so many frames."""
    size = min(frames * SAMPLE, _LARGEST - HEADER)
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", size + HEADER - 8, b"WAVE"),
        *(b"fmt ", 16, _PCM, 1, rate, rate * SAMPLE, SAMPLE, SAMPLE * 8),
        *(b"data", size),
    )


def probe(path: Path) -> WavInfo:
    """Return what a file holds, also when its writer was killed or is still writing.

    Raises HotseatError when it cannot be read or is no WAV file.
    """
    try:
        with path.open("rb") as file:
            return _read_header(file)
    except OSError as error:
        raise HotseatError(f"{_shown(path)}: cannot be read ({reason(error)})") from error
    except _NotWavError as error:
        raise HotseatError(f"{_shown(path)}: {error}; it cannot be played") from error


def read_wav(path: Path, start: int = 0, count: int | None = None) -> tuple[WavInfo, bytes]:
    """Return what a file holds and the bytes of `count` frames from frame `start` (None: all).

    Bytes are interleaved and as stored. Raises HotseatError.
    """
    info = probe(path)
    first = min(max(0, start), info.frames)
    wanted = info.frames - first if count is None else min(max(0, count), info.frames - first)
    try:
        with path.open("rb") as file:
            file.seek(info.begin + first * info.frame_bytes)
            data = file.read(wanted * info.frame_bytes)
    except OSError as error:
        raise HotseatError(f"{_shown(path)}: cannot be read ({reason(error)})") from error
    return info, data[: len(data) - len(data) % info.frame_bytes]


def repair(path: Path) -> WavInfo:
    """Make the header say what the file holds, and return it; an intact file is left alone.

    Raises HotseatError when it cannot be read or written, or is no WAV file.
    """
    info = probe(path)
    if info.intact:
        return info
    size = min(info.frames * info.frame_bytes, _LARGEST - info.begin)
    try:
        with path.open("r+b") as file:
            file.truncate(info.begin + size)
            file.seek(4)
            file.write(struct.pack("<I", info.begin + size - 8))
            file.seek(info.begin - 4)
            file.write(struct.pack("<I", size))
    except OSError as error:
        raise HotseatError(f"{_shown(path)}: cannot be repaired ({reason(error)})") from error
    return probe(path)


class _NotWavError(Exception):
    """The bytes are not those of a WAV file; the message says why."""


def _shown(path: Path) -> str:
    return clean_line(str(path))


def _read_header(file: BinaryIO) -> WavInfo:
    end = file.seek(0, 2)
    file.seek(0)
    start = file.read(12)
    if not start:
        raise _NotWavError("the file is empty")
    if start[:4] != b"RIFF" or start[8:12] != b"WAVE":
        raise _NotWavError("not a WAV file")
    described = b""
    for name, begin, size in _chunks(file, 12, end):
        if name == b"fmt ":
            file.seek(begin)
            described = file.read(min(size, 40))
        elif name == b"data":
            riff = struct.unpack("<I", start[4:8])[0]
            return _info(file, described, riff, begin, size, end)
    raise _NotWavError("a WAV file without sound")


def _chunks(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, first byte and stated size of each chunk."""
    for _ in range(_CHUNKS_LOOKED_AT):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return
        size = struct.unpack("<I", head[4:])[0]
        yield head[:4], at + 8, size
        at += 8 + size + size % 2
        if at >= end:
            return


def _info(file: BinaryIO, described: bytes, riff: int, begin: int, size: int, end: int) -> WavInfo:
    if len(described) < 16:
        raise _NotWavError("a WAV file that does not say what it holds")
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", described[:16])
    if kind == _EXTENSIBLE and len(described) >= 26:
        kind = struct.unpack("<H", described[24:26])[0]
    if not (channels and rate and bits):
        raise _NotWavError("a WAV file with an impossible format")
    there = end - begin
    trusted = size <= there and _followed_by_chunks(file, begin + size + size % 2, end)
    held = size if trusted else there
    frame = channels * ((bits + 7) // 8)
    whole = held % frame == 0 and end in (riff + 8, riff + 8 + riff % 2)
    return WavInfo(rate, channels, bits, begin, held // frame, kind == _PCM, trusted and whole)


def _followed_by_chunks(file: BinaryIO, at: int, end: int) -> bool:
    """Say whether what follows the samples is nothing, or other chunks up to the end.

    Otherwise the header was not brought up to date, and what follows is sound as well.
    """
    if at >= end:
        return True
    last = at
    for name, begin, size in _chunks(file, at, end):
        if not all(0x20 <= byte < 0x7F for byte in name):
            return False
        last = begin + size + size % 2
    return last in (end, end + 1)
