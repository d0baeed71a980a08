"""A program that is killed at any moment, or runs out of disk, costs at most the last second."""

import random
import signal
import subprocess
import sys
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from hotseat.audio.decode import open_sound
from hotseat.wav import RATE, probe, repair
from tests.audio.child import MODULUS
from tests.rig.mic import Mic
from tests.rig.sounds import samples_of

ROOT = Path(__file__).parents[2]
AT_ONCE = 17
LONGEST = 3.0


@dataclass
class Victim:
    path: Path
    process: "subprocess.Popen[str]"
    moment: float
    delivered: int = 0

    @classmethod
    def start(cls, path: Path, way: str, moment: float) -> "Victim":
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.audio.child", str(path), way],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        return cls(path, process, moment)

    def wait_until_it_records(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline()
        self.moment += time.monotonic()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        out, _ = self.process.communicate(timeout=20)
        assert self.process.returncode == -signal.SIGKILL
        # A line may have been cut in the middle; the one before it was whole.
        self.delivered = int((out.split("\n")[:-1] or ["0"])[-1])


def kill_all(victims: Sequence[Victim]) -> None:
    for victim in victims:
        victim.wait_until_it_records()
    for victim in sorted(victims, key=lambda v: v.moment):
        time.sleep(max(0.0, victim.moment - time.monotonic()))
        victim.kill()


def assert_it_is_safe(victim: Victim) -> int:
    """Check that every way of reading opens the take; return the frames that are missing."""
    by_header = samples_of(victim.path)
    info = probe(victim.path)
    assert open_sound(victim.path).seconds == info.seconds
    assert repair(victim.path).intact
    samples = samples_of(victim.path)
    assert len(by_header) <= len(samples) == info.frames
    missing = victim.delivered - len(by_header)
    assert missing <= RATE, f"{missing / RATE:.2f} s are missing"
    return missing


@pytest.mark.slow
def test_killed_at_fifty_random_moments_every_take_opens_and_misses_at_most_a_second(
    tmp_path: Path,
) -> None:
    chance = random.Random()
    victims = []
    for first in range(0, 51, AT_ONCE):
        group = [
            Victim.start(tmp_path / f"{number}.wav", "feed", chance.uniform(0.0, LONGEST))
            for number in range(first, first + AT_ONCE)
        ]
        kill_all(group)
        victims += group
    assert len(victims) >= 50
    for victim in victims:
        assert_it_is_safe(victim)
        samples = samples_of(victim.path)
        assert samples == array("h", (i % MODULUS for i in range(len(samples))))


@pytest.mark.slow
@pytest.mark.sound
def test_killed_while_recording_a_microphone_every_take_opens_and_misses_at_most_a_second(
    mic: Mic, tmp_path: Path
) -> None:
    chance = random.Random()
    victims = [
        Victim.start(tmp_path / f"{number}.wav", "mic", chance.uniform(0.2, LONGEST))
        for number in range(10)
    ]
    kill_all(victims)
    for victim in victims:
        assert_it_is_safe(victim)


def test_a_full_disk_ends_the_take_and_the_message_names_what_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "01-answer.wav"
    done = subprocess.run(
        [sys.executable, "-m", "tests.audio.child", str(path), "feed", "40001"],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    seconds, _, message = done.stdout.splitlines()[-1].partition(" ")
    assert message.startswith("The disk takes no more (File too large).")
    assert "01-answer.wav" in message
    samples = samples_of(path)
    assert len(samples) == (40001 - 44) // 2
    assert float(seconds) == len(samples) / RATE
    assert samples == array("h", range(len(samples)))
