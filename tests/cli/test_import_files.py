"""Paths as they are typed, and banks that are written to."""

from pathlib import Path

import pytest

from hotseat.commands.importing import FileImporter
from hotseat.domain.bank import OTHER
from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Level
from hotseat.importers.bankfile import Head
from hotseat.importers.draft import Decision, Draft, Item
from hotseat.paths import shipped_banks
from hotseat.store.banks import load_bank

ITEM = Item(1, "Why did it slip?", OTHER, Level.SENIOR, 45, 180, decision=Decision.ACCEPTED)
DRAFT = Draft((ITEM,), source="faq.md")


def test_paths_are_completed_as_a_shell_would(tmp_path: Path) -> None:
    for name in ("faq.md", "faq.html", ".hidden", "notes"):
        (tmp_path / name).write_text("x")
    (tmp_path / "far").mkdir()
    importer = FileImporter(tmp_path)
    assert importer.complete(f"{tmp_path}/fa") == [
        f"{tmp_path}/{name}" for name in ("faq.html", "faq.md", "far/")
    ]
    assert importer.complete(f"{tmp_path}/none") == []
    assert importer.complete(f"{tmp_path}/.h") == [f"{tmp_path}/.hidden"]
    assert importer.complete("\0") == []


def test_paths_are_taken_as_they_are_dragged(tmp_path: Path) -> None:
    spaced = tmp_path / "my list.md"
    spaced.write_text("x")
    importer = FileImporter(tmp_path)
    assert importer.paths(str(spaced)) == [spaced]
    assert importer.paths(f"'{spaced}' /b.md") == [spaced, Path("/b.md")]
    assert importer.paths(str(spaced).replace(" ", "\\ ")) == [spaced]
    assert importer.paths(spaced.as_uri()) == [spaced]
    assert importer.paths("~/x.md") == [Path.home() / "x.md"]
    assert importer.paths("it's") == [Path("it's")]
    assert importer.paths("a" * 5000) == [Path("a" * 5000)]


def test_a_shipped_bank_keeps_its_questions_when_it_is_added_to(tmp_path: Path) -> None:
    shipped, _ = load_bank(shipped_banks() / "execution-round.toml")
    file = FileImporter(tmp_path).write(DRAFT, Head("execution-round"))
    bank, problems = load_bank(file)
    assert problems == []
    assert shipped is not None
    assert bank is not None
    assert len(bank.questions) == len(shipped.questions) + 1
    assert file.parent == tmp_path / "question_banks"


def test_what_cannot_be_written_leaves_the_bank_as_it_was(tmp_path: Path) -> None:
    importer = FileImporter(tmp_path)
    file = importer.write(DRAFT, Head("mine"))
    before = file.read_text()
    with pytest.raises(HotseatError, match="no question was accepted"):
        importer.write(Draft(source="faq.md"), Head("mine"))
    (tmp_path / "question_banks" / "broken.toml").write_text("schema = [")
    with pytest.raises(HotseatError, match="mend it, or import into another bank"):
        importer.write(DRAFT, Head("broken"))
    assert file.read_text() == before


def test_a_pasted_text_is_read_and_compared(tmp_path: Path) -> None:
    importer = FileImporter(tmp_path)
    text = "# Round\n\n## Tell me about a launch that slipped by a month.\n\nName the day.\n"
    draft = importer.against(importer.read_pasted(text), "mine")
    assert [item.text for item in draft.proposed] == [
        "Tell me about a launch that slipped by a month."
    ]
    assert draft.source == "pasted text"
