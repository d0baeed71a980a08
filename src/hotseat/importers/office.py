"""DOCX and PDF into blocks, within limits that a trap in the file cannot pass."""

import io
import re
import time
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean
from hotseat.importers.document import Block, Document, Kind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNPACKED_LIMIT = 40 * 1024 * 1024
"""Bytes that a document's text may unpack to; a book of 1,000 pages has about 10 MB."""

PAGES_LIMIT = 400
SECONDS_LIMIT = 60.0

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE_LEVEL = re.compile(r"(?:heading|berschrift|titre)\s*-?(\d)", re.IGNORECASE)
_CHUNK = 256 * 1024


def read_docx(data: bytes, name: str) -> Document:
    """Return the blocks of a Word document. Raises HotseatError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _unpacked(archive, "word/document.xml", name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken(name) from error
    except KeyError as error:
        raise HotseatError(f"{name} is an archive but no Word document") from error
    except ValueError as error:
        raise _broken(name) from error
    document = Document(name)
    for block in _docx_blocks(body, name, document):
        document.add(block)
    return document


def _broken(name: str) -> HotseatError:
    return HotseatError(f"{name} is a damaged Word document; open and save it again")


def _unpacked(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """Return a member's bytes, read piece by piece: what the archive says of its size may lie."""
    import zlib

    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > UNPACKED_LIMIT:
                    raise HotseatError(
                        f"{name} unpacks to over {UNPACKED_LIMIT // 2**20} MB of text; "
                        "save the questions alone"
                    )
                parts.append(chunk)
    except zlib.error as error:
        raise _broken(name) from error
    return b"".join(parts)


def _docx_blocks(body: bytes, name: str, document: Document) -> Iterator[Block]:
    from xml.etree.ElementTree import ParseError, iterparse

    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise HotseatError(f"{name} defines entities of its own, as no Word document does")
    in_table = 0
    try:
        for event, element in iterparse(io.BytesIO(body), events=("start", "end")):
            in_table = _nesting(in_table, event, element)
            if event != "end" or in_table:
                continue
            if element.tag == f"{_W}tbl":
                _add_table(document, element)
                element.clear()
            elif element.tag == f"{_W}p":
                yield from _paragraph(element)
                element.clear()
    except (ParseError, RecursionError) as error:
        raise _broken(name) from error


def _nesting(depth: int, event: str, element: "Element") -> int:
    if element.tag == f"{_W}tbl":
        return depth + (1 if event == "start" else -1)
    return depth


def _add_table(document: Document, table: "Element") -> None:
    from hotseat.importers.tables import add_rows

    rows = [
        ["\n".join(_text(p) for p in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
        for row in table.iter(f"{_W}tr")
    ]
    add_rows(document, rows)


def _text(paragraph: "Element") -> str:
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}br", f"{_W}tab", f"{_W}cr"):
            parts.append(" ")
    return " ".join(clean("".join(parts)).split())


def _paragraph(element: "Element") -> Iterator[Block]:
    text = _text(element)
    if not text:
        return
    style = element.find(f"{_W}pPr/{_W}pStyle")
    styled = style.get(f"{_W}val", "") if style is not None else ""
    if found := _STYLE_LEVEL.search(styled):
        yield Block(Kind.HEADING, text, max(1, int(found[1])))
        return
    if styled.lower() == "title":
        yield Block(Kind.HEADING, text, 1)
        return
    from hotseat.importers.plain import labelled

    if marked := labelled(text):
        yield Block(*marked)
        return
    numbering = element.find(f"{_W}pPr/{_W}numPr")
    if numbering is not None or styled.lower().startswith("list"):
        indent = element.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        value = indent.get(f"{_W}val", "0") if indent is not None else "0"
        yield Block(Kind.ITEM, text, min(9, int(value)) if value.isdecimal() else 0)
        return
    runs = [
        run for run in element.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t"))
    ]
    bold = bool(runs) and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)
    yield Block(Kind.HEADING if bold else Kind.TEXT, text, 7 if bold else 0)


def read_pdf(data: bytes, name: str) -> Document:
    """Return the blocks of a PDF by its lines of text. Raises HotseatError."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise HotseatError(
            f"{name} is a PDF, and reading one needs an extra: pip install 'hotseat[documents]'"
        ) from error
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    deadline = time.monotonic() + SECONDS_LIMIT
    pages: list[str] = []
    problems: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise HotseatError(f"{name} is protected by a password; save it without")
        for page in reader.pages:
            if len(pages) >= PAGES_LIMIT or time.monotonic() > deadline:
                problems.append(f"{name}: only its first {len(pages)} pages were read")
                break
            pages.append(page.extract_text() or "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise HotseatError(f"{name} is a damaged PDF; save it again") from error
    except (RecursionError, OverflowError, NotImplementedError, OSError, EOFError) as error:
        raise HotseatError(f"{name} cannot be read as a PDF; save it again or as text") from error
    if not any(page.strip() for page in pages):
        raise HotseatError(f"{name} holds no text, only pictures of it; run it through OCR first")
    from hotseat.importers.plain import read

    document = read(_rejoined("\n".join(pages)), name)
    document.problems += problems
    return document


def _rejoined(text: str) -> str:
    """Return the text with the lines joined that a page's edge broke."""
    made: list[str] = []
    for line in (part.strip() for part in clean(text).split("\n")):
        if not line:
            made.append("")
        elif (
            made and made[-1] and line[:1].islower() and not made[-1].endswith((".", "?", "!", ":"))
        ):
            made[-1] += " " + line
        else:
            made.append(line)
    return "\n".join(made)
