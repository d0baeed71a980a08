"""Figures with what they measure, and where two tellings disagree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.ledger import disagreements, figures
from hotseat.coach.numbers import numbers_in, tokens_of
from hotseat.coach.sentences import split
from hotseat.domain.analysis import LedgerEntry
from hotseat.domain.transcript import typed


def entries(text: str) -> tuple[LedgerEntry, ...]:
    return figures(split(typed(text, 1)))


def short(text: str) -> list[tuple[float, str, str]]:
    return [(e.value, e.unit, e.measures) for e in entries(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and thirty", 230),
        ("twenty-three", 23),
        ("a hundred and forty", 140),
        ("two point four million", 2.4e6),
        ("half a million", 5e5),
        ("eleven hundred", 1100),
        ("four thousand three hundred", 4300),
        ("ninety seven point four", 97.4),
        ("a dozen", 12),
        ("1,200", 1200),
        ("$1.2 million", 1.2e6),
        ("$40 ,000", 40_000),
        ("20k", 20_000),
        ("three and a half", 3.5),
    ],
)
def test_numbers_in_words_and_figures(text: str, value: float) -> None:
    (number,) = numbers_in(tokens_of(text))
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We were 19 days late.", [(19, "days", "late")]),
        ("In the end it was two weeks late.", [(2, "weeks", "late")]),
        ("It cost $1.2 million in penalties.", [(1.2e6, "$", "penalties")]),
        ("Forty percent of orders failed.", [(40, "%", "orders")]),
        (
            "Our cycle time went from 14 days to 5 days.",
            [(14, "days", "cycle time, before"), (5, "days", "cycle time, after")],
        ),
        ("I had four engineers.", [(4, "", "engineers")]),
        ("The yield loss was 1.9 percent.", [(1.9, "%", "yield loss")]),
        ("It was due on the fourth of March 2024.", []),
        ("In week three we met at nine thirty.", []),
        ("One of them said that this one was the first.", []),
        ("Phase 2 of Q3, version 2.", []),
        ("One in four failed.", []),
    ],
)
def test_figures_with_unit_and_measure(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert short(text) == expected


def test_the_quote_is_verbatim() -> None:
    text = "So. We were nineteen days late, and it cost 40,000 euros in refunds."
    for entry in entries(text):
        e = entry.evidence
        assert text[e.begin : e.end] == e.quote
    assert entries(text)[0].evidence.quote == "nineteen days late"


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("We were 19 days late.", "We were four weeks late.", True),
        ("We were 19 days late.", "We were three weeks late.", False),
        ("We were 19 days late.", "We were 19 days late.", False),
        ("I had four engineers.", "I had six engineers.", True),
        ("I had four engineers.", "I had four testers.", False),
        ("Forty percent of orders failed.", "38 percent of orders failed.", False),
        ("Forty percent of orders failed.", "Sixty percent of orders failed.", True),
        ("It cost $40,000 in penalties.", "It cost 60 days in penalties.", False),
        ("We were two weeks late.", "We were two weeks late, not five weeks late.", False),
    ],
)
def test_two_tellings_disagree_only_beyond_rounding(first: str, second: str, differ: bool) -> None:
    assert bool(disagreements(entries(first), entries(second))) is differ
    assert bool(disagreements(entries(second), entries(first))) is differ


@given(st.text(alphabet=st.sampled_from("1290.,$% ahundred twoweks late"), max_size=120))
def test_any_text_gives_verbatim_finite_figures(text: str) -> None:
    for entry in entries(text):
        e = entry.evidence
        assert text[e.begin : e.end] == e.quote
        assert entry.measures
        assert abs(entry.value) < 1e40
    assert not disagreements(entries(text), entries(text))
