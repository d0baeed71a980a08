"""What the candidate may change of a session afterwards: names, remarks, the wording."""

import re
from collections.abc import Iterable
from dataclasses import replace

from hotseat.domain.alignment import realigned
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Annotation, Session, Take, story_id
from hotseat.domain.text import clean, clean_line
from hotseat.domain.transcript import Transcript, times_of, word_spans

TITLE_LIMIT = 200
"""Letters of a title that are kept."""
TAG_LIMIT = 40
"""Letters of a tag that are kept."""
REMARK_LIMIT = 4000
"""Letters of an annotation that are kept."""
_NO_TAG = re.compile(r"[\W_]+")


def retitled(session: Session, title: str) -> Session:
    """Return the session under another title; "" shows its first question again."""
    return replace(session, title=clean_line(title, TITLE_LIMIT))


def tag_of(text: str) -> str:
    """Return a text as a tag: small letters and digits with hyphens between; "" if none is left."""
    return _NO_TAG.sub("-", clean_line(text).casefold()).strip("-")[:TAG_LIMIT].strip("-")


def tagged(session: Session, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Session:
    """Return the session with tags added and then removed, in the order of the alphabet."""
    kept = {tag for text in (*session.tags, *add) if (tag := tag_of(text))}
    return replace(session, tags=tuple(sorted(kept - {tag_of(text) for text in remove})))


def annotated(take: Take, text: str, at: str, span: tuple[int, int] | None = None) -> Take:
    """Return the take with a remark on it, or on the characters `span` of its transcript.

    Raises HotseatError for a remark without words and for a span outside the text.
    """
    words = clean(text).strip()[:REMARK_LIMIT]
    if not words:
        raise HotseatError("a note needs words")
    number = 1 + max((each.id for each in take.annotations), default=0)
    made = Annotation(number, words, at)
    if span is not None:
        made = _on_span(made, take.transcript, *span)
    return replace(take, annotations=(*take.annotations, made))


def reworded(take: Take, number: int, text: str, at: str) -> Take:
    """Return the take with another text for one of its annotations; "" removes it.

    Raises HotseatError where there is none of that number.
    """
    if all(each.id != number for each in take.annotations):
        raise HotseatError(f"take {take.number} has no note {number}")
    words = clean(text).strip()[:REMARK_LIMIT]
    changed = (
        replace(each, text=words, at=at) if each.id == number else each for each in take.annotations
    )
    return replace(take, annotations=tuple(each for each in changed if each.text))


def placed(annotation: Annotation, transcript: Transcript | None) -> tuple[int, int] | None:
    """Return the characters that an annotation stands on; None for the whole take.

    Times come first, since they outlast a correction; the quote serves where nothing is timed.
    """
    if transcript is None:
        return None
    if annotation.start is not None and annotation.stop is not None and transcript.timed:
        inside = [
            span
            for word, span in zip(transcript.words, word_spans(transcript), strict=True)
            if word.start < annotation.stop and word.end > annotation.start
        ]
        if inside:
            return inside[0][0], inside[-1][1]
    at = transcript.text.find(annotation.quote) if annotation.quote else -1
    return (at, at + len(annotation.quote)) if at >= 0 else None


def marked_best(session: Session, number: int, best: bool = True) -> Session:
    """Return the session with a take as the best of its story (or no longer so).

    A story has one best take: others of the same story in this session lose the mark. Marks in
    other sessions are the caller's to take away. Raises HotseatError for a take that is no answer
    of a story.
    """
    chosen = next((take for take in session.takes if take.number == number), None)
    if chosen is None:
        raise HotseatError(f"there is no take {number}")
    story = story_id(session, chosen)
    if best and (chosen.probe is not None or chosen.retaken):
        raise HotseatError("only an answer that counts can be the best of its story")
    if best and not story:
        raise HotseatError("this question is not about a story of yours")
    takes = []
    for take in session.takes:
        if take.number == number:
            take = replace(take, best=best)
        elif best and take.best and story_id(session, take) == story:
            take = replace(take, best=False)
        takes.append(take)
    return replace(session, takes=tuple(takes))


def corrected(take: Take, text: str, at: str) -> Take:
    """Return the take with its text corrected by hand; words that stay keep their times.

    The text as heard goes to `earlier` and stays there through all later corrections. The analysis
    is left as it was and no longer fits: judge the take again. Raises HotseatError where there is
    no text to correct, and where none would be left.
    """
    old = take.transcript
    if old is None:
        raise HotseatError("there is no transcript to correct yet: transcribe the take first")
    wanted = clean(text).strip()
    if not wanted:
        raise HotseatError("an answer without words cannot be kept; the text stays as it was")
    if wanted == old.text:
        return take
    words = realigned(old.words, wanted, max(old.duration, take.seconds)) if old.timed else ()
    made = replace(old, text=wanted, words=words, corrected=at)
    return _with_text(take, made, keep=not old.corrected)


def original_of(take: Take) -> Transcript | None:
    """Return the text that the corrections of a take began with; None where it is not corrected."""
    if take.transcript is None or not take.transcript.corrected:
        return None
    heard = [told for told in take.earlier if not told.corrected]
    same = [told for told in heard if told.model == take.transcript.model]
    return (same or heard)[-1] if heard else None


def restored(take: Take, text: Transcript) -> Take:
    """Return the take with one of its earlier texts in force; the present one goes to `earlier`.

    The analysis no longer fits: judge the take again. Raises HotseatError for a strange text.
    """
    if text not in take.earlier:
        raise HotseatError("that text does not belong to this take")
    rest = list(take.earlier)
    rest.remove(text)
    return _with_text(replace(take, earlier=tuple(rest)), text, keep=True)


def _with_text(take: Take, text: Transcript, keep: bool) -> Take:
    """Put a text in force; remarks on timed stretches quote it from now on."""
    was = (take.transcript,) if keep and take.transcript is not None else ()
    notes = tuple(_requoted(each, text) for each in take.annotations)
    return replace(take, transcript=text, earlier=(*take.earlier, *was), annotations=notes)


def _requoted(annotation: Annotation, text: Transcript) -> Annotation:
    span = placed(annotation, text) if annotation.start is not None else None
    return annotation if span is None else replace(annotation, quote=text.text[slice(*span)])


def _on_span(made: Annotation, text: Transcript | None, begin: int, end: int) -> Annotation:
    if text is None or not 0 <= begin < end <= len(text.text):
        raise HotseatError("that stretch is not in the transcript")
    start, stop = times_of(text, begin, end)
    return replace(made, start=start, stop=stop, quote=text.text[begin:end])
