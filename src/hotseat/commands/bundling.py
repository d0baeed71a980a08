"""Sessions as one JSON file, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line

if TYPE_CHECKING:
    from hotseat.domain.session import Session
    from hotseat.exporters.selection import Selection
    from hotseat.store.bundle import BundledSound
    from hotseat.store.sessions import FolderStore


def bundle(store: "FolderStore", selection: "Selection", *, sound: bool) -> str:
    """Return a selection as JSON; recordings are named, and go along with `sound`."""
    from dataclasses import replace

    from hotseat import __version__
    from hotseat.store.bundle import BUNDLE, Bundle, encode_bundle, sound_of

    audio: list[BundledSound] = []
    for at, take in selection.takes():
        session = selection.sessions[at]
        if not take.audio:
            continue
        folder, name = store.folder(session.name), Path(session.name).name
        try:
            audio.append(sound_of(folder, name, take.number, take.audio, inside=sound))
        except OSError:  # a recording that is gone: the session says where it was
            continue
    sessions = tuple(replace(each, name=Path(each.name).name) for each in selection.sessions)
    return encode_bundle(
        Bundle(
            BUNDLE,
            sessions,
            __version__,
            selection.story,
            selection.take,
            selection.redacted,
            tuple(audio),
        )
    )


def import_file(store: "FolderStore", root: Path, file: Path) -> list[str]:
    """Restore the sessions in a file below `root`; returns a line about each. Raises HotseatError.

    Recordings that did not go along are looked for beside the file and in a session of the same
    name; only those with the very same content are taken.
    """
    from hotseat.files import reason
    from hotseat.store.bundle import SIZE_LIMIT, decode_bundle

    where = clean_line(str(file), 200)
    try:
        if file.stat().st_size > SIZE_LIMIT:
            raise HotseatError(f"{where} is too large to be an exported session")
        data = file.read_bytes()
    except OSError as error:
        raise HotseatError(f"{where} cannot be read ({reason(error)})") from error
    sessions, sounds = decode_bundle(data, where)
    return [_restored(store, root, session, sounds, file.parent) for session in sessions]


def _restored(
    store: "FolderStore",
    root: Path,
    session: "Session",
    sounds: "list[BundledSound]",
    beside: Path,
) -> str:
    from hotseat.store.bundle import restore, sound_in

    own = [sound for sound in sounds if sound.session == session.name]
    named = {take.audio for take in session.takes if take.audio}
    places = [beside, beside / session.name, root / session.name]
    found: dict[str, bytes] = {}
    for sound in own:
        if sound.file in named and (data := sound_in(sound, places)) is not None:
            found[sound.file] = data
    if not own:  # a bare session.json: its recordings lie beside it
        found = {audio: data for audio in named if (data := _read(beside / audio)) is not None}
    if _is_there(store, session):
        return f"{session.name} is here already, unchanged"
    name = restore(root, session, found)
    lost = sorted(named - found.keys())
    missing = f"; without the sound of {len(lost)} of its takes" if lost else ""
    return f"Imported {name}{missing}"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _is_there(store: "FolderStore", session: "Session") -> bool:
    try:
        return store.load(session.name) == session
    except HotseatError:
        return False
