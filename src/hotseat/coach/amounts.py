"""Amounts in running text: numbers with their unit; dates, years and names left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hotseat.coach.lexicon import DATED_MONTHS, DAYS, MONTHS, ORDINALS, word_set
from hotseat.coach.numbers import Number, Token

IN_DAYS = {"seconds": 1 / 86400, "minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0}
IN_DAYS |= {"months": 30.4, "quarters": 91.3, "years": 365.25}
"""Time units in days; months, quarters and years by their mean length."""

TIME_UNITS = {unit.rstrip("s"): unit for unit in IN_DAYS} | {unit: unit for unit in IN_DAYS}
MONEY_UNITS = {"$": "$", "dollars": "$", "bucks": "$", "€": "€", "euros": "€", "euro": "€"}
MONEY_UNITS |= {"£": "£", "pounds": "£", "quid": "£"}
# "week three", "phase 2": a name, not an amount.
_NAMED_BY = word_set(
    "week day month phase version v step number no sprint page level tier wave batch release",
    "quarter q top gate room hall floor group team class grade stage option plan point year",
)
MARKS = frozenset(",.;:!?—–()/")


@dataclass(frozen=True, slots=True)
class Place:
    """A number with its unit ("" where it has none); `after` is the token behind both."""

    number: Number
    unit: str
    after: int


def is_name(number: Number, numbers: Sequence[Number], tokens: Sequence[Token]) -> bool:
    """Say whether a number is a date, a year, a time of day or a name ("week three")."""
    last = word_at(tokens, number.first - 1)
    following = word_at(tokens, number.after)
    if last in _NAMED_BY or last in MONTHS or last in DAYS or following in MONTHS:
        return True
    if following in ORDINALS or following in ("am", "pm", "o'clock", "th", "st", "x"):
        return True
    if following == "of" and word_at(tokens, number.after + 1) in DATED_MONTHS:
        return True
    if any(n.after == number.first or n.first == number.after for n in numbers):
        return True  # "twenty twenty-three", "nine thirty"
    year = not number.sign and 1900 <= number.value <= 2100 and number.value % 1 == 0
    return year and following not in TIME_UNITS


def is_lone_one(number: Number, tokens: Sequence[Token]) -> bool:
    """Say whether a number is "one" without a time unit, which seldom counts anything."""
    return number.value == 1 and word_at(tokens, number.after) not in TIME_UNITS


def share_of(numbers: Sequence[Number], tokens: Sequence[Token]) -> list[tuple[Number, Number]]:
    """Return the pairs of numbers that stand as "one in four" or "seven out of nine"."""
    between = (["in"], ["in", "a"], ["out", "of"], ["out", "of", "the"])
    return [
        (a, b)
        for a, b in pairwise(numbers)
        if [t.text for t in tokens[a.after : b.first]] in between
    ]


def placed(number: Number, tokens: Sequence[Token]) -> Place:
    """Return a number with the unit that stands at it."""
    after = number.after
    following = word_at(tokens, after)
    if number.sign and number.sign != "%":
        return Place(number, number.sign, after)
    if number.sign == "%" or following in ("%", "percent"):
        return Place(number, "%", after if number.sign else after + 1)
    if following == "per" and word_at(tokens, after + 1) == "cent":
        return Place(number, "%", after + 2)
    if following in TIME_UNITS:
        return Place(number, TIME_UNITS[following], after + 1)
    if following in MONEY_UNITS:
        return Place(number, MONEY_UNITS[following], after + 1)
    return Place(number, "", after)


def word_at(tokens: Sequence[Token], at: int) -> str:
    """Return a token's text, "" beyond the edges and for punctuation."""
    if not 0 <= at < len(tokens) or tokens[at].text in MARKS:
        return ""
    return tokens[at].text
