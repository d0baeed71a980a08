"""What every player owes, the fake and the real one alike."""

from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.ports import Playback
from tests.audio.conftest import Studio
from tests.rig.sounds import write_tone
from tests.rig.wait import until

LENGTH = 1.5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_tone(tmp_path / "01-answer.wav", LENGTH)


@pytest.fixture
def playback(studio: Studio, path: Path) -> Playback:
    return studio.player.open(path)


def test_nothing_sounds_before_it_is_told_to(playback: Playback) -> None:
    assert not playback.playing()
    assert playback.position() == 0.0
    playback.close()


def test_it_plays_to_the_end_and_stands_there(studio: Studio, playback: Playback) -> None:
    playback.play(0.9)
    assert playback.playing()
    studio.listen(playback, LENGTH + 1)
    assert not playback.playing()
    assert playback.position() == pytest.approx(LENGTH, abs=1e-3)
    assert playback.problem() == ""
    playback.close()


def test_it_plays_a_quote_and_stops_at_its_end(studio: Studio, playback: Playback) -> None:
    playback.play(0.4, 0.8)
    studio.listen(playback, LENGTH)
    assert playback.position() == pytest.approx(0.8)
    playback.close()


def test_the_position_never_runs_backwards_or_out_of_the_stretch(
    studio: Studio, playback: Playback
) -> None:
    playback.play(0.2, 1.0)
    seen = [playback.position()]
    while playback.playing():
        studio.listen(playback, seen[-1] + 0.01)
        seen.append(playback.position())
    assert seen == sorted(seen)
    assert seen[0] == pytest.approx(0.2, abs=0.1)
    assert seen[-1] == pytest.approx(1.0)
    assert len(set(seen)) > 5
    playback.close()


def test_a_pause_keeps_the_position_and_play_goes_on_from_it(
    studio: Studio, playback: Playback
) -> None:
    playback.play(0.0)
    studio.listen(playback, 0.4)
    playback.pause()
    assert not playback.playing()
    paused = playback.position()
    assert paused == pytest.approx(0.4, abs=0.3)
    studio.wait(0.3)
    assert playback.position() == paused
    playback.play(paused)
    assert playback.playing()
    studio.listen(playback, LENGTH)
    assert playback.position() == pytest.approx(LENGTH, abs=1e-3)
    playback.close()


@pytest.mark.parametrize("speed", [0.75, 2.0])
def test_at_another_speed_it_comes_to_the_same_end(
    studio: Studio, playback: Playback, speed: float
) -> None:
    playback.play(0.3, 1.1, speed)
    assert playback.playing()
    seen = [playback.position()]
    while playback.playing():
        studio.listen(playback, seen[-1] + 0.01)
        seen.append(playback.position())
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.1)
    assert playback.problem() == ""
    playback.close()


def test_playing_elsewhere_leaves_the_old_place(studio: Studio, playback: Playback) -> None:
    playback.play(0.0)
    studio.listen(playback, 0.2)
    playback.play(1.2)
    assert 1.2 <= playback.position() < 1.4
    assert playback.playing()
    playback.play(0.1, 0.3)
    assert playback.position() < 0.3
    studio.listen(playback, LENGTH)
    assert playback.position() == pytest.approx(0.3)
    playback.close()


@pytest.mark.parametrize(
    ("start", "stop", "stands"),
    [(LENGTH + 5, None, LENGTH), (0.5, 0.5, 0.5), (0.9, 0.2, 0.2), (-3.0, 0.0, 0.0)],
)
def test_an_empty_stretch_makes_no_sound(
    playback: Playback, start: float, stop: float | None, stands: float
) -> None:
    playback.play(start, stop)
    assert not playback.playing()
    assert playback.position() == pytest.approx(stands)
    playback.close()


def test_a_loudspeaker_that_goes_away_ends_the_sound_and_is_told(
    studio: Studio, playback: Playback
) -> None:
    playback.play(0.0)
    studio.listen(playback, 0.3)
    studio.unplug(playback=playback)
    until(lambda: playback.problem() != "", "the loss")
    assert "loudspeaker went away" in playback.problem()
    assert not playback.playing()
    assert 0.0 < playback.position() < LENGTH
    playback.close()


def test_closing_is_harmless_at_any_time(studio: Studio, playback: Playback) -> None:
    playback.close()
    playback.play(0.0)
    playback.close()
    playback.close()
    assert not playback.playing()


@pytest.mark.parametrize("content", [None, b"", b"no sound at all"])
def test_a_file_that_cannot_be_played_is_named(
    studio: Studio, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "broken.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(HotseatError, match=r"broken\.wav") as told:
        studio.player.open(path)
    assert "\n" not in str(told.value)
