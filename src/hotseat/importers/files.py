"""Files into documents: what a file is by its content and name, and which reader takes it."""

import re
from collections.abc import Callable
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.importers.document import Document

LARGEST = 10 * 1024 * 1024
"""Bytes of a document; a book has 1 MB of text."""

_Reader = Callable[[str, str], Document]
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".json": "tree",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
}
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\*\*\S|\s*[-*+] \[[ x]\] |```|\|.+\|$)", re.MULTILINE)


def read_file(path: Path) -> Document:
    """Return the blocks of a file. Raises HotseatError with one line that names the file."""
    name = clean_line(path.name, 80) or "the document"
    return parse(_bytes(path, name), name, path.suffix.lower())


def parse(data: bytes, name: str, suffix: str = "") -> Document:
    """Return the blocks in a file's bytes; its content says more than its suffix does."""
    from hotseat.importers.decoding import decode

    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    if data.startswith(b"%PDF-"):
        from hotseat.importers.office import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        from hotseat.importers.office import read_docx

        return read_docx(data, name)
    if suffix in (".pdf", ".docx"):
        raise HotseatError(f"{name} is no {suffix[1:].upper()} file, whatever its name says")
    text = decode(data, name)
    if not text.strip():
        raise HotseatError(f"{name} is empty")
    return _reader(text, suffix)(text, name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise HotseatError(f"{name} is a folder; name the files in it")
        if path.exists() and not path.is_file():  # a pipe would never end
            raise HotseatError(f"{name} is no file")
        if (size := path.stat().st_size) > LARGEST:
            raise _too_large(name, size)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise HotseatError(f"{name} cannot be read ({why})") from error
    except ValueError as error:  # a zero byte in the name
        raise HotseatError(f"{name} is no name of a file") from error


def _too_large(name: str, size: int) -> HotseatError:
    return HotseatError(
        f"{name} has {size / 2**20:.0f} MB; at most {LARGEST // 2**20} MB are read: split it"
    )


def _reader(text: str, suffix: str) -> _Reader:
    kind = _SUFFIXES.get(suffix, "")
    if kind not in ("tree", "lines") and _PAGE.match(text[:5000]):
        kind = "html"
    if kind == "html":
        from hotseat.importers.html import read
    elif kind == "table":
        from hotseat.importers.tables import read
    elif kind == "tree":
        from hotseat.importers.tree import read
    elif kind == "lines":
        from hotseat.importers.tree import read_lines as read
    elif kind == "markdown" or (suffix not in (".txt", ".eml", ".text") and _is_markdown(text)):
        from hotseat.importers.markdown import read
    else:
        from hotseat.importers.plain import read
    return read


def _is_markdown(text: str) -> bool:
    return len(_MARKDOWN.findall(text[:20_000])) >= 2
