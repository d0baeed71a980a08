"""A take's final wording, which comes after its text was used: what it changes in a session."""

from dataclasses import replace
from pathlib import Path

from hotseat.coach.quotes import moved
from hotseat.domain.analysis import Probe
from hotseat.domain.session import Session, Take, answers, replies, with_take
from hotseat.domain.transcript import Transcript
from hotseat.interview.hear_again import judged
from hotseat.ports import SoundReader


def take_in(session: Session, number: int) -> Take | None:
    """Return the take of a number, None where there is none."""
    return next((take for take in session.takes if take.number == number), None)


def reworded(
    session: Session,
    number: int,
    wording: Transcript,
    audio: Path,
    read_sound: SoundReader | None,
) -> Session:
    """Return the session with a take in its final wording, judged anew.

    The candidate's judgements, notes and the verdicts stay. Quotes in probes that were put move to
    the words that stand in their place; where there are none, the text so far is kept beside.
    """
    take = take_in(session, number)
    if take is None or take.transcript is None or take.transcript == wording:
        return session
    before = take.transcript
    heard = judged(replace(take, transcript=wording), session, audio, read_sound)
    made, lost = _requoted(with_take(session, heard), take, before.text, wording.text)
    if not lost:
        return made
    return with_take(made, replace(heard, earlier=(*heard.earlier, before)))


def adopted(mine: Session, other: Session, number: int) -> Session:
    """Return my copy of a session with the wording of a take taken over from another copy.

    What the candidate changed in mine stays.
    """
    take, worded = take_in(mine, number), take_in(other, number)
    if take is None or worded is None:
        return mine
    new = replace(
        take, transcript=worded.transcript, analysis=worded.analysis, earlier=worded.earlier
    )
    made = with_take(mine, new)
    for each in other.takes:
        held = take_in(made, each.number)
        if held is not None and held.probe != each.probe:
            made = with_take(made, replace(held, probe=each.probe))
    steps = {rung.take: rung for rung in other.ladder}
    ladder = tuple(
        replace(rung, probe=step.probe, quote=step.quote)
        if (step := steps.get(rung.take))
        else rung
        for rung in made.ladder
    )
    return replace(made, ladder=ladder)


def _requoted(session: Session, take: Take, old: str, new: str) -> tuple[Session, bool]:
    """Return the session with the quotes from a take found again, and whether one was lost."""
    lost = False
    put: dict[Probe, Probe] = {}
    for reply in _after(session, take):
        probe = reply.probe
        if probe is None or not probe.anchor or probe.anchor not in old or probe.anchor in new:
            continue
        anchor = moved(probe.anchor, old, new)
        lost = lost or not anchor
        if anchor:
            put[probe] = replace(probe, anchor=anchor)
            session = with_take(session, replace(reply, probe=put[probe]))
    ladder = []
    for rung in session.ladder:
        quote = rung.quote
        if rung.take == take.number and quote and quote in old and quote not in new:
            found = moved(quote, old, new)
            lost, quote = lost or not found, found or quote
        ladder.append(replace(rung, probe=put.get(rung.probe, rung.probe), quote=quote))
    pending = session.pending_probe
    if pending is not None:
        pending = put.get(pending, pending)
    return replace(session, ladder=tuple(ladder), pending_probe=pending), lost


def _after(session: Session, take: Take) -> tuple[Take, ...]:
    """Return the replies whose probes may quote a take: those given after it to the same answer."""
    for answer in reversed(answers(session)):
        if answer.number <= take.number:
            return tuple(r for r in replies(session, answer) if r.number > take.number)
    return ()
