"""Whether a reply of a few sentences answers a probe's target: rules beside the classifier.

The classifier learned from whole answers; a direct reply leans on the question ("Nine days."), so
the rules look for the shape that an answer to this target has.
"""

import re
from collections.abc import Callable

from hotseat.coach.features import normal
from hotseat.coach.lexicon import kind
from hotseat.domain.rubric import Element, Flag

FEWEST_WORDS = 4
"""A reply under this says something only if it has a figure or a name in it."""

LENGTH_LIMIT = 6000
"""Characters of a reply that the rules read."""

ANSWERED_BY: dict[Flag, tuple[Element, ...]] = {
    Flag.BLAMES_OTHERS: (Element.OWNERSHIP,),
    Flag.HUMBLE_BRAG: (Element.OWNERSHIP, Element.BREAKDOWN, Element.OUTCOME_METRIC),
    Flag.SMOOTH_SAILING: (Element.BREAKDOWN, Element.OUTCOME_METRIC),
    Flag.VAGUE_ALIGNMENT: (
        Element.ALIGNMENT_MECHANISM,
        Element.STAKEHOLDER_CONFLICT,
        Element.LOSS_HANDLED,
    ),
    Flag.HEROICS: (Element.TRADEOFF, Element.RESOURCING, Element.SYSTEMIC_CHANGE),
    Flag.STRATEGY_NOT_EXECUTION: (Element.BREAKDOWN,),
    Flag.ACTIVITY_AS_PROGRESS: (
        Element.OUTCOME_METRIC,
        Element.DELIVERY_METRIC,
        Element.SEQUENCING,
    ),
    Flag.ABSTRACT_TALK: (
        Element.SITUATION,
        Element.BREAKDOWN,
        Element.FIX,
        Element.SYSTEMIC_CHANGE,
        Element.OUTCOME_METRIC,
    ),
}
"""The elements that answer a probe at a flag."""


def wanted(target: str) -> tuple[Element, ...]:
    """Return the elements that answer a probe's target."""
    if target in tuple(Flag):
        return ANSWERED_BY[Flag(target)]
    return (Element(target),)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")", re.IGNORECASE)


_EVADES = _any(
    r"(?:i )?(?:don't|do not|didn't|couldn't|can't|cannot) (?:really |quite |exactly |honestly )*"
    r"(?:know|remember|recall|say|think of|share|tell you|put a number)",
    r"(?:not|no idea|hard|difficult|tough) (?:really )?(?:sure|to say|to tell|to pin|to put)",
    r"no idea",
    r"(?:that's|it's) (?:a )?(?:good|great|fair|interesting|tricky) question",
    r"i'd have to (?:look|check|get back|think)",
    r"it depends",
    r"nothing (?:really|comes to mind|specific|in particular)",
    r"i wouldn't (?:say|know)",
)


def figures_in(text: str) -> int:
    """Return how many numbers and dates a text has."""
    ws = re.findall(r"[a-z]+|\d[\d.,:]*", normal(text[:LENGTH_LIMIT]))
    return sum(kind(w)[0] == "0" for w in ws)


def evades(text: str) -> bool:
    """Say whether the speaker says that they cannot or will not answer."""
    return _EVADES.search(normal(text[:LENGTH_LIMIT])) is not None


def too_short(text: str) -> bool:
    """Say whether a reply has under four words and no figure or name."""
    return len(text.split()) < FEWEST_WORDS and figures_in(text) == 0


def specific(text: str) -> bool:
    """Say whether a reply holds something that an interviewer could check."""
    return figures_in(text) > 0 or len(text.split()) >= 12


Rule = Callable[[str], bool]
RULES: dict[Element, Rule] = {}


def answers(element: Element, text: str) -> bool:
    """Say whether a reply to a probe at this element answers it by its shape."""
    rule = RULES.get(element)
    return rule(text) if rule else specific(text)
