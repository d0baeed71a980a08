"""What every recorder owes, the fake and the real one alike."""

from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.ports import CaptureEnd, InputLevel
from hotseat.wav import probe
from tests.audio.conftest import Studio
from tests.rig.sounds import samples_of
from tests.rig.wait import until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "01-answer.wav"


def test_a_take_is_on_disk_while_it_grows_and_whole_at_the_end(studio: Studio, path: Path) -> None:
    recording = studio.recorder.open(path)
    assert recording.path == path
    studio.record(recording, 0.5)
    growing = recording.seconds()
    assert growing >= 0.5
    assert probe(path).seconds >= growing
    assert recording.failure() is None
    result = recording.stop()
    assert (result.end, result.message) == (CaptureEnd.STOPPED, "")
    assert result.seconds >= growing
    assert probe(path).intact
    assert probe(path).seconds == pytest.approx(result.seconds, abs=1e-6)
    assert len(samples_of(path)) == round(result.seconds * 16000)


def test_what_is_said_is_in_the_file_and_moves_the_level(studio: Studio, path: Path) -> None:
    studio.say()
    recording = studio.recorder.open(path)
    levels: list[InputLevel] = []

    def heard() -> bool:
        studio.record(recording, 0.05)
        levels.append(recording.level())
        return levels[-1].peak > -20

    until(heard, "a level")
    studio.record(recording, 0.3)
    recording.stop()
    assert max(samples_of(path)) == pytest.approx(16384, rel=0.02)
    assert all(-120 <= level.rms <= level.peak <= 0 for level in levels)


def test_stopping_again_gives_the_same_result(studio: Studio, path: Path) -> None:
    recording = studio.recorder.open(path)
    studio.record(recording, 0.2)
    assert recording.stop() == recording.stop()
    assert recording.seconds() == recording.stop().seconds


def test_a_pause_is_not_in_the_file(studio: Studio, path: Path) -> None:
    recording = studio.recorder.open(path)
    studio.record(recording, 0.3)
    recording.pause()
    studio.wait(0.5)  # the last words come in
    paused = recording.seconds()
    studio.wait(0.6)
    assert recording.seconds() == paused
    assert recording.failure() is None
    recording.resume()
    studio.record(recording, 0.3)
    assert 0.29 <= recording.stop().seconds - paused < 1.1


def test_stopping_in_a_pause_keeps_what_was_said_before(studio: Studio, path: Path) -> None:
    recording = studio.recorder.open(path)
    studio.record(recording, 0.3)
    recording.pause()
    studio.wait(0.5)
    paused = recording.seconds()
    result = recording.stop()
    assert (result.end, result.seconds) == (CaptureEnd.STOPPED, paused)
    assert probe(path).seconds == pytest.approx(paused)


def test_a_level_check_keeps_nothing(studio: Studio, tmp_path: Path) -> None:
    recording = studio.recorder.open(None)
    assert recording.path is None
    studio.record(recording, 0.2)
    assert recording.stop().end is CaptureEnd.STOPPED
    assert list(tmp_path.iterdir()) == []


def test_a_microphone_that_goes_away_ends_the_take_and_says_where_it_is(
    studio: Studio, path: Path
) -> None:
    recording = studio.recorder.open(path)
    studio.record(recording, 0.5)
    studio.unplug(recording)
    until(recording.failure, "the loss")
    failure = recording.failure()
    assert failure is not None
    assert failure.end is CaptureEnd.LOST
    assert failure.seconds >= 0.5
    assert path.name in failure.message
    assert f"{failure.seconds:.1f} s" in failure.message
    assert "\n" not in failure.message
    assert recording.stop() == failure
    assert recording.failure() == failure
    assert probe(path).seconds == pytest.approx(failure.seconds)
    until(lambda: recording.level() == InputLevel(), "silence on the meter")


def test_a_microphone_that_is_not_there_is_refused_and_leaves_no_file(
    studio: Studio, path: Path
) -> None:
    with pytest.raises(HotseatError, match=r'"Studio 9" is not there: .*choose another'):
        studio.recorder.open(path, "Studio 9")
    assert not path.exists()


def test_a_take_is_never_written_over_another(studio: Studio, path: Path) -> None:
    path.write_text("an earlier take")
    with pytest.raises(HotseatError, match=path.name):
        studio.recorder.open(path)
    assert path.read_text() == "an earlier take"


def test_a_folder_that_is_not_there_is_named(studio: Studio, tmp_path: Path) -> None:
    with pytest.raises(HotseatError, match="No such file or directory"):
        studio.recorder.open(tmp_path / "gone" / "01.wav")


def test_every_listed_microphone_opens_by_its_name(studio: Studio, tmp_path: Path) -> None:
    devices = studio.recorder.devices()
    assert [device.default for device in devices].count(True) == 1
    assert len({device.name for device in devices}) == len(devices)
    for number, device in enumerate(devices):
        assert device.label
        recording = studio.recorder.open(tmp_path / f"{number}.wav", device.name)
        studio.record(recording, 0.1)
        assert recording.stop().end is CaptureEnd.STOPPED


def test_several_takes_follow_one_another(studio: Studio, tmp_path: Path) -> None:
    for number in range(3):
        recording = studio.recorder.open(tmp_path / f"{number}.wav")
        studio.record(recording, 0.1)
        assert recording.stop().seconds >= 0.1
