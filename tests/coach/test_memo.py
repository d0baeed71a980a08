"""The memo: each of its sentences hangs on words of the answer, whatever the answer was."""

import json

import pytest

from hotseat.coach.analysis import analyse_labelled, analyse_sentences
from hotseat.coach.sentences import spans_of
from hotseat.domain.analysis import Analysis, SentenceLabels
from hotseat.domain.memo import AGAINST_LIMIT, CHANGE_LIMIT, FOR_LIMIT, Memo, memo_of
from hotseat.domain.memo_words import AWAITED, CHANGES, FLAGGED, HEARD, OTHERS, VAGUE
from hotseat.domain.rubric import Element, Flag
from tests.coach.given import CORPUS, question

TOLD = (
    ("I ran the portal with three engineers, due in March.", "situation"),
    ("Nobody had sent the carrier a real label.", "breakdown"),
    ("We are more careful with labels now.", "systemic_change?"),
    ("The carrier just never answers.", "!blames_others"),
)


def judged(told: tuple[tuple[str, str], ...], kind: str = "missed_deadline") -> Analysis:
    transcript, spans = spans_of([text for text, _ in told])
    labels = [
        SentenceLabels(
            tuple(m for m in marks.split() if m[0] != "!"),
            tuple(Flag(m[1:]) for m in marks.split() if m[0] == "!"),
        )
        for _, marks in told
    ]
    return analyse_labelled(transcript, spans, labels, question(kind))


def short(memo: Memo) -> dict[str, list[tuple[str, str]]]:
    return {
        name: [(line.text, line.evidence.quote) for line in lines]
        for name, lines in (
            ("for", memo.for_it),
            ("against", memo.against),
            ("change", memo.change),
        )
    }


def test_the_memo_says_what_speaks_for_and_against_and_what_would_turn_it() -> None:
    scene, broke, careful, blame = (text for text, _ in TOLD)
    told = short(memo_of(judged(TOLD), "missed_deadline"))
    assert told["for"] == [
        ("Names the very point where it broke.", broke),
        ("Sets a scene that can be checked.", scene),
    ]
    assert told["against"][:3] == [
        ("Not heard after these words: the speaker's own part.", broke),
        ("Puts it on others.", blame),
        ("Stays vague on what keeps it from happening again.", careful),
    ]
    assert told["change"][:2] == [
        ("One thing that the speaker missed or decided, said with I.", broke),
        ("A rule, check or tool that still works today, with its owner.", careful),
    ]


def test_what_nothing_leads_up_to_hangs_on_the_end() -> None:
    told = short(memo_of(judged((("Well, hello there.", ""),)), "missed_deadline"))
    assert told["for"] == []
    assert ("Not heard by the end: the point where it broke.", "Well, hello there.") in told[
        "against"
    ]


def test_nothing_said_gives_an_empty_memo() -> None:
    assert memo_of(judged(()), "missed_deadline").lines == ()


@pytest.mark.parametrize(
    ("kind", "who", "words"),
    [
        ("missed_deadline", "hiring committee", "Not heard by the end: the point where it broke."),
        ("execution_plan", "sign the plan", "Not heard by the end: the one thing"),
        ("pay_negotiation", "other side", "Not heard by the end: "),
    ],
)
def test_the_wording_fits_whoever_decides(kind: str, who: str, words: str) -> None:
    memo = memo_of(judged((("Well.", ""),), kind), kind)
    assert who in memo.reader.memo
    assert any(line.text.startswith(words) for line in memo.against)
    if kind == "pay_negotiation":
        assert "committee" not in str(memo)


def test_every_element_and_flag_has_its_sentences() -> None:
    for table in (HEARD, VAGUE, CHANGES, AWAITED):
        assert set(table) == set(Element)
    assert set(FLAGGED) == set(OTHERS) == set(Flag)


def test_every_sentence_on_every_answer_of_the_corpus_quotes_it() -> None:
    for row in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines()[::3]):
        told = tuple(
            (s["text"], " ".join([*s["labels"], *(f"!{flag}" for flag in s["flags"])]))
            for s in row["sentences"]
        )
        memo = memo_of(judged(told, row["question_type"]), row["question_type"])
        assert memo.change
        assert len(memo.for_it) <= FOR_LIMIT
        assert len(memo.against) <= AGAINST_LIMIT
        assert len(memo.change) <= CHANGE_LIMIT
        for line in memo.lines:
            assert line.evidence.quote == told[line.evidence.sentence][0]
            assert "missing" not in line.text
            assert "lack" not in line.text


def test_a_real_answer_is_noted_with_its_times() -> None:
    analysis = analyse_sentences([text for text, _ in TOLD], question())
    assert memo_of(analysis, "missed_deadline").lines
