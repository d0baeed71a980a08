"""What the commands share: the workspace, its sessions and banks, and printing."""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.text import clean, clean_line, shorten
from hotseat.files import reason
from hotseat.paths import BANKS, SESSIONS, workspace

if TYPE_CHECKING:
    from hotseat.domain.bank import Bank, Problem
    from hotseat.domain.rubric import Rubric
    from hotseat.domain.session import Session, Take
    from hotseat.store.sessions import FolderStore

GAP = "  "


def workspace_of(options: argparse.Namespace) -> Path:
    """Return the workspace that the command line means; its folders exist afterwards.

    Raises HotseatError when it cannot be made.
    """
    folder = workspace(options.workspace)
    try:
        for name in (BANKS, SESSIONS):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HotseatError(
            f"{folder} cannot be used ({reason(error)}); choose another with --workspace DIR"
        ) from error
    return folder


def store_of(options: argparse.Namespace) -> "FolderStore":
    """Return the sessions of the workspace, which is left as it is.

    Raises HotseatError when a workspace was named that is not there.
    """
    from hotseat.store.sessions import FolderStore

    if options.workspace is not None and not options.workspace.expanduser().is_dir():
        raise HotseatError(f"there is no folder {options.workspace}; check --workspace")
    return FolderStore(workspace(options.workspace))


def session_name(store: "FolderStore", given: str) -> str:
    """Return the one session whose name begins so; what is a name or a path already stays.

    Raises UsageError where several begin so.
    """
    try:
        store.folder(given)
    except HotseatError:
        found = [s.name for s in store.summaries() if given and s.name.startswith(given)]
        if len(found) > 1:
            shown = clean_line(given, 60)
            raise UsageError(
                f'{len(found)} sessions begin with "{shown}": give more of the name'
            ) from None
        return found[0] if found else given
    return given


def take_named(store: "FolderStore", given: str) -> "tuple[Session, Take | None]":
    """Return the session of SESSION or SESSION#TAKE, and its take; None where none is named.

    Raises HotseatError.
    """
    name, _, digits = given.rpartition("#")
    number = int(digits) if name and digits.isascii() and digits.isdigit() else 0
    session = store.load(session_name(store, name if number else given))
    if not number:
        return session, None
    take = next((t for t in session.takes if t.number == number), None)
    if take is None:
        held = ", ".join(str(t.number) for t in session.takes) or "none"
        shown = clean_line(session.name, 60)
        raise HotseatError(f"{shown} has no take {number}; its takes: {held}")
    return session, take


def banks_of(options: argparse.Namespace) -> "tuple[list[Bank], list[Problem]]":
    """Return the shipped banks and the workspace's, with every problem."""
    return banks_in(workspace(options.workspace))


def banks_in(folder: Path) -> "tuple[list[Bank], list[Problem]]":
    """Return the shipped banks and those of a workspace, with every problem."""
    from hotseat.store.banks import bank_folders, load_banks

    return load_banks(bank_folders(folder))


def bank_named(banks: "Sequence[Bank]", name: str) -> "Bank":
    """Return a bank by its id. Raises UsageError."""
    for bank in banks:
        if bank.id == name:
            return bank
    raise UsageError(f'no bank "{clean_line(name, 60)}"; `hotseat bank list` shows them')


def type_named(banks: "Sequence[Bank]", name: str) -> "Rubric":
    """Return a question type's rubric: one that Hotseat knows, or a bank's. Raises UsageError."""
    from hotseat.domain.bank import types_of

    types = types_of(banks)
    if name not in types:
        raise UsageError(f'no type "{clean_line(name, 60)}"; it is one of: {", ".join(types)}')
    return types[name]


def say(*lines: str) -> None:
    """Print lines, whatever they hold made harmless."""
    for line in lines:
        print(clean(line))


def say_json(value: Any) -> None:
    """Print a value as JSON for a program: letters as they are, where the output can take them."""
    print(json_text(value, indent=2))


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON without control characters in it."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return clean(json.dumps(value, ensure_ascii=not unicode, indent=indent))


def say_table(head: Sequence[str], rows: Sequence[Sequence[str]], stretch: int = -1) -> None:
    """Print rows in columns; on a terminal the column `stretch` is cut to what fits."""
    table = [tuple(clean_line(cell) for cell in row) for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    if sys.stdout.isatty():
        over = sum(widths) + len(GAP) * (len(widths) - 1) - shutil.get_terminal_size().columns
        widths[stretch] = max(12, widths[stretch] - max(0, over))
    for row in table:
        cells = (f"{shorten(c, w):<{w}}" for c, w in zip(row, widths, strict=True))
        print(GAP.join(cells).rstrip())


def confirmed(question: str) -> bool:
    """Ask on the terminal; anything but yes is no. Raises HotseatError where nobody can answer."""
    if not sys.stdin.isatty():
        raise HotseatError("nobody is there to be asked; add --yes to do it without a question")
    print(f"{clean_line(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
