"""Tell when two wordings ask the same."""

import difflib
import re
from collections import defaultdict

from hotseat.importers.document import wordset

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?%?")
_FRAME = re.compile(
    r"\b(?:(?:please |can you |could you |would you )?(?:tell|walk|talk|take|give|show) (?:me|us)"
    r"(?: about| through| of| an example of| an example)?|(?:can you |could you |please "
    r")?(?:describe|share|"
    r"explain|recall|think (?:of|back to|about))|(?:a|the|an|any|one) (?:specific |particular "
    r"|recent )?"
    r"(?:time|situation|example|instance|occasion|moment|case)(?: (?:when|where|in which|that"
    r"|of))?|"
    r"have you ever(?: had to)?|when (?:did|have) you(?: last)?|how (?:do|would|did|have) you)\b"
)
# Different words for one thing, and the negations that belong to them.
_SAME: tuple[tuple[str, str], ...] = (
    (
        r"(?:did not|didn't|could not|couldn't|failed to|fail to|not) (?:meet|make|hit|keep"
        r"|deliver on)",
        "miss",
    ),
    (r"disagree(?:d|ing|ment|ments)? with|conflicts? with|clash(?:ed)? with", "conflict with"),
    (r"bosses|boss|supervisor|line manager", "manager"),
    (r"co-?workers?|colleagues?|teammates?|peers?", "colleague"),
    (r"ninety", "90"),
    (r"thirty", "30"),
    (r"sixty", "60"),
    (r"resume|cv", "resume"),
    (r"dealt with|deal with|handled|handle|managed|coped with", "handle"),
    (r"limited|scarce|too few|insufficient", "limited"),
    (r"difficult|challenging|tough|hard", "hard"),
)
_SYNONYMS = tuple((re.compile(rf"\b(?:{words})\b"), same) for words, same in _SAME)
_STOP = wordset(
    "a an the of to in on at for from by with and or but so that which who when where how what "
    "why is are was were be been being do does did have has had you your yours yourself i me my "
    "we us our it its this that they them their as about would could can will should there then "
    "than just any some one ever not no had got get s re ve ll d t into if yet still also very "
    "really"
)
_ENDINGS = re.compile(r"(?:ies|ied|ing|ed|es|s|e)$")

MISSPELT = 2
"""Words that may differ by a typing error."""

POSTINGS = 60
"""Wordings with a word in common that are compared; of more the first."""

Content = frozenset[str]


def content(text: str) -> Content:
    """Return the words of a question that carry its meaning, in their stems."""
    low = text.lower().replace("’", "'").replace("é", "e").replace("isation", "ization")
    for words, same in _SYNONYMS:
        low = words.sub(same, low)
    low = _FRAME.sub(" ", low)
    return frozenset(_stem(word) for word in _WORD.findall(low) if word not in _STOP)


def _stem(word: str) -> str:
    short = word.removesuffix("'s")
    if len(short) <= 3 or short.isdigit():
        return short
    stem = _ENDINGS.sub(
        "", short.replace("is", "iz") if short.endswith(("ise", "ised", "ising")) else short
    )
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1].isalpha():
        stem = stem[:-1]
    return "y".join((stem, "")) if short.endswith(("ies", "ied")) else stem


def plain(text: str) -> str:
    """Return a wording without case, punctuation and spaces that do not count."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def alike(one: Content, other: Content) -> bool:
    """Say whether two wordings ask the same, from their meaningful words.

    These are the same but for a few that only one of the two has, or but for typing errors. Two
    questions that differ in one word each are two.
    """
    shared = len(one & other)
    # Most pairs have one common word and end here.
    if shared < 0.7 * max(len(one), len(other)) - MISSPELT:
        return False
    if abs(len(one) - len(other)) > 0.25 * min(len(one), len(other)):
        return False
    only_a, only_b = one - other, other - one
    if only_a and only_b:
        return shared >= 2 and len(only_a) <= MISSPELT and _misspelt(only_a, only_b)
    extra = only_a or only_b
    if not extra:
        return shared > 0
    return not any(word.rstrip("%").isdigit() for word in extra)


def _misspelt(one: Content, other: Content) -> bool:
    """Say whether the words pair up, each with one that differs by a letter or an ending."""
    if len(one) != len(other):
        return False
    return all(_slip(a, b) for a, b in zip(sorted(one), sorted(other), strict=True))


def _slip(a: str, b: str) -> bool:
    if a[:2] != b[:2] or abs(len(a) - len(b)) > 2 or min(len(a), len(b)) < 4:
        return False
    if not (a.isalpha() and b.isalpha()):  # 2024 is no slip of 2025
        return False
    return difflib.SequenceMatcher(None, a, b).ratio() >= 0.84


class Index:
    """Wordings by their meaningful words, so that only those with some in common are compared."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._contents: list[Content] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_plain: dict[str, int] = {}

    def add(self, text: str) -> int:
        """Add a wording; return its number."""
        number, words = len(self._texts), content(text)
        self._texts.append(text)
        self._contents.append(words)
        self._by_plain.setdefault(plain(text), number)
        for word in words:
            self._by_word[word].append(number)
        return number

    def same(self, text: str) -> int | None:
        """Return the number of a wording that is equal but for case and punctuation."""
        return self._by_plain.get(plain(text))

    def like(self, text: str) -> int | None:
        """Return the number of the first wording that asks the same, None where there is none."""
        if (found := self._by_plain.get(plain(text))) is not None:
            return found
        words = content(text)
        rare = sorted(words, key=lambda word: len(self._by_word.get(word, ())))
        # Alike wordings share all but a fifth of their words, so one of the rarest few.
        looked = rare[: max(MISSPELT, len(rare) // 5) + 1]
        numbers = {n for word in looked for n in self._by_word.get(word, ())[:POSTINGS]}
        return next((n for n in sorted(numbers) if alike(words, self._contents[n])), None)


def better(a: str, b: str) -> str:
    """Return the better of two wordings that ask the same: a whole prompt, neither terse nor "
    "long."""
    return max((a, b), key=_quality)


def _quality(text: str) -> tuple[int, int, int]:
    ends = text.rstrip("\"'”’) ").endswith(("?", "."))
    starts = text[:1].isupper() and not text.isupper()
    size = len(text.split())
    return (int(ends) + int(starts), -abs(size - 16) if size > 30 or size < 6 else 0, size)
