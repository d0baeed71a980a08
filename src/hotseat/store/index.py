"""A throw-away index of the sessions, so that a list of thousands opens at once."""

import os
import stat
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from hotseat import __version__
from hotseat.domain.listing import SessionSummary
from hotseat.domain.text import clean_line
from hotseat.files import replace_file
from hotseat.paths import TAKES
from hotseat.store.scrub import is_harmless, scrub

INDEX_FILE = ".index.json"
SESSION_FILE = "session.json"
# What summaries are drawn with. An index that other code drew is not believed; a new version that
# draws them with the same code reads no session again.
DRAWN_BY = (
    "domain/analysis.py",
    "domain/choices.py",
    "domain/ladder.py",
    "domain/listing.py",
    "domain/rubric.py",
    "domain/session.py",
    "domain/summary.py",
    "domain/text.py",
    "domain/transcript.py",
    "store/codec.py",
    "store/index.py",
    "store/reading.py",
    "store/recovery.py",
    "store/salvage.py",
    "store/scrub.py",
)
PACKAGE = Path(__file__).parents[1]

Summarise = Callable[[Path], SessionSummary]
Stamp = tuple[int, int]
"""When a session.json changed, in nanoseconds, and its size: tells one version from the next."""


class _Entry(msgspec.Struct, array_like=True):
    changed: int  # nanoseconds, as the file system tells them
    size: int
    summary: SessionSummary

    @property
    def stamp(self) -> Stamp:
        return self.changed, self.size


class _Index(msgspec.Struct):
    made_by: str
    sessions: dict[str, _Entry]


_DECODER = msgspec.json.Decoder(_Index)


@cache
def made_by(*more: str, package: Path = PACKAGE) -> str:
    """Return what tells the code that draws summaries, and `more` of our files, from other code."""
    try:
        code = b"".join((package / name).read_bytes() for name in (*DRAWN_BY, *more))
        return f"{zlib.crc32(code):08x}"
    except OSError:  # installed without its sources
        return __version__


def scan(root: Path, summarise: Summarise) -> list[SessionSummary]:
    """Return a summary of every session folder under `root`, in no order.

    `summarise` is asked only about folders whose session.json changed since the index was written.
    Raises OSError where `root` cannot be listed.
    """
    known = _read(root / INDEX_FILE)
    current: dict[str, _Entry] = {}
    for name, stamp in stamps(root).items():
        entry = known.get(name)
        if entry is None or entry.stamp != stamp:
            entry = _Entry(*stamp, summarise(root / name))
        current[name] = entry
    if current != known:
        _write(root / INDEX_FILE, current)
    return [entry.summary for entry in current.values()]


def stamps(root: Path) -> dict[str, Stamp]:
    """Return every session below `root` by its folder's name. Raises OSError."""
    found = ((name, _stamp(f"{root}/{name}")) for name in _folders(root))
    return {name: stamp for name, stamp in found if stamp is not None}


def _folders(root: Path) -> list[str]:
    if not root.is_dir():
        return []
    with os.scandir(root) as entries:
        return [e.name for e in entries if not e.name.startswith(".") and e.is_dir()]


def _stamp(folder: str) -> Stamp | None:
    """Return what tells one version of a session from the next; None where it is no session."""
    try:
        # A Path for each of thousands of folders would take longer than all the rest.
        found = os.stat(f"{folder}/{SESSION_FILE}")  # noqa: PTH116
    except OSError:
        return (0, 0) if (Path(folder) / TAKES).is_dir() else None
    return (found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else (0, 0)


def _read(path: Path) -> dict[str, _Entry]:
    try:
        data = path.read_bytes()
        if is_harmless(data):
            index = _DECODER.decode(data)
        else:
            index = msgspec.convert(scrub(msgspec.json.decode(data)), _Index)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}  # missing or damaged: it is made anew
    return index.sessions if index.made_by == made_by() else {}


def _write(path: Path, entries: dict[str, _Entry]) -> None:
    data = msgspec.json.encode(_Index(made_by(), entries))
    try:
        replace_file(path, data, durable=False)
    except OSError:
        return  # a workspace that cannot be written is listed without an index, only slower


def label(folder: Path) -> str:
    """Return how messages name a session's file."""
    return clean_line(f"{folder.parent.name}/{folder.name}/{SESSION_FILE}", 200)
