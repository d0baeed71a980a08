"""Who runs a session: a lock on a file in its folder, which ends with the process that holds it."""

import os
import sys
import time
from pathlib import Path

LOCK_FILE = ".lock"
# Another app's look at the lock takes it for an instant; a hold outlasts this many such instants.
_TRIES = 10
_PAUSE_SECONDS = 0.01


def _lock(handle: int) -> bool:
    """Lock the whole file without waiting; say whether that worked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def acquire(folder: Path) -> int | None:
    """Return a handle that holds the folder until it is closed; None where another has it.

    Raises OSError where the folder cannot be written or knows no locks.
    """
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        for _ in range(_TRIES):
            if _lock(handle):
                return handle
            time.sleep(_PAUSE_SECONDS)
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def held(folder: Path) -> bool:
    """Say whether a running process holds the folder."""
    try:
        handle = os.open(folder / LOCK_FILE, os.O_RDWR)
    except OSError:  # no lock was ever taken, or none can be
        return False
    try:
        return not _lock(handle)
    except OSError:  # a file system without locks
        return False
    finally:
        os.close(handle)
