"""Deleted sessions, kept for a while in a folder beside the others."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import KEPT_DAYS, Trashed
from hotseat.domain.text import clean_line
from hotseat.files import reason

TRASH = ".trash"
_WHEN = ".deleted"  # in a deleted session: when that was
_HALF_GONE = ".deleted-"  # begins the name of a folder whose removal was cut short


class Trash:
    """The trash of a folder of sessions. A move is one rename: a crash leaves no half of one."""

    def __init__(self, root: Path) -> None:
        self._root, self._folder = root, root / TRASH

    def take(self, folder: Path, for_good: bool) -> None:
        """Move a session here, or remove it; of a link only the link. Raises HotseatError."""
        try:
            if folder.is_symlink():
                folder.unlink()
            elif for_good:
                self._remove(folder)
            else:
                self._folder.mkdir(mode=0o700, exist_ok=True)
                now = datetime.now().astimezone().isoformat(timespec="microseconds")
                (folder / _WHEN).write_text(now, encoding="utf-8")
                folder.rename(_free(self._folder / folder.name))
        except OSError as error:
            raise HotseatError(f"could not delete {folder}: {reason(error)}") from error

    def content(self) -> Sequence[Trashed]:
        """Return what is here, the latest deleted first."""
        found = [(_deleted(path), path.name) for path in self._folders()]
        return [
            Trashed(clean_line(name), when.isoformat(timespec="seconds"))
            for when, name in sorted(found, reverse=True)
        ]

    def give_back(self, name: str) -> str:
        """Put a session back among the others; returns its name there. Raises HotseatError."""
        folder = next((path for path in self._folders() if path.name == name), None)
        if folder is None:
            shown = clean_line(name, 80)
            raise HotseatError(
                f'no deleted session "{shown}"; `hotseat sessions restore` lists them'
            )
        back = _free(self._root / name)
        try:
            folder.rename(back)
            (back / _WHEN).unlink(missing_ok=True)
        except OSError as error:
            raise HotseatError(f"could not bring {name} back: {reason(error)}") from error
        return back.name

    def empty(self, days: int = KEPT_DAYS) -> int:
        """Remove what was deleted so many days ago; returns how many. Raises HotseatError."""
        since = datetime.now().astimezone() - timedelta(days=days)
        doomed = [path for path in self._folders() if _deleted(path) <= since]
        half = self._root.glob(f"{_HALF_GONE}*") if self._root.is_dir() else ()
        try:
            for folder in (*doomed, *half):
                self._remove(folder)
        except OSError as error:
            raise HotseatError(f"could not empty {self._folder}: {reason(error)}") from error
        return len(doomed)

    def _folders(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if path.is_dir())

    def _remove(self, folder: Path) -> None:
        # Renamed first: a removal that is cut short never leaves half a session in a list.
        doomed = folder
        if not folder.name.startswith(_HALF_GONE):
            doomed = folder.rename(_free(self._root / f"{_HALF_GONE}{folder.name}"))
        shutil.rmtree(doomed)


def _deleted(folder: Path) -> datetime:
    try:
        when = datetime.fromisoformat((folder / _WHEN).read_text(encoding="utf-8").strip())
        return when.astimezone()
    except (OSError, ValueError):  # put here by hand
        return datetime.fromtimestamp(folder.stat().st_ctime).astimezone()


def _free(path: Path) -> Path:
    made, again = path, 2
    while made.exists():
        made, again = path.with_name(f"{path.name}-{again}"), again + 1
    return made
