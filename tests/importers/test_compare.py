import tomllib

from hotseat.domain.bank import Bank
from hotseat.domain.bank_reading import parse_bank
from hotseat.importers.bankfile import Head, to_bank
from hotseat.importers.compare import BEFORE, against
from hotseat.importers.draft import Draft, State, accept_open, edit, reject
from tests.importers.given import read

FIRST = (
    "## Tell me about a launch that slipped by a month.\n\nName the day.\n\n"
    "## How would you plan a move to a new office?\n\nOrder first.\n\n"
    "## Describe a quarrel with the finance department.\n\nBoth sides.\n"
)


def written(draft: Draft, existing: str = "") -> tuple[str, Bank]:
    text = to_bank(draft, Head("mine"), existing)
    bank, problems = parse_bank(tomllib.loads(text), "mine.toml", "mine")
    assert problems == []
    return text, bank


def test_the_same_document_again_proposes_nothing() -> None:
    _, bank = written(accept_open(read(FIRST)))
    again = against(read(FIRST), [bank], "mine")
    assert again.items == ()
    assert {each.reason for each in again.skipped} == {BEFORE}


def test_what_was_edited_or_turned_down_stays_so() -> None:
    draft = reject(edit(read(FIRST), 1, "When did a launch slip?"), 2)
    _, bank = written(accept_open(draft))
    assert bank.questions[0].text == "When did a launch slip?"
    assert against(read(FIRST), [bank], "mine").items == ()


def test_a_changed_document_proposes_only_what_changed() -> None:
    text, bank = written(accept_open(read(FIRST)))
    changed = FIRST.replace("Both sides.", "Both sides, and who lost.") + (
        "\n## Which number tells you that work is stuck?\n\nOne will do.\n"
    )
    draft = against(read(changed), [bank], "mine")
    assert [(item.text[:8], item.state) for item in draft.items] == [
        ("Describe", State.CHANGED),
        ("Which nu", State.NEW),
    ]
    _, after = written(accept_open(draft), text)
    assert [q.guidance for q in after.questions] == [
        ("Name the day.",),
        ("Order first.",),
        ("Both sides, and who lost.",),
        ("One will do.",),
    ]
    assert against(read(changed), [after], "mine").items == ()


def test_what_another_bank_asks_in_the_same_words_is_a_duplicate() -> None:
    _, bank = written(accept_open(read(FIRST)))
    draft = against(read("- describe a quarrel with the finance department\n- Why did you go?\n"),
                    [bank])  # fmt: skip
    assert [item.state for item in draft.items] == [State.DUPLICATE, State.NEW]
    assert draft.items[0].like == ("mine", bank.questions[2].id)


def test_near_wordings_count_only_in_the_bank_that_is_added_to() -> None:
    _, bank = written(accept_open(read(FIRST)))
    near = "- Walk me through a quarrel you had with your finance department.\n"
    assert against(read(near), [bank]).items[0].state is State.NEW
    assert against(read(near, "other.md"), [bank], "mine").items[0].state is State.DUPLICATE
