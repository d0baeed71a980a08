"""`hotseat sessions`: what was practised, and putting right what a crash left behind."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.commands import sessions_edit
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import KEPT_DAYS

if TYPE_CHECKING:
    from hotseat.domain.listing import SessionSummary
    from hotseat.domain.session import Take
    from hotseat.store.sessions import FolderStore

EXAMPLE = """SESSION is a session's name, the beginning of one, or a path to its folder.

example:
  hotseat sessions list
  hotseat sessions search tax team type:conflict
  hotseat sessions show 2026-11-20T18
  hotseat sessions recover"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    parser.epilog = EXAMPLE
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser("list", help="all sessions, newest first (the default)")
    listing.add_argument("--json", action="store_true", help="for a program")
    show = actions.add_parser("show", help="one session: its takes and what was heard")
    show.add_argument("session", metavar="SESSION")
    show.add_argument("--json", action="store_true", help="the whole session, for a program")
    delete = actions.add_parser("delete", help="move a session with its audio to the trash")
    delete.add_argument("session", metavar="SESSION", help="the whole name, or a path")
    delete.add_argument("--for-good", action="store_true", help="remove it at once (asks first)")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    recover = actions.add_parser(
        "recover",
        help="take up audio that a crash left behind; without SESSION: list such sessions",
    )
    recover.add_argument("session", metavar="SESSION", nargs="?")
    recover.add_argument("--no-transcribe", action="store_true", help="leave the audio as it is")
    again = actions.add_parser(
        "transcribe", help="hear a session again with another model; the old text is kept beside"
    )
    again.add_argument("session", metavar="SESSION")
    again.add_argument("--model", metavar="M", default="", help="a name or a folder")
    again.add_argument("--take", metavar="N", type=int, help="only this take")
    bring = actions.add_parser("import", help="restore sessions that were exported as json")
    bring.add_argument("file", metavar="FILE", type=Path)
    for action, example in (
        (bring, "hotseat sessions import exported.json"),
        (listing, "hotseat sessions list --json"),
        (show, "hotseat sessions show SESSION"),
        (delete, "hotseat sessions delete SESSION"),
        (recover, "hotseat sessions recover SESSION"),
        (again, "hotseat sessions transcribe SESSION --model small.en"),
    ):
        action.epilog = f"example: {example}"
    sessions_edit.add(actions)


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; list without an action."""
    from hotseat.commands.common import store_of

    store = store_of(options)
    if options.action in sessions_edit.ACTIONS:
        return sessions_edit.run(store, options)
    if options.action == "show":
        return _show(store, options)
    if options.action == "delete":
        return _delete(store, options)
    if options.action == "recover":
        if options.session is None:
            return _list_recoverable(store)
        return _recover(store, options)
    if options.action == "import":
        return _import(store, options)
    if options.action == "transcribe":
        from hotseat.commands.hear import hear_session

        return hear_session(store, options)
    return _list(store, getattr(options, "json", False))


def _list(store: "FolderStore", as_json: bool) -> int:
    from dataclasses import asdict

    from hotseat.commands.common import say, say_json, say_table

    found = store.summaries()
    if as_json:
        say_json([asdict(summary) for summary in found])
        return 0
    if not found:
        say("No sessions yet: `hotseat` opens the app, `hotseat practice` begins one.")
        return 0
    rows = [_row(summary) for summary in found if not summary.problem]
    if rows:
        say_table(("SESSION", "FORMAT", "TAKES", "LENGTH", "HEARD", "RISK"), rows, stretch=0)
    for summary in found:
        if summary.problem:
            say(f"{summary.name}: {summary.problem}")
    return 0


def _import(store: "FolderStore", options: argparse.Namespace) -> int:
    from hotseat.commands.bundling import import_file
    from hotseat.commands.common import say, workspace_of
    from hotseat.paths import SESSIONS

    say(*import_file(store, workspace_of(options) / SESSIONS, options.file))
    return 0


def _row(summary: "SessionSummary") -> tuple[str, ...]:
    from hotseat.domain.text import clock_face

    return (
        summary.name,
        summary.format + ("" if summary.state == "finished" else f" ({summary.state})"),
        str(summary.takes),
        clock_face(summary.seconds),
        f"{summary.heard}/{summary.called}" if summary.called else "-",
        summary.risk or "-",
    )


def _show(store: "FolderStore", options: argparse.Namespace) -> int:
    from hotseat.commands.common import say, say_table, session_name
    from hotseat.domain.summary import summarise, title_of

    session = store.load(session_name(store, options.session))
    if options.json:
        from hotseat.store.codec import encode

        print(encode(session).decode(), end="")
        return 0
    summary = summarise(session)
    told = [title_of(session) or session.name, f"{summary.created[:16].replace('T', ' ')}"]
    told += [f"{summary.format}, {summary.mode} mode, {summary.level}, {summary.state}"]
    if summary.called:
        told += [f"{summary.heard} of {summary.called} elements heard, risk {summary.risk}"]
    if summary.held_minutes is not None:
        told += [f"held for {summary.held_minutes:.1f} minutes of grilling"]
    told += [session.problem] if session.problem else []
    told += [f"folder: {store.folder(session.name)}", ""]
    say(*told)
    if session.takes:
        head = ("TAKE", "KIND", "LENGTH", "STATE", "QUESTION")
        say_table(head, [_take_row(take) for take in session.takes])
    say(*store.lacking(session))
    for path in store.orphans(session.name):
        say(f"{path.name} belongs to no take: `hotseat sessions recover {session.name}`")
    return 0


def _take_row(take: "Take") -> tuple[str, ...]:
    from hotseat.domain.text import clock_face

    state = "retaken" if take.retaken else take.problem or (take.verdict or "")
    if not state:
        state = "judged" if take.analysis else "transcribed" if take.transcript else "recorded"
    asked = take.probe.text if take.probe else take.question.text
    return str(take.number), take.kind.value, clock_face(take.seconds), state, asked


def _delete(store: "FolderStore", options: argparse.Namespace) -> int:
    from hotseat.commands.common import confirmed, say

    folder = store.folder(options.session)
    question = f"Delete {folder} with its audio for good?"
    if options.for_good and not options.yes and not confirmed(question):
        say("Nothing was deleted.")
        return 1
    store.empty_trash()
    store.delete(options.session, for_good=options.for_good)
    say(f"Deleted {folder.name}.")
    if not options.for_good:
        say(f"For {KEPT_DAYS} days `hotseat sessions restore {folder.name}` brings it back.")
    return 0


def _list_recoverable(store: "FolderStore") -> int:
    from hotseat.commands.common import say
    from hotseat.domain.text import count

    lines = []
    summaries = store.summaries()
    interrupted = {summary.name for summary in store.interrupted(summaries)}
    for summary in summaries:
        why = summary.problem or ("was interrupted" if summary.name in interrupted else "")
        if not summary.problem and (left := len(store.orphans(summary.name))):
            why = " and ".join(part for part in (why, f"left {count(left, 'recording')}") if part)
        if why:
            lines.append(f"{summary.name}: {why}")
    say(*lines or ["Nothing to recover."])
    if lines:
        say("`hotseat sessions recover SESSION` takes one up.")
    return 0


def _recover(store: "FolderStore", options: argparse.Namespace) -> int:
    from dataclasses import replace

    from hotseat.commands.common import say, session_name
    from hotseat.commands.hear import heard_or_failed
    from hotseat.commands.reading import hearing
    from hotseat.domain.listing import SessionState
    from hotseat.domain.session import with_take
    from hotseat.domain.text import count

    session = store.adopt(session_name(store, options.session))
    store.hold(session.name)
    before = session
    if session.state is SessionState.OPEN:
        session = replace(session, state=SessionState.FINISHED, pending=None, pending_probe=None)
    failed = ""
    for take in session.takes:
        if take.audio and take.transcript is None and not options.no_transcribe:
            heard, failed = heard_or_failed(
                store, session, take, hearing(options.workspace, session.settings.model)
            )
            session = with_take(session, heard)
            store.save(session)
            if failed:
                break
    if session != before:
        store.save(session)
    say(f"Recovered {session.name}: {count(len(session.takes), 'take')}.")
    if failed:
        raise HotseatError(f"{failed}; the audio is kept, try again later")
    return 0
