"""The one place where text becomes something on screen: cleaned again, and never markup."""

from collections.abc import Iterable

from rich.text import Text
from textual.content import Content

from hotseat.domain.text import clean, clean_line


def plain(text: str, style: str = "") -> Content:
    """Return outside text, cleaned, with one style; markup in it stays text."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def line(text: str, limit: int = 0, style: str = "") -> Content:
    """Return outside text cleaned and on one line, cut to `limit` characters (0: uncut)."""
    return plain(clean_line(text, limit), style)


def cell(text: str, limit: int = 0, style: str = "") -> Text:
    """Return outside text for a table cell or a tree label (they take Rich text)."""
    return Text(clean_line(text, limit), style=style, no_wrap=True, end="")


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
