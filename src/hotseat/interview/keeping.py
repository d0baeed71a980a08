"""Changing saved sessions: each change is made on what is on disk, saved, and let go of."""

from collections.abc import Callable
from dataclasses import replace

from hotseat.domain.editing import corrected, marked_best, restored
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import Session, Take, story_id, with_take
from hotseat.domain.summary import summarise
from hotseat.domain.transcript import Transcript
from hotseat.interview.hear_again import judged
from hotseat.ports import SessionStore, SoundReader

Change = Callable[[Session], Session]


def changed(store: SessionStore, name: str, change: Change) -> Session:
    """Change a saved session and return it; one that is unchanged by it is not written.

    Raises HotseatError where it is running, made by a newer Hotseat, or cannot be written.
    """
    session = store.load(name)
    if session.state is SessionState.OPEN and not store.interrupted([summarise(session)]):
        raise HotseatError("it is running: end it first")
    store.hold(session.name)
    try:
        session = store.load(session.name)
        made = change(session)
        if made != session:
            store.save(made)
    finally:
        store.release(session.name)
    return made


def on_take(number: int, change: Callable[[Take], Take]) -> Change:
    """Return a change of one take."""

    def change_it(session: Session) -> Session:
        return with_take(session, change(take_of(session, number)))

    return change_it


def take_of(session: Session, number: int) -> Take:
    """Return a take by its number. Raises HotseatError."""
    for take in session.takes:
        if take.number == number:
            return take
    raise HotseatError(f"there is no take {number}; it has {_numbers(session)}")


def heard_anew(now: Take, heard: Take) -> Take:
    """Return a take with what a later hearing made of it; the text it had so far stays beside."""
    kept = now.earlier
    if now.transcript is not None and now.transcript != heard.transcript:
        kept = (*kept, now.transcript)
    return replace(
        now,
        transcript=heard.transcript,
        analysis=heard.analysis,
        seconds=heard.seconds,
        problem=heard.problem,
        earlier=kept,
    )


def mark_best(store: SessionStore, name: str, number: int, best: bool = True) -> Session:
    """Mark a take as the best of its story in all sessions, or take the mark away.

    The new mark is written first: what is cut short leaves two best takes, never none.
    """
    session = changed(store, name, lambda found: marked_best(found, number, best))
    story = story_id(session, take_of(session, number))
    others = [s.name for s in store.summaries() if story in s.best and s.name != session.name]
    for other in others if best else ():
        changed(store, other, lambda found: _without_best(found, story))
    return session


def correct(
    store: SessionStore, name: str, number: int, text: str, at: str, read: SoundReader | None
) -> Session:
    """Correct a take's transcript by hand, and judge it again by its new words."""
    return _reworded(store, name, number, lambda take: corrected(take, text, at), read)


def put_back(
    store: SessionStore, name: str, number: int, text: Transcript, read: SoundReader | None
) -> Session:
    """Put one of a take's earlier texts in force again, and judge it by that."""
    return _reworded(store, name, number, lambda take: restored(take, text), read)


def _reworded(
    store: SessionStore,
    name: str,
    number: int,
    change: Callable[[Take], Take],
    read: SoundReader | None,
) -> Session:
    """Save the words at once, then what they are judged to be, which may take seconds."""
    new: list[Take] = []

    def in_words(take: Take) -> Take:
        made = change(take)
        if made.transcript == take.transcript:
            return take
        new.append(made)
        return replace(made, analysis=None)

    session = changed(store, name, on_take(number, in_words))
    if not new:
        return session
    take = judged(new[0], session, store.audio(session, new[0]), read)
    return changed(store, name, on_take(number, lambda now: _judged_as(now, take)))


def _judged_as(now: Take, judged_take: Take) -> Take:
    """Return a take with the judgement of another, if nobody changed its words meanwhile."""
    same = now.transcript == judged_take.transcript
    return replace(now, analysis=judged_take.analysis) if same else now


def _without_best(session: Session, story: str) -> Session:
    for take in session.takes:
        if take.best and story_id(session, take) == story:
            session = with_take(session, replace(take, best=False))
    return session


def _numbers(session: Session) -> str:
    numbers = [str(take.number) for take in session.takes]
    return f"takes {', '.join(numbers)}" if numbers else "none"
