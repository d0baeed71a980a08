"""Probes go after what is open, quote verbatim and never ask what was answered."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.coach.analysis import analyse, analyse_labelled
from hotseat.coach.anchors import quote_of, telling_words
from hotseat.coach.probe_lint import lint
from hotseat.coach.sentences import spans_of
from hotseat.domain.analysis import Analysis, Probe, SentenceLabels, Status
from hotseat.domain.rubric import Element, Flag, Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import typed
from tests.coach.given import STRONG, WEAK, question

Labelled = Sequence[tuple[str, SentenceLabels]]


def labelled(
    pairs: Labelled, asked: Sequence[str] = (), probes: tuple[Probe, ...] = ()
) -> Analysis:
    transcript, spans = spans_of([text for text, _ in pairs])
    asked_question = AskedQuestion("Why late?", "missed_deadline", probes=probes)
    return analyse_labelled(transcript, spans, [x for _, x in pairs], asked_question, asked=asked)


MOSTLY: Labelled = [
    ("We had four engineers for the portal.", SentenceLabels(("situation",))),
    ("Nobody had sent the carrier a real label.", SentenceLabels(("breakdown",))),
    ("I switched it off that evening.", SentenceLabels(("fix",))),
    ("I never asked for a label, that was me.", SentenceLabels(("ownership",))),
    ("We look at labels a lot more carefully now.", SentenceLabels(("systemic_change?",))),
    ("We were nineteen days late.", SentenceLabels(("outcome_metric",))),
]


def test_what_is_critical_and_missing_comes_first() -> None:
    without = [p for p in MOSTLY if "ownership" not in p[1].labels]
    assert labelled(without).probes[0].target == "ownership"


def test_a_thin_element_is_asked_with_its_vague_words() -> None:
    probe = next(p for p in labelled(MOSTLY).probes if p.target == "systemic_change")
    assert probe.depth == 1
    assert probe.anchor
    assert probe.anchor in MOSTLY[4][0]


def test_a_flag_is_asked_with_the_words_that_raise_it() -> None:
    flagged = [
        *MOSTLY,
        ("The vendor just did not deliver.", SentenceLabels((), (Flag.BLAMES_OTHERS,))),
    ]
    probe = next(p for p in labelled(flagged).probes if p.target == "blames_others")
    assert probe.anchor in "The vendor just did not deliver."


def test_what_was_answered_is_only_asked_deeper() -> None:
    found = labelled(MOSTLY)
    met = {j.element for j in found.elements if j.status is Status.MET}
    assert all(p.depth >= 2 for p in found.probes if p.target in met)
    assert any(p.depth >= 2 for p in found.probes)


def test_three_probes_at_least_and_each_with_another_target() -> None:
    for text in (STRONG, WEAK, "Yes.", "It was late."):
        probes = analyse(typed(text, 60), question()).probes
        assert len(probes) >= 3
        assert len({p.target for p in probes}) == len(probes)


def test_the_same_answer_gets_the_same_probes() -> None:
    first, second = (analyse(typed(WEAK, 60), question()).probes for _ in range(2))
    assert first == second


def test_what_was_asked_is_not_asked_again() -> None:
    first = labelled(MOSTLY).probes
    second = labelled(MOSTLY, asked=[p.text for p in first]).probes
    assert not {p.text for p in first} & {p.text for p in second}


def test_the_banks_own_probe_is_used_for_a_gap_and_only_once() -> None:
    own = Probe("What did you expect of the carrier?", "hypothesis", source="bank")
    probe = next(p for p in labelled(MOSTLY, probes=(own,)).probes if p.target == "hypothesis")
    assert (probe.text, probe.source) == (own.text, "bank")
    assert probe.why
    again = labelled(MOSTLY, asked=[own.text], probes=(own,)).probes
    assert next(p for p in again if p.target == "hypothesis").source == "coach"


def test_the_banks_own_probe_at_something_answered_is_left_alone() -> None:
    own = Probe("How late were you?", "outcome_metric", source="bank")
    assert own.text not in {p.text for p in labelled(MOSTLY, probes=(own,)).probes}


def test_the_quote_leaves_out_openers_and_edge_marks() -> None:
    text = "And so, um, we just communicated a lot better after that, you know."
    quote = quote_of(text, "systemic_change", vague=True)
    assert quote in text
    assert not quote.lower().startswith(("and", "so", "um"))
    assert 3 <= len(quote.split()) <= 12


def test_a_monstrous_word_is_never_quoted() -> None:
    assert telling_words("x" * 10_000) is None
    assert len(quote_of("we had " + "x" * 500 + " and four engineers came late")) < 100


@given(st.text(max_size=300), st.sampled_from(["", *Element, *Flag]), st.booleans())
def test_a_quote_is_verbatim_and_one_line(text: str, target: str, vague: bool) -> None:
    found = telling_words(text, target, vague)
    if found is not None:
        quote = text[found[0] : found[1]]
        assert quote == quote.strip() != ""
        assert len(quote.split()) <= 12
        assert "\n" not in quote


def test_labels_of_no_words_earn_no_tick_and_no_probe_hangs_on_them() -> None:
    pairs: Labelled = [
        ("", SentenceLabels(("situation", "systemic_change"))),
        (" … ", SentenceLabels(("hypothesis", "breakdown", "fix"))),
    ]
    transcript, spans = spans_of([text for text, _ in pairs])
    found = analyse_labelled(transcript, spans, [x for _, x in pairs], question("missed_deadline"))
    assert {judged.status for judged in found.elements} == {Status.MISSING}
    assert len(found.probes) >= 3


labels = st.builds(
    SentenceLabels,
    st.lists(
        st.sampled_from([f"{e}{mark}" for e in Element for mark in ("", "?")]), max_size=2
    ).map(tuple),
    st.lists(st.sampled_from(list(Flag)), max_size=1).map(tuple),
)
answers = st.lists(
    st.tuples(st.text(alphabet="abc um,.?“”{}\nZ3é", max_size=80), labels), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(answers, st.sampled_from(["missed_deadline", "execution_plan", "own_type"]))
def test_probes_at_any_answer_are_clean(pairs: Labelled, question_type: str) -> None:
    transcript, spans = spans_of([text for text, _ in pairs])
    found = analyse_labelled(
        transcript, spans, [x for _, x in pairs], question(question_type), level=Level.MID
    )
    assert len(found.probes) >= 3
    for probe in found.probes:
        assert lint(probe.text) == []
        assert probe.anchor in transcript.text
