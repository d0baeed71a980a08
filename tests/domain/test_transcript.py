from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.choices import AnswerKind
from hotseat.domain.transcript import Transcript, Word, from_words, times_of, typed, word_spans

words = st.lists(
    st.builds(
        Word, st.text(st.characters(categories=["L"]), max_size=5), st.just(0.0), st.just(1.0)
    )
).map(lambda found: [Word(w.text, float(at), at + 0.5) for at, w in enumerate(found)])


@given(words)
def test_each_word_is_found_where_it_stands(said: list[Word]) -> None:
    transcript = from_words(said, 9.0, "m")
    spans = word_spans(transcript)
    assert [transcript.text[a:b] for a, b in spans] == [w.text for w in said if w.text]
    assert spans == sorted(spans)


@given(words, st.integers(0, 60), st.integers(0, 60))
def test_the_times_of_a_span_are_those_of_its_words(said: list[Word], a: int, b: int) -> None:
    transcript = from_words(said, 9.0, "m")
    begin, end = sorted((a, b))
    start, stop = times_of(transcript, begin, end)
    touched = [
        word
        for word, (first, last) in zip(transcript.words, word_spans(transcript), strict=True)
        if first < end and last > begin
    ]
    assert (start, stop) == ((touched[0].start, touched[-1].end) if touched else (None, None))


def test_an_edited_text_loses_no_word_in_order() -> None:
    said = (Word("one", 0, 1), Word("two", 1, 2), Word("three", 2, 3))
    transcript = Transcript("one 2 three", said)
    assert word_spans(transcript) == [(0, 3), (3, 3), (6, 11)]
    assert times_of(transcript, 6, 11) == (2, 3)


def test_a_typed_answer_has_no_times() -> None:
    transcript = typed("We were late.", 30.0)
    assert transcript.kind is AnswerKind.TYPED
    assert not transcript.timed
    assert times_of(transcript, 0, 5) == (None, None)
