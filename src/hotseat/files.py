"""Write files such that a crash leaves the old one or the new one, never half of one."""

import os
import tempfile
from pathlib import Path

PREFIX = ".writing-"
"""Begins the name of a file that is being written; one that stays behind may be deleted."""


def replace_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put data in the place of a file's content at once; readable by its owner only.

    `durable` waits until file and folder are on the disk. Raises OSError; the old file then stays.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(path.parent)


def remove_leftovers(folder: Path) -> None:
    """Delete what writers that were killed left in a folder. Raises OSError."""
    for leftover in folder.glob(f"{PREFIX}*"):
        leftover.unlink(missing_ok=True)


def reason(error: OSError) -> str:
    """Return what the system says about an error, without number and file name."""
    return error.strerror or str(error) or type(error).__name__


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
