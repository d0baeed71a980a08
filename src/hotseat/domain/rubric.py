"""Elements, flags, question types, and what each type calls for (source: docs/rubric.md)."""

from dataclasses import dataclass
from enum import StrEnum


class Element(StrEnum):
    """Something that an answer should contain."""

    SITUATION = "situation"
    HYPOTHESIS = "hypothesis"
    BREAKDOWN = "breakdown"
    FIX = "fix"
    SYSTEMIC_CHANGE = "systemic_change"
    OWNERSHIP = "ownership"
    TRADEOFF = "tradeoff"
    STAKEHOLDER_CONFLICT = "stakeholder_conflict"
    ALIGNMENT_MECHANISM = "alignment_mechanism"
    LOSS_HANDLED = "loss_handled"
    DELIVERY_METRIC = "delivery_metric"
    OUTCOME_METRIC = "outcome_metric"
    CRITICAL_PATH = "critical_path"
    SEQUENCING = "sequencing"
    RESOURCING = "resourcing"
    RISK_MITIGATION = "risk_mitigation"
    BUFFER = "buffer"


class Flag(StrEnum):
    """Something that costs a candidate the offer."""

    BLAMES_OTHERS = "blames_others"
    HUMBLE_BRAG = "humble_brag"
    SMOOTH_SAILING = "smooth_sailing"
    VAGUE_ALIGNMENT = "vague_alignment"
    HEROICS = "heroics"
    STRATEGY_NOT_EXECUTION = "strategy_not_execution"
    ACTIVITY_AS_PROGRESS = "activity_as_progress"
    ABSTRACT_TALK = "abstract_talk"


class Level(StrEnum):
    """The seniority that a question is put to, and an answer judged at."""

    MID = "mid"
    SENIOR = "senior"
    DIRECTOR = "director"


PLAIN_NAMES: dict[Element, str] = {
    Element.SITUATION: "Scene",
    Element.HYPOTHESIS: "Bet",
    Element.BREAKDOWN: "Where it broke",
    Element.FIX: "First response",
    Element.SYSTEMIC_CHANGE: "What changed for good",
    Element.OWNERSHIP: "My part",
    Element.TRADEOFF: "Price paid",
    Element.STAKEHOLDER_CONFLICT: "Who wanted what",
    Element.ALIGNMENT_MECHANISM: "How it was settled",
    Element.LOSS_HANDLED: "Who lost",
    Element.DELIVERY_METRIC: "Engine number",
    Element.OUTCOME_METRIC: "Result number",
    Element.CRITICAL_PATH: "The one thing",
    Element.SEQUENCING: "Sequence",
    Element.RESOURCING: "People and money",
    Element.RISK_MITIGATION: "Risks owned",
    Element.BUFFER: "Room for error",
}

PLAIN_FLAGS: dict[Flag, str] = {
    Flag.BLAMES_OTHERS: "Blames others",
    Flag.HUMBLE_BRAG: "Humble brag",
    Flag.SMOOTH_SAILING: "All went to plan",
    Flag.VAGUE_ALIGNMENT: "Agreement by meeting",
    Flag.HEROICS: "Heroics",
    Flag.STRATEGY_NOT_EXECUTION: "Strategy, not execution",
    Flag.ACTIVITY_AS_PROGRESS: "Activity as progress",
    Flag.ABSTRACT_TALK: "Abstract talk",
}

PLAIN_TYPES: dict[str, str] = {
    "failed_execution": "Failed execution",
    "missed_deadline": "Missed deadline",
    "resource_constraint": "Resource constraint",
    "cross_functional_conflict": "Cross-functional conflict",
    "execution_metrics": "Execution metrics",
    "execution_plan": "Execution plan",
    "disagree_and_commit": "Disagree and commit",
}

STORY_TYPES: tuple[str, ...] = (
    "resource_constraint",
    "cross_functional_conflict",
    "missed_deadline",
)
"""The three stories that every candidate prepares."""


@dataclass(frozen=True, slots=True)
class Call:
    """An element that a question calls for, and from which level on it is critical (None: never).

    A level inherits what is critical below it.
    """

    element: Element
    critical_from: Level | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a question type calls for, in the order in which it is shown."""

    type: str
    calls: tuple[Call, ...]

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements that it calls for."""
        return tuple(call.element for call in self.calls)

    @property
    def critical(self) -> dict[Level, frozenset[Element]]:
        """For each level the elements without which an answer proves nothing at that level."""
        return {
            level: frozenset(e for e in self.elements if self.is_critical(e, level))
            for level in Level
        }

    def is_critical(self, element: Element, level: Level) -> bool:
        """Say whether an answer at this level proves nothing without the element."""
        levels = tuple(Level)
        return any(
            call.element is element
            and call.critical_from is not None
            and levels.index(call.critical_from) <= levels.index(level)
            for call in self.calls
        )


def _rubric(question_type: str, elements: str, mid: str, senior: str, director: str) -> Rubric:
    levels = {
        Level.MID: mid.split(),
        Level.SENIOR: senior.split(),
        Level.DIRECTOR: director.split(),
    }

    def call(name: str) -> Call:
        return Call(
            Element(name), next((lv for lv, names in levels.items() if name in names), None)
        )

    return Rubric(question_type, tuple(call(name) for name in elements.split()))


_FAILURE = "situation hypothesis breakdown fix systemic_change ownership outcome_metric"

RUBRICS: dict[str, Rubric] = {
    rubric.type: rubric
    for rubric in (
        _rubric("failed_execution", _FAILURE, "systemic_change breakdown", "ownership", ""),
        _rubric("missed_deadline", _FAILURE, "systemic_change breakdown", "ownership", ""),
        _rubric(
            "resource_constraint",
            "situation breakdown fix tradeoff ownership outcome_metric systemic_change",
            "tradeoff",
            "ownership",
            "systemic_change",
        ),
        _rubric(
            "cross_functional_conflict",
            "situation stakeholder_conflict alignment_mechanism tradeoff loss_handled "
            "outcome_metric ownership",
            "stakeholder_conflict alignment_mechanism loss_handled",
            "",
            "",
        ),
        _rubric(
            "execution_metrics",
            "situation delivery_metric outcome_metric fix systemic_change ownership",
            "delivery_metric",
            "systemic_change",
            "",
        ),
        _rubric(
            "execution_plan",
            "critical_path sequencing resourcing risk_mitigation buffer tradeoff delivery_metric",
            "critical_path sequencing",
            "risk_mitigation",
            "buffer",
        ),
        _rubric(
            "disagree_and_commit",
            "situation stakeholder_conflict loss_handled alignment_mechanism outcome_metric "
            "ownership",
            "stakeholder_conflict loss_handled",
            "",
            "",
        ),
    )
}


def rubric_for(question_type: str) -> Rubric:
    """Return the rubric of a type; a type without one gets the failure story's."""
    return RUBRICS.get(question_type, RUBRICS["failed_execution"])


def type_name(question_type: str) -> str:
    """Return a question type as shown to the candidate."""
    return PLAIN_TYPES.get(question_type, question_type.replace("_", " ").capitalize())


def target_name(target: str) -> str:
    """Return the plain name of an element or flag given by its identifier."""
    if target in PLAIN_NAMES:
        return PLAIN_NAMES[Element(target)]
    if target in PLAIN_FLAGS:
        return PLAIN_FLAGS[Flag(target)]
    return target.replace("_", " ").capitalize()
