"""Question banks: what a file may hold, and every problem it has. Format: docs/banks.md."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotseat.domain.analysis import Probe
from hotseat.domain.rubric import RUBRICS, Element, Flag, Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.text import clean, clean_line

BANK_SCHEMA = 1
OTHER = "other"
"""The type of a question that is none of those with a rubric."""
TEXT_LIMIT = 1000
PREP_RANGE = (0, 600)
ANSWER_RANGE = (30, 1800)
TARGETS = frozenset(Element) | frozenset(Flag)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TYPE = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a bank file; `where` is the table and key, like "questions[3].level"."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        """One line: file, place, what is wrong."""
        return ": ".join(part for part in (self.file, self.where, self.message) if part)


@dataclass(frozen=True, slots=True)
class Question:
    """A question in a bank; seconds; `guidance` and `probes` may be empty.

    `source` names the document that the question was imported from ("": the bank's own).
    """

    id: str
    text: str
    type: str
    level: Level
    prep_seconds: int
    answer_seconds: int
    tests: str = ""
    guidance: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Curveball:
    """A constraint to throw in: the question types it fits and the elements it stresses."""

    id: str
    text: str
    types: tuple[str, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """An import into the bank: the document, and the marks of all that it proposed.

    The marks let an import of the changed document propose only what changed.
    """

    source: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """A file of questions and curveballs, with where they come from."""

    id: str
    title: str
    source: str = ""
    licence: str = ""
    description: str = ""
    questions: tuple[Question, ...] = ()
    curveballs: tuple[Curveball, ...] = ()
    imports: tuple[Import, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question together with the bank that it comes from."""

    bank: str
    question: Question

    @property
    def key(self) -> tuple[str, str]:
        """What identifies a question everywhere: bank and question id."""
        return (self.bank, self.question.id)


def asked(drawn: DrawnQuestion) -> AskedQuestion:
    """Return the question as a session keeps it."""
    q = drawn.question
    return AskedQuestion(
        text=q.text,
        type=q.type,
        level=q.level,
        bank=drawn.bank,
        id=q.id,
        prep_seconds=q.prep_seconds,
        answer_seconds=q.answer_seconds,
        tests=q.tests,
        guidance=q.guidance,
        probes=q.probes,
    )


class _Table:
    """Reads one table, noting each problem with its place instead of raising."""

    def __init__(self, file: str, where: str, data: Any, problems: list[Problem]) -> None:
        self._file, self._where, self._problems = file, where, problems
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self._known: set[str] = set()
        self.ok = True
        if not isinstance(data, Mapping):
            self.note("", "must be a table")

    def note(self, key: str, message: str) -> None:
        self.ok = False
        where = ".".join(part for part in (self._where, key) if part)
        self._problems.append(Problem(self._file, where, message))

    def get(self, key: str) -> Any:
        self._known.add(key)
        return self._data.get(key)

    def text(self, key: str, limit: int = TEXT_LIMIT, required: bool = True) -> str:
        value = self.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str):
            self.note(key, "is missing" if value is None else "must be text in quotes")
            return ""
        cleaned = clean_line(clean(value))
        if required and not cleaned:
            self.note(key, "must not be empty")
        if len(cleaned) > limit:
            self.note(key, f"has {len(cleaned)} characters; at most {limit} are allowed")
        return cleaned

    def identifier(self, key: str, limit: int) -> str:
        value = self.text(key, limit)
        if value and not _ID.fullmatch(value):
            self.note(key, f'"{value[:60]}" may hold only a-z, 0-9 and single hyphens')
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key, 60)
        if value and value not in allowed:
            self.note(key, f'"{value}" is not one of: {", ".join(allowed)}')
        return value

    def integer(self, key: str, low: int, high: int) -> int:
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            shown = "is missing" if value is None else f"is {str(value)[:40]}"
            self.note(key, f"{shown}; a whole number from {low} to {high} is needed")
            return low
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.note(key, "must be a list of texts")
            return ()
        for item in value:
            if len(item) > TEXT_LIMIT:
                self.note(key, f"has a text of over {TEXT_LIMIT} characters")
        return tuple(line for line in (clean_line(item) for item in value) if line)

    def tables(self, key: str) -> list[Any]:
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.note(key, f"must be a list of tables ([[{key}]])")
            return []
        return value

    def end(self) -> None:
        for key in self._data:
            if key not in self._known:
                allowed = ", ".join(sorted(self._known))
                self.note(clean_line(str(key), 60), f"is not known; allowed: {allowed}")


def parse_bank(data: Mapping[str, Any], file: str, stem: str = "") -> tuple[Bank, list[Problem]]:
    """Return the bank in a parsed TOML document, and every problem found.

    A bad question is left out and never hides the others. `stem` is the file's name without its
    suffix, which the bank's id has to equal ("" skips that check).
    """
    problems: list[Problem] = []
    top = _Table(file, "", data, problems)
    schema = top.get("schema")
    if schema != BANK_SCHEMA:
        newer = isinstance(schema, int) and schema > BANK_SCHEMA
        top.note("schema", _schema_message(schema, newer))
        if newer:
            return Bank(id=stem, title=stem), problems
    head = _Table(file, "bank", top.get("bank"), problems)
    bank_id = head.identifier("id", 40)
    if stem and bank_id and bank_id != stem:
        head.note("id", f'"{bank_id}" must equal the file\'s name, "{stem}"')
    title = head.text("title", 100)
    source, licence = head.text("source", 300), head.text("licence", 100)
    description = head.text("description", 500, required=False)
    head.end()
    questions = _questions(top, file, problems)
    curveballs = _curveballs(top, file, problems)
    imports = _imports(top, file, problems)
    top.end()
    if not questions and not curveballs:
        problems.append(Problem(file, "questions", "the bank holds no usable question"))
    bank = Bank(
        id=bank_id or stem,
        title=title or stem,
        source=source,
        licence=licence,
        description=description,
        questions=questions,
        curveballs=curveballs,
        imports=imports,
    )
    return bank, problems


def _schema_message(schema: object, newer: bool) -> str:
    if newer:
        return f"is {schema}; this Hotseat reads up to {BANK_SCHEMA}: update Hotseat"
    return f"must be {BANK_SCHEMA}"


def _questions(top: _Table, file: str, problems: list[Problem]) -> tuple[Question, ...]:
    found: dict[str, Question] = {}
    for number, item in enumerate(top.tables("questions"), 1):
        table = _Table(file, f"questions[{number}]", item, problems)
        question = _question(table, file, f"questions[{number}]", problems)
        if question.id in found:
            table.note("id", f'"{question.id}" is used twice')
        if table.ok:
            found[question.id] = question
    return tuple(found.values())


def _question(table: _Table, file: str, where: str, problems: list[Problem]) -> Question:
    question_id = table.identifier("id", 60)
    text = table.text("text")
    question_type = table.text("type", 40)
    if question_type and not _TYPE.fullmatch(question_type):
        table.note("type", "may hold only a-z, 0-9 and underscores")
    elif question_type and question_type not in (*RUBRICS, OTHER):
        table.note("type", f'"{question_type}" is not one of: {", ".join((*RUBRICS, OTHER))}')
    level = table.choice("level", tuple(Level))
    prep = table.integer("prep_seconds", *PREP_RANGE)
    answer = table.integer("answer_seconds", *ANSWER_RANGE)
    tests = table.text("tests", 500, required=False)
    guidance, tags = table.texts("guidance"), table.texts("tags")
    probes = _probes(table, file, where, problems)
    source = table.text("source", 300, required=False)
    table.end()
    return Question(
        id=question_id,
        text=text,
        type=question_type,
        level=Level(level) if level in tuple(Level) else Level.SENIOR,
        prep_seconds=prep,
        answer_seconds=answer,
        tests=tests,
        guidance=guidance,
        probes=probes,
        tags=tags,
        source=source,
    )


def _probes(table: _Table, file: str, where: str, problems: list[Problem]) -> tuple[Probe, ...]:
    probes: list[Probe] = []
    for number, item in enumerate(table.tables("probes"), 1):
        inner = _Table(file, f"{where}.probes[{number}]", item, problems)
        text = inner.text("text", 300)
        target = inner.text("target", 40)
        if target and target not in TARGETS:
            inner.note("target", f'"{target}" is no element or flag; see docs/rubric.md')
        inner.end()
        if inner.ok:
            probes.append(Probe(text=text, target=target, source="bank"))
    return tuple(probes)


def _curveballs(top: _Table, file: str, problems: list[Problem]) -> tuple[Curveball, ...]:
    found: dict[str, Curveball] = {}
    for number, item in enumerate(top.tables("curveballs"), 1):
        table = _Table(file, f"curveballs[{number}]", item, problems)
        ball_id, text = table.identifier("id", 60), table.text("text", 300)
        types, elements = table.texts("types"), table.texts("elements")
        for name in types:
            if name not in RUBRICS:
                table.note("types", f'"{name[:40]}" is not one of: {", ".join(RUBRICS)}')
        for name in elements:
            if name not in tuple(Element):
                table.note("elements", f'"{name[:40]}" is not an element; see docs/rubric.md')
        if not types:
            table.note("types", "must name at least one question type")
        if not elements:
            table.note("elements", "must name at least one element")
        table.end()
        if ball_id in found:
            table.note("id", f'"{ball_id}" is used twice')
        if table.ok:
            balls = tuple(Element(name) for name in elements)
            found[ball_id] = Curveball(ball_id, text, types, balls)
    return tuple(found.values())


def _imports(top: _Table, file: str, problems: list[Problem]) -> tuple[Import, ...]:
    found: list[Import] = []
    for number, item in enumerate(top.tables("imports"), 1):
        table = _Table(file, f"imports[{number}]", item, problems)
        made = Import(table.text("source", 300), table.texts("marks"))
        table.end()
        if table.ok:
            found.append(made)
    return tuple(found)
