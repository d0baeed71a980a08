"""`hotseat replay`: follow a saved session, on screen or as plain text."""

import argparse

EXAMPLE = """SESSION is a session's name, the beginning of one, or a path to its folder.

example:
  hotseat replay 2026-11-20T183000-example-the-checkout-launch
  hotseat replay SESSION --plain | less"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("session", metavar="SESSION")
    parser.add_argument("--plain", action="store_true", help="print it, for a pipe")


def run(options: argparse.Namespace) -> int:
    """Print the session, or open the app on it."""
    from hotseat.commands.common import session_name, store_of, workspace_of

    store = store_of(options)
    session = store.load(session_name(store, options.session))
    if options.plain:
        from hotseat.exporters import export
        from hotseat.exporters.selection import Selection

        print(export(Selection((session,)), "txt"), end="")
        return 0
    from hotseat.commands.app import open_app
    from hotseat.config import load

    return open_app(workspace_of(options), load(), replay=session)
