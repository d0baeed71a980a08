"""What a long recording costs: memory, and samples.

Every sample tells its place, so that one that is lost, doubled or changed is seen. Without --live
the sound is fed to the recorder's own queue, faster than it would be spoken; with it, a virtual
microphone speaks it in real time and PortAudio records it (needs PulseAudio). Meanwhile level and
seconds are read fifteen times a second, as a screen does. The bars: not one sample lost, at most
20 MB of growth.

    python benchmarks/recording.py [--minutes 60] [--speed 30]
    python benchmarks/recording.py --live --minutes 15
"""

import argparse
import gc
import os
import sys
import tempfile
import threading
import time
import wave
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hotseat.audio.intake import Intake
from hotseat.audio.keeper import Keeper
from hotseat.audio.wav import WavWriter
from hotseat.ports import InputLevel
from hotseat.wav import RATE, probe

BLOCK = 800
MODULUS = 30011  # a prime, so that no whole number of blocks looks like none
GROWTH_BAR = 20.0
WARM_UP = 5.0  # seconds of wall time after which memory is first read
LOOKS = 15
ROOT = Path(__file__).resolve().parents[1]


def ramp(first: int, count: int) -> bytes:
    """Return samples that tell their place; 0 is kept for silence."""
    return array("h", (1 + (first + i) % MODULUS for i in range(count))).tobytes()


def blocks() -> Iterator[bytes]:
    """Yield the ramp in blocks for ever; it repeats after as many blocks as the prime."""
    period = array("h", ramp(0, MODULUS)) * 2
    at = 0
    while True:
        yield period[at : at + BLOCK].tobytes()
        at = (at + BLOCK) % MODULUS


def memory() -> float:
    """Return this process's resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass
class Watched:
    """Memory over time."""

    began: float = field(default_factory=time.monotonic)
    first: float = 0.0
    last: float = 0.0
    most: float = 0.0

    def look(self) -> None:
        """Read the memory; the first reading that counts comes after the warm-up."""
        self.last = memory()
        if time.monotonic() - self.began < WARM_UP or not self.first:
            self.first = self.last
        self.most = max(self.most, self.last)


def watch(
    seconds: Callable[[], float], level: Callable[[], InputLevel], ended: Callable[[], bool]
) -> Watched:
    """Do what a screen does until the recording has ended, and watch the memory."""
    watched, looks = Watched(), 0
    while not ended():
        seconds()
        level()
        looks += 1
        if looks % LOOKS == 0:
            watched.look()
        if looks % (LOOKS * 300) == 0:
            print(f"  {seconds() / 60:5.1f} min on disk, {watched.last:.1f} MB", flush=True)
        time.sleep(1 / LOOKS)
    gc.collect()
    watched.look()
    return watched


def accelerated(path: Path, minutes: float, speed: float) -> tuple[Watched, int]:
    """Feed the queue at `speed` times real time; return the memory and the frames delivered."""
    frames = round(minutes * 60 * RATE) // BLOCK * BLOCK
    intake = Intake()
    keeper = Keeper(intake, WavWriter(path))

    def feed() -> None:
        began = time.monotonic()
        for sent, block in zip(range(0, frames, BLOCK), blocks(), strict=False):
            time.sleep(max(0.0, began + sent / RATE / speed - time.monotonic()))
            intake.heard(block, BLOCK, None, None)
        intake.close()

    feeding = threading.Thread(target=feed)
    feeding.start()
    watched = watch(keeper.seconds, keeper.meter.look, lambda: not feeding.is_alive())
    if not keeper.wait_until_written(60):
        raise SystemExit("the disk did not keep up")
    if (failure := keeper.failure()) is not None:
        raise SystemExit(failure.message)
    keeper.wait_until_closed(5)
    return watched, frames


def live(path: Path, minutes: float) -> tuple[Watched, int]:
    """Record the ramp from a virtual microphone; return the memory and the frames spoken."""
    sys.path.insert(0, str(ROOT))
    from tests.rig.mic import Mic

    frames = round(minutes * 60 * RATE) // BLOCK * BLOCK
    spoken = path.with_name("spoken.wav")
    with wave.open(str(spoken), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        for _, block in zip(range(0, frames, BLOCK), blocks(), strict=False):
            out.writeframesraw(block)
    mic = Mic(RATE)  # at the recorder's rate nothing is resampled, and samples stay what they are
    try:
        mic("start")
        os.environ.update(mic.environment())
        from hotseat.audio.capture import PortAudioRecorder

        recording = PortAudioRecorder().open(path)
        playing = mic.begin_to_play(spoken)
        watched = watch(
            recording.seconds,
            recording.level,
            lambda: playing.poll() is not None or recording.failure() is not None,
        )
        result = recording.stop()
        if result.message:
            print(result.message)
    finally:
        mic.close()
    return watched, frames


@dataclass
class Found:
    """What a file holds of the ramp. `silence` is what a player that fell behind put in."""

    frames: int = 0
    silence: int = 0
    places: list[str] = field(default_factory=list)

    def take(self, sample: int, at: int) -> None:
        """Look at one sample: it is the next of the ramp, or silence, or a fault."""
        if sample == 0:
            self.silence += 1
            return
        place = sample - 1
        if place != self.frames % MODULUS:
            self.places.append(f"{at / RATE:.4f} s")
            self.frames += (place - self.frames) % MODULUS  # go on from what was found
        self.frames += 1


def check(path: Path) -> Found:
    """Read a take sample by sample."""
    found = Found()
    with wave.open(str(path), "rb") as file:
        at = 0
        while data := file.readframes(RATE):
            for sample in array("h", data):
                found.take(sample, at)
                at += 1
    return found


def main() -> int:
    """Record, check, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--speed", type=float, default=30.0)
    parser.add_argument("--live", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.wav"
        began = time.monotonic()
        if options.live:
            watched, spoken = live(path, options.minutes)
        else:
            watched, spoken = accelerated(path, options.minutes, options.speed)
        took = time.monotonic() - began
        found = check(path)
        seconds = probe(path).seconds
    growth = watched.most - watched.first
    # A jump skips what is missing, so the end of the ramp tells as well whether all is there.
    missing = spoken - found.frames
    print(f"{seconds / 60:.2f} min recorded in {took / 60:.2f} min")
    faults = f"{len(found.places)} faults {', '.join(found.places[:5])}"
    print(f"samples  {spoken} spoken, {missing} missing at the end, {faults}")
    print(f"silence  {found.silence / RATE:.2f} s before, after and between")
    print(f"memory   {watched.first:.1f} MB, at most {watched.most:.1f}: growth {growth:.1f} MB")
    passed = missing == 0 and not found.places and growth <= GROWTH_BAR
    print(f"bars     0 lost, growth <= {GROWTH_BAR:.0f} MB: {'met' if passed else 'MISSED'}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
