"""Cut a transcript into sentences, whether a recogniser or a keyboard wrote it.

Full stops from a recogniser come and go, so pauses and length count as well. Every sentence is a
verbatim span of the transcript's text.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hotseat.coach.boundaries import starts
from hotseat.coach.lexicon import word_set
from hotseat.domain.transcript import Sentence, Transcript, word_spans

PAUSE_SECONDS = 1.2
"""A silence that ends a thought; in read and told speech, pauses within a clause stay below it."""

PAUSE_SIDE_WORDS = 4
"""A pause cuts only where so many words stand on both sides: shorter bits are hesitations."""

LONG_WORDS = 45
"""A stretch longer than this is cut; 95 % of the corpus' sentences are shorter."""

RUN_ON_WORDS = 30
SURE_START = 0.5
RUN_ON_SIDE_WORDS = 6
"""A stretch of so many words is cut in two where a beginning has this log odds or more, with so
many words on both sides: where a recogniser leaves out every other full stop, labels gain 0.005 in
micro-F1 and flags 0.008; what has all its stops loses nothing."""

LONGEST_PIECE = 60
NO_TALK = 9_000
"""An hour of talk without a single mark or pause; longer stretches are cut blindly."""

PAUSE_WORTH = 2.0
"""What a silence of half a second adds to the log odds that a sentence begins."""

UNLIKELY = -3.5
EAGERNESS = 2.8
"""Added to the log odds of every beginning: chosen for the labels that follow, by held-out text."""

_TOKEN = re.compile(r"\S+")
_END = re.compile(r"[.?!…]+[\"'”’)\]]*$")
_ABBREVIATIONS = word_set(
    "e.g. i.e. eg. ie. vs. mr. mrs. ms. dr. prof. st. approx. ca. cf. fig. incl.",
    "jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. u.s. u.k. e.u. ph.d.",
)
# These end a sentence only where the next word starts with a capital.
_MAYBE = word_set("etc. inc. ltd. corp. co. jr. sr. a.m. p.m. min. max. hr. hrs. dept.")
_COUNTED = word_set("no. nos. p. pp. vol. ch.")  # these do not end one before a figure
_INITIAL = re.compile(r"[\"'“‘(\[]?[A-Z]\.$")
# Log likelihood of a sentence's length in words (log-normal, as in the corpus), but for a constant.
_LENGTHS = tuple(
    -math.log(n) - (math.log(n) - 2.8) ** 2 / (2 * 0.58**2) if n else -99.0
    for n in range(LONGEST_PIECE + 1)
)
_STARTS = word_set("um uh er erm hmm mm mmm and so but or well okay ok yeah right like oh")


@dataclass(frozen=True, slots=True)
class _Token:
    """A run of characters without space, with its time where the recogniser gave one."""

    text: str
    begin: int
    end: int
    gap: str  # the white space before it
    silence: float  # seconds before it
    start: float | None
    stop: float | None


def split(transcript: Transcript) -> tuple[Sentence, ...]:
    """Return the transcript's sentences in order; `text[begin:end]` equals each one's text.

    Linear in the length of the text. Times are those of the words inside, None where not timed.
    """
    tokens = _tokens(transcript)
    pieces: list[list[_Token]] = []
    for stretch in _merged(_by_marks(tokens)):
        for part in _by_pauses(stretch):
            pieces.extend(_by_length(part))
    return tuple(_sentence(i, transcript.text, piece) for i, piece in enumerate(pieces))


def spans_of(sentences: Sequence[str]) -> tuple[Transcript, tuple[Sentence, ...]]:
    """Join sentences that are split already by single spaces; return the text and the spans."""
    made: list[Sentence] = []
    at = 0
    for index, text in enumerate(sentences):
        made.append(Sentence(index, text, at, at + len(text)))
        at += len(text) + 1
    return Transcript(" ".join(sentences)), tuple(made)


def _sentence(index: int, text: str, tokens: Sequence[_Token]) -> Sentence:
    begin, end = tokens[0].begin, tokens[-1].end
    starts = [t.start for t in tokens if t.start is not None]
    stops = [t.stop for t in tokens if t.stop is not None]
    start, stop = (starts[0], stops[-1]) if starts and stops else (None, None)
    return Sentence(index, text[begin:end], begin, end, start, stop)


def _tokens(transcript: Transcript) -> list[_Token]:
    text = transcript.text
    timed = list(zip(transcript.words, word_spans(transcript), strict=True))
    timed = [(word, span) for word, span in timed if span[1] > span[0]]
    tokens: list[_Token] = []
    at, before, heard = 0, 0, None
    for match in _TOKEN.finditer(text):
        begin, end = match.span()
        inside = []
        while at < len(timed) and timed[at][1][0] < end:
            inside.append(timed[at][0])
            at += 1
        start = inside[0].start if inside else None
        stop = inside[-1].end if inside else None
        silence = start - heard if start is not None and heard is not None else 0.0
        tokens.append(_Token(match.group(), begin, end, text[before:begin], silence, start, stop))
        heard = stop if stop is not None else heard
        before = end
    return tokens


def _ends(token: _Token, following: _Token) -> bool:
    """Say whether a sentence ends with `token`."""
    if "\n" in following.gap:
        return True
    if not _END.search(token.text[-8:]):
        return False
    bare = token.text.lower().lstrip("\"'“‘([")
    if bare in _ABBREVIATIONS or _INITIAL.match(token.text):
        return False
    if bare in _COUNTED and following.text[:1].isdigit():
        return False
    if bare in _MAYBE or "…" in bare or bare.rstrip("\"'”’)]").endswith(".."):
        return following.text.lstrip("\"'“‘([")[:1].isupper()
    return True


def _by_marks(tokens: Sequence[_Token]) -> list[list[_Token]]:
    stretches: list[list[_Token]] = []
    current: list[_Token] = []
    for token in tokens:
        if current and _ends(current[-1], token):
            stretches.append(current)
            current = []
        current.append(token)
    if current:
        stretches.append(current)
    return stretches


def _merged(stretches: list[list[_Token]]) -> list[list[_Token]]:
    """Give "Um." or "And so." to the sentence that follows on the same line."""
    merged: list[list[_Token]] = []
    held: list[_Token] = []
    for stretch in stretches:
        if held and "\n" in stretch[0].gap:
            merged.append(held)
            held = []
        held = held + stretch
        if len(stretch) <= 2 and all(t.text.lower().strip(".,?!…") in _STARTS for t in stretch):
            continue
        merged.append(held)
        held = []
    if held:
        merged.append(held)
    return merged


def _by_pauses(tokens: list[_Token]) -> list[list[_Token]]:
    parts: list[list[_Token]] = []
    first = 0
    for at, token in enumerate(tokens):
        wide = token.silence > PAUSE_SECONDS
        if wide and at - first >= PAUSE_SIDE_WORDS and len(tokens) - at >= PAUSE_SIDE_WORDS:
            parts.append(tokens[first:at])
            first = at
    parts.append(tokens[first:])
    return parts


def _by_length(tokens: list[_Token]) -> list[list[_Token]]:
    """Cut an over-long stretch where sentences are most likely to begin.

    Of all ways to cut, the one is taken whose beginnings and lengths are together the likeliest.
    """
    if len(tokens) <= LONG_WORDS:
        return _by_start(tokens)
    if len(tokens) > NO_TALK:
        return [tokens[at : at + LONG_WORDS] for at in range(0, len(tokens), LONG_WORDS)]
    worth = _worth(tokens)
    # Places that cannot win are left out, but for one in eight, so that there is always a way.
    places = [at for at in range(len(tokens)) if at % 8 == 0 or worth[at] > UNLIKELY]
    cuts = _likeliest([*places, len(tokens)], worth)
    return [piece for a, b in pairwise(cuts) for piece in _by_start(tokens[a:b])]


def _by_start(tokens: list[_Token]) -> list[list[_Token]]:
    """Cut a run-on stretch where a sentence begins almost surely."""
    return _run_on(tokens, _worth(tokens)) if len(tokens) >= RUN_ON_WORDS else [tokens]


def _run_on(tokens: list[_Token], worth: list[float]) -> list[list[_Token]]:
    places = range(RUN_ON_SIDE_WORDS, len(tokens) - RUN_ON_SIDE_WORDS + 1)
    best = max(places, key=lambda at: worth[at])
    if worth[best] < SURE_START:
        return [tokens]
    parts = (tokens[:best], worth[:best]), (tokens[best:], worth[best:])
    return [
        piece
        for part, its in parts
        for piece in (_run_on(part, its) if len(part) >= RUN_ON_WORDS else [part])
    ]


def _worth(tokens: Sequence[_Token]) -> list[float]:
    """Return the log odds that a sentence begins with each token, pauses counted in."""
    return [
        score + (PAUSE_WORTH if token.silence >= 0.5 else 0.0)
        for score, token in zip(starts([t.text for t in tokens]), tokens, strict=True)
    ]


def _likeliest(places: Sequence[int], worth: Sequence[float]) -> list[int]:
    """Return the places to cut at, the first and the last of `places` among them."""
    best, came = [0.0], [0]
    low = 0
    for at in range(1, len(places)):
        while places[at] - places[low] > LONGEST_PIECE:
            low += 1
        value, origin = max(
            (best[k] + _LENGTHS[min(places[at] - places[k], LONGEST_PIECE)], k)
            for k in range(low, at)
        )
        last = at == len(places) - 1
        best.append(value + (0.0 if last else worth[places[at]] + EAGERNESS))
        came.append(origin)
    cuts, at = [places[-1]], len(places) - 1
    while at:
        at = came[at]
        cuts.append(places[at])
    return cuts[::-1]
