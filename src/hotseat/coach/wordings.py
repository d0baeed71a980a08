"""What the coach asks, in words: read from data/wordings/*.toml when the first probe is made.

A wording is the bare question (`core`); an interviewer's style puts words of its own around it.
tests/coach/test_probe_lint.py holds every wording in every style to the rules of a fair probe.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from hotseat.coach.data import FOLDER
from hotseat.domain.choices import Style
from hotseat.domain.rubric import Element, Flag

RUNGS: dict[str, str] = {
    "specific": "get the specific",
    "cause": "test the cause",
    "lasts": "test what lasts",
    "takeaway": "take something away",
    "disagreed": "look for who disagreed",
}
"""The ladder of an element that was told, from depth 2 on, and what each rung is for."""

FIRST_RUNG = 2
FRAME_WORDS = 3
"""Words that a style adds at most around a question that quotes."""

ABOUT: dict[str, str] = {
    Element.SITUATION: "the scene",
    Element.HYPOTHESIS: "what you expected",
    Element.BREAKDOWN: "where it broke",
    Element.FIX: "your first response",
    Element.SYSTEMIC_CHANGE: "what changed for good",
    Element.OWNERSHIP: "your own part",
    Element.TRADEOFF: "the price paid",
    Element.STAKEHOLDER_CONFLICT: "who wanted what",
    Element.ALIGNMENT_MECHANISM: "how it was settled",
    Element.LOSS_HANDLED: "who lost",
    Element.DELIVERY_METRIC: "a number for the work itself",
    Element.OUTCOME_METRIC: "a number for the result",
    Element.CRITICAL_PATH: "the one thing it hangs on",
    Element.SEQUENCING: "the sequence",
    Element.RESOURCING: "people and money",
    Element.RISK_MITIGATION: "the risks and who owns them",
    Element.BUFFER: "room for error",
    Flag.BLAMES_OTHERS: "The fault was put on others",
    Flag.HUMBLE_BRAG: "This sounds like a virtue told as a failure",
    Flag.SMOOTH_SAILING: "A story in which all went to plan convinces nobody",
    Flag.VAGUE_ALIGNMENT: "A meeting alone settles nothing",
    Flag.HEROICS: "Working harder is no way of working",
    Flag.STRATEGY_NOT_EXECUTION: "This tells of a wrong choice, not of the work",
    Flag.ACTIVITY_AS_PROGRESS: "Meetings and reports are no result",
    Flag.ABSTRACT_TALK: "This stayed general",
}
"""How the reason for a probe speaks of its target."""

_QUOTED = re.compile(r"“[^”]*”")
_BREAK = re.compile(r"[:.] ")
_QUESTION_WORDS = ("what", "which", "who", "whom", "whose", "when", "where", "why", "how", "at")


@dataclass(frozen=True, slots=True)
class Wording:
    """A bare question; `quoting` puts it after a quote; `told` names what makes it needless."""

    core: str
    quoting: bool
    told: str = ""


def gap(element: Element, kind: str) -> Sequence[Wording]:
    """Return the questions at an element that is "missing" or "thin"; quoting ones first."""
    table = _table("gaps")[element]
    if kind == "thin":
        return _wordings(table["thin"], quoting=True)
    return (*_wordings(table["near"], quoting=True), *_wordings(table["missing"], quoting=False))


def deeper(element: Element, depth: int) -> Sequence[Wording]:
    """Return the questions at an element that was told, none beyond the last rung."""
    names = tuple(RUNGS)
    if not 0 <= depth - FIRST_RUNG < len(names):
        return ()
    rung = _table("deeper")[element][names[depth - FIRST_RUNG]]
    return (
        *_wordings(rung.get("quoted", ()), quoting=True),
        *_wordings(rung.get("alone", ()), quoting=False),
    )


def flagged(flag: Flag) -> Sequence[Wording]:
    """Return the questions at a flag; quoting ones first."""
    table = _table("flags")[flag]
    quoted = _wordings(table["quoted"], quoting=True)
    return (*quoted, *_wordings(table.get("alone", ()), quoting=False))


def short(target: str) -> Sequence[str]:
    """Return a target's question in its fewest words."""
    table = _table("flags" if target in tuple(Flag) else "gaps")
    return tuple(table[target]["short"])


def rung_name(depth: int) -> str:
    """Return what a probe of some depth is for."""
    if depth < FIRST_RUNG:
        return "find the gap"
    names = tuple(RUNGS.values())
    return names[min(depth - FIRST_RUNG, len(names) - 1)]


def frames(style: Style, kind: str) -> Sequence[str]:
    """Return a style's ways to put a question of a kind: "quoted", "bare", "again_bare"…"""
    return tuple(_table("styles")[style][kind])


def framed(frame: str, core: str, anchor: str = "") -> str:
    """Return a question in a frame, quoting the anchor."""
    small, large = _first_letter(core, str.lower), _first_letter(core, str.upper)
    if core.startswith(("I ", "I'")):
        small = core
    text = frame.replace("{core}", small).replace("{Core}", large)
    return text.replace("{q}", f"“{anchor}”")


def restyled(text: str, style: Style, turn: int) -> str:
    """Return a bank's own question in a style's words, where it can be put into them."""
    first = text.split(" ", 1)[0].lower()
    if style is Style.DRY or first not in _QUESTION_WORDS or _BREAK.search(text):
        return text
    ways = frames(style, "bare")
    return framed(ways[turn % len(ways)], text)


def quotes_in(text: str) -> list[str]:
    """Return the words that a probe quotes."""
    return [match[1:-1] for match in _QUOTED.findall(text)]


def core_of(text: str) -> str:
    """Return the bare question in a probe, without its quote and its style's words."""
    return _BREAK.split(_QUOTED.sub("", text).strip())[-1].strip()


def gist(text: str) -> str:
    """Return what two probes share that ask the same, whatever they quote and in which style."""
    return core_of(text).lower()


def _first_letter(text: str, change: Any) -> str:
    return str(change(text[:1])) + text[1:]


@cache
def _wordings(cores: Sequence[str], quoting: bool) -> Sequence[Wording]:
    made = []
    for core in cores:
        told, _, question = core.rpartition(" | ")
        made.append(Wording(question, quoting, told))
    return tuple(made)


@cache
def _table(name: str) -> Mapping[str, Mapping[str, Any]]:
    file = FOLDER / "wordings" / f"{name}.toml"
    found: Mapping[str, Mapping[str, Any]] = _frozen(tomllib.loads(file.read_text("utf-8")))
    return found


def _frozen(value: Any) -> Any:
    """Return tables as they are and lists as tuples."""
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value
