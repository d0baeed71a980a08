"""Playing what was said: off the event loop, and on the clock where there is no sound."""

import asyncio
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take
from hotseat.ports import Clock, Playback, Player, SessionStore


class SilentPlayback:
    """Implements ports.Playback without sound: the position follows the clock. Seconds."""

    def __init__(self, clock: Clock, length: float) -> None:
        self._clock, self._length = clock, length
        self._from, self._stop = 0.0, length
        self._since: float | None = None
        self._speed = 1.0

    def play(self, start: float, stop: float | None = None, speed: float = 1.0) -> None:
        """Run from `start` to `stop` (None: the end), `speed` times as fast as the clock."""
        self._from, self._stop = start, self._length if stop is None else stop
        self._speed = speed
        self._since = self._clock.monotonic()

    def pause(self) -> None:
        """Hold the position."""
        self._from, self._since = self.position(), None

    def position(self) -> float:
        """Return the seconds reached."""
        if self._since is None:
            return self._from
        passed = (self._clock.monotonic() - self._since) * self._speed
        return min(self._from + passed, self._stop)

    def playing(self) -> bool:
        """Say whether the position moves."""
        return self._since is not None and self.position() < self._stop

    def problem(self) -> str:
        """Return nothing: silence cannot fail."""
        return ""

    def close(self) -> None:
        """Stop."""
        self.pause()


class Quotes:
    """Plays stretches of a session's takes, one at a time."""

    def __init__(self, player: Player, store: SessionStore) -> None:
        self._player, self._store = player, store
        self._path: Path | None = None
        self._playback: Playback | None = None
        self._busy = asyncio.Lock()

    async def play(self, session: Session, take: Take, start: float, stop: float | None) -> None:
        """Play from `start` to `stop` seconds. Raises HotseatError with the reason it cannot."""
        if not take.audio:
            raise HotseatError("There is no sound to play: this answer was typed")
        async with self._busy:
            await asyncio.to_thread(self._play, session, take, start, stop)

    async def close(self) -> None:
        """Stop, and free the device."""
        async with self._busy:
            playback, self._playback, self._path = self._playback, None, None
            if playback is not None:
                await asyncio.to_thread(playback.close)

    def _play(self, session: Session, take: Take, start: float, stop: float | None) -> None:
        path = self._store.audio(session, take)
        if self._playback is None or path != self._path:
            if self._playback is not None:
                self._playback.close()
            self._playback, self._path = None, None
            self._playback, self._path = self._player.open(path), path
        self._playback.play(start, stop)
