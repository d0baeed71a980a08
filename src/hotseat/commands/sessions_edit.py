"""`hotseat sessions search, rename, tag, note, best, correct, restore`: finding and changing."""

import argparse
import sys
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.listing import KEPT_DAYS
from hotseat.domain.text import clean_line, count

if TYPE_CHECKING:
    from hotseat.domain.session import Session
    from hotseat.domain.transcript import Transcript
    from hotseat.store.sessions import FolderStore

ACTIONS = ("search", "rename", "tag", "note", "best", "correct", "restore")
"""What is declared and done here."""

Actions = Any  # argparse names no type for what add_subparsers returns


def add(actions: Actions) -> None:
    """Declare the actions."""
    _add_search(actions)
    rename = _with_session(actions, "rename", "give a session another title", "'The tax team'")
    rename.add_argument("title", metavar="TITLE", help='"" shows its first question again')
    tag = _with_session(actions, "tag", "add tags, or take them away", "onsite --remove warm-up")
    tag.add_argument("tags", metavar="TAG", nargs="*", help="tags to add")
    tag.add_argument("--remove", metavar="TAG", action="append", default=[], help="one to remove")
    note = _with_session(actions, "note", "write a note on a take or on words in it", _NOTE)
    note.add_argument("text", metavar="TEXT", nargs="?", help="without it: list the notes")
    note.add_argument("--take", metavar="N", type=int, default=1, help="default: 1")
    note.add_argument("--on", metavar="WORDS", default="", help="words of the take it is about")
    note.add_argument(
        "--change", metavar="ID", type=int, help='another text for a note; "" removes'
    )
    best = _with_session(
        actions, "best", "mark a take as the best telling of its story", "--take 2"
    )
    best.add_argument("--take", metavar="N", type=int, default=1, help="default: 1")
    best.add_argument("--no", action="store_true", help="take the mark away")
    correct = _with_session(actions, "correct", "correct what was heard, by hand", _CORRECT)
    correct.add_argument("old", metavar="OLD", nargs="?", help="the words as they stand")
    correct.add_argument("new", metavar="NEW", nargs="?", help="the words that were said")
    correct.add_argument("--take", metavar="N", type=int, default=1, help="default: 1")
    correct.add_argument(
        "--text", metavar="FILE", help="the whole text, from a file or - for stdin"
    )
    correct.add_argument("--as-heard", action="store_true", help="put the text as heard back")
    restore = actions.add_parser("restore", help="bring back a deleted session; alone: list them")
    restore.add_argument("session", metavar="SESSION", nargs="?")
    restore.add_argument("--json", action="store_true", help="for a program")
    restore.epilog = "example: hotseat sessions restore SESSION"


_NOTE = "'Say the date' --take 1 --on 'three weeks'"
_CORRECT = "'ship ped' 'shipped' --take 1"


def _with_session(actions: Actions, name: str, words: str, example: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = actions.add_parser(name, help=words)
    made.add_argument("session", metavar="SESSION")
    made.add_argument("--json", action="store_true", help="the session's summary, for a program")
    made.epilog = f"example: hotseat sessions {name} SESSION {example}"
    return made


def _add_search(actions: Actions) -> None:
    from hotseat.domain.query import HINT

    search = actions.add_parser("search", help="find sessions by what was said, noted or asked")
    search.add_argument("query", metavar="QUERY", nargs="+", help=f"words, and filters: {HINT}")
    search.add_argument("--json", action="store_true", help="for a program, with excerpts")
    search.epilog = "example: hotseat sessions search tax team type:conflict after:2026-11-01"


def run(store: "FolderStore", options: argparse.Namespace) -> int:
    """Do what was asked for."""
    if options.action == "search":
        return _search(store, options)
    if options.action == "restore":
        return _restore(store, options)
    from hotseat.commands.common import session_name

    options.session = session_name(store, options.session)
    if options.action == "note" and options.text is None and options.change is None:
        return _notes(store.load(options.session), options.json)
    session = _DO[options.action](store, options)
    return _told(session, options)


def _told(session: "Session", options: argparse.Namespace) -> int:
    from hotseat.commands.common import say, say_json
    from hotseat.domain.summary import summarise, title_of

    if options.json:
        say_json(asdict(summarise(session)))
        return 0
    tags = " ".join(f"#{tag}" for tag in session.tags)
    say(" · ".join(part for part in (session.name, title_of(session), tags) if part))
    return 0


def _search(store: "FolderStore", options: argparse.Namespace) -> int:
    from hotseat.commands.common import say, say_json
    from hotseat.domain.query import parse

    summaries = store.summaries()
    try:
        query = parse(" ".join(options.query))
    except HotseatError as error:
        raise UsageError(str(error)) from error
    index = _index(store)
    waiting = frozenset(s.name for s in store.interrupted(summaries))
    found = query.chosen(summaries, index.said, waiting)
    words = [term.value for term in query.words if not term.no]
    lines = [(summary, index.excerpt(summary.name, words)) for summary in found]
    if options.json:
        say_json([asdict(summary) | {"excerpt": line} for summary, line in lines])
        return 0
    for summary, line in lines:
        say(f"{summary.name}  {summary.title}", *([f"    {line}"] if line else []))
    if not found:
        say("No session fits.")
    return 0


def _index(store: "FolderStore") -> Any:
    """Return the search, with everything taken in; a terminal shows how much is left."""
    from hotseat.commands.late import LateSearch

    index = LateSearch(store.workspace, store)
    shows, last = sys.stderr.isatty(), -1
    while (left := index.step(0.5)) and left != last:
        last = left
        if shows:
            print(f"\r\x1b[K{left} sessions to be read", end="", file=sys.stderr, flush=True)
    if shows:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    return index


def _rename(store: "FolderStore", options: argparse.Namespace) -> "Session":
    from hotseat.domain.editing import retitled
    from hotseat.interview.keeping import changed

    return changed(store, options.session, lambda found: retitled(found, options.title))


def _tag(store: "FolderStore", options: argparse.Namespace) -> "Session":
    from hotseat.domain.editing import tagged
    from hotseat.interview.keeping import changed

    return changed(
        store, options.session, lambda found: tagged(found, options.tags, options.remove)
    )


def _note(store: "FolderStore", options: argparse.Namespace) -> "Session":
    from hotseat.domain.editing import annotated, reworded
    from hotseat.domain.session import Take
    from hotseat.interview.keeping import changed, on_take

    def change(take: Take) -> Take:
        if options.change is not None:
            return reworded(take, options.change, options.text or "", _now())
        if not options.on:
            return annotated(take, options.text, _now())
        text = _said(take.transcript, options.take)
        span = _place(text.text, options.on)
        return annotated(take, options.text, _now(), span)

    return changed(store, options.session, on_take(options.take, change))


def _notes(session: "Session", as_json: bool) -> int:
    from hotseat.commands.common import say, say_json, say_table

    found = [(take.number, note) for take in session.takes for note in take.annotations]
    if as_json:
        say_json([{"take": number} | asdict(note) for number, note in found])
    elif not found:
        say("No notes yet.")
    else:
        rows = [(str(number), str(n.id), n.quote or "-", n.text) for number, n in found]
        say_table(("TAKE", "ID", "ON", "NOTE"), rows)
    return 0


def _best(store: "FolderStore", options: argparse.Namespace) -> "Session":
    from hotseat.interview.keeping import mark_best

    return mark_best(store, options.session, options.take, not options.no)


def _correct(store: "FolderStore", options: argparse.Namespace) -> "Session":
    from hotseat.commands.late import read_sound
    from hotseat.domain.editing import original_of
    from hotseat.interview.keeping import correct, put_back, take_of

    session = store.load(options.session)
    take = take_of(session, options.take)
    if options.as_heard:
        original = original_of(take)
        if original is None:
            raise HotseatError(f"take {take.number} was not corrected")
        return put_back(store, session.name, take.number, original, read_sound)
    said = _said(take.transcript, take.number)
    if options.text is not None:
        from hotseat.commands.reading import read_text

        whole = read_text(options.text)
    elif options.old and options.new is not None:
        begin, end = _place(said.text, options.old)
        whole = said.text[:begin] + options.new + said.text[end:]
    else:
        raise UsageError("give OLD and NEW, or --text FILE, or --as-heard")
    return correct(store, session.name, take.number, whole, _now(), read_sound)


def _restore(store: "FolderStore", options: argparse.Namespace) -> int:
    from hotseat.commands.common import say, say_json

    if options.session is not None:
        say(f"Brought back {store.restore(options.session)}.")
        return 0
    found = store.trashed()
    if options.json:
        say_json([asdict(each) for each in found])
        return 0
    say(*(f"{each.name}  deleted {each.deleted[:16].replace('T', ' ')}" for each in found))
    if found:
        say(f"{count(len(found), 'session')}; each is kept for {KEPT_DAYS} days.")
    else:
        say("Nothing was deleted in the last days.")
    return 0


def _said(transcript: "Transcript | None", number: int) -> "Transcript":
    if transcript is None:
        raise HotseatError(f"take {number} has no transcript yet: `hotseat sessions transcribe`")
    return transcript


def _place(text: str, words: str) -> tuple[int, int]:
    """Return the characters of words that occur once. Raises HotseatError."""
    begin, shown = text.find(words), clean_line(words, 60)
    if begin < 0:
        raise HotseatError(f'"{shown}" does not stand in the transcript; give the words as they do')
    if text.find(words, begin + 1) >= 0:
        raise HotseatError(f'"{shown}" stands there more than once; give more of the words')
    return begin, begin + len(words)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


_DO = {"rename": _rename, "tag": _tag, "note": _note, "best": _best, "correct": _correct}
