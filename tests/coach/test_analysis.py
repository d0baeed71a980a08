"""One take in, everything the coach says out; on any text."""

import subprocess
import sys
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.coach.analysis import analyse, analyse_sentences
from hotseat.coach.hearing import SENTENCE_LIMIT
from hotseat.domain.analysis import Analysis, RiskLevel, SentenceLabels, Status
from hotseat.domain.rubric import RUBRICS, Element, Level
from hotseat.domain.transcript import Transcript, Word, from_words, typed
from tests.coach.given import STRONG, WEAK, question


def spans_hold(found: Analysis, text: str) -> None:
    pieces = [e for j in found.elements for e in j.evidence]
    pieces += [e for f in found.flags for e in f.evidence]
    pieces += [e for r in found.risk.reasons for e in r.evidence]
    pieces += [entry.evidence for entry in found.ledger]
    for piece in pieces:
        assert text[piece.begin : piece.end] == piece.quote
        assert found.sentences[piece.sentence].begin <= piece.begin
    for filler in found.delivery.fillers or ():
        assert text[filler.begin : filler.end] == filler.text
    assert all(p.anchor in text for p in found.probes)


def test_a_strong_answer_is_heard_and_a_weak_one_is_not() -> None:
    strong, weak = (analyse(typed(t, 90), question()) for t in (STRONG, WEAK))
    met = {j.element for j in strong.elements if j.status is Status.MET}
    assert len(met) >= 6
    assert strong.risk.level is not RiskLevel.HIGH
    assert sum(j.status is Status.MET for j in weak.elements) <= 1
    assert weak.risk.level is RiskLevel.HIGH
    assert weak.flags
    assert {e.measures for e in strong.ledger} >= {"late", "shops", "penalties"}
    for found, text in ((strong, STRONG), (weak, WEAK)):
        spans_hold(found, text)


def test_nothing_said_is_nothing_heard() -> None:
    found = analyse(typed("", 0), question())
    assert {j.status for j in found.elements} == {Status.MISSING}
    assert found.sentences == ()
    assert found.delivery.words == 0
    assert len(found.probes) >= 3


def test_times_of_evidence_come_from_the_words() -> None:
    words = [Word(w, i * 0.5, i * 0.5 + 0.4) for i, w in enumerate(STRONG.split())]
    told = from_words(words, len(words) / 2, "test")
    found = analyse(told, question(), latency=2.0)
    spans_hold(found, told.text)
    for judgement in found.elements:
        for piece in judgement.evidence:
            assert piece.start is not None
            assert piece.stop is not None
            first = told.words[len(told.text[: piece.begin].split())]
            assert piece.start == first.start
    assert found.delivery.pace is not None
    assert found.delivery.latency == 2.0


def test_the_level_given_decides_what_is_critical() -> None:
    low, high = (
        analyse(typed(STRONG, 90), question("execution_plan"), level=level)
        for level in (Level.MID, Level.DIRECTOR)
    )
    assert not next(j for j in low.elements if j.element is Element.BUFFER).critical
    assert next(j for j in high.elements if j.element is Element.BUFFER).critical


def test_a_type_of_ones_own_is_judged_as_a_failure_story() -> None:
    found = analyse(typed(STRONG, 90), question("own_type"))
    assert [j.element for j in found.elements] == list(RUBRICS["failed_execution"].elements)


def test_another_language_is_pointed_out() -> None:
    told = Transcript("Wir waren zu spät.", language="de")
    assert any("English" in note for note in analyse(told, question()).notes)
    assert analyse(typed(STRONG, 9), question()).notes == ()


def test_sentences_split_already_stay_as_they_are() -> None:
    sentences = ["We had four", "engineers. And a date.", "", "I never asked."]
    found = analyse_sentences(sentences, question())
    assert [s.text for s in found.sentences] == sentences
    spans_hold(found, " ".join(sentences))


def test_another_labeller_can_take_the_place() -> None:
    class Deaf:
        def label(self, sentences: Sequence[str], question_type: str) -> list[SentenceLabels]:
            return [SentenceLabels() for _ in sentences]

    found = analyse(typed(STRONG, 90), question(), labeller=Deaf())
    assert {j.status for j in found.elements} == {Status.MISSING}


def test_the_same_take_gives_the_same_analysis() -> None:
    assert analyse(typed(WEAK, 9), question()) == analyse(typed(WEAK, 9), question())


HOSTILE = {
    "one long word": "x" * 10_000,
    "a very long text": "We were nineteen days late, um, and I never asked anyone. " * 3_500,
    "no full stop": "and then we were late " * 9_000,
    "numbers": "1,000,000.5 " * 15_000,
    "number words": "two hundred and " * 12_000,
    "commas": ", like, you know, " * 10_000,
    "marks": "?!…”) " * 30_000,
    "stutter": "we we, we we, " * 12_000,
    "apostrophes": "'" * 100_000,
    "braces": "{q} “{short}” " * 2_000,
    "escapes": "\x1b[31m[@click=app.quit]x[/] \u202e\u0000 " * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_survived_quickly(name: str) -> None:
    text = HOSTILE[name]
    begun = time.perf_counter()
    found = analyse(typed(text, 90), question())
    assert time.perf_counter() - begun < 5.0
    spans_hold(found, text)
    assert len(found.labels) == len(found.sentences)
    if len(found.sentences) > SENTENCE_LIMIT:
        assert any(str(SENTENCE_LIMIT) in note for note in found.notes)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from([*RUBRICS, "x"]), st.sampled_from(list(Level)))
def test_any_text_is_survived(text: str, question_type: str, level: Level) -> None:
    found = analyse(typed(text, 9), question(question_type), level=level)
    spans_hold(found, text)
    assert len(found.elements) >= 6


def test_importing_the_coach_loads_no_weights_and_nothing_heavy() -> None:
    code = (
        "import sys, hotseat.coach.analysis, hotseat.coach.grilling;"
        "bad = {'ctranslate2', 'numpy', 'rich', 'sklearn', 'textual', 'tokenizers'};"
        "bad &= set(sys.modules);"
        "from hotseat.coach.hearing import ears as d;"
        "print(bad, d.cache_info().currsize)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["set()", "0"]
