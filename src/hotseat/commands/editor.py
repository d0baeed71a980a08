"""The user's own editor, on the terminal that the app has stepped aside from."""

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.files import reason

_FALLBACKS = ("nano", "vim", "vi")
_TAKE_A_LINE = frozenset(
    ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "ne")
)


def edit(path: Path, line: int = 1) -> None:
    """Open a file in $VISUAL or $EDITOR, at a line where the editor takes one, and wait.

    Raises HotseatError when there is no editor or it ends with an error.
    """
    command = editor()
    name = Path(command[0]).name
    words = [*command, f"+{line}"] if line > 1 and name in _TAKE_A_LINE else command
    try:
        with _terminal() as streams:
            status = subprocess.run([*words, str(path)], check=False, **streams).returncode
    except OSError as error:
        raise HotseatError(f"{_shown(name)} does not start ({reason(error)}); {_ADVICE}") from error
    if status:
        raise HotseatError(f"{_shown(name)} ended with status {status}; nothing was taken over")


_ADVICE = "set $EDITOR to the command of your editor"


def editor() -> list[str]:
    """Return the command of the user's editor as words. Raises HotseatError where there is none."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError as error:
        raise HotseatError(f"$EDITOR cannot be read ({error}); {_ADVICE}") from error
    if words:
        return words
    found = next((name for name in _FALLBACKS if shutil.which(name)), "")
    if not found:
        raise HotseatError(f"no editor was found; {_ADVICE}")
    return [found]


@contextlib.contextmanager
def _terminal() -> Iterator[dict[str, Any]]:
    """Yield the terminal as the editor's streams: the app's descriptor 2 goes to a log."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:  # no terminal of its own: as the app has it
        yield {}
        return
    try:
        yield {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    finally:
        os.close(terminal)


def _shown(name: str) -> str:
    return clean_line(name, 60)
