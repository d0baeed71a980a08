"""Parse the command line, wire the adapters, launch."""

import argparse
import sys

from hotseat import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run Hotseat; returns the exit status 0, 1 (it could not be done) or 2 (wrong usage)."""
    parser = argparse.ArgumentParser(prog="hotseat")
    parser.add_argument("--version", action="version", version=f"hotseat {__version__}")
    parser.parse_args(arguments)
    print("hotseat: nothing to run yet", file=sys.stderr)
    return 1
