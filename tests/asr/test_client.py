"""The client against children that die, hang, rave and lie."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from hotseat.asr.catalogue import NEEDED
from hotseat.asr.client import WhisperTranscriber
from hotseat.asr.job import Limits
from hotseat.domain.errors import HotseatError
from hotseat.domain.transcript import Captions
from tests.asr import wav

FAKE = Path(__file__).with_name("fake_child.py")
QUICK = Limits(load=20, silence=1.0, finish=1.5, per_second=0.1, close=0.3)

Made = Callable[..., WhisperTranscriber]


async def until(condition: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait in the event loop until the condition holds."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    folder = tmp_path / "starts"
    folder.mkdir()
    return folder


@pytest.fixture
async def made(tmp_path: Path, starts: Path) -> AsyncIterator[Made]:
    model = tmp_path / "some-model"
    model.mkdir()
    for name in NEEDED:
        (model / name).write_bytes(b"x")
    all_made: list[WhisperTranscriber] = []

    def make(mode: str, limits: Limits = QUICK) -> WhisperTranscriber:
        command = (sys.executable, str(FAKE), mode, str(starts))
        transcriber = WhisperTranscriber(
            model, limits=limits, command=command, log=tmp_path / "log" / "hotseat.log"
        )
        all_made.append(transcriber)
        return transcriber

    yield make
    for each in all_made:
        await each.close()


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return wav.write(tmp_path / "01-a take.wav", bytes(32_000))


def count(starts: Path) -> int:
    return len(list(starts.iterdir()))


@pytest.mark.parametrize("mode", ["good", "noisy"])
async def test_a_take_is_transcribed(made: Made, take: Path, starts: Path, mode: str) -> None:
    transcriber = made(mode)
    following = transcriber.follow(take)
    await until(lambda: following.captions() == Captions("Um, shipped.", "and then"))
    transcript = await following.finish()
    assert (transcript.text, transcript.duration, transcript.model) == (
        "Um, shipped.",
        1.0,
        "some-model",
    )
    assert [word.text for word in transcript.words] == ["Um,", "shipped."]
    assert count(starts) == 1


@pytest.mark.parametrize("mode", ["dies-once", "hangs-once"])
async def test_a_child_lost_in_mid_take_is_replaced_while_the_candidate_talks(
    made: Made, take: Path, starts: Path, mode: str
) -> None:
    following = made(mode).follow(take)
    await until(lambda: count(starts) == 2)
    assert (await following.finish()).text == "Um, shipped."
    assert count(starts) == 2


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("dies", "it exited (3)"),
        ("dies-at-stop", "it exited (4)"),
        ("dies-loading", "it exited (5)"),
        ("hangs", "it did not answer"),
        ("crawls", "it took too long"),
        ("raves", "it speaks nonsense"),
        ("loses-words", "words got lost"),
        ("no-memory", "not enough memory"),
        ("refuses", "no sound in it"),
        ("no-load", "does not load: the weights are spoilt"),
    ],
)
async def test_what_stays_broken_is_one_line_that_names_the_file_and_the_way_on(
    made: Made, take: Path, mode: str, why: str
) -> None:
    following = made(mode).follow(take)
    began = time.monotonic()
    with pytest.raises(HotseatError) as failed:
        await following.finish()
    line = str(failed.value)
    assert why in line
    assert f"hotseat transcribe '{take}'" in line
    assert "\n" not in line
    assert time.monotonic() - began < 15
    assert take.exists()


@pytest.mark.parametrize("mode", ["dies", "hangs", "dies-at-stop", "no-memory"])
async def test_at_stop_the_child_is_started_again_once(
    made: Made, take: Path, starts: Path, mode: str
) -> None:
    following = made(mode).follow(take)
    finishing = asyncio.create_task(following.finish())
    with pytest.raises(HotseatError):
        await finishing
    assert count(starts) == 2


async def test_a_child_that_dies_again_and_again_is_not_restarted_for_ever(
    made: Made, take: Path, starts: Path
) -> None:
    following = made("dies").follow(take)
    await until(lambda: count(starts) == 3)
    await asyncio.sleep(0.3)  # nothing happens: there is no condition for it
    assert count(starts) == 3
    assert following.captions().committed == "Um, shipped."


async def test_captions_do_not_go_back_when_a_new_child_begins_again(
    made: Made, take: Path, starts: Path
) -> None:
    following = made("hangs-once").follow(take)
    await until(lambda: following.captions().committed)
    finishing = asyncio.create_task(following.finish())
    seen = set()
    while not finishing.done():
        seen.add(following.captions())
        await asyncio.sleep(0.01)
    assert count(starts) == 2
    assert seen == {Captions("Um, shipped.", "and then")}


async def test_a_new_take_gives_the_older_one_up(made: Made, take: Path, tmp_path: Path) -> None:
    transcriber = made("good")
    older = transcriber.follow(take)
    newer = transcriber.follow(wav.write(tmp_path / "02.wav", b""))
    with pytest.raises(HotseatError, match="stopped"):
        await older.finish()
    assert (await newer.finish()).text == "Um, shipped."


async def test_a_take_that_is_being_finished_is_not_given_up(made: Made, take: Path) -> None:
    transcriber = made("good")
    finishing = asyncio.create_task(transcriber.follow(take).finish())
    await asyncio.sleep(0)
    newer = transcriber.follow(take)
    assert (await finishing).text == (await newer.finish()).text == "Um, shipped."


async def test_finish_may_be_asked_for_twice(made: Made, take: Path) -> None:
    following = made("good").follow(take)
    assert await following.finish() == await following.finish()


async def test_who_stops_waiting_gives_the_take_up(made: Made, take: Path) -> None:
    transcriber = made("hangs")
    waiting = asyncio.create_task(transcriber.follow(take).finish())
    await until(transcriber.ready)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_without_a_model_the_line_says_what_to_do(tmp_path: Path, take: Path) -> None:
    transcriber = WhisperTranscriber(tmp_path / "nothing")
    with pytest.raises(HotseatError, match="no speech model"):
        await transcriber.warm()
    assert not transcriber.ready()
    following = transcriber.follow(take)
    with pytest.raises(HotseatError, match="hotseat transcribe"):
        await following.finish()


async def test_a_child_that_cannot_start_is_one_line(made: Made, take: Path) -> None:
    transcriber = made("dies-loading")
    with pytest.raises(HotseatError, match="does not start: it exited"):
        await transcriber.warm()


async def test_a_missing_file_is_one_line(made: Made, tmp_path: Path) -> None:
    with pytest.raises(HotseatError, match="there is no file"):
        await made("good").transcribe(tmp_path / "none.wav")


async def test_progress_is_told(made: Made, take: Path) -> None:
    told: list[tuple[float, float]] = []
    await made("good").transcribe(take, lambda done, total: told.append((done, total)))
    assert told == [(0.0, 0.0), (1.0, 1.0)]


@pytest.mark.parametrize("mode", ["good", "hangs", "stays", "raves"])
async def test_closing_takes_a_second_at_most_and_leaves_no_child(
    made: Made, take: Path, mode: str
) -> None:
    transcriber = made(mode)
    await transcriber.warm()
    pid = transcriber.pid
    assert pid
    following = transcriber.follow(take)
    waiting = asyncio.create_task(following.finish())
    await until(lambda: following.captions().committed)
    if mode in ("good", "stays"):
        await waiting
    began = time.monotonic()
    await transcriber.close()
    assert time.monotonic() - began < 1.0
    assert not alive(pid)
    if mode in ("hangs", "raves"):
        with pytest.raises(HotseatError):
            await waiting
    assert not transcriber.ready()
    with pytest.raises(HotseatError, match="closed"):
        await transcriber.warm()
    await transcriber.close()


async def test_closing_while_loading(made: Made) -> None:
    transcriber = made("good")
    warming = asyncio.create_task(transcriber.warm())
    await asyncio.sleep(0)
    await transcriber.close()
    with pytest.raises(HotseatError, match="closed"):
        await warming


async def test_closing_what_never_started() -> None:
    await WhisperTranscriber().close()


async def test_what_the_child_prints_goes_to_the_log(
    made: Made, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    transcriber = WhisperTranscriber(
        tmp_path / "some-model",
        command=(sys.executable, "-c", "raise SystemExit('went wrong')"),
        log=tmp_path / "l" / "hotseat.log",
    )
    with pytest.raises(HotseatError, match="does not start"):
        await transcriber.warm()
    log = tmp_path / "l" / "hotseat.log"
    assert "went wrong" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
    assert "went wrong" not in "".join(capfd.readouterr())


async def test_a_child_killed_between_takes_is_replaced(made: Made, take: Path) -> None:
    transcriber = made("good")
    await transcriber.warm()
    assert transcriber.pid
    os.kill(transcriber.pid, signal.SIGKILL)
    await until(lambda: not transcriber.ready())
    assert (await transcriber.follow(take).finish()).text == "Um, shipped."


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_importing_the_client_is_light() -> None:
    code = (
        "import sys, hotseat.asr.client, hotseat.asr.models; "
        "print([m for m in ('numpy', 'faster_whisper', 'ctranslate2', 'av', 'onnxruntime', "
        "'huggingface_hub', 'multiprocessing') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_settled_text_does_not_wait_for_its_final_wording(made: Made, take: Path) -> None:
    following = made("never-words").follow(take)
    transcript = await following.finish()
    assert transcript.text == "Um, shipped."
    waiting = asyncio.create_task(following.reworded())
    await asyncio.sleep(0)
    assert not waiting.done()
    following.cancel()
    with pytest.raises(HotseatError, match="stopped"):
        await waiting


async def test_the_final_wording_comes_after_the_text(made: Made, take: Path) -> None:
    following = made("good").follow(take)
    assert (await following.finish()).text == "Um, shipped."
    transcript = await following.reworded()
    assert transcript.text == "Um, shipped it."
    assert transcript.duration == 1.0


async def test_a_finished_file_is_given_in_its_final_wording(made: Made, take: Path) -> None:
    assert (await made("good").transcribe(take)).text == "Um, shipped it."


async def test_a_child_that_dies_over_the_wording_gets_one_more(
    made: Made, take: Path, starts: Path
) -> None:
    following = made("dies-rewording-once").follow(take)
    assert (await following.finish()).text == "Um, shipped."
    assert (await following.reworded()).text == "Um, shipped it."
    assert count(starts) == 2


@pytest.mark.parametrize("mode", ["dies-rewording", "loses-wording"])
async def test_a_wording_that_never_comes_leaves_the_text(
    made: Made, take: Path, starts: Path, mode: str
) -> None:
    following = made(mode).follow(take)
    text = await following.finish()
    with pytest.raises(HotseatError):
        await following.reworded()
    assert (await following.finish()) == text
    assert count(starts) == 2 if mode == "dies-rewording" else count(starts) >= 1


async def test_a_new_take_does_not_stop_the_wording_of_the_one_before(
    made: Made, take: Path, tmp_path: Path
) -> None:
    transcriber = made("good")
    older = transcriber.follow(take)
    await older.finish()
    newer = transcriber.follow(wav.write(tmp_path / "02.wav", b""))
    assert (await older.reworded()).text == "Um, shipped it."
    assert (await newer.finish()).text == "Um, shipped."
