"""Sessions as documents."""

from collections.abc import Callable

from hotseat.domain.errors import UsageError
from hotseat.exporters.captions import selection_srt, selection_vtt
from hotseat.exporters.markdown import selection_markdown
from hotseat.exporters.plain import selection_text
from hotseat.exporters.selection import Selection


def _html(selection: Selection) -> str:
    from hotseat.exporters.html import to_html  # late: it loads a template library

    return to_html(selection)


_WRITERS: dict[str, Callable[[Selection], str]] = {
    "md": selection_markdown,
    "html": _html,
    "txt": selection_text,
    "srt": selection_srt,
    "vtt": selection_vtt,
}

FORMATS: tuple[str, ...] = tuple(_WRITERS)
"""The forms that `export` writes, by the ending of their files."""


def export(selection: Selection, form: str) -> str:
    """Return what was selected in one of FORMATS.

    Raises UsageError for another form, HotseatError where captions cannot be made.
    """
    writer = _WRITERS.get(form)
    if writer is None:
        raise UsageError(f'"{form[:40]}" is not one of: {", ".join(FORMATS)}')
    return writer(selection)
