"""What Whisper says when it should not is caught; what people say is left alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hotseat.asr import guards
from hotseat.asr.guards import FILLER_PROMPT
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Word


def words(text: str, each: float = 0.3) -> list[Word]:
    return [Word(w, n * each, (n + 1) * each, 0.9) for n, w in enumerate(text.split())]


def said(kept: list[Word]) -> str:
    return " ".join(word.text for word in kept)


def test_the_prompt_quoted_back_is_an_echo() -> None:
    assert guards.echoes_prompt(FILLER_PROMPT)
    assert guards.echoes_prompt("So we shipped. Uh, I, I mean, um, later.")


def test_fillers_as_people_say_them_are_no_echo() -> None:
    assert not guards.echoes_prompt("Um, so, uh, the, the launch slipped, you know, by a week.")
    assert not guards.echoes_prompt("I mean, um, I think we were, like, uh, two weeks late.")


def test_a_loop_is_too_regular_and_speech_is_not() -> None:
    assert guards.too_regular("and then we shipped it " * 12)
    assert not guards.too_regular(
        "So the situation was that new customers were taking about fourteen days to get from "
        "signing to their first report, and, um, half of them never came back."
    )


def test_a_loop_is_cut() -> None:
    looped = words("we shipped " + "the thing " * 6 + "late")
    assert said(guards.cut_loops(looped)) == "we shipped the thing the thing late"


def test_a_stutter_is_kept() -> None:
    text = "the, the, the launch, no, no, it was it was late"
    assert said(guards.cut_loops(words(text))) == text


def test_a_phrase_again_in_no_time_is_cut() -> None:
    again = [*words("Alright, thanks."), Word("Alright,", 0.6, 0.6), Word("thanks.", 0.6, 0.6)]
    assert said(guards.cut_loops(again)) == "Alright, thanks."


def test_a_whole_sentence_again_in_no_time_is_cut() -> None:
    text = "And I call them myself before we promise a date."
    again = [*words(text), *(Word(word, 3.0, 3.0) for word in text.split())]
    assert said(guards.cut_loops(again)) == text


def test_words_after_the_voice_are_dropped() -> None:
    kept = guards.drop_after_voice(words("we shipped it. Thank you."), 0.72)
    assert said(kept) == "we shipped it."


def test_the_token_limit_grows_with_the_length() -> None:
    assert guards.token_limit(0.5) == 15
    assert guards.token_limit(28) == 208


spoilt = st.builds(
    Word,
    st.one_of(st.text(max_size=10), st.sampled_from(["", " ", "\x1b[31m", "\u202e", "ok"])),
    st.floats(-5, 40),
    st.floats(-5, 40),
    st.floats(-1, 2),
)


@given(st.lists(spoilt, max_size=30))
def test_tidy_words_are_clean_and_in_order(heard: list[Word]) -> None:
    kept = guards.tidy(heard, 1.0, 30.0)
    for word in kept:
        assert word.text
        assert word.text == clean_line(word.text)
        assert 1.0 <= word.start <= word.end <= 30.0
        assert 0.0 <= word.probability <= 1.0
    for one, two in pairwise(kept):
        assert one.start <= two.start


@given(st.lists(st.sampled_from(["a", "b", "c", "um", "the."]), max_size=40))
def test_cutting_loops_keeps_order_and_ends(texts: list[str]) -> None:
    heard = words(" ".join(texts))
    kept = guards.cut_loops(heard)
    at = iter(heard)
    assert all(any(word is each for each in at) for word in kept)
    assert bool(kept) == bool(heard)
    if kept:
        assert kept[0] is heard[0]
