"""A throw-away full-text index of the sessions: SQLite's FTS5 in the platform's cache folder."""

import hashlib
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session
from hotseat.domain.summary import title_of
from hotseat.domain.text import clean_line
from hotseat.files import reason
from hotseat.paths import SESSIONS, cache_folder
from hotseat.store.index import Stamp, made_by, stamps

_TABLES = """
CREATE TABLE made (by TEXT);
CREATE TABLE seen (name TEXT PRIMARY KEY, row INTEGER, changed INTEGER, size INTEGER);
"""
_FULL = "CREATE VIRTUAL TABLE told USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
# Where this Python's SQLite has no FTS5: the same table, looked through from end to end.
_NOT_FULL = "/plain"
_PLAIN = "CREATE TABLE told (text TEXT)"
_WORD = re.compile(r"\w+")
# Seconds: another Hotseat may write at the same moment.
_CONNECT: dict[str, Any] = {"timeout": 0.5, "check_same_thread": False}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)
_BEFORE, _EXCERPT = 40, 160  # letters

T = TypeVar("T")

Load = Callable[[str], Session]


def search_file(workspace: Path) -> Path:
    """Return the file that holds the index of a workspace."""
    place = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:16]
    return cache_folder() / "search" / f"{place}.sqlite"


class SearchIndex:
    """Implements ports.SessionSearch for the sessions below a workspace.

    The file is private to its owner. One that is damaged, or was made by another Hotseat, is made
    anew; where none can be written the index lives in memory.
    """

    def __init__(self, workspace: Path, load: Load, file: Path | None = None) -> None:
        self._root, self._load = workspace / SESSIONS, load
        self._file = search_file(workspace) if file is None else file
        self._made: sqlite3.Connection | None = None
        self._names: dict[int, str] = {}
        self._full = True
        self._lock = threading.Lock()

    def step(self, seconds: float = 0.1) -> int:
        """See ports.SessionSearch."""
        until = time.monotonic() + seconds
        try:
            now = stamps(self._root)
        except OSError as error:
            raise HotseatError(f"cannot list {self._root}: {reason(error)}") from error
        return self._do(lambda data: self._brought_up(data, now, until), len(now))

    def said(self, words: str) -> frozenset[str]:
        """See ports.SessionSearch."""
        spoken = _WORD.findall(words)
        if not spoken:
            return frozenset()
        if self._full:
            asked, value = "SELECT rowid FROM told WHERE told MATCH ?", f'"{" ".join(spoken)}" *'
        else:
            asked = "SELECT rowid FROM told WHERE text LIKE ? ESCAPE '!'"
            value = "%" + re.sub(r"([%_!])", r"!\1", " ".join(words.casefold().split())) + "%"

        def names(data: sqlite3.Connection) -> frozenset[str]:
            found = (self._names.get(row, "") for (row,) in data.execute(asked, (value,)))
            return frozenset(name for name in found if name)

        return self._do(names, frozenset())

    def excerpt(self, name: str, words: Sequence[str]) -> str:
        """See ports.SessionSearch."""
        asked = "SELECT text FROM told JOIN seen ON told.rowid = seen.row WHERE name = ?"
        found = self._do(lambda data: data.execute(asked, (name,)).fetchone(), None)
        return _excerpt(found[0], words) if found else ""

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._close()

    def _do(self, work: Callable[[sqlite3.Connection], T], instead: T) -> T:
        """Work on the index, made anew where it is damaged; `instead` while another writes it."""
        with self._lock:
            for _ in range(2):
                try:
                    return work(self._open())
                except sqlite3.DatabaseError as error:
                    if error.sqlite_errorcode & 0xFF in _BUSY and self._made is not None:
                        self._made.rollback()
                        break
                    self._close()
                    _remove(self._file)
            return instead

    def _brought_up(self, data: sqlite3.Connection, now: dict[str, Stamp], until: float) -> int:
        """Forget what is gone, take in what changed until the time is over; return what is left."""
        seen = {name: (row, (a, b)) for name, row, a, b in data.execute("SELECT * FROM seen")}
        gone = [name for name in seen if name not in now]
        left = [name for name, stamp in now.items() if name not in seen or seen[name][1] != stamp]
        for name in gone:
            self._forget(data, name, seen[name][0])
        if gone and self._full:  # what was said in a deleted session is really gone then
            data.execute("INSERT INTO told (told) VALUES ('optimize')")
        while left:
            name = left.pop()
            if name in seen:
                self._forget(data, name, seen[name][0])
            row = data.execute("INSERT INTO told (text) VALUES (?)", (self._text(name),)).lastrowid
            data.execute("INSERT INTO seen VALUES (?, ?, ?, ?)", (name, row, *now[name]))
            self._names[row or 0] = name
            if time.monotonic() > until:
                break
        data.commit()
        return len(left)

    def _forget(self, data: sqlite3.Connection, name: str, row: int) -> None:
        data.execute("DELETE FROM told WHERE rowid = ?", (row,))
        data.execute("DELETE FROM seen WHERE name = ?", (name,))
        self._names.pop(row, None)

    def _text(self, name: str) -> str:
        try:
            text = "\n".join(line for line in texts(self._load(name)) if line)
        except HotseatError:
            return ""  # the list tells what is wrong with it
        return text if self._full else text.casefold()

    def _open(self) -> sqlite3.Connection:
        if self._made is None:
            try:
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._file.touch(mode=0o600)
                self._made = self._prepared(sqlite3.connect(self._file, **_CONNECT))
            except OSError:  # no cache folder: the index lasts as long as the app
                self._made = self._prepared(sqlite3.connect(":memory:", **_CONNECT))
            self._names = dict(self._made.execute("SELECT row, name FROM seen"))
        return self._made

    def _prepared(self, data: sqlite3.Connection) -> sqlite3.Connection:
        """Return a connection whose tables are there and were made by this Hotseat."""
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "secure_delete = ON"):
            data.execute(f"PRAGMA {pragma}")
        tables = {name for (name,) in data.execute("SELECT name FROM sqlite_master")}
        made = data.execute("SELECT by FROM made").fetchone() if "made" in tables else None
        # Other code may take in other texts: its index is not believed.
        ours = made_by("store/search.py")
        if made is not None and made[0] in (ours, ours + _NOT_FULL):
            self._full = made[0] == ours
            return data
        for name in ("told", "seen", "made"):
            data.execute(f"DROP TABLE IF EXISTS {name}")
        self._full = _has_full_text(data)
        data.execute(_FULL if self._full else _PLAIN)
        data.executescript(_TABLES)
        data.execute("INSERT INTO made VALUES (?)", (ours + ("" if self._full else _NOT_FULL),))
        data.commit()
        return data

    def _close(self) -> None:
        if self._made is not None:
            self._made.close()
        self._made = None


def texts(session: Session) -> Iterator[str]:
    """Yield what a session is found by, a line each: titles, questions, notes, what was said."""
    yield title_of(session)
    yield " ".join(session.tags)
    yield session.story.title if session.story else ""
    yield session.notes
    asked = [take.question.text for take in session.takes]
    asked += [take.probe.text for take in session.takes if take.probe]
    yield from dict.fromkeys(asked)
    for take in session.takes:
        yield take.note
        yield from (each.text for each in take.annotations)
        if take.analysis is not None:
            yield from (sentence.text for sentence in take.analysis.sentences)
        elif take.transcript is not None:
            yield take.transcript.text


def _has_full_text(data: sqlite3.Connection) -> bool:
    try:
        data.execute("CREATE VIRTUAL TABLE temp.tried USING fts5(x)")
        data.execute("DROP TABLE temp.tried")
    except sqlite3.OperationalError:
        return False
    return True


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{file}{end}").unlink(missing_ok=True)


def _excerpt(text: str, words: Sequence[str]) -> str:
    """Return the line with most of the words, cut such that the first of them shows."""
    sought = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words if word]
    counted = [(sum(bool(s.search(line)) for s in sought), line) for line in text.splitlines()]
    hits, line = max(counted, key=lambda pair: pair[0], default=(0, ""))
    if not hits:
        return ""
    line = clean_line(line)
    at = min(found.start() for each in sought if (found := each.search(line)))
    begin = 0 if at <= _BEFORE else line.rfind(" ", 0, at - _BEFORE // 2) + 1
    cut = line[begin : begin + _EXCERPT]
    return ("…" if begin else "") + cut + ("…" if begin + _EXCERPT < len(line) else "")
