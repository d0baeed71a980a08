"""Question banks on disk: the shipped ones, and those of the workspace over them."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hotseat.domain.bank import Bank, Problem
from hotseat.domain.bank_reading import parse_bank, types_in
from hotseat.domain.rubric import RUBRICS, Rubric
from hotseat.domain.text import clean_line
from hotseat.files import reason
from hotseat.paths import BANKS, shipped_banks

# A bank of 5,000 questions has about 4 MB; more is no bank.
LARGEST = 5 * 1024 * 1024
_AT = re.compile(r" \(at (?P<where>line \d+, column \d+|end of document)\)$")


def bank_folders(workspace: Path) -> tuple[Path, ...]:
    """Return the folders that hold banks, the workspace's last."""
    shipped, own = shipped_banks(), workspace / BANKS
    same = own.is_dir() and shipped.is_dir() and own.samefile(shipped)
    return (shipped,) if same else (shipped, own)


def load_banks(folders: Sequence[Path]) -> tuple[list[Bank], list[Problem]]:
    """Return all banks by title, and every problem; a bank of a later folder replaces its like.

    A question type that one bank defines may be used in all.
    """
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
    usable = [bank for bank in found.values() if bank.questions or bank.curveballs]
    return sorted(usable, key=lambda bank: bank.title.lower()), problems


def load_bank(
    file: Path, known: Mapping[str, Rubric] = RUBRICS
) -> tuple[Bank | None, list[Problem]]:
    """Read one bank; None where the file cannot be read at all.

    `known` are the question types that it may use without defining them.
    """
    name, stem, data, problems = _read(file)
    return (None, problems) if data is None else parse_bank(data, name, stem, known)


def _read(file: Path) -> tuple[str, str, dict[str, Any] | None, list[Problem]]:
    """Return a file's name and stem and the TOML in it, or None and what is wrong."""
    import tomllib

    name = clean_line(file.name, 80)
    problem = Problem(name, "", "is no file")
    try:
        if not file.is_file():  # a pipe would never end
            return name, file.stem, None, [problem]
        if file.stat().st_size <= LARGEST:
            data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
            return name, file.stem, data, []
        problem = Problem(name, "", f"is over {LARGEST // 2**20} MB; split it")
    except OSError as error:
        problem = Problem(name, "", f"cannot be read ({reason(error)})")
    except UnicodeDecodeError:
        problem = Problem(name, "", "is not UTF-8 text; save it as UTF-8")
    except (ValueError, RecursionError) as error:
        problem = _syntax(name, str(error))
    return name, file.stem, None, [problem]


def _syntax(name: str, message: str) -> Problem:
    """Tell what is no TOML, with the line first: that is where the user has to look."""
    found = _AT.search(message)
    where = found["where"] if found else ""
    told = clean_line(message[: found.start()] if found else message, 120)
    return Problem(name, where, f"is not valid TOML: {told}")
