"""Notes in a vault: what the reader wrote around ours survives every export."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hotseat.domain.errors import HotseatError
from hotseat.exporters.markdown import body
from hotseat.exporters.selection import Selection
from hotseat.exporters.vault import id_in, merged, note_id
from tests.tui import sample

FIRST = Selection((sample.grilled(),))
CHANGED = Selection((replace(sample.grilled(), title="The till launch", tags=("tax",)),))


def front(note: str) -> dict[str, object]:
    loaded = yaml.safe_load(note.lstrip("\ufeff").split("---")[1])
    assert isinstance(loaded, dict)
    return loaded


def test_a_new_note_has_front_matter_and_marks() -> None:
    note = merged(FIRST, None)
    assert front(note)["hotseat"] == sample.grilled().name == note_id(FIRST)
    assert front(note)["title"] == "The checkout launch"
    assert id_in(note) == note_id(FIRST)
    assert note.count("<!-- hotseat:begin ") == note.count("<!-- hotseat:end -->") == 1
    assert body(FIRST) in note


def test_exporting_again_changes_nothing() -> None:
    note = merged(FIRST, None)
    assert merged(FIRST, note) == note
    assert merged(FIRST, merged(CHANGED, note)).replace(', "tax"', "") == note.replace(
        ', "tax"', ""
    ).replace("tags: [hotseat]", "tags: [hotseat, tax]")


def test_what_is_written_around_stays_letter_by_letter() -> None:
    note = merged(FIRST, None)
    head, region = note.split("<!-- hotseat:begin", 1)
    mine = head.replace("---\n\n", "mood: 'calm: mostly' # as it was\nlinks:\n- [[Bo]]\n---\n\n")
    mine += "My own opening.\n\n<!-- hotseat:begin" + region + "\n## Mine\n- [ ] ring Bo  \n\t*x*"
    again = merged(CHANGED, mine)
    assert "mood: 'calm: mostly' # as it was\nlinks:\n- [[Bo]]\n" in again
    assert "\n\nMy own opening.\n\n<!-- hotseat:begin" in again
    assert again.endswith("<!-- hotseat:end -->\n\n## Mine\n- [ ] ring Bo  \n\t*x*")
    assert "# The till launch" in again
    assert "# The checkout launch" not in again
    assert front(again)["title"] == "The till launch"
    assert front(again)["mood"] == "calm: mostly"


def test_tags_of_the_reader_stay_beside_ours() -> None:
    for tags in ("tags: [mine, deep/er]", "tags:\n  - mine\n  - deep/er", "tags: mine, deep/er"):
        note = merged(FIRST, None).replace("tags: [hotseat]", tags)
        made = merged(CHANGED, note)
        assert front(made)["tags"] == ["mine", "deep/er", "hotseat", "tax"]
        assert merged(CHANGED, made) == made


def test_lines_changed_between_the_marks_are_kept_below() -> None:
    note = merged(FIRST, None)
    edited = note.replace("## Grill ladder", "Ask Bo about this one.\n\n## Grill ladder")
    made = merged(FIRST, edited)
    inside, after = made.split("<!-- hotseat:end -->")
    assert "Ask Bo" not in inside
    assert after.count("Ask Bo about this one.") == 1
    assert "written anew" in after
    assert merged(FIRST, made) == made
    assert "Ask Bo about this one." in merged(CHANGED, made)


def test_reformatted_line_ends_are_no_change() -> None:
    note = merged(FIRST, None).replace("\n", "\r\n")
    made = merged(CHANGED, note)
    assert "\n" not in made.replace("\r\n", "")
    assert "Kept from before" not in made
    assert made.replace("\r\n", "\n") == merged(CHANGED, merged(FIRST, None))


def test_a_note_without_marks_or_front_matter_gets_them() -> None:
    made = merged(FIRST, "# Mine\n\ntext")
    assert made.startswith('---\ntitle: "The checkout launch"\n')
    assert "---\n\n# Mine\n\ntext\n\n<!-- hotseat:begin" in made
    assert merged(FIRST, made) == made


def test_a_mark_that_is_gone_loses_nothing() -> None:
    note = merged(FIRST, None).replace("<!-- hotseat:end -->", "") + "Mine\n"
    made = merged(FIRST, note)
    assert made.endswith("Mine\n")
    assert made.count("<!-- hotseat:end -->") == 1
    assert merged(FIRST, made) == made


@pytest.mark.parametrize("matter", ["a: [", "- a\n- b", "a: b: c", "\ta: 1", "a: &x [*x, 1]\n b"])
def test_front_matter_that_is_no_yaml_is_left_alone(matter: str) -> None:
    with pytest.raises(HotseatError, match=r"note\.md: its front matter"):
        merged(FIRST, f"---\n{matter}\n---\nmine", "note.md")


keys = st.from_regex(r"[a-z][a-z0-9_ -]{0,8}[a-z]", fullmatch=True)
values = st.recursive(
    st.one_of(st.text(max_size=12), st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=2)),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(keys, values, max_size=4),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60),
    st.booleans(),
)
@example({"title": "x", "tags": None}, "---\n", True)
@example({"hotseat": [1], "date": {"a": 1}}, "<!-- hotseat:begin -->", False)
def test_any_note_keeps_its_keys_and_its_text(
    mine: dict[str, object], text: str, flow: bool
) -> None:
    matter = yaml.safe_dump(mine, allow_unicode=True, default_flow_style=flow or None)
    note = f"---\n{matter}---\n{text}" if mine else text
    if mine and yaml.safe_load(matter) != mine:
        return
    try:
        made = merged(FIRST, note)
    except HotseatError:  # left alone
        return
    loaded = yaml.safe_load(made.removeprefix("\ufeff").split("\n---\n")[0])
    for key, value in mine.items():
        if key not in ("tags", "hotseat") and key not in front(merged(FIRST, None)):
            assert loaded[key] == value
    if (
        "hotseat:" not in text
        and text.strip("\ufeff \t\n")
        and not text.startswith(("---", "\ufeff"))
    ):
        assert text in made
    assert loaded["hotseat"] == note_id(FIRST)
    assert merged(FIRST, made) == made
