"""The lines that the debrief's lists are made of."""

from textual.content import Content

from hotseat.domain.analysis import Evidence
from hotseat.domain.rubric import Element
from hotseat.tui.judgements import quote
from hotseat.tui.render import line
from hotseat.tui.widgets.evidence_list import Entry

QUOTE_LIMIT = 320
"""Letters of a quote that a list shows; the transcript shows all."""


def heading(words: str, style: str = "bold $text-primary") -> Entry:
    """Return a line that only divides."""
    return Entry(Content.styled(words, style), heading=True)


def saying(words: str, indent: int = 0, style: str = "$foreground-muted") -> Entry:
    """Return a line that tells something and plays nothing."""
    return Entry(line(words, QUOTE_LIMIT, style), indent, heading=True)


def quoted(
    evidence: Evidence, indent: int = 4, take: int = 0, element: Element | None = None
) -> Entry:
    """Return a quote with its time; on one line until it is marked."""
    words = quote(evidence, QUOTE_LIMIT)
    return Entry(words, indent, element, evidence=evidence, take=take, fold=True)
