"""A WAV file that is whole at every moment, so that a crash costs at most what was not yet said."""

import contextlib
import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from hotseat.wav import HEADER, RATE, SAMPLE, WavInfo, header, probe, read_wav, repair

__all__ = ["HEADER", "RATE", "SAMPLE", "WavInfo", "WavWriter", "probe", "read_wav", "repair"]

SYNC_EVERY = 1.0
"""Seconds between two requests to put the file on the disk itself (for a power cut)."""
_LAST_SYNC_LIMIT = 1.0


class WavWriter:
    """Appends 16-bit mono sound to a new file; every append leaves a file that any player opens.

    Each append is handed to the system at once, so that killing the process loses nothing of it.
    A thread of its own asks for it to be put on the disk about once a second. `append` is for one
    thread at a time.
    """

    def __init__(self, path: Path, rate: int = RATE) -> None:
        """Create the file, readable by its owner only. Raises OSError; never overwrites."""
        self.path = path
        self.rate = rate
        self._bytes = 0
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags, 0o600)
        try:
            _write_all(self._file, header(0, rate), 0)
        except OSError:
            os.close(self._file)
            path.unlink(missing_ok=True)
            raise
        self._closed = False
        self._syncing = _Syncing(self._file)

    @property
    def frames(self) -> int:
        """Whole frames in the file."""
        return self._bytes // SAMPLE

    @property
    def seconds(self) -> float:
        """Seconds in the file."""
        return self.frames / self.rate

    def append(self, sound: bytes) -> None:
        """Add samples and bring the header up to date.

        Raises OSError (disk full, file too large, input/output error); what fitted is kept and
        counted.
        """
        if self._closed:
            raise ValueError(f"{self.path} is closed")
        self._syncing.raise_error()
        try:
            for written in _written(self._file, sound, HEADER + self._bytes):
                self._bytes += written
        finally:
            _write_all(self._file, header(self.frames, self.rate), 0)

    def close(self) -> None:
        """Finish the file; waits up to a second for the disk. Never raises; idempotent."""
        if self._closed:
            return
        self._closed = True
        if self._bytes % SAMPLE:
            with contextlib.suppress(OSError):  # half a sample at the end is read over anyway
                os.ftruncate(self._file, HEADER + self.frames * SAMPLE)
        self._syncing.finish(_LAST_SYNC_LIMIT)
        os.close(self._file)


class _Syncing:
    """Asks the system once a second to put a file on the disk, which may take its time."""

    def __init__(self, file: int) -> None:
        self._file = os.dup(file)  # of its own, as a sync may outlast the writer
        self._end = threading.Event()
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._run, name="hotseat-sync", daemon=True)
        self._thread.start()

    def raise_error(self) -> None:
        """Raise what the disk reported since the last look."""
        error, self._error = self._error, None
        if error is not None:
            raise error

    def finish(self, limit: float) -> None:
        """Sync once more, and wait for it up to `limit` seconds."""
        self._end.set()
        self._thread.join(limit)

    def _run(self) -> None:
        try:
            ended = False
            while not ended:
                ended = self._end.wait(SYNC_EVERY)
                os.fsync(self._file)
        except OSError as error:
            self._error = error
        finally:
            os.close(self._file)


def _written(file: int, data: bytes, at: int) -> Iterator[int]:
    rest = memoryview(data)
    while rest:
        count = os.pwrite(file, rest, at)
        if not count:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        yield count
        at += count
        rest = rest[count:]


def _write_all(file: int, data: bytes, at: int) -> None:
    for _ in _written(file, data, at):
        pass
