"""session.json: sessions to bytes and back. Format: docs/sessions.md."""

import json
import re
from dataclasses import replace

import msgspec

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import SCHEMA, Session
from hotseat.domain.text import clean_line
from hotseat.store.salvage import readable, whole
from hotseat.store.scrub import is_harmless, scrub

CUT_OFF = "session.json was cut off"
"""Begins what is said of a session of whose file the end is missing."""
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Session)
# An object that holds only plain values, as `msgspec.json.format` lays it out. Strings hold no
# raw newline, so nothing inside a string can look like one.
_SMALL = re.compile(r"\{\n\s+([^{}\[\]]*?)\n\s*\}")
_BREAK = re.compile(r",\n\s+")
_LINE_LIMIT = 160
_WHERE = re.compile(r" - at `\$\.?(?P<key>.*)`$")


class DamagedError(HotseatError):
    """The file is not JSON at all: cut off, or overwritten with something else."""


class _Head(msgspec.Struct):
    schema: int = 0


def is_whole(data: bytes) -> bool:
    """Say whether bytes are JSON from beginning to end."""
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return False
    return True


def encode(session: Session) -> bytes:
    """Return a session as JSON for session.json: UTF-8, indented, small objects on one line."""
    return formatted(_plain(session))


def formatted(data: bytes) -> bytes:
    """Return JSON as it stands in session.json."""
    text = msgspec.json.format(data, indent=2).decode()
    return (_SMALL.sub(_on_one_line, text) + "\n").encode()


def decode(data: bytes, where: str) -> Session:
    """Return the session in the bytes of a session.json; unknown keys are passed over.

    Its texts are cleaned. What a newer Hotseat made keeps its schema and says so in `problem`; of
    a file that is cut off all whole takes are given, and `problem` says so. Raises DamagedError for
    what is no JSON, or no take of it is left, HotseatError for a value of the wrong type; `where`
    names the file in the message.
    """
    try:
        session = _DECODER.decode(data) if is_harmless(data) else _decode_hostile(data)
    except msgspec.ValidationError as error:
        newer = _of_newer(data)
        if newer is None:
            raise HotseatError(f"{where}: {_explain(error)}") from error
        session = newer
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        cut_off = _of_cut_off(data)
        if cut_off is None:
            raise DamagedError(f"{where} is damaged ({_describe(error)})") from error
        return cut_off
    return replace(session, problem=_newer(session.schema)) if session.newer else session


def _plain(session: Session) -> bytes:
    """Encode, and prove that the result can be read again: a session is never saved unreadable."""
    try:
        data = _ENCODER.encode(session)
        _DECODER.decode(data)
    except (msgspec.ValidationError, UnicodeEncodeError):
        data = _ENCODER.encode(scrub(msgspec.to_builtins(session)))
        _DECODER.decode(data)
    return data


def _decode_hostile(data: bytes) -> Session:
    # json reads lone surrogates too, which msgspec takes for damage.
    return msgspec.convert(scrub(json.loads(data.decode())), Session)


def _on_one_line(match: re.Match[str]) -> str:
    line = "{" + _BREAK.sub(", ", match.group(1)) + "}"
    return line if len(line) <= _LINE_LIMIT else match.group()


def _of_newer(data: bytes) -> Session | None:
    """Return what can be read of a session that a newer Hotseat made; None for any other."""
    try:
        if msgspec.json.decode(data, type=_Head).schema <= SCHEMA:
            return None
        return readable(json.loads(data))[0]
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _of_cut_off(data: bytes) -> Session | None:
    """Return what a cut-off file holds, if that is a take at least."""
    session, _ = readable(whole(data))
    if session is None or not session.takes:
        return None
    last = session.takes[-1].number
    return replace(session, problem=f"{CUT_OFF} in or after take {last}; what follows is lost")


def _newer(schema: int) -> str:
    return (
        f"Made by a newer Hotseat (schema {schema}; this one knows {SCHEMA}): it can be read, and "
        "what this one does not know is not shown; update Hotseat to change it"
    )


def _explain(error: msgspec.ValidationError) -> str:
    message = clean_line(str(error), 300)
    found = _WHERE.search(message)
    if found is None:
        return message
    return f"{found['key']}: {message[: found.start()]}"


def _describe(error: Exception) -> str:
    if "truncated" in str(error):
        return "cut off"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start}"
    return clean_line(str(error), 120)
