"""What the candidate wrote beside a take, in words."""

from collections.abc import Iterator

from hotseat.domain.session import Take
from hotseat.domain.text import clean_line, clock_face


def remarks(take: Take) -> Iterator[tuple[str, str]]:
    """Yield each annotation as what it is on ("", for the whole take) and its text."""
    for note in take.annotations:
        time = "" if note.start is None else f" ({clock_face(note.start)})"
        quote = f"“{clean_line(note.quote)}”" if note.quote.strip() else ""
        yield f"{quote}{time}".strip(), note.text


def standing(take: Take) -> str:
    """Return in one line what the candidate did to a take, or ""."""
    parts = ["Marked as the best telling of its story"] if take.best else []
    if take.transcript is not None and take.transcript.corrected:
        parts.append("The transcript was corrected by hand; what was heard is kept")
    return ". ".join(parts)
