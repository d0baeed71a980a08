"""Text from outside through the real program: no byte of it but its letters gets out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.store.sessions import FolderStore
from tests.terminal.raw import RawTerminal
from tests.tui import sample

MARKS = (
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b[31;5;7m",
    "\x1b[6n",
    "\x9b35m",
    "\u202e",
    "\x1b]0;pwn3d\x07",
)
TEXT = f"A{''.join(MARKS)}Z [@click=app.exit]press[/] [red]red [TODO] \\ " + "w" * 10_000
BANK = f"""
schema = 1
[bank]
id = "hostile"
title = {json.dumps(TEXT[:90])}
source = {json.dumps(TEXT[:90])}
licence = "none"
[[questions]]
id = "one"
text = {json.dumps(TEXT[:900])}
type = "missed_deadline"
level = "senior"
prep_seconds = 30
answer_seconds = 180
guidance = [{json.dumps(TEXT[:900])}]
[[questions]]
id = {json.dumps(TEXT[:50])}
text = "?"
type = "nonsense"
"""
F5, ESCAPE, F8 = "\x1b[15~", "\x1b", "\x1b[19~"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace in which a bank and a session, edited by hand, hold hostile text."""
    (tmp_path / "question_banks").mkdir()
    (tmp_path / "question_banks" / "hostile.toml").write_text(BANK, encoding="utf-8")
    store = FolderStore(tmp_path)
    named = store.create(replace(sample.drilled(), name="", title="PLACEHOLDER"))
    store.save(replace(named, state=sample.drilled().state, title="PLACEHOLDER"))
    file = store.folder(named.name) / "session.json"
    words = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(_poisoned(words)), encoding="utf-8")
    return tmp_path


def _poisoned(value: object, key: str = "") -> object:
    free = {"title", "text", "quote", "why", "anchor", "problem", "notes", "note", "tests"}
    if isinstance(value, dict):
        return {name: _poisoned(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_poisoned(inner, key) for inner in value]
    return f"{value} {TEXT}" if isinstance(value, str) and key in free else value


def test_no_foreign_byte_reaches_the_terminal(workspace: Path) -> None:
    environment = {"HOTSEAT_WORKSPACE": str(workspace)}
    with RawTerminal([], environment) as terminal:
        terminal.wait_for("PLACEHOLDER")
        for keys in ("l", "\r", "2", "3", "4", ESCAPE, "r", " ", ESCAPE, ESCAPE, "n", ESCAPE):
            terminal.press(keys)
            terminal.settle()
        output = terminal.output
    for mark in MARKS:
        assert mark.encode() not in output
    assert b"pwn3d" not in output


def test_a_hostile_question_is_put_and_answered_as_text(workspace: Path) -> None:
    arguments = ["practice", "--typed", "--bank", "hostile"]
    with RawTerminal(arguments, {"HOTSEAT_WORKSPACE": str(workspace)}) as terminal:
        terminal.wait_for("[@click=app.exit]press[/]")
        terminal.press(F5)
        terminal.settle()
        terminal.press("\x1b[200~We were late. \x1b[31m\u202e[@click=app.exit]x[/]\x1b[201~")
        terminal.settle()
        output = terminal.output
    for mark in MARKS:
        assert mark.encode() not in output
    assert b"\xe2\x80\xae" not in output
