"""Who did or decided what: claims of a story that a later reply may contradict.

Written for precision: only "I", a role or a name before one of a few verbs of deciding, and only
where both tellings name the same thing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hotseat.coach.lexicon import word_set

TEXT_LIMIT = 2000

_ROLES = (
    r"boss|manager|lead|director|ceo|cto|coo|cfo|vp|founder|vendor|legal|sales|finance|marketing|"
    r"engineering|security|operations|ops|support|product|designer|architect|client|customer"
)
_VERBS = (
    r"decided|signed|approved|chose|picked|promised|wrote|owned|skipped|cut|cancelled|stopped|"
    r"called off|set|agreed to|asked for|insisted on|pushed for|dropped|made"
)
_CLAIM = re.compile(
    rf"\b(?P<who>I|we|(?:my|our|the|his|her) (?:\w+ )?(?:{_ROLES})|(?-i:[A-Z][a-z]{{2,}}))"
    rf"(?:'d|’d| had| have)?(?: \w+ly| then| also| just| myself)? (?P<verb>{_VERBS})\b"
    r"(?P<what>(?: [\w'’-]+){1,7})",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:never|not|n't|n’t)\b", re.IGNORECASE)
_EMPTY = word_set(
    "a an the of to in on at for with from by and or but so that which it its this these those",
    "them up out off down we i you they he she my our his her their your be been is was were had",
    "have not then there as into about all just also very really one thing things again back when",
    "if because who what how",
)
_NO_NAMES = word_set(
    "and but then so the they there that this when what nobody everyone everybody somebody it he",
    "she you who which because well yes yeah okay also now still people",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody did something: `about` are the words that name the thing, `quote` is verbatim."""

    who: str
    verb: str
    about: frozenset[str]
    quote: str


def claims_in(sentences: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims in some sentences; what is denied is no claim."""
    found: list[Claim] = []
    for text in sentences:
        for match in _CLAIM.finditer(text[:TEXT_LIMIT]):
            who = _who(match["who"])
            about = frozenset(
                word.rstrip("s")
                for word in re.findall(r"[a-z]{3,}", match["what"].lower())
                if word not in _EMPTY
            )
            if who and about and not _NOT.search(match.group()):
                found.append(Claim(who, match["verb"].lower(), about, match.group().strip()))
    return tuple(found)


def contradiction(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Return two claims that give the same deed to different people, the earlier one first.

    "We" goes with anybody. Two words of the thing must be the same, or the one there is.
    """
    for new in after:
        for old in before:
            if old.verb != new.verb or old.who == new.who or "we" in (old.who, new.who):
                continue
            shared = old.about & new.about
            if len(shared) >= min(2, len(old.about), len(new.about)):
                return old, new
    return None


def _who(text: str) -> str:
    """Return "i", "we", a role without its article, or a name; "" for what is neither."""
    word = text.lower().split()[-1]
    return "" if word in _NO_NAMES else word
