"""One text from the two lanes, word by word. Pure.

The final lane hears with more context and words better; the live lane keeps what Whisper smooths
away: fillers, repetitions, restarts. Nothing is taken that neither heard, and nothing twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hotseat.asr.guards import plain
from hotseat.domain.transcript import Word

FILLERS = frozenset(("um", "uh", "er", "erm", "hm", "hmm", "mm", "mmm", "uhm", "umm", "uhh"))
LEXICAL = (("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"), ("like",))
"""Fillers of words, which Whisper leaves out as readily; the coach judges which are fillers."""

# The final lane left out what it does not even give time to, and the live lane is sure of.
SPAN_SECONDS = 0.5
SPAN_WORDS = 2
SPAN_SURE = 0.5
# At the edge of a window one word is enough: the last one is the easiest to lose.
EDGE_SECONDS = 0.15
LEXICAL_SURE = 0.3
# Without the prompt of fillers Whisper writes "uh" as one of these. A filler that starts this near
# (seconds) to one that only the final lane heard is the same sound.
MISHEARD = frozenset(("a", "and", "the", "i", "of", "oh", "ah", "or", "are", "her", "i'm", "in"))
SAME_SOUND = 0.35
# Words apart by more than this are not the same word, whatever they read like (seconds).
FAR = 3.0

_GAP = 1.0
_FILLER_GAP = 0.3
_OTHER_WORD = 1.2
_NEVER = 9.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A word as each lane heard it; None where it did not."""

    live: Word | None
    final: Word | None


def merge(live: Sequence[Word], final: Sequence[Word]) -> list[Word]:
    """Return one text from what both lanes heard in the same sound, in the order of time."""
    if not final:
        return list(live)
    pairs = align(live, final)
    keep = _kept(pairs)
    words = [_merged(pair) for pair, kept in zip(pairs, keep, strict=True) if kept]
    return _in_order(_written(words))


def align(live: Sequence[Word], final: Sequence[Word]) -> list[Pair]:
    """Pair the words of the lanes at the least cost; both orders are kept."""
    table = _costs(live, final)
    pairs: list[Pair] = []
    i, j = len(live), len(final)
    while i or j:
        here = table[i][j]
        if i and j and here == table[i - 1][j - 1] + _swap(live[i - 1], final[j - 1]):
            i, j = i - 1, j - 1
            pairs.append(Pair(live[i], final[j]))
        elif i and here == table[i - 1][j] + _gap(live[i - 1]):
            i -= 1
            pairs.append(Pair(live[i], None))
        else:
            j -= 1
            pairs.append(Pair(None, final[j]))
    return pairs[::-1]


def is_filler(word: Word) -> bool:
    """Say whether a word is a filler that is no other word."""
    return plain(word.text) in FILLERS


def _costs(live: Sequence[Word], final: Sequence[Word]) -> list[list[float]]:
    table = [[_GAP * at for at in range(len(final) + 1)]]
    for word in live:
        above = table[-1]
        row = [above[0] + _gap(word)]
        for at, other in enumerate(final):
            row.append(
                min(above[at] + _swap(word, other), above[at + 1] + _gap(word), row[at] + _GAP)
            )
        table.append(row)
    return table


def _gap(word: Word) -> float:
    return _FILLER_GAP if is_filler(word) else _GAP


def _swap(live: Word, final: Word) -> float:
    """Return the cost of taking two words for the same sound: near in time, alike in letters."""
    away = abs(live.start - final.start)
    if away > FAR:
        return _NEVER
    one, other = plain(live.text), plain(final.text)
    if one == other:
        return 0.02 * away
    if is_filler(live) != is_filler(final):
        return _NEVER
    alike = 0.6 if one[:2] == other[:2] or one[-3:] == other[-3:] else 0.0
    return _OTHER_WORD - alike + 0.1 * away


def _kept(pairs: Sequence[Pair]) -> list[bool]:
    """Say of each pair whether it stays: all that the final lane heard, and of the live lane what
    the final lane smoothed away."""
    keep = [pair.final is not None for pair in pairs]
    for begin, end in _alone(pairs):
        for at in _smoothed(pairs, begin, end):
            keep[at] = True
    return _once(pairs, keep)


def _alone(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Yield the runs `(begin, end)` that only the live lane heard."""
    begin = None
    for at, pair in enumerate(pairs):
        if pair.final is None and begin is None:
            begin = at
        elif pair.final is not None and begin is not None:
            yield begin, at
            begin = None
    if begin is not None:
        yield begin, len(pairs)


def _smoothed(pairs: Sequence[Pair], begin: int, end: int) -> list[int]:
    """Return which pairs of a run are fillers, repetitions, restarts, or a span left out."""
    words = [pair.live for pair in pairs[begin:end] if pair.live is not None]
    if _span_left_out(pairs, begin, end, words):
        return list(range(begin, end))
    # Without the prompt no filler is likely: their probabilities say nothing.
    found = [begin + n for n, word in enumerate(words) if is_filler(word)]
    found += [begin + n for n in _lexical(words)]
    rest = [at for at in range(begin, end) if at not in found]
    if _repeats(pairs, rest, begin, end):
        found += rest
    found += [begin + n for n, w in enumerate(words) if w.text.endswith(("-", "–", "—"))]
    return sorted(set(found))


def _span_left_out(pairs: Sequence[Pair], begin: int, end: int, words: Sequence[Word]) -> bool:
    """Say whether the final lane has a hole in time where the live lane is sure of words."""
    spoken = [word for word in words if not is_filler(word)]
    at_edge = begin == 0 or end == len(pairs)
    if len(spoken) < (1 if at_edge else SPAN_WORDS):
        return False
    if sum(word.probability for word in spoken) / len(spoken) < SPAN_SURE:
        return False
    before = max((w.end for p in pairs[:begin] if (w := p.final)), default=0.0)
    after = min((w.start for p in pairs[end:] if (w := p.final)), default=float("inf"))
    hole = min(words[-1].end, after) - max(words[0].start, before)
    return hole >= (EDGE_SECONDS if at_edge else SPAN_SECONDS)


def _lexical(words: Sequence[Word]) -> list[int]:
    texts = [plain(word.text) for word in words]
    found: list[int] = []
    for phrase in LEXICAL:
        size = len(phrase)
        for at in range(len(texts) - size + 1):
            sure = min(word.probability for word in words[at : at + size])
            if tuple(texts[at : at + size]) == phrase and sure >= LEXICAL_SURE:
                found += range(at, at + size)
    return found


def _repeats(pairs: Sequence[Pair], rest: Sequence[int], begin: int, end: int) -> bool:
    """Say whether words (not fillers) are a phrase that the final lane has once beside them."""
    texts = [plain(w.text) for at in rest if (w := pairs[at].live)]
    before = [plain(w.text) for pair in pairs[:begin] if (w := pair.final)]
    after = [plain(w.text) for pair in pairs[end:] if (w := pair.final)]
    size = len(texts)
    return size > 0 and texts in (before[-size:], after[:size])


def _once(pairs: Sequence[Pair], keep: list[bool]) -> list[bool]:
    """Let no sound count twice, and no word come more often than the lane that heard it most."""
    said = Counter(plain(p.live.text) for p in pairs if p.live)
    worded = Counter(plain(p.final.text) for p in pairs if p.final)
    most = said | worded
    for at, pair in enumerate(pairs):
        if keep[at] and pair.final is None and pair.live is not None and is_filler(pair.live):
            for rival in _same_sound(pairs, at, pair.live):
                keep[rival] = False
    count = Counter(_text(pair) for pair, kept in zip(pairs, keep, strict=True) if kept)
    for at, pair in enumerate(pairs):
        text = _text(pair)
        if keep[at] and pair.final is None and count[text] > most[text]:
            keep[at] = False
            count[text] -= 1
    return keep


def _same_sound(pairs: Sequence[Pair], at: int, filler: Word) -> Iterator[int]:
    """Yield the neighbours that only the final lane heard, and that are this filler misheard."""
    for other in (at - 1, at + 1):
        if 0 <= other < len(pairs):
            live, rival = pairs[other].live, pairs[other].final
            if live is not None or rival is None or plain(rival.text) not in MISHEARD:
                continue
            if abs(rival.start - filler.start) <= SAME_SOUND:
                yield other


def _text(pair: Pair) -> str:
    word = pair.final or pair.live
    return plain(word.text) if word else ""


def _merged(pair: Pair) -> Word:
    """Return the wording of the final lane with the times of the surer one.

    Only where both heard the same word does the surer ear vouch for it.
    """
    live, final = pair.live, pair.final
    if final is None or live is None:
        only = final or live
        assert only is not None
        return only
    if plain(live.text) != plain(final.text):
        return final
    timed = live if live.probability >= final.probability else final
    if timed.end <= timed.start:
        timed = final if timed is live else live
    return replace(final, start=timed.start, end=timed.end, probability=timed.probability)


def _written(words: list[Word]) -> list[Word]:
    """Let fillers that stand inside a sentence neither begin nor end one."""
    made: list[Word] = []
    for at, word in enumerate(words):
        text = word.text
        if is_filler(word):
            after = words[at + 1].text if at + 1 < len(words) else ""
            goes_on = bool(after) and not after[:1].isupper()
            if goes_on:
                text = text.rstrip(".…,") + ","
            inside = bool(made) and not made[-1].text.endswith((".", "!", "?"))
            if inside:
                text = text[:1].lower() + text[1:]
        made.append(replace(word, text=text))
    return made


def _in_order(words: Sequence[Word]) -> list[Word]:
    """Keep the order of words when the lanes differ on times."""
    made: list[Word] = []
    last = 0.0
    for word in words:
        start = max(word.start, last)
        made.append(replace(word, start=start, end=max(word.end, start)))
        last = start
    return made
