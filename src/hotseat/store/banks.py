"""Question banks on disk: the shipped ones, and those of the workspace over them."""

import contextlib
import gc
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hotseat.domain.bank import IDENTIFIER, Bank, Problem
from hotseat.domain.bank_reading import parse_bank, types_in
from hotseat.domain.rubric import RUBRICS, Rubric
from hotseat.domain.text import clean_line
from hotseat.files import reason
from hotseat.paths import BANKS, shipped_banks

# A bank of 5,000 questions has about 4 MB; more is no bank.
LARGEST = 5 * 1024 * 1024
DISABLED = "disabled.txt"
"""Names the questions that are never drawn, one `bank/question` a line; beside the banks."""
_AT = re.compile(r" \(at (?P<where>line \d+, column \d+|end of document)\)$")


def bank_folders(workspace: Path) -> tuple[Path, ...]:
    """Return the folders that hold banks, the workspace's last."""
    shipped, own = shipped_banks(), workspace / BANKS
    same = own.is_dir() and shipped.is_dir() and own.samefile(shipped)
    return (shipped,) if same else (shipped, own)


def load_banks(folders: Sequence[Path]) -> tuple[list[Bank], list[Problem]]:
    """Return all banks by title, and every problem; a bank of a later folder replaces its like.

    A question type that one bank defines may be used in all. What a folder's disabled.txt names is
    marked in every bank.
    """
    with _all_kept():
        return _load(folders)


def _load(folders: Sequence[Path]) -> tuple[list[Bank], list[Problem]]:
    found: dict[str, Bank] = {}
    problems: list[Problem] = []
    read = [_read(file) for folder in folders for file in sorted(folder.glob("[!.]*.toml"))]
    known = dict(RUBRICS)
    for _, _, data, _ in read:
        known.update(types_in(data or {}))
    for name, stem, data, unreadable in read:
        problems += unreadable
        if data is not None:
            bank, wrong = parse_bank(data, name, stem, known)
            problems += wrong
            found[bank.id] = bank
    disabled: defaultdict[str, set[str]] = defaultdict(set)
    for folder in folders:
        for bank_id, question_id in read_disabled(folder, problems):
            disabled[bank_id].add(question_id)
    usable = [
        replace(bank, disabled=frozenset(disabled[bank.id])) if bank.id in disabled else bank
        for bank in found.values()
        if bank.questions or bank.curveballs
    ]
    return sorted(usable, key=lambda bank: bank.title.lower()), problems


def load_bank(
    file: Path, known: Mapping[str, Rubric] = RUBRICS
) -> tuple[Bank | None, list[Problem]]:
    """Read one bank; None where the file cannot be read at all.

    `known` are the question types that it may use without defining them.
    """
    with _all_kept():
        name, stem, data, problems = _read(file)
        return (None, problems) if data is None else parse_bank(data, name, stem, known)


@contextlib.contextmanager
def _all_kept() -> Iterator[None]:
    """Look for no garbage: reading makes none, and looking takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read_disabled(folder: Path, problems: list[Problem]) -> list[tuple[str, str]]:
    """Return what a folder's disabled.txt names, as bank and question; notes what is wrong."""
    text, wrong = read_text(folder / DISABLED) if (folder / DISABLED).exists() else ("", None)
    if wrong is not None:
        problems.append(wrong)
    named: list[tuple[str, str]] = []
    for number, row in enumerate(text.splitlines(), 1):
        entry = row.partition("#")[0].strip()
        bank, _, question = entry.partition("/")
        if IDENTIFIER.fullmatch(bank) and IDENTIFIER.fullmatch(question):
            named.append((bank, question))
        elif entry:
            shown = f'"{clean_line(entry, 60)}" must be a bank and a question: bank/question'
            problems.append(Problem(DISABLED, f"line {number}", shown))
    return named


def parse_text(
    text: str, name: str, stem: str, known: Mapping[str, Rubric] = RUBRICS
) -> tuple[Bank | None, list[Problem]]:
    """Return the bank in a TOML text, and every problem; `name` and `stem` are its file's."""
    data, problems = _parsed(text, name)
    return (None, problems) if data is None else parse_bank(data, name, stem, known)


def _read(file: Path) -> tuple[str, str, dict[str, Any] | None, list[Problem]]:
    """Return a file's name and stem and the TOML in it, or None and what is wrong."""
    name = clean_line(file.name, 80)
    text, wrong = read_text(file)
    if wrong is not None:
        return name, file.stem, None, [wrong]
    return name, file.stem, *_parsed(text, name)


def read_text(file: Path) -> tuple[str, Problem | None]:
    """Return the text of a file of banks, or what is wrong with it."""
    name = clean_line(file.name, 80)
    try:
        if not file.is_file():  # a pipe would never end
            return "", Problem(name, "", "is no file")
        if file.stat().st_size > LARGEST:
            return "", Problem(name, "", f"is over {LARGEST // 2**20} MB; split it")
        return file.read_bytes().decode("utf-8-sig"), None
    except OSError as error:
        return "", Problem(name, "", f"cannot be read ({reason(error)})")
    except UnicodeDecodeError:
        return "", Problem(name, "", "is not UTF-8 text; save it as UTF-8")


def _parsed(text: str, name: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    import tomli

    try:
        return tomli.loads(text), []
    except (ValueError, RecursionError) as error:
        return None, [_syntax(name, str(error))]


def _syntax(name: str, message: str) -> Problem:
    """Tell what is no TOML, with the line first: that is where the user has to look."""
    found = _AT.search(message)
    where = found["where"] if found else ""
    told = clean_line(message[: found.start()] if found else message, 120)
    return Problem(name, where, f"is not valid TOML: {told}")
