"""The debrief's delivery tab: how an answer was said, beside what is usual for the speaker."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from textual.content import Content

from hotseat.coach.baseline import LEAST_TAKES, Band, bands
from hotseat.domain.analysis import Delivery
from hotseat.domain.choices import AnswerKind
from hotseat.domain.delivery_words import figures, withheld
from hotseat.domain.listing import SessionSummary, SpokenFigures
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.session import Session, Take
from hotseat.domain.summary import figures_of, summarise
from hotseat.tui.render import line

NAME_WIDTH = 23
BAR_WIDTH = 24
WORDS_LIMIT = 320
_DIGITS = {"pace": 0, "fillers": 1, "pauses": 1, "pitch": 1, "latency": 1}


def delivery(take: Take, told: Delivery, usual: Mapping[str, Band]) -> Content:
    """Return how it was said; what could not be measured is named with the reason."""
    lines = [_figure(name, words) for name, words in figures(told, _beside(told, usual))]
    if told.withheld:
        lines += [Content(""), Content.styled("Not shown", "bold $text-primary")]
    for name, reason in withheld(told):
        lines.append(line(f"{name}: {reason}", style="$foreground-muted"))
    if told.shares:
        lines += [Content(""), Content.styled("Share of the talking", "bold $text-primary")]
        lines += [_share(PLAIN_NAMES[share.element], share.share) for share in told.shares]
    if take.kind is AnswerKind.SPOKEN and not usual:
        note = f"What is usual for you is shown once {LEAST_TAKES} earlier answers were spoken."
        lines += [Content(""), line(note, style="$foreground-muted")]
    return Content("\n").join(lines)


def usual_before(
    session: Session, take: Take, others: Sequence[SessionSummary]
) -> Mapping[str, Band]:
    """Return what was usual before a take: over the spoken answers that began earlier."""
    own = summarise(session).spoken
    told = [f for s in others if s.name != session.name for f in s.spoken]
    began = _when(take.started)
    return bands(f for f in (*told, *own) if began is not None and _is_before(f, began))


def _is_before(told: SpokenFigures, began: datetime) -> bool:
    when = _when(told.started)
    return when is not None and when < began


def _when(started: str) -> datetime | None:
    try:
        return datetime.fromisoformat(started).astimezone()
    except (ValueError, OverflowError, OSError):  # edited by hand, or not noted
        return None


def _beside(told: Delivery, usual: Mapping[str, Band]) -> dict[str, str]:
    own = figures_of(told)
    said = {}
    for name, band in usual.items():
        value = getattr(own, name)
        if value is None:
            continue
        digits = _DIGITS[name]
        span = f"{band.low:.{digits}f} to {band.high:.{digits}f}"
        where = band.place(value)
        said[name] = f"as usual, {span}" if where == "within" else f"{where} your usual {span}"
    return said


def _figure(name: str, words: str) -> Content:
    shown = f"  {name}" if name[:1].islower() else name
    label = (f"{shown:<{NAME_WIDTH}}", "$foreground-muted")
    return Content.assemble(label, line(words, WORDS_LIMIT))


def _share(name: str, share: float) -> Content:
    filled = max(0, min(BAR_WIDTH, round(share * BAR_WIDTH)))
    return Content.assemble(
        f"{name:<{NAME_WIDTH}}",
        ("━" * filled, "$text-success"),
        ("─" * (BAR_WIDTH - filled), "$foreground-muted"),
        f" {share:4.0%}",
    )
