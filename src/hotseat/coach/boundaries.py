"""Where a sentence may begin in words without any marks, learnt from the corpus' own sentences."""

import json
from collections.abc import Sequence
from functools import lru_cache

from hotseat.coach.data import FOLDER
from hotseat.coach.lexicon import kind

FILE = "boundaries.json"
EDGE = "|"


def around(words: Sequence[str], at: int) -> list[str]:
    """Return what is seen of the place before word `at`: two words on its left, three on its right.

    Words are plain (see `plain`).
    """
    left2, left = (words[at - k] if at >= k else EDGE for k in (2, 1))
    right, right2, right3 = (words[at + k] if at + k < len(words) else EDGE for k in range(3))
    return [
        f"a {left}",
        f"b {right}",
        f"ab {left} {right}",
        f"aa {left2} {left}",
        f"bb {right} {right2}",
        f"bbb {right} {right2} {right3}",
        f"c {right2}",
    ]


def plain(word: str) -> str:
    """Return a word in lower case, without marks, numbers and dates as classes."""
    bare = word.lower().replace("’", "'").strip("\"'“”‘().,;:!?…-–—")
    return kind(bare) if bare else EDGE


@lru_cache(maxsize=1)
def _weights() -> tuple[float, float, dict[str, int]]:
    stored = json.loads((FOLDER / FILE).read_text(encoding="utf-8"))
    return stored["bias"], stored["unit"], stored["weights"]


def starts(words: Sequence[str]) -> list[float]:
    """Return, for each word, the log odds that a sentence begins with it."""
    bias, unit, weights = _weights()
    seen = [plain(word[:40]) for word in words]
    return [
        bias + unit * sum(weights.get(name, 0) for name in around(seen, at))
        for at in range(len(seen))
    ]
