"""A bank from a parsed TOML document, with every problem in it. Format: docs/banks.md."""

import re
from collections.abc import Mapping
from typing import Any

from hotseat.domain.analysis import Probe
from hotseat.domain.bank import (
    ANSWER_RANGE,
    BANK_ID_LIMIT,
    BANK_SCHEMA,
    IDENTIFIER,
    OTHER,
    PREP_RANGE,
    QUESTION_ID_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    Bank,
    Curveball,
    Import,
    Problem,
    Question,
)
from hotseat.domain.rubric import RUBRICS, Call, Element, Flag, Level, Rubric
from hotseat.domain.text import clean_line

_TARGETS = frozenset(Element) | frozenset(Flag)
_LEVELS = {level.value: level for level in Level}
_TYPE = re.compile(r"[a-z][a-z0-9_]{0,39}")


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
        cleaned = clean_line(value)
        if required and not cleaned:
            self.note(key, "must not be empty")
        if len(cleaned) > limit:
            self.note(key, f"has {len(cleaned)} characters; at most {limit} are allowed")
        return cleaned

    def identifier(self, key: str, limit: int) -> str:
        value = self.text(key, limit)
        if value and not IDENTIFIER.fullmatch(value):
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

    def elements(self, key: str) -> tuple[Element, ...]:
        """Return a list of elements, each once."""
        names = self.texts(key)
        for name in names:
            if name not in tuple(Element):
                self.note(key, f'"{name[:40]}" is not an element; see docs/rubric.md')
        return tuple(dict.fromkeys(Element(name) for name in names if name in tuple(Element)))

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


def parse_bank(
    data: Mapping[str, Any],
    file: str,
    stem: str = "",
    known: Mapping[str, Rubric] = RUBRICS,
) -> tuple[Bank, list[Problem]]:
    """Return the bank in a parsed TOML document, and every problem found.

    A bad question is left out and never hides the others. `stem` is the file's name without its
    suffix, which the bank's id has to equal and which counts where it does not ("": there is no
    file). `known` are the types that need no definition here; a bank's own definition goes before
    it.
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
    bank_id = head.identifier("id", BANK_ID_LIMIT)
    if stem and bank_id and bank_id != stem:
        head.note("id", f'"{bank_id}" must equal the file\'s name, "{stem}"')
    title = head.text("title", TITLE_LIMIT)
    source, licence = head.text("source", 300), head.text("licence", 100)
    description = head.text("description", 500, required=False)
    head.end()
    types = _types(top, file, problems)
    usable = {**known, **types}
    questions = _questions(top, file, problems, usable)
    curveballs = _curveballs(top, file, problems, usable)
    imports = _imports(top, file, problems)
    top.end()
    if not questions and not curveballs:
        problems.append(Problem(file, "questions", "the bank holds no usable question"))
    bank = Bank(
        id=stem if IDENTIFIER.fullmatch(stem) else bank_id or stem,
        title=title or stem,
        source=source,
        licence=licence,
        description=description,
        questions=questions,
        curveballs=curveballs,
        imports=imports,
        types=tuple(types.values()),
    )
    return bank, problems


def _schema_message(schema: object, newer: bool) -> str:
    if newer:
        return f"is {schema}; this Hotseat reads up to {BANK_SCHEMA}: update Hotseat"
    return f"must be {BANK_SCHEMA}"


def types_in(data: Mapping[str, Any]) -> dict[str, Rubric]:
    """Return the sound definitions of question types in a parsed TOML document."""
    return _types(_Table("", "", data, []), "", [])


def _types(top: _Table, file: str, problems: list[Problem]) -> dict[str, Rubric]:
    found: dict[str, Rubric] = {}
    for number, item in enumerate(top.tables("types"), 1):
        where = f"types[{number}]"
        table = _Table(file, where, item, problems)
        name = table.text("id", 40)
        if name and not _TYPE.fullmatch(name):
            table.note("id", "may hold only a-z, 0-9 and underscores")
        elif name in (*RUBRICS, OTHER):
            table.note("id", f'"{name}" is a type that Hotseat knows; choose another name')
        elif name in found:
            table.note("id", f'"{name}" is used twice')
        elements = table.elements("elements")
        if not elements:
            table.note("elements", "must name at least one element")
        levels = _critical(table, file, f"{where}.critical", problems, elements)
        table.end()
        if table.ok:
            found[name] = Rubric(name, tuple(Call(e, levels.get(e)) for e in elements))
    return found


def _critical(
    table: _Table, file: str, where: str, problems: list[Problem], called: tuple[Element, ...]
) -> dict[Element, Level]:
    """Return from which level on an element is critical: the lowest that names it."""
    data = table.get("critical")
    if data is None:
        return {}
    inner = _Table(file, where, data, problems)
    levels: dict[Element, Level] = {}
    for level in Level:
        for element in inner.elements(level.value):
            if element not in called:
                inner.note(level.value, f'"{element}" must stand in elements too')
            levels.setdefault(element, level)
    inner.end()
    table.ok = table.ok and inner.ok
    return levels


def _questions(
    top: _Table, file: str, problems: list[Problem], types: Mapping[str, Rubric]
) -> tuple[Question, ...]:
    found: dict[str, Question] = {}
    for number, item in enumerate(top.tables("questions"), 1):
        table = _Table(file, f"questions[{number}]", item, problems)
        question = _question(table, file, f"questions[{number}]", problems, types)
        if question.id in found:
            table.note("id", f'"{question.id}" is used twice')
        if table.ok:
            found[question.id] = question
    return tuple(found.values())


def _question(
    table: _Table, file: str, where: str, problems: list[Problem], types: Mapping[str, Rubric]
) -> Question:
    question_id = table.identifier("id", QUESTION_ID_LIMIT)
    text = table.text("text")
    question_type = table.text("type", 40)
    if question_type and not _TYPE.fullmatch(question_type):
        table.note("type", "may hold only a-z, 0-9 and underscores")
    elif question_type and question_type not in (*types, OTHER):
        table.note("type", f'"{question_type}" is not one of: {", ".join((*types, OTHER))}')
    level = table.choice("level", tuple(_LEVELS))
    prep = table.integer("prep_seconds", *PREP_RANGE)
    answer = table.integer("answer_seconds", *ANSWER_RANGE)
    tests = table.text("tests", 500, required=False)
    guidance, pitfalls = table.texts("guidance"), table.texts("pitfalls")
    tags = table.texts("tags")
    probes = _probes(table, file, where, problems)
    source = table.text("source", 300, required=False)
    table.end()
    return Question(
        id=question_id,
        text=text,
        type=question_type,
        level=_LEVELS.get(level, Level.SENIOR),
        prep_seconds=prep,
        answer_seconds=answer,
        tests=tests,
        guidance=guidance,
        probes=probes,
        tags=tags,
        source=source,
        pitfalls=pitfalls,
        rubric=None if question_type in RUBRICS else types.get(question_type),
    )


def _probes(table: _Table, file: str, where: str, problems: list[Problem]) -> tuple[Probe, ...]:
    probes: list[Probe] = []
    for number, item in enumerate(table.tables("probes"), 1):
        inner = _Table(file, f"{where}.probes[{number}]", item, problems)
        text = inner.text("text", 300)
        target = inner.text("target", 40)
        if target and target not in _TARGETS:
            inner.note("target", f'"{target}" is no element or flag; see docs/rubric.md')
        inner.end()
        if inner.ok:
            probes.append(Probe(text=text, target=target, source="bank"))
    return tuple(probes)


def _curveballs(
    top: _Table, file: str, problems: list[Problem], known: Mapping[str, Rubric]
) -> tuple[Curveball, ...]:
    found: dict[str, Curveball] = {}
    for number, item in enumerate(top.tables("curveballs"), 1):
        table = _Table(file, f"curveballs[{number}]", item, problems)
        ball_id, text = table.identifier("id", QUESTION_ID_LIMIT), table.text("text", 300)
        types, elements = table.texts("types"), table.elements("elements")
        for name in types:
            if name not in known:
                table.note("types", f'"{name[:40]}" is not one of: {", ".join(known)}')
        if not types:
            table.note("types", "must name at least one question type")
        if not elements:
            table.note("elements", "must name at least one element")
        table.end()
        if ball_id in found:
            table.note("id", f'"{ball_id}" is used twice')
        if table.ok:
            found[ball_id] = Curveball(ball_id, text, types, elements)
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
