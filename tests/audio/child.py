"""A program that records and can be killed or run out of disk: the test's child process.

python -m tests.audio.child FILE feed|mic [LIMIT]: prints the frames delivered, one line a block.
FEED delivers a ramp in which every sample tells its place, at the pace of a microphone; LIMIT is
the largest file in bytes that the system allows. Ends on its own when the take fails.
"""

import resource
import sys
import time
from array import array
from pathlib import Path

from hotseat.audio.capture import PortAudioRecorder
from hotseat.audio.intake import Intake
from hotseat.audio.keeper import Keeper
from hotseat.audio.wav import WavWriter

BLOCK = 800
MODULUS = 30011


def ramp(first: int, count: int) -> bytes:
    """Return samples that tell their place, modulo a prime."""
    return array("h", ((first + i) % MODULUS for i in range(count))).tobytes()


def feed(path: Path) -> str:
    """Deliver blocks in real time until the take fails; return what is told then."""
    intake = Intake()
    keeper = Keeper(intake, WavWriter(path))
    began, delivered = time.monotonic(), 0
    while keeper.failure() is None:
        time.sleep(max(0.0, began + delivered / 16000 - time.monotonic()))
        intake.heard(ramp(delivered, BLOCK), BLOCK, None, None)
        delivered += BLOCK
        print(delivered, flush=True)
    failure = keeper.failure()
    return f"{failure.seconds} {failure.message}" if failure else ""


def listen(path: Path) -> None:
    """Record the microphone, and print how many frames time has brought by now."""
    recording = PortAudioRecorder().open(path)
    began = time.monotonic() - recording.seconds()
    while True:
        print(int((time.monotonic() - began) * 16000), flush=True)
        time.sleep(0.05)


def main() -> None:
    """Do as told."""
    path, way = Path(sys.argv[1]), sys.argv[2]
    if len(sys.argv) > 3:
        limit = int(sys.argv[3])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if way == "feed":
        print(feed(path), flush=True)
    else:
        listen(path)


if __name__ == "__main__":
    main()
