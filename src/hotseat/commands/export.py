"""`hotseat export`: a session, a take or a story as a document."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.commands.common import session_name, store_of
from hotseat.commands.exporting import documents, export_to
from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.exporting import EXPORT_FORMS, ExportOrder
from hotseat.domain.text import clean_line

if TYPE_CHECKING:
    from hotseat.store.sessions import FolderStore

EXAMPLE = """SESSION is a session's name, the beginning of one, or a path to its folder;
SESSION#2 is its take 2. Captions into a folder (-o DIR) are one file a take.

example:
  hotseat export SESSION --to html --audio -o debrief.html
  hotseat export SESSION#2 --to srt > captions.srt
  hotseat export --story missed-deadline --to md --vault ~/Notes
  hotseat export SESSION --to html --redact "Anna Smith" Acme --redact-figures -o shared.html"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("session", metavar="SESSION", nargs="?", help="a session, or SESSION#TAKE")
    parser.add_argument("--story", metavar="ID", default="", help="all sessions of a story")
    parser.add_argument("--to", choices=list(EXPORT_FORMS), default="md", help="default: md")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="a file or folder; default: output"
    )
    parser.add_argument(
        "--vault", metavar="DIR", type=Path, help="keep a note up to date in a vault (md)"
    )
    parser.add_argument("--audio", action="store_true", help="put the sound in (html, json)")
    parser.add_argument(
        "--redact", metavar="NAME", nargs="+", action="extend", default=[], help="replace names"
    )
    parser.add_argument("--redact-figures", action="store_true", help="replace numbers too")
    parser.add_argument(
        "--schema", action="store_true", help="print the JSON Schema of --to json, and stop"
    )


def run(options: argparse.Namespace) -> int:
    """Write the document."""
    if options.schema:
        from hotseat.store.schema import bundle_schema

        sys.stdout.write(bundle_schema())
        return 0
    store = store_of(options)
    if bool(options.session) == bool(options.story):
        raise UsageError("name a session or, with --story ID, a story")
    name, take = _named(store, options.session or "")
    session = store.load(name) if name else None
    order = ExportOrder(
        form=options.to,
        take=take,
        story=options.story,
        output=options.output,
        vault=options.vault,
        names=tuple(options.redact),
        figures=options.redact_figures,
        audio=options.audio,
    )
    if order.output is None and order.vault is None:
        for document in documents(store, session, order):
            sys.stdout.write(document.text)
            _remark(*document.remarks)
        return 0
    exported = export_to(store, session, order)
    print("\n".join(str(file) for file in exported.files))
    _remark(*exported.remarks)
    return 0


def _named(store: "FolderStore", given: str) -> tuple[str, int]:
    """Return a session's name and, after #, the number of a take (0: none)."""
    if not given:
        return "", 0
    try:
        store.folder(given)
    except HotseatError:
        name, mark, number = given.rpartition("#")
        if mark and number.isascii() and number.isdecimal() and int(number[:9]):
            return session_name(store, name), int(number[:9])
    return session_name(store, given), 0


def _remark(*remarks: str) -> None:
    for remark in remarks:
        print(f"hotseat: {clean_line(remark)}", file=sys.stderr)
