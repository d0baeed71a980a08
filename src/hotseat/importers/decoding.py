"""Bytes into text: byte order marks, UTF-8, UTF-16 without a mark, and older encodings."""

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean

SAMPLE = 64 * 1024
"""Bytes from which an encoding is guessed."""

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What begins a file that is no text, and what to call it.
_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"RIFF", "a recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx"),
    (b"{\\rtf", "rich text; save it as .docx or .txt"),
)
_ODD_SHARE = 0.02  # controls per byte that no text in any encoding has


def decode(data: bytes, name: str) -> str:
    """Return the text in a file's bytes, cleaned. Raises HotseatError for what is no text."""
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise HotseatError(f"{name} is no text but {what}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return clean(data.decode(encoding, "replace"))
    head = data[:SAMPLE]
    if wide := _wide(head):
        return clean(data.decode(wide, "replace"))
    if _is_binary(head):
        raise HotseatError(f"{name} is no text: it looks like a program, a picture or an archive")
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(data.decode(_guess(head), "replace"))


def _wide(head: bytes) -> str:
    """Return the name of UTF-16 where every second byte is zero, as in Western text."""
    if len(head) < 4:
        return ""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _is_binary(head: bytes) -> bool:
    if not head:
        return False
    allowed = b"\t\n\r\f\x0b\x1b\x85"
    odd = sum(head.count(byte) for byte in range(32) if byte not in allowed)
    return odd > _ODD_SHARE * len(head) and odd > 3


def _guess(head: bytes) -> str:
    """Return the likely encoding of text that is not UTF-8."""
    from charset_normalizer import from_bytes

    best = from_bytes(head[: 16 * 1024]).best()
    found = best.encoding if best else "cp1252"
    # Western text is told apart from its neighbours by little; the common case wins.
    letters = sum(byte > 0x7F for byte in head)
    if letters < 0.05 * len(head) and not _is_multibyte(found):
        return "cp1252"
    return found


def _is_multibyte(encoding: str) -> bool:
    return encoding.startswith(("utf", "big5", "gb", "euc", "shift", "cp932", "cp949", "johab"))
