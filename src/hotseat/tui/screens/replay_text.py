"""What the replay says in its last line."""

from dataclasses import dataclass

from textual.content import Content

from hotseat.domain.arc import Lane
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.session import Take
from hotseat.domain.text import clock_face
from hotseat.domain.track import Kind, Spot, Track
from hotseat.tui.render import line

HINT = "< > speed · 1 to 9 elements · f filler · p pause · x flag"
_LIMIT = 400
_NAMES = {
    Kind.EVIDENCE: "evidence",
    Kind.FLAG: "flag",
    Kind.FILLER: "filler",
    Kind.PAUSE: "pause",
    Kind.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class State:
    """How the replay stands; `silent` why nothing is heard, `said` what was just told."""

    playing: bool
    over: bool
    opening: bool
    silent: str
    loop: tuple[float, float] | None
    said: str


def state(take: Take | None, timed: bool, now: State) -> Content:
    """Return the state in words."""
    if take is None:
        return line("This session holds no take. Escape goes back.")
    if not timed:
        return line(now.said or "Typed: shown as text. Left and right mark sentences.", _LIMIT)
    parts = ["playing" if now.playing else "at the end" if now.over else "paused"]
    if now.loop is not None:
        parts.append(f"loop {clock_face(now.loop[0])} to {clock_face(now.loop[1])}")
    if now.opening:
        parts.append("opening the sound")
    else:
        parts.append(f"without sound: {now.silent}" if now.silent else "with sound")
    if take.transcript is None:
        parts.append(f"not transcribed: {take.problem}" if take.problem else "not transcribed")
    words = line(" · ".join(parts), _LIMIT, "$foreground-muted")
    if now.said:
        said = line(now.said, _LIMIT, "$foreground")
        return Content.assemble(said, (" · ", "$foreground-muted"), words)
    return words


def spot(kind: Kind, found: Spot, at: int, of: int) -> str:
    """Return what was jumped to: `Filler “um”, 2 of 5`."""
    place = f"{at + 1} of {of}"
    if kind is Kind.EVIDENCE:
        return f"{found.words}, evidence {place}"
    if kind is Kind.FILLER:
        return f"Filler “{found.words}”, {place}" if found.words else f"Filler, {place}"
    return f"{_NAMES[kind].capitalize()}: {found.words}, {place}"


def no_spot(kind: Kind, by: int, track: Track) -> str:
    """Return why there is no place of a kind to go to."""
    if kind in track.uncounted:
        return f"{_NAMES[kind].capitalize()}s were not counted: {track.uncounted[kind]}."
    where = "after" if by > 0 else "before"
    if track.at(kind):
        return f"No {_NAMES[kind]} {where} this place."
    return f"No {_NAMES[kind]} in this take."


def element(lane: Lane, at: int) -> str:
    """Return which element was jumped to, and how it was told there."""
    how = "" if lane.bars[at].specific else " (vague)"
    return f"{PLAIN_NAMES[lane.element]}{how}, {at + 1} of {len(lane.bars)}"


def not_heard(lane: Lane) -> str:
    """Return that an element has no place."""
    return f"{PLAIN_NAMES[lane.element]}: not heard in this take."


def no_lane(number: int, track: Track) -> str:
    """Return that a key has no lane."""
    if not track.lanes:
        return "No element was judged in this take."
    return f"There is no lane {(number + 1) % 10}: the keys go from 1 to {len(track.lanes)}."
