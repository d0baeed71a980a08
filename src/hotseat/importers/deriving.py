"""Questions that an article implies: what it says candidates are asked, told or judged by.

Articles about a round often name its questions only in passing: "could not say how to get buy-in
when people were cut". Such words become the question that was put, kept as close to the document's
as grammar allows. This is done only where an article about interviewing holds few plain questions.
"""

import re
from collections.abc import Iterator, Sequence

from hotseat.domain.bank import OTHER
from hotseat.domain.text import clean_line
from hotseat.importers.candidates import Found
from hotseat.importers.context import Place, place_of
from hotseat.importers.document import Block, Document, Kind
from hotseat.importers.guess import guess_type
from hotseat.importers.likeness import content
from hotseat.importers.wording import bare, sentences

FEW = 5
"""Plain questions from which on an article needs no derived ones."""

WORDS = 300
SIGNS = 5
"""What makes an article about interviewing: its length, and how often it names candidates."""

SURE = 0.6
"""How sure a derived question is to be of use: the reviewer should look."""

_SIGN = re.compile(r"\b(?:candidates?|interview\w*|hiring|debrief|onsite)\b", re.IGNORECASE)
_WHO = r"\b(?:candidate|applicant|interviewee|someone|they|he|she)s?\b[^.;]{0,40}?"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(_WHO + r"\bdescrib(?:ed|es) ((?:a|an|the) [^.;]{15,160})"),
        "Tell me about {}.",
    ),
    (
        re.compile(r"\basked for (?:the|a|an|their) ([^.;,]{4,60} (?:plan|example|story))\b"),
        "Give me your {}.",
    ),
    (
        re.compile(
            r"\b(?:could not|couldn['’]t|cannot|can['’]t|failed to) (?:articulate|explain|say|show|"
            r"describe) how to ([^.;]{15,140})"
        ),
        "How would you {}?",
    ),
    (
        re.compile(
            r"\b(?:could not|couldn['’]t|cannot|can['’]t|failed to) "
            r"(?:identify|name|say|tell|list) "
            r"(which [^.;]{15,160}|what [^.;]{15,160})"
        ),
        "{}?",
    ),
    (
        re.compile(r"\bability to discuss ([^.;]{8,80})"),
        "Tell me about {}.",
    ),
    (
        re.compile(r"\bexplain(?:ed|s|ing)? how they ([^.;]{15,160})"),
        "Tell me how you {}.",
    ),
    (
        re.compile(r"\b[Dd]escribing how you ([^.;]{15,140})"),
        "Tell me how you {}.",
    ),
    (
        re.compile(r"\bjudge you (?:on|by) (?:your ability to|how you) ([^.;]{15,120})"),
        "Tell me about a time you had to {}.",
    ),
)
_STORIES = re.compile(r"\bstor(?:y|ies)\b[^.]*?\bone about\b", re.IGNORECASE)
_ONE_ABOUT = re.compile(r"\bone about ([^,.;]{4,60}?)(?=,| and one|[.;]|$)")
_MODEL = re.compile(r"^(?:good|strong|better|do|great)\s*[:–—-]\s*(?P<text>.+)$", re.IGNORECASE)
_POOR = re.compile(r"^(?:bad|weak|poor|don'?t)\s*[:–—-]\s*(?P<text>.+)$", re.IGNORECASE)
_DESCRIBING = re.compile(r"^(?:describ|nam|tell|shar)ing (?P<what>(?:a|an|the) [^.]{15,220})\.")
_EXPLAINING = re.compile(r"^(?:explain|show|describ)ing how you (?P<what>[^.]{15,220})\.", re.I)
_EXERCISE = re.compile(
    r"^(?:practi[sc]e (?P<doing>translating|explaining|describing|presenting|defending|"
    r"planning|sketching|drafting|outlining|mapping)|(?P<verb>draft|quantify|sketch|outline|"
    r"plan|map|lay out|"
    r"translate|estimate)) (?P<what>[^.]{15,240})",
    re.IGNORECASE,
)
_DEMANDS = re.compile(r"\b(?:must|should|needs? to|show|have to|do(?:es)? not|never|always)\b")
_CUT = re.compile(
    r",? (?:not|but|rather than|instead of|when asked) .*$|, which .*$"
    r"|, (?:and )?(?:they|he|she|it)\b.*$"
    r"| from \d.*$|,? signal.*$"
)


def derive(document: Document, found: int) -> list[tuple[Found, tuple[str, ...]]]:
    """Return the questions that an article implies, with their advice.

    `found` is how many plain questions it holds; none are derived where there are enough.
    """
    blocks = document.blocks
    text = " ".join(block.text for block in blocks)
    if found >= FEW or len(text.split()) < WORDS or len(_SIGN.findall(text)) < SIGNS:
        return []
    paths = list(_paths(blocks))
    made: list[tuple[Found, tuple[str, ...]]] = []
    for at, block in enumerate(blocks):
        if block.kind in (Kind.HEADING, Kind.ASKED):
            continue
        for question, advice in _of_block(blocks, at, paths):
            text = clean_line(question)
            asked = Found(text, at, block.kind, block.depth, SURE, path=(paths[at],))
            made.append((asked, advice))
    return _advised(made, blocks)


def _paths(blocks: Sequence[Block]) -> Iterator[str]:
    heading = ""
    for block in blocks:
        heading = block.text if block.kind is Kind.HEADING else heading
        yield heading


def _of_block(
    blocks: Sequence[Block], at: int, paths: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a block implies, with the advice that stands beside it."""
    block = blocks[at]
    whole = bare(block.text)
    if block.kind is Kind.ITEM:
        yield from _of_item(blocks, at, whole, paths[at])
        return
    parts = sentences(whole)
    for number, sentence in enumerate(parts):
        rest = " ".join(parts[number + 1 :])
        after = _next_paragraph(blocks, at)
        advice = tuple(piece for piece in (rest, after) if len(piece.split()) > 4)
        if _STORIES.search(sentence):
            for what in _ONE_ABOUT.findall(sentence):
                yield f"Tell me about {_with_article(what)}.", advice
            continue
        for pattern, wording in _RULES:
            if found := pattern.search(sentence):
                what = _yours(_CUT.sub("", found[1]))
                if len(what.split()) >= 3 and " i " not in f" {what.lower()} ":
                    yield _capital(wording.format(what)), advice


def _of_item(
    blocks: Sequence[Block], at: int, whole: str, heading: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a model in a list of good and bad, or an exercise of a checklist, implies."""
    if model := _MODEL.match(whole):
        told = _DESCRIBING.match(model["text"]) or _DESCRIBING.match(_lowered(model["text"]))
        rest = " ".join(sentences(model["text"])[1:])
        poor = _POOR.match(bare(blocks[at - 1].text)) if at else None
        advice = tuple(part for part in (rest, f"Avoid: {poor['text']}" if poor else "") if part)
        if told:
            yield f"Tell me about {told['what']}.", advice
        elif how := _EXPLAINING.match(model["text"]):
            yield f"Tell me how you {how['what']}.", advice
        return
    if place_of(heading) is not Place.ADVICE or not (exercise := _EXERCISE.match(whole)):
        return
    verb = exercise["verb"] or _base(exercise["doing"])
    question = f"{verb.capitalize()} {exercise['what'].replace('explicitly ', '')}."
    if guess_type(question)[0] != OTHER:
        yield question, ()


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _base(doing: str) -> str:
    stem = doing.lower().removesuffix("ing")
    if stem in ("translat", "describ"):
        return f"{stem}e"
    return stem[:-1] if stem.endswith(("nn", "pp")) else stem


def _with_article(what: str) -> str:
    first = what.split()[0].lower()
    if first in ("a", "an", "the", "your"):
        return what
    return f"{'an' if first[0] in 'aeiou' else 'a'} {what}"


def _yours(what: str) -> str:
    """Return the words as they are said to a candidate."""
    return re.sub(r"\btheirs?\b", "your", re.sub(r"\bthey\b", "you", what)).replace('"', "")


def _next_paragraph(blocks: Sequence[Block], at: int) -> str:
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    return bare(after.text)[:400] if after is not None and after.kind is Kind.TEXT else ""


def _advised(
    made: list[tuple[Found, tuple[str, ...]]], blocks: Sequence[Block]
) -> list[tuple[Found, tuple[str, ...]]]:
    """Give those without advice the sentences of the article that speak of the same things."""
    said = [
        sentence
        for block in blocks
        if block.kind is not Kind.HEADING
        for sentence in sentences(bare(block.text))
        if re.search(
            r"\b(?:must|should|needs? to|show|have to|do(?:es)? not|never|always)\b", sentence
        )
    ]
    contents = [(content(sentence), sentence) for sentence in said]
    advised: list[tuple[Found, tuple[str, ...]]] = []
    for found, advice in made:
        if not advice:
            words = content(found.text)
            near = [s for c, s in contents if len(c & words) >= 2 and s[:40] not in found.text]
            advice = tuple(near[:3]) or _of_a_kind(found, made)
        advised.append((found, advice))
    return advised


def _of_a_kind(found: Found, made: Sequence[tuple[Found, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the advice of the first question of the same type that has some."""
    kind = guess_type(found.text)[0]
    return next(
        (advice[:3] for other, advice in made if advice and guess_type(other.text)[0] == kind), ()
    )
