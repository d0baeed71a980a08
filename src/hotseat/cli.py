"""Parse the command line and run the command; what a command needs is imported then."""

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import NoReturn

from hotseat import __version__
from hotseat.domain.errors import HotseatError, UsageError

COMMANDS: dict[str, str] = {
    "practice": "start a session right away",
    "replay": "follow a saved session word by word",
    "export": "write a session as notes, text or captions",
}
"""Commands and what they do; each is a module of hotseat.commands with `add` and `run`."""

EPILOG = "Without a command the app opens. Each command has its own --help with an example."


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, and where help is."""

    def error(self, message: str) -> NoReturn:
        """Leave with status 2."""
        print(f"{self.prog}: {message}; see `{self.prog} --help`", file=sys.stderr)
        raise SystemExit(2)


def main(arguments: list[str] | None = None) -> int:
    """Run Hotseat; returns the exit status 0, 1 (it could not be done) or 2 (wrong usage)."""
    try:
        return _run(_parse(sys.argv[1:] if arguments is None else arguments))
    except UsageError as error:
        print(f"hotseat: {error}", file=sys.stderr)
        return 2
    except HotseatError as error:
        print(f"hotseat: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe left: nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="hotseat",
        description="Timed mock interviews for the execution round, in the terminal.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"hotseat {__version__}")
    parser.add_argument(
        "--workspace",
        metavar="DIR",
        type=Path,
        help="the folder with question_banks/ and sessions/",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    wanted = next((word for word in arguments if word in COMMANDS), "")
    for name, summary in COMMANDS.items():
        # Only the wanted command is imported: the others would make every start slower.
        child = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        if name == wanted:
            importlib.import_module(f"hotseat.commands.{name}").add(child)
            child.formatter_class = argparse.RawDescriptionHelpFormatter
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> int:
    if options.command is None:
        from hotseat.commands.app import open_app, workspace_of
        from hotseat.config import load

        return open_app(workspace_of(options), load())
    command = importlib.import_module(f"hotseat.commands.{options.command}")
    status: int = command.run(options)
    return status
