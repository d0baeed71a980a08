"""How late the event loop gets while a take is recorded and transcribed.

Ticks every 10 ms, first with nothing going on, then while a thread appends speech to a WAV file in
real time, as the recorder does, the child transcribes it, and the captions are looked at as the
screen does. Prints how late the ticks came, the wait from stop to transcript, and what the child
used. Exit status 1 when the 99th percentile is above the bar.

    python benchmarks/eventloop.py --seconds 60
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from hotseat.asr.client import WhisperTranscriber  # noqa: E402
from tests.asr import wav  # noqa: E402

TICK = 0.010
BLOCK = 0.050  # the recorder writes blocks of 50 ms
LOOK = 0.1
BAR_MS = 50.0
SPEECH = [ROOT / "tests/data/audio" / name for name in ("cold.flac", "jfk.flac")]


@dataclass(frozen=True, slots=True)
class Delays:
    """How late the ticks of one stretch came, in milliseconds."""

    ticks: int
    p50: float
    p99: float
    max: float


@dataclass(frozen=True, slots=True)
class Child:
    """What the child used: share of one core, and peak memory in MB."""

    cores: float
    peak_mb: float


async def ticking(seconds: float) -> Delays:
    """Tick for so many seconds and return how late the ticks came."""
    loop = asyncio.get_running_loop()
    late: list[float] = []
    end = loop.time() + seconds
    done = asyncio.Event()

    def tick(due: float) -> None:
        now = loop.time()
        late.append((now - due) * 1000)
        if now >= end:
            done.set()
        else:
            loop.call_at(now + TICK, tick, now + TICK)

    loop.call_at(loop.time() + TICK, tick, loop.time() + TICK)
    await done.wait()
    percent = statistics.quantiles(late, n=100)
    return Delays(len(late), round(percent[49], 2), round(percent[98], 2), round(max(late), 2))


def record(growing: wav.Growing, stop: threading.Event) -> None:
    """Append speech in real time until told to stop."""
    began = time.monotonic()
    while not stop.wait(max(0.0, began + growing.seconds + BLOCK - time.monotonic())):
        growing.grow(BLOCK)


async def look(transcriber_captions: "object", stop: threading.Event) -> None:
    """Look at the captions as a screen does."""
    while not stop.is_set():
        transcriber_captions()  # type: ignore[operator]
        await asyncio.sleep(LOOK)


def used(pid: int | None) -> tuple[float, float]:
    """Return CPU seconds and peak MB of a process; zeros where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0, 0.0
    peak = next((int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line), 0)
    return (int(fields[11]) + int(fields[12])) / 100, peak / 1024


def speech(seconds: float) -> bytes:
    """Return so many seconds of the spoken clips, again and again, as 16 kHz samples."""
    from tests.asr.conftest import pcm_of

    clips = [pcm_of(path) for path in SPEECH]
    whole = b""
    for clip in cycle(clips):
        whole += clip
        if len(whole) >= seconds * 32_000:
            return whole
    raise AssertionError


async def measure(seconds: float, model: str) -> dict[str, object]:
    """Measure both stretches in one run."""
    pcm = speech(seconds + 30)
    transcriber = WhisperTranscriber(model)
    idle = await ticking(min(seconds, 10.0))
    await transcriber.warm()
    stop = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        growing = wav.Growing(Path(folder) / "take.wav", pcm)
        following = transcriber.follow(growing.path)
        before, _ = used(transcriber.pid)
        recorder = threading.Thread(target=record, args=(growing, stop))
        recorder.start()
        looking = asyncio.create_task(look(following.captions, stop))
        busy = await ticking(seconds)
        after, peak = used(transcriber.pid)
        stop.set()
        recorder.join()
        began = time.monotonic()
        transcript = await following.finish()
        lag = time.monotonic() - began
        await looking
    await transcriber.close()
    return {
        "idle": asdict(idle),
        "recording": asdict(busy),
        "stop_to_transcript_s": round(lag, 3),
        "audio_s": round(transcript.duration, 1),
        "words": len(transcript.words),
        "child": asdict(Child(round((after - before) / seconds, 3), round(peak))),
    }


def main() -> int:
    """Run and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="seconds of recording")
    parser.add_argument("--model", default="tiny.en", help="name or folder of the speech model")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = asyncio.run(measure(chosen.seconds, chosen.model))
    if chosen.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:22} {value}")
    p99 = found["recording"]["p99"]  # type: ignore[index]
    good = p99 <= BAR_MS
    print(f"p99 {p99} ms, bar {BAR_MS:.0f} ms: {'held' if good else 'NOT HELD'}", file=sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
