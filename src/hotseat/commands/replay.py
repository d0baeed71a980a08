"""`hotseat replay`: follow a saved session, on screen or as plain text."""

import argparse

EXAMPLE = """SESSION is a session's name, the beginning of one, or a path to its folder; with #N
take N. --plain prints every sentence with its time, and what was heard in it.

example:
  hotseat replay 2026-11-20T183000-example-the-checkout-launch
  hotseat replay SESSION#2
  hotseat replay SESSION --plain | less"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("session", metavar="SESSION", help="SESSION or SESSION#TAKE")
    parser.add_argument("--plain", action="store_true", help="print it, for a pipe")


def run(options: argparse.Namespace) -> int:
    """Print the session, or open the app on it."""
    from hotseat.commands.common import say, store_of, take_named, workspace_of

    session, take = take_named(store_of(options), options.session)
    number = take.number if take else 0
    if options.plain:
        from hotseat.commands.replay_plain import replayed

        say(*replayed(session, number))
        return 0
    from hotseat.commands.app import open_app
    from hotseat.config import load

    return open_app(workspace_of(options), load(), replay=session, take=number)
