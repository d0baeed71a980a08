import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotseat.domain.analysis import Analysis
from hotseat.domain.choices import Settings
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import SCHEMA, Annotation, AskedQuestion, Session, Take
from hotseat.domain.text import clean
from hotseat.domain.transcript import Sentence, Transcript, Word
from hotseat.store.codec import DamagedError, decode, encode
from tests.fakes.sessions import example
from tests.strategies import hostile_texts, sessions

SMALL = Session("one", "2026-11-02T10:00:00+01:00")
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(sessions)
def test_a_session_comes_back_as_it_was(session: Session) -> None:
    assert decode(encode(session), "f") == session


@QUICK
@given(sessions)
def test_the_file_is_the_plain_json_of_the_session(session: Session) -> None:
    written = json.loads(encode(session))
    assert written == json.loads(json.dumps(asdict(session)))


@given(hostile_texts, hostile_texts)
def test_hostile_text_is_clean_once_read(title: str, question: str) -> None:
    take = Take(1, AskedQuestion(question, "missed_deadline"), transcript=Transcript(title))
    data = json.dumps(asdict(Session("one", "", title=title, takes=(take,)))).encode()
    session = decode(data, "f")
    assert session.title == clean(title)
    assert session.takes[0].question.text == clean(question)
    assert decode(encode(session), "f") == session


@given(hostile_texts)
def test_hostile_text_given_to_save_still_makes_a_file_that_opens(text: str) -> None:
    session = decode(encode(Session("one", "", title=text, notes=text)), "f")
    assert session.notes == clean(text)


def test_raw_hostile_characters_in_the_file_are_cleaned() -> None:
    data = encode(SMALL).replace(b'"title": ""', '"title": "a\u202eb\x9b31mc\x7f"'.encode())
    assert decode(data, "f").title == "abc"


def test_a_file_reads_well_and_keeps_letters_as_they_are() -> None:
    words = (Word("über", 0.5, 0.75, 0.9), Word("café {", 1.0, 1.25))
    transcript = Transcript("über café {", words)
    take = Take(1, AskedQuestion("Wie spät?", "missed_deadline"), transcript=transcript)
    text = encode(Session("one", "", takes=(take,))).decode()
    assert '{"text": "über", "start": 0.5, "end": 0.75, "probability": 0.9}' in text
    assert max(len(line) for line in text.splitlines()) < 240


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_figure_that_is_no_number_never_makes_the_file_unreadable(number: float) -> None:
    session = Session("one", "", round_seconds=number)
    assert decode(encode(session), "f").round_seconds == 0.0


def test_a_large_seed_survives() -> None:
    session = Session("one", "", Settings(seed=2**63 - 1))
    assert decode(encode(session), "f") == session


def test_unknown_keys_are_passed_over() -> None:
    data = json.loads(encode(SMALL)) | {"mood": {"deep": [1, 2]}}
    assert decode(json.dumps(data).encode(), "f") == SMALL


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("title", 7, "title: Expected `str`, got `int`"),
        ("takes", [{"number": "one"}], "takes[0].number: Expected `int`, got `str`"),
        ("settings", {"mode": "dream"}, "settings.mode: Invalid enum value 'dream'"),
        ("takes", [{"number": 1}], "takes[0]: Object missing required field `question`"),
    ],
)
def test_a_wrong_value_is_told_with_file_and_key(key: str, value: object, told: str) -> None:
    data = json.dumps(json.loads(encode(SMALL)) | {key: value}).encode()
    with pytest.raises(HotseatError) as caught:
        decode(data, "sessions/x/session.json")
    assert str(caught.value) == f"sessions/x/session.json: {told}"


def newer(**changes: object) -> bytes:
    return json.dumps(json.loads(encode(SMALL)) | {"schema": 9, "mood": "new"} | changes).encode()


def test_what_a_newer_hotseat_made_opens_and_says_so() -> None:
    session = decode(newer(title="From the future"), "f")
    assert (session.title, session.schema, session.newer) == ("From the future", 9, True)
    assert "newer Hotseat (schema 9" in session.problem
    assert "update Hotseat" in session.problem


def test_of_a_newer_schema_all_is_shown_that_can_be_read() -> None:
    data = json.loads(encode(example())) | {"schema": 9, "title": 7, "state": "dreaming"}
    data["takes"][0]["analysis"]["flags"][0]["flag"] = "smugness"
    data["takes"][1]["question"] = None
    data["takes"][2]["verdict"] = {"held": 0.5}
    session = decode(json.dumps(data).encode(), "f")
    assert session.newer
    assert [take.number for take in session.takes] == [1, 3, 4]
    assert session.takes[0].transcript == example().takes[0].transcript
    assert session.takes[0].analysis is not None
    assert (session.title, session.takes[1].verdict) == ("", None)
    with pytest.raises(HotseatError, match="Expected"):
        decode(json.dumps(data | {"schema": SCHEMA}).encode(), "f")


@pytest.mark.parametrize("schema", [1, 2])
def test_what_an_older_hotseat_made_opens_whole(schema: int) -> None:
    added = {"tags", "problem", "annotations", "best", "corrected"}
    data = json.loads(encode(example()))
    old = {key: value for key, value in data.items() if key not in added} | {"schema": schema}
    for take in old["takes"]:
        for part in (take, take["transcript"] or {}):
            for key in (added - {"problem"}) & set(part):
                del part[key]
    assert replace(decode(json.dumps(old).encode(), "f"), schema=SCHEMA) == example()


@given(st.data())
def test_a_cut_off_file_is_told_as_damaged(data: st.DataObject) -> None:
    whole = encode(SMALL).rstrip()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(DamagedError, match="f is damaged"):
        decode(whole[:cut], "f")


@QUICK
@given(st.data())
def test_a_cut_off_file_gives_every_take_that_is_whole(data: st.DataObject) -> None:
    whole = encode(example())
    cut = data.draw(st.integers(0, len(whole) - 1))
    try:
        session = decode(whole[:cut], "f")
    except DamagedError:
        assert whole[:cut].count(b'"retaken"') == 0
        return
    if cut == len(whole) - 1:  # only the last line's end is missing
        return
    assert "cut off in or after take" in session.problem
    done = whole[:cut].count(b'"best"')  # the last key of a take
    assert session.takes[:done] == example().takes[:done]
    assert session.title == example().title


@given(st.binary(max_size=80))
def test_any_bytes_end_in_one_clear_error(data: bytes) -> None:
    with pytest.raises(HotseatError) as caught:
        decode(data, "f")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"x":' * 100_000])
def test_deep_nesting_is_refused_without_a_crash(data: bytes) -> None:
    with pytest.raises(HotseatError):
        decode(data, "f")


def test_errors_show_no_control_characters() -> None:
    data = json.dumps(json.loads(encode(SMALL)) | {"state": "\x1b[2Jgone"}).encode()
    with pytest.raises(HotseatError) as caught:
        decode(data, "f")
    assert str(caught.value) == clean(str(caught.value))


@pytest.mark.parametrize(
    "kind", [Session, Settings, Take, Annotation, Transcript, Word, Analysis, Sentence]
)
def test_the_documentation_names_every_key(kind: Any) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sessions.md").read_text()
    missing = [f.name for f in fields(kind) if f"`{f.name}`" not in page]
    assert missing == []
