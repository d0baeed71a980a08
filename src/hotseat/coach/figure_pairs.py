"""Amounts that belong together: what a figure came from, was planned at, or is a part of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotseat.coach.amounts import (
    IN_DAYS,
    MARKS,
    MONEY_UNITS,
    is_lone_one,
    is_name,
    placed,
    share_of,
    word_at,
)
from hotseat.coach.figure_lexicon import LATE, singular
from hotseat.coach.lexicon import word_set
from hotseat.coach.numbers import Number, Token, numbers_in

_NOW = word_set("now today later after since by until eventually afterwards")
_AGAINST = word_set(
    "instead against versus vs compared rather planned promised wanted expected targeted target",
    "budgeted hoped aimed forecast goal estimated than we'd",
)
_PLANS = word_set("planned promised expected wanted said estimated quoted targeted hoped forecast")
_CAME = word_set("got took ended was reached hit came needed shipped")
_WHOLE = word_set("of the our my those these all")
_SKIPPED = word_set("the our my a new open more full whole of other")
_NOT_NAMED = word_set(
    "and or but so to in on at by for from now it it's was were is with than per a an before after",
    "that which who i we they you percent late early up down instead against of out into came had",
    "then since until when because if not as times more less goes does has gets needs was this us",
    "always its they're that's hers ours yours theirs comes takes says makes means works runs",
)
_PLURALS = word_set("people men women children staff")
_NAMED_WITHIN = 4
_REACH = 16
"""Tokens between two amounts that may still be set against each other. Our own choice."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit ("" for a bare count), the tokens `first:after`."""

    value: float
    unit: str
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Group:
    """A figure and what it is set against, with the tokens `first:after` that hold both."""

    result: Amount
    baseline: Amount | None = None

    @property
    def first(self) -> int:
        """The first token."""
        return min(self.result.first, self.baseline.first if self.baseline else self.result.first)

    @property
    def after(self) -> int:
        """The token behind the last."""
        return max(self.result.after, self.baseline.after if self.baseline else 0)


def amounts_in(tokens: Sequence[Token], periods: Sequence[tuple[int, int]]) -> list[Amount]:
    """Return the amounts of a text, less names and those that a stretch of time is made of."""
    numbers = numbers_in(tokens)
    shares = share_of(numbers, tokens)
    parts = [number for pair in shares for number in pair]
    found = [
        Amount(a.value / b.value if b.value else 0, "share", a.first, b.after)
        for a, b in shares
        if _is_ratio(a, tokens)
    ]
    whole = [number for pair in shares if not _is_ratio(pair[0], tokens) for number in pair]
    for number in numbers:
        inside = any(first <= number.first < after for first, after in periods)
        if inside or (number in parts and number not in whole):
            continue
        if not is_name(number, _apart(number, numbers, tokens), tokens):
            found.append(_amount(number, tokens))
    return list(_merged(sorted(found, key=lambda amount: amount.first), tokens))


def _is_ratio(number: Number, tokens: Sequence[Token]) -> bool:
    """Say whether "one in five" stands, and not "two out of the three"."""
    return word_at(tokens, number.after) == "in"


def _apart(number: Number, numbers: Sequence[Number], tokens: Sequence[Token]) -> list[Number]:
    return [n for n in numbers if not (n.sign or number.sign)]


def _amount(number: Number, tokens: Sequence[Token]) -> Amount:
    place = placed(number, tokens)
    after, unit = place.after, place.unit
    if not unit and word_at(tokens, after) in ("points", "point"):
        unit, after = "points", after + 1
    return Amount(number.value, unit, number.first, after)


def _merged(amounts: Sequence[Amount], tokens: Sequence[Token]) -> Iterator[Amount]:
    """Yield the amounts, with "five or six" and "4 euros 20" as one."""
    held: Amount | None = None
    for amount in amounts:
        if held is not None:
            between = [t.text for t in tokens[held.after : amount.first]]
            small = held.unit in MONEY_UNITS or held.unit == "hours"
            cents = small and not between and amount.value < 100
            either = between == ["or"] and not held.unit
            if cents or either:
                unit = held.unit or amount.unit
                held = Amount(held.value, unit, held.first, amount.after)
                continue
            yield held
        held = amount
    if held is not None:
        yield held


def groups_in(amounts: Sequence[Amount], tokens: Sequence[Token]) -> list[Group]:
    """Return each figure with what it is set against; "one" counts only beside another."""
    groups: list[Group] = []
    at = 0
    while at < len(amounts):
        first = amounts[at]
        second = amounts[at + 1] if at + 1 < len(amounts) else None
        if second is None:
            groups.append(Group(first))
        elif part := _part_of(first, second, tokens):
            if part.result is second:  # the whole came first, and was told for itself
                groups.append(Group(first))
            groups.append(part)
            at += 1
        elif pair := _pair(first, second, tokens):
            groups.append(pair)
            at += 1
        else:
            groups.append(Group(first))
        at += 1
    return [g for g in groups if g.baseline or not _says_little(g.result, tokens)]


def _says_little(amount: Amount, tokens: Sequence[Token]) -> bool:
    number = Number(amount.value, amount.first, amount.after)
    return not amount.unit and is_lone_one(number, tokens)


def _part_of(a: Amount, b: Amount, tokens: Sequence[Token]) -> Group | None:
    between = _between(a, b, tokens)
    if between and between[0] == "of" and set(between) <= _WHOLE and len(between) <= 3:
        return Group(a, b)
    if between[-2:] == ["out", "of"] and len(between) <= 4:
        return Group(a, b)
    following = [word_at(tokens, b.after), word_at(tokens, b.after + 1)]
    if following[0] == "of" and following[1] in ("them", "those", "these"):
        return Group(b, a)
    lead = [t.text for t in tokens[max(0, a.first - 2) : a.first]]
    if lead == ["of", "the"] and a.first <= 3 and "," in between and not b.unit:
        return Group(b, a)
    return None


def _pair(a: Amount, b: Amount, tokens: Sequence[Token]) -> Group | None:
    between = _between(a, b, tokens)
    if len(between) > _REACH or not fits(a, b) or not _same_thing(a, b, tokens):
        return None
    lead = [t.text for t in tokens[max(0, a.first - 3) : a.first]]
    told = set(between)
    if "from" in lead and "to" in between[-3:]:
        return Group(b, a)
    if "from" in between[-3:] and (told & {"up", "down"} or (a.unit and b.unit)):
        return Group(a, b)
    if _first_is_now(a, b, between, tokens):
        return Group(a, b)
    if told & _NOW or {"before"} <= told:
        return Group(b, a)
    if told & _AGAINST and not told & LATE:
        return Group(a, b)
    if set(lead) & _PLANS and told & _CAME:
        return Group(b, a)
    return None


def _first_is_now(a: Amount, b: Amount, between: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Say whether the second amount is the earlier one: "three now, it was eleven"."""
    was = bool({"was", "were", "been"} & set(between))
    if not was:
        return False
    behind = [t.text for t in tokens[b.after : b.after + 4]]
    return between[0] in ("now", "today") or ("before" in between and "after" not in behind)


def _between(a: Amount, b: Amount, tokens: Sequence[Token]) -> list[str]:
    return [t.text for t in tokens[a.after : b.first]]


def fits(a: Amount, b: Amount) -> bool:
    """Say whether two amounts can measure the same: like units, or one left out."""
    return a.unit == b.unit or not a.unit or not b.unit or {a.unit, b.unit} <= set(IN_DAYS)


def _same_thing(a: Amount, b: Amount, tokens: Sequence[Token]) -> bool:
    """Say whether two amounts may count the same; bare counts name what they count."""
    one, other = counted(a, tokens), counted(b, tokens)
    return not one or not other or singular(one) == singular(other)


def counted(amount: Amount, tokens: Sequence[Token]) -> str:
    """Return the word that follows an amount and says what is counted, or ""."""
    at = amount.after
    if amount.unit and word_at(tokens, at) != "of":
        return ""
    for here in range(at, min(at + _NAMED_WITHIN, len(tokens))):
        word = tokens[here].text
        if word in _SKIPPED:
            continue
        if word in _NOT_NAMED or word in MARKS or not word[0].isalpha():
            return ""
        if _is_counted(word) or (amount.value == 1 and here == at):
            return word
    return ""


def _is_counted(word: str) -> bool:
    """Say whether a word is a plural: what stands in the singular behind a number describes."""
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith("ss"))
