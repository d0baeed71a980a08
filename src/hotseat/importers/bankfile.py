"""Write an accepted draft as the TOML of a bank, new or added to one that is there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tomli

from hotseat.domain.bank import (
    BANK_ID_LIMIT,
    BANK_SCHEMA,
    IDENTIFIER,
    QUESTION_ID_LIMIT,
    TITLE_LIMIT,
)
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line, slug
from hotseat.importers.draft import Decision, Draft, Item, State

_HEADER = re.compile(r"[ \t]*\[")
_QUESTION = re.compile(r"[ \t]*\[\[[ \t]*questions[ \t]*\]\]")
_INSIDE = re.compile(r"[ \t]*\[{1,2}[ \t]*questions[ \t]*\.")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a new bank; `id` is also the file's name without .toml."""

    id: str
    title: str = ""
    source: str = ""
    licence: str = ""


def to_bank(draft: Draft, head: Head, existing: str = "") -> str:
    """Return the TOML of the bank with what was accepted in it, and what was seen noted.

    `existing` is the text of the bank's file where there is one: everything in it stays as its
    owner wrote it, changed questions are replaced in their place and new ones added at the end.
    Raises HotseatError when nothing was accepted, or when the file cannot take it.
    """
    if not draft.accepted:
        raise HotseatError("no question was accepted; accept at least one")
    if not IDENTIFIER.fullmatch(head.id) or len(head.id) > BANK_ID_LIMIT:
        raise HotseatError(
            f'"{clean_line(head.id, 60)}" is no name for a bank: '
            f"use a-z, 0-9 and single hyphens, at most {BANK_ID_LIMIT}"
        )
    if existing.strip():
        return _added(draft, head, existing)
    ids = _Ids(())
    tables = [_question(item, ids.new(item.text)) for item in draft.accepted]
    return "\n".join((_head(draft, head), *tables, _imports(draft)))


class _Ids:
    """Gives each question an id of its own."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def new(self, text: str) -> str:
        base = slug(text, QUESTION_ID_LIMIT - 6)
        made, number = base, 2
        while made in self._taken:
            made, number = f"{base}-{number}", number + 1
        self._taken.add(made)
        return made


def _string(text: str) -> str:
    """Return a TOML basic string."""
    escaped = clean_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _list(texts: Iterable[str]) -> str:
    lines = [f"  {_string(text)}," for text in texts]
    return "\n".join(("[", *lines, "]")) if lines else "[]"


def _head(draft: Draft, head: Head) -> str:
    lines = [
        f"schema = {BANK_SCHEMA}",
        "",
        "[bank]",
        f"id = {_string(head.id)}",
        f"title = {_string(clean_line(head.title, TITLE_LIMIT) or _titled(head.id))}",
        f"source = {_string(clean_line(head.source or draft.source, 300) or 'imported')}",
        f"licence = {_string(clean_line(head.licence, 100) or 'as its source')}",
        "",
    ]
    return "\n".join(lines)


def _titled(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _question(item: Item, question_id: str, kept: Mapping[str, Any] | None = None) -> str:
    """Return the table of a question; `kept` is what the bank already holds beside our keys."""
    lines = [
        "[[questions]]",
        f"id = {_string(question_id)}",
        f"text = {_string(item.text)}",
        f"type = {_string(item.type)}",
        f"level = {_string(item.level)}",
        f"prep_seconds = {item.prep_seconds}",
        f"answer_seconds = {item.answer_seconds}",
    ]
    if item.guidance:
        lines.append(f"guidance = {_list(item.guidance)}")
    if item.source:
        lines.append(f"source = {_string(item.source)}")
    ours = {line.split(" = ", 1)[0] for line in lines} | {"guidance", "source"}
    for key, value in (kept or {}).items():
        if key not in ours:
            lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    """Return a value that a question of a bank may hold."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    return str(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _string(key)


def _imports(draft: Draft) -> str:
    """Note what was decided on, so that it is not proposed again."""
    decided = [item for item in draft.items if item.decision is not Decision.OPEN]
    marks = dict.fromkeys(mark for item in decided for mark in item.marks)
    lines = ["[[imports]]", f"source = {_string(clean_line(draft.source, 300) or 'imported')}"]
    return "\n".join((*lines, f"marks = {_list(marks)}")) + "\n"


def _added(draft: Draft, head: Head, existing: str) -> str:
    try:
        before = tomli.loads(existing)
    except (ValueError, RecursionError) as error:
        raise _refused(head, "it is not valid TOML") from error
    tables = before.get("questions", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _refused(head, "its questions are no tables")
    ids = _Ids(str(table.get("id", "")) for table in tables)
    places = {str(table.get("id", "")): number for number, table in enumerate(tables)}
    text, new = existing.rstrip() + "\n", []
    changed: dict[int, str] = {}
    for item in draft.accepted:
        at = places.get(item.like[1]) if item.like and item.like[0] == head.id else None
        if item.state is State.CHANGED and at is not None and at not in changed:
            changed[at] = _question(item, str(tables[at]["id"]), tables[at])
        else:
            new.append(_question(item, ids.new(item.text)))
    made = "\n".join((_replaced(text, changed), *new, _imports(draft)))
    _prove(made, before, changed.keys(), len(new), head)
    return made


def _replaced(text: str, changed: Mapping[int, str]) -> str:
    """Return the text with some of its question tables replaced, in place."""
    spans = list(_question_spans(text))
    for number in sorted(changed, reverse=True):
        if number < len(spans):
            start, end = spans[number]
            text = text[:start] + changed[number] + text[end:]
    return text


def _prove(
    made: str, before: Mapping[str, Any], changed: Iterable[int], new: int, head: Head
) -> None:
    """Make sure that the file still holds all that it held, and what was added."""
    try:
        after = tomli.loads(made)
    except ValueError as error:
        raise _refused(head, "its questions are not written as [[questions]] tables") from error
    were, are = before.get("questions", []), after.get("questions", [])
    untouched = [number for number in range(len(were)) if number not in set(changed)]
    same = len(are) == len(were) + new and all(were[n] == are[n] for n in untouched)
    rest = {key for key in before if key not in ("questions", "imports")}
    if not same or any(before[key] != after.get(key) for key in rest):
        raise _refused(head, "its layout is unusual")


def _refused(head: Head, why: str) -> HotseatError:
    return HotseatError(f"{head.id}.toml cannot be added to: {why}; import into a new bank")


def _question_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each [[questions]] table begins and ends, its sub-tables with it."""
    start = -1
    for at in _header_places(text):
        inside = _INSIDE.match(text, at) is not None
        if start >= 0 and not inside:
            yield start, _without_tail(text, start, at)
            start = -1
        if _QUESTION.match(text, at):
            start = at
    if start >= 0:
        yield start, len(text)


def _without_tail(text: str, start: int, end: int) -> int:
    """Return the end of a table without the blank lines and comments that lead to the next."""
    lines = text[start:end].splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        end -= len(lines.pop())
    return end


_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|"
    r"\#[^\n]*|[\[\]{}]|\n",
    re.DOTALL,
)


def _header_places(text: str) -> Iterator[int]:
    """Yield where the lines begin that open a table: not those inside a list or a string."""
    depth, line = 0, 0
    if _HEADER.match(text):
        yield 0
    for token in _TOKEN.finditer(text):
        found = token.group()
        if found in ("[", "{"):
            depth += 1
        elif found in ("]", "}"):
            depth = max(0, depth - 1)
        elif found == "\n" and depth == 0:
            line = token.end()
            if _HEADER.match(text, line):
                yield line
