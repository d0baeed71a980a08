"""Parts of an element that a deeper question asks for; what was told is not asked again."""

import re
from collections.abc import Iterable
from functools import cache

_COUNT = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|a dozen)"
)
_UNIT = r"(?:hours?|days?|weeks?|months?|quarters?|years?)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_PEOPLE = r"(?:people|engineers?|developers?|designers?|of us|persons?|testers?|crew|team of)"

FACETS: dict[str, str] = {
    "owner": (
        r"\b(?:owns?|owner|owned by|responsible|in charge|looks? after|on call|rota|signs? off|"
        r"\w+(?:'s|s') job|my job|"
        r"(?:engineer|analyst|lead|person|duty|someone) (?:who|reads|checks))\b"
    ),
    "cadence": r"\b(?:every|each|weekly|daily|monthly|nightly|quarterly|once a|twice a|per week)\b",
    "trigger": (
        r"\b(?:before|unless|until|without|can't|cannot|won't|refuses?|fails?|blocks?|whenever|"
        r"as soon as|if (?:it|the|a|any)|when(?:ever)? (?:it|the|a))\b"
    ),
    "baseline": (
        r"\b(?:from .{1,40}\bto|down from|up from|used to be|compared (?:with|to)|versus|"
        r"instead of|against a (?:target|plan)|before it was|had been)\b"
    ),
    "period": (
        rf"\b(?:in|within|over|after|for|by|since) (?:\w+ ){{0,3}}{_UNIT}\b|"
        rf"\b{_COUNT} {_UNIT}\b"
    ),
    "date": (
        r"\b(?:by|until|on|end of|middle of|early|late|in|of) "
        rf"(?:the )?(?:\w+ (?:of )?)?{_MONTH}\b"
    ),
    "people": rf"\b{_COUNT}(?: \w+){{0,2}} {_PEOPLE}\b",
}
"""How each part sounds, in lower case; a sentence that matches has it."""


def told(facet: str, sources: Iterable[str]) -> bool:
    """Say whether one of the sentences holds a part; "" is never told."""
    return bool(facet) and any(_compiled(facet).search(text.lower()) for text in sources)


@cache
def _compiled(facet: str) -> re.Pattern[str]:
    return re.compile(FACETS[facet])
