"""Reading what is left of a session that is cut off, or that a newer Hotseat made."""

import json
import re
from typing import Any

import msgspec

from hotseat.domain.session import Session
from hotseat.store.scrub import scrub

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?P<end>")?|[{}\[\],]|[^\s{}\[\],"]+')
_CLOSER = {"{": "}", "[": "]"}
_WHERE = re.compile(r"`\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+)\]")
# A session with more parts than this that cannot be read is no session.
_PARTS = 500


def whole(data: bytes) -> Any:
    """Return what a cut-off JSON text holds up to its last whole value; None where that is nothing.

    What stands open at the cut is closed there.
    """
    text = data.decode(errors="ignore")
    cut, stack = _last_whole(text)
    try:
        return json.loads(text[:cut] + "".join(_CLOSER[each] for each in reversed(stack)))
    except (ValueError, RecursionError):
        return None


def _last_whole(text: str) -> tuple[int, list[str]]:
    """Return the place after the last value that is whole, and what stands open there."""
    cut, stack = 0, list[str]()
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in _CLOSER:
            stack.append(sign)
            cut = token.end()
        elif sign in ("}", "]") and stack:
            stack.pop()
            cut = token.end()
        elif sign == ",":
            cut = token.start()
        if not stack or (sign[0] == '"' and token["end"] is None):
            break
    return cut, stack


def readable(data: Any) -> tuple[Session | None, int]:
    """Return the session in plain data, without the parts that cannot be read, and their number.

    None where nothing is left of it.
    """
    if not isinstance(data, dict):
        return None, 0
    data = scrub(data)
    for left_out in range(_PARTS):
        try:
            return msgspec.convert({"name": "", "created": ""} | data, Session), left_out
        except msgspec.ValidationError as error:
            found = _WHERE.search(str(error))
            if found is None or not _without(data, found["path"]):
                return None, left_out
    return None, _PARTS


def _without(data: Any, path: str) -> bool:
    """Take the part at a path such as `.takes[0].kind` out; say whether it was there."""
    steps = [found["key"] or int(found["index"]) for found in _STEP.finditer(path)]
    if not steps:
        return False
    try:
        for step in steps[:-1]:
            data = data[step]
        del data[steps[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    return True
