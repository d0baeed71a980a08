"""Parse the command line and run the command; what a command needs is imported then."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

from hotseat import __version__
from hotseat.domain.errors import HotseatError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS: dict[str, str] = {
    "practice": "start a session right away",
    "analyze": "judge an answer: checklist, flags, delivery, probes, risk",
    "transcribe": "turn a recording into text or captions",
    "sessions": "list, search, show, change, delete or recover sessions",
    "replay": "follow a saved session word by word",
    "compare": "set two takes of a question or story beside each other",
    "export": "write a session as notes, text or captions",
    "bank": "list, show, draw from, check or import question banks",
    "story": "list the stories that the sessions tell",
    "models": "list, download, check and choose speech models",
    "doctor": "check that everything is there, and say what to do if not",
}
"""Commands and what they do; each is a module of hotseat.commands with `add` and `run`."""

EPILOG = """Without a command the app opens. Each command has its own --help with an example.

example:
  hotseat practice --type missed_deadline --typed"""


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, and where help is."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(f"{message}; see `{self.prog} --help`")


def main(arguments: list[str] | None = None) -> int:
    """Run Hotseat; returns the exit status 0, 1 (it could not be done) or 2 (wrong usage)."""
    _forgive_poor_encodings()
    try:
        status = _run(_parse(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()  # here, where a reader that left can still be told from an error
    except UsageError as error:
        return _told(error, 2)
    except HotseatError as error:
        return _told(error, 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe left: nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - nobody should have to read a traceback
        return _told(_unexpected(error), 1)
    return status


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    if not arguments:  # the app itself, which need not wait for a parser of twelve commands
        return argparse.Namespace(command=None, workspace=None)
    parser = Parser(
        prog="hotseat",
        description="Timed mock interviews for the execution round, in the terminal.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hotseat {__version__}")
    _add_workspace(parser, None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    wanted = _wanted(arguments)
    for name, summary in COMMANDS.items():
        # Only the wanted command is imported: the others would make every start slower.
        child = commands.add_parser(
            name,
            help=summary,
            description=f"{summary.capitalize()}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if name == wanted:
            _add_workspace(child, argparse.SUPPRESS)
            importlib.import_module(f"hotseat.commands.{name}").add(child)
    return parser.parse_args(arguments)


def _add_workspace(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--workspace",
        metavar="DIR",
        type=_folder,
        default=default,
        help="the folder with question_banks/ and sessions/",
    )


def _folder(text: str) -> "Path":
    from pathlib import Path  # late: help and version name no folder

    return Path(text)


def _wanted(arguments: Sequence[str]) -> str:
    """Return the command among the arguments: the first word that belongs to no option."""
    words = iter(arguments)
    for word in words:
        if word == "--workspace":
            next(words, "")
        elif not word.startswith("-"):
            return word
    return ""


def _run(options: argparse.Namespace) -> int:
    if options.command is None:
        # Nothing that a start makes is garbage; the app turns collecting on once home is drawn.
        gc.disable()
        from hotseat.commands.app import open_app
        from hotseat.commands.common import workspace_of
        from hotseat.config import load

        return open_app(workspace_of(options), load())
    command = importlib.import_module(f"hotseat.commands.{options.command}")
    status: int = command.run(options)
    return status


def _told(error: HotseatError, status: int) -> int:
    from hotseat.domain.text import clean_line

    print(f"hotseat: {clean_line(str(error))}", file=sys.stderr)
    return status


def _unexpected(error: Exception) -> HotseatError:
    """Keep the traceback of a mistake of ours in the log, and say where it is."""
    import traceback

    from hotseat.files import reason
    from hotseat.paths import log_file

    if isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        return HotseatError(f"{named}{reason(error)}")
    log = log_file()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return HotseatError(f"unexpected {type(error).__name__}: {error}; please report it")
    return HotseatError(f"unexpected {type(error).__name__}: {error}; please report it with {log}")


def _forgive_poor_encodings() -> None:
    """Let a terminal or pipe that lacks a letter show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
