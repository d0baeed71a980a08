"""Follow-up questions to an answer, the most telling first."""

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hotseat.coach import wordings
from hotseat.coach.anchors import best_quotes
from hotseat.coach.facets import told
from hotseat.coach.priority import (
    Case,
    Place,
    case_of,
    element_features,
    flag_features,
    likelihood,
    place_of,
)
from hotseat.coach.probe_lint import MOST_WORDS, lint
from hotseat.coach.wordings import Wording, gist
from hotseat.domain.analysis import (
    ElementJudgement,
    Evidence,
    FlagJudgement,
    Probe,
    SentenceLabels,
    Status,
)
from hotseat.domain.choices import Style
from hotseat.domain.rubric import Element, Flag
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Sentence, Transcript

MOST_PROBES = 6
MOST_QUOTED = 12
"""Words of a quote; it gets fewer where the question itself is long."""

CRITICAL_BONUS = 0.15
"""Added for a critical element that was not heard; 0.3 costs hits on the corpus' targets."""

NEAR: dict[Element, tuple[str, ...]] = {
    Element.SITUATION: ("stakeholder_conflict", "breakdown", "delivery_metric"),
    Element.HYPOTHESIS: ("situation", "breakdown"),
    Element.BREAKDOWN: ("situation", "outcome_metric", "fix", "tradeoff"),
    Element.FIX: ("breakdown", "delivery_metric"),
    Element.SYSTEMIC_CHANGE: ("breakdown", "fix", "ownership"),
    Element.OWNERSHIP: ("breakdown", "blames_others", "fix", "hypothesis"),
    Element.TRADEOFF: ("alignment_mechanism", "fix", "loss_handled", "sequencing"),
    Element.STAKEHOLDER_CONFLICT: ("alignment_mechanism", "tradeoff"),
    Element.ALIGNMENT_MECHANISM: ("stakeholder_conflict", "vague_alignment", "tradeoff"),
    Element.LOSS_HANDLED: ("stakeholder_conflict", "tradeoff", "alignment_mechanism"),
    Element.DELIVERY_METRIC: ("outcome_metric", "fix", "sequencing", "risk_mitigation"),
    Element.OUTCOME_METRIC: ("delivery_metric", "fix", "systemic_change", "alignment_mechanism"),
    Element.CRITICAL_PATH: ("sequencing", "resourcing"),
    Element.SEQUENCING: ("critical_path", "resourcing", "delivery_metric"),
    Element.RESOURCING: ("sequencing", "critical_path", "risk_mitigation"),
    Element.RISK_MITIGATION: ("critical_path", "sequencing", "resourcing"),
    Element.BUFFER: ("sequencing", "critical_path", "risk_mitigation"),
}
"""What an interviewer quotes when asking for an element that was not heard, most often first.

From the 262 follow-ups of the corpus at something missing; 70 % of them quote.
"""


class Taken:
    """What was asked and quoted before: neither is done again."""

    __slots__ = ("gists", "quotes")

    def __init__(self, asked: Collection[str]) -> None:
        self.gists = frozenset(gist(text) for text in asked)
        self.quotes = frozenset(quote for text in asked for quote in wordings.quotes_in(text))


@dataclass(frozen=True, slots=True)
class Goal:
    """Something worth asking about: `kind` is "missing", "thin", "flag" or "depth".

    `sources` are the sentences that may be quoted; `depth` counts from 1.
    """

    target: str
    kind: str
    sources: tuple[str, ...] = ()
    depth: int = 1


def probes(
    question: AskedQuestion,
    judgements: Sequence[ElementJudgement],
    flags: Sequence[FlagJudgement],
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    transcript: Transcript,
    asked: Collection[str] = (),
) -> tuple[Probe, ...]:
    """Return up to six probes, each with another target; what is in `asked` is not put again.

    The choice between wordings hangs on the transcript alone: the same answer, the same probes.
    """
    seed = seed_of(transcript.text)
    case = case_of(question.type, judgements, flags, len(sentences))
    found: list[Probe] = []
    near = sources_by_name(sentences, labels)
    for goal in goals(judgements, flags, case, near):
        taken = Taken((*asked, *(probe.text for probe in found)))
        probe = probe_for(goal, question, seed, taken)
        if probe is not None:
            found.append(probe)
        if len(found) == MOST_PROBES:
            break
    return tuple(found)


def seed_of(text: str) -> int:
    """Return a number that stands for a text."""
    return zlib.crc32(text.encode("utf-8", "replace"))


def sources_by_name(
    sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> dict[str, tuple[str, ...]]:
    """Return the sentences that carry each element (specific or vague) and flag."""
    found: dict[str, tuple[str, ...]] = {}
    for sentence, heard in zip(sentences, labels, strict=True):
        for name in dict.fromkeys((*(x.rstrip("?") for x in heard.labels), *heard.flags)):
            found[name] = (*found.get(name, ()), sentence.text)
    return found


def goals(
    judgements: Sequence[ElementJudgement],
    flags: Sequence[FlagJudgement],
    case: Case,
    near: Mapping[str, tuple[str, ...]],
) -> list[Goal]:
    """Return what is worth asking about, the most telling first."""
    ranked = []
    for judged in judgements:
        rank = worth(judged.element, judged.status, place_of(judged.evidence, case), case)
        if judged.critical and judged.status is Status.MISSING:
            rank += CRITICAL_BONUS
        ranked.append((rank, goal_for(judged, near)))
    for raised in flags:
        rank = flag_worth(raised, case)
        ranked.append((rank, Goal(raised.flag, "flag", _texts(raised.evidence))))
    return [goal for _, goal in sorted(ranked, key=lambda pair: -pair[0])]


def worth(element: Element, status: Status, place: Place, case: Case) -> float:
    """Return how likely an interviewer is to ask about an element, 0 to 1."""
    return likelihood(element_features(element, status, place, case))


def flag_worth(raised: FlagJudgement, case: Case) -> float:
    """Return how likely an interviewer is to go after a flag, 0 to 1."""
    place = place_of(raised.evidence, case)
    return likelihood(flag_features(raised.flag, len(raised.evidence), place, case))


def goal_for(judgement: ElementJudgement, near: Mapping[str, tuple[str, ...]]) -> Goal:
    """Return what to ask about an element, given how it was heard."""
    if judgement.status is Status.MISSING:
        return Goal(judgement.element, "missing", near_to(judgement.element, near))
    kind = "thin" if judgement.status is Status.THIN else "depth"
    depth = wordings.FIRST_RUNG if kind == "depth" else 1
    return Goal(judgement.element, kind, _texts(judgement.evidence), depth)


def near_to(element: Element, sources: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the sentences to quote when asking for an element that was not heard."""
    return next((sources[name] for name in NEAR[element] if sources.get(name)), ())


def _texts(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(piece.quote for piece in evidence)


def probe_for(
    goal: Goal,
    question: AskedQuestion,
    seed: int,
    taken: Taken,
    style: Style = Style.DRY,
) -> Probe | None:
    """Return a probe for a goal that is not taken; None when every wording was used."""
    if goal.kind == "missing" and (bank := from_bank(goal, question, seed, taken, style)):
        return bank
    made = compose(goal, seed, taken, style)
    if made is not None or goal.kind == "depth":
        return made
    return from_bank(goal, question, seed, taken, style)


def from_bank(
    goal: Goal, question: AskedQuestion, seed: int, taken: Taken, style: Style
) -> Probe | None:
    """Return the question's own probe for a target, if one is left."""
    for probe in question.probes:
        if probe.target == goal.target and gist(probe.text) not in taken.gists:
            text = wordings.restyled(probe.text, style, seed)
            why = probe.why or why_of(goal)
            text = probe.text if lint(text) else text
            return replace(probe, text=text, why=why, depth=goal.depth, source="bank")
    return None


def compose(goal: Goal, seed: int, taken: Taken, style: Style) -> Probe | None:
    """Return a probe in the coach's own words, quoting the candidate where there are words."""
    pool = _pool(goal)
    for quoting in (True, False):
        fitting = [w for w in pool if w.quoting is quoting and not told(w.told, goal.sources)]
        turn = seed % len(fitting) if fitting else 0
        for wording in fitting[turn:] + fitting[:turn]:
            probe = _put(goal, wording, seed, taken, style)
            if probe is not None:
                return probe
    return None


def _pool(goal: Goal) -> Sequence[Wording]:
    if goal.kind == "depth":
        return wordings.deeper(Element(goal.target), goal.depth)
    if goal.kind == "flag":
        return wordings.flagged(Flag(goal.target))
    return wordings.gap(Element(goal.target), goal.kind)


def _put(goal: Goal, wording: Wording, seed: int, taken: Taken, style: Style) -> Probe | None:
    if gist(wording.core) in taken.gists:
        return None
    ways = wordings.frames(style, "quoted" if wording.quoting else "bare")
    way = ways[seed // 7 % len(ways)]
    for anchor in _quotes(goal, wording) if wording.quoting else iter(("",)):
        text = wordings.framed(way, wording.core, anchor)
        if anchor not in taken.quotes and not lint(text):
            return Probe(text, str(goal.target), anchor, why_of(goal), goal.depth)
    return None


def _quotes(goal: Goal, wording: Wording) -> Iterator[str]:
    """Yield the words to quote, the most telling first; they leave room for the question."""
    room = MOST_WORDS - wordings.FRAME_WORDS - len(wording.core.split())
    yield from best_quotes(
        goal.sources, goal.target, vague=goal.kind == "thin", most=min(MOST_QUOTED, room)
    )


def why_of(goal: Goal) -> str:
    """Return in one line why a goal is pursued."""
    about = wordings.ABOUT[goal.target]
    if goal.kind == "missing":
        return f"Nothing heard yet on {about}"
    if goal.kind == "thin":
        return f"Only vague so far: {about}"
    if goal.kind == "flag":
        return about
    return f"Heard: {about}. Going deeper to {wordings.rung_name(goal.depth)}"
