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


def test_stories(place: Place) -> None:
    ran = hotseat("story", workspace=place.folder)
    assert "provider-swap" in ran.out
    assert "Next: " in ran.out
    shown = hotseat("story", "show", "provider-swap", workspace=place.folder)
    assert "Best telling: 5 of 7 elements heard" in shown.out
    assert place.done.name in shown.out
    (story,) = hotseat("story", "list", "--json", workspace=place.folder).json
    assert story["held_minutes"] == 7.0
    assert "`hotseat story list`" in refused(1, "story", "show", "x", workspace=place.folder)


def test_an_empty_workspace_has_three_slots_to_fill(tmp_path: Path) -> None:
    ran = hotseat("story", workspace=tmp_path)
    assert [line.split()[0] for line in ran.lines[1:4]] == ["-", "-", "-"]
