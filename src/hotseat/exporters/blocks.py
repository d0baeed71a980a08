"""What a document is made of. Texts are raw here; whoever writes them out makes them harmless."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that begins with a name (or ""); lines of the text stand on their own."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A list entry that begins with a name (or ""); `depth` counts from 0."""

    text: str
    name: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they were said, typed or asked, set apart; inside a list where `depth` is over 0."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Words | Table
