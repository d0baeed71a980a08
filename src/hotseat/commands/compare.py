"""`hotseat compare`: two takes of one question or story beside each other, for a pipe."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError, UsageError

if TYPE_CHECKING:
    from hotseat.domain.analysis import LedgerEntry, Status
    from hotseat.domain.compare import Comparison
    from hotseat.domain.session import Session, Take
    from hotseat.store.sessions import FolderStore

EXAMPLE = """A and B are sessions (a name, the beginning of one, or a path to a folder), with #N for
take N; without it the first answer of A, and in B the answer to the same question.

example:
  hotseat compare 2026-11-20T18 2026-11-27T18
  hotseat compare SESSION#1 SESSION#3 --json"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("a", metavar="A", help="SESSION or SESSION#TAKE")
    parser.add_argument("b", metavar="B", help="SESSION or SESSION#TAKE")
    parser.add_argument("--json", action="store_true", help="for a program")


def run(options: argparse.Namespace) -> int:
    """Print the comparison."""
    from hotseat.coach.comparing import compared
    from hotseat.commands.common import say, say_json, store_of

    store = store_of(options)
    first = _told(store, options.a, None)
    second = _told(store, options.b, first[1])
    if (first[0].name, first[1].number) == (second[0].name, second[1].number):
        raise UsageError("A and B are the same take; name two, like SESSION#1 SESSION#2")
    told = compared(first[1], second[1])
    if options.json:
        say_json(_as_json(told, first, second))
        return 0
    say(_side("A", *first), _side("B", *second))
    if first[1].question.type != second[1].question.type:
        say("They answer questions of different types; elements that one lacks are not judged.")
    _say_judgements(told)
    _say_delivery(told)
    say(*_numbers(told))
    say(*_rows(told, first[1], second[1]))
    return 0


def _told(store: "FolderStore", given: str, like: "Take | None") -> "tuple[Session, Take]":
    """Return the session and take that are named. Raises HotseatError."""
    from hotseat.commands.common import take_named
    from hotseat.domain.retellings import compared_take, telling_in
    from hotseat.domain.text import clean_line

    session, take = take_named(store, given)
    if take is None:
        take = compared_take(session) if like is None else telling_in(session, like)
    if take is None:
        raise HotseatError(f"{clean_line(session.name, 60)} holds no answer to compare")
    return session, take


def _side(letter: str, session: "Session", take: "Take") -> str:
    from hotseat.domain.text import clean_line, clock_face

    when = clean_line(session.created)[:16].replace("T", " ")
    question = clean_line(take.question.text, 200)
    return f"{letter}  {when}  {session.name}#{take.number}  {clock_face(take.seconds)}  {question}"


def _say_judgements(told: "Comparison") -> None:
    from hotseat.commands.common import say, say_table
    from hotseat.domain.compare import CHANGE_WORDS
    from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES

    say("", "Checklist (! critical)")
    rows: list[tuple[str, ...]] = [
        (
            f"{'!' if each.critical else ' '} {PLAIN_NAMES[each.element]}",
            _status(each.before),
            _status(each.after),
            CHANGE_WORDS[each.change],
        )
        for each in told.elements
    ]
    for flag in told.flags:
        change = "" if flag.before == flag.after else "- gone" if flag.before else "+ new flag"
        raised = ["raised" if each else "-" for each in (flag.before, flag.after)]
        rows.append((f"! {PLAIN_FLAGS[flag.flag]} (flag)", *raised, change))
    was, now = (level.value if level else "not judged" for level in told.risk)
    rows.append(("  Execution risk", was, now, "" if was == now else "changed"))
    say_table(("", "A", "B", ""), rows)


def _status(status: "Status | None") -> str:
    from hotseat.domain.analysis import STATUS_WORDS

    return STATUS_WORDS[status] if status else "not judged"


def _say_delivery(told: "Comparison") -> None:
    from hotseat.commands.common import say, say_table
    from hotseat.domain.compare import difference_words, figure_words

    if told.delivery:
        say("", "Delivery")
        say_table(
            ("", "A", "B", "difference"),
            [
                (
                    each.name,
                    figure_words(each, each.before),
                    figure_words(each, each.after),
                    difference_words(each),
                )
                for each in told.delivery
            ],
        )


def _numbers(told: "Comparison") -> Iterator[str]:
    from hotseat.domain.compare import amount

    ledger = told.ledger
    yield from ("", "Numbers")
    for was, now in ledger.changed:
        yield f"~ {was.measures}: {amount(was)} in A, {amount(now)} in B"
    yield from (f"- {amount(entry)} {entry.measures}: in A alone" for entry in ledger.dropped)
    yield from (f"+ {amount(entry)} {entry.measures}: in B alone" for entry in ledger.added)
    yield from (f"= {amount(now)} {now.measures}" for _, now in ledger.kept)
    if not (ledger.changed or ledger.dropped or ledger.added or ledger.kept):
        yield "No figure was found in either take."


def _rows(told: "Comparison", before: "Take", after: "Take") -> Iterator[str]:
    from hotseat.domain.compare import sentences
    from hotseat.domain.rewording import Fate
    from hotseat.domain.text import clean_line

    a, b = sentences(before), sentences(after)
    yield from ("", "Words (= kept, ~ reworded, - dropped, + added)")
    for row in told.rows:
        was = clean_line(" ".join(a[at] for at in row.before))
        now = clean_line(" ".join(b[at] for at in row.after))
        moved = " (moved)" if row.moved else ""
        if row.fate is Fate.KEPT:
            yield f"= {now}{moved}"
        elif row.fate is Fate.REWORDED:
            yield f"~ A: {was}"
            yield f"  B: {now}{moved}"
        else:
            yield f"- {was}" if row.fate is Fate.DROPPED else f"+ {now}"


def _as_json(
    told: "Comparison", first: "tuple[Session, Take]", second: "tuple[Session, Take]"
) -> dict[str, Any]:
    from dataclasses import asdict

    from hotseat.domain.compare import sentences

    a, b = sentences(first[1]), sentences(second[1])
    return {
        "a": _named(*first),
        "b": _named(*second),
        "elements": [asdict(each) for each in told.elements],
        "flags": [asdict(each) for each in told.flags],
        "risk": {"before": told.risk[0], "after": told.risk[1]},
        "delivery": [
            {"name": e.name, "unit": e.unit, "before": e.before, "after": e.after}
            for e in told.delivery
        ],
        "numbers": {
            "changed": _pairs(told.ledger.changed),
            "kept": _pairs(told.ledger.kept),
            "dropped": [_entry(entry) for entry in told.ledger.dropped],
            "added": [_entry(entry) for entry in told.ledger.added],
        },
        "sentences": [
            {
                "fate": row.fate,
                "moved": row.moved,
                "before": [a[at] for at in row.before],
                "after": [b[at] for at in row.after],
            }
            for row in told.rows
        ],
    }


def _named(session: "Session", take: "Take") -> dict[str, Any]:
    return {
        "session": session.name,
        "take": take.number,
        "created": session.created,
        "question": take.question.text,
        "type": take.question.type,
        "seconds": take.seconds,
    }


def _pairs(pairs: "Sequence[tuple[LedgerEntry, LedgerEntry]]") -> list[dict[str, Any]]:
    return [{"before": _entry(was), "after": _entry(now)} for was, now in pairs]


def _entry(entry: "LedgerEntry") -> dict[str, Any]:
    quote = entry.evidence.quote
    return {"value": entry.value, "unit": entry.unit, "measures": entry.measures, "quote": quote}
