"""Sessions in one file, to be imported again. Format: docs/exports.md."""

import base64
import binascii
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import StoryRef
from hotseat.domain.session import Session
from hotseat.domain.text import clean, clean_line, slug
from hotseat.files import reason, replace_file
from hotseat.store import recovery
from hotseat.store.codec import decode, encode
from hotseat.store.index import SESSION_FILE

BUNDLE = 1
"""Version of the file; what it holds of sessions has its own, `domain.session.SCHEMA`."""
SIZE_LIMIT = 2 * 1024**3
"""Bytes of a file that is taken in: hours of sound as text."""


@dataclass(frozen=True, slots=True)
class BundledSound:
    """The recording of a take: where it belongs, and what it is known by.

    `file` is the take's `audio`, `sha256` in hexadecimal digits, `data` the file itself in base64
    or "" where the sound stayed where it was.
    """

    session: str
    take: int
    file: str
    bytes: int
    sha256: str
    data: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was exported. `story` is set where a story was, `take` (from 1) where one take was."""

    hotseat_export: int
    sessions: tuple[Session, ...]
    app: str = ""
    story: StoryRef | None = None
    take: int = 0
    redacted: bool = False
    audio: tuple[BundledSound, ...] = ()


class _Envelope(msgspec.Struct):
    """The file as it is read: sessions stay as they are until each is looked at."""

    hotseat_export: int
    sessions: list[msgspec.Raw]
    audio: list[BundledSound] = field(default_factory=list)


class _Kind(msgspec.Struct):
    hotseat_export: int = 0


def encode_bundle(bundle: Bundle) -> str:
    """Return a bundle as JSON, laid out as session.json is. Raises HotseatError."""
    for session in bundle.sessions:
        if session.newer:
            raise HotseatError(
                f"{clean_line(session.name)}: a newer Hotseat made it; copy its folder"
            )
    head = {
        "hotseat_export": bundle.hotseat_export,
        "app": bundle.app,
        "story": msgspec.to_builtins(bundle.story),
        "take": bundle.take,
        "redacted": bundle.redacted,
    }
    lines = [f"  {json.dumps(key)}: {_text(value)}," for key, value in head.items()]
    sessions = ",\n".join(_indented(encode(session).decode()) for session in bundle.sessions)
    sounds = ",\n".join(f"    {_text(msgspec.to_builtins(each))}" for each in bundle.audio)
    return "\n".join(
        ["{", *lines, '  "sessions": [', sessions, "  ],", '  "audio": [', sounds, "  ]", "}", ""]
    ).replace("[\n\n", "[\n")


def _text(value: Any) -> str:
    return clean(json.dumps(value, ensure_ascii=False))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n"))


def sound_of(folder: Path, session: str, take: int, audio: str, *, inside: bool) -> BundledSound:
    """Return the recording of a take, with its bytes where it goes along. Raises OSError."""
    data = (folder / audio).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    held = base64.b64encode(data).decode() if inside else ""
    return BundledSound(session, take, audio, len(data), digest, held)


def decode_bundle(data: bytes, where: str) -> tuple[list[Session], list[BundledSound]]:
    """Return the sessions in a file and their recordings; a bare session.json is taken too.

    Sessions are checked and cleaned as those on disk are. Raises HotseatError.
    """
    try:
        kind = msgspec.json.decode(data, type=_Kind).hotseat_export
        if not kind:
            return [_session(data, where)], []
        if kind > BUNDLE:
            raise HotseatError(f"{where} was made by a newer Hotseat: update Hotseat to import it")
        found = msgspec.json.decode(data, type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = clean_line(str(error), 120)
        raise HotseatError(f"{where} is no exported session ({why})") from error
    sessions = [
        _session(bytes(raw), f"{where}: sessions[{at}]") for at, raw in enumerate(found.sessions)
    ]
    if not sessions:
        raise HotseatError(f"{where} holds no session")
    return sessions, [sound for sound in found.audio if recovery.inside(sound.file)]


def _session(data: bytes, where: str) -> Session:
    session = recovery.checked(decode(data, where), where)
    if session.newer:
        raise HotseatError(f"{where}: {session.problem}")
    return session


def sound_in(sound: BundledSound, beside: Sequence[Path]) -> bytes | None:
    """Return a recording that goes along or lies in a folder `beside`; None where it is not found.

    Raises HotseatError where what goes along is not what it was.
    """
    if sound.data:
        try:
            data = base64.b64decode(sound.data, validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if hashlib.sha256(data).hexdigest() != sound.sha256:
            raise HotseatError(f"the sound of take {sound.take} is damaged in the file")
        return data
    for folder in beside:
        file = folder / sound.file
        try:
            if file.stat().st_size != sound.bytes:
                continue
            data = file.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(data).hexdigest() == sound.sha256:
            return data
    return None


def restore(root: Path, session: Session, sounds: Mapping[str, bytes]) -> str:
    """Put a session with its recordings below `root` and return its name: its own where free.

    The folder shows in the list only when it is whole. Raises HotseatError.
    """
    name = clean_line(session.name.replace("\\", "/").rstrip("/").rpartition("/")[2], 120)
    if not name or name.startswith("."):
        name = slug(session.title)
    try:
        root.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=root, prefix=".importing-"))
        try:
            for audio, data in sounds.items():
                (made / audio).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                replace_file(made / audio, data)
            return _settle(root, made, name, session)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise HotseatError(f"cannot write to {root}: {reason(error)}") from error


def _settle(root: Path, made: Path, name: str, session: Session) -> str:
    """Give the folder the first free name, and its session that name."""
    again, free = 2, name
    while (root / free).exists():
        free, again = f"{name}-{again}", again + 1
    replace_file(made / SESSION_FILE, encode(replace(session, name=free)))
    made.rename(root / free)
    return free
