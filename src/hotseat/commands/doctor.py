"""`hotseat doctor`: is everything there, and what to do if not."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import count
from hotseat.files import reason
from hotseat.paths import SESSIONS, log_file, settings_file, workspace

EXAMPLE = """example:
  hotseat doctor"""

OLDEST_PYTHON = (3, 11)
# What the screens are laid out for.
COLUMNS, ROWS = 80, 24
# An hour of speech is 115 MB.
FREE_MB = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and what was seen or what to do."""

    what: str
    ok: bool
    told: str


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("--json", action="store_true", help="for a program")


def run(options: argparse.Namespace) -> int:
    """Look at everything; status 1 where something is to be done."""
    from hotseat.audio.quiet import keep_native_output_off_the_screen
    from hotseat.commands.common import say, say_json

    folder = workspace(options.workspace)
    with keep_native_output_off_the_screen(log_file()):  # ALSA tells its worries there
        found = [finding for look in _looks(folder) for finding in look()]
    if options.json:
        say_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            say(f"{'ok ' if finding.ok else 'fix'}  {finding.what}: {finding.told}")
        wrong = sum(not finding.ok for finding in found)
        say("", f"{count(wrong, 'thing')} to fix." if wrong else "All is well.")
    return 0 if all(finding.ok for finding in found) else 1


def _looks(folder: Path) -> list[Callable[[], Iterator[Finding]]]:
    return [
        _python,
        _terminal,
        _settings,
        lambda: _workspace(folder),
        lambda: _sessions(folder),
        lambda: _banks(folder),
        _microphone,
        _model,
        _coach,
    ]


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= OLDEST_PYTHON
    yield Finding("Python", ok, version if ok else f"{version} is too old: 3.11 or newer is needed")


def _terminal() -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield Finding("Terminal", True, "none here (the output goes to a file or pipe)")
        return
    size = shutil.get_terminal_size()
    told = f"{os.environ.get('TERM', 'unknown')}, {size.columns} x {size.lines}"
    if os.environ.get("TERM", "dumb") == "dumb":
        yield Finding("Terminal", False, "TERM is dumb: use a terminal that can draw")
    elif size.columns < COLUMNS or size.lines < ROWS:
        yield Finding("Terminal", False, f"{told} is small: make it {COLUMNS} x {ROWS} or more")
    elif "utf" not in (sys.stdout.encoding or "").lower():
        yield Finding("Terminal", False, f"{told}, not UTF-8: set LANG to C.UTF-8")
    else:
        yield Finding("Terminal", True, told)


def _settings() -> Iterator[Finding]:
    from hotseat.config import load

    try:
        load()
    except HotseatError as error:
        yield Finding("Settings", False, str(error))
    else:
        yield Finding("Settings", True, str(settings_file()))


def _workspace(folder: Path) -> Iterator[Finding]:
    existing = next(each for each in (folder / SESSIONS, folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            free = shutil.disk_usage(existing).free // 1_000_000
    except OSError as error:
        told = f"{existing} cannot be written ({reason(error)}): choose another --workspace"
        yield Finding("Workspace", False, told)
        return
    ok = free >= FREE_MB
    told = f"{folder}, {free:,} MB free"
    yield Finding("Workspace", ok, told if ok else f"{told}: an hour of speech takes 115 MB")


def _sessions(folder: Path) -> Iterator[Finding]:
    from hotseat.store.sessions import FolderStore

    store = FolderStore(folder)
    try:
        summaries = store.summaries()
        interrupted = store.interrupted(summaries)
    except HotseatError as error:
        yield Finding("Sessions", False, str(error))
        return
    bad = [summary for summary in summaries if summary.problem]
    for summary in bad:
        yield Finding("Sessions", False, f"{summary.name}: {summary.problem}")
    told = count(len(summaries) - len(bad), "session")
    if interrupted:
        told += f", {len(interrupted)} interrupted: the app takes them up when it starts"
    yield Finding("Sessions", True, told)


def _banks(folder: Path) -> Iterator[Finding]:
    from hotseat.store.banks import bank_folders, load_banks

    banks, problems = load_banks(bank_folders(folder))
    for problem in problems:
        yield Finding("Question banks", False, str(problem))
    questions = sum(len(bank.questions) for bank in banks)
    if not questions:
        yield Finding("Question banks", False, "none was found: install Hotseat again")
    elif not problems:
        told = f"{count(len(banks), 'bank')}, {count(questions, 'question')}"
        yield Finding("Question banks", True, told)


def _microphone() -> Iterator[Finding]:
    from hotseat.audio.capture import PortAudioRecorder

    try:
        devices = PortAudioRecorder().devices()
    except HotseatError as error:
        yield Finding("Microphone", False, str(error))
        return
    names = ", ".join(d.label + (" (default)" if d.default else "") for d in devices)
    none = "none was found: plug one in or switch it on; answers can also be typed"
    yield Finding("Microphone", bool(devices), names or none)


def _model() -> Iterator[Finding]:
    from hotseat.asr.download import leftovers
    from hotseat.asr.models import find_model
    from hotseat.config import Config, load

    try:
        config = load()
    except HotseatError:  # told under Settings
        config = Config()
    lanes = {"Speech model": config.model, "Model for the wording": config.final_model}
    for what, chosen in lanes.items():
        if what != "Speech model" and not chosen:
            continue
        try:
            model = find_model(chosen, config.language)
        except HotseatError as error:
            yield Finding(what, False, f"{error}; answers can also be typed")
        else:
            yield Finding(what, True, f"{model.name} ({model.languages}) in {model.path}")
    for name, size in leftovers():
        told = f"{name} is here in part ({size / 1e6:,.0f} MB): `hotseat models download` goes on"
        yield Finding("Download", True, told)


def _coach() -> Iterator[Finding]:
    from hotseat.coach.hearing import ears
    from hotseat.domain.text import clean_line

    trouble = clean_line(ears().trouble)
    if trouble:
        told = f"its encoder does not load, so it hears less: install Hotseat again ({trouble})"
        yield Finding("Coach", False, told)
    else:
        yield Finding("Coach", True, "hears with its encoder and n-grams")
