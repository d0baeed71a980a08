"""Two tellings, sentence by sentence."""

import random

from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.rewording import Fate, Row, align, words_only_in

WORDS = ("ship", "tax", "team", "late", "the", "was", "on", "me", "contract", "six", "um", "day")
BEFORE = (
    "Um, so we were to ship the new checkout on March first with six engineers.",
    "It was a big thing for the whole company that spring.",
    "Nobody had asked the tax team for a slot in their release train.",
    "And that was on me, I had never asked who owned the hand-off.",
    "We shipped eleven days late and two contracts were renewed anyway.",
)


def test_the_same_telling_is_kept_whole() -> None:
    rows = align(BEFORE, BEFORE)
    assert rows == tuple(Row(Fate.KEPT, (n,), (n,)) for n in range(len(BEFORE)))


def test_dropped_added_and_reworded_sentences_are_told_apart() -> None:
    after = (
        BEFORE[0],
        "Nobody had asked the tax team for a place in their release plan.",
        "Since then every epic names its dependencies.",
        BEFORE[4],
    )
    rows = align((BEFORE[0], BEFORE[1], BEFORE[2], BEFORE[4]), after)
    assert rows == (
        Row(Fate.KEPT, (0,), (0,)),
        Row(Fate.DROPPED, (1,), ()),
        Row(Fate.REWORDED, (2,), (1,)),
        Row(Fate.ADDED, (), (2,)),
        Row(Fate.KEPT, (3,), (3,)),
    )


def test_fillers_and_punctuation_change_nothing() -> None:
    said = ["Um, so we shipped, uh, eleven days late.", "Uh. Hmm."]
    assert align(said, ["So we shipped eleven days late!"]) == (Row(Fate.KEPT, (0,), (0,)),)


def test_one_sentence_told_in_two_is_one_row() -> None:
    two = ["That was on me.", "I never asked who owned the hand-off."]
    assert align([BEFORE[3]], two) == (Row(Fate.KEPT, (0,), (0, 1)),)
    assert align(two, [BEFORE[3]]) == (Row(Fate.KEPT, (0, 1), (0,)),)


def test_what_is_told_elsewhere_is_moved() -> None:
    rows = align(BEFORE, (BEFORE[4], *BEFORE[:4]))
    assert rows[0] == Row(Fate.KEPT, (4,), (0,), moved=True)
    assert not any(row.moved for row in rows[1:])


def test_other_stories_share_no_row() -> None:
    other = ["The vendor went bankrupt in May.", "I called every customer myself on that Friday."]
    fates = [row.fate for row in align(BEFORE[:2], other)]
    assert fates == [Fate.DROPPED, Fate.DROPPED, Fate.ADDED, Fate.ADDED]


def test_nothing_said_is_all_added_or_dropped() -> None:
    assert align((), BEFORE[:1]) == (Row(Fate.ADDED, (), (0,)),)
    assert align(BEFORE[:1], ()) == (Row(Fate.DROPPED, (0,), ()),)
    assert align((), ()) == ()


@given(st.data())
def test_every_sentence_stands_in_one_row_and_the_later_telling_in_its_order(
    data: st.DataObject,
) -> None:
    words = st.sampled_from(
        [
            "ship",
            "tax",
            "team",
            "late",
            "the",
            "was",
            "on",
            "me",
            "I",
            "contract",
            "six",
            "um",
            "day",
            "asked",
        ]
    )
    telling = st.lists(st.lists(words, max_size=6).map(" ".join), max_size=8)
    before, after = data.draw(telling), data.draw(telling)
    rows = align(before, after)
    for side, texts in (("before", before), ("after", after)):
        told = [at for row in rows for at in getattr(row, side)]
        spoken = [at for at, text in enumerate(texts) if set(text.split()) - {"um"}]
        assert sorted(told) == spoken
    firsts = [row.after[0] for row in rows if row.after]
    assert firsts == sorted(firsts)
    for row in rows:
        assert bool(row.before) != (row.fate is Fate.ADDED)
        assert bool(row.after) != (row.fate is Fate.DROPPED)


def test_half_an_hour_of_talk_is_aligned_in_a_moment() -> None:
    chance = random.Random(3)
    words = [f"word{n}" for n in range(3000)]
    talk = [" ".join(chance.sample(words, 12)) for _ in range(400)]
    again = talk[::]
    chance.shuffle(again)
    rows = align(talk, again)
    assert sum(row.fate is Fate.KEPT for row in rows) == 400


def test_the_words_that_differ_are_marked_in_runs() -> None:
    now = "So I cut the provinces, which cost us two contracts."
    was = "Um, I cut the provinces."
    [(begin, end)] = words_only_in(now, was)
    assert now[begin:end].strip() == "which cost us two contracts"
    assert words_only_in(was, now) == []
    assert [was[b:e] for b, e in words_only_in("We were nine late", "We were ten late")] != []
