"""The one place where text becomes something on screen: cleaned again, and never markup."""

from collections.abc import Iterable

from rich.text import Text
from textual.content import Content

from hotseat.domain.analysis import STATUS_WORDS, Evidence, RiskLevel, Status, Verdict
from hotseat.domain.clock import Reading, Zone
from hotseat.domain.session import Mode
from hotseat.domain.text import clean, clean_line, clock_face

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
    Verdict.DODGED: "$text-error",
}
ZONE_STYLES: dict[Zone, str] = {
    Zone.RUNNING: "$text-success",
    Zone.CLOSING: "$text-warning",
    Zone.OVER: "$text-error",
}
MODE_WORDS: dict[Mode, str] = {Mode.STUDY: "study", Mode.REAL: "real"}


def plain(text: str, style: str = "") -> Content:
    """Return outside text, cleaned, with one style; markup in it stays text."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def line(text: str, limit: int = 0, style: str = "") -> Content:
    """Return outside text cleaned and on one line, cut to `limit` characters (0: uncut)."""
    return plain(clean_line(text, limit), style)


def cell(text: str, limit: int = 0, style: str = "") -> Text:
    """Return outside text for a table cell or a tree label (they take Rich text)."""
    return Text(clean_line(text, limit), style=style, no_wrap=True, end="")


def status_mark(status: Status) -> Content:
    """Return a status as sign and word, never by colour alone."""
    return Content.styled(f"{STATUS_SIGNS[status]} {STATUS_WORDS[status]}", STATUS_STYLES[status])


def quote(evidence: Evidence, limit: int = 0) -> Content:
    """Return quoted words with their time."""
    words = plain(f"“{clean_line(evidence.quote, limit)}”", "italic")
    if evidence.start is None:
        return words
    return Content.assemble((f"{clock_face(evidence.start)} ", "$foreground-muted"), words)


def same(one: Content | None, other: Content | None) -> bool:
    """Say whether two texts look the same; Content itself compares the characters alone."""
    if one is None or other is None:
        return one is other
    return one.plain == other.plain and one.spans == other.spans


def highlighted(text: str, spans: Iterable[tuple[int, int, str]]) -> Content:
    """Return text with styles on characters `(begin, end, style)`.

    The spans belong to the text as given; text that cleaning would change is shown without them,
    since the offsets no longer fit.
    """
    shown = clean(text)
    content = Content(shown)
    if shown != text:
        return content
    for begin, end, style in spans:
        content = content.stylize(style, begin, end)
    return content


def reading_words(reading: Reading) -> str:
    """Return a clock in words: what is left, or how far it is over."""
    if reading.zone is Zone.OVER:
        return f"{clock_face(-reading.left)} over"
    return f"{clock_face(reading.left + 0.999)} left"
