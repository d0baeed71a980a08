"""What is exported: a session, one take of it, or all that tells a story."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionSummary, StoryRef
from hotseat.domain.session import Session, Take
from hotseat.domain.summary import title_of
from hotseat.domain.text import clean_line


@dataclass(frozen=True, slots=True)
class Selection:
    """The sessions in the order told, whole or cut down to a take.

    `story` is set where all sessions of a story are meant, `take` (its number) where one take is.
    `history` holds the summaries of the story that is told, the oldest first: trends are drawn
    from it. `sounds` gives the sound of a take as a data URI, by the place of its session and its
    number. `redacted` says that names or figures were taken out.
    """

    sessions: tuple[Session, ...]
    story: StoryRef | None = None
    take: int = 0
    history: tuple[SessionSummary, ...] = ()
    sounds: Mapping[tuple[int, int], str] = field(default_factory=dict)
    redacted: bool = False

    @property
    def title(self) -> str:
        """What the document is called, on one line, never empty."""
        if self.story is not None:
            return clean_line(self.story.title, 80) or "A story"
        return session_title(self.sessions[0]) if self.sessions else "Practice session"

    def takes(self) -> Iterator[tuple[int, Take]]:
        """Yield every take with the place of its session."""
        for at, session in enumerate(self.sessions):
            for take in session.takes:
                yield at, take


def session_title(session: Session) -> str:
    """Return what a session is called, on one line, never empty."""
    return title_of(session) or clean_line(session.name) or "Practice session"


def only_take(session: Session, number: int) -> Session:
    """Return the session with one take alone. Raises HotseatError."""
    found = [take for take in session.takes if take.number == number]
    if not found:
        numbers = ", ".join(str(take.number) for take in session.takes) or "none"
        raise HotseatError(f"There is no take {number} in this session; it has: {numbers}.")
    return replace(
        session, takes=tuple(found), ladder=(), pending=None, pending_probe=None, notes=""
    )
