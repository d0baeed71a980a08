"""One text from two lanes: nothing invented, nothing twice, no filler lost."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.asr.guards import plain
from hotseat.asr.merge import FILLERS, align, is_filler, merge
from hotseat.domain.transcript import Word


def said(text: str, start: float = 0.0, step: float = 0.4, sure: float = 0.9) -> list[Word]:
    """Return words spread evenly; "word@1.5" starts at 1.5 s, "word:0.2" has that probability."""
    made: list[Word] = []
    at = start
    for token in text.split():
        token, _, chance = token.partition(":")
        token, _, when = token.partition("@")
        at = float(when) if when else at
        made.append(Word(token, at, at + step * 0.8, float(chance) if chance else sure))
        at += step
    return made


def text_of(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("live", "final", "merged"),
    [
        # Wording from the final lane, fillers from the live one, whatever their probability.
        (
            "so um:0.02 we shift the bill in page",
            "So we@0.8 shipped the billing page",
            "So um, we shipped the billing page",
        ),
        # Repetitions and restarts that Whisper smooths away.
        ("I I had four engineers", "I@0.4 had four engineers", "I I had four engineers"),
        ("that was um that was scary", "that@1.2 was scary", "that was um, that was scary"),
        ("a dif- bunch of words", "a bunch@0.8 of words", "a dif- bunch of words"),
        # Fillers of words.
        ("it was you know nothing", "it was nothing@1.6", "it was you know nothing"),
        # "uh" written as "a" is one sound, not two.
        ("First, uh@0.5 schedule@1", "First, a@0.6 schedule@1", "First, uh, schedule"),
        # The slip of the live lane's prompt: "in the end" heard as "and the, and".
        ("And the, and we had nothing", "In the end we had nothing", "In the end we had nothing"),
        # The last word of a window, sure and in time of its own; inside it one is not enough.
        ("before we promise a date.", "before we promise a", "before we promise a date."),
        ("before we promise a date:0.4", "before we promise a", "before we promise a"),
        ("we shipped it there again", "we shipped it again@1.6", "we shipped it again"),
        # What only the live lane made of noise is not taken over.
        ("we shipped it car:0.3 it:0.3", "we shipped it", "we shipped it"),
    ],
)
def test_each_lane_gives_what_it_hears_best(live: str, final: str, merged: str) -> None:
    assert text_of(merge(said(live), said(final))) == merged


def test_a_span_that_the_final_lane_left_out_is_kept() -> None:
    live = said("we cut the scope and I told the head of support and then we shipped")
    final = [*said("We cut the scope"), *said("and then we shipped", start=4.4)]
    assert text_of(merge(live, final)).count("I told the head of support") == 1


def test_a_word_that_both_heard_has_the_surer_ear_and_its_time() -> None:
    live, final = [Word("ship.", 1.0, 1.3, 0.9)], [Word("Ship,", 1.2, 1.6, 0.5)]
    assert merge(live, final) == [Word("Ship,", 1.0, 1.3, 0.9)]


def test_a_word_that_the_lanes_disagree_on_stays_doubtful() -> None:
    (word,) = merge([Word("row", 1.0, 1.3, 0.95)], [Word("roll", 1.0, 1.3, 0.3)])
    assert (word.text, word.probability) == ("roll", 0.3)


vocabulary = st.sampled_from(
    ["um", "uh", "the", "a", "and", "we", "shipped", "it", "you", "know", "I", "mean", "like"]
)


@st.composite
def spoken(draw: st.DrawFn) -> list[Word]:
    at, made = 0.0, []
    for text in draw(st.lists(vocabulary, max_size=14)):
        at += draw(st.sampled_from([0.0, 0.1, 0.4, 1.0]))
        length = draw(st.sampled_from([0.0, 0.2, 0.5]))
        made.append(Word(text, at, at + length, draw(st.sampled_from([0.0, 0.3, 0.6, 1.0]))))
    return made


@given(spoken(), spoken())
def test_nothing_is_invented_and_nothing_said_twice(live: list[Word], final: list[Word]) -> None:
    heard = Counter(plain(w.text) for w in live) | Counter(plain(w.text) for w in final)
    merged = Counter(plain(word.text) for word in merge(live, final))
    assert merged <= heard


@given(spoken(), spoken())
def test_words_stand_in_the_order_of_time(live: list[Word], final: list[Word]) -> None:
    words = merge(live, final)
    assert all(one.start <= two.start for one, two in pairwise(words))
    assert all(word.start <= word.end for word in words)


@given(spoken())
def test_where_both_heard_the_same_it_stays(words: list[Word]) -> None:
    assert [plain(w.text) for w in merge(words, words)] == [plain(w.text) for w in words]
    assert merge(words, []) == words


@given(spoken())
def test_no_filler_is_lost_where_the_final_lane_heard_the_other_words(live: list[Word]) -> None:
    final = [word for word in live if not is_filler(word)]
    merged = [plain(word.text) for word in merge(live, final)] if final else []
    wanted = [plain(word.text) for word in live] if final else []
    assert [w for w in merged if w in FILLERS] == [w for w in wanted if w in FILLERS]


@given(spoken(), spoken())
def test_every_word_is_paired_once(live: list[Word], final: list[Word]) -> None:
    pairs = align(live, final)
    assert [pair.live for pair in pairs if pair.live] == live
    assert [pair.final for pair in pairs if pair.final] == final
