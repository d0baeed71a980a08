"""`hotseat bank import`: questions out of documents, into a bank."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.text import clean_line, count

if TYPE_CHECKING:
    from hotseat.importers.draft import Draft, Item

EXAMPLE = """example:
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
    """Read the files, then show what was found or write it into a bank."""
    if not options.dry_run and not (options.yes and options.into):
        raise UsageError("say --dry-run to look, or --yes --into BANK to write all that is new")
    draft = proposal(options)
    if options.dry_run:
        return _show(options, draft)
    return _write(options, draft)


def proposal(options: argparse.Namespace) -> "Draft":
    """Return what the files propose, held against the banks that are there."""
    from hotseat.commands.common import banks_of
    from hotseat.importers.compare import against
    from hotseat.importers.reading import read_documents

    banks, _ = banks_of(options)
    return against(read_documents(options.files), banks, options.into)


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


def _write(options: argparse.Namespace, draft: "Draft") -> int:
    from hotseat.commands.common import say, say_json, workspace_of
    from hotseat.files import reason, replace_file
    from hotseat.importers.bankfile import Head, to_bank
    from hotseat.importers.draft import accept_open
    from hotseat.paths import BANKS

    if not draft.items and not draft.skipped:
        raise HotseatError("; ".join(draft.problems))
    if not draft.proposed:
        return _nothing_new(options, draft)
    file = workspace_of(options) / BANKS / f"{options.into}.toml"
    accepted = accept_open(draft)
    text = to_bank(accepted, Head(options.into, options.title), _existing(file))
    try:
        replace_file(file, text.encode())
    except OSError as error:
        raise HotseatError(f"{file} cannot be written ({reason(error)})") from error
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


def _existing(file: Path) -> str:
    from hotseat.files import reason
    from hotseat.store.banks import load_bank

    if not file.exists():
        return ""
    bank, problems = load_bank(file)
    if bank is None:
        raise HotseatError(f"{problems[0]}; mend it, or import into another bank")
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "it is not UTF-8"
        raise HotseatError(f"{file} cannot be read ({why})") from error
