"""The workspace's banks while they are changed: questions turned off, files edited."""

import re
from pathlib import Path

from hotseat.domain.bank import Problem, types_of
from hotseat.domain.errors import HotseatError
from hotseat.files import reason, replace_file
from hotseat.paths import BANKS, shipped_banks
from hotseat.ports import BankEdit
from hotseat.store.banks import (
    DISABLED,
    bank_folders,
    load_banks,
    parse_text,
    read_text,
)

EDITING = ".editing-"
"""Begins the name of a copy that is being edited; the loader reads no hidden file."""
_HEAD = "# Questions that are never drawn: one a line, as bank/question.\n"


class FolderShelf:
    """Implements ports.BankShelf on a workspace's folder; shipped files are never written."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._folder = workspace / BANKS

    def own(self, bank: str) -> bool:
        """Say whether the workspace holds the bank's file."""
        return (self._folder / f"{bank}.toml").is_file()

    def open(self, bank: str, question: str = "") -> BankEdit:
        """Return a copy of the bank's file to edit; one that was left half done is gone on with.

        Raises HotseatError.
        """
        file, copy = self._folder / f"{bank}.toml", self._folder / f"{EDITING}{bank}.toml"
        begun = file if file.is_file() else shipped_banks() / file.name
        try:
            before = begun.read_bytes()
            resumed = copy.is_file()
            if not resumed:
                self._folder.mkdir(parents=True, exist_ok=True)
                replace_file(copy, before)
            at = _line_of(copy.read_bytes(), question)
        except OSError as error:
            raise HotseatError(f"{file.name} cannot be edited ({reason(error)})") from error
        return BankEdit(bank, copy, file, before, at, resumed)

    def check(self, edit: BankEdit) -> list[Problem]:
        """Return every problem of the edited copy, under the name of the bank's file."""
        text, wrong = read_text(edit.copy)
        if wrong is not None:
            return [Problem(edit.file.name, wrong.where, wrong.message)]
        known = types_of(load_banks(bank_folders(self._workspace))[0])
        _, problems = parse_text(text, edit.file.name, edit.file.stem, known)
        return problems

    def keep(self, edit: BankEdit) -> bool:
        """Put the copy in the place of the bank's file; returns whether anything had changed.

        Raises HotseatError where the file was changed by another meanwhile; the copy stays then.
        """
        try:
            data = edit.copy.read_bytes()
            if edit.file.is_file() and edit.file.read_bytes() != edit.before:
                raise HotseatError(
                    f"{edit.file.name} was changed by another program meanwhile; "
                    f"your version is in {edit.copy.name}"
                )
            if data != edit.before:
                replace_file(edit.file, data)
            edit.copy.unlink(missing_ok=True)
        except OSError as error:
            raise HotseatError(
                f"{edit.file.name} cannot be written ({reason(error)}); "
                f"your version is in {edit.copy.name}"
            ) from error
        return data != edit.before

    def drop(self, edit: BankEdit, unchanged: bool = False) -> None:
        """Throw the copy away; `unchanged`: only where nothing was changed in it.

        Raises HotseatError.
        """
        try:
            if not unchanged or edit.copy.read_bytes() == edit.before:
                edit.copy.unlink(missing_ok=True)
        except OSError as error:
            raise HotseatError(f"{edit.copy} cannot be removed ({reason(error)})") from error

    def disable(self, bank: str, question: str, off: bool) -> None:
        """Never draw a question again, or draw it again. Raises HotseatError."""
        file = self._folder / DISABLED
        text, wrong = read_text(file) if file.exists() else (_HEAD, None)
        if wrong is not None:
            raise HotseatError(f"{wrong}; mend or remove it")
        entry = f"{bank}/{question}"
        rows = [row for row in text.splitlines() if row.partition("#")[0].strip() != entry]
        rows += [entry] if off else []
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(file, "".join(f"{row}\n" for row in rows).encode())
        except OSError as error:
            raise HotseatError(f"{DISABLED} cannot be written ({reason(error)})") from error


def _line_of(data: bytes, question: str) -> int:
    """Return the line, from 1, on which a question's id stands; 1 where it is not found."""
    text = data.decode("utf-8", "replace")
    wanted = re.compile(rf"^[ \t]*id[ \t]*=[ \t]*[\"']{re.escape(question)}[\"']", re.MULTILINE)
    found = wanted.search(text, max(0, text.find("[[questions]]"))) if question else None
    return text.count("\n", 0, found.start()) + 1 if found else 1
