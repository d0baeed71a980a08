"""Runs the real program in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hotseat.domain.text import clean

COMMAND = (sys.executable, "-m", "hotseat")


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, read as a program would."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines of the output."""
        return self.out.splitlines()


def hotseat(
    *words: str | Path, stdin: str | bytes = "", workspace: Path | None = None, **variables: str
) -> Ran:
    """Run a command; what comes out must never hold a control character."""
    where = [] if workspace is None else ["--workspace", str(workspace)]
    done = subprocess.run(
        [*COMMAND, *where, *map(str, words)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, **variables},
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert clean(out) == out
    assert clean(err) == err
    assert "Traceback" not in err
    return Ran(done.returncode, out, err)


def refused(status: int, *words: str | Path, **options: Any) -> str:
    """Run a command that must fail with one line on stderr; return the line."""
    ran = hotseat(*words, **options)
    assert ran.status == status, ran
    assert ran.out == ""
    assert ran.err.startswith("hotseat: ")
    assert ran.err.count("\n") == 1
    return ran.err
