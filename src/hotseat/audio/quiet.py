"""Keep what C libraries print off the screen that the app draws on."""

import contextlib
import os
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

_STDERR = 2
_LOG_LIMIT = 1_000_000


@contextlib.contextmanager
def keep_native_output_off_the_screen(log_path: Path) -> Iterator[None]:
    """Send file descriptor 2 to a log while the app runs, and give it back at the end.

    ALSA and PortAudio print there; Textual draws on sys.__stderr__, which stays the terminal. The
    log is readable by its owner only and begun anew beyond a megabyte; where it cannot be written,
    the output is dropped. Enter it before the first thread that may import sounddevice, which
    moves descriptor 2 about as well.
    """
    if sys.__stderr__ is None:  # no terminal, no screen
        yield
        return
    before = sys.stderr, sys.__stderr__
    sys.__stderr__.flush()
    terminal = os.dup(_STDERR)
    screen = _screen(terminal, sys.__stderr__)
    log = _open_log(log_path)
    os.dup2(log, _STDERR, inheritable=True)
    os.close(log)
    if sys.stderr is sys.__stderr__:
        sys.stderr = screen
    sys.__stderr__ = screen  # type: ignore[misc]
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # a terminal that was closed takes no farewell
            screen.flush()
        os.dup2(terminal, _STDERR, inheritable=True)
        if sys.stderr is screen:
            sys.stderr = before[0]
        sys.__stderr__ = before[1]  # type: ignore[misc]
        os.close(terminal)


def _screen(terminal: int, like: TextIO) -> TextIOWrapper:
    # Not closing with the object: something may keep it and write to it after the app's end.
    raw = os.fdopen(terminal, "wb", closefd=False)
    return TextIOWrapper(raw, encoding=like.encoding, errors=like.errors, line_buffering=True)


def _open_log(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LOG_LIMIT:
            flags |= os.O_TRUNC
        return os.open(path, flags, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)
