"""Session folders below a workspace. Format: docs/sessions.md."""

import errno
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import KEPT_DAYS, SessionState, SessionSummary, Trashed
from hotseat.domain.text import clean_line
from hotseat.domain.text import slug as slugged
from hotseat.files import reason, remove_leftovers, replace_file
from hotseat.paths import SESSIONS, TAKES
from hotseat.store import lock
from hotseat.store.index import SESSION_FILE, label, scan
from hotseat.store.trash import Trash

if TYPE_CHECKING:
    from hotseat.domain.session import Session, Take

_LOCKLESS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


class FolderStore:
    """Sessions as folders below a workspace. Implements ports.SessionStore.

    A session is given by its folder's name or by a path to its folder; one that lies elsewhere
    carries its absolute path as its name.
    """

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self._root = workspace / SESSIONS
        self._held: dict[Path, int] = {}
        self._trash = Trash(self._root)
        self._own: dict[Path, int] = {}

    def create(self, session: "Session") -> "Session":
        """Make a folder (a free name is found), hold it, save; returns the session, named."""
        folder = self._new_folder(session)
        named = replace(session, name=folder.name)
        try:
            self.hold(folder.name)
            self.save(named)
        except HotseatError:
            self.release(folder.name)
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return named

    def save(self, session: "Session") -> None:
        """Replace session.json at once; a session that is over is let go of.

        Raises HotseatError where it cannot be written, and for what a newer Hotseat made.
        """
        from hotseat.domain.session import SCHEMA  # late: a list, so every start, needs neither
        from hotseat.store.codec import encode
        from hotseat.store.recovery import keep_damaged

        folder = self.folder(session.name)
        if session.newer:
            raise HotseatError(f"{label(folder)} was not changed: {session.problem}")
        saved = replace(session, schema=SCHEMA)
        try:
            if session.problem:
                keep_damaged(folder)
            self._put(folder / SESSION_FILE, encode(replace(saved, name=folder.name)))
        except OSError as error:
            raise HotseatError(
                f"could not save {label(folder)}: {reason(error)}; "
                f"the last saved state and the audio are safe in {folder}"
            ) from error
        if session.state is not SessionState.OPEN:
            self.release(session.name)

    def _put(self, file: Path, data: bytes) -> None:
        """Replace a session.json; keys that others have put there stay. Raises OSError."""
        changed = file.stat().st_mtime_ns if file.is_file() else 0
        merged = None
        if changed and self._own.get(file) != changed:
            from hotseat.store.carry import with_strange
            from hotseat.store.codec import formatted

            merged = with_strange(file.read_bytes(), data)
            data = data if merged is None else formatted(merged)
        replace_file(file, data)
        if merged is None:  # nothing strange is in it: no need to look before the next save
            self._own[file] = file.stat().st_mtime_ns

    def load(self, name: str) -> "Session":
        """Read a session by its name or by a path to its folder."""
        return self._read(self.folder(name))

    def summaries(self) -> Sequence[SessionSummary]:
        """Return all sessions, newest first; unreadable ones carry a problem."""
        try:
            found = scan(self._root, self._summary)
        except OSError as error:
            raise HotseatError(f"cannot list {self._root}: {reason(error)}") from error
        return sorted(found, key=_when, reverse=True)

    def delete(self, name: str, *, for_good: bool = False) -> None:
        """Move a session of this workspace to the trash, or remove it for good."""
        folder = self.folder(name)
        if folder.parent != self._root:
            raise HotseatError(f"{folder} is outside the workspace; delete the folder yourself")
        self.release(name)
        if lock.held(folder):
            raise _held_elsewhere(folder)
        self._trash.take(folder, for_good)

    def trashed(self) -> Sequence[Trashed]:
        """Return what can be brought back, the latest deleted first."""
        return self._trash.content()

    def restore(self, name: str) -> str:
        """Bring a deleted session back; returns its name, another one where that was taken."""
        return self._trash.give_back(name)

    def empty_trash(self, days: int = KEPT_DAYS) -> int:
        """Remove for good what was deleted so many days ago; returns how many sessions."""
        return self._trash.empty(days)

    def folder(self, name: str) -> Path:
        """Return a session's folder. Raises HotseatError where there is none."""
        if _is_plain(name) and _is_folder(self._root / name):
            return self._root / name
        if (path := _given_path(name)) is not None:
            resolved = path.resolve()
            if resolved.parent == self._root.resolve():
                return self._root / resolved.name
            return resolved
        shown = clean_line(name, 80)
        raise HotseatError(f'no session "{shown}"; `hotseat sessions list` shows them')

    def take_path(self, session: "Session", number: int, slug: str) -> Path:
        """Return a path at which to record a take; nothing is there, and its folder exists."""
        takes = self.folder(session.name) / TAKES
        try:
            takes.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise HotseatError(f"cannot write to {takes}: {reason(error)}") from error
        stem = f"{number:02d}-{slugged(slug)}"
        path, again = takes / f"{stem}.wav", 2
        while path.exists():
            path, again = takes / f"{stem}-{again}.wav", again + 1
        return path

    def audio(self, session: "Session", take: "Take") -> Path:
        """Return the file of a take's audio, links followed. Raises HotseatError: see ports."""
        folder = self.folder(session.name)
        path = folder / take.audio
        if not path.resolve().is_relative_to(folder.resolve()):
            raise HotseatError("the session names audio outside its own folder; it is not read")
        return path

    def lacking(self, session: "Session") -> Sequence[str]:
        """Return what of a session's sound is missing or damaged, in lines."""
        from hotseat.store import recovery

        return recovery.lacking(self.folder(session.name), session)

    def hold(self, name: str) -> None:
        """Mark a session as run by this process, until release, a finished save or exit."""
        folder = self.folder(name)
        if folder in self._held:
            return
        try:
            handle = lock.acquire(folder)
            if handle is not None:
                self._held[folder] = handle
                remove_leftovers(folder)
        except OSError as error:
            if error.errno in _LOCKLESS:  # a file system that knows no locks
                return
            raise HotseatError(f"cannot write to {folder}: {reason(error)}") from error
        if handle is None:
            raise _held_elsewhere(folder)

    def release(self, name: str) -> None:
        """Let go of a session; does nothing where it is not held."""
        for folder in [f for f in self._held if name in (f.name, str(f))]:
            os.close(self._held.pop(folder))

    def interrupted(
        self, among: Sequence[SessionSummary] | None = None
    ) -> Sequence[SessionSummary]:
        """Return the open sessions that no running Hotseat holds (`among`: see ports)."""
        return [
            summary
            for summary in (self.summaries() if among is None else among)
            if summary.state == SessionState.OPEN and not lock.held(self._root / summary.name)
        ]

    def orphans(self, name: str) -> Sequence[Path]:
        """Return the audio files in a session's folder that the session does not name."""
        from hotseat.store import recovery  # late: a list, and so every start, needs none of it

        folder = self.folder(name)
        return recovery.orphans(folder, self._read(folder))

    def adopt(self, name: str) -> "Session":
        """Add orphaned audio as takes, save and return the session.

        A session.json that is missing or damaged is built anew around the audio; the damaged one
        stays as session.json.damaged. Raises HotseatError while a running Hotseat holds it.
        """
        from hotseat.store import recovery
        from hotseat.store.codec import DamagedError

        folder = self.folder(name)
        if folder not in self._held and lock.held(folder):
            raise _held_elsewhere(folder)
        try:
            session = self._read(folder)
        except DamagedError:
            session = recovery.rebuild(folder)
        try:
            recovery.keep_damaged(folder)
            adopted = recovery.adopt(folder, session)
        except OSError as error:
            raise HotseatError(f"cannot read {folder}: {reason(error)}") from error
        if adopted != session or not (folder / SESSION_FILE).exists():
            self.save(adopted)
        return adopted

    def _read(self, folder: Path) -> "Session":
        from hotseat.store.reading import read

        return read(folder, self._root)

    def _summary(self, folder: Path) -> SessionSummary:
        from hotseat.store.reading import summary_of

        return summary_of(folder, self._root)

    def _new_folder(self, session: "Session") -> Path:
        from hotseat.domain.summary import title_of

        try:
            when = datetime.fromisoformat(session.created)
        except ValueError:
            when = datetime.now().astimezone()
        stem = f"{when:%Y-%m-%dT%H%M%S}-{slugged(title_of(session))}"
        folder, again = self._root / stem, 2
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            while True:
                try:
                    folder.mkdir(mode=0o700)
                except FileExistsError:
                    folder, again = self._root / f"{stem}-{again}", again + 1
                else:
                    return folder
        except OSError as error:
            raise HotseatError(
                f"cannot write to {self._root}: {reason(error)}; choose another --workspace"
            ) from error


def _is_plain(name: str) -> bool:
    """Say whether a name is that of a folder, and no way to somewhere else."""
    return bool(name) and not name.startswith(".") and not set(name) & set("/\\\0")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # too long a name
        return False


def _given_path(name: str) -> Path | None:
    """Return the session folder that a path leads to; None where there is none."""
    if not name or "\0" in name:
        return None
    try:
        path = Path(name).expanduser()
        if path.name == SESSION_FILE:
            path = path.parent
        return path if (path / SESSION_FILE).is_file() else None
    except (OSError, RuntimeError):  # too long a name; no such user
        return None


def _held_elsewhere(folder: Path) -> HotseatError:
    return HotseatError(f"{folder.name} is open in another Hotseat; end it there first")


def _when(summary: SessionSummary) -> tuple[float, str]:
    try:
        return datetime.fromisoformat(summary.created).timestamp(), summary.name
    except (ValueError, OverflowError, OSError):
        return 0.0, summary.name
