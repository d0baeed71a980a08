"""`hotseat practice`: draw a question and enter the room."""

import argparse
from dataclasses import replace
from datetime import datetime

from hotseat.domain.choices import AnswerKind, Format, Mode, Settings, Style
from hotseat.domain.rubric import Level

EXAMPLE = """example:
  hotseat practice --type missed_deadline --format grilling --mode real
  hotseat practice --bank execution-round --question hand-off-that-lost-something --typed"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("--format", choices=[form.value for form in Format])
    parser.add_argument("--mode", choices=[mode.value for mode in Mode])
    parser.add_argument("--level", choices=[level.value for level in Level])
    parser.add_argument(
        "--style", choices=[style.value for style in Style], help="how the interviewer sounds"
    )
    parser.add_argument("--type", metavar="T", help="a question type, also a bank's own")
    parser.add_argument("--bank", metavar="ID", help="draw from this bank only")
    parser.add_argument("--question", metavar="ID", help="ask just this question")
    parser.add_argument("--typed", action="store_true", help="type the answers")
    parser.add_argument("--seed", type=int, help="draw the same question again")


def run(options: argparse.Namespace) -> int:
    """Open the app in the room."""
    from hotseat.commands.app import open_app
    from hotseat.commands.common import bank_named, banks_in, type_named, workspace_of
    from hotseat.config import load
    from hotseat.domain.errors import HotseatError
    from hotseat.domain.practice import practised
    from hotseat.interview import make_plan
    from hotseat.store.sessions import FolderStore

    folder, config = workspace_of(options), load()
    banks, problems = banks_in(folder)
    if options.bank:
        bank_named(banks, options.bank)
    if not banks:
        raise HotseatError(str(problems[0]) if problems else "no question bank was found")
    if options.type:
        type_named(banks, options.type)
    settings = Settings(
        format=Format(options.format or config.format),
        mode=Mode(options.mode or config.mode),
        level=Level(options.level or config.level),
        banks=(options.bank,) if options.bank else (),
        types=(options.type,) if options.type else (),
        answer=AnswerKind.TYPED if options.typed else AnswerKind(config.answer),
        device=config.device,
        model=config.model,
        seed=int(datetime.now().timestamp()) if options.seed is None else options.seed,
        style=Style(options.style or config.style),
    )
    history = practised(FolderStore(folder).summaries())
    plan = make_plan(settings, banks, practised=history, question_id=options.question or "")
    if options.question and options.level is None:
        level = plan.question.level
        plan = replace(plan, settings=replace(plan.settings, level=level))
    return open_app(folder, config, plan=plan)
