"""A store that keeps sessions in memory; only the audio needs a folder."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hotseat.domain.choices import AnswerKind
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import KEPT_DAYS, SessionState, SessionSummary, Trashed
from hotseat.domain.session import Session, Take
from hotseat.domain.summary import summarise
from hotseat.domain.text import slug


class MemoryStore:
    """Implements ports.SessionStore.

    `fails` is raised by the next create or save when set (a full disk). `saves` counts the saves.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.sessions: dict[str, Session] = {}
        self.held: set[str] = set()
        self.saves = 0
        self.trash: list[Session] = []
        self.missing: list[str] = []
        self.fails: HotseatError | None = None
        self._root = root

    def create(self, session: Session) -> Session:
        """Keep the session under a free name, and hold it."""
        self._fail()
        base = f"{session.created[:10] or 'undated'}-{slug(session.title)}"
        name, number = base, 2
        while name in self.sessions:
            name, number = f"{base}-{number}", number + 1
        named = replace(session, name=name)
        self.sessions[name] = named
        self.held.add(name)
        return named

    def save(self, session: Session) -> None:
        """Replace the session."""
        self._fail()
        self._known(session.name)
        self.sessions[session.name] = session
        self.saves += 1
        if session.state is not SessionState.OPEN:
            self.held.discard(session.name)

    def load(self, name: str) -> Session:
        """Return a session by its name."""
        return self._known(name)

    def summaries(self) -> Sequence[SessionSummary]:
        """Return the summaries, newest first."""
        newest = sorted(self.sessions.values(), key=lambda s: (s.created, s.name), reverse=True)
        return [summarise(session) for session in newest]

    def delete(self, name: str, *, for_good: bool = False) -> None:
        """Forget a session, or put it aside."""
        session = self._known(name)
        del self.sessions[name]
        self.held.discard(name)
        if not for_good:
            self.trash.append(session)

    def trashed(self) -> Sequence[Trashed]:
        """Return what was put aside, the latest first."""
        return [Trashed(s.name, "2026-03-14T10:00:00+01:00") for s in reversed(self.trash)]

    def restore(self, name: str) -> str:
        """Take back what was put aside."""
        session = next((s for s in self.trash if s.name == name), None)
        if session is None:
            raise HotseatError(f'no deleted session "{name}"')
        self.trash.remove(session)
        self.sessions[name] = session
        return name

    def empty_trash(self, days: int = KEPT_DAYS) -> int:
        """Forget what was put aside, where no day is asked for."""
        gone = 0 if days else len(self.trash)
        self.trash = self.trash[gone:]
        return gone

    def folder(self, name: str) -> Path:
        """Return a folder for the session's audio; it exists."""
        if self._root is None:
            self._root = Path(tempfile.mkdtemp(prefix="hotseat-fake-"))
        self._known(name)
        folder = self._root / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def take_path(self, session: Session, number: int, slug: str) -> Path:
        """Return a free path for a take's audio."""
        takes = self.folder(session.name) / "takes"
        takes.mkdir(exist_ok=True)
        path, again = takes / f"{number:02d}-{slug}.wav", 2
        while path.exists():
            path, again = takes / f"{number:02d}-{slug}-{again}.wav", again + 1
        return path

    def audio(self, session: Session, take: Take) -> Path:
        """Return the file of a take's audio."""
        folder = self.folder(session.name)
        path = folder / take.audio
        if not path.resolve().is_relative_to(folder.resolve()):
            raise HotseatError("the session names audio outside its own folder; it is not read")
        return path

    def lacking(self, session: Session) -> Sequence[str]:
        """Return what a test says is missing."""
        return self.missing

    def hold(self, name: str) -> None:
        """Mark a session as run by this process."""
        self._known(name)
        self.held.add(name)

    def release(self, name: str) -> None:
        """Let go of a session."""
        self.held.discard(name)

    def interrupted(
        self, among: Sequence[SessionSummary] | None = None
    ) -> Sequence[SessionSummary]:
        """Return the open sessions that nobody holds."""
        found = self.summaries() if among is None else among
        return [s for s in found if s.state == "open" and s.name not in self.held]

    def orphans(self, name: str) -> Sequence[Path]:
        """Return the audio that the session does not name."""
        named = {take.audio for take in self._known(name).takes}
        files = sorted(self.folder(name).glob("takes/*.wav"))
        return [path for path in files if f"takes/{path.name}" not in named]

    def adopt(self, name: str) -> Session:
        """Add orphaned audio to the session as takes."""
        session = self._known(name)
        for path in self.orphans(name):
            if session.pending is None:
                raise HotseatError("the fake adopts audio only where a question is pending")
            take = Take(
                number=1 + max((t.number for t in session.takes), default=0),
                question=session.pending,
                kind=AnswerKind.SPOKEN,
                probe=session.pending_probe,
                audio=f"takes/{path.name}",
                seconds=max(0, path.stat().st_size - 44) / 32000,
                problem="Recovered after a crash; not transcribed yet",
            )
            session = replace(session, takes=(*session.takes, take))
        self.sessions[name] = session
        return session

    def _known(self, name: str) -> Session:
        if name not in self.sessions:
            raise HotseatError(f'no session "{name}"; `hotseat sessions list` shows them')
        return self.sessions[name]

    def _fail(self) -> None:
        if self.fails is not None:
            failure, self.fails = self.fails, None
            raise failure
