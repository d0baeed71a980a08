"""What can go wrong in mid-take, with the real microphone path, model, store and screen."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.mic import Mic
from tests.rig.terminal import Terminal
from tests.terminal.raw import RawTerminal

pytestmark = [pytest.mark.sound, pytest.mark.model, pytest.mark.terminal]

ANSWER = (
    "We had promised a new payment page by the third of April. What broke was the hand over, "
    "because nobody had checked the rates for Canada until nine days before launch. "
    "That was my mistake, and we shipped nineteen days late."
)
PRACTISE = ["practice", "--type", "missed_deadline", "--format", "drill", "--mode", "study"]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace."""
    for name in ("question_banks", "sessions"):
        (tmp_path / name).mkdir()
    return tmp_path


def command(workspace: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "hotseat", "--workspace", str(workspace), *arguments]


def seconds_on_disk(screen: str) -> float:
    found = re.search(r"(\d+):(\d\d) on disk", screen)
    return int(found[1]) * 60 + int(found[2]) if found else 0.0


def saved(workspace: Path) -> dict[str, object]:
    session: dict[str, object] = json.loads(
        next(workspace.glob("sessions/*/session.json")).read_text(encoding="utf-8")
    )
    return session


def test_a_take_that_was_killed_is_offered_at_the_next_start_and_transcribed(
    mic: Mic, terminal: Callable[..., Terminal], speak: Callable[[str], Path], workspace: Path
) -> None:
    first = terminal(command(workspace, *PRACTISE), 80, 24, env=mic.environment())
    first.wait_for("PREPARING")
    first.press("F5")
    first.wait_for("RECORDING")
    mic.play(speak(ANSWER))
    first.kill()

    again = terminal(command(workspace), 80, 24, env=mic.environment())
    again.wait_for("interrupted, go on")
    again.press("Down", "Down", "Down", "Enter")
    again.wait_for("1 Structure", 90)
    take = saved(workspace)["takes"][0]  # type: ignore[index]
    assert "payment page" in take["transcript"]["text"]
    again.press("C-q")


def test_a_microphone_that_is_unplugged_costs_nothing_that_was_said(
    mic: Mic, terminal: Callable[..., Terminal], speak: Callable[[str], Path], workspace: Path
) -> None:
    screen = terminal(command(workspace, *PRACTISE), 80, 24, env=mic.environment())
    screen.wait_for("PREPARING")
    screen.press("F5")
    screen.wait_for("RECORDING")
    mic.play(speak(ANSWER))
    mic("unplug")
    debrief = screen.wait_for("1 Structure", 90)
    take = saved(workspace)["takes"][0]  # type: ignore[index]
    assert "payment page" in take["transcript"]["text"]
    assert "microphone" in take["problem"].lower()
    assert "microphone" in debrief.lower()
    assert "ALSA" not in debrief


def test_without_colour_nothing_is_coloured_and_all_is_said(mic: Mic, workspace: Path) -> None:
    environment = {"NO_COLOR": "1", "HOTSEAT_WORKSPACE": str(workspace)}
    with RawTerminal([], environment) as screen:
        screen.wait_for("Missed deadline")
        screen.settle()
        output = screen.output.decode(errors="replace")
    colours = re.findall(r"\x1b\[[0-9;]*?(?:38|48);2;(\d+);(\d+);(\d+)", output)
    assert all(red == green == blue for red, green, blue in colours)
    assert "not told yet" in output
