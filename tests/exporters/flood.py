"""Sessions in which every text is replaced, as a hand-edited file may have it."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from hotseat.domain.session import Session


def flooded(session: Session, text: str) -> Session:
    """Return the session with this text wherever it holds one."""
    filled: Session = _filled(session, text)
    return filled


def _filled(value: Any, text: str) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_filled(each, text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _filled(getattr(value, f.name), text) for f in fields(value)}
        return replace(value, **parts)
    return value
