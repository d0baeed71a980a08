"""Sessions in one file: out, validated, and back as they were."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from jsonschema import Draft202012Validator

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import SCHEMA, Session
from hotseat.store.bundle import (
    BUNDLE,
    Bundle,
    BundledSound,
    decode_bundle,
    encode_bundle,
    restore,
    sound_in,
    sound_of,
)
from hotseat.store.recovery import checked
from hotseat.store.schema import bundle_schema
from hotseat.store.sessions import FolderStore
from tests.exporters.flood import flooded
from tests.strategies import sessions
from tests.tui import sample

PUBLISHED = Path(__file__).parents[2] / "docs" / "export.schema.json"


@pytest.fixture(scope="module")
def validator() -> Any:
    return Draft202012Validator(json.loads(PUBLISHED.read_text()))


def bundled(*given: Session) -> str:
    return encode_bundle(Bundle(BUNDLE, given, "1.0"))


def test_the_published_schema_is_that_of_the_types() -> None:
    stale = "run `hotseat export --schema > docs/export.schema.json`"
    assert PUBLISHED.read_text() == bundle_schema(), stale
    Draft202012Validator.check_schema(json.loads(PUBLISHED.read_text()))


@pytest.mark.parametrize(
    "made", [sample.grilled, sample.drilled, sample.interrupted, sample.unheard, sample.hostile]
)
def test_what_is_written_fits_the_schema_and_comes_back(made: Any, validator: Any) -> None:
    session = made()
    text = bundled(session, sample.drilled())
    validator.validate(json.loads(text))
    found, sounds = decode_bundle(text.encode(), "file")
    assert found[1] == sample.drilled()
    if made is not sample.hostile:
        assert found[0] == session
    assert sounds == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sessions)
def test_any_session_fits_the_schema_and_comes_back(session: Session) -> None:
    numbers = [take.number for take in session.takes]
    assume(len(set(numbers)) == len(numbers))
    text = bundled(session)
    schema = Draft202012Validator(json.loads(PUBLISHED.read_text()))
    schema.validate(json.loads(text))
    assert decode_bundle(text.encode(), "file")[0] == [checked(session, "file")]


@pytest.mark.parametrize(
    "break_it",
    [
        lambda data: data.pop("hotseat_export"),
        lambda data: data.update(hotseat_export=BUNDLE + 1),
        lambda data: data.update(sessions={}),
        lambda data: data["sessions"][0].pop("created"),
        lambda data: data["sessions"][0].update(state="asleep"),
        lambda data: data["sessions"][0]["takes"][0].update(seconds="long"),
        lambda data: data["sessions"][0]["takes"][0]["analysis"]["elements"][0].update(status="x"),
        lambda data: data["audio"][0].pop("sha256"),
    ],
)
def test_the_schema_refuses_what_is_wrong(break_it: Any, validator: Any) -> None:
    sound = BundledSound("s", 1, "takes/01.wav", 1, "00")
    data = json.loads(encode_bundle(Bundle(BUNDLE, (sample.grilled(),), audio=(sound,))))
    assert validator.is_valid(data)
    break_it(data)
    assert not validator.is_valid(data)


def test_a_session_with_its_sound_is_restored_under_its_name(tmp_path: Path) -> None:
    session = sample.grilled()
    folder = tmp_path / "from"
    (folder / "takes").mkdir(parents=True)
    (folder / session.takes[0].audio).write_bytes(b"RIFFsound\x00\xff")
    sound = sound_of(folder, session.name, 1, session.takes[0].audio, inside=True)
    text = encode_bundle(Bundle(BUNDLE, (session,), audio=(sound,)))
    (found,), (read,) = decode_bundle(text.encode(), "file")
    data = sound_in(read, [])
    assert data is not None
    root = tmp_path / "to" / "sessions"
    name = restore(root, found, {read.file: data})
    assert name == session.name
    assert FolderStore(tmp_path / "to").load(name) == session
    assert (root / name / session.takes[0].audio).read_bytes() == b"RIFFsound\x00\xff"
    assert {path.name for path in root.iterdir()} == {name}
    assert (root / name).stat().st_mode & 0o777 == 0o700
    again = restore(root, found, {})
    assert again == f"{name}-2"
    assert FolderStore(tmp_path / "to").load(again) == replace(session, name=again)


def test_sound_that_stayed_is_taken_only_when_it_is_the_same(tmp_path: Path) -> None:
    for name, content in (("a", b"one"), ("b", b"two"), ("c", b"longer")):
        (tmp_path / name / "takes").mkdir(parents=True)
        (tmp_path / name / "takes" / "01.wav").write_bytes(content)
    sound = sound_of(tmp_path / "b", "s", 1, "takes/01.wav", inside=False)
    assert sound.data == ""
    assert sound_in(sound, [tmp_path / "a", tmp_path / "c"]) is None
    assert sound_in(sound, [tmp_path / "a", tmp_path / "none", tmp_path / "b"]) == b"two"
    changed = replace(sound, data=base64.b64encode(b"one").decode())
    for damaged in (changed, replace(sound, data="@@@")):
        with pytest.raises(HotseatError, match="the sound of take 1 is damaged"):
            sound_in(damaged, [])


@pytest.mark.parametrize("audio", ["../../x.wav", "/etc/x.wav", "takes/../../x.wav", "C:\\x.wav"])
def test_no_sound_leads_out_of_the_folder(audio: str) -> None:
    session = sample.grilled()
    session = replace(session, takes=(replace(session.takes[0], audio=audio),))
    sound = BundledSound(session.name, 1, audio, 1, "00", "AA==")
    text = encode_bundle(Bundle(BUNDLE, (session,), audio=(sound,)))
    (found,), sounds = decode_bundle(text.encode(), "file")
    assert sounds == []
    assert found.takes[0].audio == ""


@pytest.mark.parametrize(
    "name", ["../../etc", "/abs/olute", "", "..", ".hidden", "a\x1b[2Jb", "\\x"]
)
def test_no_name_leads_out_of_the_workspace(name: str, tmp_path: Path) -> None:
    root = tmp_path / "sessions"
    made = restore(root, replace(sample.drilled(), name=name), {})
    assert (root / made).parent == root
    assert (root / made / "session.json").is_file()
    assert not made.startswith(".")
    assert {path.name for path in tmp_path.iterdir()} == {"sessions"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no exported session"),
        (b"[1]", "is no exported session"),
        (b"{", "is no exported session"),
        (b"\xff\xfe", "is no exported session"),
        (b'{"hotseat_export": 1, "sessions": []}', "holds no session"),
        (b'{"hotseat_export": 2, "sessions": []}', "newer Hotseat"),
        (b'{"hotseat_export": 1, "sessions": [{"name": 1}]}', r"sessions\[0\]: name"),
        (b'{"hotseat_export": 1, "sessions": [{"name": ""}]}', "created"),
        (b'{"title": "x"}', "created|name"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, message: str) -> None:
    with pytest.raises(HotseatError, match=message):
        decode_bundle(data, "file")


def test_what_a_newer_hotseat_made_is_neither_bundled_nor_restored() -> None:
    newer = replace(sample.drilled(), schema=SCHEMA + 1)
    with pytest.raises(HotseatError, match="newer Hotseat"):
        bundled(newer)
    data = json.loads(bundled(sample.drilled()))
    data["sessions"][0]["schema"] = SCHEMA + 1
    with pytest.raises(HotseatError, match="newer Hotseat"):
        decode_bundle(json.dumps(data).encode(), "file")


def test_hostile_texts_are_cleaned_on_the_way_in() -> None:
    data = json.loads(bundled(flooded(sample.drilled(), "x")))
    data["sessions"][0]["title"] = "\x1b[2Jred\u202e"
    (found,), _ = decode_bundle(json.dumps(data).encode(), "file")
    assert found.title == "red"
