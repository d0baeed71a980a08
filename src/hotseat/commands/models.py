"""`hotseat models`: the speech models on this machine, and how to get others."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError

if TYPE_CHECKING:
    from pathlib import Path

    from hotseat.asr.cost import Cost
    from hotseat.asr.download import Step
    from hotseat.asr.models import Model
    from hotseat.config import Config

BEST = "best"
LIVE, FINAL, BOTH = "live", "final", "both"
EXAMPLE = """"live" hears while you talk; "final" words the transcript afterwards.

example:
  hotseat models list
  hotseat models download base.en
  hotseat models test base.en
  hotseat models use base.en --for final"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    parser.epilog = EXAMPLE
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser("list", help="all models on this machine (the default)")
    listing.add_argument("--json", action="store_true", help="for a program")
    get = actions.add_parser("download", help="fetch a model; goes on where it stopped")
    get.add_argument("model", metavar="MODEL", help="a known name, or owner/name on the hub")
    get.add_argument("--mirror", metavar="URL", default="", help="where to fetch it from")
    get.add_argument("--again", action="store_true", help="also when it is here already")
    use = actions.add_parser("use", help="choose the model for every session from now on")
    use.add_argument("model", metavar="MODEL", help=f'a name, a folder, or "{BEST}"')
    use.add_argument(
        "--for", dest="lane", choices=(LIVE, FINAL, BOTH), default=BOTH, help="default: both"
    )
    verify = actions.add_parser("verify", help="compare models with their hashes")
    verify.add_argument("model", metavar="MODEL", nargs="?", help="default: all of them")
    test = actions.add_parser("test", help="20 seconds of speech: what a model costs here")
    test.add_argument("model", metavar="MODEL", nargs="?", default="", help="default: the one used")
    test.add_argument("--json", action="store_true", help="for a program")
    for action, example in (
        (listing, "list --json"),
        (get, "download base.en"),
        (use, "use base.en --for final"),
        (verify, "verify base.en"),
        (test, "test base.en"),
    ):
        action.epilog = f"example: hotseat models {example}"


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; list without an action."""
    if options.action == "download":
        return _download(options.model, options.mirror, options.again)
    if options.action == "use":
        return _use(options.model, options.lane)
    if options.action == "verify":
        return _verify(options.model or "")
    if options.action == "test":
        return _test(options.model, options.json)
    return _list(getattr(options, "json", False))


# What is here


def _list(as_json: bool) -> int:
    from hotseat.asr.cost import remembered
    from hotseat.asr.models import INSTALL, installed_models
    from hotseat.commands.common import say, say_json, say_table
    from hotseat.config import load

    models, config = installed_models(), load()
    used, problems = _lanes(config)
    costs = remembered()
    if as_json:
        say_json([_as_json(model, used, costs.get(str(model.path))) for model in models])
        return 0
    if models:
        if problems:
            say(*problems, "")
        head = ("MODEL", "SIZE", "LANGUAGES", "USED FOR", "LAG", "CPU", "MEMORY", "FOLDER")
        say_table(head, [_row(model, used, costs.get(str(model.path))) for model in models])
    else:
        say(f"No speech model is installed: run `{INSTALL}`. Answers can be typed meanwhile.")
    _say_more(models, costs)
    return 0


def _lanes(config: "Config") -> "tuple[dict[str, Path], list[str]]":
    """Return the folder that each lane uses, and what keeps one from being used."""
    from hotseat.asr.models import find_model

    used: dict[str, Path] = {}
    problems: list[str] = []
    for lane, chosen in ((LIVE, config.model), (FINAL, config.final_model or config.model)):
        try:
            used[lane] = find_model(chosen, config.language).path
        except HotseatError as error:
            if str(error) not in problems:
                problems.append(str(error))
    return used, problems


def _as_json(model: "Model", used: "dict[str, Path]", cost: "Cost | None") -> dict[str, Any]:
    from dataclasses import asdict

    lanes = [lane for lane, path in used.items() if path == model.path]
    return {
        "name": model.name,
        "path": str(model.path),
        "size": model.size,
        "source": model.source.value,
        "languages": model.languages,
        "used": bool(lanes),
        "used_for": lanes,
        "cost": asdict(cost) if cost else None,
    }


def _row(model: "Model", used: "dict[str, Path]", cost: "Cost | None") -> tuple[str, ...]:
    lanes = [lane for lane, path in used.items() if path == model.path]
    size = f"{model.size / 1e6:,.0f} MB"
    shown = " and ".join(lanes)
    return model.name, size, model.languages, shown, *_figures(cost), str(model.path)


def _figures(cost: "Cost | None") -> tuple[str, str, str]:
    if cost is None:
        return "-", "-", "-"
    return (
        f"{cost.lag:.1f} s",
        f"{cost.cpu:.0%}" if cost.cpu else "-",
        f"{cost.memory:.0f} MB" if cost.memory else "-",
    )


def _say_more(models: "list[Model]", costs: "dict[str, Cost]") -> None:
    from hotseat.asr.catalogue import KNOWN
    from hotseat.asr.download import leftovers
    from hotseat.commands.common import say

    here = {model.name for model in models}
    others = [f"{k.name} ({k.size / 1e6:,.0f} MB)" for k in KNOWN if k.name not in here]
    say("", "To be had: " + ", ".join(others), "Get one with `hotseat models download NAME`.")
    for name, size in leftovers():
        say(f"{name} is here in part ({size / 1e6:,.0f} MB): the same download goes on.")
    if any(str(model.path) not in costs for model in models):
        say("`hotseat models test NAME` measures what a model costs on this machine.")


# What is done


def _download(name: str, mirror: str, again: bool) -> int:
    from hotseat.asr.download import download, named
    from hotseat.commands.common import say
    from hotseat.config import load

    model, line = named(name), _Line(name)
    try:
        folder = download(model, mirror or load().mirror, again=again, on_step=line.step)
    except KeyboardInterrupt:
        line.end()
        print(f"hotseat: stopped; `hotseat models download {name}` goes on", file=sys.stderr)
        return 130
    except HotseatError:
        line.end()
        raise
    line.end()
    say(f"{model.name} is here: {folder}", f"`hotseat models use {model.name}` uses it.")
    return 0


class _Line:
    """One line on a terminal that tells how far something is; nothing in a pipe."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shown_at = float("-inf")
        self._terminal = sys.stderr.isatty()

    def step(self, step: "Step") -> None:
        """Show a step of a download, a few times a second."""
        import time

        from hotseat.domain.text import clean_line, clock_face

        now = time.monotonic()
        if now - self._shown_at < 0.2:
            return
        self._shown_at = now
        of = f" of {step.total / 1e6:,.0f}" if step.total else ""
        left = f", {clock_face(step.left)} left" if step.left else ""
        told = f"{clean_line(self._name, 40)}  {step.done / 1e6:,.0f}{of} MB"
        self._show(f"{told}, {step.rate / 1e6:.1f} MB/s{left}")

    def stage(self, stage: str, seconds: float) -> None:
        """Show what a self-test is at, and the seconds of speech so far."""
        self._show(f"{self._name}: {stage}" + (f" {seconds:.0f} s" if seconds else ""))

    def end(self) -> None:
        """Take the line away."""
        self._show("")

    def _show(self, told: str) -> None:
        if self._terminal:
            print(f"\r\x1b[K{told}", end="", file=sys.stderr, flush=True)


def _use(name: str, lane: str) -> int:
    from dataclasses import replace

    from hotseat.asr.models import find_model
    from hotseat.commands.common import say
    from hotseat.config import load, save

    config = load()
    chosen, shown = "", "the best model found"
    if name != BEST:
        model = find_model(name, config.language)
        chosen = model.name if model.source.value != "given" else str(model.path)
        shown = model.name
    if lane == LIVE:
        final = _final_now(config)
        changed = replace(config, model=chosen, final_model=final if final != chosen else "")
    elif lane == FINAL:
        changed = replace(config, final_model=chosen)
    else:
        changed = replace(config, model=chosen, final_model="")
    save(changed)
    said = {LIVE: " while you talk", FINAL: " for the wording of the transcript", BOTH: ""}[lane]
    say(f"From now on {shown} is used{said}.")
    return 0


def _final_now(config: "Config") -> str:
    """Return what the final lane uses: without a choice of its own it follows the live one."""
    from hotseat.asr.models import find_model

    if named := config.final_model or config.model:
        return named
    try:
        return find_model("", config.language).name
    except HotseatError:  # there is none: nothing to keep
        return ""


def _verify(name: str) -> int:
    from hotseat.asr.models import find_model, installed_models
    from hotseat.asr.verify import verify
    from hotseat.commands.common import say

    models = [find_model(name)] if name else installed_models()
    if not models:
        raise HotseatError("no speech model is installed; `hotseat models list` shows what to do")
    wrong: list[str] = []
    for model in models:
        try:
            say(f"{model.name}: {verify(model)}")
        except HotseatError as error:
            wrong.append(str(error))
    if wrong:
        raise HotseatError("; ".join(wrong))
    return 0


def _test(name: str, as_json: bool) -> int:
    from dataclasses import asdict

    from hotseat.asr.cost import measure, remember
    from hotseat.asr.models import find_model
    from hotseat.commands.common import say, say_json
    from hotseat.config import load

    config = load()
    model = find_model(name or config.model, config.language)
    line = _Line(model.name)
    try:
        cost = measure(model, on_stage=line.stage)
    finally:
        line.end()
    remember(model, cost)
    if as_json:
        say_json({"name": model.name, "path": str(model.path), **asdict(cost)})
    else:
        say(*report(model.name, cost))
    return 0


def report(name: str, cost: "Cost") -> list[str]:
    """Return what a self-test found, in lines."""
    lines = [
        f"{name}, {cost.seconds:.0f} seconds of speech:",
        f"  loads in             {cost.load:.1f} s",
        f"  text after you stop  {cost.lag:.1f} s",
    ]
    if cost.cpu:
        lines.append(f"  while you talk       {cost.cpu:.0%} of one core")
    if cost.memory:
        lines.append(f"  memory               {cost.memory:.0f} MB")
    return lines
