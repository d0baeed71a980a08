"""What a model costs on this machine: a self-test on packed speech, and what it found."""

import asyncio
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from hotseat import paths
from hotseat.asr.catalogue import WEIGHTS
from hotseat.asr.client import WhisperTranscriber
from hotseat.asr.models import Model
from hotseat.domain.errors import HotseatError
from hotseat.files import reason, replace_file
from hotseat.wav import RATE, SAMPLE, header

COSTS = "costs.json"
# Synthetic speech from the example session: an answer with an "um" in it.
SPEECH = "speech.ogg"
# The recorder writes about so often; faster would make the child's work easier than it is.
TICK = 0.1
_LOOK_EVERY = 10

OnStage = Callable[[str, float], None]
"""Told "loading", "listening" or "finishing", and seconds of speech so far."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a model took on this machine.

    Seconds to load, seconds from the end of the speech to its text, the part of one core while
    speech came in (0..), the most memory in MB; both last are 0 where the system does not tell.
    """

    load: float
    lag: float
    cpu: float
    memory: float
    words: int
    seconds: float
    when: str = ""


def measure(model: Model, language: str = "en", on_stage: OnStage | None = None) -> Cost:
    """Speak the packed speech to a model at its own pace and return what it cost.

    Takes about the length of the speech and a few seconds. Raises HotseatError where the model
    does not load or hears nothing.
    """
    return asyncio.run(_measure(model, on_stage or (lambda _, __: None)))


async def _measure(model: Model, on_stage: OnStage) -> Cost:
    transcriber = WhisperTranscriber(model.path)
    with tempfile.TemporaryDirectory(prefix="hotseat-") as folder:
        try:
            return await _spoken_to(transcriber, Path(folder) / "speech.wav", on_stage)
        finally:
            await transcriber.close()


async def _spoken_to(transcriber: WhisperTranscriber, path: Path, on_stage: OnStage) -> Cost:
    on_stage("loading", 0.0)
    began = time.monotonic()
    await transcriber.warm()
    loaded = time.monotonic() - began
    meter = _Meter(transcriber.pid or 0)
    blocks = await asyncio.to_thread(_blocks)
    path.write_bytes(header(0))
    job = transcriber.follow(path)
    began = time.monotonic()
    with path.open("ab", buffering=0) as file:
        for number, block in enumerate(blocks, 1):
            file.write(block)
            await asyncio.sleep(max(0.0, began + number * TICK - time.monotonic()))
            if number % _LOOK_EVERY == 0:
                meter.look()
                on_stage("listening", number * TICK)
    stopped, cpu = time.monotonic(), meter.cpu()
    on_stage("finishing", len(blocks) * TICK)
    heard = await job.finish()
    lag = time.monotonic() - stopped
    meter.look()
    if not heard.words:
        raise HotseatError("the model heard nothing in the speech of the test: use another one")
    return Cost(
        load=round(loaded, 2),
        lag=round(lag, 2),
        cpu=round(cpu / (stopped - began), 3),
        memory=round(meter.memory, 1),
        words=len(heard.words),
        seconds=round(len(blocks) * TICK, 1),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _blocks() -> list[bytes]:
    """Return the packed speech as 16 kHz samples, a tick at a time."""
    import numpy as np

    from hotseat.asr.source import SoundFile

    with resources.as_file(resources.files("hotseat.asr.data") / SPEECH) as file:
        samples = np.concatenate(list(SoundFile(file).blocks()))
    data = (samples * 32767).round().clip(-32768, 32767).astype("<i2").tobytes()
    step = round(RATE * TICK) * SAMPLE
    return [data[at : at + step] for at in range(0, len(data), step)]


class _Meter:
    """What a process used so far, as far as the system tells."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._first = self._seconds()
        self.memory = 0.0

    def look(self) -> None:
        """Note the memory in use."""
        self.memory = max(self.memory, _megabytes(self._pid))

    def cpu(self) -> float:
        """Return the seconds of one core used since the meter was made."""
        return max(0.0, self._seconds() - self._first)

    def _seconds(self) -> float:
        try:
            line = Path(f"/proc/{self._pid}/stat").read_text()
            user, system = line.rpartition(")")[2].split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError):
            return clock_seconds(_ps(self._pid, "cputime="))


def _megabytes(pid: int) -> float:
    told = _ps(pid, "rss=")  # in units of 1,024 bytes, everywhere
    return int(told) * 1024 / 1e6 if told.isdigit() else 0.0


def _ps(pid: int, column: str) -> str:
    try:
        ran = subprocess.run(
            ["ps", "-o", column, "-p", str(pid)], capture_output=True, text=True, check=False
        )
    except OSError:  # no such program: the figure stays 0 and is not shown
        return ""
    return ran.stdout.strip()


def clock_seconds(text: str) -> float:
    """Return the seconds in a time as ps prints it: 0:03.25, 1:02:03, 2-01:02:03; 0 for others."""
    days, _, clock = text.rpartition("-")
    try:
        parts = [float(part) for part in clock.split(":")]
        whole = float(days or 0) * 86400
    except ValueError:
        return 0.0
    return whole + sum(part * 60.0**at for at, part in enumerate(reversed(parts)))


def remembered() -> dict[str, Cost]:
    """Return what tests found, by a model's folder; only for weights that are still the same."""
    return {folder: cost for folder, mark, cost in _entries() if _mark(Path(folder)) == mark}


def remember(model: Model, cost: Cost) -> None:
    """Keep what a test found. Raises HotseatError."""
    told = {
        folder: {"mark": mark, "cost": asdict(each)}
        for folder, mark, each in _entries()
        if folder != str(model.path)
    }
    told[str(model.path)] = {"mark": _mark(model.path), "cost": asdict(cost)}
    folder = paths.models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / COSTS, json.dumps(told, indent=1).encode(), durable=False)
    except OSError as error:
        raise HotseatError(f"{folder} cannot be written ({reason(error)})") from error


def _entries() -> Iterator[tuple[str, list[int], Cost]]:
    try:
        told = json.loads((paths.models_folder() / COSTS).read_text(encoding="utf-8"))
        for folder, entry in told.items():
            yield str(folder), list(entry["mark"]), Cost(**entry["cost"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # none yet, or spoilt: the next test writes it anew


def _mark(folder: Path) -> list[int]:
    try:
        state = (folder / WEIGHTS).stat()
    except OSError:
        return []
    return [state.st_size, state.st_mtime_ns]
