"""The sound of the take that is replayed: asked for from a screen, made off its event loop.

Only what was asked for last counts: a jump overtakes the one before it, and until the loudspeaker
has followed, its position is not believed.
"""

import asyncio
from collections.abc import Coroutine

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take
from hotseat.ports import Clock, Playback, Player, SessionStore
from hotseat.tui.sound import SilentPlayback

Request = Coroutine[None, None, None]


class TakeSound:
    """Plays a take, or follows the clock where there is nothing to hear and `silent` says why."""

    def __init__(self, player: Player, store: SessionStore, clock: Clock) -> None:
        self._player, self._store, self._clock = player, store, clock
        self._playback: Playback | None = None
        self._length = 0.0
        self._asked = self._done = 0
        self._busy = asyncio.Lock()
        self.silent = ""
        self.playing = False

    @property
    def ready(self) -> bool:
        """Whether the take is open."""
        return self._playback is not None

    @property
    def settled(self) -> bool:
        """Whether the loudspeaker has followed what was asked last."""
        return self._playback is not None and self._done == self._asked

    # What is asked for. Each counts from now on; the coroutine does it.

    def open(self, session: Session, take: Take, length: float) -> Request:
        """Open a take's sound, instead of what was open."""
        self._asked += 1
        self.playing = False
        return self._open(self._asked, session, take, length)

    def play(self, start: float, stop: float | None, speed: float) -> Request:
        """Play on from `start` seconds; goes on in silence where that cannot be."""
        self._asked += 1
        return self._play(self._asked, start, stop, speed)

    def pause(self) -> Request:
        """Be silent."""
        self._asked += 1
        self.playing = False
        return self._pause()

    def close(self) -> Request:
        """Free the loudspeaker."""
        self._asked += 1
        self.playing = False
        return self._close()

    # What is heard

    def position(self) -> float:
        """Return the second that is heard."""
        return 0.0 if self._playback is None else self._playback.position()

    def over(self) -> bool:
        """Say whether the stretch came to its end, and note it."""
        if self._playback is None or self._playback.playing():
            return False
        self.playing = False
        return True

    def problem(self) -> str:
        """Return why it ended by itself, "" when all is well."""
        return "" if self._playback is None else self._playback.problem()

    def go_silent(self, reason: str) -> Request:
        """Give the loudspeaker up: what is played from now on follows the clock."""
        gone, self.silent = self._playback, reason
        self._playback = SilentPlayback(self._clock, self._length)
        return self._let_go(gone)

    # Off the event loop

    async def _open(self, mine: int, session: Session, take: Take, length: float) -> None:
        async with self._busy:
            await self._drop()
            if mine != self._asked:
                return
            self._length = length
            self.silent = "" if take.audio else "this answer was typed"
            if take.audio:
                try:
                    self._playback = await asyncio.to_thread(self._open_file, session, take)
                except HotseatError as error:
                    self.silent = str(error)
            if self._playback is None:
                self._playback = SilentPlayback(self._clock, length)
            self._done = mine

    def _open_file(self, session: Session, take: Take) -> Playback:
        return self._player.open(self._store.audio(session, take))

    async def _play(self, mine: int, start: float, stop: float | None, speed: float) -> None:
        async with self._busy:
            if mine != self._asked or self._playback is None:
                return
            try:
                await asyncio.to_thread(self._playback.play, start, stop, speed)
            except HotseatError as error:
                await self.go_silent(str(error))
                self._playback.play(start, stop, speed)
            self._done = mine
            if mine == self._asked:
                self.playing = True

    async def _pause(self) -> None:
        async with self._busy:
            if self._playback is not None and not self.playing:
                await asyncio.to_thread(self._playback.pause)

    async def _close(self) -> None:
        async with self._busy:
            await self._drop()

    async def _drop(self) -> None:
        gone, self._playback = self._playback, None
        await self._let_go(gone)

    async def _let_go(self, gone: Playback | None) -> None:
        if gone is not None:
            await asyncio.to_thread(gone.close)
