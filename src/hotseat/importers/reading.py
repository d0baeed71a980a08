"""Read documents into a draft: find, advise, merge what asks the same, propose type and level."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line, count
from hotseat.importers.candidates import Found
from hotseat.importers.document import Document, Kind
from hotseat.importers.draft import (
    SOURCE_LIMIT,
    Confidence,
    Draft,
    Item,
    Skipped,
    distinct,
    fingerprint,
)
from hotseat.importers.finding import find
from hotseat.importers.guess import guess_budget, guess_level, guess_type, minutes_in
from hotseat.importers.guidance import advise
from hotseat.importers.likeness import Index, better, plain

ITEMS_LIMIT = 5_000
"""Questions of one import: a bank of more could hardly be reviewed."""

DUPLICATE = "asks the same as another question here"
SKIPPED_LIMIT = 1_000


def read_documents(paths: Sequence[Path]) -> Draft:
    """Return the draft of what the files propose; a file that cannot be read is told in it.

    Raises HotseatError where none of them can be read.
    """
    from hotseat.importers.files import read_file

    documents: list[Document] = []
    problems: list[str] = []
    for path in paths:
        try:
            documents.append(read_file(path))
        except HotseatError as error:
            problems.append(str(error))
    if not documents:
        raise HotseatError("; ".join(problems) or "name at least one file")
    draft = join([draft_of(document) for document in documents])
    return replace(draft, problems=(*problems, *draft.problems))


def draft_of(document: Document) -> Draft:
    """Return what one document proposes."""
    finds = find(document)
    guidance = advise(document.blocks, finds)
    questions = _distinct(zip(finds.questions, guidance, strict=True))
    if derived := _derived(document, finds.questions):
        questions += derived
    items = [
        _item(document, number, found, advice)
        for number, (found, advice) in enumerate(questions[:ITEMS_LIMIT], 1)
    ]
    skipped = [
        Skipped(clean_line(text, 300), reason, document.name) for text, reason in finds.skipped
    ]
    problems = [clean_line(problem, 300) for problem in document.problems]
    if len(questions) > ITEMS_LIMIT:
        problems.append(f"{document.name}: only its first {ITEMS_LIMIT} questions were taken")
    if not items:
        problems.append(_nothing(document, len(skipped)))
    draft = Draft(tuple(items), tuple(skipped[:SKIPPED_LIMIT]), tuple(problems), document.name)
    return _merged(draft)


def _distinct(
    questions: Iterable[tuple[Found, tuple[str, ...]]],
) -> list[tuple[Found, tuple[str, ...]]]:
    """Return the questions, each wording once with all that is said about it."""
    made: dict[str, tuple[Found, tuple[str, ...]]] = {}
    for found, advice in questions:
        said = plain(found.text)
        if said in made:
            first, before = made[said]
            made[said] = first, distinct((*before, *advice))
        else:
            made[said] = found, advice
    return list(made.values())


def join(drafts: Sequence[Draft]) -> Draft:
    """Return several drafts as one, with what asks the same merged."""
    if len(drafts) == 1:
        return drafts[0]
    items = [item for draft in drafts for item in draft.items]
    return _merged(
        Draft(
            tuple(replace(item, key=key) for key, item in enumerate(items, 1)),
            tuple(entry for draft in drafts for entry in draft.skipped),
            tuple(line for draft in drafts for line in draft.problems),
            clean_line(", ".join(draft.source for draft in drafts), SOURCE_LIMIT),
        )
    )


def _derived(document: Document, questions: Sequence[Found]) -> list[tuple[Found, tuple[str, ...]]]:
    if document.tabular:
        return []
    from hotseat.importers.deriving import derive

    return derive(document, len(questions))


def _item(document: Document, key: int, found: Found, advice: tuple[str, ...]) -> Item:
    block = document.blocks[found.at]
    path = [text for text in found.path if text]
    hints = [found.hint, *reversed(path)]
    text = clean_line(found.text)
    question_type, sure = guess_type(text, hints)
    level, level_sure = guess_level(text, [block.hint_level, found.note, *path[-1:]])
    minutes = block.minutes or minutes_in(found.note)
    prep, answer, budget_sure = guess_budget(question_type, level, minutes)
    place = block.section or (path[-1] if path else document.title)
    source = f"{document.name}, {place}" if place and place != found.text else document.name
    return Item(
        key=key,
        text=text,
        type=question_type,
        level=level,
        prep_seconds=prep,
        answer_seconds=answer,
        guidance=advice,
        source=clean_line(source, SOURCE_LIMIT),
        confidence=Confidence(
            round(found.score, 2), round(sure, 2), round(level_sure, 2), round(budget_sure, 2)
        ),
        marks=(fingerprint(text, advice),),
    )


def _merged(draft: Draft) -> Draft:
    """Return the draft with what asks the same as one item: the better wording, all advice."""
    index = Index()
    kept: list[Item] = []
    skipped = list(draft.skipped)
    for item in draft.items:
        at = index.like(item.text)
        if at is None:
            index.add(item.text)
            kept.append(item)
            continue
        first = kept[at]
        text = better(first.text, item.text)
        left_out = item.text if text == first.text else first.text
        if left_out != text:
            skipped.append(Skipped(left_out, DUPLICATE, item.source))
        kept[at] = _joined(first, item, text)
    return replace(draft, items=tuple(kept), skipped=tuple(skipped))


def _joined(first: Item, second: Item, text: str) -> Item:
    chosen = first if text == first.text else second
    surer = max(first, second, key=lambda item: item.confidence.type)
    return replace(
        chosen,
        key=first.key,
        text=text,
        type=surer.type,
        prep_seconds=surer.prep_seconds,
        answer_seconds=surer.answer_seconds,
        guidance=distinct((*first.guidance, *second.guidance)),
        confidence=replace(
            surer.confidence, askable=max(first.confidence.askable, second.confidence.askable)
        ),
        marks=tuple(dict.fromkeys((*first.marks, *second.marks))),
    )


def _nothing(document: Document, skipped: int) -> str:
    """Say that nothing was found, with the likely reason."""
    texts = [block for block in document.blocks if block.kind is not Kind.HEADING]
    if skipped:
        told = count(skipped, "question")
        why = f"its {told} are about interviewing or the site, or too uncertain"
        why = why.replace("1 question are", "1 question is")
    elif not texts:
        why = "it holds no text beside menus and the like"
    elif any("?" in block.text for block in document.blocks):
        why = "what it asks is not put to a candidate"
    else:
        why = "it asks nothing: no question and no prompt such as “Tell me about…”"
    return f"no question found in {document.name}: {why}"
