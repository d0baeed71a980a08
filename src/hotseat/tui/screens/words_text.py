"""How the words of a take and the remarks on them look, line by line."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from hotseat.coach.sentences import split
from hotseat.domain.editing import placed
from hotseat.domain.session import Annotation, Session, Take
from hotseat.domain.text import clean_line, clock_face, count
from hotseat.domain.transcript import Sentence
from hotseat.tui.render import line, plain

HELP = """\
The words of a take, sentence by sentence, and your notes on them.

up, down    mark a sentence or a note
enter       correct the marked sentence, or change the marked note
a           write a note on the marked sentence
w           write a note on the whole take
delete      remove the marked note
[ and ]     previous and next take
b           mark it as the best telling of its story, or not
o           put another text of it in force: as heard, or an earlier one
space       play the marked sentence
escape      back

A corrected take keeps its text as heard. Words that stay keep their times; those that change share
the time of the words they replace. The take is judged again by its new words."""
INDENT = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a sentence, or a remark (`sentence` is then the one it stands under, if any)."""

    shown: Content
    sentence: Sentence | None = None
    note: Annotation | None = None


def rows(take: Take, width: int) -> list[Row]:
    """Return the lines of a take: notes on the whole of it, then sentences with theirs.

    `width` in cells is what they may take; what is longer goes on below its beginning.
    """
    sentences = sentences_of(take)
    under: dict[int, list[Annotation]] = {}
    whole = []
    for note in take.annotations:
        span = placed(note, take.transcript)
        at = _sentence_at(sentences, span[0]) if span is not None else None
        if at is None:
            whole.append(note)
        else:
            under.setdefault(at, []).append(note)
    found = [Row(_remark(note, 0, width), None, note) for note in whole]
    for sentence in sentences:
        found.append(Row(_spoken(sentence, width), sentence))
        found += [
            Row(_remark(n, INDENT, width), sentence, n) for n in under.get(sentence.index, ())
        ]
    return found


def sentences_of(take: Take) -> Sequence[Sentence]:
    """Return a take's sentences, as judged or else as they would be."""
    if take.transcript is None:
        return ()
    return take.analysis.sentences if take.analysis else split(take.transcript)


def heading(session: Session, take: Take) -> Content:
    """Return which take is shown, and what is special about it."""
    at = [each.number for each in session.takes].index(take.number) + 1
    parts = [f"Take {at} of {len(session.takes)}", "reply" if take.probe else "answer"]
    parts.append(clock_face(take.seconds))
    if take.retaken:
        parts.append("retaken")
    if take.transcript is not None and take.transcript.corrected:
        parts.append("✎ corrected by hand")
    if take.earlier:
        parts.append(f"{count(len(take.earlier), 'other text')} kept")
    if take.best:
        parts.append("★ best of its story")
    return line(" · ".join(parts))


def question_of(take: Take) -> Content:
    """Return what the take answers."""
    return line(take.probe.text if take.probe else take.question.text, 300, "$foreground-muted")


def _sentence_at(sentences: Sequence[Sentence], at: int) -> int | None:
    return next((s.index for s in sentences if s.begin <= at < s.end), None)


def _spoken(sentence: Sentence, width: int) -> Content:
    time = "" if sentence.start is None else clock_face(sentence.start)
    words = _hanging(clean_line(sentence.text), INDENT, width)
    return Content.assemble((f"{time:>5}  ", "$foreground-muted"), plain(words))


def _remark(note: Annotation, indent: int, width: int) -> Content:
    quote = f" (on “{note.quote}”)" if note.quote and not indent else ""
    words = _hanging(clean_line(f"{note.text}{quote}"), indent + 2, width)
    return Content.assemble((f"{' ' * indent}✎ ", "$text-accent"), plain(words, "$text-accent"))


def _hanging(words: str, indent: int, width: int) -> str:
    lines = textwrap.wrap(words, max(20, width - indent), break_on_hyphens=False)
    return f"\n{' ' * indent}".join(lines)
