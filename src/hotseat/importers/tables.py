"""Rows of cells into blocks: which column asks, which advises, which says type and level."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hotseat.domain.errors import HotseatError
from hotseat.importers.document import Block, Document, Kind, wordset
from hotseat.importers.openers import looks_askable

ROWS_LIMIT = 20_000
CELL_LIMIT = 20_000
_SAMPLE_ROWS = 60
_DELIMITERS = (",", ";", "\t", "|")

_ASKS = wordset("question questions prompt prompts q ask asked asks frage fragen item")
_TITLES = wordset("text title name body description content statement wording")
_ADVISES = wordset(
    "answer answers guidance advice tip tips hint hints note notes look listen listening signal "
    "signals good strong great ideal sample model rubric flag flags criteria guide explanation "
    "expected evaluation antwort comment comments coaching rationale why red green watch hear "
    "suggested approach framework points what positive negative indicator indicators looking "
    "behaviours behaviors weak pass fail wants"
)
_FOLLOWS = wordset("follow followup followups probe probes probing nachfragen")
_TYPES = wordset(
    "type types category categories topic topics competency competencies theme area skill skills "
    "section dimension bucket tag tags kind kategorie group family focus attribute"
)
_LEVELS = wordset("level seniority grade difficulty band stufe rank role")
_TIMES = wordset("minutes mins min time seconds secs duration length timebox budget")
_IGNORED = wordset(
    "id no nr number date url link owner author created updated status source row index sort "
    "order version uuid key by asker interviewer"
)
_WORD = re.compile(r"[a-zäöü]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(slots=True)
class Columns:
    """What the columns of a table are for; -1 and empty where there is none."""

    asked: int = -1
    advice: list[int] = field(default_factory=list)
    follow: list[int] = field(default_factory=list)
    kind: int = -1
    level: int = -1
    time: int = -1
    time_unit: float = 1.0


def read(text: str, name: str) -> Document:
    """Return the blocks of a table in CSV, TSV or the like. Raises HotseatError."""
    document = Document(name, tabular=True)
    rows = list(_rows(text, name))
    if len(rows) > ROWS_LIMIT:
        document.problems.append(f"{name}: only its first {ROWS_LIMIT} rows were read")
    add_rows(document, rows[:ROWS_LIMIT])
    return document


def _rows(text: str, name: str) -> Iterator[list[str]]:
    csv.field_size_limit(10 * 1024 * 1024)
    lines = text.split("\n")
    if lines and re.fullmatch(r"sep=.", lines[0].strip()):
        text = "\n".join(lines[1:])
    try:
        for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text)):
            if any(cell.strip() for cell in row):
                yield [cell.strip()[:CELL_LIMIT] for cell in row]
    except csv.Error as error:
        raise HotseatError(f"{name} is no table that can be read: {error}") from error


def _delimiter(text: str) -> str:
    """Return the character that parts the most rows into the same number of cells."""
    sample = text[:60_000]
    best, most = ",", -1.0
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(sample), delimiter=delimiter)
            widths = [len(row) for row, _ in zip(reader, range(_SAMPLE_ROWS), strict=False) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        common = max(set(widths), key=widths.count)
        score = (widths.count(common) / len(widths)) * (1 + min(common, 8) / 8) if common > 1 else 0
        if score > most:
            best, most = delimiter, score
    return best


def add_rows(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """Add the questions of a table's rows to a document, each with what its row says."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    header = full[0] if _is_header(full) else None
    body = full[1:] if header else full
    columns = _columns(header, body)
    if columns.asked < 0:
        for row in body:
            document.add(Block(Kind.TEXT, " ".join(cell for cell in row if cell)))
        return
    for row in body:
        for block in _row_blocks(row, columns):
            document.add(block)


def _row_blocks(row: Sequence[str], columns: Columns) -> Iterator[Block]:
    def cell(at: int) -> str:
        return row[at] if at >= 0 else ""

    kind = cell(columns.kind)
    yield Block(
        Kind.ASKED,
        " ".join(row[columns.asked].split()),
        hint_type=kind[:100],
        hint_level=cell(columns.level)[:60],
        minutes=_minutes(cell(columns.time)) * columns.time_unit,
        section=kind[:100],
    )
    for at in columns.advice:
        for line in re.split(r"\n|\s+[•|]\s+|;\s+(?=[A-Z])", row[at]):
            yield Block(Kind.ANSWER, line.strip(" -•*"))
    for at in columns.follow:
        if row[at]:
            yield Block(Kind.ANSWER, f"Follow-up: {' '.join(row[at].split())}")


def _minutes(text: str) -> float:
    found = _NUMBER.search(text)
    if not found:
        return 0.0
    value = float(found.group().replace(",", "."))
    return value / 60 if re.search(r"\bs(?:ec|\b)", text.lower()) else value


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row names the columns."""
    first = [cell for cell in rows[0] if cell]
    if len(rows) < 2 or not first or any(looks_askable(cell) for cell in first):
        return False
    known = _ASKS | _TITLES | _ADVISES | _FOLLOWS | _TYPES | _LEVELS | _TIMES | _IGNORED
    named = sum(bool(known.intersection(_WORD.findall(cell.lower()))) for cell in first)
    short = all(len(cell) <= 60 and len(cell.split()) <= 9 for cell in first)
    return short and (named * 2 >= len(first) or not any(cell.endswith("?") for cell in first))


def _columns(header: Sequence[str] | None, body: Sequence[Sequence[str]]) -> Columns:
    columns = Columns()
    width = len(body[0]) if body else 0
    sample = body[:_SAMPLE_ROWS]
    names = [_WORD.findall((header[at] if header else "").lower()) for at in range(width)]
    columns.asked = _asked_column(names, sample, width)
    for at in range(width):
        if at != columns.asked:
            _assign(columns, at, names[at], [row[at] for row in sample])
    return columns


def _asked_column(names: Sequence[list[str]], sample: Sequence[Sequence[str]], width: int) -> int:
    """Return the column that holds the questions: by what it holds, then by its name."""
    best, most = -1, 0.0
    for at in range(width):
        cells = [row[at] for row in sample if row[at]]
        if not cells:
            continue
        share = sum(looks_askable(cell) for cell in cells) / len(cells)
        words = set(names[at])
        bonus = 0.5 * bool(words & _ASKS) + 0.1 * bool(words & _TITLES)
        bonus -= 0.6 * bool(words & _FOLLOWS)
        score = share + bonus if share > 0 or bonus >= 0.5 else 0.0
        if score > most and (share >= 0.25 or bonus >= 0.4):
            best, most = at, score
    return best


def _assign(columns: Columns, at: int, names: list[str], cells: Sequence[str]) -> None:
    """Give a column its use, by its name or by what its cells look like."""
    words = set(names)
    filled = [cell for cell in cells if cell]
    if not filled:
        return
    long = sum(len(cell.split()) for cell in filled) / len(filled)
    numeric = sum(bool(re.fullmatch(r"\W*\d+\W*\w{0,8}", cell)) for cell in filled)
    if words & _FOLLOWS:
        columns.follow.append(at)
    elif words & _LEVELS and long < 4:
        columns.level = at
    elif words & _TIMES and numeric > 0.5 * len(filled):
        columns.time = at
        columns.time_unit = 1 / 60 if any(word.startswith("sec") for word in words) else 1.0
    elif words & _TYPES and long < 5:
        columns.kind = at if columns.kind < 0 else columns.kind
    elif numeric > 0.7 * len(filled) or any("://" in cell for cell in filled[:5]):
        return
    elif words & _ADVISES or (long >= 3 and not (words & _IGNORED and long < 8)):
        columns.advice.append(at)
    elif not words and long < 4 and columns.kind < 0:
        _by_values(columns, at, filled)


def _by_values(columns: Columns, at: int, cells: Sequence[str]) -> None:
    """Take a column of a few values without a name for levels or for types."""
    levels = wordset("junior mid senior director lead principal staff entry vp head manager")
    hits = sum(bool(levels.intersection(_WORD.findall(cell.lower()))) for cell in cells)
    if hits > 0.5 * len(cells):
        columns.level = at
    else:
        columns.kind = at
