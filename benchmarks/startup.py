"""From starting the command to the first usable home screen, beside an empty Textual app.

Both run on a pseudo-terminal of 120x40; the clock stops when the awaited words are drawn: for
Hotseat a session's title on home (so the list of 200 saved sessions has been read), for the empty
app its only label. Prints the medians and their ratio (the bar is 1.5).

    python benchmarks/startup.py [--runs 10] [--sessions 200]
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from make_sessions import TITLE, fill

EMPTY = (
    "from textual.app import App\n"
    "from textual.widgets import Label\n"
    "class Empty(App):\n"
    "    def compose(self):\n"
    "        yield Label('Nothing here')\n"
    "Empty().run()\n"
)
LIMIT = 30.0


def seconds_until(command: list[str], awaited: bytes, environment: dict[str, str]) -> float:
    """Return the seconds from the start of a command until words appear on its terminal."""
    began = time.perf_counter()
    pid, screen = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while awaited not in seen:
            if time.perf_counter() - began > LIMIT:
                raise SystemExit(f"{command}: {awaited!r} did not appear:\n{seen[-2000:]!r}")
            if select.select([screen], [], [], 0.05)[0]:
                seen += os.read(screen, 65536)
        return time.perf_counter() - began
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(screen)


def main() -> None:
    """Alternate the two apps and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--sessions", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        fill(workspace, options.sessions)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "HOTSEAT_WORKSPACE": folder,
            "HOTSEAT_CONFIG": str(workspace / "config.toml"),
        }
        hotseat = [sys.executable, "-m", "hotseat"]
        empty = [sys.executable, "-c", EMPTY]
        seconds_until(hotseat, TITLE.encode(), environment)  # bytecode and index are written once
        seconds_until(empty, b"Nothing here", environment)
        ours, theirs = [], []
        for _ in range(options.runs):
            ours.append(seconds_until(hotseat, TITLE.encode(), environment))
            theirs.append(seconds_until(empty, b"Nothing here", environment))
    mine, base = statistics.median(ours), statistics.median(theirs)
    print(f"empty Textual app  {base * 1000:6.0f} ms  (min {min(theirs) * 1000:.0f})")
    print(f"hotseat home       {mine * 1000:6.0f} ms  (min {min(ours) * 1000:.0f})")
    print(f"ratio {mine / base:.2f}  bar 1.50  sessions {options.sessions}  runs {options.runs}")


if __name__ == "__main__":
    main()
