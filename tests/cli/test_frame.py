"""What holds for every command: help, errors, speed, signals, pipes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hotseat import __version__, cli
from hotseat.commands import common
from hotseat.paths import log_file
from tests.cli.conftest import Place
from tests.cli.runs import COMMAND, hotseat, refused

ACTIONS = [[command] for command in cli.COMMANDS] + [
    ["sessions", "list"],
    ["sessions", "show"],
    ["sessions", "delete"],
    ["sessions", "recover"],
    ["bank", "list"],
    ["bank", "show"],
    ["bank", "draw"],
    ["bank", "check"],
    ["story", "list"],
    ["story", "show"],
    ["models", "list"],
    ["models", "use"],
]
HEAVY = ("textual", "rich", "numpy", "msgspec", "asyncio", "hotseat.coach", "hotseat.store")
# Waits for a second line after the first one was answered.
LINE = json.dumps({"id": 1, "question_type": "missed_deadline", "sentences": ["We were late."]})


def test_version() -> None:
    assert hotseat("--version").out == f"hotseat {__version__}\n"


def test_help_names_every_command() -> None:
    told = hotseat("--help").out
    assert all(f"    {name} " in told for name in cli.COMMANDS)
    assert "example:" in told


@pytest.mark.parametrize("words", ACTIONS, ids=" ".join)
def test_every_command_has_help_with_an_example(words: list[str]) -> None:
    ran = hotseat(*words, "--help")
    assert ran.status == 0
    assert f"usage: hotseat {' '.join(words)}" in ran.out
    example = ran.out.split("example:")[1]
    assert f"hotseat {words[0]}" in example


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["sessions", "--help"]], ids=" ".join)
def test_help_and_version_import_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys, hotseat.cli\n"
        f"try: hotseat.cli.main({words!r})\n"
        "except SystemExit: pass\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & set(HEAVY)


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["--bogus"],
        ["sessions", "bogus"],
        ["export"],
        ["export", "x", "--to", "pdf"],
        ["practice", "--type", "bogus"],
        ["practice", "--seed", "x"],
        ["bank", "draw", "--count", "x"],
        ["analyze", "x.txt"],
        ["analyze"],
        ["bank", "show", "none"],
        ["practice", "--bank", "none"],
        ["\x1b[31mred\x1b[0m\n\u202e"],
    ],
    ids=str,
)
def test_wrong_usage_is_told_in_one_line(words: list[str]) -> None:
    refused(2, *words)


def test_wrong_usage_says_where_help_is() -> None:
    assert "see `hotseat export --help`" in refused(2, "export", "x", "--to", "pdf")


def test_the_workspace_goes_before_or_after_the_command(place: Place) -> None:
    before = hotseat("--workspace", place.folder, "sessions", "list", "--json")
    after = hotseat("sessions", "--workspace", place.folder, "list", "--json")
    assert before.json == after.json
    assert len(before.json) == 2


def test_a_workspace_named_like_a_command_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    done = subprocess.run(
        [*COMMAND, "--workspace", "export", "sessions", "list", "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert json.loads(done.stdout) == []


def test_a_workspace_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "there is no folder" in refused(1, "sessions", workspace=tmp_path / "none")


def test_reading_commands_leave_no_folders_behind(tmp_path: Path) -> None:
    hotseat("sessions", "list", HOTSEAT_WORKSPACE=str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_an_interrupt_ends_quietly() -> None:
    with _batch() as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(LINE.encode() + b"\n")
        child.stdin.flush()
        assert child.stdout.readline()
        child.send_signal(signal.SIGINT)
        assert child.wait(30) == 130
        assert child.stderr.read() == b""


def test_a_reader_that_leaves_is_no_error() -> None:
    with _batch() as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(LINE.encode() + b"\n")
        child.stdin.flush()
        assert child.stdout.readline()
        child.stdout.close()
        child.stdin.write((LINE + "\n").encode() * 3)
        child.stdin.close()
        assert child.stderr.read() == b""
        assert child.wait(30) in (0, 1)


def _batch() -> "subprocess.Popen[bytes]":
    """Start a batch that interrupts reach, also where the tests run in the background."""
    pipe = subprocess.PIPE
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [*COMMAND, "analyze", "--batch", "-"], stdin=pipe, stdout=pipe, stderr=pipe
        )
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_mistake_of_ours_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(options: object) -> int:
        raise KeyError("\x1b[2Jkey")

    monkeypatch.setattr("hotseat.commands.story.run", broken)
    assert cli.main(["story"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("hotseat: unexpected KeyError")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert "in broken" in log_file().read_text()


def test_what_is_printed_is_cleaned_once_more(capsys: pytest.CaptureFixture[str]) -> None:
    common.say("a\x1b[31mb")
    common.say_table(["\x1b]0;x\x07HEAD"], [["\u202ecell"]])
    common.say_json({"a": "\x9b31mb"})
    out = capsys.readouterr().out
    assert out == 'ab\nHEAD\ncell\n{\n  "a": "b"\n}\n'


def test_an_ascii_terminal_shows_question_marks(place: Place) -> None:
    ran = hotseat("replay", place.done.name, "--plain", workspace=place.folder,
                  PYTHONIOENCODING="ascii")  # fmt: skip
    assert ran.status == 0
    assert "Take 1 ? answer ? 0:24" in ran.out
    listed = hotseat("sessions", "list", "--json", workspace=place.folder, PYTHONIOENCODING="ascii")
    assert len(listed.json) == 2


def test_colour_is_never_forced_into_a_pipe(place: Place) -> None:
    colour = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color"}
    for words in (
        ["sessions"],
        ["--help"],
        ["story"],
        ["bank"],
        ["replay", place.done.name, "--plain"],
    ):
        assert hotseat(*words, workspace=place.folder, **colour).status == 0


def test_a_broken_settings_file_is_told_by_key() -> None:
    Path(os.environ["HOTSEAT_CONFIG"]).write_text('mode = "dream"\n')
    told = refused(1, "practice")
    assert "mode must be one of: study, real" in told
