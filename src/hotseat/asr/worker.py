"""The child process that holds the model: `python -m hotseat.asr.worker`.

It reads requests on stdin and writes events to what was its stdout (see protocol), and exits as
soon as stdin closes. What any library prints goes to stderr, which the app points at its log.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.asr.final import FinalLane, Rewording, Spans
from hotseat.asr.mailbox import Inbox, Outbox
from hotseat.asr.protocol import Failed, Follow, Load, Ready, Settled, TranscribeFile
from hotseat.asr.segments import FRAME, RATE
from hotseat.asr.source import GrowingWav, Held, SoundFile, UnreadableSoundError, plain_recording
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    from hotseat.asr.lane import Lane

# How often a growing file is looked at, in seconds; a look costs one stat and a short read.
POLL = 0.1
NICER = 5
MOST_THREADS = 4
REASON_LIMIT = 300
# A finished file is read no further ahead of its wording than this: audio is memory.
WINDOWS_AHEAD = 3


class UnwantedError(Exception):
    """Nobody wants the job any more."""


class Worker:
    """Does one job after the other; their wording is seen to on the thread of the final lane."""

    def __init__(self, inbox: Inbox, outbox: Outbox) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._final = FinalLane(inbox, outbox)
        self._lanes: Callable[[Rewording], Lane] | None = None

    def serve(self) -> None:
        """Work until the process ends."""
        while True:
            match self._inbox.jobs.get():
                case Load() as load:
                    with self._told(0):
                        self._load(load)
                case Follow(job, path, names):
                    with self._told(job):
                        self._follow(job, Path(path), names)
                case TranscribeFile(job, path, names):
                    with self._told(job):
                        self._transcribe(job, Path(path), names)
            self._final.idle.set()

    @contextmanager
    def _told(self, job: int) -> Iterator[None]:
        """Tell the app what went wrong; what is not foreseen here ends the child."""
        try:
            yield
        except UnwantedError:
            pass
        except UnreadableSoundError as error:
            self._fail(job, str(error), again=False)
        except OSError as error:
            self._fail(job, error.strerror or "it cannot be read", again=False)
        except MemoryError:
            self._fail(job, "there is not enough memory", again=True)
        except RuntimeError as error:  # CTranslate2 and ONNX Runtime
            self._fail(job, str(error), again=True)

    def _fail(self, job: int, reason: str, *, again: bool) -> None:
        self._outbox.send(Failed(job, clean_line(reason, REASON_LIMIT), again))

    def _load(self, load: Load) -> None:
        from hotseat.asr.decode import Decoder
        from hotseat.asr.lane import Lane
        from hotseat.asr.voice import Voice

        began = time.monotonic()
        other = bool(load.final) and load.final != load.folder
        live = Decoder(Path(load.folder), threads(), load.language, workers=1 if other else 2)
        live.warm()
        final = live
        if other:
            final = Decoder(Path(load.final), threads(), load.language)
            final.warm()
        self._final.start(final)
        self._lanes = lambda rewording: Lane(Voice(), live, on_stretch=rewording.add)
        self._outbox.send(Ready(time.monotonic() - began))

    def _lane(self, job: int, audio: Spans, names: str) -> "tuple[Lane, Rewording]":
        if self._lanes is None:
            raise RuntimeError("no model is loaded")
        rewording = self._final.begin(job, audio, names)
        return self._lanes(rewording), rewording

    def _follow(self, job: int, path: Path, names: str) -> None:
        wav = GrowingWav(path)
        lane, rewording = self._lane(job, wav, names)
        complete = self._await_header(job, wav)
        if complete and not plain_recording(wav.header()):
            self._transcribe(job, path, names)
            return
        count = 0
        while True:
            # Asked before the read: what was written before the request is then read for sure.
            complete = self._inbox.finished(job)
            block = wav.read()
            if len(block):
                self._final.idle.clear()
                count += self._hear(job, lane.feed(block), lane)
                rewording.passed(lane.needed_from)
            elif complete:
                self._final.idle.clear()
                break
            elif lane.guess(partial(self._inbox.finished, job)):
                self._outbox.words(job, (), lane.provisional, lane.seconds)
            else:
                self._final.idle.set()
                self._inbox.wait(POLL)
            self._alive(job, lane.seconds, wav.on_disk() / RATE)
        self._settle(job, lane, rewording, count)

    def _await_header(self, job: int, wav: GrowingWav) -> bool:
        """Wait for a recording to begin; return whether it is complete instead (or of no use)."""
        while not plain_recording(wav.header()):
            if self._inbox.finished(job):
                return True
            self._inbox.wait(POLL)
            self._alive(job, 0.0, 0.0)
        return False

    def _transcribe(self, job: int, path: Path, names: str) -> None:
        sound, held = SoundFile(path), Held()
        lane, rewording = self._lane(job, held, names)
        count = 0
        for block in sound.blocks():
            held.append(block)
            count += self._hear(job, lane.feed(block), lane)
            rewording.passed(lane.needed_from)
            self._alive(job, lane.seconds, sound.total)
            while self._final.behind() > WINDOWS_AHEAD:
                self._inbox.wait(POLL)
                self._alive(job, lane.seconds, sound.total)
            held.drop(rewording.needed_from(lane.needed_from) * FRAME)
        self._settle(job, lane, rewording, count)

    def _hear(self, job: int, words: list[Word], lane: "Lane") -> int:
        if words:
            self._outbox.words(job, words, lane.provisional, lane.seconds)
        return len(words)

    def _settle(self, job: int, lane: "Lane", rewording: Rewording, count: int) -> None:
        count += self._hear(job, lane.finish(), lane)
        self._outbox.send(Settled(job, count, lane.seconds))
        rewording.end()

    def _alive(self, job: int, seconds: float, total: float) -> None:
        """Between two steps: give a sign of life, stop when the job is not wanted."""
        if self._inbox.cancelled(job):
            raise UnwantedError
        self._outbox.progress(job, seconds, total)


def threads() -> int:
    """Return the threads to decode with: all cores but one, which stays for the screen."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(MOST_THREADS, max(1, (count or 2) - 1))


def _own_stdout() -> int:
    """Return a descriptor of the real stdout, and let all that is printed go to stderr."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return pipe


def _be_modest() -> None:
    """No network, few threads, less urgent than the screen and the recorder."""
    os.environ |= {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "OMP_NUM_THREADS": str(threads()),
        "OPENBLAS_NUM_THREADS": "1",
    }
    if hasattr(os, "nice"):
        os.nice(NICER)


def main() -> None:
    """Serve the app until it closes our stdin."""
    outbox = Outbox(_own_stdout())
    _be_modest()
    inbox = Inbox()
    threading.Thread(target=inbox.read, args=(0,), daemon=True).start()
    Worker(inbox, outbox).serve()


if __name__ == "__main__":
    main()
