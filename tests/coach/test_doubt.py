"""What the recogniser was not sure of is never quoted back."""

from dataclasses import replace

import pytest

from hotseat.coach import grilling
from hotseat.coach.analysis import analyse
from hotseat.coach.doubt import BLANK, quotable
from hotseat.domain.rubric import Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Transcript, doubtful, doubtful_spans
from tests.fakes.asr import spoken

ANSWER = (
    "So the launch of the billing page slipped by three weeks. Engineering kept blocking us and "
    "the vendor was slow. We somehow aligned with everyone and improved communication a lot. "
    "I worked nights and weekends to push it over the line. In the end it was a great success."
)
QUESTION = AskedQuestion("Tell me about a launch that failed in execution.", "failed_execution")


def doubting(text: str, *words: str) -> Transcript:
    """Return a transcript in which the recogniser was not sure of these words."""
    told = spoken(text)
    return replace(
        told,
        words=tuple(
            replace(word, probability=0.2) if word.text.strip(".,") in words else word
            for word in told.words
        ),
    )


def test_a_doubtful_word_is_found_in_the_text() -> None:
    told = doubting("we shipped the row lock", "row")
    assert [told.text[begin:end] for begin, end in doubtful_spans(told)] == ["row"]
    assert doubtful_spans(spoken("we shipped")) == ()


def test_a_filler_is_not_doubtful() -> None:
    um, row = doubting("Um, row", "Um", "row").words
    assert not doubtful(um)
    assert doubtful(row)


def test_probes_quote_around_doubtful_words() -> None:
    sure = analyse(spoken(ANSWER), QUESTION, level=Level.SENIOR)
    quoted = {word for probe in sure.probes for word in probe.anchor.split()}
    assert len(quoted) > 5, "there are quotes to doubt"
    doubtful_words = sorted(word for word in quoted if len(word) > 4)
    told = doubting(ANSWER, *doubtful_words)
    unsure = analyse(told, QUESTION, level=Level.SENIOR)
    for probe in unsure.probes:
        assert not set(doubtful_words) & set(probe.anchor.split()), probe
        assert probe.anchor in ANSWER
        assert BLANK not in probe.text
    assert unsure.elements == sure.elements, "what was heard is judged all the same"


def test_a_grilling_quotes_around_them_too() -> None:
    told = doubting(ANSWER, "blocking", "aligned", "everyone", "nights", "weekends", "vendor")
    state = grilling.begin(QUESTION, told, analyse(told, QUESTION), Level.SENIOR)
    for _ in range(8):
        probe = grilling.next_probe(state)
        if probe is None:
            break
        assert not {"blocking", "aligned", "everyone", "nights"} & set(probe.anchor.split())
        assert BLANK not in probe.text
        reply = doubting("Well, somehow the stakeholders aligned on it in the end.", "aligned")
        state, rung, _ = grilling.hear(state, probe, reply, 1.0)
        assert "aligned" not in rung.quote
        assert BLANK not in rung.quote


def test_where_all_words_are_sure_nothing_is_blanked() -> None:
    told = spoken(ANSWER)
    analysis = analyse(told, QUESTION)
    assert quotable(told, analysis) is analysis


@pytest.mark.parametrize("word", ["so", "success"])
def test_the_first_and_the_last_word_can_be_blanked(word: str) -> None:
    told = doubting("so it was a success", word)
    blanked = quotable(told, analyse(told, QUESTION))
    assert word not in blanked.sentences[0].text
    assert BLANK in blanked.sentences[0].text
