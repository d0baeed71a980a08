"""Hedges, repetitions and restarts: turns of speech that are counted, not judged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotseat.coach.lexicon import NUMBERS, word_set
from hotseat.domain.analysis import Filler, Habit, HabitKind
from hotseat.domain.transcript import Transcript, times_of

# Our own list: words that make a claim of the speaker's own soft.
_HEDGES = re.compile(
    r"(?<![\w'’-])(?:i (?:think|guess|suppose|believe)|i(?:'d| would) (?:say|guess|argue)|"
    r"i feel like|maybe|perhaps|probably|possibly|presumably|hopefully|more or less|somewhat|"
    r"to some extent|in a way|or something|or so|a (?:little )?bit|"
    r"i(?:'m| am) not (?:really )?sure)"
    r"(?![\w'’-])",
    re.IGNORECASE,
)
# "a bit of work" and "or so she said" are none.
_NO_HEDGE_AFTER = {"a bit": ("of",), "or so": ("that", "she", "he", "they", "we", "i", "it")}
_WORD = re.compile(r"[\w'’-]+")
_LONGEST = 3
# Said twice on purpose, or by grammar.
_MEANT = word_set(
    "very really so no yes yeah never many much far long big more again bye ok okay well had that",
    "blah knock super too ha there over quite ever million years up down round",
)
_STARTERS = word_set(
    "i we you he she they it there it's i'm we're they're he's she's there's that's i'd we'd",
    "they'd i've we've they've you're",
)
# No clause ends in these: what is cut off after one was given up.
_UNFINISHED = word_set(
    "i we you he she they was were is are am be been being had has have will would could can may",
    "should might must does didn't don't wasn't weren't couldn't can't won't wouldn't just a an",
    "the to of in on at for with by from and but or so my our their his her its really actually",
    "it's i'm we're they're i'd we'd that's gonna wanna kinda very no every",
)
_CUT = re.compile(r"\s*(?:,|—|–|-\s|\.\.\.|…)")


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    begin: int
    end: int
    cut_after: bool
    ends_sentence: bool


def find_habits(transcript: Transcript, fillers: Sequence[Filler] = ()) -> tuple[Habit, ...]:
    """Return hedges, repetitions and restarts in their order, with times where words are timed.

    Fillers between the words of a repetition are looked through: "the, um, the" is one.
    """
    spans = sorted([*_hedges(transcript.text), *_slips(transcript.text, fillers)], key=_place)
    text = transcript.text
    return tuple(
        Habit(kind, text[begin:end], begin, end, *times_of(transcript, begin, end))
        for kind, begin, end in spans
    )


_Span = tuple[HabitKind, int, int]


def _place(span: _Span) -> tuple[int, int]:
    return span[1], span[2]


def _hedges(text: str) -> Iterator[_Span]:
    for match in _HEDGES.finditer(text):
        after = _WORD.search(text, match.end())
        said = match.group().lower()
        next_word = after.group().lower() if after else ""
        if next_word not in _NO_HEDGE_AFTER.get(said, ()):
            yield HabitKind.HEDGE, match.start(), match.end()


def _slips(text: str, fillers: Sequence[Filler]) -> Iterator[_Span]:
    tokens = _tokens(text, fillers)
    at = 0
    while at < len(tokens):
        found = _slip(tokens, at)
        if found is None:
            at += 1
            continue
        kind, length = found
        yield kind, tokens[at].begin, tokens[at + length - 1].end
        at += max(1, length)


def _slip(tokens: Sequence[_Token], at: int) -> tuple[HabitKind, int] | None:
    """Return a slip that begins here, and how many words are said in vain."""
    for length in range(_LONGEST, 0, -1):
        first = [token.word for token in tokens[at : at + length]]
        again = [token.word for token in tokens[at + length : at + 2 * length]]
        if first == again and not _on_purpose(tokens[at : at + length]):
            return HabitKind.REPETITION, length
    for length in (2, 3):
        if _given_up(tokens, at, length):
            return HabitKind.RESTART, length
    return None


def _on_purpose(said: Sequence[_Token]) -> bool:
    ends = any(token.ends_sentence for token in said)
    lone = said[0].word
    return ends or (
        len(said) == 1
        and (lone in _MEANT or lone in NUMBERS or lone.endswith("ly") or len(lone) > 7)
    )


def _given_up(tokens: Sequence[_Token], at: int, length: int) -> bool:
    """Say whether words are cut off and begun anew: "we had, we ran"."""
    if at + length + 1 >= len(tokens) or tokens[at].word not in _STARTERS:
        return False
    if at and tokens[at - 1].word == "what":  # "what we made is, we took two yards"
        return False
    begun = tokens[at : at + length]
    cut = begun[-1].cut_after and not any(t.cut_after or t.ends_sentence for t in begun[:-1])
    anew = tokens[at + length]
    if begun[-1].word in ("is", "was", "were") and length > 2:  # "the first thing we did was"
        return False
    return cut and begun[-1].word in _UNFINISHED and anew.word == begun[0].word


def _tokens(text: str, fillers: Sequence[Filler]) -> list[_Token]:
    """Return the words that are no fillers; a filler cuts as a comma does."""
    skipped = {(filler.begin, filler.end) for filler in fillers}
    found = [
        match
        for match in _WORD.finditer(text)
        if not any(begin <= match.start() < end for begin, end in skipped)
    ]
    tokens: list[_Token] = []
    for at, match in enumerate(found):
        stop = found[at + 1].start() if at + 1 < len(found) else len(text)
        between = text[match.end() : stop]
        cut = _CUT.match(between) is not None or any(c.isalnum() for c in between)
        ends = bool(set(between) & set(".?!")) and "..." not in between
        word = match.group().lower().replace("’", "'")
        tokens.append(_Token(word, match.start(), match.end(), cut, ends))
    return tokens
