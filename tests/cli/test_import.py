from pathlib import Path

import pytest

from tests.cli.runs import hotseat, refused

PAGE = """# Round

## Tell me about a launch that slipped by a month.

Name the day.

## How long does the interview take?

An hour.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.md"
    file.write_text(PAGE)
    return file


def test_a_dry_run_prints_exactly_this_and_writes_nothing(tmp_path: Path, page: Path) -> None:
    found = hotseat("bank", "import", page, "--dry-run", "--json", workspace=tmp_path).json
    assert found == {
        "questions": [
            {
                "text": "Tell me about a launch that slipped by a month.",
                "type": "missed_deadline",
                "level": "senior",
                "confidence": found["questions"][0]["confidence"],
                "guidance": ["Name the day."],
                "source": "page.md, Round",
            }
        ],
        "skipped": [
            {
                "text": "How long does the interview take?",
                "reason": "about interviewing, not put to a candidate",
            }
        ],
        "problems": [],
    }
    assert 0 < found["questions"][0]["confidence"] <= 1
    assert list(tmp_path.iterdir()) == [page]
    told = hotseat("bank", "import", page, "--dry-run", workspace=tmp_path).out
    assert "1 question to import, 1 left out" in told


def test_an_import_without_review_can_be_practised_and_repeated(tmp_path: Path, page: Path) -> None:
    words = ("bank", "import", page, "--yes", "--into", "my-round")
    told = hotseat(*words, workspace=tmp_path).out
    assert "1 question written to" in told
    assert hotseat("bank", "check", tmp_path / "question_banks" / "my-round.toml").status == 0
    shown = hotseat("bank", "show", "my-round", "--json", workspace=tmp_path).json
    assert shown["questions"][0]["source"] == "page.md, Round"
    assert "Nothing new for my-round" in hotseat(*words, workspace=tmp_path).out
    page.write_text(PAGE + "\n## Whom did you disappoint last year, and why?\n")
    assert "1 question written to" in hotseat(*words, workspace=tmp_path).out
    assert (
        len(hotseat("bank", "show", "my-round", "--json", workspace=tmp_path).json["questions"])
        == 2
    )


def test_what_cannot_be_done_is_told_in_one_line(tmp_path: Path, page: Path) -> None:
    assert "--dry-run" in refused(2, "bank", "import", page, workspace=tmp_path)
    assert "cannot be read" in refused(1, "bank", "import", tmp_path / "none.md", "--dry-run")
    page.write_text("# Bread\n\nMix and wait.\n")
    told = refused(1, "bank", "import", page, "--yes", "--into", "x", workspace=tmp_path)
    assert "no question found in page.md: it asks nothing" in told
    page.write_text(PAGE)
    told = refused(1, "bank", "import", page, "--yes", "--into", "A b", workspace=tmp_path)
    assert "no name for a bank" in told
    (tmp_path / "question_banks" / "bad.toml").write_text("schema = [")
    told = refused(1, "bank", "import", page, "--yes", "--into", "bad", workspace=tmp_path)
    assert "bad.toml" in told
    assert (tmp_path / "question_banks" / "bad.toml").read_text() == "schema = ["
