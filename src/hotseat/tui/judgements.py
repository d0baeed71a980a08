"""How judgements look: sign, word and colour, never colour alone."""

from textual.content import Content

from hotseat.domain.analysis import STATUS_WORDS, Evidence, RiskLevel, Status, Verdict
from hotseat.domain.text import clean_line, clock_face
from hotseat.tui.render import plain

STATUS_SIGNS: dict[Status, str] = {Status.MET: "✓", Status.THIN: "~", Status.MISSING: "·"}
STATUS_STYLES: dict[Status, str] = {
    Status.MET: "$text-success",
    Status.THIN: "$text-warning",
    Status.MISSING: "$foreground-muted",
}
RISK_STYLES: dict[RiskLevel, str] = {
    RiskLevel.LOW: "$text-success",
    RiskLevel.MEDIUM: "$text-warning",
    RiskLevel.HIGH: "$text-error",
}
VERDICT_STYLES: dict[Verdict, str] = {
    Verdict.FILLED: "$text-success",
    Verdict.HELD: "$text-success",
    Verdict.PARTLY: "$text-warning",
    Verdict.DODGED: "$text-error",
    Verdict.CONTRADICTED: "$text-error",
}
VERDICT_SIGNS: dict[Verdict, str] = {
    Verdict.FILLED: "✓",
    Verdict.HELD: "✓",
    Verdict.PARTLY: "~",
    Verdict.DODGED: "✗",
    Verdict.CONTRADICTED: "≠",
}


def verdict_sign(verdict: Verdict) -> str:
    """Return a verdict as sign and word."""
    return f"{VERDICT_SIGNS[verdict]} {verdict}"


def status_mark(status: Status) -> Content:
    """Return a status as sign and word, never by colour alone."""
    return Content.styled(f"{STATUS_SIGNS[status]} {STATUS_WORDS[status]}", STATUS_STYLES[status])


def quote(evidence: Evidence, limit: int = 0) -> Content:
    """Return quoted words with their time."""
    words = plain(f"“{clean_line(evidence.quote, limit)}”", "italic")
    if evidence.start is None:
        return words
    return Content.assemble((f"{clock_face(evidence.start)} ", "$foreground-muted"), words)
