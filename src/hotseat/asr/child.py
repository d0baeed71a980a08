"""One run of the transcribing child, seen from the app: start it, talk to it, end it."""

import asyncio
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from hotseat import paths
from hotseat.asr import protocol
from hotseat.asr.protocol import Event, Quit, Ready, Request

# Of all that a child says wrongly, this many bytes are put up with.
GARBAGE_LIMIT = 1024 * 1024
# -P: no file of the folder that the user happens to be in may stand in for a module.
COMMAND = (sys.executable, "-P", "-m", "hotseat.asr.worker")


class ChildLostError(Exception):
    """The child died, hung or spoke nonsense; the message says which."""


class Child:
    """A running child. All methods belong to the event loop that started it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._heard = time.monotonic()
        self._boxes: dict[int, asyncio.Queue[Event | None]] = {}
        self._why = ""
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, command: Sequence[str] = COMMAND, log: Path | None = None) -> "Child":
        """Start a child; what it prints on stderr is appended to the log. Raises OSError."""
        with _opened(log or paths.log_file()) as errors:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                # Ctrl+C in the terminal is the app's affair; the child goes when its stdin closes.
                start_new_session=True,
            )
        return cls(process)

    @property
    def alive(self) -> bool:
        """Say whether it can be talked to."""
        return not self._why and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def send(self, request: Request) -> None:
        """Send a request; a dead child is noticed where its answer is awaited."""
        pipe = self._process.stdin
        if self.alive and pipe is not None and not pipe.is_closing():
            pipe.write(protocol.encode(request))

    @contextmanager
    def listening(self, job: int) -> Iterator[None]:
        """Keep the events of a job (0: the loading) for `next` while in the block."""
        self._boxes[job] = asyncio.Queue()
        if not self.alive:
            self._boxes[job].put_nowait(None)
        try:
            yield
        finally:
            del self._boxes[job]

    async def next(self, job: int, limit: float) -> Event:
        """Return the next event of a job.

        Raises ChildLostError when the child dies, or says nothing at all for `limit` seconds; it
        is killed then.
        """
        box = self._boxes[job]
        asked = time.monotonic()
        while True:
            quiet_since = max(asked, self._heard)
            left = quiet_since + limit - time.monotonic()
            if left <= 0:
                self.kill(f"it did not answer for {limit:.0f} seconds")
            try:
                async with asyncio.timeout(max(left, 0.05)):
                    event = await box.get()
            except TimeoutError:
                continue
            if event is None:
                raise ChildLostError(self._why)
            return event

    def kill(self, why: str) -> None:
        """End the child at once; those that wait for its answers are told why."""
        self._lose(why)
        with suppress(ProcessLookupError):
            self._process.kill()

    async def close(self, limit: float) -> None:
        """Ask the child to exit, and kill it after `limit` seconds."""
        self.send(Quit())
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._lose("it was closed")
        try:
            await asyncio.wait_for(self._process.wait(), limit)
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        await asyncio.wait([self._reading], timeout=limit)
        self._reading.cancel()

    async def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        reader = protocol.LineReader(protocol.EVENTS)
        while data := await pipe.read(protocol.LONGEST_LINE):
            for event in reader.feed(data):
                self._deliver(event)
            if reader.skipped_bytes > GARBAGE_LIMIT:
                self.kill("it speaks nonsense")
        status = await self._process.wait()
        self._lose(f"it was killed by signal {-status}" if status < 0 else f"it exited ({status})")

    def _deliver(self, event: Event) -> None:
        self._heard = time.monotonic()
        box = self._boxes.get(0 if isinstance(event, Ready) else event.job)
        if box is not None and not self._why:
            box.put_nowait(event)

    def _lose(self, why: str) -> None:
        if not self._why:
            self._why = why
            for box in self._boxes.values():
                box.put_nowait(None)


@contextmanager
def _opened(log: Path) -> Iterator[IO[bytes] | int]:
    """Open the log to append to, only for the user to read; without one, nothing is kept."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
    except OSError:
        yield asyncio.subprocess.DEVNULL
        return
    with file:
        yield file
