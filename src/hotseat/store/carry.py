"""Keys of a session.json that Hotseat does not know, taken over when it is saved."""

from dataclasses import fields
from typing import Any

import msgspec

from hotseat.domain.choices import Settings
from hotseat.domain.listing import StoryRef
from hotseat.domain.session import AskedQuestion, Session, Take

Plain = dict[str, Any]
_KNOWN: dict[type, frozenset[str]] = {
    kind: frozenset(field.name for field in fields(kind))
    for kind in (Session, Settings, StoryRef, Take, AskedQuestion)
}


def with_strange(old: bytes, new: bytes) -> bytes | None:
    """Return the new JSON with the keys of the old one that Hotseat does not know; None if none.

    Those of the session, its settings and story, and of takes that are still there and their
    questions are kept. What hangs on words (transcripts, analyses) goes with the words.
    """
    try:
        before, after = msgspec.json.decode(old), msgspec.json.decode(new)
        added = _added(before, after)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None  # the old file is damaged
    return msgspec.json.encode(after) if added else None


def _added(before: Any, after: Plain) -> bool:
    """Put what is strange in the one into the other; say whether there was anything."""
    found = [
        _take_over(Session, before, after),
        _take_over(Settings, _part(before, "settings"), _part(after, "settings")),
        _take_over(StoryRef, _part(before, "story"), _part(after, "story")),
    ]
    told = _part(before, "takes")
    old = [take for take in told if isinstance(take, dict)] if isinstance(told, list) else []
    for take in after["takes"]:
        was = next((each for each in old if each.get("number") == take["number"]), None)
        found.append(_take_over(Take, was, take))
        found.append(_take_over(AskedQuestion, _part(was, "question"), take["question"]))
    return any(found)


def _take_over(kind: type, before: Any, after: Any) -> bool:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    strange = {key: value for key, value in before.items() if key not in _KNOWN[kind]}
    after.update(strange)
    return bool(strange)


def _part(data: Any, key: str) -> Any:
    return data.get(key) if isinstance(data, dict) else None
