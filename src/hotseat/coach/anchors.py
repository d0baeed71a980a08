"""Pick the few words of a long sentence that a probe hangs on, verbatim."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from hotseat.coach.lexicon import kind, word_set
from hotseat.domain.rubric import Element, Flag

FEWEST, MOST = 3, 12
"""Words of a quote; in the corpus 97 % of the interviewers' quotes have 3 to 12."""

LIKED = 6
LENGTH_COST, CLAUSE_COST = 0.45, 0.5
MID_START_COST, NEW_PHRASE_COST, TORN_COST = 2.0, 0.8, 4.0
MID_END_COST, BEFORE_PHRASE_COST, END_GAIN = 2.5, 0.6, 1.2
OPENER_COST = 1.5
"""Set so that the quotes come closest to those that the corpus' interviewers picked."""
QUOTES_TRIED = 4
LEAST_SCORE = -4.0
TOKENS = 90
LETTERS = 30

_TOKEN = re.compile(r"\S+")
_EDGES = " \t.,;:?!…\"'“”‘’()[]{}–—-"
_OPENERS = word_set(
    "and so but or then because well okay ok yeah yes no now oh anyway which that also plus",
    "cause since as if when while where um uh er erm hmm like right actually basically just",
)
_STOPS = word_set(
    "a an the of to in on at for with from by and or but so that which it its is was were are be",
    "been i we you they he she them us my our your their this these those there as not had have",
    "has do did does would could will can if then than into about just also very really",
)
_SUBJECTS = word_set(
    "i i'd i've i'm we we'd they they'd he she she'd he'd it it's you there nobody everyone",
    "everybody my our their his her nothing people",
)
_PREPOSITIONS = word_set(
    "to in on at for with from by into over under after before without about against between per",
    "until till during through around",
)
_RELATIVES = word_set("what who whom whose which how where why")
_NEW_PHRASE = word_set("a an the some each every all both half no one two three four five six")
_ASIDES = frozenset({("i", "mean"), ("you", "know"), ("sort", "of"), ("kind", "of")})
_FILLERS = word_set("um uh er erm hmm mm mmm umm uhh")
_WEAK_LAST = word_set(
    "a an the of to in on at for with from by and or but so that which i we you they he she my our",
    "your their his her its was were is are be if when because as than into about not had have",
    "who what where how this these very just um uh er like",
)
_VAGUE = word_set(
    "more better careful attention somehow things thing stuff everyone everybody aligned alignment",
    "communication communicate good great well success successful lot some various learned lesson",
    "always never properly closely several certain improved improve many big huge",
    "issues problems challenges process focus focused transparent transparency ownership culture",
    "together page team trust mindset proactive carefully bit sort kind basically best maybe",
)
_CUES: dict[str, frozenset[str]] = {
    Flag.BLAMES_OTHERS: word_set(
        "they engineering vendor legal sales marketing management boss never didn't fault just",
        "refused kept blocking slow wouldn't couldn't failed",
    ),
    Flag.HEROICS: word_set(
        "nights night weekends weekend hours late evenings pushed push everything slept sunday",
        "saturday midnight worked hard harder",
    ),
    Flag.HUMBLE_BRAG: word_set(
        "too much perfectionist hard care cared high standards loyal bar detail"
    ),
    Flag.SMOOTH_SAILING: word_set(
        "time no smoothly plan planned exactly clean surprises bugs schedule perfectly never"
    ),
    Flag.VAGUE_ALIGNMENT: word_set(
        "aligned page everyone everybody agreed agreement same board meeting talked heard"
    ),
    Flag.ACTIVITY_AS_PROGRESS: word_set(
        "meeting meetings report reports deck decks sync syncs workshop workshops dashboard update",
        "updates newsletter roadmap review status weekly",
    ),
    Flag.STRATEGY_NOT_EXECUTION: word_set(
        "market wrong bet product strategy chose choice timing idea segment"
    ),
    Element.OWNERSHIP: word_set("i i'd i'm me my myself mine"),
}


@dataclass(frozen=True, slots=True)
class _Word:
    core: str
    begin: int
    end: int
    gap: str
    closes: bool  # punctuation follows
    asks: bool


def telling_words(
    text: str, target: str = "", vague: bool = False, most: int = MOST
) -> tuple[int, int] | None:
    """Return where the telling words of a sentence stand (begin, end), None if nowhere.

    They are 3 to `most` words where the sentence has as many. `vague` looks for the words that stay
    open rather than for figures and names. The words are a verbatim stretch without edge
    punctuation, line breaks or quotation marks.
    """
    found = _best(text, target, vague, most)
    return found[1:] if found else None


def quote_of(text: str, target: str = "", vague: bool = False, most: int = MOST) -> str:
    """Return the telling words themselves, "" where there are none."""
    found = telling_words(text, target, vague, most)
    return text[found[0] : found[1]] if found else ""


def best_quotes(
    sources: Sequence[str], target: str = "", vague: bool = False, most: int = MOST
) -> list[str]:
    """Return the telling words of the first sentences that hold any, the best first."""
    found: list[tuple[float, str]] = []
    for source in sources[:QUOTES_TRIED]:
        best = _best(source, target, vague, most)
        if best is not None:
            found.append((best[0], source[best[1] : best[2]]))
    return [quote for _, quote in sorted(found, key=lambda pair: -pair[0])]


def _best(text: str, target: str, vague: bool, most: int) -> tuple[float, int, int] | None:
    """Return the score, begin and end of the most telling stretch."""
    words = _words(text)
    first = 0
    while first < len(words) and words[first].core in _OPENERS:
        first += 1
    cues = _CUES.get(target, frozenset())
    score_of = _scorer(words, [_worth(word, cues, vague) for word in words])
    best: tuple[float, int, int] | None = None
    for begin, end in _stretches(words, first, min(most, MOST)):
        score = score_of(begin, end)
        if best is None or score > best[0]:
            best = (score, begin, end)
    if best is None or best[0] < LEAST_SCORE:
        return None
    return best[0], words[best[1]].begin, words[best[2] - 1].end


def _stretches(words: Sequence[_Word], first: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that a quote may be, as (first word, word behind the last)."""
    for begin in range(first, len(words)):
        for end in range(begin + 1, min(len(words), begin + most) + 1):
            if end > begin + 1 and not _joined(words[end - 2], words[end - 1]):
                break
            if end - begin >= FEWEST or len(words) - first < FEWEST:
                yield begin, end


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    before = 0
    for match in _TOKEN.finditer(text):
        raw = match.group()
        begin = match.start() + len(raw) - len(raw.lstrip(_EDGES))
        end = match.start() + len(raw.rstrip(_EDGES))
        gap = text[before : match.start()]
        before = match.end()
        if begin >= end:
            continue
        tail = text[end : match.end()]
        words.append(
            _Word(
                text[begin:end].lower().replace("’", "'"),
                begin,
                end,
                gap,
                any(c in tail for c in ",;:.!…–—"),
                "?" in tail,
            )
        )
        if len(words) == TOKENS:
            break
    return _without_asides(words)


def _without_asides(words: list[_Word]) -> list[_Word]:
    """Mark "I mean" and its kin as fillers, which no quote holds willingly."""
    for at, (a, b) in enumerate(pairwise(words)):
        if (a.core, b.core) in _ASIDES:
            words[at] = replace(a, core="um")
            words[at + 1] = replace(b, core="um")
    return words


def _joined(a: _Word, b: _Word) -> bool:
    """Say whether a quote may run over the place between two words."""
    return b.gap == " " and not a.asks and b.begin - a.end <= 3


def _worth(word: _Word, cues: frozenset[str], vague: bool) -> float:
    if word.end - word.begin > LETTERS or any(c in word.core for c in '“”"?!{}'):
        return -20.0
    if word.core in _FILLERS:
        return -3.0
    if word.core in cues:
        return 1.8
    if vague and word.core in _VAGUE:
        return 1.5
    if kind(word.core)[0] == "0":
        return 0.4 if vague else 1.5
    return 0.1 if word.core in _STOPS else 0.8


def _scorer(words: Sequence[_Word], worths: Sequence[float]) -> Callable[[int, int], float]:
    """Return what ranks a stretch (first word, word behind the last).

    Telling words in it, a length people quote, whole phrases at its edges. There are hundreds of
    stretches in a sentence, so what words and edges cost is reckoned once.
    """
    worth = list(accumulate(worths, initial=0.0))
    closed = list(accumulate((word.closes for word in words), initial=0))
    begins = [_start_cost(words, at) for at in range(len(words))]
    ends = [0.0, *(_end_cost(words, end) for end in range(1, len(words) + 1))]

    def of(begin: int, end: int) -> float:
        length = LENGTH_COST * abs(end - begin - LIKED)
        clauses = CLAUSE_COST * (closed[end - 1] - closed[begin])
        score = worth[end] - worth[begin] - length - clauses - begins[begin] - ends[end]
        return round(score, 6)  # of equals the first stands, whatever the order of summing

    return of


def _start_cost(words: Sequence[_Word], at: int) -> float:
    """Return what it costs to begin at a word: nothing where a clause begins."""
    own = OPENER_COST if words[at].core in _OPENERS else 0.0
    if at == 0 or words[at - 1].closes or words[at - 1].core in _OPENERS:
        return own
    before = words[at - 1].core
    if words[at].core in _SUBJECTS and before not in _PREPOSITIONS | _RELATIVES:
        return own
    if before in _WEAK_LAST:
        return own + TORN_COST
    new = words[at].core in _NEW_PHRASE or kind(words[at].core)[0] == "0"
    return own + (NEW_PHRASE_COST if new or words[at].core in _PREPOSITIONS else MID_START_COST)


def _end_cost(words: Sequence[_Word], end: int) -> float:
    """Return what it costs to end before a word: a gain where the clause ends."""
    last = words[end - 1]
    if last.core in _WEAK_LAST:
        return TORN_COST
    if last.closes or end == len(words) or words[end].core in _OPENERS:
        return -END_GAIN
    following = words[end].core
    if following in _SUBJECTS:
        return 0.0
    return BEFORE_PHRASE_COST if following in _PREPOSITIONS else MID_END_COST
