"""A throw-away copy of a large bank as it was read, so that it opens at once the next time.

Believed only for the same bytes, the same question types around it and the same Hotseat.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from hotseat import __version__
from hotseat.domain.bank import Bank, Problem
from hotseat.domain.rubric import Rubric
from hotseat.files import replace_file
from hotseat.store.scrub import is_harmless

_MADE_BY = f"{__version__}/1"


class Entry(msgspec.Struct):
    """A bank as it was read from `content` with the types `known`; both are fingerprints."""

    made_by: str
    content: str
    known: str
    bank: Bank
    problems: list[Problem]


_DECODER = msgspec.json.Decoder(Entry)


def fingerprint(data: bytes) -> str:
    """Return what tells one version of a file from the next."""
    return sha256(data).hexdigest()


def fingerprint_of(known: Mapping[str, Rubric]) -> str:
    """Return what tells one set of question types from another."""
    return fingerprint(msgspec.json.encode(dict(sorted(known.items()))))


def recall(file: Path, content: str) -> Entry | None:
    """Return the entry of a bank's file that has this content; None where there is none."""
    try:
        data = _path(file).read_bytes()
        entry = _DECODER.decode(data) if is_harmless(data) else None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None  # missing or damaged: it is made anew
    usable = entry is not None and (entry.made_by, entry.content) == (_MADE_BY, content)
    return entry if usable else None


def remember(file: Path, content: str, known: str, bank: Bank, problems: list[Problem]) -> None:
    """Keep a bank as it was read, if its folder can be written."""
    entry = Entry(_MADE_BY, content, known, bank, problems)
    try:
        replace_file(_path(file), msgspec.json.encode(entry), durable=False)
    except OSError:
        return  # it is read again the next time, only slower


def _path(file: Path) -> Path:
    return file.with_name(f".{file.stem}.cache")
