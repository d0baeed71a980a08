"""`hotseat export`: a session as a document."""

import argparse
import sys
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session
from hotseat.exporters import FORMATS, export
from hotseat.files import reason, replace_file

EXAMPLE = """SESSION is a session's name, the beginning of one, or a path to its folder.

example:
  hotseat export SESSION --to md -o notes.md
  hotseat export SESSION --to srt > captions.srt"""

JSON = "json"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("session", metavar="SESSION")
    parser.add_argument("--to", choices=[*FORMATS, JSON], default="md", help="default: md")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="default: standard output"
    )


def run(options: argparse.Namespace) -> int:
    """Write the document."""
    from hotseat.commands.common import session_name, store_of

    store = store_of(options)
    session = store.load(session_name(store, options.session))
    put_out(document(session, options.to), options.output)
    return 0


def document(session: Session, form: str) -> str:
    """Return a session in a format; JSON is what its folder holds."""
    if form == JSON:
        from hotseat.store.codec import encode

        return encode(session).decode()
    return export(session, form)


def write_export(folder: Path, session: Session, form: str) -> Path:
    """Write a document into the session's own folder; returns the file. Raises HotseatError."""
    from hotseat.store.sessions import FolderStore

    file = FolderStore(folder).folder(session.name) / f"notes.{form}"
    write_file(file, document(session, form))
    return file


def put_out(text: str, file: Path | None) -> None:
    """Write text to a file and name it, or to standard output (None). Raises HotseatError."""
    if file is None:
        sys.stdout.write(text)
    else:
        write_file(file, text)
        print(file)


def write_file(file: Path, text: str) -> None:
    """Replace a file's content at once; a device or pipe is written to. Raises HotseatError."""
    try:
        if file.exists() and not file.is_file():
            file.write_text(text, encoding="utf-8")
        else:
            replace_file(file.resolve(), text.encode())
    except OSError as error:
        raise HotseatError(f"{file} cannot be written ({reason(error)})") from error
