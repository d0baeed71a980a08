"""Whether a reply of a few sentences answers a probe's target: rules beside the classifier.

The classifier learned from whole answers; a direct reply leans on the question ("Nine days."), so
these rules look for the shape that an answer to this target has. Words are matched in lower case,
fillers left out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from hotseat.coach.features import normal
from hotseat.coach.lexicon import kind, word_set
from hotseat.domain.rubric import Element, Flag

FEWEST_WORDS = 4
"""A reply under this says something only if it has a figure or a name in it."""

PARTLY_NEAR, PARTLY_FAR = 6, 10
"""Words of a reply with a figure or a name in it from which it is a part of an answer."""

LENGTH_LIMIT = 6000
"""Characters of a reply that the rules read."""

ANSWERED_BY: dict[Flag, tuple[Element, ...]] = {
    Flag.BLAMES_OTHERS: (Element.OWNERSHIP,),
    Flag.HUMBLE_BRAG: (Element.OWNERSHIP, Element.BREAKDOWN, Element.OUTCOME_METRIC),
    Flag.SMOOTH_SAILING: (Element.BREAKDOWN, Element.OUTCOME_METRIC),
    Flag.VAGUE_ALIGNMENT: (
        Element.ALIGNMENT_MECHANISM,
        Element.STAKEHOLDER_CONFLICT,
        Element.LOSS_HANDLED,
        Element.TRADEOFF,
    ),
    Flag.HEROICS: (
        Element.TRADEOFF,
        Element.OUTCOME_METRIC,
        Element.SYSTEMIC_CHANGE,
        Element.OWNERSHIP,
    ),
    Flag.STRATEGY_NOT_EXECUTION: (Element.BREAKDOWN,),
    Flag.ACTIVITY_AS_PROGRESS: (
        Element.OUTCOME_METRIC,
        Element.DELIVERY_METRIC,
        Element.SEQUENCING,
        Element.FIX,
    ),
    Flag.ABSTRACT_TALK: (
        Element.SITUATION,
        Element.BREAKDOWN,
        Element.FIX,
        Element.SYSTEMIC_CHANGE,
        Element.OUTCOME_METRIC,
    ),
}
"""The elements that answer a probe at a flag."""

_NAME = re.compile(r"(?<=[a-z,;] )(?!I\b|I'|I’)[A-Z][A-Za-z]{2,}")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,:]*")
_PEOPLE = word_set(
    "boss manager lead leads director ceo cto coo cfo cpo vp engineer engineers designer designers",
    "developer developers analyst lawyer legal sales support marketing finance operations ops",
    "customer customers vendor supplier team head founder colleague user users agency partner it",
    "compliance architect warehouse driver drivers shop shops board product security qa tester",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A reply as the rules see it: the plain text, its words, how many figures and names."""

    text: str
    words: tuple[str, ...]
    figures: int
    names: int

    @property
    def concrete(self) -> bool:
        """Say whether there is a figure or a name in it."""
        return self.figures > 0 or self.names > 0

    def has(self, pattern: str) -> bool:
        """Say whether a regular expression occurs."""
        return _compiled(pattern).search(self.text) is not None


def said(text: str) -> Said:
    """Return a reply as the rules see it."""
    raw = text[:LENGTH_LIMIT]
    plain = normal(raw)
    words = tuple(_WORD.findall(plain))
    figures = sum(kind(w)[0] == "0" for w in words) - len(_compiled(_IDIOMS).findall(plain))
    return Said(plain, words, max(0, figures), len(_NAME.findall(raw)))


def wanted(target: str) -> tuple[Element, ...]:
    """Return the elements that answer a probe's target."""
    if target in tuple(Flag):
        return ANSWERED_BY[Flag(target)]
    return (Element(target),)


def _any(*patterns: str) -> str:
    return r"\b(?:" + "|".join(patterns) + r")\b"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile on first use: all of them together would cost the start 15 ms."""
    return re.compile(pattern)


# Numbers that count nothing.
_IDIOMS = _any(
    r"one of (?:the|my|our|them|those)", r"no one", r"each one", r"the one", r"that one",
    r"this one", r"on the one hand", r"first of all", r"at first", r"second thought",
    r"one thing", r"one way", r"first i'd", r"hundred percent", r"one day", r"first thing",
    r"a? ?million things", r"one another", r"everyone", r"in the first place", r"day one",
)  # fmt: skip
_EVADES = _any(
    r"(?:don't|do not|couldn't|can't|cannot) (?:really |quite |exactly |honestly |even )*"
    r"(?:know|remember|recall|say|think of|share|tell you|put a number|have the)",
    r"(?:not|no idea|hard|difficult|tough) (?:really )?(?:sure|to say|to tell|to pin|to put)",
    r"no idea", r"(?:good|great|fair|interesting|tricky) question", r"i'd have to (?:look|check)",
    r"it depends", r"that depends", r"nothing (?:really|comes to mind|specific|in particular)",
    r"it is what it is", r"i wouldn't (?:say|know)", r"i guess so", r"if you say so",
    r"nobody (?:really )?lost", r"(?:weren't|wasn't) (?:really )?any(?:thing)?", r"win win",
    r"i don't think (?:so|that|we|there)", r"nothing worth", r"wasn't much that i could",
)  # fmt: skip
_GENERIC = _any(
    r"communicat\w+", r"align\w*", r"misalign\w*", r"priorit\w+", r"transparen\w+", r"mindset",
    r"culture", r"stakeholders?", r"complex\w*", r"challeng\w+", r"issues", r"things", r"agile",
    r"proactiv\w+", r"better", r"careful", r"aware", r"learne?[dt]?", r"focus\w*", r"trust",
    r"as a team", r"moving parts", r"same page", r"in the loop", r"compromise", r"vision",
    r"good feeling", r"high standards?", r"extra mile", r"success", r"positive", r"happy",
    r"perspectives?", r"resources", r"the right people", r"adapt", r"momentum", r"visibility",
    r"execution", r"market", r"quality", r"tensions?", r"pushed through", r"sleeves", r"calm",
    r"informed", r"believed", r"professionals?", r"in general", r"always", r"everybody",
    r"everyone", r"all", r"well prepared", r"gut feeling", r"optimistic", r"the usual",
    r"according to plan", r"to plan", r"a lot", r"close eye", r"relationships?", r"discovery",
)  # fmt: skip
_FIRST = _any("i", "i'd", "i've", "i'm", "me", "my", "mine", "myself")
_FAULT = _any(
    r"should(?:'ve| have)", r"could(?:'ve| have)", r"(?:never|hadn't|didn't|did not) ?\w*",
    r"my (?:\w+ )?(?:fault|mistake|call|decision|job|doing|part|idea|choice|error|number)", r"mine",
    r"i was (?:wrong|late|too)", r"on me", r"was me", r"too late",
    r"i (?:just |simply |also |only )?(?:missed|ignored|forgot|assumed|signed|approved|let|failed|"
    r"chose|promised|waited|skipped|trusted|underestimated|overestimated|told|held|agreed|kept|"
    r"put off|pushed|took|left|wanted|accepted|thought)", r"without (?:asking|checking|reading)",
    r"instead of (?:asking|checking|reading)", r"wouldn't again",
)  # fmt: skip
_BROKE = _any(
    r"nobody", r"no one", r"no-one", r"none", r"never", r"no \w+", r"w(?:as|ere)n't", r"hadn't",
    r"didn't", r"couldn't", r"wouldn't", r"doesn't", r"missing", r"missed", r"wrong", r"fail\w*",
    r"br[oe]ken?", r"block\w*", r"stuck", r"sat", r"different", r"without", r"lost", r"skipped",
    r"silently", r"assumed", r"forgot\w*", r"only", r"nowhere", r"late", r"old", r"too \w+",
    r"crashed", r"dropped", r"expired", r"refused", r"instead", r"empty", r"twice", r"not",
    r"bugs?", r"depended", r"waited", r"estimate\w*", r"sized",
)  # fmt: skip
_DID = _any(
    r"(?:moved|cut|stopped|pulled|froze|switched|called|took|dropped|split|sent|put|flipped|turned|"
    r"asked|escalated|re-?planned|went|hired|reverted|shipped|paused|rolled|shut|told|gave|got|"
    r"wrote|built|fixed|added|removed|changed|offered|closed|hid|limited|halved|delayed|borrowed|"
    r"brought|blocked|disabled|decided|replaced|kept|set|ran|started|began|flew|drove|phoned)",
)
_LASTS = _any(
    r"now",
    r"since then",
    r"since",
    r"from then on",
    r"these days",
    r"today",
    r"every",
    r"each",
    r"no longer",
    r"any ?more",
    r"before (?:any|anybody|somebody|anything|a|we|it|the)",
    r"won't",
    r"can't",
    r"refuses",
    r"requires?",
    r"required",
    r"must",
    r"has to",
    r"have to",
    r"until",
    r"unless",
    r"added",
    r"mandatory",
    r"isn't",
    r"gets?",
    r"always",
    r"never",
    r"without",
)
_THING = _any(
    r"checks?(?:list)?s?", r"tests?", r"forms?", r"templates?", r"sheets?", r"reviews?", r"rotas?",
    r"fields?", r"tools?", r"builds?", r"pipelines?", r"alerts?", r"contracts?", r"tickets?",
    r"scripts?", r"steps?", r"gates?", r"sign\w*", r"lists?", r"rules?", r"owners?", r"names?",
    r"boxe?s?", r"samples?", r"sandbox", r"limits?", r"triggers?", r"clause", r"calls?", r"line",
    r"person", r"budget", r"log", r"page", r"board", r"release\w*", r"deploys?", r"staging",
    r"calendar", r"process", r"column", r"badge", r"monitor\w*", r"dashboard", r"definition",
)  # fmt: skip
_GAVE_UP = _any(
    r"gave up", r"cut", r"dropp\w+", r"let .{1,40}(?:go|slip|wait)", r"postpon\w+", r"push\w+",
    r"delay\w*", r"left out", r"instead", r"cost\w*", r"in exchange", r"sacrific\w+", r"park\w+",
    r"wait\w*", r"without", r"lost", r"fewer", r"less", r"skipp\w+", r"put off", r"removed",
    r"shelved", r"stopped", r"went", r"until", r"later", r"so that", r"no \w+", r"quit", r"left",
    r"paid for", r"worse", r"slower", r"not \w+ing", r"only",
)  # fmt: skip
_WANTS = _any(
    r"want\w*", r"need\w*", r"insist\w*", r"refus\w+", r"demand\w*", r"ask\w* for", r"argued",
    r"against", r"fear\w*", r"afraid", r"worr\w+", r"object\w*", r"said no", r"hated", r"prefer\w*",
    r"pushed (?:for|back)", r"disagree\w*", r"would have (?:liked|preferred)", r"fought", r"scared",
)  # fmt: skip
_SETTLES = _any(
    r"tests?(?:ed)?", r"pilot\w*", r"experiment\w*", r"numbers?", r"data", r"scor\w+", r"vot\w+",
    r"decid\w+", r"decision", r"ran", r"measur\w+", r"compar\w+", r"wrote", r"written", r"page",
    r"document", r"criteri\w+", r"cost\w*", r"calculat\w+", r"model\w*", r"escalat\w+",
    r"last word", r"sign\w*", r"threshold", r"coin", r"count\w*", r"sheet", r"table", r"agreed",
    r"his call", r"her call", r"picked", r"chose", r"rule", r"prototype", r"against (?:him|her)",
)  # fmt: skip
_LOSERS = _any(
    r"told", r"call\w*", r"apolog\w+", r"explain\w*", r"promis\w+", r"compensat\w+", r"refund\w*",
    r"credit\w*", r"gave", r"paid", r"offered", r"in person", r"wrote", r"lost", r"had to \w+",
    r"in return", r"next quarter", r"met with", r"sat down", r"support\w*", r"committ?\w*",
    r"visited", r"for free", r"still think", r"her way", r"his way", r"first in line",
)  # fmt: skip
_HANGS = _any(
    r"everything", r"hangs?", r"depends? on", r"waits?", r"before", r"until", r"without",
    r"blocks?", r"first", r"the one", r"only", r"slips?", r"comes? down to", r"neither", r"nothing",
    r"needs?", r"if", r"none",
)  # fmt: skip
_ORDERED = _any(
    r"weeks?", r"days?", r"months?", r"quarters?", r"mondays?", r"fridays?", r"by the", r"sprints?",
    r"then", r"after that", r"until", r"from", r"end of", r"january", r"february", r"march",
    r"april", r"may", r"june", r"july", r"august", r"september", r"october", r"november",
    r"december",
)  # fmt: skip
_STAFF = _any(
    r"engineers?", r"designers?", r"developers?", r"analysts?", r"contractors?", r"hires?",
    r"people", r"persons?", r"testers?", r"backend", r"mobile", r"frontend", r"lawyers?", r"budget",
    r"euros?", r"dollars?", r"pounds?", r"thousand", r"agency", r"data scientists?",
    r"freelancers?", r"technicians?", r"devs?", r"squads?",
    r"half time", r"full time", r"part time",
    r"team",
)  # fmt: skip
_WATCHED = _any(
    r"check\w*", r"watch\w*", r"monitor\w*", r"alerts?", r"alarm\w*", r"owns?", r"every", r"daily",
    r"each", r"tests?", r"call\w*", r"looks? at", r"early", r"see", r"shows?", r"report\w*",
    r"count\w*", r"measur\w+", r"backup", r"second \w+", r"twice", r"switch\w*", r"before",
)  # fmt: skip
_THREAT = _any(
    r"risks?", r"if", r"might", r"could", r"fail\w*", r"wrong", r"slips?", r"late", r"biggest",
    r"danger", r"worr\w+", r"afraid", r"fraud", r"broken?", r"changes", r"down", r"loses?",
)  # fmt: skip
_ROOM = _any(
    r"slack", r"buffers?", r"spare", r"fall ?back", r"plan b", r"stop\w*", r"kill", r"cancel\w*",
    r"contingency", r"instead", r"between", r"reserve\w*", r"empty", r"extra", r"roll\w* back",
    r"manual\w*", r"by hand", r"old", r"paper", r"under", r"below", r"fewer", r"less than",
    r"range", r"worst case",
)  # fmt: skip
_OUTCOME = _any(r"can", r"could(?: not|n't)? \w+", r"decid\w+", r"fixed", r"stopped", r"came out")
_EXPECTED = _any(
    r"thought", r"think", r"assum\w+", r"figured", r"expect\w*", r"believ\w+", r"count\w* on",
    r"bet", r"reckoned", r"plan\w*", r"was sure", r"took (?:it )?for granted", r"guess\w*",
    r"estimat\w+", r"hop\w+", r"would", r"based on", r"told me",
)  # fmt: skip


def evades(text: str) -> bool:
    """Say whether the speaker says that they cannot or will not answer."""
    reply = said(text)
    return reply.has(_EVADES) and not (reply.concrete and len(reply.words) >= 18)


def too_short(text: str) -> bool:
    """Say whether a reply has under four words and neither a figure nor a person in it."""
    reply = said(text)
    if len(reply.words) >= FEWEST_WORDS:
        return False
    return not reply.concrete and not any(word in _PEOPLE for word in reply.words)


def vague(reply: Said) -> bool:
    """Say whether a reply moves in general words, with neither a figure nor a name."""
    if reply.concrete:
        return False
    generic = len(_compiled(_GENERIC).findall(reply.text))
    return generic > 0 and generic * 9 >= len(reply.words)


def _shaped(pattern: str, words: int) -> Callable[[Said], bool]:
    """Return a rule: the pattern occurs, in so many words at least (half where concrete)."""

    def rule(reply: Said) -> bool:
        least = words / 2 if reply.concrete else words
        return reply.has(pattern) and len(reply.words) >= least

    return rule


def _owned(reply: Said) -> bool:
    return reply.has(_FIRST) and reply.has(_FAULT) and len(reply.words) >= 6


def _lasting(reply: Said) -> bool:
    return reply.has(_LASTS) and reply.has(_THING) and len(reply.words) >= 7


RULES: dict[Element, Callable[[Said], bool]] = {
    Element.SITUATION: lambda r: r.concrete and len(r.words) >= 4,
    Element.HYPOTHESIS: _shaped(_EXPECTED, 10),
    Element.BREAKDOWN: _shaped(_BROKE, 9),
    Element.FIX: _shaped(_DID, 8),
    Element.SYSTEMIC_CHANGE: _lasting,
    Element.OWNERSHIP: _owned,
    Element.TRADEOFF: _shaped(_GAVE_UP, 8),
    Element.STAKEHOLDER_CONFLICT: _shaped(_WANTS, 10),
    Element.ALIGNMENT_MECHANISM: _shaped(_SETTLES, 8),
    Element.LOSS_HANDLED: _shaped(_LOSERS, 8),
    Element.DELIVERY_METRIC: lambda r: r.figures > 0,
    Element.OUTCOME_METRIC: lambda r: r.figures > 0,
    Element.CRITICAL_PATH: _shaped(_HANGS, 8),
    Element.SEQUENCING: lambda r: r.figures > 1 and r.has(_ORDERED) and len(r.words) >= 7,
    Element.RESOURCING: lambda r: r.figures > 0 and (r.has(_STAFF) or len(r.words) >= 8),
    Element.RISK_MITIGATION: lambda r: r.has(_THREAT) and r.has(_WATCHED) and len(r.words) >= 8,
    Element.BUFFER: _shaped(_ROOM, 8),
}
"""The shape of an answer to a probe at an element."""


def answers(target: str, text: str) -> bool:
    """Say whether a reply to a probe at a target answers it by its shape."""
    reply = said(text)
    if vague(reply):
        return False
    if target in tuple(Flag) and _answers_flag(Flag(target), reply):
        return True
    return any(RULES[element](reply) for element in wanted(target))


def _answers_flag(flag: Flag, reply: Said) -> bool:
    if flag is Flag.ACTIVITY_AS_PROGRESS:
        return reply.has(_OUTCOME) and len(reply.words) >= 8
    return flag is Flag.ABSTRACT_TALK and reply.concrete


_ASKS_PERSON = _any("who", "whom", "whose")
_ASKS_FIGURE = _any(
    "how (?:many|much|long|late|often|old)", "number", "figure", "when", "which day"
)


def specific(text: str, question: str = "") -> bool:
    """Say whether a reply to a deeper question holds something that could be checked.

    A question after a person wants a person, one after a figure a figure; any other wants a figure,
    a name or twelve words that are not general talk.
    """
    reply = said(text)
    asked = question.lower()
    if reply.concrete:
        return True
    if _compiled(_ASKS_PERSON).search(asked) and any(word in _PEOPLE for word in reply.words):
        return not vague(reply)
    if _compiled(_ASKS_FIGURE).search(asked):
        return False
    return len(reply.words) >= 12 and not vague(reply)


def partly(text: str, near: bool) -> bool:
    """Say whether a reply that does not answer still gives something that could be checked.

    `near` says that the classifier heard the target in it, if only vaguely.
    """
    reply = said(text)
    least = PARTLY_NEAR if near else PARTLY_FAR
    return reply.concrete and not vague(reply) and len(reply.words) >= least
