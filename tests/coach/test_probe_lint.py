"""Every probe is one fair question in at most 25 words."""

import json

import pytest

from hotseat.coach import wordings
from hotseat.coach.analysis import analyse_sentences
from hotseat.coach.probe_lint import MOST_WORDS, lint
from hotseat.domain.rubric import Element, Flag, Level
from hotseat.domain.session import AskedQuestion
from tests.coach.given import CORPUS, shipped_banks

LONGEST_QUOTE = "“one two three four five six seven eight nine”"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("What did you do?", ""),
        ("“we talked and what did it bring?”: who decided?", ""),
        ("What exactly was to be delivered, by which date?", ""),
        ("You said “it went fine”. Once more: what was your own part?", ""),
        ("Tell me about it.", "question mark"),
        ("What did you do? Why?", "more than one"),
        ("Who decided, and why did they do it?", "two things"),
        ("What did you do and how did it go?", "two things"),
        ("What did you do, who did you ask?", "two things"),
        ("Between the first who knew and you, where did it get stuck?", ""),
        ("When you knew, what was the first call?", ""),
        ("Don't you think it was wrong?", "leads"),
        ("It was late, wasn't it?", "leads"),
        ("Why didn't you ask?", "presumes"),
        ("Why did you ignore the report?", "presumes"),
        ("word " * 25 + "word?", "26 words"),
        ("What was {q}?", "unfilled"),
        ("What\nwas it?", "white space"),
    ],
)
def test_what_a_probe_may_not_do(text: str, problem: str) -> None:
    found = lint(text)
    assert bool(found) is bool(problem), found
    assert problem in " ".join(found)


def templates() -> list[str]:
    quoted = [
        text
        for table in (wordings.MISSING, wordings.THIN)
        for texts in table.values()
        for text in texts
    ]
    rungs = [rung for ladder in wordings.DEEPER.values() for rung in ladder]
    quoted += [text for rung in rungs for text in rung]
    quoted += [text for texts in wordings.FLAGGED.values() for text in texts]
    again = [
        frame.replace("{short}", short)
        for shorts in wordings.SHORT.values()
        for short in shorts
        for frame in (*wordings.AGAIN, *wordings.AGAIN_BARE)
    ]
    return [text.replace("{q}", LONGEST_QUOTE) for text in [*quoted, *again]]


@pytest.mark.parametrize("text", templates())
def test_every_wording_is_clean_with_the_longest_quote(text: str) -> None:
    assert lint(text) == []


def test_every_target_has_wordings_of_every_kind() -> None:
    for element in Element:
        assert len(wordings.MISSING[element]) >= 3
        assert len(wordings.THIN[element]) >= 3
        assert [len(rung) >= 2 for rung in wordings.DEEPER[element]] == [True] * 4
        assert len(wordings.RUNGS) == 4
        assert not any("{q}" in text for text in wordings.MISSING[element])
        assert all("{q}" in text for text in wordings.THIN[element])
    for flag in Flag:
        assert len(wordings.FLAGGED[flag]) >= 3
    targets = {*(str(e) for e in Element), *(str(f) for f in Flag)}
    assert set(wordings.SHORT) == set(wordings.ABOUT) == targets


def test_no_wording_is_there_twice() -> None:
    found = templates()
    assert len(found) == len(set(found))


def test_probes_of_the_shipped_banks_are_clean() -> None:
    probes = [p for bank in shipped_banks() for q in bank.questions for p in q.probes]
    wrong = {p.text: lint(p.text) for p in probes if lint(p.text)}
    assert not wrong


def test_five_hundred_probes_at_real_answers_are_clean_and_quote_verbatim() -> None:
    count = 0
    for line in CORPUS.read_text(encoding="utf-8").splitlines()[:90]:
        answer = json.loads(line)
        sentences = [s["text"] for s in answer["sentences"]]
        question = AskedQuestion(answer["question"], answer["question_type"])
        for probe in analyse_sentences(sentences, question, Level.DIRECTOR).probes:
            assert lint(probe.text) == [], probe.text
            assert len(probe.text.split()) <= MOST_WORDS
            assert probe.anchor in " ".join(sentences)
            assert not probe.anchor or f"“{probe.anchor}”" in probe.text
            assert probe.why
            count += 1
    assert count >= 500
