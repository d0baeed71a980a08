"""What can be changed of a session afterwards; times outlast a correction."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.alignment import realigned
from hotseat.domain.editing import (
    annotated,
    corrected,
    marked_best,
    original_of,
    placed,
    restored,
    retitled,
    reworded,
    tag_of,
    tagged,
)
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import AskedQuestion, Session, Take
from hotseat.domain.transcript import Transcript, Word, from_words, typed, word_spans
from tests.fakes.sessions import QUESTION, example, spoken

SESSION = example()
ANSWER = SESSION.takes[0]
HEARD = "we ship ped the feed nineteen days late and I had not asked"
NOW = "2026-11-24T10:00:00+01:00"
words = st.lists(st.sampled_from(["a", "b", "c", "d", "the", "um"]), min_size=1, max_size=30)


def take(text: str = HEARD) -> Take:
    return Take(1, QUESTION, transcript=spoken(text), seconds=20.0)


def text_of(transcript: Transcript | None) -> str:
    assert transcript is not None
    return transcript.text


def times(transcript: Transcript | None) -> dict[str, tuple[float, float]]:
    assert transcript is not None
    return {word.text: (word.start, word.end) for word in transcript.words}


def test_words_that_stay_keep_their_times_and_changed_ones_share_theirs() -> None:
    before = times(take().transcript)
    after = times(corrected(take(), HEARD.replace("ship ped", "shipped"), NOW).transcript)
    assert after["shipped"] == (before["ship"][0], before["ped"][1])
    assert {w: t for w, t in after.items() if w != "shipped"} == {
        w: t for w, t in before.items() if w not in ("ship", "ped")
    }


def test_case_and_punctuation_change_no_time() -> None:
    made = corrected(take(), "We " + HEARD[3:] + ".", NOW)
    assert list(times(made.transcript).values()) == list(times(take().transcript).values())


def test_an_added_word_stands_in_the_gap() -> None:
    told = from_words([Word("one", 0.0, 1.0), Word("three", 2.0, 3.0)], 3.0, "m")
    made = realigned(told.words, "one two three", 3.0)
    assert made[1] == Word("two", 1.0, 2.0)
    assert [w.start for w in realigned(told.words, "one three four", 5.0)] == [0.0, 2.0, 3.0]


@given(words, words)
def test_times_never_run_backwards_and_every_word_is_found(old: list[str], new: list[str]) -> None:
    made = corrected(take(" ".join(old)), " ".join(new), NOW).transcript
    assert made is not None
    assert [w.text for w in made.words] == new
    edges = [edge for word in made.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert [made.text[a:b] for a, b in word_spans(made)] == new


def test_the_text_as_heard_outlasts_every_correction() -> None:
    once = corrected(take(), "We shipped late.", NOW)
    twice = corrected(once, "We shipped the feed late.", NOW)
    assert [text_of(t) for t in twice.earlier] == [HEARD]
    assert original_of(twice) == take().transcript
    assert original_of(take()) is None
    back = restored(twice, twice.earlier[0])
    assert back.transcript == take().transcript
    assert [text_of(t) for t in back.earlier] == ["We shipped the feed late."]
    assert original_of(back) is None


def test_the_original_is_that_of_the_same_model() -> None:
    by_hand = corrected(take(), "We shipped late.", NOW)
    again = replace(spoken("wee shipped"), model="small.en")
    assert by_hand.transcript is not None
    both = replace(by_hand, transcript=again, earlier=(*by_hand.earlier, by_hand.transcript))
    back = restored(both, both.earlier[1])
    assert text_of(original_of(back)) == HEARD


def test_the_same_text_corrects_nothing_and_none_is_refused() -> None:
    assert corrected(take(), HEARD, NOW) == take()
    with pytest.raises(HotseatError, match="without words"):
        corrected(take(), " \x1b[2J\n", NOW)
    with pytest.raises(HotseatError, match="no transcript"):
        corrected(replace(take(), transcript=None), "x", NOW)
    with pytest.raises(HotseatError, match="does not belong"):
        restored(take(), spoken("other"))


def test_a_typed_answer_is_corrected_too() -> None:
    said = Take(1, QUESTION, transcript=typed("I was layed off.", 9.0))
    made = corrected(said, "I was laid off.", NOW).transcript
    assert made == replace(typed("I was laid off.", 9.0), corrected=NOW)


def test_a_note_on_a_stretch_stays_there_when_the_words_change() -> None:
    begin = HEARD.index("nineteen")
    noted = annotated(take(), " Say the date. ", NOW, (begin, begin + len("nineteen days")))
    (note,) = noted.annotations
    assert (note.text, note.quote, note.start) == ("Say the date.", "nineteen days", 2.0)
    fixed = corrected(noted, HEARD.replace("nineteen", "19"), NOW)
    assert fixed.annotations[0].quote == "19 days"
    span = placed(fixed.annotations[0], fixed.transcript)
    assert span is not None
    assert text_of(fixed.transcript)[slice(*span)] == "19 days"


def test_a_note_on_a_typed_answer_hangs_on_its_quote() -> None:
    said = Take(1, QUESTION, transcript=typed("Late, but whole.", 9.0))
    (note,) = annotated(said, "good", NOW, (6, 15)).annotations
    assert (note.start, note.quote) == (None, "but whole")
    assert placed(note, typed("Very late, but whole.", 9.0)) == (11, 20)
    assert placed(note, typed("Gone.", 9.0)) is None


def test_notes_are_numbered_changed_and_taken_away() -> None:
    both = annotated(annotated(take(), "one", NOW), "two", NOW)
    assert [(n.id, n.text) for n in both.annotations] == [(1, "one"), (2, "two")]
    assert placed(both.annotations[0], both.transcript) is None
    assert [n.text for n in reworded(both, 2, "2", NOW).annotations] == ["one", "2"]
    left = reworded(both, 1, "", NOW)
    assert [n.id for n in annotated(left, "three", NOW).annotations] == [2, 3]
    wrongs: list[Callable[[], Take]] = [
        lambda: annotated(take(), " \n", NOW),
        lambda: annotated(take(), "x", NOW, (0, 9999)),
        lambda: annotated(replace(take(), transcript=None), "x", NOW, (0, 1)),
        lambda: reworded(take(), 7, "x", NOW),
    ]
    for wrong in wrongs:
        with pytest.raises(HotseatError):
            wrong()


def test_one_take_of_a_story_is_the_best() -> None:
    second = replace(ANSWER, number=9)
    session = replace(SESSION, takes=(*SESSION.takes, second))
    first = marked_best(session, 1)
    assert [t.number for t in first.takes if t.best] == [1]
    assert [t.number for t in marked_best(first, 9).takes if t.best] == [9]
    assert not any(t.best for t in marked_best(first, 1, False).takes)


def test_two_stories_of_a_round_have_a_best_each() -> None:
    kinds = ("missed_deadline", "resource_constraint")
    takes = tuple(Take(n, AskedQuestion("?", kind)) for n, kind in enumerate(kinds, 1))
    both = marked_best(marked_best(Session("s", "", takes=takes), 1), 2)
    assert [t.best for t in both.takes] == [True, True]


def test_only_an_answer_about_a_story_can_be_the_best() -> None:
    plan = Session("s", "", takes=(Take(1, AskedQuestion("?", "execution_plan")),))
    for session, number in ((SESSION, 2), (SESSION, 4), (SESSION, 77), (plan, 1)):
        with pytest.raises(HotseatError):
            marked_best(session, number)


def test_titles_and_tags_are_clean() -> None:
    assert retitled(SESSION, " a\x1b[2J\nb ").title == "a b"
    assert tag_of("  #Onsite: Züri/2 ") == "onsite-züri-2"
    both = tagged(tagged(SESSION, ["Warm up", "b"]), ["a", "!!"], ["B"])
    assert both.tags == ("a", "warm-up")
