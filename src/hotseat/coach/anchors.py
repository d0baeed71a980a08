"""Pick the few words of a long sentence that a probe hangs on, verbatim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.coach.lexicon import kind, word_set
from hotseat.domain.rubric import Element, Flag

FEWEST, MOST = 3, 9
"""Words of a quote; in the corpus 90 % of the interviewers' quotes have 3 to 9."""

LIKED = 6
LENGTH_COST, CLAUSE_COST, START_COST = 0.55, 1.0, 1.6
OPENER_COST, WEAK_COST, END_GAIN = 1.5, 2.0, 1.2
"""Set so that the quotes come closest to those that the corpus' interviewers picked."""
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


def telling_words(text: str, target: str = "", vague: bool = False) -> tuple[int, int] | None:
    """Return where the telling 3 to 9 words of a sentence stand (begin, end), None if nowhere.

    `vague` looks for the words that stay open rather than for figures and names. The words are a
    verbatim stretch without edge punctuation, line breaks or quotation marks.
    """
    words = _words(text)
    first = 0
    while first < len(words) and words[first].core in _OPENERS:
        first += 1
    best: tuple[float, int, int] | None = None
    cues = _CUES.get(target, frozenset())
    worths = [_worth(word, cues, vague) for word in words]
    for begin in range(first, len(words)):
        for end in range(begin + 1, min(len(words), begin + MOST) + 1):
            if end > begin + 1 and not _joined(words[end - 2], words[end - 1]):
                break
            if end - begin < FEWEST and len(words) - first >= FEWEST:
                continue
            score = _score(words, worths, begin, end)
            if best is None or score > best[0]:
                best = (score, begin, end)
    if best is None or best[0] < -4.0:
        return None
    return words[best[1]].begin, words[best[2] - 1].end


def quote_of(text: str, target: str = "", vague: bool = False) -> str:
    """Return the telling words themselves, "" where there are none."""
    found = telling_words(text, target, vague)
    return text[found[0] : found[1]] if found else ""


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


def _score(words: Sequence[_Word], worths: Sequence[float], begin: int, end: int) -> float:
    """Rank a stretch: telling words in it, a length people quote, whole phrases at its edges."""
    inside = words[begin:end]
    score = sum(worths[begin:end]) - LENGTH_COST * abs(len(inside) - LIKED)
    score -= CLAUSE_COST * sum(word.closes for word in inside[:-1])
    if not _starts(words, begin):
        score -= START_COST
    if inside[0].core in _OPENERS:
        score -= OPENER_COST
    if inside[-1].core in _WEAK_LAST:
        score -= WEAK_COST
    elif inside[-1].closes or end == len(words) or words[end].core in _OPENERS:
        score += END_GAIN
    return score


def _starts(words: Sequence[_Word], at: int) -> bool:
    """Say whether a phrase starts at a word: after a mark or a joining word, or with a subject."""
    if at == 0 or words[at - 1].closes or words[at - 1].core in _OPENERS:
        return True
    return words[at].core in _SUBJECTS
