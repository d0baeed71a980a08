"""Cut a transcript into sentences, whether a recogniser or a keyboard wrote it.

Full stops from a recogniser come and go, so pauses and length count as well. Every sentence is a
verbatim span of the transcript's text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.coach.lexicon import word_set
from hotseat.domain.transcript import Sentence, Transcript, word_spans

PAUSE_SECONDS = 1.2
"""A silence that ends a thought; in read and told speech, pauses within a clause stay below it."""

PAUSE_SIDE_WORDS = 4
"""A pause cuts only where so many words stand on both sides: shorter bits are hesitations."""

LONG_WORDS = 45
"""A stretch longer than this is cut; 95 % of the corpus' sentences are shorter."""

PIECE_WORDS = 8
"""What a cut of a long stretch leaves on either side, at least."""

_TOKEN = re.compile(r"\S+")
_END = re.compile(r"[.?!…]+[\"'”’)\]]*$")
_ABBREVIATIONS = word_set(
    "e.g. i.e. eg. ie. vs. mr. mrs. ms. dr. prof. st. no. nos. approx. ca. cf. fig. incl.",
    "jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. u.s. u.k. e.u. ph.d.",
)
# These end a sentence only where the next word starts with a capital.
_MAYBE = word_set("etc. inc. ltd. corp. co. jr. sr. a.m. p.m. min. max. hr. hrs. dept.")
_INITIAL = re.compile(r"[\"'“‘(\[]?[A-Z]\.$")
_JOINS = frozenset(["and", "so", "but"])
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
    """Cut an over-long stretch from the left, each time at the best place within reach."""
    parts: list[list[_Token]] = []
    first = 0
    while len(tokens) - first > LONG_WORDS:
        last = min(first + LONG_WORDS, len(tokens) - PIECE_WORDS)
        cut = max(range(first + PIECE_WORDS, last + 1), key=lambda at: _cut_worth(tokens, at))
        parts.append(tokens[first:cut])
        first = cut
    parts.append(tokens[first:])
    return parts


def _cut_worth(tokens: Sequence[_Token], at: int) -> tuple[float, float, int]:
    """Rank a place to cut before token `at`: a silence, ", and", "and", a comma; the later wins."""
    token, comma = tokens[at], tokens[at - 1].text[-1] in ",;:"
    joins = token.text.lower().strip(",.") in _JOINS
    silence = token.silence if token.silence >= 0.5 else 0.0
    return silence, (3.0 if comma and joins else 2.0 if joins else 1.0 if comma else 0.0), at
