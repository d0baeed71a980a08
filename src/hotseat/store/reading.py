"""Reading a session's file, and saying what is wrong with one that cannot be read."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.session import Session
from hotseat.domain.summary import summarise
from hotseat.domain.text import clean_line
from hotseat.files import reason
from hotseat.store import recovery
from hotseat.store.codec import DamagedError, decode
from hotseat.store.index import SESSION_FILE, label


def read(folder: Path, root: Path) -> Session:
    """Return the session in a folder; outside `root` it carries its absolute path as its name.

    Raises DamagedError for what is missing or cut off, HotseatError for what cannot be read.
    """
    where = label(folder)
    rescue = f"`hotseat sessions recover {folder.name}`"
    try:
        file = folder / SESSION_FILE
        if not file.is_file() and file.exists():
            raise HotseatError(f"{where} is no file")
        if file.stat().st_size > recovery.SIZE_LIMIT:
            raise HotseatError(f"{where} is too large to be a session")
        session = decode(file.read_bytes(), where)
    except FileNotFoundError as error:
        raise DamagedError(f"{where} is missing; the audio is safe in takes/: {rescue}") from error
    except OSError as error:
        raise HotseatError(f"cannot read {where}: {reason(error)}") from error
    except DamagedError as error:
        raise DamagedError(f"{error}; the audio is safe in takes/: {rescue}") from error
    own = folder.parent == root
    named = replace(session, name=folder.name if own else str(folder))
    return recovery.checked(named, where)


def summary_of(folder: Path, root: Path) -> SessionSummary:
    """Return what a list shows of a session; one that cannot be read carries the problem."""
    name = clean_line(folder.name)
    try:
        if name != folder.name:
            raise HotseatError("the folder's name holds control characters: rename it")
        return summarise(read(folder, root))
    except HotseatError as error:
        changed = datetime.fromtimestamp(folder.stat().st_mtime).astimezone()
        when = changed.isoformat(timespec="seconds")
        return SessionSummary(name, created=when, problem=str(error))
