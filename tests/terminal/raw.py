"""The real program on a raw pseudo-terminal: every byte that it writes is seen."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

PATIENCE = 30.0


class RawTerminal:
    """Runs `python -m hotseat` and keeps all bytes that reach the terminal."""

    def __init__(
        self, arguments: list[str], environment: Mapping[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        self.output = b""
        command = [sys.executable, "-m", "hotseat", *arguments]
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            settings = {**os.environ, "TERM": "xterm-256color", **environment}
            os.execvpe(command[0], command, settings)
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            os.kill(self._pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            os.waitpid(self._pid, 0)
            os.close(self._screen)

    def wait_for(self, words: str, seconds: float = PATIENCE) -> None:
        """Read until words have been written since the last wait."""
        seen, until = b"", time.monotonic() + seconds
        while words.encode() not in seen:
            assert time.monotonic() < until, f"no {words!r} in what was drawn:\n{seen[-3000:]!r}"
            if select.select([self._screen], [], [], 0.05)[0]:
                block = os.read(self._screen, 65536)
                seen += block
                self.output += block

    def settle(self, quiet: float = 0.4, longest: float = 3.0) -> None:
        """Read until nothing has been written for a while; a running clock never falls silent."""
        last = time.monotonic()
        until = last + longest
        while time.monotonic() - last < quiet and time.monotonic() < until:
            if select.select([self._screen], [], [], 0.05)[0]:
                self.output += os.read(self._screen, 65536)
                last = time.monotonic()

    def read(self, seconds: float) -> bytes:
        """Return what is written next, b"" when nothing is within so many seconds."""
        if not select.select([self._screen], [], [], max(0.0, seconds))[0]:
            return b""
        return os.read(self._screen, 65536)

    def press(self, keys: str) -> None:
        """Type characters as they are."""
        os.write(self._screen, keys.encode())
