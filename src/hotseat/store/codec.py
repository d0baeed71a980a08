"""session.json: sessions to bytes and back. Format: docs/sessions.md."""

import json
import re
from dataclasses import replace

import msgspec

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import SCHEMA, Session
from hotseat.domain.text import clean_line
from hotseat.store.scrub import is_harmless, scrub

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


def encode(session: Session) -> bytes:
    """Return a session as JSON for session.json: UTF-8, indented, small objects on one line."""
    data = _plain(session)
    text = msgspec.json.format(data, indent=2).decode()
    return (_SMALL.sub(_on_one_line, text) + "\n").encode()


def decode(data: bytes, where: str) -> Session:
    """Return the session in the bytes of a session.json; unknown keys are passed over.

    Its texts are cleaned. What a newer Hotseat made keeps its schema and says so in `problem`.
    Raises DamagedError for what is no JSON, HotseatError for a value of the wrong type; `where`
    names the file in the message.
    """
    try:
        session = _DECODER.decode(data) if is_harmless(data) else _decode_hostile(data)
    except msgspec.ValidationError as error:
        _refuse_newer(data, where)
        raise HotseatError(f"{where}: {_explain(error)}") from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise DamagedError(f"{where} is damaged ({_describe(error)})") from error
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


def _refuse_newer(data: bytes, where: str) -> None:
    try:
        schema = msgspec.json.decode(data, type=_Head).schema
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    if schema > SCHEMA:
        raise HotseatError(f"{where} cannot be read: {_newer(schema)}")


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
