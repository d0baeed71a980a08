"""JSON and JSON Lines into blocks: lists, records and records by category, however nested."""

import json
import re
from collections.abc import Iterator
from typing import Any

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean
from hotseat.importers.document import Block, Document, Kind, wordset
from hotseat.importers.openers import looks_askable

NODES_LIMIT = 300_000
"""Values of a document that are looked at."""

_ASKS = (
    "question", "q", "prompt", "ask", "question_text", "questiontext", "query", "frage",
    "interview_question", "front", "text", "title", "name", "label", "content", "body", "statement",
)  # fmt: skip
_TYPES = wordset(
    "type category topic competency theme area skill section dimension bucket tag tags kind group "
    "family focus question_type subject"
)
_LEVELS = wordset("level seniority grade difficulty band")
_TIMES = wordset("minutes mins time seconds duration answer_seconds timebox time_limit budget")
_FOLLOWS = wordset(
    "follow_up follow_ups followup followups follow_up_questions probes probe follow"
)
_IGNORED = wordset(
    "id uuid url link href source author date created updated created_at updated_at slug image "
    "email version lang language locale status votes count order index rank asked_by icon key "
    "published html_url path hash prep_seconds license licence"
)
_SPLIT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\s\-.]+")


def read(text: str, name: str) -> Document:
    """Return the blocks of a JSON document. Raises HotseatError."""
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise HotseatError(f"{name} is nested too deeply; give its questions as a list") from error
    except ValueError as error:
        if text.lstrip()[:1] in "{[" and "\n" in text.strip():
            return _read_lines_or_refuse(text, name, error)
        raise _broken(name, error) from error
    document = Document(name, tabular=True)
    _Walk(document).run(data)
    return document


def read_lines(text: str, name: str) -> Document:
    """Return the blocks of JSON Lines; lines that are none are told. Raises HotseatError."""
    document = Document(name, tabular=True)
    walk, bad, good = _Walk(document), list[int](), 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            walk.run(json.loads(line))
            good += 1
        except (ValueError, RecursionError):
            bad.append(number)
    if bad and not good:
        raise HotseatError(f"{name} holds no line of JSON; check the file")
    if bad:
        shown = ", ".join(map(str, bad[:10])) + ("…" if len(bad) > 10 else "")
        word = "line" if len(bad) == 1 else "lines"
        document.problems.append(f"{name}: {word} {shown}: not valid JSON, left out")
    return document


def _read_lines_or_refuse(text: str, name: str, error: ValueError) -> Document:
    try:
        return read_lines(text, name)
    except HotseatError:
        raise _broken(name, error) from error


def _broken(name: str, error: ValueError) -> HotseatError:
    where = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else ""
    return HotseatError(f"{name} is not valid JSON ({where or str(error)[:80]})")


class _Walk:
    """Goes through the values without recursion, with the path of names that led there."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left = NODES_LIMIT

    def run(self, data: Any) -> None:
        stack: list[tuple[Any, str]] = [(data, "")]
        while stack and self._left > 0:
            self._left -= 1
            value, section = stack.pop()
            if isinstance(value, str):
                if looks_askable(value) or len(value) > 40:
                    self._add_text(value, section)
            elif isinstance(value, list):
                stack.extend((each, section) for each in reversed(value))
            elif isinstance(value, dict) and not self._record(value, section):
                stack.extend(reversed(list(self._inner(value, section))))

    def _add_text(self, value: str, section: str) -> None:
        for line in value.split("\n"):
            kind = Kind.ASKED if looks_askable(line) else Kind.TEXT
            self._document.add(Block(kind, _flat(line), hint_type=section, section=section))

    def _inner(self, value: dict[str, Any], section: str) -> Iterator[tuple[Any, str]]:
        """Yield a category's contents; pairs of question and answer become questions here."""
        title = _title(value)
        under = f"{section} / {title}" if section and title else title or section
        for key, each in value.items():
            name = _name(key)
            if name in _IGNORED or each == title:
                continue
            if looks_askable(key) and isinstance(each, (str, list)):
                self._document.add(Block(Kind.ASKED, _flat(key), hint_type=under, section=under))
                self._answers(each, "")
            elif isinstance(each, (dict, list)):
                generic = name in ("questions", "items", "data", "faqs", "faq", "list", "entries")
                named = under if generic else f"{under} / {_flat(key)}" if under else _flat(key)
                yield each, named[-200:]
            else:
                yield each, under

    def _record(self, value: dict[str, Any], section: str) -> bool:
        """Add a record that is a question; say whether it was one."""
        names = {_name(key): key for key in value}
        asked = next((key for name in _ASKS if (key := self._asks(value, names, name))), "")
        asked = asked or self._only_asking(value)
        if not asked:
            return False
        hint, level, minutes = section, "", 0.0
        for name, key in names.items():
            said = value[key]
            if name in _TYPES:
                hint = _flat(", ".join(map(str, said)) if isinstance(said, list) else str(said))
            elif name in _LEVELS and isinstance(said, (str, int)):
                level = _flat(str(said))
            elif name in _TIMES and isinstance(said, (int, float)):
                minutes = said / 60 if "second" in name or said > 30 else float(said)
        text = _string(value[asked])
        self._document.add(
            Block(Kind.ASKED, _flat(text), 0, (), hint[:200], level[:60], minutes, section[:200])
        )
        for name, key in names.items():
            if key != asked and name not in _TYPES | _LEVELS | _TIMES | _IGNORED:
                self._answers(value[key], "Follow-up: " if name in _FOLLOWS else "")
        return True

    def _asks(self, value: dict[str, Any], names: dict[str, str], name: str) -> str:
        """Return the key under which a record asks, if it does under this name."""
        key = names.get(name, "")
        if not key:
            return ""
        text = _string(value[key])
        holds_more = any(
            isinstance(each, list) and any(isinstance(inner, dict) for inner in each)
            for other, each in value.items()
            if other != key
        )
        if name in ("question", "q", "prompt", "ask", "frage") and len(text.split()) >= 2:
            return key
        if name == "front" and "back" in names and len(text.split()) >= 3:
            return key
        return key if looks_askable(text) and not holds_more else ""

    def _only_asking(self, value: dict[str, Any]) -> str:
        """Return the one key whose text asks, in a flat record without a name that we know."""
        if any(isinstance(each, dict) for each in value.values()) or len(value) < 2:
            return ""
        asking = [key for key, each in value.items() if looks_askable(_string(each))]
        named = [key for key in asking if not looks_askable(key)]
        return named[0] if len(asking) == len(named) == 1 else ""

    def _answers(self, value: Any, label: str) -> None:
        stack = [value]
        while stack and self._left > 0:
            self._left -= 1
            each = stack.pop()
            if isinstance(each, str):
                for line in each.split("\n"):
                    if len(line.split()) > 1:
                        text = label + _flat(line).lstrip("-•* ")
                        self._document.add(Block(Kind.ANSWER, text))
            elif isinstance(each, list):
                stack.extend(reversed(each))
            elif isinstance(each, dict):
                stack.extend(v for k, v in reversed(list(each.items())) if _name(k) not in _IGNORED)


def _string(value: Any) -> str:
    """Return the text of a value, of a record by language the English one."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        for key in ("en", "en-US", "en_US", "text", "value"):
            if isinstance(value.get(key), str):
                return str(value[key])
    return ""


def _title(value: dict[str, Any]) -> str:
    for key in ("title", "name", "category", "topic", "section", "theme", "competency", "label"):
        if isinstance(value.get(key), str) and not looks_askable(value[key]):
            return _flat(value[key])[:100]
    return ""


def _name(key: str) -> str:
    return "_".join(part.lower() for part in _SPLIT.split(key.strip()) if part)


def _flat(text: str) -> str:
    """Return a value's text on one line; JSON can spell out what the file itself cannot hold."""
    return " ".join(clean(text).split())
