"""Take names and figures out of sessions: the same by the same, wherever they stand."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from hotseat.domain.errors import UsageError
from hotseat.domain.text import clean_line

Figures = Callable[[str], Iterable[tuple[int, int, float]]]
"""Finds the numbers in a text: characters `begin:end`, and the value."""

_PLACEHOLDERS = ("Name", "Person", "Redacted")
# Letters that no decomposition turns into plain ones; names are often written without them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APART = r"[\W_]{0,3}"
_LIKE_DIGITS = "\\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b"
_DIGITS = re.compile(rf"[{_LIKE_DIGITS}]+(?:[.,:/'’–-][{_LIKE_DIGITS}]+)*")
_SIGNS = "$€£¥% "
_POSSESSIVE = re.compile(r"['’]?s?['’]?")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `begin:end` of a text that are replaced by `word`."""

    begin: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to take out: its pattern over folded letters; `cased` ones begin and end a word."""

    given: str
    pattern: re.Pattern[str]
    cased: bool
    word: str


class Redactor:
    """Replaces names by "Name A", "Name B" … and, with `figures`, numbers by "N1", "N2" ….

    Names are found in any case, with or without accents, as possessive or plural, glued by
    hyphens, underscores or nothing, and as whole words; a name with * goes on to the end (or the
    beginning) of its word. Raises UsageError for a name of less than two letters.
    """

    def __init__(self, names: Sequence[str], figures: Figures | None = None) -> None:
        patterns = [(given, *_pattern(given)) for given in dict.fromkeys(names)]
        self._figures = figures
        self._numbers: dict[str, str] = {}
        words = _placeholders([pattern for _, pattern, _ in patterns])
        self._names: list[_Name] = []
        same: dict[str, str] = {}
        for given, pattern, cased in patterns:
            word = same.setdefault(pattern.pattern, "") or next(words)
            same[pattern.pattern] = word
            self._names.append(_Name(given, pattern, cased, word))
        self.counts: dict[str, int] = {name.given: 0 for name in self._names}
        self.inside: dict[str, int] = {}

    @property
    def figures(self) -> bool:
        """Say whether figures are taken out too."""
        return self._figures is not None

    def text(self, text: str) -> str:
        """Return the text with placeholders in it."""
        return apply(text, self.spans(text))

    def plain_name(self, text: str) -> str:
        """Return a name of a file or an identifier with placeholders that fit there."""
        spans = self._found_names(text)
        return apply(text, [Span(s.begin, s.end, s.word.lower().replace(" ", "-")) for s in spans])

    def spans(self, text: str) -> list[Span]:
        """Return what is replaced in a text, in order, none over another."""
        found = self._found_names(text)
        if self._figures is not None:
            taken = [(span.begin, span.end) for span in found]
            for begin, end, key in _numbers_in(text, self._figures):
                if all(end <= first or begin >= last for first, last in taken):
                    word = self._numbers.setdefault(key, f"N{len(self._numbers) + 1}")
                    found.append(Span(begin, end, word))
        return sorted(found, key=lambda span: span.begin)

    def leaks(self, text: str) -> bool:
        """Say whether a name still stands in a text."""
        return bool(self._found_names(text, counting=False))

    def _found_names(self, text: str, *, counting: bool = True) -> list[Span]:
        if not self._names or not text:
            return []
        folded, at = _folded(text)
        found: list[Span] = []
        for name in self._names:
            for begin, end in _occurrences(name.pattern, folded):
                first, last = at[begin], _over_marks(text, at[end - 1] + 1)
                if any(span.begin <= first and last <= span.end for span in found):
                    continue
                if name.cased and not _whole(text, first, last):
                    if counting:
                        word = clean_line(_word_around(text, first, last), 30)
                        self.inside[word] = self.inside.get(word, 0) + 1
                    continue
                if text[last : last + 1] in ("s", "S") and not text[last + 1 : last + 2].isalpha():
                    last += 1  # a plural goes along: glued to a placeholder it could spell a name
                glued = text[last : last + 1].isalpha()
                found = _longest(found, Span(first, last, f"{name.word} " if glued else name.word))
                if counting:
                    self.counts[name.given] += 1
        return sorted(found, key=lambda span: span.begin)


def apply(text: str, spans: Iterable[Span]) -> str:
    """Return the text with every span replaced."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.begin], span.word]
        at = span.end
    return "".join([*parts, text[at:]])


def moved(position: int, spans: Sequence[Span], *, end: bool) -> int:
    """Return where a position of the text stands after `apply`; inside a span: at its edge."""
    shift = 0
    for span in spans:
        if span.end <= position:
            shift += len(span.word) - (span.end - span.begin)
        elif span.begin < position:
            return span.begin + shift + (len(span.word) if end else 0)
        else:
            break
    return position + shift


def _pattern(given: str) -> tuple[re.Pattern[str], bool]:
    """Return the pattern of a name over folded letters, and whether it is written with cases."""
    letters, _ = _folded(given.strip("* \t"))
    parts = re.findall(r"[^\W_]+", letters)
    if sum(map(len, parts)) < _LEAST:
        shown = clean_line(given, 40)
        raise UsageError(f'"{shown}" is too short a name to replace; give two letters or more')
    cased = any(c.lower() != c.upper() for c in letters)
    forms = dict.fromkeys((_APART.join(map(re.escape, parts)), *_bare(given)))
    core = f"(?:{'|'.join(forms)})"
    before = r"[^\W_]*" if given.lstrip().startswith("*") else ""
    after = r"[^\W_]*" if given.rstrip().endswith("*") else ""
    return re.compile(f"{before}{core}{after}"), cased


def _bare(given: str) -> Iterator[str]:
    """Yield the form that file names give a name: letters beyond ASCII dropped."""
    plain = unicodedata.normalize("NFKD", given).encode("ascii", "ignore").decode().casefold()
    parts = re.findall(r"[a-z0-9]+", plain)
    if sum(map(len, parts)) > _LEAST:
        yield _APART.join(map(re.escape, parts))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text without case, accents and invisible letters, and where each came from."""
    letters: list[str] = []
    at: list[int] = []
    for index, letter in enumerate(text):
        if letter.isascii():
            letters.append(letter.lower())
            at.append(index)
            continue
        plain = unicodedata.normalize("NFKD", letter.casefold()).casefold().translate(_PLAIN)
        for part in plain:
            if unicodedata.category(part) not in ("Mn", "Me", "Cf"):
                letters.append(part)
                at.append(index)
    return "".join(letters), at


def _occurrences(pattern: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (match := pattern.search(folded, at)) is not None:
        yield match.start(), match.end()
        at = match.start() + 1  # a match that turns out to be no word may hide one


def _over_marks(text: str, end: int) -> int:
    """Return the end of a match with the accents that follow its last letter."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me", "Cf"):
        end += 1
    return end


def _whole(text: str, begin: int, end: int) -> bool:
    """Say whether a match stands as a word: apart, possessive, plural, or a hump of a camel."""
    before, first = text[begin - 1 : begin], text[begin]
    starts = not before.isalpha() or (before.islower() and first.isupper())
    suffix = _POSSESSIVE.match(text, end)
    after = suffix.end() if suffix else end
    ends = any(
        not text[at : at + 1].isalpha() or (text[at].isupper() and text[at - 1].islower())
        for at in {end, after}
    )
    return starts and ends


def _word_around(text: str, begin: int, end: int) -> str:
    while begin > 0 and text[begin - 1].isalnum():
        begin -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[begin:end]


def _longest(found: Sequence[Span], span: Span) -> list[Span]:
    """Return the spans with a new one over others: what any of them covers is replaced once."""
    over = [s for s in found if s.begin < span.end and s.end > span.begin]
    best = max([*over, span], key=lambda s: s.end - s.begin)
    begin = min(s.begin for s in [*over, span])
    end = max(s.end for s in [*over, span])
    return [*(s for s in found if s not in over), Span(begin, end, best.word)]


def _placeholders(patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """Yield "Name A", "Name B" …, in words that hold no name themselves."""
    for number in range(10_000):
        label, rest = "", number
        while rest >= 0:
            label, rest = ascii_uppercase[rest % 26] + label, rest // 26 - 1
        for word in _PLACEHOLDERS:
            made = f"{word} {label}"
            folded, _ = _folded(made)
            # Nor may a label be half a name that the words after it complete.
            held = any(p.search(folded) or _holds(p, folded.split()[-1]) for p in patterns)
            if not held:
                yield made
                break


def _holds(pattern: re.Pattern[str], label: str) -> bool:
    """Say whether a label is one of the words of a name."""
    return label in re.findall(r"[^\W_]+", pattern.pattern.replace(_APART, " "))


def _numbers_in(text: str, figures: Figures) -> list[tuple[int, int, str]]:
    """Return the numbers of a text without their signs, in order, each with what it counts as."""
    found: list[tuple[int, int, str]] = []
    for begin, end, value in figures(text):
        while begin < end and text[begin] in _SIGNS:
            begin += 1
        while begin < end and text[end - 1] in _SIGNS:
            end -= 1
        # "One" is mostly no figure: "the one thing", "no one".
        if begin < end and text[begin:end].lower() != "one":
            found.append((begin, end, f"{value:.10g}"))
    for match in _DIGITS.finditer(text):
        begin, end = match.span()
        over = [each for each in found if each[0] < end and each[1] > begin]
        if any(each[0] <= begin and end <= each[1] for each in over):
            continue
        begin, end = min([begin, *(e[0] for e in over)]), max([end, *(e[1] for e in over)])
        found = [each for each in found if each not in over] + [(begin, end, text[begin:end])]
    return sorted(found)
