"""`hotseat story`: the stories that the sessions tell."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import STORY_TYPES, target_name, type_name
from hotseat.domain.text import clean_line, count

if TYPE_CHECKING:
    from hotseat.coach.tellings import Disagreement
    from hotseat.domain.story import Story

EXAMPLE = """A story is what your sessions of one kind tell; every candidate needs three.

example:
  hotseat story list
  hotseat story show missed-deadline"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    parser.epilog = EXAMPLE
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser(
        "list", help="all stories, and the slots still empty (the default)"
    )
    show = actions.add_parser("show", help="one story and its sessions")
    show.add_argument("story", metavar="STORY")
    listing.epilog = "example: hotseat story list --json"
    show.epilog = "example: hotseat story show missed-deadline"
    for action in (listing, show):
        action.add_argument("--json", action="store_true", help="for a program")


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; list without an action."""
    from hotseat.commands.common import store_of
    from hotseat.domain.practice import suggest
    from hotseat.domain.story import stories

    summaries = store_of(options).summaries()
    told = stories(summaries)
    if options.action == "show":
        return _show(told, options)
    from hotseat.commands.common import say, say_json, say_table

    if getattr(options, "json", False):
        say_json([asdict(story) for story in told])
        return 0
    rows = [_row(story) for story in told]
    held = {story.type for story in told}
    rows += [("-", type_name(slot), "-", "-", "-", "") for slot in STORY_TYPES if slot not in held]
    say_table(("STORY", "TYPE", "HEARD", "HELD", "LAST", "TITLE"), rows)
    advice = suggest(summaries, told)
    say("", f"Next: {type_name(advice.type)}, {advice.format.value}. {advice.reason}")
    return 0


def _row(story: "Story") -> tuple[str, ...]:
    return (
        story.ref.id,
        type_name(story.type),
        f"{story.heard}/{story.called}" if story.called else "-",
        _minutes(story.held_minutes),
        story.last[:10],
        story.title,
    )


def _minutes(held: float | None) -> str:
    return "-" if held is None else f"{held:.0f} min"


def _show(told: "tuple[Story, ...]", options: argparse.Namespace) -> int:
    from hotseat.coach.tellings import in_words
    from hotseat.commands.common import say, say_json

    story = next((each for each in told if each.ref.id == options.story), None)
    if story is None:
        name = clean_line(options.story, 60)
        raise HotseatError(f'no story "{name}"; `hotseat story list` shows them')
    apart = _apart(story, options)
    if options.json:
        say_json({**asdict(story), "disagreements": [asdict(each) for each in apart]})
        return 0
    say(story.title, f"{type_name(story.type)}, {count(story.sessions, 'session')}")
    if story.called:
        say(f"Best telling: {story.heard} of {story.called} elements heard")
    if story.missing:
        say("Not heard last time: " + ", ".join(target_name(name) for name in story.missing))
    if story.held_minutes is not None:
        say(f"Held for {story.held_minutes:.1f} minutes of grilling")
    if apart:
        say("", "Figures that disagree between tellings:")
        say(*(f"  {clean_line(in_words(each), 200)}" for each in apart))
    say("", *story.names)
    return 0


def _apart(story: "Story", options: argparse.Namespace) -> "tuple[Disagreement, ...]":
    """Return where the tellings of a story disagree; what cannot be read is passed over."""
    from hotseat.coach.tellings import figures_that_disagree
    from hotseat.commands.common import store_of
    from hotseat.interview.tellings import readable

    return figures_that_disagree(readable(store_of(options), story.names))
