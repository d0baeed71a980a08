"""The labeller that comes with Hotseat: short answers, bare text, and what is left without it."""

import json
import sys
from collections.abc import Iterator

import pytest

from hotseat.coach import hearing
from hotseat.coach.analysis import analyse
from hotseat.coach.blend import BlendedLabeller
from hotseat.coach.clauses import clauses
from hotseat.coach.encoder import unpack_head
from hotseat.coach.hearing import default_labeller, ears
from hotseat.coach.linear import LinearLabeller
from hotseat.domain.analysis import Status
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Transcript
from tests.coach.given import CORPUS


def met(text: str, question_type: str) -> set[str]:
    analysis = analyse(Transcript(text), AskedQuestion("", question_type))
    return {each.element.value for each in analysis.elements if each.status is Status.MET}


def test_the_encoder_is_in_use() -> None:
    assert ears().trouble == ""
    assert isinstance(ears().labeller, BlendedLabeller)


@pytest.mark.parametrize(
    ("text", "question_type", "heard"),
    [
        (
            "I had never asked the vendor for a sample, so we slipped nine days. That was on me.",
            "missed_deadline",
            {"ownership", "outcome_metric"},
        ),
        (
            "We lost the Hamburg account, it cost us forty thousand. "
            "I never called them, my mistake.",
            "failed_execution",
            {"ownership", "outcome_metric"},
        ),
        ("We were nineteen days late.", "missed_deadline", {"outcome_metric"}),
        (
            "I pulled the report page to make the date, and from then on every ticket needs an "
            "owner before it starts.",
            "missed_deadline",
            {"systemic_change"},
        ),
        (
            "Sales wanted single sign-on in June, the platform team wanted to finish the "
            "migration first.",
            "cross_functional_conflict",
            {"stakeholder_conflict"},
        ),
    ],
)
def test_a_short_typed_answer_is_heard(text: str, question_type: str, heard: set[str]) -> None:
    assert met(text, question_type) >= heard


@pytest.mark.parametrize("text", ["Yes.", "I like working with people.", "Can you say that again?"])
def test_small_talk_meets_nothing(text: str) -> None:
    assert met(text, "missed_deadline") == set()


def test_marks_and_capitals_change_little() -> None:
    same = labels = 0
    for line in CORPUS.read_text(encoding="utf-8").splitlines()[:12]:
        answer = json.loads(line)
        told = [s["text"] for s in answer["sentences"]]
        bare = ["".join(c for c in t if c.isalnum() or c in " '%") for t in told]
        for a, b in zip(
            default_labeller().label(told, answer["question_type"]),
            default_labeller().label([t.lower() for t in bare], answer["question_type"]),
            strict=True,
        ):
            same += 2 * len(set(a.labels) & set(b.labels))
            labels += len(a.labels) + len(b.labels)
    assert same / labels >= 0.9


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    hearing.ears.cache_clear()
    yield
    hearing.ears.cache_clear()


@pytest.mark.usefixtures("without_encoder")
def test_without_the_encoder_the_n_grams_judge_and_it_is_told() -> None:
    assert "ctranslate2" in ears().trouble
    assert isinstance(ears().labeller, LinearLabeller)
    assert "outcome_metric" in met("In the end we were nineteen days late.", "missed_deadline")


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no head"):
        unpack_head(b"something else")


def test_clauses_keep_every_word() -> None:
    told = "my fault, shipped 3 weeks late because nobody owned the script, so yes"
    assert clauses(told) == [
        "my fault, shipped 3 weeks late",
        "because nobody owned the script, so yes",
    ]
    assert clauses("We were late.") == ["We were late."]
