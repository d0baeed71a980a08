"""The figures in an answer: value, unit and what they measure.

Written for precision: a figure of which it is unclear what it counts is left out.
"""

from collections.abc import Iterable, Sequence

from hotseat.coach.amounts import (
    IN_DAYS,
    Place,
    is_lone_one,
    is_name,
    placed,
    share_of,
    word_at,
)
from hotseat.coach.lexicon import kind, word_set
from hotseat.coach.numbers import Token, numbers_in, tokens_of
from hotseat.domain.analysis import Evidence, LedgerEntry
from hotseat.domain.transcript import Sentence

TEXT_LIMIT = 2000
"""Characters of one sentence that are searched for figures."""

ENTRY_LIMIT = 200

_THROUGH = word_set("of in on for the a an our their its from per worth")
_NO_NOUN = word_set(
    "i we you he she it they them us me one ones who which that this these those there here then",
    "and or but so because when while if to at by with from as than was were is are be been had",
    "have has did do does would could should will can not no all each every more less other others",
    "about into out up down off over under before after until till since ago later earlier",
    "for the a an our their its my your his her per just only even still also too very really well",
    "back away past again now today yesterday um uh er like you know i'd we'd they'd i'm it's",
    "something thing things total max minimum maximum least most or so point points",
)
_LINKS = word_set(
    "about around roughly some only just at to by was were is are be been from came went dropped",
    "fell rose grew jumped moved ran took takes take cost costs lost had have has of for almost",
    "nearly over under maybe like um uh er exactly up down got did do we i they it he she would",
    "hit reached stood sat ended needed need with say think approximately than more less",
)
# One of these between a noun and a figure says that the figure is the noun's.
_TIES = word_set(
    "was were is are be went dropped fell rose grew jumped moved ran took takes take cost costs",
    "had has of hit reached stood ended needed need lost came got stayed",
)
_VERBS = word_set(
    "cut gone sit save want none alone capped price put saw see made make gave give kept keep left",
    "let lets said told thought asked wanted work works worked working way ways doing done moving",
    "waiting instead apart each whether where straight long full extra last next first same whole",
    "new old big small different days weeks cents seconds degrees times pieces bits half",
)
_LATE = word_set("late early behind ahead overdue")


def figures(sentences: Sequence[Sentence]) -> tuple[LedgerEntry, ...]:
    """Return the figures of an answer in their order, at most 200."""
    found: list[LedgerEntry] = []
    for sentence in sentences:
        found.extend(_in_sentence(sentence))
        if len(found) >= ENTRY_LIMIT:
            break
    return tuple(found[:ENTRY_LIMIT])


def _in_sentence(sentence: Sentence) -> Iterable[LedgerEntry]:
    tokens = tokens_of(sentence.text[:TEXT_LIMIT])
    numbers = numbers_in(tokens)
    shares = {number for pair in share_of(numbers, tokens) for number in pair}
    places = [
        placed(n, tokens)
        for n in numbers
        if not (is_name(n, numbers, tokens) or n in shares or is_lone_one(n, tokens))
    ]
    before: Place | None = None
    subject = ""
    for place in places:
        if before is not None and _is_pair(before, place, tokens):
            unit = before.unit or place.unit
            if subject:
                yield _entry(sentence, tokens, before, unit, f"{subject}, before")
                yield _entry(sentence, tokens, place, place.unit or unit, f"{subject}, after")
            before = None
            continue
        if before is not None and (entry := _alone(sentence, tokens, before)):
            yield entry
        before = place
        subject = _subject(place.number.first, tokens)
    if before is not None and (entry := _alone(sentence, tokens, before)):
        yield entry


def _is_pair(a: Place, b: Place, tokens: Sequence[Token]) -> bool:
    """Say whether two figures stand as "from 14 days to 5 days" (or "14 to 5 days")."""
    between = [t.text for t in tokens[a.after : b.number.first]]
    led = word_at(tokens, a.number.first - 1) == "from"
    same = a.unit == b.unit or not a.unit or not b.unit
    # "1.9 million to one point one": the second leans on the first's million.
    scaled = a.number.value >= 1000 and b.number.value < 1000
    return led and same and not scaled and between == ["to"]


def _alone(sentence: Sentence, tokens: Sequence[Token], place: Place) -> LedgerEntry | None:
    measures = _object(place, tokens)
    if not measures and place.unit:
        measures = _subject(place.number.first, tokens)
    if not measures:
        return None
    return _entry(sentence, tokens, place, place.unit, measures)


def _object(place: Place, tokens: Sequence[Token]) -> str:
    """Return what follows a figure: "late", "engineers", "in penalties"."""
    at = place.after
    if place.unit:
        if word_at(tokens, at) in _LATE:
            return word_at(tokens, at)
        if word_at(tokens, at) not in ("of", "in"):
            return ""
        while word_at(tokens, at) in _THROUGH:
            at += 1
    named: list[str] = []
    while len(named) < 2 and _is_noun(word_at(tokens, at)):
        named.append(word_at(tokens, at))
        at += 1
    return " ".join(named)


def _subject(at: int, tokens: Sequence[Token]) -> str:
    """Return what stands before a figure in its clause, like "cycle time"."""
    at -= 1
    tied = False
    while at >= 0 and tokens[at].text in _LINKS | _TIES:
        tied = tied or tokens[at].text in _TIES
        at -= 1
    if not tied:
        return ""
    named: list[str] = []
    while at >= 0 and len(named) < 2 and _is_noun(tokens[at].text):
        named.append(tokens[at].text)
        at -= 1
    return " ".join(reversed(named))


def _is_noun(word: str) -> bool:
    """Say whether a word may name what is counted; by exclusion, since there is no tagger here."""
    return (
        len(word) > 2
        and len(word) <= 24
        and word[0].isalpha()
        and word not in _NO_NOUN
        and word not in _LINKS
        and word not in _VERBS
        and kind(word)[0] != "0"
        and not word.endswith(("ly", "n't", "ed"))
    )


def _entry(
    sentence: Sentence, tokens: Sequence[Token], place: Place, unit: str, measures: str
) -> LedgerEntry:
    begin = tokens[place.number.first].begin
    end = tokens[place.after - 1].end
    if measures == word_at(tokens, place.after):
        end = tokens[place.after].end
    quote = sentence.text[begin:end]
    at = sentence.begin
    proof = Evidence(sentence.index, quote, at + begin, at + end, sentence.start, sentence.stop)
    return LedgerEntry(place.number.value, unit, measures, proof)


def disagreements(
    first: Sequence[LedgerEntry], second: Sequence[LedgerEntry]
) -> tuple[tuple[LedgerEntry, LedgerEntry], ...]:
    """Return pairs of two tellings that measure the same and differ beyond rounding.

    Times are compared in days. Where a telling gives several figures for one thing, one that
    agrees is enough.
    """
    found: list[tuple[LedgerEntry, LedgerEntry]] = []
    for a in first:
        rivals = [b for b in second if measures_same(a, b)]
        if not rivals or any(agrees(a, b) for b in rivals):
            continue
        for b in rivals[:1]:
            if not any(agrees(other, b) for other in first if measures_same(other, b)):
                found.append((a, b))
    return tuple(found)


def _dimension(unit: str) -> str:
    return "time" if unit in IN_DAYS else unit


def measures_same(a: LedgerEntry, b: LedgerEntry) -> bool:
    """Say whether two figures are of one thing: the same words, the same kind of unit."""
    return _dimension(a.unit) == _dimension(b.unit) and _key(a.measures) == _key(b.measures)


def _key(measures: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in measures.replace(",", "").split())


def agrees(a: LedgerEntry, b: LedgerEntry) -> bool:
    """Say whether two figures are the same but for rounding; times are compared in days."""
    scale_a, scale_b = IN_DAYS.get(a.unit, 1.0), IN_DAYS.get(b.unit, 1.0)
    slack = max(_slack(a.value) * scale_a, _slack(b.value) * scale_b)
    return abs(a.value * scale_a - b.value * scale_b) <= slack + 1e-9


def _slack(value: float) -> float:
    """Return half the last digit that was said: 40 may be 35 to 45, 38 may be 37.5 to 38.5."""
    if value == 0:
        return 0.5
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    while value % step > 1e-9 and step > 1e-4:
        step /= 10
    return step / 2
