"""Hearing saved takes again: what `hotseat sessions recover` and `transcribe` share."""

import argparse
import difflib
from dataclasses import replace
from typing import TYPE_CHECKING

from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.text import clean_line, count

if TYPE_CHECKING:
    from hotseat.commands.reading import Hearing
    from hotseat.domain.session import Session, Take
    from hotseat.domain.transcript import Transcript
    from hotseat.store.sessions import FolderStore


def heard_or_failed(
    store: "FolderStore", session: "Session", take: "Take", how: "Hearing"
) -> "tuple[Take, str]":
    """Transcribe and judge a take; returns it with what failed ("" when all is well)."""
    from hotseat.commands.late import read_sound
    from hotseat.commands.reading import transcribed
    from hotseat.interview.hear_again import judged

    try:
        audio = store.audio(session, take)
        transcript = transcribed(audio, how)
    except HotseatError as error:
        return replace(take, problem=clean_line(str(error))), str(error)
    seconds = take.seconds or round(transcript.duration, 2)
    told = replace(take, transcript=transcript, seconds=seconds, problem="")
    return judged(told, session, audio, read_sound), ""


def hear_session(store: "FolderStore", options: argparse.Namespace) -> int:
    """Hear the spoken takes of a session with another model; the texts so far stay in the file.

    Each take is saved as it is done. The candidate's own judgements, verdicts and notes stay.
    """
    from hotseat.commands.common import say, session_name
    from hotseat.commands.reading import hearing
    from hotseat.domain.listing import SessionState
    from hotseat.domain.session import with_take
    from hotseat.interview.keeping import heard_anew

    session = store.load(session_name(store, options.session))
    if session.state is SessionState.OPEN:
        raise HotseatError(f"{session.name} is not finished: finish it in the app first")
    how = hearing(options.workspace, options.model)
    numbers = [take.number for take in _spoken(session, options.take)]
    store.hold(session.name)
    for number in numbers:
        take = next(each for each in session.takes if each.number == number)
        heard, failed = heard_or_failed(store, session, take, how)
        if failed:
            raise HotseatError(f"take {number}: {failed}; nothing of it was changed")
        kept = heard_anew(take, heard)
        session = with_take(session, kept)
        store.save(session)
        store.hold(session.name)
        say(f"Take {number}: {_told(take.transcript, kept.transcript)}")
    store.release(session.name)
    return 0


def _spoken(session: "Session", number: int | None) -> "list[Take]":
    found = [take for take in session.takes if take.audio]
    if number is not None:
        found = [take for take in found if take.number == number]
        if not found:
            raise UsageError(f"{session.name} has no spoken take {number}")
    if not found:
        raise HotseatError(f"{session.name} has no sound to hear again")
    return found


def _told(old: "Transcript | None", new: "Transcript | None") -> str:
    if new is None:
        return "nothing was heard"
    told = f"{new.model or 'the model'} heard {count(len(new.words), 'word')}"
    if old is None:
        return told
    first, second = (text.text.lower().split() for text in (old, new))
    blocks = difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    changed = sum(max(b - a, d - c) for kind, a, b, c, d in blocks if kind != "equal")
    other = f", by {old.model}," if old.model and old.model != new.model else ""
    return f"{told}; {count(changed, 'word')} differ from the text before{other} which is kept"
