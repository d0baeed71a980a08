"""The user's editor is found, started at the line, and its failures are told."""

import sys
from pathlib import Path

import pytest

from hotseat.commands import editor
from hotseat.domain.errors import HotseatError

WRITE = "import sys, pathlib; pathlib.Path(sys.argv[-1]).write_text(' '.join(sys.argv[1:-1]))"


def _script(folder: Path, name: str, status: int = 0) -> Path:
    script = folder / name
    script.write_text(f"#!{sys.executable}\n{WRITE}\nsys.exit({status})\n")
    script.chmod(0o755)
    return script


def test_an_editor_that_takes_a_line_is_given_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a bank.toml"
    monkeypatch.setenv("EDITOR", f"'{_script(tmp_path, 'nano')}' -w")
    editor.edit(file, 12)
    assert file.read_text() == "-w +12"
    monkeypatch.setenv("VISUAL", str(_script(tmp_path, "other")))
    editor.edit(file, 12)
    assert file.read_text() == ""


def test_what_goes_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    for command, told in (
        (str(_script(tmp_path, "bad", 3)), "bad ended with status 3"),
        (str(tmp_path / "none"), "none does not start"),
        ("'vi", r"\$EDITOR cannot be read"),
    ):
        monkeypatch.setenv("EDITOR", command)
        with pytest.raises(HotseatError, match=told):
            editor.edit(tmp_path / "x.toml")
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(HotseatError, match="no editor was found"):
        editor.edit(tmp_path / "x.toml")
