"""Notes on a session as plain text: no markup, no control characters, lines left unwrapped."""

from collections.abc import Iterable, Iterator

from hotseat.domain.session import Session
from hotseat.domain.text import clean, clean_line
from hotseat.exporters.blocks import Block, Heading, Item, Paragraph, Table, Words
from hotseat.exporters.notes import notes, selection_notes
from hotseat.exporters.selection import Selection

_RULES = {1: "=", 2: "-"}
_RULE_LIMIT = 79
_COLUMN_LIMIT = 60


def selection_text(selection: Selection) -> str:
    """Return the notes on what was selected as text that reads well in a terminal or a mail."""
    return lay_out(selection_notes(selection))


def to_text(session: Session) -> str:
    """Return the notes on a session as text that reads well in a terminal or a mail."""
    return lay_out(notes(session))


def lay_out(blocks: Iterable[Block]) -> str:
    """Return blocks as text, cleaned."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        text = "\n".join(_lines(block))
        if text:
            together = isinstance(block, Item | Words) and isinstance(previous, Item | Words)
            parts.append(text if together or previous is None else f"\n{text}")
            previous = block
    return "\n".join(parts) + "\n"


def _lines(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        return _heading(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Words):
        margin = "    " + "  " * block.depth
        return (f"{margin}{line}" for line in _text_lines(block.text))
    name = clean_line(block.name)
    if isinstance(block, Item):
        text = ": ".join(part for part in (name, clean_line(block.text)) if part)
        return (f"{'  ' * block.depth}- {text}",)
    return _paragraph(block, name)


def _heading(block: Heading) -> Iterator[str]:
    text = clean_line(block.text)
    yield text
    if block.level in _RULES:
        yield _RULES[block.level] * min(len(text), _RULE_LIMIT)


def _paragraph(block: Paragraph, name: str) -> Iterator[str]:
    for number, line in enumerate(_text_lines(block.text)):
        yield f"{name}: {line}" if name and not number else line


def _text_lines(text: str) -> list[str]:
    return [line for line in map(clean_line, clean(text).split("\n")) if line]


def _table(table: Table) -> Iterator[str]:
    rows = [tuple(clean_line(cell) for cell in row) for row in (table.head, *table.rows)]
    widths = [min(max(map(len, column)), _COLUMN_LIMIT) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()
