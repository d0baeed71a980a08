"""The execution risk by written rules (docs/coach.md)."""

from collections.abc import Sequence

from hotseat.domain.analysis import ElementJudgement, FlagJudgement, Reason, Risk, RiskLevel, Status
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, Level


def assess(
    elements: Sequence[ElementJudgement],
    flags: Sequence[FlagJudgement],
    question_type: str,
    level: Level,
) -> Risk:
    """Return the risk and its reasons, the gravest first."""
    reasons: list[Reason] = []
    gaps = [j for j in elements if j.critical and j.status is not Status.MET]
    for gap in gaps:
        what = "not heard" if gap.status is Status.MISSING else "only vague"
        reasons.append(Reason(f"{PLAIN_NAMES[gap.element]}: {what}", gap.evidence))
    reasons.extend(Reason(PLAIN_FLAGS[f.flag], f.evidence) for f in flags)
    risk = RiskLevel.LOW if not reasons else RiskLevel.MEDIUM
    if len(reasons) > 2:
        risk = RiskLevel.HIGH
    return Risk(risk, tuple(reasons))
