"""Make text from outside harmless, and small helpers on text."""

import re
import unicodedata

# ECMA-48 sequences: CSI, OSC/DCS/SOS/PM/APC strings with their terminator, and two-byte escapes.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Bidirectional controls, zero-width and other invisible characters, line separators, tags, BOM.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# More combining marks than this on one letter is noise that spills over other lines of a terminal.
_MARKS_KEPT = 3
_MARK = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_MARK_RUN = re.compile(_MARK.pattern + "{4,}")


def clean(text: str) -> str:
    """Return the text without escape sequences, controls (newline and tab stay) and bidi marks.

    Idempotent. Line ends become newlines; lone surrogates become U+FFFD. Everything that a reader
    can see stays as it is.
    """
    if text.isascii() and text.isprintable():  # most text by far, and a bank has 100,000 texts
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ESCAPES.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    return _MARK_RUN.sub(lambda run: run.group()[:_MARKS_KEPT], text)


def is_clean(text: str) -> bool:
    """Say whether `clean` would return the text as it is; quick also for long texts."""
    letters = "".join(set(text))  # a text has few different letters, however long it is
    if "\r" in letters or _CONTROL.search(letters) or _SURROGATE.search(letters):
        return False
    return not (_INVISIBLE.search(letters) or (_MARK.search(letters) and _MARK_RUN.search(text)))


def clean_line(text: str, limit: int = 0) -> str:
    """Return cleaned text on one line, spaces collapsed, cut to `limit` characters (0: uncut)."""
    line = " ".join(clean(text).split())
    return shorten(line, limit) if limit else line


def shorten(text: str, limit: int) -> str:
    """Return the text cut to `limit` characters, the cut shown by an ellipsis."""
    return text if len(text) <= limit else text[: max(0, limit - 1)].rstrip() + "…"


def slug(text: str, limit: int = 40) -> str:
    """Return a file-name-safe form of the text: a-z, 0-9 and hyphens, never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return made[:limit].strip("-") or "untitled"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 take" or "3 takes"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def clock_face(seconds: float) -> str:
    """Return seconds as m:ss (or h:mm:ss); whole seconds, rounded down."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
