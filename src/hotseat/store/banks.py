"""Question banks on disk: the shipped ones, and those of the workspace over them."""

import re
from collections.abc import Sequence
from pathlib import Path

from hotseat.domain.bank import Bank, Problem, parse_bank
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
    """Return all banks by title, and every problem; a bank of a later folder replaces its like."""
    found: dict[str, Bank] = {}
    problems: list[Problem] = []
    for folder in folders:
        for file in sorted(folder.glob("[!.]*.toml")):
            bank, wrong = load_bank(file)
            problems += wrong
            if bank is not None:
                found[bank.id] = bank
    usable = [bank for bank in found.values() if bank.questions or bank.curveballs]
    return sorted(usable, key=lambda bank: bank.title.lower()), problems


def load_bank(file: Path) -> tuple[Bank | None, list[Problem]]:
    """Read one bank; None where the file cannot be read at all."""
    import tomllib

    name = clean_line(file.name, 80)
    try:
        if not file.is_file():  # a pipe would never end
            return None, [Problem(name, "", "is no file")]
        if file.stat().st_size > LARGEST:
            return None, [Problem(name, "", f"is over {LARGEST // 2**20} MB; split it")]
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        return None, [Problem(name, "", f"cannot be read ({reason(error)})")]
    except UnicodeDecodeError:
        return None, [Problem(name, "", "is not UTF-8 text; save it as UTF-8")]
    except (ValueError, RecursionError) as error:
        return None, [_syntax(name, str(error))]
    return parse_bank(data, name, file.stem)


def _syntax(name: str, message: str) -> Problem:
    """Tell what is no TOML, with the line first: that is where the user has to look."""
    found = _AT.search(message)
    where = found["where"] if found else ""
    told = clean_line(message[: found.start()] if found else message, 120)
    return Problem(name, where, f"is not valid TOML: {told}")
