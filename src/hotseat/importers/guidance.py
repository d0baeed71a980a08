"""The document's own advice on a question: what stands beside it, beneath it, or over them all."""

import re
from collections.abc import Iterator

from hotseat.domain.text import clean_line
from hotseat.importers.candidates import Found
from hotseat.importers.context import Place, is_advice, is_follow_up, place_of
from hotseat.importers.document import Block, Kind
from hotseat.importers.draft import distinct
from hotseat.importers.finding import Finds
from hotseat.importers.wording import bare, sentences

PIECE_LIMIT = 400
"""Characters of a piece of advice; a longer paragraph is parted at its sentences."""

PIECES_LIMIT = 8
PROSE_BLOCKS = 3
"""Paragraphs after one that quotes a question which still belong to it."""

_CALLS = re.compile(
    r"(?:click|sign up|subscribe|read (?:more|our|next|the full)|download|share this|follow us|buy|"
    r"get the|join (?:our|the)|learn more|see also|back to top|edit this|last updated|posted|"
    r"photo|image|source:|©|copyright|all rights)",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"(?:tips?\b|(?:for|in|with|on|to) (?:both|all|each|every|any|either|these|them)\b|in "
    r"general\b|"
    r"(?:all|each|both) of (?:them|these)\b|whatever you (?:pick|choose)|across )",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    r"\b(?:should|must|look|listen|strong|good|great|weak|avoid|show|name|start|focus|say|want|"
    r"tip|be (?:specific|honest|ready)|don'?t|do not|never|always|answer|prove|signal|expect)\b",
    re.IGNORECASE,
)


def advise(blocks: list[Block], finds: Finds) -> list[tuple[str, ...]]:
    """Return the advice for each question found, in their order."""
    starts = {found.at for found in finds.questions}
    made = [_own(blocks, finds, found, starts) for found in finds.questions]
    shared = _shared(blocks, finds)
    for number, found in enumerate(finds.questions):
        if not made[number]:
            made[number] = shared.get(found.path, ())
    return made


def _own(blocks: list[Block], finds: Finds, found: Found, starts: set[int]) -> tuple[str, ...]:
    """Return what stands beside and beneath a question."""
    pieces = list(_pieces(found.rest))
    prose = found.kind is Kind.TEXT
    used = 0
    for at in range(found.at + 1, len(blocks)):
        block = blocks[at]
        if at in starts or (at in finds.asked_at and at not in finds.follow_ups):
            break
        if len(pieces) >= PIECES_LIMIT or _ends(block, found, used):
            break
        if block.kind is Kind.HEADING:
            continue
        if prose and used >= PROSE_BLOCKS:
            break
        used += 1
        label = "Follow-up: " if at in finds.follow_ups and not is_follow_up(block.text) else ""
        pieces.extend(_pieces(label + bare(block.text)))
    return distinct(pieces, PIECES_LIMIT)


def _ends(block: Block, found: Found, used: int) -> bool:
    """Say whether a block is beyond what belongs to a question."""
    if block.kind is Kind.HEADING:
        if found.kind is Kind.HEADING:
            return block.depth <= found.depth
        return place_of(block.text) not in (Place.ADVICE, Place.FOLLOW_UPS) or block.depth < 3
    if found.kind is Kind.ITEM and block.kind is Kind.TEXT and block.depth == 0:
        # A paragraph after a list speaks of the whole list, or of something else.
        return not (is_advice(block.text) or is_follow_up(block.text)) and used > 0
    if found.kind is Kind.ITEM and block.kind is Kind.ITEM:
        return block.depth < found.depth
    if found.kind is Kind.ASKED and block.kind is Kind.TEXT and block.text.rstrip().endswith(":"):
        return not is_advice(block.text)
    return False


def _shared(blocks: list[Block], finds: Finds) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return, by headings above, what a section says for all its questions."""
    first_at: dict[tuple[str, ...], int] = {}
    for found in finds.questions:
        first_at.setdefault(found.path, found.at)
    said: dict[tuple[str, ...], list[str]] = {path: [] for path in first_at}
    for at, block in enumerate(blocks):
        path = finds.paths[at]
        if block.kind is Kind.HEADING or at in finds.asked_at:
            continue
        if finds.places[at] is Place.ADVICE:
            for target in (path[:-1], path):
                if target in said:
                    said[target].extend(_pieces(bare(block.text)))
        elif path in said and block.kind is Kind.TEXT and _FOR_ALL.match(block.text):
            said[path].extend(_pieces(bare(block.text)))
        elif path in said and at < first_at[path] and _is_intro(block.text):
            said[path].extend(_pieces(block.text))
    return {path: distinct(pieces, PIECES_LIMIT // 2) for path, pieces in said.items()}


def _is_intro(text: str) -> bool:
    """Say whether a paragraph ahead of some questions advises on them."""
    return _ADVISES.search(text) is not None and not text.rstrip().endswith((":", "?"))


def _pieces(text: str) -> Iterator[str]:
    """Yield a text as pieces of advice, none longer than the limit but for a single sentence."""
    line = clean_line(text)
    if len(line.split()) < 2 or _CALLS.match(line):
        return
    if len(line) <= PIECE_LIMIT:
        yield line
        return
    piece = ""
    for sentence in sentences(line):
        if piece and len(piece) + len(sentence) + 1 > PIECE_LIMIT:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()[: 2 * PIECE_LIMIT]
    if piece:
        yield piece
