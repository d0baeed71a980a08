"""`hotseat replay`: follow a saved session, on screen or as plain text."""

import argparse

EXAMPLE = """SESSION is a session's name, or a path to its folder.

example:
  hotseat replay 2026-11-20T18-30-00-example-the-checkout-launch
  hotseat replay SESSION --plain | less"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("session", metavar="SESSION")
    parser.add_argument("--plain", action="store_true", help="print it, for a pipe")


def run(options: argparse.Namespace) -> int:
    """Print the session, or open the app on it."""
    from hotseat.commands.app import open_app, workspace_of
    from hotseat.config import load
    from hotseat.exporters import export
    from hotseat.store.sessions import FolderStore

    folder = workspace_of(options)
    session = FolderStore(folder).load(options.session)
    if options.plain:
        print(export(session, "txt"), end="")
        return 0
    return open_app(folder, load(), replay=session)
