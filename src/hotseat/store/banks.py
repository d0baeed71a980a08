"""Question banks on disk: the shipped ones, and those of the workspace over them."""

import contextlib
import gc
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotseat.domain.bank import IDENTIFIER, Bank, Problem
from hotseat.domain.bank_reading import parse_bank, types_in
from hotseat.domain.rubric import RUBRICS, Rubric
from hotseat.domain.text import clean_line
from hotseat.files import reason
from hotseat.paths import BANKS, shipped_banks

if TYPE_CHECKING:
    from hotseat.store.bank_cache import Entry

# A bank of 5,000 questions has about 4 MB; more is no bank.
LARGEST = 5 * 1024 * 1024
CACHED_FROM = 500_000
"""Characters from which on a bank is kept as it was read: fewer are read in a twentieth second."""
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
    files = [_File(file) for folder in folders for file in sorted(folder.glob("[!.]*.toml"))]
    known = dict(RUBRICS)
    for file in files:
        known.update(file.types())
    for file in files:
        bank, wrong = file.bank(known)
        problems += wrong
        if bank is not None:
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
        return _File(file).bank(known)


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


class _File:
    """A bank's file on its way to a bank; a large one that was read before is not parsed again."""

    def __init__(self, path: Path) -> None:
        self._path, self._name = path, clean_line(path.name, 80)
        self._data: dict[str, Any] | None = None
        self._content = ""
        self._entry: Entry | None = None
        text, wrong = read_text(path)
        self._problems = [wrong] if wrong is not None else []
        if len(text) >= CACHED_FROM:
            from hotseat.store import bank_cache

            self._content = bank_cache.fingerprint(text.encode())
            self._entry = bank_cache.recall(path, self._content)
        self._text = text
        if wrong is None and self._entry is None:
            self._parse()

    def types(self) -> dict[str, Rubric]:
        """Return the question types that the file defines."""
        if self._entry is not None:
            return {rubric.type: rubric for rubric in self._entry.bank.types}
        return types_in(self._data or {})

    def bank(self, known: Mapping[str, Rubric]) -> tuple[Bank | None, list[Problem]]:
        """Return the bank, None where the file cannot be read at all, and every problem."""
        if not self._content:
            return self._checked(known)
        from hotseat.store import bank_cache

        types = bank_cache.fingerprint_of(known)
        if self._entry is not None and self._entry.known == types:
            return self._entry.bank, self._entry.problems
        if self._data is None and self._entry is not None:
            self._parse()
        bank, problems = self._checked(known)
        if bank is not None:
            bank_cache.remember(self._path, self._content, types, bank, problems)
        return bank, problems

    def _parse(self) -> None:
        self._data, self._problems = _parsed(self._text, self._name)

    def _checked(self, known: Mapping[str, Rubric]) -> tuple[Bank | None, list[Problem]]:
        if self._data is None:
            return None, self._problems
        return parse_bank(self._data, self._name, self._path.stem, known)


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
