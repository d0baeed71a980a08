"""A spoken answer goes in; ticks with their quotes, a probe that quotes, and a session come out."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.mic import Mic
from tests.rig.terminal import Terminal

pytestmark = [pytest.mark.sound, pytest.mark.model, pytest.mark.terminal]

ANSWER = (
    "I ran the checkout team, four engineers, and we had promised a new payment page by the third "
    "of April. I figured that the tax service would be ready two weeks before us. What broke was "
    "the hand over. The tax service had no rates for Canada, and nobody had checked that until "
    "nine days before launch. I had never asked for a sample response. That was my call, "
    "and it was a mistake. On the same day I cut Canada from the launch and moved "
    "one engineer over to the tax team. In the end we shipped nineteen days late. And since then "
    "we are a lot more careful with other teams."
)
REPLY = (
    "Since then every outside dependency has a named owner, and a contract test that runs every "
    "night. No date goes on the roadmap before that test is green."
)
# Where the list is short of room a quote ends with the line, without its closing mark.
QUOTED = re.compile("“([^”…]{8,})[”…]")


def hotseat(*arguments: str, workspace: Path) -> str:
    """Run a command of the program and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "hotseat", "--workspace", str(workspace), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def say(mic: Mic, screen: Terminal, speech: Path) -> None:
    """Record one answer: start, speak, wait for the last word to arrive, stop."""
    screen.press("F5")
    screen.wait_for("RECORDING")
    mic.play(speech)
    time.sleep(1.0)  # the rig's last word arrives within a second; nothing on screen tells when
    screen.press("F5")


def probe_that_quotes(screen: Terminal) -> str:
    """Skip probes about what was not heard until one quotes the answer; return its quote."""
    for number in (1, 2, 3):
        asked = plain(screen.wait_for(f"Probe {number} of 3"))
        if found := QUOTED.search(asked.partition("Why:")[0]):
            return found[1]
        screen.press("F10")
    raise AssertionError("none of three probes quotes the answer")


def plain(screen: str) -> str:
    """Return a screen as one line of words, without frames and line ends."""
    return " ".join(re.sub(r"[│┃╭╮╰╯─━▌▐█]", " ", screen).split())


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace."""
    for name in ("question_banks", "sessions"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_a_spoken_answer_is_ticked_probed_saved_replayed_and_exported(
    mic: Mic,
    terminal: Callable[..., Terminal],
    speak: Callable[[str], Path],
    workspace: Path,
) -> None:
    command = [sys.executable, "-m", "hotseat", "--workspace", str(workspace)]
    command += ["practice", "--type", "missed_deadline", "--format", "drill", "--mode", "study"]
    screen = terminal(command, 120, 40, env=mic.environment())
    screen.wait_for("PREPARING")
    say(mic, screen, speak(ANSWER))

    # The debrief: ticks with the words that earned them, and what stayed vague.
    debrief = plain(screen.wait_for("1 Structure", 90))
    assert "What changed for good" in debrief
    assert "vague What changed for good" in debrief
    quotes = [quote.rstrip() for quote in QUOTED.findall(debrief)]
    assert quotes
    session = json.loads(next(workspace.glob("sessions/*/session.json")).read_text())
    heard = session["takes"][0]["transcript"]["text"]
    assert "payment page" in heard
    for quote in quotes:
        assert plain(quote) in plain(heard), f"{quote!r} was never said"

    # The probe quotes the answer, and the reply is judged.
    screen.press("Enter")
    quoted = probe_that_quotes(screen)
    assert quoted in heard
    screen.wait_for("PREPARING")
    say(mic, screen, speak(REPLY))
    screen.wait_for("next probe", 90)
    assert re.search(r"(filled|held|dodged): ", screen.screen())
    screen.press("F9")
    screen.wait_for("1 Structure", 60)
    screen.press("C-q")
    assert screen.wait_for_exit() == 0

    saved = json.loads(next(workspace.glob("sessions/*/session.json")).read_text())
    probe = saved["takes"][1]["probe"]
    assert len(probe["text"].split()) <= 25
    assert probe["anchor"] in heard
    assert "contract test" in saved["takes"][1]["transcript"]["text"]
    assert saved["takes"][1]["verdict"]
    for take in saved["takes"]:
        assert (workspace / "sessions" / saved["name"] / take["audio"]).stat().st_size > 16000

    name = saved["name"]
    assert "payment page" in hotseat("replay", name, "--plain", workspace=workspace)
    notes = hotseat("export", name, "--to", "md", workspace=workspace)
    assert "Where it broke" in notes
    assert probe["text"] in notes.replace("\\", "")
