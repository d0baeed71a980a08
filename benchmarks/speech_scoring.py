"""How well a transcript fits what was said: wrong words, fillers, and when words begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

FILLERS = {"um", "uh", "er", "erm", "uhm", "hm", "hmm", "mm", "mhm"}
Pair = tuple[int | None, int | None]


def plain(text: str) -> list[str]:
    """Return the words in lower case without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("-", " ").replace(",", ""))


def aligned(said: Sequence[str], heard: Sequence[str]) -> list[Pair]:
    """Return which word said belongs to which heard (None: missing, or extra), fewest errors.

    Of two fillers each counts as the other: "um" heard for "uh" is no error.
    """
    one, two = _folded(said), _folded(heard)
    rows = [list(range(len(two) + 1))]
    for at, word in enumerate(one, 1):
        row = [at]
        for column, other in enumerate(two, 1):
            row.append(
                min(rows[-1][column - 1] + (word != other), rows[-1][column] + 1, row[-1] + 1)
            )
        rows.append(row)
    return _walk(rows, one, two)


def _folded(words: Sequence[str]) -> list[str]:
    return ["um" if word in FILLERS else word for word in words]


def _walk(rows: list[list[int]], one: list[str], two: list[str]) -> list[Pair]:
    pairs: list[Pair] = []
    at, column = len(one), len(two)
    while at or column:
        here = rows[at][column]
        same = at and column and one[at - 1] == two[column - 1]
        if at and column and here == rows[at - 1][column - 1] + (not same):
            at, column = at - 1, column - 1
            pairs.append((at, column))
        elif at and here == rows[at - 1][column] + 1:
            at -= 1
            pairs.append((at, None))
        else:
            column -= 1
            pairs.append((None, column))
    return pairs[::-1]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one transcript, or of several together.

    `words` said and `wrong` (missing, extra or other) leave fillers out; `fillers` said, `kept` of
    them, and `invented`: heard where none was said.
    """

    words: int = 0
    wrong: int = 0
    fillers: int = 0
    kept: int = 0
    invented: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.words + other.words,
            self.wrong + other.wrong,
            self.fillers + other.fillers,
            self.kept + other.kept,
            self.invented + other.invented,
        )

    @property
    def error_rate(self) -> float:
        """Wrong words in % of those said."""
        return 100 * self.wrong / max(1, self.words)

    @property
    def recall(self) -> float:
        """Part of the fillers that was kept."""
        return self.kept / max(1, self.fillers)

    @property
    def precision(self) -> float:
        """Part of the fillers heard that was said."""
        return self.kept / max(1, self.kept + self.invented)


def scored(said: str, heard: str) -> Score:
    """Count what is right and wrong in a transcript."""
    one, two = plain(said), plain(heard)
    bare = [[word for word in words if word not in FILLERS] for words in (one, two)]
    wrong = sum(
        a is None or b is None or bare[0][a] != bare[1][b] for a, b in aligned(bare[0], bare[1])
    )
    kept = invented = 0
    for a, b in aligned(one, two):
        if b is not None and two[b] in FILLERS:
            right = a is not None and one[a] in FILLERS
            kept, invented = kept + right, invented + (not right)
    return Score(len(bare[0]), wrong, sum(word in FILLERS for word in one), kept, invented)


def start_errors(
    text: str, starts: Sequence[tuple[float, int]], words: Sequence[tuple[str, float]]
) -> list[float]:
    """Return how far off, in seconds, the first words of sentences begin, where heard right.

    `starts` are the true seconds with the number of the word in the plain text; `words` those
    heard, with their seconds.
    """
    said = plain(text)
    heard = [(part, start) for word, start in words for part in plain(word)]
    matched = {a: b for a, b in aligned(said, [word for word, _ in heard]) if a is not None}
    errors = []
    for true, place in starts:
        other = matched.get(place)
        if other is not None and heard[other][0] == said[place]:
            errors.append(abs(heard[other][1] - true))
    return errors


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value below which so many percent lie; 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]
