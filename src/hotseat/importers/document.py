"""A document as every reader hands it on: a title and blocks of text in reading order."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

BLOCK_LIMIT = 6_000
"""Characters of a block that are kept; a longer one has lost its line ends."""

BLOCKS_LIMIT = 20_000
"""Blocks that are looked at; 1 MB of dense notes has some 15,000."""


def wordset(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


class Kind(StrEnum):
    """What a block is; ASKED is a place made for a question, ANSWER what belongs to the last."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ASKED = "asked"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text.

    `depth` is a heading's level (1 is the highest) or a list item's indent (0 outermost).
    `stressed` are the spans that stand out: bold, italic, quoted as a whole. `hint_type`,
    `hint_level` and `minutes` are what a table or record says of a question; `section` is what
    it lies under there.
    """

    kind: Kind
    text: str
    depth: int = 0
    stressed: tuple[str, ...] = ()
    hint_type: str = ""
    hint_level: str = ""
    minutes: float = 0.0
    section: str = ""


@dataclass(slots=True)
class Document:
    """What a reader found; `problems` are plain lines about what could not be read."""

    name: str
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    tabular: bool = False
    full: bool = False

    def add(self, block: Block) -> None:
        """Append a block that holds something; past the limit it is told once and left out."""
        if not block.text.strip():
            return
        if len(self.blocks) < BLOCKS_LIMIT:
            long = len(block.text) > BLOCK_LIMIT
            self.blocks.append(replace(block, text=block.text[:BLOCK_LIMIT]) if long else block)
        elif not self.full:
            self.full = True
            self.problems.append(
                f"{self.name} is very long: only its first {BLOCKS_LIMIT} paragraphs were read"
            )
