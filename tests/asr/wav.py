"""Recordings as the recorder writes them, and one that grows."""

import struct
from pathlib import Path

RATE = 16_000


def header(rate: int = RATE, channels: int = 1, data: int = 0, whole: int = 36) -> bytes:
    """Return a 16-bit WAV header with the sizes that it is to claim."""
    block = channels * 2
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * block, block, 16)
    return (
        struct.pack("<4sI8sI", b"RIFF", whole, b"WAVEfmt ", 16)
        + form
        + struct.pack("<4sI", b"data", data)
    )


def write(path: Path, pcm: bytes) -> Path:
    """Write a complete recording."""
    path.write_bytes(header(data=len(pcm), whole=36 + len(pcm)) + pcm)
    return path


class Growing:
    """A recording in progress: its header keeps the sizes of an empty file."""

    def __init__(self, path: Path, pcm: bytes) -> None:
        self.path = path
        self.pcm = pcm
        self.at = 0
        path.write_bytes(header())

    @property
    def seconds(self) -> float:
        """Seconds on disk."""
        return self.at / (2 * RATE)

    def grow(self, seconds: float | None = None) -> None:
        """Append so many seconds more (None: all that is left)."""
        end = len(self.pcm) if seconds is None else self.at + 2 * round(seconds * RATE)
        with self.path.open("ab") as file:
            file.write(self.pcm[self.at : end])
        self.at = min(end, len(self.pcm))
