import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.bank_reading import parse_bank
from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Level
from hotseat.importers.bankfile import Head, to_bank
from hotseat.importers.draft import (
    Confidence,
    Decision,
    Draft,
    Item,
    State,
    accept,
    accept_open,
    advise,
    edit,
    fingerprint,
    merge,
    rebudget,
    reject,
    relevel,
    reopen,
    retype,
)
from tests.strategies import hostile_texts

HEAD = Head("mine", "Mine", "notes.md")


def item(key: int, text: str = "", **more: object) -> Item:
    made = Item(
        key=key,
        text=text or f"Tell me about launch {key}.",
        type="missed_deadline",
        level=Level.SENIOR,
        prep_seconds=45,
        answer_seconds=180,
        guidance=("Name the day.",),
        source="notes.md, Launches",
        confidence=Confidence(0.9, 0.8, 0.5, 0.5),
        marks=(fingerprint(text, (str(key),)),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


DRAFT = Draft((item(1), item(2), item(3, state=State.DUPLICATE)), source="notes.md")


def test_decisions_come_and_go() -> None:
    draft = reject(accept(DRAFT, 1, 2), 2)
    assert [each.decision for each in draft.items] == [
        Decision.ACCEPTED,
        Decision.REJECTED,
        Decision.OPEN,
    ]
    assert reopen(draft, 1, 2) == DRAFT
    with pytest.raises(KeyError):
        accept(DRAFT, 9)


def test_accepting_what_is_open_leaves_rejected_and_duplicates_alone() -> None:
    assert [each.key for each in accept_open(reject(DRAFT, 1)).accepted] == [2]
    assert accept_open(DRAFT, least=0.9).accepted == ()


def test_an_item_can_be_changed_in_every_part() -> None:
    draft = edit(DRAFT, 1, "  Why was\x1b[2J it late?\n")
    draft = rebudget(relevel(retype(draft, 1, "failed_execution"), 1, Level.DIRECTOR), 1, 60, 240)
    changed = advise(draft, 1, ["One.", "one.", " ", "Two."]).item(1)
    assert (changed.text, changed.type, changed.level) == (
        "Why was it late?",
        "failed_execution",
        Level.DIRECTOR,
    )
    assert (changed.prep_seconds, changed.answer_seconds) == (60, 240)
    assert changed.guidance == ("One.", "Two.")
    assert changed.confidence == Confidence(0.9, 1.0, 1.0, 1.0)
    assert changed.marks == DRAFT.item(1).marks


@pytest.mark.parametrize("text", ["", " \u200b\n", "x" * 1001])
def test_no_text_that_a_bank_refuses(text: str) -> None:
    with pytest.raises(HotseatError):
        edit(DRAFT, 1, text)


def test_no_seconds_that_a_bank_refuses() -> None:
    with pytest.raises(HotseatError, match="30 to 1800"):
        rebudget(DRAFT, 1, 0, 29)


def test_a_merge_keeps_one_wording_and_all_advice() -> None:
    draft = merge(advise(DRAFT, 2, ["Say who heard it first."]), 1, 2)
    kept = draft.item(1)
    assert kept.text == "Tell me about launch 1."
    assert kept.guidance == ("Name the day.", "Say who heard it first.")
    assert set(kept.marks) == {*DRAFT.item(1).marks, *DRAFT.item(2).marks}
    assert [each.key for each in draft.items] == [1, 3]
    assert draft.skipped[0].text == "Tell me about launch 2."


def test_a_new_bank_is_valid_and_holds_what_was_accepted() -> None:
    text = to_bank(reject(accept(DRAFT, 1), 2), HEAD)
    bank, problems = parse_bank(tomllib.loads(text), "mine.toml", "mine")
    assert problems == []
    (question,) = bank.questions
    assert question.text == "Tell me about launch 1."
    assert question.guidance == ("Name the day.",)
    assert question.source == "notes.md, Launches"
    # What was rejected is noted too, so that it is not proposed again.
    assert len(bank.imports[0].marks) == 2


def test_nothing_accepted_makes_no_bank() -> None:
    with pytest.raises(HotseatError, match="accept at least one"):
        to_bank(DRAFT, HEAD)


OWNED = '''# Mine, and I like it so.
schema = 1
bank = { id = "mine", title = "Mine", source = "Me", licence = "MIT" }

[[questions]]  # the first
id = "tell-me-about-launch-1"
text = """
Tell me [[questions]]
about it."""
type = 'missed_deadline'
level = "mid"
prep_seconds = 30
answer_seconds = 90
tags = [
  "a", # [[questions]]
  "b",
]
[[questions.probes]]
text = "And?"
target = "fix"

# About the second.
[[questions]]
id = "second"
text = "What was late?"
type = "missed_deadline"
level = "mid"
prep_seconds = 30
answer_seconds = 90

[[curveballs]]
id = "gone"
text = "Two leave."
types = ["execution_plan"]
elements = ["tradeoff"]
'''


def test_a_bank_that_is_there_stays_as_its_owner_wrote_it() -> None:
    text = to_bank(accept(DRAFT, 1, 2), HEAD, OWNED)
    assert text.startswith(OWNED)
    bank, problems = parse_bank(tomllib.loads(text), "mine.toml", "mine")
    assert problems == []
    assert [q.id for q in bank.questions] == [
        "tell-me-about-launch-1",
        "second",
        "tell-me-about-launch-1-2",
        "tell-me-about-launch-2",
    ]


def test_a_changed_question_is_replaced_in_its_place_and_keeps_what_it_had() -> None:
    new = item(
        7, "What was late, and why?", state=State.CHANGED, like=("mine", "tell-me-about-launch-1")
    )
    text = to_bank(accept(Draft((new,), source="notes.md"), 7), HEAD, OWNED)
    bank, problems = parse_bank(tomllib.loads(text), "mine.toml", "mine")
    assert problems == []
    first, second = bank.questions
    assert (first.id, first.text) == ("tell-me-about-launch-1", "What was late, and why?")
    assert (first.tags, first.probes[0].text) == (("a", "b"), "And?")
    assert second.text == "What was late?"
    assert "# About the second.\n[[questions]]" in text
    assert "# Mine, and I like it so." in text


@pytest.mark.parametrize(
    "existing", ["schema = [", "schema = 1\nquestions = []\n", "schema = 1\nquestions = 3\n"]
)
def test_a_file_that_cannot_take_more_is_refused(existing: str) -> None:
    with pytest.raises(HotseatError, match=r"mine\.toml cannot be added to"):
        to_bank(accept(DRAFT, 1), HEAD, existing)


@pytest.mark.parametrize("name", ["", "../x", "A b", "x" * 41])
def test_a_bank_has_a_sensible_name(name: str) -> None:
    with pytest.raises(HotseatError, match="no name for a bank"):
        to_bank(accept(DRAFT, 1), Head(name))


@given(st.lists(hostile_texts, min_size=1, max_size=5), hostile_texts, hostile_texts)
def test_any_words_make_a_valid_bank(texts: list[str], advice: str, source: str) -> None:
    draft = Draft(tuple(item(n) for n in range(len(texts))), source=source)
    for key, text in enumerate(texts):
        draft = advise(edit(draft, key, f"Why {text[:900]}"), key, [advice])
    draft = accept_open(draft)
    written = to_bank(draft, Head("mine", source, source, source))
    again = to_bank(draft, HEAD, written)
    for text, times in ((written, 1), (again, 2)):
        bank, problems = parse_bank(tomllib.loads(text), "mine.toml", "mine")
        assert problems == []
        assert [q.text for q in bank.questions] == [each.text for each in draft.items] * times
