"""Words that are fillers, and the same words where they mean something."""

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.fillers import find_fillers
from hotseat.domain.transcript import Word, from_words, typed

LABELLED = Path(__file__).parents[2] / "data" / "fillers" / "occurrences.jsonl"


def fillers(text: str) -> list[str]:
    return [found.text for found in find_fillers(typed(text, 1))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was, like, four weeks.", ["like"]),
        ("We had like ten weeks.", ["like"]),
        ("It is like a ferry.", []),
        ("I like it, and it looks like rain.", []),
        ("We split it like that, like I said.", []),
        ("He was like, is there a second screen?", []),
        ("Something like ninety people came.", []),
        ("There is nobody who can like you back.", []),
        ("Every Monday, you know, they came.", ["you know"]),
        ("You know how they are.", []),
        ("Do you know the vendor?", []),
        ("And then you know whether it works.", []),
        ("The people you know matter.", []),
        ("But, I mean, that was me.", ["I mean"]),
        ("That is what I mean.", []),
        ("On Monday, I mean Tuesday.", []),
        ("Everybody, I mean everybody, came.", []),
        ("What I missed, and I mean me, is that.", []),
        ("It just kind of slipped, sort of.", ["kind of", "sort of"]),
        ("That kind of thing is a sort of reflex.", []),
        ("Um, basically, it stopped.", ["Um", "basically"]),
        ("I had basically recruited them.", []),
        ("It's a bus, right, it floats.", ["right"]),
        ("Right, so we went on.", ["Right"]),
        ("Turn right away, they were right.", []),
        ("It was the right call, right?", ["right"]),
    ],
)
def test_meaning_decides(text: str, expected: list[str]) -> None:
    assert fillers(text) == expected


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_the_kind_of_apostrophe_does_not_matter(apostrophe: str) -> None:
    assert fillers(f"So that{apostrophe}s kind of simple, it{apostrophe}s like a pulse.") == [
        "kind of"
    ]


def test_a_filler_of_two_words_lasts_from_the_first_to_the_last() -> None:
    words = [Word(w, n * 1.0, n + 0.5) for n, w in enumerate(["So,", "you", "know,", "we", "did"])]
    (found,) = find_fillers(from_words(words, 5, "test"))
    assert (found.text, found.start, found.stop) == ("you know", 1.0, 2.5)


def test_times_are_those_of_the_same_word_among_equal_ones() -> None:
    words = [Word(w, n * 1.0, n + 0.5) for n, w in enumerate(["um", "the", "um", "the", "um"])]
    assert [f.start for f in find_fillers(from_words(words, 5, "test"))] == [0.0, 2.0, 4.0]


def score(half: str, plain: bool) -> tuple[float, Counter[str]]:
    """Return F1 over the labelled phrases, with or without their punctuation, and the counts."""
    counts: Counter[str] = Counter()
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["half"] != half:
            continue
        text, at = entry["text"], entry["at"]
        if plain:
            kept = [c for c in text if c not in ",.?!;:…"]
            at -= sum(c in ",.?!;:…" for c in text[:at])
            text = "".join(kept).lower()
        found = any(f.begin <= at < f.end for f in find_fillers(typed(text, 1)))
        counts[f"{found}, {entry['filler']}"] += 1
    right = counts["True, True"]
    return 2 * right / (2 * right + counts["True, False"] + counts["False, True"]), counts


def test_half_of_the_labelled_phrases_was_held_out() -> None:
    f1, counts = score("held", plain=False)
    assert sum(counts.values()) >= 250
    assert f1 >= 0.95


def test_without_any_comma_only_few_more_are_missed_and_none_is_invented() -> None:
    f1, counts = score("held", plain=True)
    assert f1 >= 0.80
    invented = counts["True, False"]
    assert invented <= 0.05 * (invented + counts["True, True"])


@given(st.text(alphabet="likeyouknow imean,.right?sortf bascy'\n", max_size=80))
def test_fillers_lie_in_the_text_in_order(text: str) -> None:
    found = find_fillers(typed(text, 1))
    assert all(text[f.begin : f.end] == f.text for f in found)
    assert all(a.end <= b.begin for a, b in itertools.pairwise(found))
