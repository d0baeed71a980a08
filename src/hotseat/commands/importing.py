"""Documents into banks: what `bank import` and the review screen both do with files."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.domain.errors import HotseatError
from hotseat.files import reason, replace_file
from hotseat.paths import BANKS, shipped_banks

if TYPE_CHECKING:
    from hotseat.importers.bankfile import Head
    from hotseat.importers.draft import Draft

COMPLETIONS = 50


class FileImporter:
    """Implements context.Importer for a workspace."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace

    def read(self, paths: Sequence[Path]) -> "Draft":
        """Return what the documents propose. Raises HotseatError where none can be read."""
        from hotseat.importers.reading import read_documents

        return read_documents(paths)

    def read_pasted(self, text: str) -> "Draft":
        """Return what a pasted text proposes. Raises HotseatError."""
        from hotseat.importers.files import parse
        from hotseat.importers.reading import draft_of

        return draft_of(parse(text.encode("utf-8", "replace"), "pasted text"))

    def against(self, draft: "Draft", into: str) -> "Draft":
        """Hold a draft against the banks; what bank `into` has seen before is left out."""
        from hotseat.commands.common import banks_in
        from hotseat.importers.compare import against

        return against(draft, banks_in(self._workspace)[0], into)

    def write(self, draft: "Draft", head: "Head") -> Path:
        """Write what was accepted into a bank of the workspace; returns its file.

        A bank that comes with Hotseat is copied into the workspace with the new questions added.
        Raises HotseatError; the bank then stays as it was.
        """
        from hotseat.importers.bankfile import to_bank

        file = self._workspace / BANKS / f"{head.id}.toml"
        text = to_bank(draft, head, _existing(file))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, text.encode())
        except OSError as error:
            raise HotseatError(f"{file} cannot be written ({reason(error)})") from error
        return file

    def paths(self, typed: str) -> list[Path]:
        """Return the paths that a line names: one with spaces, several, or as they are dragged."""
        import shlex

        whole = _path(typed)
        try:
            if whole.exists():
                return [whole]
            words = shlex.split(typed)
        except (OSError, ValueError):  # a name too long, a quotation mark alone
            return [whole]
        return [_path(word) for word in words] or [whole]

    def complete(self, typed: str) -> list[str]:
        """Return the paths that begin as typed, folders with a slash at the end, at most 50."""
        folder, begun = os.path.split(typed)
        try:
            with os.scandir(Path(folder or ".").expanduser()) as entries:
                found = [
                    entry.name + ("/" if entry.is_dir() else "")
                    for entry in entries
                    if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
                ]
        except (OSError, ValueError):
            return []
        return [typed[: len(typed) - len(begun)] + name for name in sorted(found)[:COMPLETIONS]]


def _path(word: str) -> Path:
    """Return a path as people and file managers write it."""
    if word.startswith("file://"):
        from urllib.parse import unquote, urlsplit

        return Path(unquote(urlsplit(word).path))
    try:
        return Path(word).expanduser()
    except RuntimeError:  # the home of nobody known
        return Path(word)


def _existing(file: Path) -> str:
    """Return the text of a bank that is added to; "" where there is none yet."""
    from hotseat.store.banks import load_bank, read_text

    begun = file if file.exists() else shipped_banks() / file.name
    if not begun.exists():
        return ""
    bank, problems = load_bank(begun)
    if bank is None:
        raise HotseatError(f"{problems[0]}; mend it, or import into another bank")
    text, wrong = read_text(begun)
    if wrong is not None:
        raise HotseatError(str(wrong))
    return text
