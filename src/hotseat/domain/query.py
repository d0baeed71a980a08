"""What a candidate looks for among the sessions: words, and filters such as `flag:heroics`."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary
from hotseat.domain.rubric import target_name, type_name
from hotseat.domain.text import clean_line

HINT = 'type: flag: tag: story: format: risk: after: before: is:best "exact" -not'
"""The ways to narrow a search, for a line under the input."""
STATES = ("best", "noted", "interrupted", "unreadable")
"""What `is:` may ask for."""
_PART = re.compile(r'(?P<no>-)?(?:(?P<key>[a-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))')
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: a word or phrase (`key` ""), or a filter; `no` turns it round."""

    value: str
    key: str = ""
    no: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a session must fit, all of it."""

    terms: tuple[Term, ...] = ()

    @property
    def words(self) -> tuple[Term, ...]:
        """The words and phrases."""
        return tuple(term for term in self.terms if not term.key)

    def admits(self, summary: SessionSummary, waiting: frozenset[str] = frozenset()) -> bool:
        """Say whether a session passes the filters; `waiting` names the interrupted ones."""
        return all(
            _FILTERS[term.key](summary, term.value, waiting) is not term.no
            for term in self.terms
            if term.key
        )

    def chosen(
        self,
        summaries: Iterable[SessionSummary],
        said: Callable[[str], frozenset[str]],
        waiting: frozenset[str] = frozenset(),
    ) -> list[SessionSummary]:
        """Return the sessions that fit; `said` names those in which a word or phrase occurs."""
        found = [(term, said(term.value)) for term in self.words]
        return [
            summary
            for summary in summaries
            if self.admits(summary, waiting)
            and all(
                (summary.name in names or term.value in _shown(summary)) is not term.no
                for term, names in found
            )
        ]


def parse(text: str) -> Query:
    """Read a query. Raises HotseatError for a filter whose value cannot be understood.

    Words with a colon that name no filter are words. A filter without a value is passed over: it
    is still being typed.
    """
    terms = []
    for part in _PART.finditer(clean_line(text).casefold()):
        key = part["key"] or ""
        value = part["quoted"] if part["quoted"] is not None else part["bare"]
        if key and key not in _FILTERS:
            key, value = "", f"{key}:{value}"
        if key in ("after", "before") and value:
            _edge(value, key == "before")
        if key == "is" and value and not any(state.startswith(value) for state in STATES):
            raise HotseatError(f"is: takes {', '.join(STATES)}")
        if value.strip():
            terms.append(Term(value.strip(), key, bool(part["no"])))
    return Query(tuple(terms))


def completed(text: str, summaries: Sequence[SessionSummary]) -> str:
    """Return the query with its last word completed, where it begins a filter or one's value.

    "" where there is nothing to add. Values are those that the sessions have.
    """
    head, _, last = text.rpartition(" ")
    no = "-" if last.startswith("-") else ""
    key, colon, begun = last.removeprefix("-").partition(":")
    if not colon:
        found = [f"{each}:" for each in _FILTERS if key and each.startswith(key)]
    else:
        values = _values(key, summaries) if key in _FILTERS and begun else []
        found = [f"{key}:{value}" for value in values if value.startswith(begun.casefold())]
    if not found or found[0] == last.removeprefix("-"):
        return ""
    return f"{head} {no}{found[0]}" if head else no + found[0]


def _values(key: str, summaries: Sequence[SessionSummary]) -> list[str]:
    if key == "is":
        return list(STATES)
    if key not in _VALUES:
        return []
    found = {value for each in summaries for value in _VALUES[key](each)}
    return sorted(value.casefold() for value in found if value and " " not in value)


def _edge(value: str, before: bool) -> str:
    """Return the first day of a year, month or day, or of the one after it, as ISO."""
    found = _DAY.fullmatch(value)
    try:
        if found is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else 0 for part in found.groups())
        first = datetime(year, month or 1, day or 1)
    except ValueError:
        key = "before" if before else "after"
        raise HotseatError(f"{key}: takes a date such as 2026-11-01, 2026-11 or 2026") from None
    return first.date().isoformat()


def _after(summary: SessionSummary, value: str, _: frozenset[str]) -> bool:
    return summary.created[:10] >= _edge(value, before=False)


def _before(summary: SessionSummary, value: str, _: frozenset[str]) -> bool:
    return bool(summary.created) and summary.created[:10] < _edge(value, before=True)


def _is(summary: SessionSummary, value: str, waiting: frozenset[str]) -> bool:
    holds = (
        bool(summary.best),
        bool(summary.remarks),
        summary.name in waiting,
        bool(summary.problem),
    )
    return any(so for state, so in zip(STATES, holds, strict=True) if state.startswith(value))


def _tag(summary: SessionSummary, value: str, _: frozenset[str]) -> bool:
    return any(tag.startswith(value.removeprefix("#")) for tag in summary.tags)


_VALUES: dict[str, Callable[[SessionSummary], Sequence[str]]] = {
    "type": lambda s: s.types,
    "story": lambda s: (s.story.id, s.story.title) if s.story else (),
    "format": lambda s: (s.format,),
    "flag": lambda s: s.flags,
    "tag": lambda s: s.tags,
    "missing": lambda s: s.missing,
    "risk": lambda s: (s.risk,),
    "mode": lambda s: (s.mode,),
    "level": lambda s: (s.level,),
}
"""What of a session each filter looks at."""
_NAMES: dict[str, Callable[[str], str]] = {
    "type": type_name,
    "flag": target_name,
    "missing": target_name,
}
"""How what is looked at is called on screen: filters go by either."""


def _holds(key: str) -> Callable[[SessionSummary, str, frozenset[str]], bool]:
    values, named = _VALUES[key], _NAMES.get(key, str)

    def fits(summary: SessionSummary, value: str, _: frozenset[str]) -> bool:
        return any(value in _spoken(f"{each} {named(each)}") for each in values(summary))

    return fits


@lru_cache(maxsize=4096)
def _spoken(text: str) -> str:
    return f"{text} {text.replace('_', ' ')}".casefold()


_FILTERS: dict[str, Callable[[SessionSummary, str, frozenset[str]], bool]] = {
    **{key: _holds(key) for key in _VALUES},
    "tag": _tag,
    "after": _after,
    "before": _before,
    "is": _is,
}


@lru_cache(maxsize=4096)
def _shown(summary: SessionSummary) -> str:
    """Return what a list shows of a session, to find it by."""
    types = " ".join(f"{kind} {type_name(kind)}" for kind in summary.types)
    story = summary.story.title if summary.story else ""
    parts = (summary.title, summary.name, types, story, summary.format, summary.mode)
    return " ".join((*parts, *summary.tags)).casefold()
