"""Hotseat's own speech to text, measured as the app uses it: a file that grows, then a stop."""

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from eventloop import ticking
from speech_clips import RATE, Clip, Samples, pcm, written

from hotseat.asr.client import WhisperTranscriber
from hotseat.domain.transcript import Transcript
from hotseat.wav import header

BLOCK = 0.05
"""Seconds between two writes of the recorder."""
REAL_TIME = 20.0
"""Seconds before a stop that are always spoken in real time."""


@dataclass(frozen=True, slots=True)
class Both:
    """The text at stop, and the final one."""

    live: Transcript
    final: Transcript


@dataclass(slots=True)
class Live:
    """What the child used while it listened in real time: share of a core, MB, MB each minute."""

    cores: float = 0.0
    peak_mb: float = 0.0
    event_loop_p99_ms: float = 0.0
    first_words: float = 0.0
    memory: list[float] = field(default_factory=list)


async def hear(transcriber: WhisperTranscriber, clip: Clip) -> Both:
    """Transcribe a clip that is on disk already."""
    with tempfile.TemporaryDirectory() as folder:
        job = transcriber.follow(written(clip.samples, Path(folder) / "take.wav"))
        live = await job.finish()
        return Both(live, await job.reworded())


async def lag(transcriber: WhisperTranscriber, samples: Samples, speed: float) -> float:
    """Return the seconds from stop to the complete text.

    The last twenty seconds are spoken in real time, what is before them `speed` times faster; the
    captions must have caught up by then.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.wav"
        path.write_bytes(header(0))
        job = transcriber.follow(path)
        early = max(0, len(samples) - round(REAL_TIME * RATE))
        await grow(path, samples[:early], speed)
        await grow(path, samples[early:], 1.0)
        began = time.perf_counter()
        await job.finish()
        took = time.perf_counter() - began
        await job.reworded()
        return took


async def grow(path: Path, samples: Samples, speed: float) -> None:
    """Append samples as a recorder does, `speed` times as fast as they are spoken."""
    data = pcm(samples)
    step = 2 * round(BLOCK * RATE * max(1.0, speed))
    began = time.perf_counter()
    with path.open("ab", buffering=0) as file:
        for at in range(0, len(data), step):
            file.write(data[at : at + step])
            due = began + (at + step) / 2 / RATE / speed
            await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def live_cost(transcriber: WhisperTranscriber, samples: Samples) -> Live:
    """Speak to the child in real time and see what it uses, and how late the event loop gets."""
    cost = Live()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.wav"
        path.write_bytes(header(0))
        before, began = cpu_seconds(transcriber.pid), time.perf_counter()
        job = transcriber.follow(path)
        growing = asyncio.create_task(grow(path, samples, 1.0))
        late = asyncio.create_task(ticking(len(samples) / RATE - 0.5))
        while not growing.done():
            captions = job.captions()
            if not cost.first_words and (captions.committed or captions.provisional):
                cost.first_words = time.perf_counter() - began
            await asyncio.sleep(0.1)
        took = time.perf_counter() - began
        cost.cores = (cpu_seconds(transcriber.pid) - before) / took
        cost.event_loop_p99_ms = (await late).p99
        await job.finish()
        await job.reworded()
        cost.peak_mb = megabytes(transcriber.pid, "VmHWM")
    return cost


async def long_memory(
    transcriber: WhisperTranscriber, samples: Samples, minutes: float, speed: float
) -> list[float]:
    """Return the child's resident MB after each five minutes of a long take."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.wav"
        path.write_bytes(header(0))
        job = transcriber.follow(path)
        seen = []
        five = repeated(samples, 300.0)
        for _ in range(round(minutes / 5)):
            await grow(path, five, speed)
            seen.append(megabytes(transcriber.pid, "VmRSS"))
        await job.finish()
        await job.reworded()
        return seen


def repeated(samples: Samples, seconds: float) -> Samples:
    """Return so many seconds of speech, from the start again where it is shorter."""
    count = round(seconds * RATE)
    return np.tile(samples, -(-count // len(samples)))[:count]


def cpu_seconds(pid: int | None) -> float:
    """Return the seconds of a core that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int | None, name: str) -> float:
    """Return a line of a process's memory in MB: VmRSS or VmHWM."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(name))
