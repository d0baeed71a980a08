"""A session as it is replayed, in lines for a pipe: every sentence with its time and its marks."""

from collections.abc import Iterator

from hotseat.domain.analysis import Status
from hotseat.domain.arc import Lane, Scale
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES
from hotseat.domain.session import Session, Take
from hotseat.domain.summary import title_of
from hotseat.domain.text import clean_line, clock_face, count
from hotseat.domain.track import Kind, Track, track_of, word_place

NAME_WIDTH = 24
LANE_WIDTH = 52
_SIGNS = {Status.MET: "✓", Status.THIN: "~", Status.MISSING: "·"}
_FLAGS = frozenset(PLAIN_FLAGS.values())


def replayed(session: Session, take: int = 0) -> Iterator[str]:
    """Yield the lines of a session, or of one take."""
    yield title_of(session) or clean_line(session.name)
    for each in session.takes:
        if take in (0, each.number):
            yield ""
            yield from _take(each)


def _take(take: Take) -> Iterator[str]:
    kind = "reply" if take.probe is not None else "answer"
    parts = [f"Take {take.number}", kind, clock_face(take.seconds), take.kind.value]
    parts += [take.verdict.value] if take.verdict else []
    parts += ["set aside by a retake"] if take.retaken else []
    yield " · ".join(parts)
    yield clean_line((take.probe or take.question).text)
    if take.problem:
        yield f"Problem: {clean_line(take.problem)}"
    if take.note:
        yield f"Note: {clean_line(take.note)}"
    yield from (f"Note: {clean_line(note.text)}" for note in take.annotations if not note.quote)
    yield ""
    if take.transcript is None:
        yield "Not transcribed" + (f"; the recording is {take.audio}" if take.audio else "")
        return
    track = track_of(take)
    yield from _sentences(take, track)
    yield from _lanes(track)


def _sentences(take: Take, track: Track) -> Iterator[str]:
    text = take.transcript.text if take.transcript else ""
    sentences = take.analysis.sentences if take.analysis else ()
    if not sentences:
        yield from (f"        {clean_line(line)}" for line in text.splitlines() if line.strip())
        return
    timed = track.scale is Scale.SECONDS
    starts = [s.start if timed else word_place(text, s.begin) for s in sentences]
    for at, sentence in enumerate(sentences):
        start = starts[at]
        face = clock_face(start) if timed and start is not None else ""
        yield f"{face:>6}  {clean_line(sentence.text)}"
        following = (later for later in starts[at + 1 :] if later is not None)
        marks = list(_marks(track, start, next(following, track.length + 1)))
        if marks:
            yield f"        {' · '.join(marks)}"


def _marks(track: Track, start: float | None, stop: float) -> Iterator[str]:
    if start is None:
        return
    signs = {PLAIN_NAMES[lane.element]: _SIGNS[lane.status] for lane in track.lanes}
    for kind in (Kind.EVIDENCE, Kind.FILLER, Kind.PAUSE, Kind.NOTE):
        for spot in track.at(kind):
            whole = kind is Kind.NOTE and spot.start == spot.stop  # told at the head already
            if whole or not start <= spot.start < stop:
                continue
            if kind is Kind.EVIDENCE:
                for name in spot.words.split(", "):
                    yield f"{'!' if name in _FLAGS else signs.get(name, '')} {name}".strip()
            elif kind is Kind.FILLER:
                yield f"filler “{spot.words}”" if spot.words else "filler"
            elif kind is Kind.PAUSE:
                yield f"pause of {spot.words} at {clock_face(spot.start)}"
            else:
                yield f"note: {spot.words}"


def _lanes(track: Track) -> Iterator[str]:
    if not track.lanes or track.length <= 0:
        return
    yield ""
    for lane in track.lanes:
        name = f"{_SIGNS[lane.status]} {PLAIN_NAMES[lane.element]}"
        yield f"{name:<{NAME_WIDTH}}{_bars(lane, track.length)}".rstrip()
    whole = (
        clock_face(track.length)
        if track.scale is Scale.SECONDS
        else count(int(track.length), "word")
    )
    yield f"{'':<{NAME_WIDTH}}0{whole:>{LANE_WIDTH - 1}}"


def _bars(lane: Lane, length: float) -> str:
    cells = ["─"] * LANE_WIDTH
    for bar in lane.bars:
        first = min(LANE_WIDTH - 1, int(bar.start / length * LANE_WIDTH))
        last = max(first, min(LANE_WIDTH, round(bar.stop / length * LANE_WIDTH)) - 1)
        cells[first : last + 1] = ["━" if bar.specific else "╍"] * (last + 1 - first)
    return "".join(cells)
