"""A microphone for machines without a sound card; see the `virtual-mic` script beside this file."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

SCRIPT = Path(__file__).with_name("virtual-mic")
TOOLS = ("bash", "pulseaudio", "pactl", "paplay")
HARMLESS = {"env", "play", "status"}


def missing_tools() -> list[str]:
    """Return what the virtual microphone needs and this machine lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class Mic:
    """A private sound server with one microphone, and what can go wrong with it."""

    def __init__(self, rate: int = 48_000) -> None:
        self._rate = rate
        self.folder = Path(tempfile.mkdtemp(prefix="vmic-", dir="/tmp"))  # it holds a socket: short
        self._touched = True
        self._players: list[subprocess.Popen[bytes]] = []

    def __call__(self, *words: str | Path) -> str:
        """Run one of the script's commands, and return what it printed."""
        self._touched = self._touched or words[0] not in HARMLESS
        done = subprocess.run(
            [str(SCRIPT), *map(str, words)],
            env=self._environ(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"virtual-mic {words}: {done.stderr}"
        return done.stdout

    def environment(self) -> dict[str, str]:
        """Return the variables that point a program at this microphone, and only at it."""
        pairs = (line.removeprefix("export ").split("=", 1) for line in self("env").splitlines())
        return {name: shlex.split(value)[0] for name, value in pairs}

    def play(self, path: Path) -> None:
        """Speak a file into it; returns about when it ends."""
        self("play", path)

    def begin_to_play(self, path: Path) -> subprocess.Popen[bytes]:
        """Speak a file into it in the background."""
        playing = subprocess.Popen(
            [str(SCRIPT), "play", str(path)],
            env=self._environ(),
            stderr=subprocess.DEVNULL,
        )
        self._players.append(playing)
        return playing

    def mend(self) -> None:
        """Undo whatever a test broke: server, microphone, mute, stall."""
        self.hush()
        if self._touched:
            for word in ("start", "unmute", "resume"):
                self(word)
            self._touched = False

    def hush(self) -> None:
        """End what is being played, and let a frozen server go on."""
        for playing in self._players:
            playing.kill()
            playing.wait()
        self._players.clear()
        if self._touched:
            subprocess.run(
                [str(SCRIPT), "thaw"], env=self._environ(), capture_output=True, check=False
            )

    def close(self) -> None:
        """End the server and remove its files."""
        self.hush()
        self("stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _environ(self) -> dict[str, str]:
        own = {"VIRTUAL_MIC_DIR": str(self.folder), "VIRTUAL_MIC_RATE": str(self._rate)}
        return {**os.environ, **own}
