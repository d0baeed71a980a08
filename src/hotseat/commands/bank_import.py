"""`hotseat bank import`: questions out of documents, into a bank."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.text import clean_line, count

if TYPE_CHECKING:
    from hotseat.commands.importing import FileImporter
    from hotseat.importers.draft import Draft, Item

EXAMPLE = """example:
  hotseat bank import article.html              review in the terminal, then write
  hotseat bank import article.html --dry-run
  hotseat bank import questions.csv notes.md --yes --into my-company"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="Markdown, text, HTML, CSV, TSV, JSON, JSON Lines, DOCX or PDF",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what is found, write nothing")
    parser.add_argument("--yes", action="store_true", help="take all that is new without review")
    parser.add_argument("--into", metavar="BANK", default="", help="the bank to add to, or to make")
    parser.add_argument("--title", metavar="TITLE", default="", help="the title of a new bank")
    parser.add_argument("--json", action="store_true", help="for a program")


def run(options: argparse.Namespace) -> int:
    """Read the files, then show what was found, write it into a bank, or have it reviewed."""
    if not options.dry_run and not options.yes and not options.json and _is_terminal():
        return _review(options)
    if not options.dry_run and not (options.yes and options.into):
        raise UsageError("say --dry-run to look, or --yes --into BANK to write all that is new")
    importer, draft = _proposal(options)
    if options.dry_run:
        return _show(options, draft)
    return _write(options, importer, draft)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _proposal(options: argparse.Namespace) -> "tuple[FileImporter, Draft]":
    """Return what the files propose, held against the banks that are there."""
    from hotseat.commands.importing import FileImporter
    from hotseat.paths import workspace

    importer = FileImporter(workspace(options.workspace))
    return importer, importer.against(importer.read(options.files), options.into)


def _review(options: argparse.Namespace) -> int:
    """Open the app on the review of what the files propose."""
    from hotseat.commands.app import open_app
    from hotseat.commands.common import workspace_of
    from hotseat.commands.importing import FileImporter
    from hotseat.config import load
    from hotseat.tui.context import Review

    folder = workspace_of(options)
    draft = FileImporter(folder).read(options.files)
    if not draft.items:
        raise HotseatError("; ".join(draft.problems))
    return open_app(folder, load(), review=Review(draft, options.into, options.title))


def _show(options: argparse.Namespace, draft: "Draft") -> int:
    from hotseat.commands.common import say, say_json

    if options.json:
        say_json(as_json(draft))
        return 0
    for item in draft.proposed:
        sure = f"{item.confidence.overall:.0%} sure"
        changed = "" if item.like is None else ", changed"
        say(item.text, f"  {item.type}, {item.level}, {sure}{changed}; {item.source}")
        for piece in item.guidance:
            say(f"  - {piece}")
    if draft.proposed:
        say("")
    say(*draft.problems, _summary(draft))
    return 0


def as_json(draft: "Draft") -> dict[str, Any]:
    """Return a draft as `--dry-run --json` prints it."""
    return {
        "questions": [
            {
                "text": item.text,
                "type": item.type,
                "level": item.level.value,
                "confidence": item.confidence.overall,
                "guidance": list(item.guidance),
                "source": item.source,
            }
            for item in draft.proposed
        ],
        "skipped": [
            *({"text": each.text, "reason": each.reason} for each in draft.skipped),
            *({"text": item.text, "reason": _repeats(item)} for item in _duplicates(draft)),
        ],
        "problems": list(draft.problems),
    }


def _duplicates(draft: "Draft") -> "list[Item]":
    from hotseat.importers.draft import State

    return [item for item in draft.items if item.state is State.DUPLICATE]


def _repeats(item: "Item") -> str:
    return f"already in the bank {item.like[0]}" if item.like else "a repeat"


def _summary(draft: "Draft") -> str:
    repeats = len(_duplicates(draft))
    parts = [f"{count(len(draft.proposed), 'question')} to import"]
    if repeats:
        parts.append(f"{repeats} already in a bank")
    if draft.skipped:
        parts.append(f"{len(draft.skipped)} left out (--json tells why)")
    return ", ".join(parts) + "."


def _write(options: argparse.Namespace, importer: "FileImporter", draft: "Draft") -> int:
    from hotseat.commands.common import say, say_json, workspace_of
    from hotseat.importers.bankfile import Head
    from hotseat.importers.draft import accept_open

    if not draft.items and not draft.skipped:
        raise HotseatError("; ".join(draft.problems))
    if not draft.proposed:
        return _nothing_new(options, draft)
    workspace_of(options)
    accepted = accept_open(draft)
    file = importer.write(accepted, Head(options.into, options.title))
    if options.json:
        say_json({**as_json(draft), "bank": options.into, "file": str(file)})
        return 0
    say(*draft.problems)
    say(f"{count(len(accepted.accepted), 'question')} written to {file}. {_summary(draft)}")
    return 0


def _nothing_new(options: argparse.Namespace, draft: "Draft") -> int:
    from hotseat.commands.common import say, say_json

    if options.json:
        say_json(as_json(draft))
    else:
        say(*draft.problems)
        say(f"Nothing new for {clean_line(options.into, 40)}: {_summary(draft)}")
    return 0
