"""Read numbers in running text, written in figures or in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.coach.lexicon import word_set

_TOKEN = re.compile(
    r"[$€£]\s?\d{1,12}(?: ?,\d{3}(?!\d)){0,4}(?:\.\d{1,6})?(?:k|m|bn)?(?![\w/:])"
    r"|\d{1,12}(?: ?,\d{3}(?!\d)){0,4}(?:\.\d{1,6})?(?:k|m|bn|%)?(?![\w/:])"
    r"|[A-Za-z]+(?:['’][A-Za-z]+)?|[%$€£]|[,.;:!?—–()/]|\d+\S*",
)
_FIGURE = re.compile(r"([$€£])?\s?(\d{1,12}(?: ?,\d{3}(?!\d)){0,4}(?:\.\d{1,6})?)(k|m|bn|%)?$")
_SUFFIX = {"k": 1e3, "m": 1e6, "bn": 1e9}

_UNITS = {
    "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0,
    "thirteen": 13.0, "fourteen": 14.0, "fifteen": 15.0, "sixteen": 16.0, "seventeen": 17.0,
    "eighteen": 18.0, "nineteen": 19.0,
}  # fmt: skip
_TENS = {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
    "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_DIGITS = word_set("zero one two three four five six seven eight nine")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or mark of a text, in lower case, at `begin:end`."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number made of the tokens `first:after`; `sign` is "$", "€", "£", "%" or ""."""

    value: float
    first: int
    after: int
    sign: str = ""


def tokens_of(text: str) -> list[Token]:
    """Return the words, figures and marks of a text."""
    return [
        Token(m.group().lower().replace("’", "'"), m.start(), m.end())
        for m in _TOKEN.finditer(text)
    ]


def numbers_in(tokens: Sequence[Token]) -> list[Number]:
    """Return the numbers among the tokens, in their order; ordinals are none."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _figure(tokens, at) or _half(tokens, at) or _in_words(tokens, at)
        if number is None:
            at += 1
            continue
        found.append(number)
        at = number.after
    return found


def _figure(tokens: Sequence[Token], at: int) -> Number | None:
    match = _FIGURE.match(tokens[at].text)
    if match is None:
        return None
    sign, digits, suffix = match.groups()
    value = float(digits.replace(",", "").replace(" ", "")) * _scale(suffix)
    after = at + 1
    if after < len(tokens) and tokens[after].text in _SCALES:
        value *= _SCALES[tokens[after].text]
        after += 1
    return Number(value, at, after, sign or ("%" if suffix == "%" else ""))


def _scale(suffix: str | None) -> float:
    return _SUFFIX.get(suffix or "", 1.0)


def _half(tokens: Sequence[Token], at: int) -> Number | None:
    """Read "half a million"."""
    words = [t.text for t in tokens[at : at + 3]]
    if words[:2] == ["half", "a"] and words[2:] and words[2] in _SCALES:
        return Number(_SCALES[words[2]] / 2, at, at + 3)
    return None


def _in_words(tokens: Sequence[Token], at: int) -> Number | None:
    """Read "two hundred and thirty", "a dozen", "one point five"."""
    start = at
    total = current = 0.0
    seen = False
    while at < len(tokens):
        word = tokens[at].text
        if word in _UNITS or word in _TENS:
            if seen and not _follows(current, word):
                break
            current += _UNITS.get(word, _TENS.get(word, 0.0))
        elif word == "hundred" and (seen or _article(tokens, at)):
            current = max(1.0, current) * 100
        elif word in _SCALES and (seen or _article(tokens, at)):
            total += max(1.0, current) * _SCALES[word]
            current = 0.0
        elif word == "dozen" and _article(tokens, at) and not seen:
            current = 12.0
        elif not (word == "and" and seen and _goes_on(tokens, at, total, current)):
            break
        seen = True
        at += 1
    if not seen:
        return None
    value, after = _point(tokens, at, total + current)
    if [t.text for t in tokens[after : after + 3]] == ["and", "a", "half"]:
        value, after = value + 0.5, after + 3
        if after < len(tokens) and tokens[after].text in _SCALES:
            value, after = value * _SCALES[tokens[after].text], after + 1
    return Number(value, start, after)


def _article(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text in ("a", "per")


def _follows(current: float, word: str) -> bool:
    """Say whether a number word goes on with the number so far: "forty two", "hundred thirty"."""
    if word in _UNITS and _UNITS[word] < 10 and current % 10 == 0 and current % 100 >= 20:
        return True
    return current % 100 == 0


def _goes_on(tokens: Sequence[Token], at: int, total: float, current: float) -> bool:
    """Say whether "and" stands inside a number: "two hundred and thirty"."""
    whole = (current >= 100 and current % 100 == 0) or (total > 0 and current == 0)
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return whole and (following in _UNITS or following in _TENS)


def _point(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Read "point five" after a number."""
    if at + 1 >= len(tokens) or tokens[at].text != "point" or tokens[at + 1].text not in _DIGITS:
        return value, at
    at += 1
    place = 0.1
    while at < len(tokens) and tokens[at].text in _DIGITS and place > 1e-4:
        value += _UNITS[tokens[at].text] * place
        place /= 10
        at += 1
    if at < len(tokens) and tokens[at].text in _SCALES:
        value, at = value * _SCALES[tokens[at].text], at + 1
    return round(value, 6), at
