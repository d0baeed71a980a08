"""What every transcriber does, scripted or real."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.domain.transcript import word_spans
from hotseat.ports import Transcriber
from tests.asr import wav
from tests.asr.conftest import AUDIO, pcm_of
from tests.fakes.asr import FakeTranscriber


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.model)])
def subject(request: pytest.FixtureRequest) -> Transcriber:
    if request.param == "fake":
        return FakeTranscriber(["Montreal forced, um, aligner."])
    made: Transcriber = request.getfixturevalue("transcriber")
    return made


@pytest.fixture
def take(tmp_path: Path) -> Callable[[str], Path]:
    pcm = pcm_of(AUDIO / "um.flac")
    return lambda name: wav.write(tmp_path / name, pcm)


async def test_it_is_ready_once_it_is_warm(subject: Transcriber) -> None:
    assert not subject.ready()
    await subject.warm()
    assert subject.ready()
    await subject.warm()
    assert subject.ready()


async def test_a_take_has_words_with_times(
    subject: Transcriber, take: Callable[[str], Path]
) -> None:
    transcript = await subject.follow(take("a.wav")).finish()
    assert "um" in transcript.text.lower()
    assert transcript.timed
    assert transcript.model
    assert transcript.text == " ".join(word.text for word in transcript.words)
    assert all(end > begin for begin, end in word_spans(transcript))
    for word in transcript.words:
        assert 0 <= word.start <= word.end <= transcript.duration
        assert 0 <= word.probability <= 1
    assert all(one.start <= two.start for one, two in pairwise(transcript.words))


async def test_takes_follow_one_another(subject: Transcriber, take: Callable[[str], Path]) -> None:
    first = await subject.follow(take("a.wav")).finish()
    second = await subject.follow(take("b.wav")).finish()
    assert first.text == second.text


async def test_a_file_is_transcribed(subject: Transcriber, take: Callable[[str], Path]) -> None:
    assert "um" in (await subject.transcribe(take("a.wav"))).text.lower()


async def test_a_new_take_gives_an_unfinished_one_up(
    subject: Transcriber, take: Callable[[str], Path]
) -> None:
    older = subject.follow(take("a.wav"))
    newer = subject.follow(take("b.wav"))
    with pytest.raises(HotseatError, match="hotseat transcribe"):
        await older.finish()
    assert (await newer.finish()).text


async def test_cancelling_is_quiet_and_may_be_repeated(
    subject: Transcriber, take: Callable[[str], Path]
) -> None:
    await subject.warm()
    following = subject.follow(take("a.wav"))
    following.cancel()
    following.cancel()
    with pytest.raises(HotseatError):
        await following.finish()
    assert (await subject.follow(take("b.wav")).finish()).text


async def test_after_closing_nothing_goes_on(
    subject: Transcriber, take: Callable[[str], Path]
) -> None:
    await subject.warm()
    following = subject.follow(take("a.wav"))
    await subject.close()
    await subject.close()
    assert not subject.ready()
    with pytest.raises(HotseatError):
        await following.finish()
    with pytest.raises(HotseatError):
        await subject.warm()
