"""`hotseat bank`: the question banks."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.commands import bank_import
from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Level, target_name, type_name
from hotseat.domain.text import clock_face, count

if TYPE_CHECKING:
    from hotseat.domain.bank import Bank, Problem, Question
    from hotseat.domain.rubric import Rubric

EXAMPLE = """example:
  hotseat bank list
  hotseat bank draw --type missed_deadline --count 3
  hotseat bank check question_banks/mine.toml"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    parser.epilog = EXAMPLE
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser("list", help="all banks (the default)")
    show = actions.add_parser("show", help="the questions of a bank, or one question in full")
    show.add_argument("bank", metavar="BANK")
    show.add_argument("question", metavar="QUESTION", nargs="?")
    draw = actions.add_parser("draw", help="draw questions; the least practised come first")
    draw.add_argument("--bank", metavar="ID", help="from this bank only")
    draw.add_argument("--type", metavar="T", help="a question type, also a bank's own")
    draw.add_argument("--level", choices=[level.value for level in Level])
    draw.add_argument("--count", metavar="N", type=int, default=1, help="default: 1")
    draw.add_argument("--seed", type=int, default=None, help="draw the same ones again")
    check = actions.add_parser("check", help="every problem of every bank, or of some files")
    check.add_argument("files", metavar="FILE", nargs="*", type=Path)
    turning = (
        actions.add_parser("disable", help="never draw a question again"),
        actions.add_parser("enable", help="draw it again"),
    )
    for turn, name in zip(turning, ("disable", "enable"), strict=True):
        turn.add_argument("bank", metavar="BANK")
        turn.add_argument("question", metavar="QUESTION")
        turn.epilog = f"example: hotseat bank {name} execution-round live-but-not-for-everyone"
    importing = actions.add_parser("import", help="questions out of documents, into a bank")
    bank_import.add(importing)
    for action, example in (
        (listing, "hotseat bank list --json"),
        (show, "hotseat bank show execution-round"),
        (draw, "hotseat bank draw --type execution_plan --level senior"),
        (check, "hotseat bank check question_banks/mine.toml"),
    ):
        action.add_argument("--json", action="store_true", help="for a program")
        action.epilog = f"example: {example}"


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; list without an action."""
    if options.action == "show":
        return _show(options)
    if options.action == "draw":
        return _draw(options)
    if options.action == "check":
        return _check(options)
    if options.action == "import":
        return bank_import.run(options)
    if options.action in ("disable", "enable"):
        return _turn(options)
    return _list(options)


def _list(options: argparse.Namespace) -> int:
    from hotseat.commands.common import banks_of, say, say_json, say_table

    banks, problems = banks_of(options)
    if getattr(options, "json", False):
        say_json([_head(bank) for bank in banks])
        return 0
    if banks:
        rows = [
            (
                bank.id,
                str(len(bank.questions)),
                str(len(bank.off)),
                str(len(bank.curveballs)),
                bank.source,
                bank.title,
            )
            for bank in banks
        ]
        say_table(("BANK", "QUESTIONS", "OFF", "CURVEBALLS", "SOURCE", "TITLE"), rows)
    else:
        say("No question bank was found.")
    if problems:
        say(f"{count(len(problems), 'problem')}: `hotseat bank check` tells them.")
    return 0


def _head(bank: "Bank") -> dict[str, object]:
    return {
        "id": bank.id,
        "title": bank.title,
        "source": bank.source,
        "licence": bank.licence,
        "description": bank.description,
        "questions": len(bank.questions),
        "disabled": sorted(bank.off),
        "curveballs": len(bank.curveballs),
    }


def _show(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from hotseat.commands.common import bank_named, banks_of, say, say_json

    bank = bank_named(banks_of(options)[0], options.bank)
    if options.question:
        return _show_question(options, bank)
    if options.json:
        say_json({**asdict(bank), "disabled": sorted(bank.off)})
        return 0
    say(f"{bank.title} ({bank.source}, {bank.licence})", bank.description, "")
    for q in bank.questions:
        off = ", off" if q.id in bank.disabled else ""
        say(f"{q.id} ({q.type}, {q.level}{off})", f"  {q.text}")
    for ball in bank.curveballs:
        say(f"{ball.id} ({', '.join(ball.types)})", f"  {ball.text}")
    return 0


def _show_question(options: argparse.Namespace, bank: "Bank") -> int:
    from dataclasses import asdict

    from hotseat.commands.common import say, say_json

    question = _question_named(bank, options.question)
    off = question.id in bank.disabled
    if options.json:
        say_json({**asdict(question), "disabled": off})
        return 0
    say(question.text, "", *_details(question))
    if off:
        say("Turned off: it is never drawn.")
    return 0


def _question_named(bank: "Bank", name: str) -> "Question":
    question = next((q for q in bank.questions if q.id == name), None)
    if question is None:
        raise HotseatError(
            f'no question "{name}" in {bank.id}; `hotseat bank show {bank.id}` lists them'
        )
    return question


def _turn(options: argparse.Namespace) -> int:
    from hotseat.commands.common import bank_named, banks_of, say, workspace_of
    from hotseat.store.shelf import FolderShelf

    question = _question_named(bank_named(banks_of(options)[0], options.bank), options.question)
    off = options.action == "disable"
    FolderShelf(workspace_of(options)).disable(options.bank, question.id, off)
    told = "turned off: it is never drawn" if off else "drawn again"
    say(f"{options.bank}/{question.id} is {told}.")
    return 0


def _details(question: "Question") -> list[str]:
    prep, answer = clock_face(question.prep_seconds), clock_face(question.answer_seconds)
    lines = [
        f"Type: {type_name(question.type)}, {question.level.value}",
        f"Time: {prep} to prepare, {answer} to answer",
    ]
    if question.tests:
        lines.append(f"Tests: {question.tests}")
    lines += [f"- {advice}" for advice in question.guidance]
    lines += [f"Avoid: {pitfall}" for pitfall in question.pitfalls]
    lines += [f"Probe ({target_name(p.target)}): {p.text}" for p in question.probes]
    return lines


def _draw(options: argparse.Namespace) -> int:
    import time
    from dataclasses import asdict

    from hotseat.commands.common import (
        bank_named,
        banks_of,
        say,
        say_json,
        store_of,
        type_named,
    )
    from hotseat.domain.draw import draw, pool
    from hotseat.domain.practice import practised

    banks, _ = banks_of(options)
    if options.bank:
        bank_named(banks, options.bank)
    if options.type:
        type_named(banks, options.type)
    questions = pool(
        banks,
        bank_ids=(options.bank,) if options.bank else (),
        types=(options.type,) if options.type else (),
        level=Level(options.level) if options.level else None,
    )
    seed = time.time_ns() if options.seed is None else options.seed
    history = practised(store_of(options).summaries())
    drawn = draw(questions, max(1, options.count), seed=seed, practised=history)
    if not drawn:
        raise HotseatError("no question fits; leave --type or --bank away")
    if options.json:
        say_json([{"bank": each.bank, **asdict(each.question)} for each in drawn])
        return 0
    for each in drawn:
        question = each.question
        say(f"{each.bank}/{question.id} ({question.type}, {question.level})", f"  {question.text}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from hotseat.commands.common import banks_of, say, say_json
    from hotseat.domain.bank import types_of

    banks, problems = banks_of(options)
    if options.files:
        banks, problems = _checked_files(options.files, types_of(banks))
    if options.json:
        say_json([asdict(problem) for problem in problems])
    elif problems:
        say(*map(str, problems))
    else:
        total = sum(len(bank.questions) + len(bank.curveballs) for bank in banks)
        off = sum(len(bank.off) for bank in banks)
        turned = f", {off} turned off" if off else ""
        say(f"All is well: {count(len(banks), 'bank')}, {total} entries{turned}.")
    return 1 if problems else 0


def _checked_files(
    files: list[Path], known: "dict[str, Rubric]"
) -> "tuple[list[Bank], list[Problem]]":
    from hotseat.store.banks import load_bank

    found = [load_bank(file, known) for file in files]
    banks = [bank for bank, _ in found if bank is not None]
    return banks, [problem for _, problems in found for problem in problems]
