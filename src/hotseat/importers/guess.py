"""Propose a type, a level and seconds for a question, each with how sure it is."""

import functools
import json
import math
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hotseat.domain.bank import ANSWER_RANGE, OTHER, PREP_RANGE
from hotseat.domain.rubric import RUBRICS, Level

TYPES: tuple[str, ...] = (*RUBRICS, OTHER)
"""The types that are told apart."""

HINTED = 3.0
"""What a column or a heading that names a type adds to the type's score (natural log)."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|%")
_WORD_LIMIT = 80
_MASKED = re.compile(r"\b(?:tell|walk|talk|take) (?:me|us)\b|\bdescribe\b")

# Words that name a type's matter; as features they let rare words count like common ones.
_MATTER: tuple[tuple[str, str], ...] = (
    ("failed_execution", r"fail\w*|flop\w*|mistakes?|(?:went|go(?:es)?|going|gone) wrong|broke\w*"),
    ("failed_execution", r"outages?|incidents?|post-?mortems?|fell (?:apart|over|flat|through)"),
    ("failed_execution", r"collaps\w*|botched|roll(?:ed)? (?:it )?back|rollbacks?|off the rails"),
    (
        "failed_execution",
        r"blew up|dropped the ball|regret\w*|disaster\w*|undo|taken back|wish you",
    ),
    (
        "missed_deadline",
        r"deadlines?|late|later|slip(?:s|ped|ping)?|delay\w*|overr[au]n\w*|r[au]n over",
    ),
    ("missed_deadline", r"behind schedule|dates?|schedules?|estimat\w*|on time|in time|postpon\w*"),
    ("missed_deadline", r"commitments?|promises?|promised|announced|overdue|due"),
    ("resource_constraint", r"budgets?|headcount|understaffed|short-?staffed|resourc\w*|with less"),
    ("resource_constraint", r"few(?:er)?|hiring freeze|layoffs?|cut (?:scope|to the)|shoestring"),
    (
        "resource_constraint",
        r"scarc\w*|limited|half (?:of )?(?:the|your)|capacity|lean|constraints?",
    ),
    ("resource_constraint", r"one (?:engineer|designer|person)|two (?:engineers|people)|resign\w*"),
    ("resource_constraint", r"away|left|reassigned|moved to another|withdrawn|short of|without a"),
    ("cross_functional_conflict", r"conflict\w*|clash\w*|stakeholders?|opposite|sales|legal"),
    ("cross_functional_conflict", r"marketing|finance|compliance|friction|disput\w*|departments?"),
    ("cross_functional_conflict", r"cross-?functional|two teams|another (?:team|function|group)"),
    ("cross_functional_conflict", r"other teams?|functions?|\w*align\w*|compet\w*|contradict\w*"),
    ("cross_functional_conflict", r"collid\w*|quarrel\w*|peers?|both|colleagues?|vendors?|blocked"),
    ("execution_metrics", r"metrics?|measur\w*|cycle times?|lead times?|velocity|throughput|kpis?"),
    (
        "execution_metrics",
        r"dashboards?|numbers?|cadence|ratio|rates?|indicators?|figures?|track\w*",
    ),
    ("execution_metrics", r"quantif\w*|data|frequency|healthy|share of|slow\w*|how often"),
    (
        "execution_plan",
        r"plan(?:s|ned|ning)?|re-?plan\w*|roadmap|30.60.90|critical path|sequenc\w*",
    ),
    (
        "execution_plan",
        r"(?:ninety|90|thirty|30|60)[- ]days?|milestones?|roll(?: |-)?outs?|phas\w+",
    ),
    (
        "execution_plan",
        r"first (?:two )?(?:weeks?|month|quarter|hundred|ninety|90|100|days?)|risks?",
    ),
    (
        "execution_plan",
        r"week by week|contingenc\w*|go.?to.?market|launch (?:of|plan|a|the|our|in)",
    ),
    ("execution_plan", r"(?:how would|what would) you (?:plan|run|launch|prepare|bring|move|roll)"),
    ("disagree_and_commit", r"disagree\w*|overrul\w*|commit(?:ted)? (?:to|anyway)|argued against"),
    ("disagree_and_commit", r"your (?:boss|manager|ceo|director|vp)|against (?:you|your)|outvoted"),
    (
        "disagree_and_commit",
        r"dissent\w*|oppos(?:e|ed)|push(?:ed)? back|from above|spoke\w* against",
    ),
    (
        "disagree_and_commit",
        r"lost (?:the|an|that) (?:argument|debate|vote)|did(?:n't| not) (?:agree)",
    ),
    (
        "disagree_and_commit",
        r"(?:thought|believed) (?:was|were) wrong|(?:not|n't) believe in|carried out",
    ),
    ("other", r"yourself|career|strengths?|weakness\w*|salary|offer|proud\w*|motivat\w*|coach\w*"),
    ("other", r"mentor\w*|feedback|hire|without authority|influence\w*|vision|strategy|favou?rite"),
    ("other", r"improve|pric(?:e|ing)|customers?|users?|design|culture|leadership|experiment|a/b"),
    (
        "other",
        r"negotiat\w*|why do you|report to you|trust|role model|ethic\w*|persuad\w*|convinc\w*",
    ),
)
_MATTERS = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _MATTER)

# What a heading, a category or a note calls a type.
_NAMED: tuple[tuple[str, str], ...] = (
    ("disagree_and_commit", r"disagree|commit|backing|overruled|dissent|managing up|upward"),
    ("missed_deadline", r"deadline|slip|timing|delay|late\b|schedule|timeline|missed date|dates\b"),
    (
        "cross_functional_conflict",
        r"conflict|stakeholder|cross.?functional|turf|clash|alignment|collaborat|disput|friction|"
        r"politics|partner|teamwork",
    ),
    (
        "resource_constraint",
        r"resourc|constraint|short.?hand|thin |crew\b|scarc|budget|headcount|scarcity|do(?:ing)? "
        r"more with less|capacity|staffing"
        r"|trade.?off",
    ),
    (
        "execution_metrics",
        r"metric|gauge|signal|chart|measur|kpi|analytic|delivery health|numbers|velocity|\bdata\b"
        r"|instrumentation",
    ),
    ("execution_plan", r"plan|roadmap|launch|90.?day|first days|sequenc|rollout|hypothetical"),
    (
        "failed_execution",
        r"fail|mistake|broke|owning|setback|post.?mortem|went wrong|recover|incident|lessons",
    ),
    (
        OTHER,
        r"behaviou?ral|leadership|strategy|product sense|culture|motivation|career|negotiat|salary|"
        r"influence|general|warm.?up|design|estimation|values|coaching|authority|background|"
        r"communication|vision|ethic|other|opener|closing|personal|hiring",
    ),
)
_NAMES = tuple((name, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for name, words in _NAMED)

_DIRECTOR = re.compile(
    r"\b(?:your (?:organi[sz]ation|managers|directs|department|org|leaders|portfolio|executives"
    r"|board)|"
    r"organi[sz]ation(?:s|al)?|portfolio|(?:several|multiple|many|all|across|five|four|three|your"
    r"|six|ten|eight) (?:of your )?teams\b|"
    r"across (?:teams|the company|your|several|business)|executives?|the board|c-suite"
    r"|company-wide|"
    r"directors?|head of|vp|reorgani[sz]\w*|acquisition|merger|programmes?|business units?|layoffs|"
    r"team of team|(?:managers|pms|product managers) who report|(?:five|ten|three)-year|multi-year|"
    r"organi[sz]ation-wide|p&l)\b",
    re.IGNORECASE,
)
_MID = re.compile(
    r"\b(?:your first (?:job|project|launch|feature|release|year|role)|early in your career|junior"
    r"|associate|entry.level|"
    r"a (?:small|minor|single) \w+|a (?:teammate|classmate|peer|coworker|colleague)|one feature|a "
    r"feature|"
    r"a (?:bug|ticket|sprint|user story)|your (?:sprint|backlog|tech lead|scrum|squad)|school"
    r"|internship|university|yourself)\b",
    re.IGNORECASE,
)
_LEVEL_NAMES: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        Level.DIRECTOR,
        re.compile(
            r"director|\bvp\b|vice|head|executive|c-level|l[78]\b|group|principal|exec\b|^5$", re.I
        ),
    ),
    (
        Level.SENIOR,
        re.compile(r"\bsenior|\bsr\b|\bstaff\b|\blead\b|l6\b|hard|advanced|expert|^[34]$", re.I),
    ),
    (
        Level.MID,
        re.compile(
            r"\bmid|junior|entry|associate|apm|l[345]\b|easy|medium|basic|\bintern\b|^[12]$|^pm$",
            re.I,
        ),
    ),
)
_MINUTES = re.compile(
    r"(\d{1,3}(?:[.,]\d)?)\s*(?:-|–|to)?\s*(?:\d{1,3})?\s*(min(?:ute)?s?\b|m\b|sec(?:ond)?s?\b)"
)

# Seconds to prepare and to answer, as in the banks that come with Hotseat.
_BUDGETS: dict[Level, tuple[int, int]] = {
    Level.MID: (45, 180),
    Level.SENIOR: (45, 210),
    Level.DIRECTOR: (60, 240),
}
_PLAN_BUDGETS: dict[Level, tuple[int, int]] = {
    Level.MID: (90, 240),
    Level.SENIOR: (120, 300),
    Level.DIRECTOR: (180, 360),
}


def features(text: str) -> set[str]:
    """Return what the classifier sees of a question."""
    low = text.lower().replace("’", "'").replace("–", "-")
    masked = _MASKED.sub(" ", low)
    words = ["0" if word.isdecimal() else word for word in _WORD.findall(masked)[:_WORD_LIMIT]]
    grams = {"^" + " ".join(words[:2]), *words}
    grams.update(f"{a} {b}" for a, b in pairwise(words))
    for word in words:
        if len(word) > 5:
            grams.add(f"{word[:5]}*")
    grams.update(f"#{name}" for name, matter in _MATTERS if matter.search(low))
    return grams


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear classifier: for each feature one weight a type; `unit` is what 1 stands for."""

    types: tuple[str, ...]
    rows: Mapping[str, Sequence[int]]
    bias: Sequence[float]
    unit: float


def pack(weights: Weights) -> bytes:
    """Return the weights as the bytes of a file."""
    data = {
        "types": weights.types,
        "bias": list(weights.bias),
        "unit": weights.unit,
        "rows": {name: list(row) for name, row in sorted(weights.rows.items())},
    }
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 9)


@functools.cache
def load() -> Weights:
    """Return the weights that come with Hotseat."""
    from importlib import resources

    packed = resources.files("hotseat.importers.data").joinpath("types.bin").read_bytes()
    data = json.loads(zlib.decompress(packed))
    return Weights(tuple(data["types"]), data["rows"], data["bias"], data["unit"])


def guess_type(text: str, hints: Sequence[str] = ()) -> tuple[str, float]:
    """Return the likeliest type and how sure it is; `hints` name it: a column, then headings."""
    weights = load()
    named = features(text)
    known = [row for name in named if (row := weights.rows.get(name)) is not None]
    scale = weights.unit / math.sqrt(max(1, len(named)))
    scores = [bias + scale * sum(row[at] for row in known) for at, bias in enumerate(weights.bias)]
    for weight, hint in zip((HINTED, HINTED / 3, HINTED / 6, HINTED / 8), hints, strict=False):
        if (meant := named_type(hint)) in weights.types:
            # "Behavioural" or "leadership" heads questions of every type.
            scores[weights.types.index(meant)] += weight * (0.4 if meant == OTHER else 1.0)
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    best = scores.index(highest)
    return weights.types[best], powers[best] / sum(powers)


def named_type(hint: str) -> str:
    """Return the type that a heading or category means, "" where it means none."""
    plain = hint.strip().lower().replace(" ", "_").replace("-", "_")
    if plain in TYPES:
        return plain
    found = [(match.start(), name) for name, words in _NAMES if (match := words.search(hint))]
    return found[0][1] if found and len(hint) <= 80 else ""


def guess_level(text: str, hints: Sequence[str] = ()) -> tuple[Level, float]:
    """Return the level and how sure it is; senior where nothing tells."""
    for hint in hints:
        for level, named in _LEVEL_NAMES if len(hint.split()) <= 5 else ():
            if named.search(hint):
                return level, 0.9
    if _DIRECTOR.search(text):
        return Level.DIRECTOR, 0.7
    if _MID.search(text):
        return Level.MID, 0.6
    return Level.SENIOR, 0.5


def guess_budget(question_type: str, level: Level, minutes: float = 0.0) -> tuple[int, int, float]:
    """Return the seconds to prepare and to answer, and how sure they are."""
    budgets = _PLAN_BUDGETS if question_type == "execution_plan" else _BUDGETS
    prep, answer = budgets[level]
    if not (minutes > 0 and math.isfinite(minutes)):
        return prep, answer, 0.5
    low, high = ANSWER_RANGE
    said = int(min(high, max(low, round(minutes * 60 / 15) * 15)))
    return min(prep, PREP_RANGE[1]), said, 0.9


def minutes_in(note: str) -> float:
    """Return the minutes that a note such as "5 min" gives, 0 for none."""
    found = _MINUTES.search(note.lower())
    if not found:
        return 0.0
    value = float(found[1].replace(",", "."))
    return value / 60 if found[2].startswith("s") else value
