"""A long recording loses nothing and does not grow the process."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_ten_minutes_in_ten_seconds_meet_the_bars() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/recording.py", "--minutes", "10", "--speed", "60"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 missing at the end, 0 faults" in done.stdout
