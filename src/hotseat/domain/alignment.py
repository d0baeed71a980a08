"""Keeping the times of words whose text is changed."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from hotseat.domain.transcript import Word

_EDGES = re.compile(r"^\W+|\W+$")
_CERTAIN = 1.0  # a word that a person wrote down is as sure as a word can be


def realigned(words: Sequence[Word], text: str, length: float) -> tuple[Word, ...]:
    """Return the words of a corrected text, timed by those of the text before. Seconds.

    A word that stays keeps its times, also where only its case or punctuation changed. Words that
    stand in the place of others share the time of those, by their letters; added ones share the gap
    in which they stand, down to no time at all. `length` is that of the recording.
    """
    new = text.split()
    old_keys, new_keys = [_key(w.text) for w in words], [_key(w) for w in new]
    made: list[Word] = []
    for kind, a, b, c, d in _blocks(old_keys, new_keys):
        if kind == "equal":
            pairs = zip(words[a:b], new[c:d], strict=True)
            made += [Word(now, was.start, was.end, was.probability) for was, now in pairs]
        elif c < d:
            made += _shared(new[c:d], *_span(words, a, b, length))
    return tuple(made)


def _key(word: str) -> str:
    return _EDGES.sub("", word).casefold() or word


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Yield difflib's blocks; the same ends are set aside first, since most edits are small."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    room = least - head
    tail = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    if head:
        yield "equal", 0, head, 0, head
    old_end, new_end = len(old) - tail, len(new) - tail
    matcher = SequenceMatcher(None, old[head:old_end], new[head:new_end], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind, a + head, b + head, c + head, d + head
    if tail:
        yield "equal", old_end, len(old), new_end, len(new)


def _span(words: Sequence[Word], a: int, b: int, length: float) -> tuple[float, float]:
    """Return the seconds of words `a:b`, or of the gap where there are none."""
    if a < b:
        return words[a].start, max(words[b - 1].end, words[a].start)
    before = words[a - 1].end if a else 0.0
    after = words[a].start if a < len(words) else length
    return before, max(before, after)


def _shared(texts: Sequence[str], start: float, stop: float) -> list[Word]:
    letters = sum(map(len, texts))
    edges, done = [start], 0
    for text in texts:
        done += len(text)
        # No edge may pass the next word's start, not even by what rounding adds.
        edges.append(min(stop, start + (stop - start) * done / letters))
    return [Word(t, edges[n], edges[n + 1], _CERTAIN) for n, t in enumerate(texts)]
