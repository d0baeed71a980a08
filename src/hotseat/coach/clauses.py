"""Cut a sentence into clauses: who types three sentences packs several things into one."""

import re

LEAST_WORDS = 4
MOST = 6
"""Clauses of one sentence; what is left belongs to the last."""

_PLACES = re.compile(r"(?<=[,;]) | (?=(?:and|so|but|because|then) )")


def clauses(sentence: str) -> list[str]:
    """Return a sentence's clauses in order, each of four words or more, or the whole as one."""
    found: list[str] = []
    held: list[str] = []
    for part in _PLACES.split(sentence):
        held.append(part)
        if sum(len(each.split()) for each in held) >= LEAST_WORDS and len(found) < MOST - 1:
            found.append(" ".join(held))
            held = []
    if held and found:
        last = " ".join(held)
        if len(last.split()) < LEAST_WORDS:
            found[-1] = f"{found[-1]} {last}"
        else:
            found.append(last)
    return found or [sentence]
