"""How far the lit word is from the sound: the replay beside a recording of what is played.

A take in which every word is a beep at a known second is replayed by the real program on a terminal
of its own, into a virtual loudspeaker (needs PulseAudio). What comes out of the loudspeaker is
recorded; the bytes that light a word on the terminal are noted as they arrive. The difference of
the two is the error, late is positive. The bar: at most 60 ms over five minutes.

    python benchmarks/replay.py [--seconds 300] [--speeds 1 1.5]
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import wave
from array import array
from bisect import bisect_right
from dataclasses import asdict, dataclass
from math import pi, sin
from pathlib import Path
from typing import IO

from hotseat.domain.choices import Settings
from hotseat.domain.listing import SessionState
from hotseat.domain.session import AskedQuestion, Session, Take
from hotseat.domain.transcript import Word, from_words
from hotseat.store.sessions import FolderStore
from hotseat.tui.themes import DARK
from hotseat.wav import RATE

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.rig.mic import Mic, missing_tools  # noqa: E402
from tests.terminal.raw import RawTerminal  # noqa: E402

BAR_MS = 60.0
SINK_RATE = 48_000
SINK = "virtual_speaker.monitor"
FASTER = {1.0: "", 0.75: "<", 1.25: ">", 1.5: ">>", 2.0: ">>>"}
"""The keys that set a speed."""
BEEP = 0.02
LOUD = 3000
APART = 0.12
"""Seconds: what is loud within these after an onset belongs to the same beep."""
LIT = re.compile(rb"48;2;(\d+);(\d+);(\d+)mb(\d{4})")
LIT_COLOUR = tuple(int(DARK.primary[at : at + 2], 16) for at in (1, 3, 5))


@dataclass(frozen=True, slots=True)
class Errors:
    """Lit minus heard, in milliseconds; `drift` in milliseconds a minute.

    `over` counts the words beyond the bar; `worst` are (second, milliseconds) of the farthest five.
    """

    speed: float
    words: int
    seen: int
    median: float
    p95_abs: float
    max_abs: float
    earliest: float
    latest: float
    drift: float
    over: int
    worst: tuple[tuple[float, float], ...]


def starts(seconds: float) -> list[float]:
    """Return when the beeps begin: irregularly, 0.3 to 0.9 s apart."""
    chance = random.Random(11)
    found, at = [], 1.0
    while at < seconds - 1:
        found.append(round(at, 3))
        at += chance.uniform(0.3, 0.9)
    return found


def write_beeps(path: Path, beeps: list[float], seconds: float) -> None:
    """Write the sound of a take: a beep of 1 kHz at each of the seconds."""
    samples = array("h", bytes(2 * round(seconds * RATE)))
    beep = array(
        "h", (round(14000 * sin(2 * pi * 1000 * i / RATE)) for i in range(int(BEEP * RATE)))
    )
    for start in beeps:
        at = round(start * RATE)
        samples[at : at + len(beep)] = beep
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        out.writeframes(samples.tobytes())


def keep_session(workspace: Path, seconds: float) -> tuple[str, list[float]]:
    """Put a session of one take into a workspace; returns its name and its beeps."""
    (workspace / "sessions").mkdir(parents=True)
    (workspace / "question_banks").mkdir()
    beeps = starts(seconds)
    words = [
        Word(f"b{n:04d}" + ("." if n % 9 == 8 else ""), at, at + BEEP, 0.9)
        for n, at in enumerate(beeps)
    ]
    question = AskedQuestion("Tell me about a deadline you missed.", "missed_deadline")
    take = Take(
        1,
        question,
        audio="takes/01-beeps.wav",
        seconds=seconds,
        transcript=from_words(words, seconds, "none"),
    )
    store = FolderStore(workspace)
    session = store.create(
        Session(
            "", "2026-03-14T10:30:00+01:00", Settings(), "Beeps", SessionState.FINISHED, (take,)
        )
    )
    folder = store.folder(session.name) / "takes"
    folder.mkdir(exist_ok=True)
    write_beeps(folder / "01-beeps.wav", beeps, seconds)
    return session.name, beeps


class Recorder(threading.Thread):
    """Records what the loudspeaker plays, and when each sample came."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        wanted = ["--format=s16le", f"--rate={SINK_RATE}", "--channels=1", "--latency-msec=10"]
        command = ["parec", f"--device={SINK}", "--raw", *wanted]
        self._running = subprocess.Popen(command, stdout=subprocess.PIPE)
        self._samples = array("h")
        self._zero = float("inf")
        self.start()

    def run(self) -> None:
        """Read until the end. The earliest arrival of all tells when the first sample sounded."""
        pipe: IO[bytes] = self._running.stdout  # type: ignore[assignment]
        rest = b""
        while data := os.read(pipe.fileno(), 65536):
            now = time.monotonic()
            data = rest + data
            whole = len(data) & ~1
            self._samples.frombytes(data[:whole])
            rest = data[whole:]
            self._zero = min(self._zero, now - len(self._samples) / SINK_RATE)

    def finish(self) -> list[float]:
        """Stop, and return when each beep began, on the monotonic clock."""
        self._running.terminate()
        self.join(10)
        self._running.wait()
        onsets: list[float] = []
        last = -APART
        for at, sample in enumerate(self._samples):
            if abs(sample) > LOUD:
                second = at / SINK_RATE
                if second - last > APART:
                    onsets.append(self._zero + second)
                    last = second
        return onsets


class Watched(RawTerminal):
    """A terminal that notes when its bytes came."""

    def watch(self, seconds: float) -> dict[int, float]:
        """Read for so long; return when each word was first lit."""
        written, offsets, times = bytearray(), [0], [0.0]
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            block = self.read(until - now)
            times.append(time.monotonic())
            offsets.append(len(written))
            written += block
        found: dict[int, float] = {}
        for match in LIT.finditer(bytes(written)):
            colour = [int(value) for value in match.groups()[:3]]
            # A colour that went through shares of one comes out a step off.
            if all(abs(a - b) <= 2 for a, b in zip(colour, LIT_COLOUR, strict=True)):
                at = bisect_right(offsets, match.end() - 1) - 1
                found.setdefault(int(match[4]), times[at])
        return found


def measure(workspace: Path, name: str, beeps: list[float], seconds: float, speed: float) -> Errors:
    """Replay the take once at a speed."""
    recorder = Recorder()
    environment = {"COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    arguments = ["--workspace", str(workspace), "replay", name]
    with Watched(arguments, environment, (100, 30)) as terminal:
        terminal.wait_for("with sound")
        terminal.settle(1.0, 5.0)
        for key in FASTER[speed]:
            terminal.press(key)
        terminal.settle()
        terminal.press(" ")
        lit = terminal.watch(seconds / speed + 4)
    heard = recorder.finish()
    if len(heard) != len(beeps):
        print(f"{len(heard)} beeps heard of {len(beeps)}", file=sys.stderr)
    return errors(speed, lit, heard, beeps)


def errors(speed: float, lit: dict[int, float], heard: list[float], beeps: list[float]) -> Errors:
    """Compare; the beeps are told apart by their distances, in case one is lost."""
    late: list[tuple[float, float]] = []
    for number, at in lit.items():
        near = min(heard, key=lambda second, at=at: abs(second - at))  # type: ignore[misc]
        late.append((beeps[number], (at - near) * 1000))
    late.sort()
    values = sorted(value for _, value in late)
    sizes = sorted(abs(value) for value in values)
    slope = statistics.linear_regression([s for s, _ in late], [v for _, v in late]).slope
    return Errors(
        speed,
        len(beeps),
        len(late),
        round(statistics.median(values), 1),
        round(sizes[int(0.95 * (len(sizes) - 1))], 1),
        round(sizes[-1], 1),
        round(values[0], 1),
        round(values[-1], 1),
        round(slope * 60, 2),
        sum(size > BAR_MS for size in sizes),
        tuple((s, round(v, 1)) for s, v in sorted(late, key=lambda told: -abs(told[1]))[:5]),
    )


def main() -> int:
    """Run and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=300.0, help="length of the take")
    parser.add_argument("--speeds", type=float, nargs="+", default=[1.0, 1.5])
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if missing := missing_tools():
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 1
    mic = Mic(SINK_RATE)
    try:
        mic("start")
        os.environ.update(mic.environment())
        with tempfile.TemporaryDirectory() as folder:
            workspace = Path(folder) / "workspace"
            name, beeps = keep_session(workspace, chosen.seconds)
            os.environ["HOTSEAT_CONFIG"] = str(Path(folder) / "config.toml")
            found = [
                measure(workspace, name, beeps, chosen.seconds, speed) for speed in chosen.speeds
            ]
    finally:
        mic.close()
    for each in found:
        print(json.dumps(asdict(each)) if chosen.json else each)
    worst = max(each.max_abs for each in found)
    good = worst <= BAR_MS and all(each.seen == each.words for each in found)
    print(f"max {worst} ms, bar {BAR_MS:.0f} ms: {'held' if good else 'NOT HELD'}", file=sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
