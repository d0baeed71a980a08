"""Where PortAudio's thread leaves what the microphone heard: it copies, counts, and is gone."""

import threading
import time
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from hotseat.audio.streams import Format

TAIL = 0.3
"""Seconds taken in after stop and pause, as sound arrives a fifth of a second late."""
BACKLOG_LIMIT = 10_000_000
"""Bytes that may wait for the disk: five minutes of sound at 16 kHz."""
BATCH = 64
"""Blocks taken out at once, so that a backlog is written in steps of three seconds."""

# Clocks of sound cards and computers drift apart by less than this per block of 50 ms.
_DRIFT = 1e-5
_NEVER = float("inf")


class Block(NamedTuple):
    """Samples as delivered, and whether they belong to the recording (not to a pause)."""

    data: bytes
    kept: bool


class Intake:
    """A queue of blocks from PortAudio's thread to the writer's."""

    def __init__(self) -> None:
        self.format = Format()
        self.gaps = 0
        self.overrun = False
        """Whether more had to wait for the disk than may; nothing is taken in any more."""
        self._queue: SimpleQueue[Block | None] = SimpleQueue()
        self._sound = threading.Event()
        self._gone = threading.Event()
        self._closed = False
        # Frames put in and taken out: each is counted by one thread only.
        self._delivered = self._taken = 0
        self._pause_at = _NEVER
        # Seconds on the monotonic clock at which a block without delay would have come at 0 frames.
        self._origin = _NEVER

    def begin(self, delivered: Format) -> None:
        """Expect sound in this format; called before the first block."""
        self.format = delivered
        self._gone.clear()

    def heard(self, data: Any, frames: int, when: Any, status: Any) -> None:
        """Take one block in (PortAudio's callback)."""
        now = time.monotonic()
        if status and (status.input_overflow or status.input_underflow):
            self.gaps += 1
        if self._closed or self.overrun:
            return
        if self._waiting() > BACKLOG_LIMIT:
            self.overrun = True
            return
        self._delivered += frames
        self._origin = min(self._origin + _DRIFT, now - self._heard_seconds())
        self._queue.put(Block(bytes(data), self.caught_up_to() < self._pause_at))
        self._sound.set()

    def finished(self) -> None:
        """Note that the stream has ended (PortAudio's callback)."""
        self._gone.set()

    @property
    def gone(self) -> bool:
        """Whether the stream has ended, asked or not."""
        return self._gone.is_set()

    @property
    def closed(self) -> bool:
        """Whether the stream is being closed on purpose."""
        return self._closed

    def caught_up_to(self) -> float:
        """Return the monotonic second up to which sound has been delivered.

        A busy machine delivers blocks a second late, so this is counted in samples.
        """
        return self._origin + self._heard_seconds()

    def wait_for_sound(self, limit: float) -> bool:
        """Say whether a first block arrives within `limit` seconds."""
        return self._sound.wait(limit)

    def pause(self) -> None:
        """Keep nothing once the last words have arrived."""
        self._pause_at = min(self._pause_at, time.monotonic() + TAIL)

    def resume(self) -> None:
        """Keep everything again."""
        self._pause_at = _NEVER

    @property
    def paused(self) -> bool:
        """Whether a pause has begun and its last words are in."""
        return self._pause_at <= time.monotonic()

    def close(self) -> None:
        """Take nothing in any more, and let the writer end after what is there."""
        self._closed = True
        self._queue.put(None)

    def take(self, limit: float) -> tuple[list[Block], bool]:
        """Return the blocks that came within `limit` seconds, and whether those are the last."""
        blocks: list[Block] = []
        try:
            item = self._queue.get(timeout=limit)
            while item is not None:
                blocks.append(item)
                self._taken += len(item.data) // self._frame_bytes()
                if len(blocks) >= BATCH:
                    break
                item = self._queue.get_nowait()
        except Empty:
            return blocks, False
        return blocks, item is None

    def _waiting(self) -> int:
        return (self._delivered - self._taken) * self._frame_bytes()

    def _frame_bytes(self) -> int:
        return 2 * self.format.channels

    def _heard_seconds(self) -> float:
        return self._delivered / self.format.rate
