"""A note in a vault of Markdown notes: written anew between two marks, all around it kept."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.exporters.markdown import body, front_lines, front_matter
from hotseat.exporters.selection import Selection

KEY = "hotseat"
"""The key of the front matter that says of which session a note is."""

_BEGIN = re.compile(r"<!-- hotseat:begin(?: (?P<hash>[0-9a-f]{16}))? -->")
_END = "<!-- hotseat:end -->"
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_TOP_KEY = re.compile(
    r"(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)'|(?P<plain>[^\s#:'\"\[\]{},&*!|>%@`?-][^:\n]*?))"
    r"\s*:(?=\s|$)"
)
_ID_LINE = re.compile(rf"^{KEY}:[ \t]*(?P<id>\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_KEPT = "Kept from before"
_WHY = "These lines were changed inside the part that Hotseat writes, which was written anew."
_FRONT_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Note:
    """A note taken apart: front matter without its fences, and the rest."""

    mark: str
    front: str | None
    rest: str


def note_id(selection: Selection) -> str:
    """Return what a note of this selection is known by, whatever its file is called."""
    if selection.story is not None:
        known = f"story:{selection.story.id}"
    else:
        name = selection.sessions[0].name if selection.sessions else ""
        known = f"{name}#{selection.take}" if selection.take else name
    return clean_line(known) + (" (redacted)" if selection.redacted else "")


def id_in(text: str) -> str:
    """Return what the note that begins with this text is known by, or ""."""
    front = _apart(text).front
    found = _ID_LINE.search(front) if front is not None else None
    if found is None:
        return ""
    loaded = _loaded(found.group())
    return str(loaded.get(KEY, "")) if loaded else ""


def merged(selection: Selection, existing: str | None, where: str = "the note") -> str:
    """Return a note on what was selected, in the place of the one there was (None: none).

    Between the marks it is written anew. Everything outside stays letter by letter, so do other
    keys of the front matter, and tags are added to. Lines that were changed between the marks are
    kept below them. Raises HotseatError where the front matter is no YAML.
    """
    values = {**front_matter(selection), KEY: note_id(selection)}
    text = body(selection)
    if existing is None or not existing.strip("\ufeff \t\r\n"):
        head = "\n".join(["---", *front_lines(values), "---"])
        return f"{head}\n\n{_region(text)}\n"
    line_end = "\r\n" if "\r\n" in existing else "\n"
    note = _apart(existing)
    front = _front(note.front, values, line_end, where)
    rest = _around(note.rest, text, line_end)
    if note.front is None and not rest.startswith(("\n", "\r")):
        rest = line_end + rest
    return f"{note.mark}---{line_end}{front}---{line_end}{rest}"


def _apart(text: str) -> _Note:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    begin = _FENCE.match(text)
    end = _FENCE_END.search(text, begin.end()) if begin else None
    if begin is None or end is None:
        return _Note(mark, None, text[len(mark) :])
    return _Note(mark, text[begin.end() : end.start()], text[end.end() :])


# Between the marks


def _region(text: str) -> str:
    return f"<!-- hotseat:begin {_hash(text)} -->\n{text}{_END}"


def _hash(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def _around(rest: str, text: str, line_end: str) -> str:
    """Return the rest of a note with the new text between the marks."""
    region = _region(text).replace("\n", line_end)
    begin = _BEGIN.search(rest)
    if begin is None:
        before = rest if not rest or rest.endswith("\n") else rest + line_end
        return f"{before}{line_end if before.strip() else ''}{region}{line_end}"
    end = rest.find(_END, begin.end())
    if end < 0:  # the mark is gone: what follows may be the reader's own
        return f"{rest[: begin.start()]}{region}{line_end}{rest[begin.end() :].lstrip(chr(10))}"
    old, after = rest[begin.end() : end], rest[end + len(_END) :]
    kept = _changed(old, text) if _hash(old) != begin["hash"] else []
    if kept:
        lines = ["", "", f"## {_KEPT}", "", _WHY, "", *kept]
        region += line_end.join(lines)
    return f"{rest[: begin.start()]}{region}{after}"


def _changed(old: str, new: str) -> list[str]:
    """Return the lines of the old text that the new one does not have."""
    left = Counter(line.strip() for line in new.splitlines())
    kept: list[str] = []
    for line in old.splitlines():
        if not line.strip():
            continue
        if left[line.strip()] > 0:
            left[line.strip()] -= 1
        else:
            kept.append(line)
    return kept


# The front matter


def _front(
    front: str | None, values: Mapping[str, str | list[str]], line_end: str, where: str
) -> str:
    """Return front matter in which our keys are up to date and all others as they were."""
    known = _loaded(front or "")
    if known is None or len(front or "") > _FRONT_LIMIT:
        raise HotseatError(
            f"{where}: its front matter (between the lines ---) is no YAML that Hotseat can keep; "
            "mend it or move the note away"
        )
    wanted = dict(values)
    tags = _tags(known.get("tags"))
    missing = [tag for tag in wanted.get("tags", []) if tag not in tags]
    if "tags" in known and not missing:
        del wanted["tags"]
    elif "tags" in wanted:
        wanted["tags"] = [*tags, *missing]
    parts = _top_parts(front or "")
    written: list[str] = []
    for key, lines in parts:
        if key in wanted:
            written.append(front_lines({key: wanted.pop(key)})[0] + line_end)
        else:
            written.append(lines)
    if written and not written[-1].endswith("\n"):
        written[-1] += line_end
    written += [line + line_end for line in front_lines(wanted)]
    made = "".join(written)
    _prove(known, made, values, where)
    return made


def _prove(
    before: Mapping[Any, Any], made: str, values: Mapping[str, str | list[str]], where: str
) -> None:
    """Refuse to write front matter in which a key of the reader's own would be another."""
    after = _loaded(made) or {}
    own = {key: value for key, value in before.items() if key not in values}
    if after.get(KEY) != values[KEY] or any(
        key not in after or after[key] != value for key, value in own.items()
    ):
        raise HotseatError(f"{where}: its front matter cannot be kept as it is; simplify its keys")


def _tags(value: Any) -> list[str]:
    if isinstance(value, str):
        return [tag for tag in re.split(r"[,\s]+", value) if tag]
    return [str(tag) for tag in value] if isinstance(value, list) else []


def _top_parts(front: str) -> list[tuple[str, str]]:
    """Return the lines of front matter by key; ("", line) for comments and blank lines."""
    parts: list[tuple[str, str]] = []
    for line in front.splitlines(keepends=True):
        key = _TOP_KEY.match(line)
        if key is not None:
            parts.append((key["double"] or key["single"] or key["plain"], line))
        elif parts and parts[-1][0] and line[:1] in " \t-":
            parts[-1] = (parts[-1][0], parts[-1][1] + line)
        else:
            parts.append(("", line))
    return parts


def _loaded(front: str) -> dict[Any, Any] | None:
    """Return front matter as YAML reads it; None where it is no mapping of keys."""
    import yaml

    try:
        loaded = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if loaded is None:
        return {}
    return loaded if isinstance(loaded, dict) else None
