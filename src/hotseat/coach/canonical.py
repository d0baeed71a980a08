"""One form of a sentence, whether it was typed, or spoken and written down by a recogniser.

A recogniser writes "41 trucks" where a person types "forty-one trucks", sets full stops and commas
as it pleases and drops half of the fillers. What the encoder reads has none of these differences.
"""

import re

from hotseat.coach.features import normal

_BREAK = re.compile(r"[,;.:](?!\d)")
_MARKS = re.compile(r"[^\w\s'%$€£?.,:|]|(?<!\d)[.,:]|'(?!\w)|(?<!\w)'")
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")


def canonical(text: str) -> str:
    """Return a sentence in lower case, numbers as digits, without fillers and most marks."""
    bare = _MARKS.sub(" ", _BREAK.sub(" | ", normal(text)).replace("?", " ?"))
    found: list[str] = []
    for word in _digits(_GROUPED.sub("", bare).split()):
        if word != "|" and word not in found[-1:]:
            found.append(word)
    return " ".join(found)


def _digits(words: list[str]) -> list[str]:
    """Turn runs of number words into digits; a lone "one" is seldom a number and stays."""
    found: list[str] = []
    at = 0
    while at < len(words):
        value, used = _number(words, at)
        if used and words[at : at + used] != ["one"]:
            following = words[at + used : at + used + 1]
            percent = following in (["percent"], ["%"])
            found.append(f"{value}%" if percent else str(value))
            at += used + percent
        elif words[at] == "percent" and found and found[-1].isdigit():
            found[-1] += "%"
            at += 1
        else:
            found.append(words[at])
            at += 1
    return found


def _number(words: list[str], first: int) -> tuple[int, int]:
    """Return the number that starts here and how many words it takes, 0 where none starts."""
    total = part = 0
    last = 0  # what may follow: nothing after a unit, a unit after "twenty" (10), all after 100
    at = first
    while at < len(words):
        word = words[at]
        if word in _SMALL:
            value = _SMALL[word]
            if at > first and not (last == 100 or (last == 10 and value < 10)):
                break
            part += value
            last = 10 if value >= 20 else 0
        elif word in _LARGE and at > first:
            scale = _LARGE[word]
            if scale == 100:
                part *= 100
            else:
                total, part = total + part * scale, 0
            last = 100
        elif word == "and" and last == 100 and words[at + 1 : at + 2] and words[at + 1] in _SMALL:
            pass
        else:
            break
        at += 1
    return total + part, at - first
