"""What a download notes of its files beside them, and their hashes."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.files import reason, replace_file

MANIFEST = "manifest.json"
_BLOCK = 1 << 20

OnBytes = Callable[[int], None]
"""Told how many bytes more were dealt with."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of a model should be: its size in bytes and its hash ("": not known)."""

    size: int
    sha256: str = ""


def read_manifest(folder: Path) -> dict[str, Kept]:
    """Return what a download noted of its files; empty where it noted nothing readable."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(n): Kept(int(f["size"]), str(f["sha256"])) for n, f in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a folder filled by hand, or an older one: its files are used as they are


def misfit(folder: Path) -> Path | None:
    """Return the first noted file that is not there or has another size; None where all fit."""
    for name, kept in read_manifest(folder).items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != kept.size:
            return file
    return None


def write_manifest(folder: Path, source: Mapping[str, str], files: Mapping[str, Kept]) -> None:
    """Note where a model is from and what its files are. Raises OSError."""
    told = {**source, "files": {name: asdict(kept) for name, kept in files.items()}}
    replace_file(folder / MANIFEST, (json.dumps(told, indent=1) + "\n").encode())


def sha256_of(file: Path, on_bytes: OnBytes | None = None) -> str:
    """Return the SHA-256 of a file in hex. Raises HotseatError where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with file.open("rb") as source:
            while block := source.read(_BLOCK):
                digest.update(block)
                if on_bytes is not None:
                    on_bytes(len(block))
    except OSError as error:
        raise HotseatError(f"{file} cannot be read ({reason(error)})") from error
    return digest.hexdigest()
