"""Stretches of time in running text: "over two quarters", "since February", "a week"."""

from collections.abc import Sequence

from hotseat.coach.amounts import MARKS, TIME_UNITS
from hotseat.coach.lexicon import DATED_MONTHS, DAYS, NUMBERS, ORDINALS, word_set
from hotseat.coach.numbers import Token

_SEASONS = word_set("spring summer autumn fall winter christmas easter summertime")
_SPANS = frozenset(TIME_UNITS) | word_set("sprint sprints half season night term pilot")
_TIMES = _SPANS | DATED_MONTHS | _SEASONS | DAYS
_LEADS = word_set("in within over during after for across throughout through until before")
_RATES = word_set("a an per each every")
_RATED = _SPANS | word_set("release story user customer order head build deployment")
_POINTERS = word_set("last this next that following same past")
_BETWEEN = word_set(
    "the a an about just only roughly almost first last next following same past that this those",
    "these end start beginning of our my its more whole full half few couple one",
)
_LONGEST = 7
_SINCE_WORDS = 3


def periods_in(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the stretches of time as token ranges `(first, after)`, in their order."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        after = _period(tokens, at)
        if after is None:
            at += 1
        else:
            found.append((at, after))
            at = after
    return found


def _period(tokens: Sequence[Token], at: int) -> int | None:
    word, following = tokens[at].text, _text(tokens, at + 1)
    if word == "since":
        return _since(tokens, at)
    if word == "between" and following in DATED_MONTHS and _text(tokens, at + 2) == "and":
        return at + 4
    if word == "by":
        return _until_time(tokens, at, numbers=False)
    if word in _LEADS:
        return _until_time(tokens, at, numbers=True)
    if word in _POINTERS and following in _TIMES:
        return at + 2
    if word == "the" and following in _SPANS and _text(tokens, at + 2) == "before":
        return at + 3
    if _is_number(word) and following in _SPANS and _text(tokens, at + 2) in ("later", "ago"):
        return at + 3
    return None


def _until_time(tokens: Sequence[Token], at: int, numbers: bool) -> int | None:
    """Return what follows "in the first two months"; an amount "by five weeks" is no period."""
    end = at + 1
    while end < min(len(tokens), at + _LONGEST):
        word = tokens[end].text
        if word in ORDINALS and _text(tokens, end + 1) not in _TIMES and end > at + 1:
            return end + 1  # "in the fourth"
        if word == "q" and _is_number(_text(tokens, end + 1)):
            return end + 2
        if word in _TIMES:
            return _with_its_name(tokens, end + 1)
        if not (word in _BETWEEN or word in ORDINALS or (numbers and _is_number(word))):
            return None
        end += 1
    return None


def _with_its_name(tokens: Sequence[Token], end: int) -> int | None:
    if _text(tokens, end) in ("late", "early", "behind", "overdue"):
        return None
    if tokens[end - 1].text in _SPANS and _is_number(_text(tokens, end)):
        return end + 1  # "by the end of week eight"
    if _text(tokens, end) == "of" and _text(tokens, end + 1) in _TIMES:
        return end + 2
    return end


def _since(tokens: Sequence[Token], at: int) -> int | None:
    end = at + 1
    while end < len(tokens) and end <= at + _SINCE_WORDS and tokens[end].text not in MARKS:
        end += 1
        if tokens[end - 1].text in _TIMES:
            break
    return end if end > at + 1 and tokens[at + 1].text != "then" else None


def _is_number(word: str) -> bool:
    return bool(word) and (word[0].isdigit() or word in NUMBERS or word == "one")


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def rate_at(tokens: Sequence[Token], at: int) -> int:
    """Return what follows a rate ("a week", "per release") at a token, the token itself if none."""
    return at + 2 if _text(tokens, at) in _RATES and _text(tokens, at + 1) in _RATED else at
