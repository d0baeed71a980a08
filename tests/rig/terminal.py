"""A program in a terminal of its own, by tmux."""

import itertools
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.rig.ansi2svg import svg

_numbers = itertools.count()


def tmux_missing() -> bool:
    """Say whether this machine lacks tmux."""
    return shutil.which("tmux") is None


class Terminal:
    """Runs one command; `screen` shows it, `press` types keys in tmux's words (F5, C-q, Enter).

    The server is its own, so the command inherits this process's environment, with `env` over it.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        width: int = 80,
        height: int = 24,
        env: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.width = width
        name = f"hotseat-{os.getpid()}-{next(_numbers)}"
        self._tmux = ["tmux", "-L", name, "-f", os.devnull]
        usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        subprocess.run(
            [
                *self._tmux,
                *("new-session", "-d", "-x", str(width), "-y", str(height)),
                *map(str, command),
                *(";", "set-option", "-g", "remain-on-exit", "on"),
            ],
            env={**os.environ, **usual, **(env or {})},
            cwd=folder,
            check=True,
        )

    def screen(self) -> str:
        """Return what is on the screen, without colours."""
        return self._ask("capture-pane", "-p")

    def coloured(self) -> str:
        """Return what is on the screen, with its colour sequences."""
        return self._ask("capture-pane", "-e", "-p")

    def picture(self, path: Path) -> None:
        """Save the screen as an SVG."""
        path.write_text(svg(self.coloured(), self.width), encoding="utf-8")

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        subprocess.run([*self._tmux, "send-keys", *keys], check=True)

    def type(self, text: str) -> None:
        """Type text as it stands."""
        subprocess.run([*self._tmux, "send-keys", "-l", text], check=True)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self.width = width
        self._ask("resize-window", "-x", str(width), "-y", str(height))

    def wait_for(self, text: str, seconds: float = 60.0) -> str:
        """Return the screen once it shows the text; fails with the screen when it does not."""
        until = time.monotonic() + seconds
        while text not in (seen := self.screen()):
            assert time.monotonic() < until, f"no {text!r} within {seconds:.0f} s:\n{seen}"
            time.sleep(0.1)
        return seen

    def wait_until_gone(self, text: str, seconds: float = 60.0) -> str:
        """Return the screen once it no longer shows the text."""
        until = time.monotonic() + seconds
        while text in (seen := self.screen()):
            assert time.monotonic() < until, f"{text!r} still there after {seconds:.0f} s:\n{seen}"
            time.sleep(0.1)
        return seen

    def pid(self) -> int:
        """Return the process id of the command."""
        return int(self._ask("display-message", "-p", "#{pane_pid}"))

    def exit_status(self) -> int | None:
        """Return the command's exit status once it has ended, else None."""
        state = self._ask("display-message", "-p", "#{pane_dead} #{pane_dead_status}")
        dead, _, status = state.partition(" ")
        if dead.strip() != "1":
            return None
        if not status.strip():
            # tmux now and then sees the pane close and misses the child's end, which then stays a
            # zombie; the end of another child makes it collect both.
            self._ask("run-shell", "true")
            return None
        return int(status)

    def wait_for_exit(self, seconds: float = 20.0) -> int:
        """Return the exit status once the command has ended."""
        until = time.monotonic() + seconds
        while (status := self.exit_status()) is None:
            assert time.monotonic() < until, (
                f"still running after {seconds:.0f} s:\n{self.screen()}"
            )
            time.sleep(0.1)
        return status

    def kill(self, seconds: float = 20.0) -> None:
        """End the command as a crash would, with SIGKILL, and wait until it is gone."""
        os.kill(self.pid(), signal.SIGKILL)
        until = time.monotonic() + seconds
        while self._ask("display-message", "-p", "#{pane_dead}").strip() != "1":
            assert time.monotonic() < until, f"not gone after {seconds:.0f} s:\n{self.screen()}"
            time.sleep(0.1)

    def close(self) -> None:
        """End the command and its terminal."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words], capture_output=True, text=True, encoding="utf-8", check=True
        )
        return done.stdout
