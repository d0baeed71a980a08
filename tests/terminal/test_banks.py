"""Banks in a real terminal: a document is imported with review, a question edited in $EDITOR."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.terminal import Terminal

pytestmark = [pytest.mark.terminal]

PAGE = """# Round

## Tell me about a launch that slipped by a month.

Name the day.

## What did you cut when two engineers left?
"""
# An editor that shows itself on the terminal, reads one key and puts one word for another.
EDITOR = """#!{python}
import sys, pathlib, termios, tty
file = pathlib.Path(sys.argv[-1])
old, new = file.with_name("swap").read_text().split("|")
tty.setcbreak(0)
print("\\x1b[2J\\x1b[H", old, "in", file.name, flush=True)
sys.stdin.read(1)
file.write_text(file.read_text().replace(old, new))
"""


def test_a_document_is_reviewed_written_and_mended(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    page, script = tmp_path / "page.md", tmp_path / "editor"
    page.write_text(PAGE)
    script.write_text(EDITOR.format(python=sys.executable))
    script.chmod(0o755)
    banks = tmp_path / "ws" / "question_banks"
    swap, file = banks / "swap", banks / "page.toml"
    screen = terminal(
        [sys.executable, "-m", "hotseat", "--workspace", tmp_path / "ws", "bank", "import", page],
        env={"VISUAL": str(script)},
    )
    screen.wait_for("2 questions: 0 accepted, 0 rejected, 2 to decide")
    screen.press("a", "x")
    screen.wait_for("1 accepted, 1 rejected, 0 to decide")
    assert not file.exists()
    screen.press("C-s")
    screen.wait_for("Page · 1 question")
    assert "slipped by a month" in file.read_text()
    before = file.read_text()
    swap.write_text("missed_deadline|late_again")
    screen.press("e")
    screen.wait_for("missed_deadline in .editing-page.toml")
    screen.press("q")
    screen.wait_for("page.toml: 2 problems; nothing is replaced yet")
    assert "questions[1].type" in screen.screen()
    assert file.read_text() == before
    swap.write_text("late_again|failed_execution")
    screen.press("Enter")
    screen.wait_for("late_again in .editing-page.toml")
    screen.press("q")
    screen.wait_for("Saved: page.toml")
    assert 'type = "failed_execution"' in file.read_text()
