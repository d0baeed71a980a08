"""What a crash left behind: audio that no session names, sessions without a readable file."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import AskedQuestion, Session, Take
from hotseat.domain.text import clean_line
from hotseat.files import reason
from hotseat.paths import TAKES
from hotseat.store.codec import is_whole
from hotseat.store.index import SESSION_FILE
from hotseat.wav import HEADER, RATE, SAMPLE, header, probe, repair

# A session of sixty minutes is about 2 MB; a file beyond this is something else.
SIZE_LIMIT = 64 * 1024 * 1024
RECOVERED = "Recovered after a crash; not transcribed yet"
_UNKNOWN = AskedQuestion(text="(the question was not saved)", type="failed_execution")


def mended(path: Path) -> float:
    """Put a recording's header right and return its seconds; 0 where they cannot be known."""
    if path.suffix.lower() != ".wav":
        return 0.0
    try:
        return round(repair(path).seconds, 2)
    except HotseatError:  # the header itself is gone: Hotseat records 16-bit mono at 16 kHz
        size = path.stat().st_size if path.is_file() else 0
        frames = max(0, size - HEADER) // SAMPLE
        if frames and _is_remnant(path):
            with path.open("r+b") as file:
                file.write(header(frames))
        return round(frames / RATE, 2)


def _is_remnant(path: Path) -> bool:
    """Say whether a file begins like a header of ours, in part or overwritten with zeros."""
    with path.open("rb") as file:
        found = file.read(HEADER)
    ours = header(0)
    same = [at for at in (0, 8, 12, 36) if found[at : at + 4] == ours[at : at + 4]]
    return not any(found) or bool(same)


def lacking(folder: Path, session: Session) -> list[str]:
    """Return what of a session's sound is missing or damaged, a line for each take concerned."""
    found = []
    for take in session.takes:
        wrong = _wrong_with(folder / take.audio) if take.audio else ""
        if wrong:
            found.append(f"Take {take.number}: {take.audio} {wrong}")
    if any("damaged" in each for each in found):
        found.append(f"`hotseat sessions recover {folder.name}` mends what can be mended")
    return found


def _wrong_with(path: Path) -> str:
    try:
        size = path.stat().st_size if path.is_file() else -1
        if size < 0:
            return "is missing: the words stay, the sound is lost"
        if size <= HEADER:
            return "is empty"
        if path.suffix.lower() == ".wav":
            probe(path)
    except OSError as error:
        return f"cannot be read ({reason(error)})"
    except HotseatError:
        return "has a damaged header and cannot be played"
    return ""


def keep_damaged(folder: Path) -> None:
    """Put a session.json that cannot be read whole aside, before it is replaced. Raises OSError."""
    file = folder / SESSION_FILE
    if not file.is_file() or file.stat().st_size > SIZE_LIMIT or is_whole(file.read_bytes()):
        return
    kept, again = folder / f"{SESSION_FILE}.damaged", 2
    while kept.exists():
        kept, again = folder / f"{SESSION_FILE}.damaged-{again}", again + 1
    shutil.copy2(file, kept)


def orphans(folder: Path, session: Session) -> list[Path]:
    """Return the audio files in takes/ that no take names, in order; empty recordings are not."""
    named = {take.audio for take in session.takes}
    return [
        path
        for path in sorted((folder / TAKES).glob("*"))
        if path.suffix.lower() in (".wav", ".flac")
        and path.is_file()
        and path.stat().st_size > HEADER
        and f"{TAKES}/{path.name}" not in named
    ]


def adopt(folder: Path, session: Session) -> Session:
    """Return the session with its orphans as takes, and lengths for takes that a crash cut off.

    Headers of the recordings concerned are put right. Raises OSError.
    """
    takes = [_measured(folder, take) for take in session.takes]
    for path in orphans(folder, session):
        takes.append(_take(path, session, 1 + max((t.number for t in takes), default=0)))
    return replace(session, takes=tuple(takes))


def rebuild(folder: Path) -> Session:
    """Return a new session around the audio of a folder whose session.json cannot be read."""
    changed = datetime.fromtimestamp(folder.stat().st_mtime).astimezone()
    return Session(
        name=folder.name,
        created=_created(folder.name) or changed.isoformat(timespec="seconds"),
        title=f"Recovered: {clean_line(folder.name, 60)}",
        state=SessionState.ABANDONED,
    )


def checked(session: Session, where: str) -> Session:
    """Return the session without what would mislead: audio outside the folder, misfit analyses.

    Raises HotseatError where two takes carry the same number.
    """
    numbers = [take.number for take in session.takes]
    if len(set(numbers)) < len(numbers):
        twice = next(number for number in numbers if numbers.count(number) > 1)
        raise HotseatError(f"{where}: takes: number {twice} is used twice; give each its own")
    takes = tuple(_checked(take) for take in session.takes)
    return session if takes == session.takes else replace(session, takes=takes)


def inside(audio: str) -> bool:
    """Say whether a take's audio path stays in the session's folder."""
    path = PurePosixPath(audio)
    return not path.is_absolute() and ".." not in path.parts and not set(audio) & set("\\:\0")


def _checked(take: Take) -> Take:
    if not inside(take.audio):
        note = "Its audio path led out of the session's folder and was left out"
        take = replace(take, audio="", problem=_joined(take.problem, note))
    if take.analysis is not None and not _fits(take):
        note = "Its analysis did not fit the transcript and was left out"
        take = replace(take, analysis=None, problem=_joined(take.problem, note))
    return take


def _fits(take: Take) -> bool:
    if take.analysis is None or take.transcript is None:
        return take.analysis is None
    analysis, length = take.analysis, len(take.transcript.text)
    evidence = [e for element in analysis.elements for e in element.evidence]
    evidence += [e for flag in analysis.flags for e in flag.evidence]
    evidence += [e for r in analysis.risk.reasons for e in r.evidence]
    evidence += [entry.evidence for entry in analysis.ledger]
    evidence += [figure.evidence for figure in analysis.figures]
    spans = [(e.begin, e.end) for e in evidence]
    spans += [(sentence.begin, sentence.end) for sentence in analysis.sentences]
    return (
        len(analysis.labels) == len(analysis.sentences)
        and all(0 <= e.sentence < len(analysis.sentences) for e in evidence)
        and all(0 <= begin <= end <= length for begin, end in spans)
    )


def _measured(folder: Path, take: Take) -> Take:
    path = folder / take.audio
    if not take.audio or (take.seconds and not _wrong_with(path)):
        return take
    seconds = mended(path) if path.resolve().is_relative_to(folder.resolve()) else 0.0
    if not seconds:
        return take
    problem = take.problem or ("" if take.transcript else RECOVERED)
    return replace(take, seconds=take.seconds or seconds, problem=problem)


def _take(path: Path, session: Session, number: int) -> Take:
    question = session.pending or (session.takes[-1].question if session.takes else _UNKNOWN)
    changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return Take(
        number=number,
        question=question,
        probe=session.pending_probe,
        audio=f"{TAKES}/{path.name}",
        started=changed.isoformat(timespec="seconds"),
        seconds=mended(path),
        problem=RECOVERED,
    )


def _created(name: str) -> str:
    """Return the time that a folder's name begins with, or ""."""
    try:
        return datetime.strptime(name[:17], "%Y-%m-%dT%H%M%S").astimezone().isoformat()
    except ValueError:
        return ""


def _joined(first: str, second: str) -> str:
    return f"{first}. {second}" if first else second
