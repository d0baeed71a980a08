"""Sentences are verbatim spans, whoever wrote the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.sentences import LONG_WORDS, spans_of, split
from hotseat.domain.transcript import Transcript, Word, from_words, typed


def texts(text: str) -> list[str]:
    return [s.text for s in split(typed(text, 60))]


def spoken(*timed: tuple[str, float]) -> Transcript:
    """Words with the silence before each; every word lasts 0.3 s."""
    words, at = [], 0.0
    for text, gap in timed:
        at += gap
        words.append(Word(text, at, at + 0.3))
        at += 0.3
    return from_words(words, at, "test")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We were late. Nobody had asked.", 2),
        ("It cost 1.5 million, i.e. far too much. I signed it.", 2),
        ("We moved to v2.1 and e.g. dropped Poland. Fine.", 2),
        ("Dr. J. Smith and Mr. Lee were against it.", 1),
        ("We met at 9 a.m. and left.", 1),
        ("Did it work? No! It broke.", 3),
        ("He said “stop.” We stopped.", 2),
        ("and then... we waited", 1),
        ("Then it broke... We waited", 2),
        ("first thing\nsecond thing\n\nthird thing", 3),
        ("i left it alone. we shipped it. done", 3),
        ("Um. So. We had three engineers for it.", 1),
        ("", 0),
        ("  \n ", 0),
        ("...", 1),
    ],
)
def test_full_stops_end_a_sentence_and_points_do_not(text: str, count: int) -> None:
    assert len(texts(text)) == count, texts(text)


def test_a_long_pause_ends_a_sentence_without_any_full_stop() -> None:
    told = spoken(
        ("we", 0), ("missed", 0.1), ("the", 0.1), ("date", 0.1),
        ("i", 1.5), ("had", 0.1), ("never", 0.1), ("asked", 0.1),
    )  # fmt: skip
    found = split(told)
    assert [s.text for s in found] == ["we missed the date", "i had never asked"]
    assert found[1].start == pytest.approx(told.words[4].start)
    assert found[1].stop == pytest.approx(told.words[7].end)


def test_a_pause_inside_a_short_thought_is_a_hesitation() -> None:
    told = spoken(("we", 0), ("had", 0.1), ("um", 0.1), ("four", 1.6), ("engineers", 0.1))
    assert len(split(told)) == 1


def test_a_stretch_without_any_mark_is_cut_where_people_join_thoughts() -> None:
    one = "we had five shops in the north that had to be moved by june, "
    found = texts(one + "and then " + one + "so we cut the scope, but " + one + "and we were late")
    assert len(found) > 1
    assert all(len(s.split()) <= LONG_WORDS for s in found)
    assert all(s.split()[0] in ("we", "and", "so", "but") for s in found), found


def test_a_run_on_is_cut_where_a_sentence_begins_almost_surely() -> None:
    fix = (
        "On the same day, I cut Canada from the launch and moved one engineer over to the tax team"
    )
    found = texts(f"{fix} and in the end we shipped 19 days late and since then we test each rate.")
    assert found[-1] == "and since then we test each rate."
    assert texts(f"{fix}.") == [f"{fix}."]


def test_the_widest_silence_wins_in_a_long_stretch() -> None:
    told = spoken(*((f"w{i}", 0.9 if i == 30 else 0.1) for i in range(60)))
    assert [s.text.split()[0] for s in split(told)] == ["w0", "w30"]


def test_spans_of_joins_given_sentences() -> None:
    told, found = spans_of(["We cut it.", "", "Then it ran."])
    assert told.text == "We cut it.  Then it ran."
    assert all(told.text[s.begin : s.end] == s.text for s in found)


@given(st.text(alphabet=st.sampled_from("ab. ,?!…\n\t'”A1"), max_size=300))
def test_sentences_are_verbatim_in_order_and_leave_out_only_space(text: str) -> None:
    found = split(typed(text, 1))
    at = 0
    for index, sentence in enumerate(found):
        assert sentence.index == index
        assert text[sentence.begin : sentence.end] == sentence.text
        assert sentence.text.strip() == sentence.text != ""
        assert text[at : sentence.begin].strip() == ""
        at = sentence.end
    assert text[at:].strip() == ""


@given(st.lists(st.tuples(st.text(max_size=6), st.floats(0, 3)), max_size=120))
def test_timed_sentences_are_verbatim_and_their_times_rise(words: list[tuple[str, float]]) -> None:
    told = spoken(*words)
    found = split(told)
    assert all(told.text[s.begin : s.end] == s.text for s in found)
    times = [t for s in found if s.start is not None and s.stop is not None
             for t in (s.start, s.stop)]  # fmt: skip
    assert times == sorted(times)


@given(st.text(alphabet=st.sampled_from("ab.? \n"), max_size=200))
def test_splitting_a_sentence_again_changes_nothing(text: str) -> None:
    for sentence in split(typed(text, 1)):
        assert texts(sentence.text) == [sentence.text]


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "a " * 100_000, "... " * 50_000, "\n" * 200_000, "a.\n" * 60_000, "”" * 90_000],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    begun = time.perf_counter()
    split(typed(text, 1))
    assert time.perf_counter() - begun < 3.0
