"""A session as a document."""

from collections.abc import Callable

from hotseat.domain.errors import UsageError
from hotseat.domain.session import Session
from hotseat.exporters.captions import session_srt, session_vtt
from hotseat.exporters.markdown import to_markdown
from hotseat.exporters.plain import to_text

_WRITERS: dict[str, Callable[[Session, int], str]] = {
    "md": lambda session, _: to_markdown(session),
    "txt": lambda session, _: to_text(session),
    "srt": session_srt,
    "vtt": session_vtt,
}

FORMATS: tuple[str, ...] = tuple(_WRITERS)
"""The forms that `export` knows, by the ending of their files."""


def export(session: Session, form: str, take: int = 0) -> str:
    """Return a session in one of FORMATS; `take` chooses whose captions (0: the first answer).

    Raises UsageError for another form, HotseatError where captions cannot be made.
    """
    writer = _WRITERS.get(form)
    if writer is None:
        raise UsageError(f'"{form[:40]}" is not one of: {", ".join(FORMATS)}')
    return writer(session, take)
