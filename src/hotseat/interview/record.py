"""What a sitting leaves behind while it runs: the session, saved after every step."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hotseat.domain.analysis import Probe
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import AskedQuestion, Rung, Session, Take, with_take
from hotseat.ports import Clock, SessionStore


class Record:
    """Holds the session and writes it off the event loop. Saving never raises: it notes."""

    def __init__(
        self, session: Session, store: SessionStore, clock: Clock, note: Callable[[str], None]
    ) -> None:
        self.session = session
        self._store, self._clock, self._note = store, clock, note
        # Two saves at once could leave the older one on disk.
        self._saving = asyncio.Lock()

    def new_take(self, question: AskedQuestion, probe: Probe | None, prep_used: float) -> Take:
        """Return the next take, not yet part of the session."""
        number = 1 + max((take.number for take in self.session.takes), default=0)
        started = self._clock.now().isoformat(timespec="seconds")
        return Take(number, question, probe=probe, started=started, prep_used=prep_used)

    async def take_up(self) -> None:
        """Hold a saved session and add audio that it does not name. Raises HotseatError."""
        name = self.session.name
        if not name:
            return
        await asyncio.to_thread(self._store.hold, name)
        if await asyncio.to_thread(self._store.orphans, name):
            self.session = await asyncio.to_thread(self._store.adopt, name)

    async def let_go(self) -> None:
        """Save, and let the session be taken up again; a folder that holds nothing is removed."""
        if self.session.takes:
            await self.save()
        try:
            await asyncio.to_thread(self._release)
        except HotseatError as error:
            self._note(str(error))

    def put(self, take: Take) -> None:
        """Add a take, or replace the one of its number."""
        self.session = with_take(self.session, take)

    def drop(self, number: int) -> None:
        """Remove a take that holds nothing."""
        kept = tuple(take for take in self.session.takes if take.number != number)
        self.session = replace(self.session, takes=kept)

    def drop_rung(self, take: int) -> None:
        """Remove the step of the grill ladder that a take made."""
        kept = tuple(rung for rung in self.session.ladder if rung.take != take)
        self.session = replace(self.session, ladder=kept)

    def add_rung(self, rung: Rung | None) -> None:
        """Add a step to the grill ladder."""
        if rung is not None:
            self.session = replace(self.session, ladder=(*self.session.ladder, rung))

    def pending(self, question: AskedQuestion | None, probe: Probe | None) -> None:
        """Remember what is on screen, for a session that is interrupted."""
        self.session = replace(self.session, pending=question, pending_probe=probe)

    def spent(self, round_seconds: float) -> None:
        """Remember how much of the round is over."""
        self.session = replace(self.session, round_seconds=round(round_seconds, 2))

    def state(self, state: SessionState) -> None:
        """Set where the session stands."""
        self.session = replace(self.session, state=state)

    def audio_of(self, take: Take) -> Path:
        """Return the file that holds a take's audio. Raises HotseatError."""
        return self._store.audio(self.session, take)

    async def path_for(self, number: int, name: str) -> Path:
        """Return where to record a take; the folder is there before the first sample.

        Raises HotseatError.
        """
        async with self._saving:
            if not self.session.name:
                await self._create()
        return await asyncio.to_thread(self._store.take_path, self.session, number, name)

    async def save(self) -> None:
        """Write the session; what went wrong is noted. A cancelled caller stops no writing."""
        await asyncio.shield(self._write())

    async def _write(self) -> None:
        try:
            async with self._saving:
                if self.session.name:
                    await asyncio.to_thread(self._store.save, self.session)
                else:
                    await self._create()
        except HotseatError as error:
            self._note(str(error))

    async def _create(self) -> None:
        created = await asyncio.to_thread(self._store.create, self.session)
        self.session = replace(self.session, name=created.name)

    def _release(self) -> None:
        name = self.session.name
        if name and not self.session.takes and not self._store.orphans(name):
            self._store.delete(name, for_good=True)
        elif name:
            self._store.release(name)
