"""Text from a file that anyone may have written: found harmless, or cleaned."""

from math import isfinite
from typing import Any

from hotseat.domain.text import clean, is_clean

_SUSPECT_ESCAPES = (b"\\u", b"\\b", b"\\f", b"\\r", b"\x7f")
_ASCII = bytes(range(128))


def is_harmless(data: bytes) -> bool:
    """Say whether JSON surely holds no text that cleaning would change; quick where it does."""
    if any(mark in data for mark in _SUSPECT_ESCAPES):
        return False
    if data.isascii():
        return True
    try:
        # Nearly all is ASCII, and harmless once the marks above are not in it.
        return is_clean(data.translate(None, _ASCII).decode())
    except UnicodeDecodeError:
        return False


def scrub(value: Any) -> Any:
    """Return plain JSON data with every text cleaned and every number finite."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and not isfinite(value):
        return 0.0
    if isinstance(value, dict):
        return {key: scrub(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(inner) for inner in value]
    return value
