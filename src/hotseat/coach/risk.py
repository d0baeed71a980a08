"""The execution risk by written rules; docs/coach.md states the same rules in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from hotseat.domain.analysis import (
    ElementJudgement,
    Evidence,
    FlagJudgement,
    Reason,
    Risk,
    RiskLevel,
    Status,
)
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, Element, Flag, Level
from hotseat.domain.session import Take, judged_status

GRAVE, MINOR = 2, 1
"""What a reason weighs."""

HIGH_FROM, MEDIUM_FROM = 4, 1
"""The sum of weights from which the risk is high, and medium."""

FAILURE_TYPES = frozenset({"failed_execution", "missed_deadline", "execution_metrics"})
"""Stories in which something went wrong that must not go wrong again."""

GRAVE_FLAGS = frozenset({Flag.BLAMES_OTHERS, Flag.HUMBLE_BRAG})
"""Flags that end the round by themselves where the speaker takes no part of the fault."""

THIN_SHARE = 0.5
"""An answer of which so many elements are not met is weak whatever it holds."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What the rules look at."""

    elements: Sequence[ElementJudgement]
    flags: Sequence[FlagJudgement]
    question_type: str
    level: Level

    def of(self, element: Element) -> ElementJudgement | None:
        return next((j for j in self.elements if j.element is element), None)


Finding = tuple[int, Reason]


def assess(
    elements: Sequence[ElementJudgement],
    flags: Sequence[FlagJudgement],
    question_type: str,
    level: Level,
) -> Risk:
    """Return the execution risk of an answer with its reasons, the gravest first.

    Each rule that applies gives a reason with its weight; 4 and more are high, 1 to 3 medium.
    """
    case = _Case(elements, flags, question_type, level)
    findings = sorted((finding for rule in RULES for finding in rule(case)), key=lambda f: -f[0])
    total = sum(weight for weight, _ in findings)
    risk = RiskLevel.LOW
    if total >= HIGH_FROM:
        risk = RiskLevel.HIGH
    elif total >= MEDIUM_FROM:
        risk = RiskLevel.MEDIUM
    return Risk(risk, tuple(reason for _, reason in findings))


def critical_gaps(case: _Case) -> Iterator[Finding]:
    """A critical element that was not heard weighs 2, one only vaguely heard 1."""
    for judgement in case.elements:
        if not judgement.critical or judgement.status is Status.MET:
            continue
        name = PLAIN_NAMES[judgement.element]
        if judgement.status is Status.MISSING:
            yield (
                GRAVE,
                Reason(
                    f"{name}: not heard, and at this level nothing is proved without it",
                    target=judgement.element.value,
                ),
            )
        else:
            text = f"{name}: only vague words"
            yield MINOR, Reason(text, judgement.evidence, judgement.element.value)


def no_lasting_change(case: _Case) -> Iterator[Finding]:
    """A failure story without a lasting change is never low, whatever the level."""
    judgement = case.of(Element.SYSTEMIC_CHANGE)
    if judgement is None or case.question_type not in FAILURE_TYPES or judgement.critical:
        return
    name = PLAIN_NAMES[judgement.element]
    if judgement.status is Status.MISSING:
        text = f"{name}: not heard, so it can happen again"
    elif judgement.status is Status.THIN:
        text = f"{name}: only vague words"
    else:
        return
    yield MINOR, Reason(text, judgement.evidence, judgement.element.value)


def flags_raised(case: _Case) -> Iterator[Finding]:
    """A flag weighs 1; blame or a humble brag without the speaker's own part weighs 2."""
    part = case.of(Element.OWNERSHIP)
    own = part is not None and part.status is Status.MET
    for raised in case.flags:
        grave = raised.flag in GRAVE_FLAGS and not own
        weight = GRAVE if grave else MINOR
        text = PLAIN_FLAGS[raised.flag] + (", with no part of it taken" if grave else "")
        yield weight, Reason(text, raised.evidence, raised.flag.value)


def no_figures(case: _Case) -> Iterator[Finding]:
    """No figure for the result where one is called for weighs 1."""
    judgement = case.of(Element.OUTCOME_METRIC)
    if judgement is None or judgement.critical or judgement.status is Status.MET:
        return
    vague = judgement.status is Status.THIN
    text = f"{PLAIN_NAMES[judgement.element]}: {'no figure said' if vague else 'not heard'}"
    yield MINOR, Reason(text, judgement.evidence, judgement.element.value)


def mostly_open(case: _Case) -> Iterator[Finding]:
    """An answer with half or more of its elements open weighs 2."""
    met = [j for j in case.elements if j.status is Status.MET]
    if len(met) <= THIN_SHARE * len(case.elements):
        heard: tuple[Evidence, ...] = tuple(j.evidence[0] for j in met if j.evidence)
        told = f"Only {len(met)}" if met else "None"
        text = f"{told} of {len(case.elements)} elements were specific"
        yield GRAVE, Reason(text, heard)


RULES: tuple[Callable[[_Case], Iterator[Finding]], ...] = (
    critical_gaps,
    flags_raised,
    mostly_open,
    no_lasting_change,
    no_figures,
)


def with_overrides(take: Take) -> Risk:
    """Return the risk as the same rules give it on the candidate's own judgements."""
    analysis = take.analysis
    if analysis is None:
        return Risk(RiskLevel.LOW, ())
    own = tuple(
        replace(each, status=judged_status(take, each.element) or each.status)
        for each in analysis.elements
    )
    return assess(own, analysis.flags, take.question.type, take.question.level)
