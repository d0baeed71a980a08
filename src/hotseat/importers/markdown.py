"""Markdown into blocks. Blocks are found by markdown-it; the marks within a line are taken off."""

import re
from typing import TYPE_CHECKING

from hotseat.importers.document import Block, Document, Kind
from hotseat.importers.inline import unmark
from hotseat.importers.plain import labelled

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---\n(?P<head>(?:.{0,2000}\n){0,200}?)---\s*\n")
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_SUMMARY = re.compile(r"<(summary|dt)\b[^>]*>(.*?)(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_BULK_HTML = re.compile(r"<(?:p|li|dd|div|details|h\d|td)\b", re.IGNORECASE)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n")
_LABEL_LINE = re.compile(r"\s*(?:\*\*|__)?(?:Q|A|Question|Answer)\s*\d{0,3}(?:\*\*|__)?\s*[:.]")


def read(text: str, name: str) -> Document:
    """Return the blocks of a Markdown document."""
    from markdown_it import MarkdownIt

    document = Document(name)
    if front := _FRONT.match(text):
        title = _TITLE.search(front["head"])
        document.title = title[1] if title else ""
        text = text[front.end() :]
    # Marks within lines are taken off by our own simple rules: they cannot be made to take long.
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    _Walk(document).run(parser.parse(text))
    return document


class _Walk:
    """Follows the parser's tokens and keeps where it is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lists = 0
        self._heading = 0
        self._item_open = False
        self._quotes = 0
        self._rows: list[list[str]] | None = None

    def run(self, tokens: "list[Token]") -> None:
        for token in tokens:
            self._step(token)

    def _step(self, token: "Token") -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif kind == "list_item_open":
            self._item_open = True
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if kind.endswith("open") else -1
        elif kind == "heading_open":
            self._heading = int(token.tag[1:])
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "inline":
            self._text(token.content)
        elif kind == "html_block":
            self._html(token.content)
        else:
            self._table(kind)

    def _table(self, kind: str) -> None:
        if kind == "table_open":
            self._rows = []
        elif kind == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif kind == "table_close" and self._rows is not None:
            from hotseat.importers.tables import add_rows

            add_rows(self._document, self._rows)
            self._rows = None

    def _text(self, content: str) -> None:
        if self._rows is not None:
            if self._rows:
                self._rows[-1].append(unmark(content)[0])
            return
        if self._heading:
            text, stressed = unmark(content)
            self._document.add(Block(Kind.HEADING, _joined(text), self._heading, stressed))
            return
        for part in _parts(content):
            self._part(part)

    def _part(self, content: str) -> None:
        text, stressed = unmark(content)
        text = _joined(text)
        if found := labelled(text):
            self._document.add(Block(*found, stressed=()))
        elif self._lists and self._item_open:
            self._document.add(Block(Kind.ITEM, text, self._lists - 1, stressed))
        elif stressed and stressed[0].rstrip(":") == text.rstrip(":") and not self._lists:
            self._document.add(Block(Kind.HEADING, text, 7))
        else:
            spans = (*stressed, text) if self._quotes else stressed
            self._document.add(Block(Kind.TEXT, text, self._lists, spans))
        self._item_open = False

    def _html(self, content: str) -> None:
        for tag, inner in _SUMMARY.findall(content):
            if tag:
                self._document.add(Block(Kind.ASKED, _joined(unmark(inner)[0])))
        rest = _SUMMARY.sub("", content)
        if _BULK_HTML.search(rest) and unmark(rest)[0].strip():
            from hotseat.importers.html import read

            for block in read(rest, self._document.name).blocks:
                self._document.add(block)
        else:
            self._document.add(Block(Kind.TEXT, _joined(unmark(rest)[0])))


def _parts(content: str) -> list[str]:
    """Return a paragraph's lines where they were meant as lines, else the paragraph."""
    if "\n" not in content:
        return [content]
    hard = _HARD_BREAK.split(content)
    lines = content.split("\n")
    labels = sum(_LABEL_LINE.match(line) is not None for line in lines)
    asked = sum(line.rstrip(" *_").endswith("?") for line in lines)
    if labels or asked >= max(2, 0.6 * len(lines)):
        return _regrouped(lines) if labels else lines
    return hard if len(hard) > 1 else [content]


def _regrouped(lines: list[str]) -> list[str]:
    """Return labelled lines, each with the lines that continue it."""
    groups: list[str] = []
    for line in lines:
        if groups and not _LABEL_LINE.match(line):
            groups[-1] += " " + line.strip()
        else:
            groups.append(line)
    return groups


def _joined(text: str) -> str:
    return " ".join(text.split())
