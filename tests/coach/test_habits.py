"""Hedges, repetitions and restarts."""

import pytest

from hotseat.coach.fillers import find_fillers
from hotseat.coach.habits import find_habits
from hotseat.domain.analysis import HabitKind
from hotseat.domain.transcript import Word, from_words, typed


def habits(text: str, kind: HabitKind) -> list[str]:
    told = typed(text, 1)
    return [h.text for h in find_habits(told, find_fillers(told)) if h.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And the, um, the plan was in a, in a drawer.", ["the", "in a"]),
        ("We had to, I mean, we had to ask.", ["We had to"]),
        ("It was very very late, and really really bad.", []),
        ("I knew that that was it. It had had its day.", []),
        ("No, no, we shipped two, two at a time.", []),
        ("It failed. It failed again.", []),
        ("They asked. They went.", []),
    ],
)
def test_repetitions(text: str, expected: list[str]) -> None:
    assert habits(text, HabitKind.REPETITION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I was, I became careful.", ["I was"]),
        ("And it just, it flipped every day.", ["it just"]),
        ("I escalated, I got calls going.", []),
        ("You win some, you lose some.", []),
        ("What I did was, I called them.", []),
        ("The first thing we did was, we called them.", []),
        ("The feed, the screen, the mail.", []),
        ("I was.", []),
    ],
)
def test_restarts(text: str, expected: list[str]) -> None:
    assert habits(text, HabitKind.RESTART) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I think it was maybe a bit late, or something.", ["I think", "maybe", "a bit"]),
        ("A bit of work for three weeks or so.", ["or so"]),
        ("They think so, and I thought it through.", []),
        ("A maybeless thing.", []),
    ],
)
def test_hedges(text: str, expected: list[str]) -> None:
    assert habits(text, HabitKind.HEDGE)[: len(expected)] == expected
    assert expected or not habits(text, HabitKind.HEDGE)


def test_they_have_their_times() -> None:
    words = [Word(w, n * 1.0, n + 0.5) for n, w in enumerate(["So", "the", "um", "the", "plan"])]
    told = from_words(words, 5, "test")
    (found,) = find_habits(told, find_fillers(told))
    assert (found.start, found.stop) == (1.0, 1.5)
    assert told.text[found.begin : found.end] == "the"
