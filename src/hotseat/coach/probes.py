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

PRIORITY: tuple[str, ...] = (
    Element.OWNERSHIP,
    Element.SYSTEMIC_CHANGE,
    Element.TRADEOFF,
    Element.LOSS_HANDLED,
    Element.OUTCOME_METRIC,
    Element.ALIGNMENT_MECHANISM,
    Element.DELIVERY_METRIC,
    Element.CRITICAL_PATH,
    Element.BUFFER,
    Element.FIX,
    Element.BREAKDOWN,
    Element.STAKEHOLDER_CONFLICT,
    Element.HYPOTHESIS,
    Element.RESOURCING,
    Element.RISK_MITIGATION,
    Element.SEQUENCING,
    Element.SITUATION,
)
"""How often seasoned interviewers went after an element, in the corpus' follow-ups."""


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
    ranked: list[tuple[int, int, Goal]] = []
    for judgement in judgements:
        goal = goal_for(judgement)
        rank = {"missing": 3, "thin": 4, "depth": 6}[goal.kind]
        if judgement.critical:
            rank = {"missing": 0, "thin": 2, "depth": 5}[goal.kind]
        ranked.append((rank, PRIORITY.index(judgement.element), goal))
    for place, flag in enumerate(flags):
        ranked.append((1, place, Goal(flag.flag, "flag", _texts(flag.evidence))))
    return [goal for _, _, goal in sorted(ranked, key=lambda item: item[:2])]


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
        pool: Sequence[str] = ladder[goal.depth - 2 : goal.depth - 1]
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
                return Probe(text, goal.target, anchor, why_of(goal), goal.depth)
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
