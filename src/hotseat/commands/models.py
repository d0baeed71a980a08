"""`hotseat models`: the speech models on this machine."""

import argparse

from hotseat.domain.errors import HotseatError

BEST = "best"
EXAMPLE = """example:
  hotseat models list
  hotseat models use tiny.en"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    parser.epilog = EXAMPLE
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser("list", help="all models on this machine (the default)")
    listing.add_argument("--json", action="store_true", help="for a program")
    listing.epilog = "example: hotseat models list --json"
    use = actions.add_parser("use", help="choose the model for every session from now on")
    use.add_argument("model", metavar="MODEL", help=f'a name, a folder, or "{BEST}"')
    use.epilog = "example: hotseat models use tiny.en"


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; list without an action."""
    if options.action == "use":
        return _use(options.model)
    return _list(getattr(options, "json", False))


def _list(as_json: bool) -> int:
    from hotseat.asr.models import INSTALL, find_model, installed_models
    from hotseat.commands.common import say, say_json, say_table
    from hotseat.config import load

    models, chosen = installed_models(), load().model
    try:
        used = find_model(chosen).path
    except HotseatError as error:
        if models and not as_json:
            say(str(error), "")
        used = None
    if as_json:
        keys = ("name", "path", "size", "source", "used")
        rows = ((m.name, str(m.path), m.size, m.source.value, m.path == used) for m in models)
        say_json([dict(zip(keys, row, strict=True)) for row in rows])
    elif not models:
        say(f"No speech model is installed: run `{INSTALL}`. Answers can be typed meanwhile.")
    else:
        say_table(
            ("MODEL", "SIZE", "FROM", "USED", "FOLDER"),
            [
                (
                    m.name,
                    f"{m.size / 1e6:.0f} MB",
                    m.source.value,
                    "yes" if m.path == used else "",
                    str(m.path),
                )
                for m in models
            ],
        )
    return 0


def _use(name: str) -> int:
    from dataclasses import replace

    from hotseat.asr.models import find_model
    from hotseat.commands.common import say
    from hotseat.config import load, save

    config = load()
    if name == BEST:
        save(replace(config, model=""))
        say("From now on the best model found is used.")
        return 0
    model = find_model(name)
    known = model.source.value != "given"
    save(replace(config, model=model.name if known else str(model.path)))
    say(f"From now on {model.name} is used.")
    return 0
