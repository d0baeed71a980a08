"""The child's ends of the two pipes to the app."""

import os
import queue
import threading
import time
from collections.abc import Sequence

from hotseat.asr import protocol
from hotseat.asr.protocol import Cancel, Event, Finish, Follow, Load, Quit, Request, TranscribeFile
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Word

# Seconds between two signs of life.
BEAT = 0.25
GUESS_LIMIT = 4000


class Inbox:
    """Requests, read on a thread so that cancelling and quitting work in the midst of decoding."""

    def __init__(self) -> None:
        self.jobs: queue.Queue[Load | Follow | TranscribeFile] = queue.Queue()
        self._finished: set[int] = set()
        self._cancelled: set[int] = set()
        self._news = threading.Event()

    def read(self, descriptor: int) -> None:
        """Read requests until the descriptor closes, then end the process: the app is gone."""
        reader = protocol.LineReader(protocol.REQUESTS)
        while data := _read(descriptor):
            for request in reader.feed(data):
                self.take(request)
        os._exit(0)

    def take(self, request: Request) -> None:
        """Sort a request in."""
        match request:
            case Quit():
                os._exit(0)
            case Finish(job):
                self._finished.add(job)
            case Cancel(job):
                self._cancelled.add(job)
            case Load() | Follow() | TranscribeFile():
                self.jobs.put(request)
        self._news.set()

    def finished(self, job: int) -> bool:
        """Say whether the file of a job is complete."""
        return job in self._finished

    def cancelled(self, job: int) -> bool:
        """Say whether nobody wants a job any more."""
        return job in self._cancelled

    def wait(self, seconds: float) -> None:
        """Wait for a request, no longer than this."""
        self._news.wait(seconds)
        self._news.clear()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, protocol.LONGEST_LINE)
    except OSError:  # the same as closed
        return b""


class Outbox:
    """Events to the app, in lines of bounded length; both lanes send."""

    def __init__(self, descriptor: int) -> None:
        self._file = os.fdopen(descriptor, "wb", buffering=0)
        self._writing = threading.Lock()
        self._told = 0.0

    def send(self, *events: Event) -> None:
        """Write events, with none between them. Ends the process when nobody reads any more."""
        rest = memoryview(b"".join(map(protocol.encode, events)))
        try:
            with self._writing:
                while rest:
                    rest = rest[self._file.write(rest) :]
        except OSError:
            os._exit(0)

    def words(self, job: int, words: Sequence[Word], guess: str, seconds: float) -> None:
        """Send words that are final, and a guess at what follows them."""
        guess = clean_line(guess, GUESS_LIMIT)
        step = protocol.WORDS_A_LINE
        for at in range(0, max(1, len(words)), step):
            self.send(protocol.Heard(job, tuple(words[at : at + step]), guess, seconds))

    def reworded(self, job: int, words: Sequence[Word], before: int, replaced: int) -> None:
        """Send a window's words; `replaced` live words in all make way for them, `before` so far.

        They make way with the last line, so that no reader sees words twice.
        """
        step = protocol.WORDS_A_LINE
        lines = [tuple(words[at : at + step]) for at in range(0, max(1, len(words)), step)]
        counts = [before] * (len(lines) - 1) + [replaced]
        self.send(*map(protocol.Reworded, [job] * len(lines), lines, counts))

    def progress(self, job: int, seconds: float, total: float) -> None:
        """Tell how far a job is, which is the sign of life too; a few times a second at most."""
        now = time.monotonic()
        if now - self._told >= BEAT:
            self._told = now
            self.send(protocol.Progress(job, seconds, total))
