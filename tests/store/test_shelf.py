"""Banks edited and questions turned off, in real folders."""

from pathlib import Path

import pytest

from hotseat.domain.draw import pool
from hotseat.domain.errors import HotseatError
from hotseat.paths import shipped_banks
from hotseat.store.banks import DISABLED, bank_folders, load_banks
from hotseat.store.shelf import FolderShelf
from tests.store.test_banks import bank, write

SHIPPED = "execution-round"


def _shelf(tmp_path: Path) -> tuple[FolderShelf, Path]:
    folder = tmp_path / "question_banks"
    write(folder, "mine", bank("mine"))
    return FolderShelf(tmp_path), folder


def test_a_valid_edit_replaces_the_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    shelf, folder = _shelf(tmp_path)
    edit = shelf.open("mine", "one")
    assert edit.copy.read_text().splitlines()[edit.line - 1] == 'id = "one"'
    edit.copy.write_text(bank("mine", text="What broke first?"))
    assert "What broke?" in (folder / "mine.toml").read_text()
    assert shelf.check(edit) == []
    assert shelf.keep(edit)
    assert "What broke first?" in (folder / "mine.toml").read_text()
    assert [file.name for file in folder.iterdir()] == ["mine.toml"]


def test_an_edit_that_is_not_valid_tells_where_and_is_gone_on_with(tmp_path: Path) -> None:
    shelf, folder = _shelf(tmp_path)
    edit = shelf.open("mine")
    edit.copy.write_text(bank("mine").replace("missed_deadline", "deadlin"))
    problem, *_ = shelf.check(edit)
    assert str(problem).startswith('mine.toml: questions[1].type: "deadlin" is not one of: ')
    edit.copy.write_text("schema = [")
    (problem,) = shelf.check(edit)
    assert problem.file == "mine.toml"
    assert load_banks([folder])[1] == []
    again = shelf.open("mine")
    assert again.resumed
    assert again.copy.read_text() == "schema = ["
    shelf.drop(again, unchanged=True)
    assert again.copy.exists()
    shelf.drop(again)
    assert [file.name for file in folder.iterdir()] == ["mine.toml"]


def test_a_shipped_bank_is_copied_when_it_is_edited_and_only_then(tmp_path: Path) -> None:
    shelf = FolderShelf(tmp_path)
    before = (shipped_banks() / f"{SHIPPED}.toml").read_bytes()
    edit = shelf.open(SHIPPED)
    assert not shelf.own(SHIPPED)
    assert not shelf.keep(edit)
    assert not shelf.own(SHIPPED)
    edit = shelf.open(SHIPPED)
    edit.copy.write_bytes(before + b"\n# Mine.\n")
    assert shelf.check(edit) == []
    assert shelf.keep(edit)
    assert shelf.own(SHIPPED)
    assert (shipped_banks() / f"{SHIPPED}.toml").read_bytes() == before


def test_what_another_program_wrote_meanwhile_is_not_lost(tmp_path: Path) -> None:
    shelf, folder = _shelf(tmp_path)
    edit = shelf.open("mine")
    edit.copy.write_text(bank("mine", text="Mine?"))
    (folder / "mine.toml").write_text(bank("mine", text="Theirs?"))
    with pytest.raises(HotseatError, match=r"your version is in \.editing-mine\.toml"):
        shelf.keep(edit)
    assert "Theirs?" in (folder / "mine.toml").read_text()
    assert "Mine?" in edit.copy.read_text()


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    shelf, _ = _shelf(tmp_path)
    with pytest.raises(HotseatError, match=r"none\.toml cannot be edited"):
        shelf.open("none")


def test_a_question_that_is_turned_off_is_never_drawn(tmp_path: Path) -> None:
    shelf, folder = _shelf(tmp_path)
    shelf.disable("mine", "one", True)
    shelf.disable(SHIPPED, "none-such", True)
    (folder / DISABLED).write_text((folder / DISABLED).read_text() + "mine/two  # too long\n")
    shelf.disable("mine", "one", True)
    banks, problems = load_banks(bank_folders(tmp_path))
    assert problems == []
    (mine,) = [found for found in banks if found.id == "mine"]
    assert mine.disabled == {"one", "two"}
    assert pool([mine]) == []
    assert [drawn.question.id for drawn in pool([mine], disabled=True)] == ["one"]
    shelf.disable("mine", "one", False)
    rows = (folder / DISABLED).read_text().splitlines()
    assert rows[1:] == [f"{SHIPPED}/none-such", "mine/two  # too long"]
    assert len(pool([found for found in load_banks([folder])[0] if found.id == "mine"])) == 1


def test_a_line_that_names_no_question_is_a_problem(tmp_path: Path) -> None:
    _, folder = _shelf(tmp_path)
    (folder / DISABLED).write_text("# mine\nmine/one\nwhat is this\n\n")
    banks, (problem,) = load_banks([folder])
    assert banks[0].disabled == {"one"}
    assert str(problem).startswith("disabled.txt: line 3: ")
