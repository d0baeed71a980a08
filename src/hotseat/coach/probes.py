"""Follow-up questions to an answer, the most telling first."""

import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from hotseat.coach import wordings
from hotseat.coach.anchors import quote_of
from hotseat.coach.probe_lint import lint
from hotseat.domain.analysis import (
    ElementJudgement,
    Evidence,
    FlagJudgement,
    Probe,
    SentenceLabels,
    Status,
)
from hotseat.domain.rubric import Element, Flag
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Sentence, Transcript

MOST_PROBES = 6
QUOTES_TRIED = 3

WORTH: dict[Element, tuple[float, float, float]] = {
    Element.SITUATION: (0.70, 0.15, 0.00),
    Element.HYPOTHESIS: (0.55, 0.55, 0.30),
    Element.BREAKDOWN: (0.60, 0.60, 0.10),
    Element.FIX: (0.75, 0.45, 0.15),
    Element.SYSTEMIC_CHANGE: (0.80, 0.50, 0.50),
    Element.OWNERSHIP: (0.70, 0.60, 0.45),
    Element.TRADEOFF: (0.50, 0.65, 0.35),
    Element.STAKEHOLDER_CONFLICT: (0.70, 0.80, 0.05),
    Element.ALIGNMENT_MECHANISM: (0.75, 0.55, 0.45),
    Element.LOSS_HANDLED: (0.75, 0.75, 0.40),
    Element.DELIVERY_METRIC: (0.75, 0.60, 0.25),
    Element.OUTCOME_METRIC: (0.85, 0.55, 0.10),
    Element.CRITICAL_PATH: (0.80, 0.80, 0.25),
    Element.SEQUENCING: (0.70, 0.60, 0.05),
    Element.RESOURCING: (0.75, 0.50, 0.25),
    Element.RISK_MITIGATION: (0.75, 0.40, 0.10),
    Element.BUFFER: (0.85, 0.60, 0.25),
}
"""How often the corpus' interviewers went after an element that was missing, thin, met.

Rates over the 215 answers, drawn towards each column's mean by eight answers, to 0.05.
"""

FLAG_WORTH: dict[Flag, float] = {
    Flag.BLAMES_OTHERS: 0.55,
    Flag.HUMBLE_BRAG: 0.35,
    Flag.SMOOTH_SAILING: 0.30,
    Flag.VAGUE_ALIGNMENT: 0.30,
    Flag.HEROICS: 0.45,
    Flag.STRATEGY_NOT_EXECUTION: 0.60,
    Flag.ACTIVITY_AS_PROGRESS: 0.35,
    Flag.ABSTRACT_TALK: 0.10,
}
"""The same for a flag that was written down."""

CRITICAL_BONUS = 1.0
"""Puts a critical element that was not heard before everything else."""


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
    """Return up to six probes, each with another target; texts in `asked` are not put again.

    The choice between wordings hangs on the transcript alone: the same answer, the same probes.
    """
    seed = seed_of(transcript.text)
    found: list[Probe] = []
    taken = set(asked)
    for goal in goals(judgements, flags):
        probe = probe_for(goal, question, seed, taken)
        if probe is not None:
            found.append(probe)
            taken.add(probe.text)
        if len(found) == MOST_PROBES:
            break
    return tuple(found)


def seed_of(text: str) -> int:
    """Return a number that stands for a text."""
    return zlib.crc32(text.encode("utf-8", "replace"))


def goals(judgements: Sequence[ElementJudgement], flags: Sequence[FlagJudgement]) -> list[Goal]:
    """Return what is worth asking about, the most telling first."""
    ranked = [(worth(judgement), goal_for(judgement)) for judgement in judgements]
    ranked += [
        (FLAG_WORTH[raised.flag], Goal(raised.flag, "flag", _texts(raised.evidence)))
        for raised in flags
    ]
    return [goal for _, goal in sorted(ranked, key=lambda pair: -pair[0])]


def worth(judgement: ElementJudgement) -> float:
    """Return how much is gained by asking about an element, given how it was heard."""
    missing, thin, met = WORTH[judgement.element]
    if judgement.status is Status.MISSING:
        return missing + (CRITICAL_BONUS if judgement.critical else 0.0)
    return thin if judgement.status is Status.THIN else met


def goal_for(judgement: ElementJudgement) -> Goal:
    """Return what to ask about an element, given how it was heard."""
    kind = {Status.MISSING: "missing", Status.THIN: "thin", Status.MET: "depth"}[judgement.status]
    depth = 2 if kind == "depth" else 1
    return Goal(judgement.element, kind, _texts(judgement.evidence), depth)


def _texts(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(piece.quote for piece in evidence)


def probe_for(
    goal: Goal, question: AskedQuestion, seed: int, taken: Collection[str]
) -> Probe | None:
    """Return a probe for a goal that is not in `taken`; None when every wording was used."""
    if goal.kind in ("missing", "flag") and (bank := from_bank(goal, question, taken)):
        return bank
    made = compose(goal, seed, taken)
    return made if made or goal.kind == "depth" else from_bank(goal, question, taken)


def from_bank(goal: Goal, question: AskedQuestion, taken: Collection[str]) -> Probe | None:
    """Return the question's own probe for a target, if one is left."""
    for probe in question.probes:
        if probe.target == goal.target and probe.text not in taken:
            why = probe.why or why_of(goal)
            return replace(probe, why=why, depth=goal.depth, source="bank")
    return None


def compose(goal: Goal, seed: int, taken: Collection[str]) -> Probe | None:
    """Return a probe in the coach's own words, quoting the candidate where there are words."""
    if goal.kind in ("thin", "flag") or goal.sources:
        quoted = _filled(goal, _templates(goal, seed, quoted=True), seed, taken)
        if quoted is not None:
            return quoted
    return _filled(goal, _templates(goal, seed, quoted=False), seed, taken)


def _templates(goal: Goal, seed: int, quoted: bool) -> list[str]:
    if goal.kind == "depth":
        ladder = wordings.DEEPER[Element(goal.target)]
        rung = goal.depth - 2
        pool: Sequence[str] = ladder[rung] if rung < len(ladder) else ()
    elif goal.kind == "flag":
        pool = wordings.FLAGGED[Flag(goal.target)]
    elif quoted:
        pool = wordings.THIN[Element(goal.target)]
    else:
        pool = wordings.MISSING[Element(goal.target)]
    fitting = [w for w in pool if ("{q}" in w) == quoted]
    turn = seed % len(fitting) if fitting else 0
    return fitting[turn:] + fitting[:turn]


def _filled(
    goal: Goal, templates: Sequence[str], seed: int, taken: Collection[str]
) -> Probe | None:
    for template in templates:
        for anchor in _quotes(goal) if "{q}" in template else iter(("",)):
            text = template.replace("{q}", f"“{anchor}”")
            if text not in taken and not lint(text):
                return Probe(text, str(goal.target), anchor, why_of(goal), goal.depth)
    return None


def _quotes(goal: Goal) -> Iterator[str]:
    """Yield the words to quote, from the first sentences that hold any."""
    for source in goal.sources[:QUOTES_TRIED]:
        quote = quote_of(source, goal.target, vague=goal.kind == "thin")
        if quote:
            yield quote


def why_of(goal: Goal) -> str:
    """Return in one line why a goal is pursued."""
    about = wordings.ABOUT[goal.target]
    if goal.kind == "missing":
        return f"Nothing heard yet on {about}"
    if goal.kind == "thin":
        return f"Only vague so far: {about}"
    if goal.kind == "flag":
        return about
    rung = wordings.RUNGS[min(goal.depth - 2, len(wordings.RUNGS) - 1)]
    return f"Heard: {about}. Going deeper to {rung}"
