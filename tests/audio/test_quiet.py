"""What C libraries print never reaches the screen, and what the app draws always does."""

import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

APP = """
import os, subprocess, sys
from pathlib import Path
from hotseat.audio.quiet import keep_native_output_off_the_screen
with keep_native_output_off_the_screen(Path(sys.argv[1])):
    os.write(2, b"Expression 'ret' failed\\n")
    subprocess.run([sys.executable, "-c", "import sys; print('the child', file=sys.stderr)"])
    sys.__stderr__.write("drawn ")
    sys.__stderr__.flush()
    print("said", file=sys.stderr)
    if len(sys.argv) > 2:
        raise SystemExit("the end")
os.write(2, b"native again\\n")
print("as before", file=sys.stderr)
sys.__stderr__.write("and this\\n")
"""


def run(log: Path, *more: str) -> str:
    """Run the app with a terminal as its screen; return what the terminal was sent."""
    ours, theirs = pty.openpty()
    try:
        subprocess.run([sys.executable, "-c", APP, str(log), *more], stderr=theirs, timeout=60)
        os.set_blocking(ours, False)
        return os.read(ours, 10_000).decode().replace("\r\n", "\n")
    finally:
        os.close(ours)
        os.close(theirs)


def test_native_output_goes_to_the_log_and_the_screen_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "hotseat.log"
    assert run(log) == "drawn said\nnative again\nas before\nand this\n"
    assert log.read_text() == "Expression 'ret' failed\nthe child\n"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_terminal_is_given_back_when_the_app_fails(tmp_path: Path) -> None:
    assert run(tmp_path / "hotseat.log", "fail") == "drawn said\nthe end\n"


def test_the_log_is_added_to_and_begun_anew_when_it_is_long(tmp_path: Path) -> None:
    log = tmp_path / "hotseat.log"
    log.write_text("earlier\n")
    run(log)
    assert log.read_text().startswith("earlier\n")
    log.write_bytes(b"x" * 1_000_001)
    run(log)
    assert log.read_text().startswith("Expression")


def test_a_log_that_cannot_be_written_does_not_keep_the_app_from_running(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "drawn said\n" in run(tmp_path / "file" / "hotseat.log")
