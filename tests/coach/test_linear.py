"""The classifier in plain Python says what scikit-learn's would, and training can be repeated."""

import importlib
import json
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from hotseat.coach.hearing import SENTENCE_LIMIT, default_labeller
from hotseat.coach.linear import (
    ELEMENTS,
    OUTPUTS,
    LinearLabeller,
    decide,
    pack,
    unpack,
)
from hotseat.domain.rubric import RUBRICS
from tests.coach.given import CORPUS, ROOT

SCORES = ROOT / "src" / "hotseat" / "coach" / "data" / "scores.json"
DOCS = ROOT / "docs" / "coach.md"


@pytest.fixture(scope="module")
def score_coach() -> Iterator[ModuleType]:
    pytest.importorskip("sklearn")
    sys.path.insert(0, str(ROOT / "scripts"))
    yield importlib.import_module("score_coach")
    sys.path.remove(str(ROOT / "scripts"))


def told(count: int) -> list[str]:
    lines = CORPUS.read_text(encoding="utf-8").splitlines()[:count]
    return [s["text"] for line in lines for s in json.loads(line)["sentences"]]


def test_an_element_is_never_specific_and_vague_at_once() -> None:
    for question_type in RUBRICS:
        for heard in default_labeller().label(told(12), question_type):
            names = [label.rstrip("?") for label in heard.labels]
            assert len(names) == len(set(names))
            assert set(names) <= set(ELEMENTS)


def test_of_specific_and_vague_the_clearer_one_stands() -> None:
    margins = dict.fromkeys(OUTPUTS, -1.0)
    margins |= {"fix": 0.5, "fix?": 0.7, "buffer": 0.2, "buffer?": 0.1, "heroics": 0.0}
    heard = decide(list(margins.values()))
    assert heard.labels == ("fix?", "buffer")
    assert heard.flags == ("heroics",)


def test_it_knows_plain_cases() -> None:
    sentences = [
        "We had four engineers and had to ship the portal for ninety shops by the first of June.",
        "I never asked anyone, that was my mistake.",
        "In the end we were nineteen days late.",
        "We were all on the same page after that meeting.",
    ]
    heard = default_labeller().label(sentences, "missed_deadline")
    assert "situation" in heard[0].labels
    assert "ownership" in heard[1].labels
    assert "outcome_metric" in heard[2].labels
    assert "vague_alignment" in heard[3].flags


def test_the_label_of_a_sentence_does_not_hang_on_case_or_curly_quotes() -> None:
    plain = "I'd signed it without reading, that's on me."
    curly = plain.replace("'", "\u2019")
    first, second = default_labeller().label([plain, curly], "missed_deadline")
    assert first.labels == second.labels


def test_past_the_limit_sentences_get_no_labels() -> None:
    heard = default_labeller().label(["We were two weeks late."] * (SENTENCE_LIMIT + 3), "x")
    assert len(heard) == SENTENCE_LIMIT + 3
    assert heard[-1].labels == ()
    assert default_labeller().label([], "missed_deadline") == []


def test_weights_are_small() -> None:
    assert (SCORES.parent / "weights.bin").stat().st_size <= 3_000_000


def test_other_files_are_refused() -> None:
    with pytest.raises(ValueError, match="no weights"):
        unpack(b"something else")


def test_training_again_gives_the_same_bytes_and_the_same_judgement(
    score_coach: ModuleType,
) -> None:
    train = score_coach.train
    answers = score_coach.some_of(train.read_corpus(), 3)
    rows, truth = train.blocks_of(answers), train.truths(answers)
    first, second = (
        pack(train.weights_of(train.fit(rows, truth), train.thresholds_for(scores, truth)))
        for scores in (train.fit(rows, truth).scores(rows) for _ in range(2))
    )
    assert first == second

    exact = train.fit(rows, truth).scores(rows)
    weights = unpack(first)
    labeller = LinearLabeller(weights)
    at = 0
    for answer in answers:
        sentences = [s["text"] for s in answer["sentences"]]
        for margins in labeller.margins(sentences, answer["question_type"]):
            scores = [m + t for m, t in zip(margins, weights.thresholds, strict=True)]
            assert scores == pytest.approx(list(exact[at]), abs=0.15)
            at += 1


def test_the_scores_on_file_are_those_that_the_script_prints(score_coach: ModuleType) -> None:
    stored = json.loads(SCORES.read_text(encoding="utf-8"))
    quick = stored["quick"]
    answers = score_coach.some_of(score_coach.train.read_corpus(), quick["each"])
    # Another machine's arithmetic may move a sentence or two.
    assert score_coach.score(answers) == pytest.approx(quick["scores"], abs=0.02)
    assert stored["scores"]["sentence labels, micro-F1"] >= 0.69


def test_the_documentation_states_the_scores_on_file() -> None:
    stored = json.loads(SCORES.read_text(encoding="utf-8"))["scores"]
    text = DOCS.read_text(encoding="utf-8")
    for name, value in stored.items():
        assert f"| {name} | {value:.2f} |" in text
