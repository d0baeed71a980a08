"""The tests' own tools do what the tests lean on."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hotseat import config, paths
from tests.rig import fixtures
from tests.rig.ansi2svg import svg
from tests.rig.mic import Mic
from tests.rig.sounds import samples_of, sounding, write_tone
from tests.rig.terminal import Terminal


def test_nothing_of_the_developers_own_is_in_sight(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sealed = tmp_path_factory.getbasetemp()
    for place in (paths.workspace(), paths.settings_file(), paths.data_folder(), paths.log_file()):
        assert place.is_relative_to(sealed)
    assert config.load() == config.Config()
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert "NO_COLOR" not in os.environ


def test_a_missing_tool_skips_here_and_fails_where_it_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="not installed: pulseaudio"):
        fixtures.skip_unless_ci("not installed: pulseaudio")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="pulseaudio, and CI is set"):
        fixtures.skip_unless_ci("not installed: pulseaudio")


@pytest.mark.sound
def test_the_only_microphone_is_the_virtual_one(mic: Mic) -> None:
    import sounddevice as sd

    assert {d["name"] for d in sd.query_devices()} == {"Virtual Microphone", "default"}


@pytest.mark.sound
def test_two_microphones_run_side_by_side(mic: Mic) -> None:
    other = Mic()
    other("start")
    assert other.environment()["PULSE_SERVER"] != mic.environment()["PULSE_SERVER"]
    other.close()
    assert not other.folder.exists()
    mic("status")


def test_a_terminal_shows_types_resizes_and_ends(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    code = "import os\nwhile (t := input('> ')) != 'end': print(t.upper(), os.get_terminal_size())"
    shown = terminal([sys.executable, "-c", code], 60, 10)
    shown.wait_for(">")
    shown.type("hello [x]; there")
    shown.press("Enter")
    assert "columns=60, lines=10" in shown.wait_for("HELLO [X]; THERE")
    shown.resize(40, 12)
    shown.type("again")
    shown.press("Enter")
    shown.wait_for("columns=40")
    picture = tmp_path / "screen.svg"
    shown.picture(picture)
    assert "HELLO" in picture.read_text()
    assert shown.exit_status() is None
    shown.type("end")
    shown.press("Enter")
    assert shown.wait_for_exit() == 0


def test_a_picture_keeps_colours_and_spaces() -> None:
    made = svg("\x1b[38;2;255;0;0m  red\x1b[0m plain", 20)
    assert "#ff0000" in made
    assert "plain" in made


def test_a_tone_is_found_again(tmp_path: Path) -> None:
    path = write_tone(tmp_path / "tone.wav", 0.5)
    first, last = sounding(samples_of(path))
    assert (last - first) / 16000 == pytest.approx(0.5, abs=0.01)
