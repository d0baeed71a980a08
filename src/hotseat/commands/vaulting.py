"""Keep notes up to date in a vault: found by what they are known by, wherever they were moved."""

import os
from collections.abc import Iterator
from pathlib import Path

from hotseat.commands.exporting import stem
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.exporters.selection import Selection
from hotseat.exporters.vault import id_in, merged, note_id
from hotseat.files import reason, replace_file

_HEAD = 16 * 1024
_TRIES = 5


def keep_note(selection: Selection, vault: Path) -> Path:
    """Write the note on what was selected, or bring it up to date; returns its file.

    A note that did not change is not written. Raises HotseatError.
    """
    folder = vault.expanduser()
    if not folder.is_dir():
        raise HotseatError(f"there is no folder {clean_line(str(vault), 200)}; check --vault")
    file = _file(selection, folder)
    where = clean_line(str(file), 200)
    try:
        for _ in range(_TRIES):
            before = file.read_bytes() if file.exists() else None
            text = merged(selection, None if before is None else _text(before, where), where)
            if text.encode() == before:
                return file
            if (file.read_bytes() if file.exists() else None) == before:
                _write(file, text)
                return file
    except OSError as error:
        raise HotseatError(f"{where} cannot be written ({reason(error)})") from error
    raise HotseatError(f"{where} is being changed by another program; try again")


def _write(file: Path, text: str) -> None:
    mode = file.stat().st_mode & 0o777 if file.exists() else None
    replace_file(file.resolve(), text.encode())
    if mode is not None:
        file.chmod(mode)


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise HotseatError(f"{where} is no UTF-8 text, so it is left alone") from error


def _file(selection: Selection, folder: Path) -> Path:
    """Return the note's file: where it is, else a free name for it."""
    known = note_id(selection)
    name = stem(selection) + ("-redacted" if selection.redacted else "")
    usual = folder / f"{name}.md"
    if _is_of(usual, known):
        return usual
    for path in _notes(folder):
        if _is_of(path, known):
            return path
    file, again = usual, 2
    while file.exists():
        file, again = folder / f"{name}-{again}.md", again + 1
    return file


def _notes(folder: Path) -> Iterator[Path]:
    """Yield the notes of a vault; folders of programs and waste baskets are left out."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(files) if name.endswith(".md"))


def _is_of(file: Path, known: str) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD).decode(errors="replace")
    except OSError:
        return False
    return "hotseat:" in head and id_in(head) == known
