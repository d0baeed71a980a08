"""Fillers: sounds of hesitation, and words that are fillers only where they carry no meaning.

Which is which is decided from the words and commas around them; the rules were tuned on one half of
`data/fillers`, and docs/coach.md tells how they do on the other. Where the words leave it open, it
is no filler: a wrong count blames the speaker for good speech.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hotseat.coach.lexicon import DAYS, MONTHS, NUMBERS, kind, word_set
from hotseat.domain.analysis import Filler
from hotseat.domain.transcript import Transcript, word_spans

_SOUND = re.compile(r"(?:u+m+|u+h+m*|e+r+m*|h+m+|m{2,}h?|a+h+m+|e+u?h+m*)", re.IGNORECASE)
_WORD = re.compile(r"[\w'’$£€%-]+", re.UNICODE)
_BE = word_set("is was were are am be been being it's that's there's he's she's i'm we're they're")
_PRONOUNS = word_set("i you we they he she it")
_CLAUSE = word_set(
    "i i'd i'm i've i'll you you'd we we'd we're we've they they'd they're he he'd she she'd it",
    "it's that's there there's if every everybody everyone nobody",
)
_OBJECTS = word_set("this that these those them him her me us it ours mine yours theirs")
_WH = word_set("what where when who how why whether which if that")
_CONJUNCTIONS = word_set("and so but because cause 'cause or then well which though plus yeah okay")
_PREPOSITIONS = word_set("in on at by from for with of to till until within than since about over")
_ARTICLES = word_set("a an the")
_AMOUNTS = word_set(
    "half dozen couple few hundred thousand million billion third quarter hundreds thousands",
    "zillion point minus",
)
_STRONG = word_set("really super so very completely totally honestly literally all way clearly")
_SAID = word_set("said say says told mentioned thought think expected promised")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word in lower case, its characters, and whether a comma or a sentence's edge adjoins."""

    word: str
    begin: int
    end: int
    comma_before: bool
    comma_after: bool
    opens: bool
    closes: bool
    asks: bool

    @property
    def sound(self) -> bool:
        return _SOUND.fullmatch(self.word) is not None


@dataclass(frozen=True, slots=True)
class _Around:
    """A phrase with its neighbours: "" where the sentence begins or ends."""

    before: str
    earlier: str
    after: str
    later: str
    first: _Token
    last: _Token

    @property
    def apart_before(self) -> bool:
        """A comma or the sentence's edge stands before, or a sound of hesitation."""
        return self.first.comma_before or self.first.opens or _is_sound(self.before)

    @property
    def apart_after(self) -> bool:
        """A comma or the sentence's edge stands after, or a sound of hesitation."""
        return self.last.comma_after or self.last.closes or _is_sound(self.after)


def find_fillers(transcript: Transcript) -> tuple[Filler, ...]:
    """Return the fillers in their order, with their times where the words are timed.

    "um", "uh", "er", "hmm" always count; "like", "you know", "sort of" and their kin only where
    they carry no meaning.
    """
    times = _Times(transcript)
    text = transcript.text
    return tuple(
        Filler(text[begin:end], begin, end, *times.of(begin, end))
        for begin, end in sorted(_spans(text))
    )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        length = _length(tokens, at)
        if length:
            yield tokens[at].begin, tokens[at + length - 1].end
        at += length or 1


def _length(tokens: Sequence[_Token], at: int) -> int:
    """Return how many words from `at` on are a filler (0: none)."""
    if tokens[at].sound:
        return 1
    for phrase, is_filler in _RULES.items():
        if tuple(token.word for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase) if is_filler(_around(tokens, at, len(phrase))) else 0
    return 0


def _tokens(text: str) -> list[_Token]:
    found = list(_WORD.finditer(text))
    tokens: list[_Token] = []
    for at, match in enumerate(found):
        before = text[found[at - 1].end() if at else 0 : match.start()]
        after = text[match.end() : found[at + 1].start() if at + 1 < len(found) else len(text)]
        tokens.append(
            _Token(
                word=match.group().lower().replace("’", "'"),
                begin=match.start(),
                end=match.end(),
                comma_before=bool(set(before) & set(",;:—–…") or "..." in before),
                comma_after=bool(set(after) & set(",;:—–…") or "..." in after),
                opens=at == 0 or bool(set(before) & set(".?!\n") and "..." not in before),
                closes=at + 1 == len(found) or bool(set(after) & set(".?!\n")),
                asks="?" in after,
            )
        )
    return tokens


def _around(tokens: Sequence[_Token], at: int, length: int) -> _Around:
    first, last = tokens[at], tokens[at + length - 1]

    def word(place: int) -> str:
        return tokens[place].word if 0 <= place < len(tokens) else ""

    return _Around(
        before="" if first.opens else word(at - 1),
        earlier="" if first.opens else word(at - 2),
        after="" if last.closes else word(at + length),
        later="" if last.closes else word(at + length + 1),
        first=first,
        last=last,
    )


def _is_sound(word: str) -> bool:
    return bool(word) and _SOUND.fullmatch(word) is not None


def _is_amount(word: str) -> bool:
    first = word.split("-")[0]
    return bool(first) and (
        first[0] in "0123456789$£€" or first in _AMOUNTS or kind(first) == "0num"
    )


_ASKS_YOU = word_set("do did does don't didn't let as if than unless before once all what how")
_KNOWN_TO_YOU = word_set("people someone anyone everything things thing person")


def _you_know(a: _Around) -> bool:
    if a.apart_after and not a.last.closes:
        return True
    if a.after in _WH:  # "you know how they are"
        return False
    if a.before in _KNOWN_TO_YOU and a.after not in _CLAUSE:  # "the people you know"
        return a.apart_before
    return a.apart_before or a.before not in _ASKS_YOU


_MEANT = word_set("what that thing which how if when do did don't didn't does than")
_KINDS = ("0num", "0ord", "0day", "0month")


def _i_mean(a: _Around) -> bool:
    if a.before in _MEANT and not a.apart_before:  # "that is what I mean"
        return False
    if a.last.comma_after:
        return not _corrects(a)
    if a.after in ("by", "to", "it", "that") and (a.after == "by" or not a.apart_before):
        return False
    if a.after in _OBJECTS - {"it", "that", "this", "these", "those"}:  # "and I mean me"
        return False
    return not _corrects(a)


def _corrects(a: _Around) -> bool:
    """Say whether a word is taken back or insisted on: "on Monday, I mean Tuesday"."""
    if not a.before or not a.after:
        return False
    if a.before == a.after:
        return not a.last.comma_after
    return any(_sort(a.before) == _sort(a.after) == each for each in _KINDS)


def _sort(word: str) -> str:
    return kind(word) if word in NUMBERS | MONTHS | DAYS or word[0].isdigit() else word


_NOUN_KIND = word_set(
    "that this these those what which some any same the a an every another each all different new",
    "one other certain right wrong only",
)


def _kind_of(a: _Around) -> bool:
    return a.first.comma_before or a.before not in _NOUN_KIND


_LINKS = word_set(
    "look looks looked looking feel feels felt feeling sound sounds sounded seem seems seemed",
    "smell smells taste tastes act acts acted something anything nothing thing things more less",
    "much just exactly quite rather stuff someone somebody people work works behave",
)
_LIKERS = word_set(
    "i you we they who don't didn't doesn't would wouldn't i'd you'd we'd they'd he'd she'd never",
    "really also to can could might not always",
)
_QUOTES = word_set("is are do does can could will why what how where when who oh okay hey no yes")


def _like(a: _Around) -> bool:
    if a.first.comma_before and a.last.comma_after:
        return True
    if _quotes(a):
        return False
    if not a.apart_before and a.before in _LINKS:
        return False
    if a.last.comma_after or (a.last.closes and a.first.comma_before):
        return not a.last.closes
    if a.after in _OBJECTS or a.last.closes or _as_said(a):
        return False
    if a.apart_before:
        return _opens_speech(a)
    return _like_between(a)


def _quotes(a: _Around) -> bool:
    """Say whether speech is quoted: "he was like, is there a second screen"."""
    return not a.first.comma_before and a.before in _BE and a.after in _QUOTES


def _as_said(a: _Around) -> bool:
    """Say whether it stands for "as": "like I said"."""
    speaker = a.after.split("'")[0] in _PRONOUNS
    return speaker and a.later in _SAID


def _opens_speech(a: _Around) -> bool:
    """After a comma or at the start: talk goes on, where "such as" would name a thing."""
    if a.before and _is_sound(a.before):
        return True
    return a.after in _CLAUSE | _STRONG | _ARTICLES or _is_amount(a.after)


def _like_between(a: _Around) -> bool:
    """Without any comma: before an amount, or where no thing could be compared."""
    if _is_amount(a.after) or a.before == a.after:
        return True
    if a.before in _LIKERS:
        return False
    if a.before in _BE:
        return a.after in _STRONG or (a.after in _ARTICLES and _is_amount(a.later))
    if a.after in _ARTICLES:
        return _is_amount(a.later) or a.before in _PREPOSITIONS | _CONJUNCTIONS
    leads = _PREPOSITIONS | _CONJUNCTIONS | _ARTICLES | word_set("my our his her their some only")
    return a.before in leads


def _basically(a: _Around) -> bool:
    if a.apart_before or a.apart_after:
        return True
    if a.before in _BE:
        return a.after != "all" and a.later not in ("whole", "entire", "same")
    return a.after in _CLAUSE | _CONJUNCTIONS


_TAGGED_ON = word_set("and so but i i'd we you they he she it it's um uh okay yeah if")
_RIGHT_THERE = word_set(
    "away now there here after before in at on then through across up back along off behind"
)
_CORRECT = word_set(
    "the a an all be is was were are isn't wasn't weren't aren't got get it this that more every",
    "own that's not very half to my your his her their of oh it's they're i'm you're he's she's",
    "we're them just turned turn one go went did do done come came coming out from",
)


def _right(a: _Around) -> bool:
    if a.first.opens:
        return a.apart_after or a.after in ("so", "okay", "ok", "yeah", "well")
    if a.before in ("oh",):
        return False
    if a.first.comma_before or _is_sound(a.before):
        return a.apart_after and a.after not in _RIGHT_THERE
    if a.last.asks:
        return a.before not in _CORRECT
    return a.after in _TAGGED_ON and a.before not in _CORRECT


def _set_off(a: _Around) -> bool:
    return a.apart_before and a.apart_after


_RULES: dict[tuple[str, ...], Callable[[_Around], bool]] = {
    ("you", "know"): _you_know,
    ("i", "mean"): _i_mean,
    ("sort", "of"): _kind_of,
    ("kind", "of"): _kind_of,
    ("like",): _like,
    ("basically",): _basically,
    ("right",): _right,
    ("actually",): _set_off,
    ("literally",): _set_off,
}


class _Times:
    """Finds the seconds of characters, which are asked for in their order."""

    def __init__(self, transcript: Transcript) -> None:
        self._words = list(zip(transcript.words, word_spans(transcript), strict=True))
        self._at = 0

    def of(self, begin: int, end: int) -> tuple[float | None, float | None]:
        """Return the start and end of the words that characters belong to (None: not timed)."""
        while self._at < len(self._words) and self._words[self._at][1][1] <= begin:
            self._at += 1
        start = stop = None
        for word, (first, _) in self._words[self._at :]:
            if first >= end:
                break
            start = word.start if start is None else start
            stop = word.end
        return start, stop
