"""How sure a judgement is, said in a word where it is not."""

from hotseat.coach.confidence import NEAR, of_element, of_flag
from hotseat.coach.linear import ELEMENTS, FLAGS, OUTPUTS, decide
from hotseat.coach.sentences import spans_of
from hotseat.coach.structure import element_judgement
from hotseat.domain.analysis import SentenceLabels, Status, confidence_words
from hotseat.domain.rubric import Element


def margins(**given: float) -> list[float]:
    return [given.get(name.replace("?", "_vague"), -5.0) for name in OUTPUTS]


def judge(*labels: SentenceLabels) -> str:
    _, spans = spans_of([f"Sentence {number}." for number, _ in enumerate(labels)])
    return confidence_words(element_judgement(Element.FIX, spans, labels))


def test_labels_near_the_threshold_are_doubted_and_clear_ones_are_not() -> None:
    assert judge(decide(margins(fix=0.1))) == "faint"
    assert judge(decide(margins(fix=0.4))) == "unsure"
    assert judge(decide(margins(fix=2.0))) == ""
    assert judge(decide(margins(fix=0.1)), decide(margins(fix=2.0))) == ""


def test_what_was_nearly_heard_is_unsure_and_names_the_words() -> None:
    near, clear = decide(margins(fix=-0.3)), decide(margins(fix=NEAR - 0.1))
    assert judge(near) == "unsure"
    assert judge(clear) == ""
    _, spans = spans_of(["One.", "Two."])
    judged = element_judgement(Element.FIX, spans, [SentenceLabels(), near])
    assert (judged.status, [each.quote for each in judged.near]) == (Status.MISSING, ["Two."])


def test_a_labeller_that_knows_no_confidence_is_not_doubted() -> None:
    assert judge(SentenceLabels(("fix",))) == ""
    assert judge(SentenceLabels()) == ""


def test_confidence_runs_beside_labels_and_flags_and_stays_a_share() -> None:
    heard = decide([3.0] * len(OUTPUTS))
    assert len(heard.labels) == len(heard.confidence) == len(ELEMENTS)
    assert len(heard.flags) == len(heard.flag_confidence) == len(FLAGS)
    for margin in (-1e9, -1.0, 0.0, 1.0, 1e9):
        assert 0 <= of_element(margin) <= 1
        assert 0 <= of_flag(margin) <= 1
