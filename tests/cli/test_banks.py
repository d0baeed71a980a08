import json
from pathlib import Path

from tests.cli.conftest import Place
from tests.cli.runs import hotseat, refused

BROKEN = 'schema = 1\n[bank]\nid = "mine"\ntitle = "\x41\n'


def test_list_and_show() -> None:
    ran = hotseat("bank")
    assert "execution-round" in ran.out
    assert {bank["id"] for bank in hotseat("bank", "list", "--json").json} >= {"curveballs"}
    shown = hotseat("bank", "show", "execution-round", "--json").json
    question = shown["questions"][0]
    assert question["text"] in hotseat("bank", "show", "execution-round").out
    one = hotseat("bank", "show", "execution-round", question["id"])
    assert question["text"] == one.lines[0]
    assert "Probe (" in one.out
    told = refused(1, "bank", "show", "execution-round", "none")
    assert "lists them" in told


def test_draw_is_seeded_and_fits() -> None:
    words = ["bank", "draw", "--count", "4", "--seed", "7", "--type", "execution_plan", "--json"]
    first, again = hotseat(*words).json, hotseat(*words).json
    assert first == again
    assert len({question["id"] for question in first}) == 4
    assert {question["type"] for question in first} == {"execution_plan"}


def test_draw_prefers_what_was_not_practised(place: Place) -> None:
    file = place.store.folder(place.done.name) / "session.json"
    words = ["bank", "draw", "--seed", "7", "--type", "missed_deadline", "--json"]
    (drawn,) = hotseat(*words, workspace=place.folder).json
    data = json.loads(file.read_text())
    data["takes"][0]["question"] |= {"bank": drawn["bank"], "id": drawn["id"]}
    file.write_text(json.dumps(data))
    (other,) = hotseat(*words, workspace=place.folder).json
    assert other["id"] != drawn["id"]


def test_check(tmp_path: Path) -> None:
    assert "All is well" in hotseat("bank", "check").out
    (tmp_path / "question_banks").mkdir()
    file = tmp_path / "question_banks" / "mine.toml"
    file.write_text(BROKEN)
    ran = hotseat("bank", "check", workspace=tmp_path)
    assert ran.status == 1
    assert ran.out.startswith("mine.toml: line 4")
    told = hotseat("bank", "check", file, "--json")
    assert (told.status, told.json[0]["file"]) == (1, "mine.toml")
    assert "1 problem" in hotseat("bank", "list", workspace=tmp_path).out


def test_a_question_is_turned_off_and_on(tmp_path: Path) -> None:
    (first, *_) = hotseat("bank", "show", "execution-round", "--json").json["questions"]
    words = ("execution-round", first["id"])
    assert "never drawn" in hotseat("bank", "disable", *words, workspace=tmp_path).out
    shown = hotseat("bank", "show", *words, workspace=tmp_path)
    assert shown.lines[-1] == "Turned off: it is never drawn."
    assert f"{first['type']}, {first['level']}, off" in (
        hotseat("bank", "show", "execution-round", workspace=tmp_path).out
    )
    listed = hotseat("bank", "list", "--json", workspace=tmp_path).json
    off = {bank["id"]: bank["disabled"] for bank in listed}
    assert off["execution-round"] == [first["id"]]
    drawn = hotseat("bank", "draw", "--count", "999", "--json", workspace=tmp_path).json
    assert first["id"] not in {question["id"] for question in drawn}
    assert "1 turned off" in hotseat("bank", "check", workspace=tmp_path).out
    assert "drawn again" in hotseat("bank", "enable", *words, workspace=tmp_path).out
    assert "turned off" not in hotseat("bank", "check", workspace=tmp_path).out
    assert "lists them" in refused(1, "bank", "disable", "execution-round", "none")


def test_stories(place: Place) -> None:
    ran = hotseat("story", workspace=place.folder)
    assert "provider-swap" in ran.out
    assert "Next: " in ran.out
    shown = hotseat("story", "show", "provider-swap", workspace=place.folder)
    assert "Best telling: 5 of 7 elements heard" in shown.out
    assert place.done.name in shown.out
    told = hotseat("story", "show", "provider-swap", "--json", workspace=place.folder).json
    assert told["disagreements"] == []
    (story,) = hotseat("story", "list", "--json", workspace=place.folder).json
    assert story["held_minutes"] == 7.0
    assert "`hotseat story list`" in refused(1, "story", "show", "x", workspace=place.folder)


def test_an_empty_workspace_has_three_slots_to_fill(tmp_path: Path) -> None:
    ran = hotseat("story", workspace=tmp_path)
    assert [line.split()[0] for line in ran.lines[1:4]] == ["-", "-", "-"]
