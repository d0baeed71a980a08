"""Audio for the child: a recording that still grows, or any file that libav reads."""

import struct
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.asr.segments import RATE

if TYPE_CHECKING:
    import av
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

HEADER = 44
# One step of work between two looks at what the app wants.
BLOCK = 5 * RATE
_BYTES = 2
_FULL_SCALE = 32768.0


class UnreadableSoundError(Exception):
    """A file holds no sound that can be read; the message says why."""


def plain_recording(header: bytes) -> bool:
    """Say whether these first 44 bytes are those of a 16 kHz mono 16-bit WAV, data from byte 44."""
    if len(header) < HEADER or header[:4] != b"RIFF" or header[8:16] != b"WAVEfmt ":
        return False
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", header[20:36])
    return (kind, channels, rate, bits, header[36:40]) == (1, 1, RATE, 16, b"data")


def samples_in(header: bytes, size: int) -> int:
    """Return how many samples a plain recording of `size` bytes holds.

    The sizes in the header lag behind while it grows and after a crash: they count only where
    they agree with the size of the file (there may be other chunks behind the data).
    """
    there = max(0, size - HEADER)
    whole, data = struct.unpack("<I32xI", header[4:HEADER])
    if whole + 8 == size and 0 < data < there:
        return int(data // _BYTES)
    return there // _BYTES


class GrowingWav:
    """Reads a plain recording from its start, as far as it is on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_samples = 0

    def header(self) -> bytes:
        """Return the first 44 bytes, fewer while they are not yet written (or no file is there)."""
        try:
            with self.path.open("rb") as file:
                return file.read(HEADER)
        except FileNotFoundError:
            return b""

    def on_disk(self) -> int:
        """Return the samples on disk. Raises OSError."""
        return samples_in(self.header(), self.path.stat().st_size)

    def read(self) -> "Samples":
        """Return up to five more seconds of samples, -1..1; empty when there are none yet."""
        import numpy as np

        wanted = min(self.on_disk() - self.read_samples, BLOCK)
        if wanted <= 0:
            return np.zeros(0, np.float32)
        with self.path.open("rb") as file:
            file.seek(HEADER + self.read_samples * _BYTES)
            data = file.read(wanted * _BYTES)
        data = data[: len(data) // _BYTES * _BYTES]
        self.read_samples += len(data) // _BYTES
        return np.frombuffer(data, "<i2").astype(np.float32) / _FULL_SCALE

    def span(self, begin: int, end: int) -> "Samples":
        """Return the samples `begin:end`, as far as they are on disk. Raises OSError."""
        import numpy as np

        with self.path.open("rb") as file:
            file.seek(HEADER + begin * _BYTES)
            data = file.read(max(0, end - begin) * _BYTES)
        return np.frombuffer(data[: len(data) // _BYTES * _BYTES], "<i2").astype(np.float32) / (
            _FULL_SCALE
        )


class Held:
    """The last samples of a stream that cannot be read twice; safe to use from two threads."""

    def __init__(self) -> None:
        self._blocks: deque[Samples] = deque()
        self._from = 0
        self._changing = threading.Lock()

    @property
    def seconds(self) -> float:
        """Seconds held."""
        with self._changing:
            return sum(map(len, self._blocks)) / RATE

    def append(self, block: "Samples") -> None:
        """Take the next samples."""
        with self._changing:
            self._blocks.append(block)

    def drop(self, before: int) -> None:
        """Let go of whole blocks before a sample."""
        with self._changing:
            while self._blocks and self._from + len(self._blocks[0]) <= before:
                self._from += len(self._blocks.popleft())

    def span(self, begin: int, end: int) -> "Samples":
        """Return the samples `begin:end`, as far as they are held."""
        import numpy as np

        with self._changing:
            first, blocks = self._from, list(self._blocks)
        whole = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
        return whole[max(0, begin - first) : max(0, end - first)]


class SoundFile:
    """A finished file, read in steps so that its length costs no memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.total = 0.0
        """Seconds as the file has it; 0 when it does not say."""

    def blocks(self) -> Iterator["Samples"]:
        """Yield 16 kHz mono samples, -1..1. Raises UnreadableSoundError or OSError."""
        wav = GrowingWav(self.path)
        if plain_recording(wav.header()):
            self.total = wav.on_disk() / RATE
            while len(block := wav.read()):
                yield block
        else:
            yield from self._decoded()

    def _decoded(self) -> Iterator["Samples"]:
        import av

        try:
            # Only local files: a playlist must not make us open a connection.
            with av.open(
                str(self.path), metadata_errors="ignore", options={"protocol_whitelist": "file"}
            ) as container:
                if not container.streams.audio:
                    raise UnreadableSoundError("there is no sound in it")
                self.total = (container.duration or 0) / av.time_base
                yield from _joined(_resampled(container))
        except FileNotFoundError:
            raise
        except (av.error.FFmpegError, ValueError) as error:
            raise UnreadableSoundError("it is damaged or of an unknown kind") from error


def _resampled(container: "av.container.InputContainer") -> Iterator["Samples"]:
    import av
    import numpy as np

    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    for frame in _frames(container):
        for made in resampler.resample(frame):
            yield made.to_ndarray().reshape(-1).astype(np.float32) / _FULL_SCALE


def _frames(container: "av.container.InputContainer") -> Iterator["av.AudioFrame | None"]:
    """Yield the frames that can be decoded, then None, which empties the resampler."""
    import av

    frames = container.decode(audio=0)
    while True:
        try:
            frame = next(frames)
        except StopIteration:
            break
        except av.error.InvalidDataError:  # a damaged packet: the sound goes on behind it
            continue
        frame.pts = None
        yield frame
    yield None


def _joined(pieces: Iterator["Samples"]) -> Iterator["Samples"]:
    """Yield the same samples in blocks of about a second: each block has its fixed costs."""
    import numpy as np

    held: list[Samples] = []
    for piece in pieces:
        held.append(piece)
        if sum(map(len, held)) >= RATE:
            yield np.concatenate(held)
            held.clear()
    if held:
        yield np.concatenate(held)
