"""Find a quote again after a transcript was worded anew."""

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\S+")
_EDGES = " \t\n.,;:?!…\"'“”‘’()[]{}–—-"
MOST_TIMES = 2
"""A quote may grow to twice its words by the new wording; what grows more is another place."""


def moved(quote: str, old: str, new: str) -> str:
    """Return the words of `new` that stand where `quote` stood in `old`, verbatim.

    A quote that still stands is returned as it is; "" where nothing of it is left.
    """
    if quote in new:
        return quote
    begin = old.find(quote)
    if not quote or begin < 0:
        return ""
    before, after = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    wanted = {
        at
        for at, token in enumerate(before)
        if token.end() > begin and token.start() < begin + len(quote)
    }
    matcher = SequenceMatcher(None, _plain(before), _plain(after), autojunk=False)
    found: list[int] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        inside = sorted(at for at in wanted if i1 <= at < i2)
        if kind == "equal":
            found += [j1 + at - i1 for at in inside]
        elif inside:
            found += range(j1, j2)
    if not found or max(found) - min(found) >= MOST_TIMES * len(wanted):
        return ""
    return new[after[min(found)].start() : after[max(found)].end()].strip(_EDGES)


def _plain(tokens: list[re.Match[str]]) -> list[str]:
    return [token.group().lower().strip(_EDGES) for token in tokens]
