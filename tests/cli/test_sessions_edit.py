"""Finding and changing sessions from the command line."""

import json

import pytest

from tests.cli.conftest import Place
from tests.cli.runs import hotseat, refused


def test_search_finds_what_was_said(place: Place) -> None:
    ran = hotseat("sessions", "search", "passports", "type:deadline", workspace=place.folder)
    assert ran.lines[0].startswith(place.done.name)
    assert "shipped passports first" in ran.lines[1]
    found = hotseat("sessions", "search", "is:interrupted", "--json", workspace=place.folder).json
    assert [each["name"] for each in found] == [place.interrupted.name]
    none = hotseat("sessions", "search", "zebra", workspace=place.folder)
    assert (none.status, none.out) == (0, "No session fits.\n")
    assert "takes a date" in refused(2, "sessions", "search", "after:x", workspace=place.folder)


def test_title_tags_and_the_best_take(place: Place) -> None:
    name = place.done.name
    for words in (["rename", name, "Tax \x1b[2Jteam"], ["tag", name, "Onsite", "dry run"]):
        assert hotseat("sessions", *words, workspace=place.folder).status == 0
    ran = hotseat("sessions", "tag", name, "--json", "--remove", "onsite", workspace=place.folder)
    assert (ran.json["title"], ran.json["tags"]) == ("Tax team", ["dry-run"])
    best = hotseat("sessions", "best", name, "--json", workspace=place.folder).json
    assert best["best"] == ["provider-swap"]
    told = refused(1, "sessions", "best", name, "--take", "2", workspace=place.folder)
    assert "only an answer that counts" in told
    assert (
        hotseat("sessions", "best", name, "--no", "--json", workspace=place.folder).json["best"]
        == []
    )


def test_notes(place: Place) -> None:
    name = place.done.name
    note = ("sessions", "note", name)
    assert (
        hotseat(*note, "Say when.", "--on", "five weeks late", workspace=place.folder).status == 0
    )
    assert hotseat(*note, "Slower.", "--take", "2", workspace=place.folder).status == 0
    first, second = hotseat(*note, "--json", workspace=place.folder).json
    assert (first["quote"], first["text"], second["take"]) == ("five weeks late", "Say when.", 2)
    assert first["start"] is not None
    assert "Say when." in hotseat(*note, workspace=place.folder).out
    assert hotseat(*note, "", "--change", "1", workspace=place.folder).status == 0
    assert len(place.store.load(name).takes[0].annotations) == 0
    for words, told in (
        (["x", "--on", "zebra"], "does not stand in the transcript"),
        (["x", "--on", "the"], "more than once"),
        (["x", "--take", "9"], "no take 9"),
        (["x", "--change", "9"], "has no note 9"),
        ([" "], "needs words"),
    ):
        assert told in refused(1, *note, *words, workspace=place.folder)


def test_correcting_keeps_the_text_as_heard_and_judges_again(place: Place) -> None:
    name = place.done.name
    correct = ("sessions", "correct", name)
    ran = hotseat(*correct, "passports", "pass cards", workspace=place.folder)
    assert ran.status == 0, ran.err
    take = place.store.load(name).takes[0]
    before = place.done.takes[0].transcript
    assert take.transcript is not None
    assert before is not None
    assert "shipped pass cards first" in take.transcript.text
    assert take.earlier == (before,)
    assert take.analysis is not None
    assert take.analysis.delivery.words == len(before.words) + 1
    assert hotseat(*correct, "--as-heard", workspace=place.folder).status == 0
    assert place.store.load(name).takes[0].transcript == before
    whole = "A quite other text. Nothing is as it was."
    assert hotseat(*correct, "--text", "-", stdin=whole, workspace=place.folder).status == 0
    changed = place.store.load(name).takes[0].transcript
    assert changed is not None
    assert changed.text == whole


@pytest.mark.parametrize(
    ("status", "words", "told"),
    [
        (2, [], "give OLD and NEW"),
        (1, ["--as-heard"], "was not corrected"),
        (1, ["zebra", "x"], "does not stand"),
        (1, ["a", "b", "--take", "4"], "no transcript yet"),
        (1, ["--text", "none.txt"], "cannot be read"),
    ],
)
def test_what_cannot_be_corrected_is_told(
    place: Place, status: int, words: list[str], told: str
) -> None:
    name = place.done.name
    assert told in refused(status, "sessions", "correct", name, *words, workspace=place.folder)
    assert place.store.load(name) == place.done


def test_a_session_of_a_newer_hotseat_is_not_changed(place: Place) -> None:
    file = place.store.folder(place.done.name) / "session.json"
    text = json.dumps(json.loads(file.read_text()) | {"schema": 9, "mood": 1})
    file.write_text(text)
    told = refused(1, "sessions", "rename", place.done.name, "x", workspace=place.folder)
    assert "was not changed: Made by a newer Hotseat" in told
    assert file.read_text() == text
    shown = hotseat("sessions", "show", place.done.name, workspace=place.folder)
    assert "Made by a newer Hotseat" in shown.out


def test_a_running_session_is_not_changed(place: Place) -> None:
    place.store.hold(place.interrupted.name)
    told = refused(1, "sessions", "tag", place.interrupted.name, "x", workspace=place.folder)
    assert "running" in told
