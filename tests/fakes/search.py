"""A search over the sessions of a MemoryStore."""

from collections.abc import Iterator, Sequence

from hotseat.domain.session import Session
from tests.fakes.store import MemoryStore


class MemorySearch:
    """Implements ports.SessionSearch: words match from their beginning, whatever was said."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def step(self, seconds: float = 0.1) -> int:
        """Nothing has to be taken in."""
        return 0

    def said(self, words: str) -> frozenset[str]:
        """Return the sessions in which the words stand."""
        wanted = f" {words.casefold()}"
        return frozenset(
            name
            for name, session in self._store.sessions.items()
            if any(wanted in f" {line.casefold()}" for line in _lines(session))
        )

    def excerpt(self, name: str, words: Sequence[str]) -> str:
        """Return the first line that holds one of the words."""
        session = self._store.sessions.get(name)
        if session is None:
            return ""
        wanted = [word.casefold() for word in words]
        return next(
            (line for line in _lines(session) if any(w in line.casefold() for w in wanted)), ""
        )


def _lines(session: Session) -> Iterator[str]:
    yield session.notes
    for take in session.takes:
        yield take.question.text
        yield from (note.text for note in take.annotations)
        if take.transcript is not None:
            yield take.transcript.text
