"""Pace, fillers, pauses and shares; what cannot be measured is withheld."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.delivery import deliver, find_fillers, talk_shares
from hotseat.coach.sentences import spans_of, split
from hotseat.domain.analysis import SentenceLabels
from hotseat.domain.rubric import Element
from hotseat.domain.transcript import Transcript, Word, from_words, typed


def spoken(text: str, gap: float = 0.2, probability: float = 0.9) -> Transcript:
    words = [
        Word(w, i * (0.3 + gap), i * (0.3 + gap) + 0.3, probability)
        for i, w in enumerate(text.split())
    ]
    return from_words(words, len(words) * (0.3 + gap), "test")


def fillers(text: str) -> list[str]:
    return [f.text for f in find_fillers(typed(text, 1))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So, um, we had, uh, four people.", ["um", "uh"]),
        ("Umm and er and hmm and mm.", ["Umm", "er", "hmm", "mm"]),
        ("It was, like, four weeks, you know, late.", ["like", "you know"]),
        ("I mean, we did it, sort of, alone.", ["I mean", "sort of"]),
        ("It worked, right? So we went on.", ["right"]),
        ("I like the vendor. It looks like rain.", []),
        ("Do you know the vendor? That is the kind of thing I mean.", []),
        ("We turned right, and what sort of test was it?", []),
        ("It was actually good. They basically said no.", []),
        ("The humble number was ermine, umbrella, hummus.", []),
        ("I was you know the last to hear", ["you know"]),
    ],
)
def test_only_what_is_plainly_a_filler_counts(text: str, expected: list[str]) -> None:
    assert fillers(text) == expected


def test_a_filler_knows_its_place_and_time() -> None:
    told = spoken("So we um had it")
    (found,) = find_fillers(told)
    assert told.text[found.begin : found.end] == found.text == "um"
    assert found.start == pytest.approx(1.0)


def test_pace_counts_words_over_speaking_time_without_long_silences() -> None:
    told = spoken("word " * 60)
    whole = deliver(told, split(told), [SentenceLabels()] * len(split(told)))
    assert whole.pace == pytest.approx(60 * 60 / (60 * 0.5 - 0.2), rel=0.01)
    late = [Word(w.text, w.start + 30, w.end + 30) for w in told.words]
    broken = from_words([*told.words, *late], 60, "test")
    heard = deliver(broken, (), ())
    assert heard.pace == pytest.approx(whole.pace, rel=0.02)
    assert heard.words == 120


def test_pauses_from_seven_tenths_on() -> None:
    words = [Word(f"w{i}", i * 1.0, i * 1.0 + (0.25 if i == 7 else 0.35)) for i in range(30)]
    told = from_words(words, 30, "test")
    found = deliver(told, (), ())
    assert found.pauses is not None
    assert [p.start for p in found.pauses] == [pytest.approx(7.25)]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (typed("We had it. " * 20, 90), "typed"),
        (spoken("only a few words"), "20 words"),
        (spoken("word " * 25, gap=0.01), "10 seconds"),
        (spoken("word " * 60, probability=0.4), "hard to make out"),
        (Transcript("word " * 60), "no times"),
    ],
)
def test_what_cannot_be_measured_is_withheld_with_its_reason(told: Transcript, reason: str) -> None:
    found = deliver(told, (), (), latency=1.5)
    assert found.pace is None
    assert found.pauses is None
    assert {w.figure for w in found.withheld} >= {"pace", "pauses"}
    assert all(reason in w.reason for w in found.withheld)


def test_latency_is_kept_for_speech_and_withheld_for_typing() -> None:
    assert deliver(spoken("word " * 60), (), (), latency=1.5).latency == 1.5
    written = deliver(typed("word " * 60, 30), (), (), latency=1.5)
    assert written.latency is None
    assert "latency" in {w.figure for w in written.withheld}


def test_shares_are_by_words_where_typed_and_split_between_elements() -> None:
    _, spans = spans_of(["one two three four five six", "one two", "one two"])
    labels = [
        SentenceLabels(("situation",)),
        SentenceLabels(("fix?", "tradeoff")),
        SentenceLabels(),
    ]
    found = {s.element: s.share for s in talk_shares(spans, labels)}
    assert found == {
        Element.SITUATION: pytest.approx(0.6),
        Element.FIX: pytest.approx(0.1),
        Element.TRADEOFF: pytest.approx(0.1),
    }


names = st.sampled_from([*(str(e) for e in Element), *(f"{e}?" for e in Element)])


@given(st.lists(st.tuples(st.text(alphabet="ab ", max_size=30), st.lists(names, max_size=3))))
def test_shares_never_add_up_to_more_than_the_talking(
    given_: Iterable[tuple[str, list[str]]],
) -> None:
    pairs = list(given_)
    _, spans = spans_of([text for text, _ in pairs])
    shares = talk_shares(spans, [SentenceLabels(tuple(ls)) for _, ls in pairs])
    assert sum(s.share for s in shares) <= 1 + 1e-9
    assert all(s.share >= 0 for s in shares)


def test_an_empty_take_has_no_figures_and_does_not_fail() -> None:
    found = deliver(from_words([], 0, "test"), (), ())
    assert found.words == 0
    assert found.pace is None
