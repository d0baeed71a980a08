"""Hypothesis strategies for whatever a session may hold."""

import types
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from hotseat.domain.session import SCHEMA, Session
from hotseat.domain.text import clean

texts = st.text(max_size=30).map(clean)
"""Text as it is once inside: anything at all, cleaned."""

hostile_texts = st.lists(
    st.one_of(
        st.text(st.characters(), max_size=8),
        st.sampled_from(
            [
                "\x1b[31m",
                "\x1b]0;title\x07",
                "\x9b2J",
                "\x00",
                "\u202e",
                "\u2028",
                "\r",
                "\ufeff",
                "\ud800",
                "[@click=app.quit]x[/]",
                "<script>",
                "| a | b |",
                "](http://evil)",
                "# ",
                "```",
                "\\",
                "e" + "\u0301" * 9,
            ]
        ),
    ),
    max_size=8,
).map("".join)
"""What a hand-edited or hostile file may hold."""

finite = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


def strategy(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a type that the domain's dataclasses use."""
    plain = {str: texts, int: st.integers(-(2**62), 2**62), float: finite, bool: st.booleans()}
    if kind in plain:
        return plain[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = {f.name: strategy(hints[f.name]) for f in fields(kind)}
        return st.builds(kind, **parts)
    if get_origin(kind) is tuple:
        return st.lists(st.deferred(lambda: strategy(get_args(kind)[0])), max_size=2).map(tuple)
    if get_origin(kind) in (types.UnionType, Union):
        return st.one_of(
            *(st.none() if part is type(None) else strategy(part) for part in get_args(kind))
        )
    raise TypeError(f"no strategy for {kind}")


sessions: st.SearchStrategy[Session] = strategy(Session).map(
    lambda session: replace(session, schema=SCHEMA)
)
"""Any session whose texts are clean: parts need not fit each other."""
