"""Every figure: engine or result, baseline → result → period, and what is left open."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.figures import FIGURE_LIMIT, read_figures
from hotseat.coach.numbers import tokens_of
from hotseat.coach.periods import periods_in
from hotseat.coach.sentences import spans_of, split
from hotseat.domain.analysis import Figure, FigureKind, Gap, SentenceLabels
from hotseat.domain.figure_words import asks, balance, course
from hotseat.domain.transcript import typed

CASES = tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))["case"]


def read(text: str) -> tuple[Figure, ...]:
    return read_figures(split(typed(text, 1)))


@dataclass
class Tally:
    hit: int = 0
    wrong: int = 0
    lost: int = 0

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.wrong)

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.lost)


@dataclass
class Score:
    """How the figures of a set were read: found at all, and each part of those found."""

    found: Tally = field(default_factory=Tally)
    kind: Tally = field(default_factory=Tally)
    baseline: Tally = field(default_factory=Tally)
    period: Tally = field(default_factory=Tally)


def same(one: str, other: str) -> bool:
    a, b = (" ".join(text.lower().replace("-", " ").split()) for text in (one, other))
    return bool(a and b) and (a.startswith(b) or b.startswith(a))


def count(tally: Tally, wanted: str, got: str) -> None:
    hit = same(wanted, got)
    tally.hit += hit
    tally.wrong += bool(got) and not hit
    tally.lost += bool(wanted) and not hit


def score(which: str) -> Score:
    told = Score()
    for case in (case for case in CASES if case["set"] == which):
        left = list(read(case["text"]))
        for kind, value, baseline, period in case["figures"]:
            figure = next((f for f in left if same(f.value, value)), None)
            if figure is None:
                told.found.lost += 1
                continue
            left.remove(figure)
            told.found.hit += 1
            count(told.kind, kind, figure.kind.value)
            count(told.baseline, baseline, figure.baseline)
            count(told.period, period, figure.period)
        told.found.wrong += len(left)
    return told


def test_at_least_eighty_figures_are_labelled() -> None:
    assert sum(len(case["figures"]) for case in CASES) >= 80


@pytest.mark.parametrize(("which", "least"), [("tune", 0.95), ("held", 0.85)])
def test_figures_are_read_as_people_read_them(which: str, least: float) -> None:
    told = score(which)
    for part in (told.found, told.kind, told.baseline, told.period):
        assert part.precision >= least
        assert part.recall >= least


@pytest.mark.parametrize(
    ("text", "expected", "asked"),
    [
        (
            "Our cycle time went from 14 days to 5.",
            "14 days → 5 → ?",
            "from 14 days to 5, since when?",
        ),
        (
            "Churn fell eight percent.",
            "? → eight percent → ?",
            "eight percent: from what, over what time?",
        ),
        (
            "We lost nine customers last spring.",
            "? → nine customers → last spring",
            "nine customers: of how many?",
        ),
        ("A release used to take nine days.", "nine days → ? → ?", "nine days then; and now?"),
        ("We shipped three weeks late.", "three weeks late", ""),
        ("It cost us $40,000 in penalties.", "$40,000", ""),
        (
            "Churn fell from 9 percent to 4 percent in six months.",
            "9 percent → 4 percent → in six months",
            "",
        ),
    ],
)
def test_what_is_left_open_is_asked(text: str, expected: str, asked: str) -> None:
    (figure,) = read(text)
    assert course(figure) == expected
    assert asks(figure) == asked


def test_a_figure_may_be_told_over_two_sentences() -> None:
    (figure,) = read("Before that, a ticket waited nine days for review. Now it's two.")
    assert (figure.kind, figure.baseline, figure.value) == (FigureKind.ENGINE, "nine days", "two")
    assert figure.gaps == (Gap.PERIOD,)


def test_the_labels_say_whether_a_sentence_measures_anything() -> None:
    _, spans = spans_of(["We had forty percent.", "It was forty percent.", "And forty percent."])
    labels = [
        SentenceLabels((name,)) for name in ("situation", "delivery_metric", "outcome_metric")
    ]
    kinds = [figure.kind for figure in read_figures(spans, labels)]
    assert kinds == [FigureKind.CONTEXT, FigureKind.ENGINE, FigureKind.RESULT]


def test_the_balance_counts_what_is_complete() -> None:
    found = read("Churn fell from 9 percent to 4 percent in six months. We had three bugs.")
    assert balance(found) == "2 figures: 1 of the engine, 1 of the result; 1 of 2 complete."
    assert balance(()) == "No figure for the engine or the result was heard."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it fell over two quarters", ["over two quarters"]),
        ("it has held since March and", ["since March"]),
        ("six weeks later it stood", ["six weeks later"]),
        ("it slipped by five weeks", []),
        ("we were over three weeks late", []),
        ("by the end of week eight it", ["by the end of week eight"]),
        ("since then it is better", []),
    ],
)
def test_stretches_of_time_are_told_from_amounts(text: str, expected: Sequence[str]) -> None:
    tokens = tokens_of(text)
    assert [
        text[tokens[first].begin : tokens[after - 1].end] for first, after in periods_in(tokens)
    ] == list(expected)


WORDS = (
    "from to one five 14 20% $3 days weeks bugs in over since of the now was , . and it out "
    "planned used or hours March q 3 by between a week release late €4 20 × before had been share"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join))
def test_any_words_give_figures_that_stand_in_them(text: str) -> None:
    for figure in read(text):
        assert figure.value
        for words in (figure.value, figure.baseline, figure.period):
            assert words in text
        assert course(figure)
        asks(figure)


def test_a_flood_of_figures_is_cut() -> None:
    assert len(read("We had 12 bugs and 13 users. " * 300)) == FIGURE_LIMIT
