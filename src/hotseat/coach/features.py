"""What the linear classifier sees of a sentence: word and letter n-grams, made in plain Python."""

import re
from collections.abc import Sequence
from itertools import pairwise

from hotseat.coach.lexicon import kind

WORD_LIMIT = 120
"""Words of a sentence that are looked at; longer ones only come from text without any full stop."""

LETTER_LIMIT = 24
"""Letters of a word that are looked at, so that a word of 10,000 costs nothing."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,:/]*|[%$€£?]")
_FILLERS = re.compile(r"\b(?:u+m+|u+h+|erm?|h+m+|m{2,}|you know|i mean|sort of|kind of)\b,?")
_REPEATED = re.compile(r"\b(\w{1,12}(?:'\w{1,3})?),? \1\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def normal(text: str) -> str:
    """Return the text in lower case, straight quotes, without fillers and stuttered words."""
    low = text[: WORD_LIMIT * LETTER_LIMIT].lower().replace("’", "'").replace("‘", "'")
    low = low.replace("-", " ")
    return _REPEATED.sub(r"\1", _FILLERS.sub(" ", low))


def words(text: str) -> list[str]:
    """Return the words of a sentence, numbers and dates as classes, runs of numbers as one."""
    found: list[str] = []
    for word in _WORD.findall(normal(text))[:WORD_LIMIT]:
        classed = kind(word[:LETTER_LIMIT])
        if classed != "0num" or not found or found[-1] != "0num":
            found.append(classed)
    return found


def word_grams(text: str, found: Sequence[str]) -> set[str]:
    """Return the runs of one to three of the `found` words, with a mark for a name in the text."""
    ws = ["0start", *found]
    grams = set(ws)
    grams.update(f"{a} {b}" for a, b in pairwise(ws))
    grams.update(f"{a} {b} {c}" for a, b, c in zip(ws, ws[1:], ws[2:], strict=False))
    if _NAME.search(text[: WORD_LIMIT * LETTER_LIMIT]):
        grams.add("0name")
    size = len(ws) - 1
    grams.add(f"0size{min(size // 5, 8)}")
    return grams


def letter_grams(found: Sequence[str]) -> set[str]:
    """Return the runs of two to five letters inside the words, `_` for a word's edge."""
    grams: set[str] = set()
    for word in found:
        if word[0] == "0":
            continue
        edged = f"_{word}_"
        for size in (2, 3, 4, 5):
            grams.update(edged[i : i + size] for i in range(len(edged) - size + 1))
    return grams
