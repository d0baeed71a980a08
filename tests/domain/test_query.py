"""What is typed to find sessions: words, phrases, filters, and what is wrong with them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary, StoryRef
from hotseat.domain.query import completed, parse

CONFLICT = SessionSummary(
    "a",
    created="2026-11-03T10:00:00+01:00",
    title="The vendor",
    format="drill",
    types=("cross_functional_conflict",),
    flags=("heroics", "blames_others"),
    missing=("ownership",),
    risk="high",
    tags=("onsite", "warm-up"),
    best=("vendor",),
    story=StoryRef("vendor", "The vendor", "cross_functional_conflict"),
)
DEADLINE = SessionSummary(
    "b",
    created="2026-10-31T23:30:00+01:00",
    title="The launch",
    format="grilling",
    types=("missed_deadline",),
    remarks=2,
)
BROKEN = SessionSummary("c", created="2025-01-01T10:00:00+01:00", problem="damaged")
ALL = (CONFLICT, DEADLINE, BROKEN)


def found(text: str, **said: str) -> str:
    """Return the names of what fits; `said` gives for a session what was said in it."""
    spoken = {"a": "", "b": "", "c": "", **said}
    chosen = parse(text).chosen(
        ALL,
        lambda words: frozenset(name for name, told in spoken.items() if words in told),
        frozenset({"b"}),
    )
    return "".join(summary.name for summary in chosen)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "abc"),
        ("type:conflict", "a"),
        ("TYPE:Cross-functional", "a"),
        ('type:"missed deadline"', "b"),
        ("flag:heroics", "a"),
        ("flag:blames", "a"),
        ("story:vendor", "a"),
        ("format:gril", "b"),
        ("missing:ownership risk:high", "a"),
        ('missing:"my part"', "a"),
        ("tag:warm", "a"),
        ("tag:#onsite", "a"),
        ("after:2026-11-01", "a"),
        ("after:2026-10", "ab"),
        ("before:2026", "c"),
        ("after:2026-10-31 before:2026-11-01", "b"),
        ("is:best", "a"),
        ("is:noted", "b"),
        ("is:int", "b"),
        ("is:unreadable", "c"),
        ("-type:conflict", "bc"),
        ("-is:best after:2026", "b"),
        ("the", "ab"),
        ("the -vendor", "b"),
        ("type: flag:", "abc"),
        ("10:30", ""),
    ],
)
def test_words_and_filters_choose_sessions(text: str, names: str) -> None:
    assert found(text) == names


def test_words_are_looked_for_in_what_was_said_too() -> None:
    assert found("tax", b="the tax team") == "b"
    assert found("tax launch", b="the tax team") == "b"
    assert found('"tax team"', a="tax the team", b="the tax team") == "b"
    assert found('-"tax team" the', b="the tax team") == "a"
    assert found('"still being typ', c="still being typed") == "c"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("after:yesterday", "after: takes a date such as 2026-11-01"),
        ("before:2026-13", "before: takes a date"),
        ("after:2026-02-30", "after: takes a date"),
        ("is:good", "is: takes best, noted, interrupted, unreadable"),
    ],
)
def test_a_filter_that_cannot_be_understood_says_what_it_takes(text: str, told: str) -> None:
    with pytest.raises(HotseatError, match=told):
        parse(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ty", "type:"),
        ("vendor ty", "vendor type:"),
        ("type:c", "type:cross_functional_conflict"),
        ("-flag:h", "-flag:heroics"),
        ("tag:w", "tag:warm-up"),
        ("is:n", "is:noted"),
        ("", ""),
        ("vendor", ""),
        ("tag:warm-up", ""),
        ("after:2", ""),
        ("zz:a", ""),
    ],
)
def test_filters_and_their_values_are_completed(text: str, whole: str) -> None:
    assert completed(text, ALL) == whole


@given(st.text())
def test_anything_may_be_typed(text: str) -> None:
    completed(text, ALL)
    with suppress(HotseatError):  # which says what a filter takes
        parse(text).chosen(ALL, lambda _: frozenset())
