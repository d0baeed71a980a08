"""Two tellings sentence by sentence: what was kept, said in other words, dropped and added.

By the words that two sentences share, rare ones counting more. Order plays no part in finding the
pairs, since retellings are told in another order; what changed its place is marked.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

PAIR_FROM = 0.25
"""The shared part of their words, 0..1, from which two sentences are the same one retold. Of 1,574
sentences of data/corpus/dev.jsonl, held against answers to other questions, one in 130 has so much
in common with any of theirs (at 0.2 one in 40)."""

KEPT_FROM = 0.85
"""From here on it was said in the same words, as recognisers and speakers vary them."""

PART_FROM = 0.6
"""From this part of its words on a sentence is told within another one that has a partner."""

FUNCTION_WEIGHT = 0.15
"""What a function word weighs; a word that carries meaning weighs 0.7 and more."""

_STEM = 5
_WORD = re.compile(r"[^\W_]+(?:['’.,:][^\W_]+)*")
_FUNCTION_WORDS = (
    "a about after again all also am an and any are as at be because been before being but by can "
    "could did do does doing done for from get got had has have he her him his how i if in into is "
    "it its just like me more my no not of on or our out over really she so some such than that "
    "the their them then there these they this those to too up us very was we were what when which "
    "while who will with would you your actually basically kind know maybe mean sort i'm it's i'd "
    "i've we'd we're that's there's didn't don't you're they're wasn't couldn't"
)
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_EMPTY = frozenset("um uh er erm hmm mm ah oh well okay ok yeah yes".split())  # noqa: SIM905


class Fate(StrEnum):
    """What became of a sentence in the later telling."""

    KEPT = "kept"
    REWORDED = "reworded"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences of the earlier telling beside those of the later one, by their indices.

    One of the two is empty where something was dropped or added; several stand together where one
    telling says in two sentences what the other says in one. `moved`: it is told elsewhere now.
    """

    fate: Fate
    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False


def align(before: Sequence[str], after: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows in the order of the later telling, what was dropped where it stood before.

    Sentences that hold nothing but fillers are left out.
    """
    weighed = _Weighed(before, after)
    partner = weighed.partners()
    groups = _grouped(partner, weighed)
    in_place = _in_order([(group[0][0], group[1][0]) for group in groups])
    rows = [
        Row(weighed.fate(first, second), first, second, number not in in_place)
        for number, (first, second) in enumerate(groups)
    ]
    paired_a = {at for row in rows for at in row.before}
    paired_b = {at for row in rows for at in row.after}
    rows += [Row(Fate.ADDED, (), (at,)) for at in weighed.told_b if at not in paired_b]
    ordered = sorted(rows, key=lambda row: row.after)
    dropped = [at for at in weighed.told_a if at not in paired_a]
    return tuple(_with_dropped(ordered, dropped))


def words_only_in(text: str, other: str) -> list[tuple[int, int]]:
    """Return the characters `(begin, end)` of what another text lacks, whole runs of words.

    A run without a word that carries meaning is no difference worth a mark.
    """
    known = Counter(_stem(found.group()) for found in _WORD.finditer(other))
    only: list[tuple[int, int]] = []
    begin, end, meaning = 0, 0, False
    for found in _WORD.finditer(text):
        stem = _stem(found.group())
        if known[stem]:
            known[stem] -= 1
            only += [(begin, end)] if meaning else []
            begin, meaning = found.end(), False
            continue
        begin = begin if end > begin and text[begin:end].strip() else found.start()
        end = found.end()
        meaning = meaning or _plain(found.group()) not in _FUNCTION | _EMPTY
    return only + ([(begin, end)] if meaning else [])


class _Weighed:
    """The words of both tellings, each weighing the more the fewer sentences hold it."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self.a = [_content(text) for text in before]
        self.b = [_content(text) for text in after]
        holding = Counter(word for bag in (*self.a, *self.b) for word in bag)
        count = len(self.a) + len(self.b)
        self._weight = {
            word: FUNCTION_WEIGHT if word in _FUNCTION_STEMS else log(1 + count / held)
            for word, held in holding.items()
        }
        self.told_a = [at for at, bag in enumerate(self.a) if bag]
        self.told_b = [at for at, bag in enumerate(self.b) if bag]

    def partners(self) -> list[tuple[int, int]]:
        """Return the pairs, the most alike first; each sentence is in one of them at most."""
        found = sorted(self._alike(), key=lambda pair: (-pair[0], pair[1], pair[2]))
        taken_a: set[int] = set()
        taken_b: set[int] = set()
        pairs: list[tuple[int, int]] = []
        for _, _, first, second in found:
            if first not in taken_a and second not in taken_b:
                taken_a.add(first)
                taken_b.add(second)
                pairs.append((first, second))
        return pairs

    def _alike(self) -> Iterable[tuple[float, float, int, int]]:
        """Yield likeness, distance in the tellings, and the pair."""
        holding: dict[str, list[int]] = defaultdict(list)
        for at in self.told_b:
            for word in _telling(self.b[at]):
                holding[word].append(at)
        for first in self.told_a:
            near = {second for word in _telling(self.a[first]) for second in holding[word]}
            for second in near:
                likeness = self.likeness((first,), (second,))
                if likeness >= PAIR_FROM:
                    place = first / len(self.a) - second / len(self.b)
                    yield likeness, abs(place), first, second

    def likeness(self, first: Iterable[int], second: Iterable[int]) -> float:
        """Return which part of the words two groups of sentences share, 0..1."""
        a = sum((self.a[at] for at in first), Counter())
        b = sum((self.b[at] for at in second), Counter())
        whole = self._size(a) + self._size(b)
        return 2 * self._size(a & b) / whole if whole else 0.0

    def part_of(self, bag: "Counter[str]", other: "Counter[str]") -> float:
        """Return which part of a sentence's words another holds, 0..1."""
        whole = self._size(bag)
        return self._size(bag & other) / whole if whole else 0.0

    def fate(self, first: Sequence[int], second: Sequence[int]) -> Fate:
        """Return whether a pair says the same in the same words."""
        same = self.likeness(first, second) >= KEPT_FROM
        return Fate.KEPT if same else Fate.REWORDED

    def _size(self, bag: "Counter[str]") -> float:
        return sum(self._weight[word] * times for word, times in bag.items())


Group = tuple[tuple[int, ...], tuple[int, ...]]


def _grouped(partner: Sequence[tuple[int, int]], weighed: _Weighed) -> list[Group]:
    """Let neighbours join that are told within a pair's sentences; in the later telling's order."""
    a_of = {second: [first] for first, second in partner}
    b_of = {second: [second] for _, second in partner}
    owner_a = dict(partner)
    free_a = [at for at in weighed.told_a if at not in owner_a]
    for at in free_a:
        for beside in (at - 1, at + 1):
            pair = owner_a.get(beside)
            if pair is not None and weighed.part_of(weighed.a[at], weighed.b[pair]) >= PART_FROM:
                a_of[pair].append(at)
                owner_a[at] = pair
                break
    taken = set(a_of)
    for at in weighed.told_b:
        if at in taken:
            continue
        for beside in (at - 1, at + 1):
            if beside in a_of and len(a_of[beside]) == 1:
                whole = weighed.a[a_of[beside][0]]
                if weighed.part_of(weighed.b[at], whole) >= PART_FROM:
                    b_of[beside].append(at)
                    break
    groups = [(tuple(sorted(a_of[at])), tuple(sorted(b_of[at]))) for at in a_of]
    return sorted(groups, key=lambda group: group[1])


def _in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the positions of the longest run of pairs that kept their order."""
    ends: list[int] = []  # the smallest first sentence that a run of each length ends with
    last: list[int] = []  # its position
    before: list[int] = []
    for at, (first, _) in enumerate(pairs):
        length = bisect_left(ends, first)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [first]
        last[length : length + 1] = [at]
    kept: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _with_dropped(rows: Sequence[Row], dropped: Sequence[int]) -> Iterable[Row]:
    """Put what was dropped behind what stood before it in the earlier telling."""
    behind: dict[int, list[int]] = defaultdict(list)
    told = sorted(
        (first, at) for at, row in enumerate(rows) if not row.moved for first in row.before
    )
    for gone in dropped:
        at = bisect_left(told, (gone, -1)) - 1
        behind[told[at][1] if at >= 0 else -1].append(gone)
    yield from (Row(Fate.DROPPED, (gone,), ()) for gone in behind[-1])
    for at, row in enumerate(rows):
        yield row
        yield from (Row(Fate.DROPPED, (gone,), ()) for gone in behind[at])


def _content(text: str) -> "Counter[str]":
    words = (found.group() for found in _WORD.finditer(text))
    return Counter(_stem(word) for word in words if _plain(word) not in _EMPTY)


def _telling(bag: "Counter[str]") -> Iterable[str]:
    """Return the words by which a sentence is found: those with meaning, where it has any."""
    return [word for word in bag if word not in _FUNCTION_STEMS] or bag


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _stem(word: str) -> str:
    """Return the beginning of a word, under which its forms are one; figures stay whole.

    A function word stays whole too, and is told from the beginning of another by a mark.
    """
    word = _plain(word)
    if word in _FUNCTION:
        return f"{word}."
    word = word.removesuffix("'s")
    return word if any(letter.isdigit() for letter in word) else word[:_STEM]


_FUNCTION_STEMS = frozenset(f"{word}." for word in _FUNCTION)
