"""The debrief's risk tab: the risk with its reasons, and the memo of whoever decides."""

from textual.content import Content

from hotseat.coach.risk import with_overrides
from hotseat.domain.analysis import STATUS_WORDS, Status
from hotseat.domain.memo import Memo, MemoLine, memo_of
from hotseat.domain.reader import reader_of
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.session import Take, judged_status
from hotseat.tui.judgements import RISK_STYLES
from hotseat.tui.render import line
from hotseat.tui.screens.debrief_entries import QUOTE_LIMIT, heading, quoted, saying
from hotseat.tui.widgets.evidence_list import Entry


def risk_and_memo(answer: Take, shown: int) -> list[Entry]:
    """Return the risk of an answer with its reasons, then the memo; take `shown` is on show."""
    if answer.analysis is None:
        return []
    return [*_risk(answer, shown), *_memo(answer)]


def _risk(answer: Take, shown: int) -> list[Entry]:
    analysis = answer.analysis
    if analysis is None:
        return []
    reader, found = reader_of(answer.question.type), analysis.risk
    entries = [heading(f"{reader.risk}: {found.level.value}", f"bold {RISK_STYLES[found.level]}")]
    if shown != answer.number:
        entries.append(saying(f"It is that of the answer, take {answer.number}."))
    if answer.overrides:
        own = with_overrides(answer).level
        words = Content.assemble(
            ("With your own judgements: ", "$text-secondary"),
            (own.value, f"bold {RISK_STYLES[own]}"),
        )
        entries.append(Entry(words, heading=True))
    for number, reason in enumerate(found.reasons, 1):
        first = reason.evidence[0] if reason.evidence else None
        words = line(f"{number}. {reason.text}", QUOTE_LIMIT)
        entries.append(Entry(words, evidence=first, take=answer.number))
        entries += [quoted(each, take=answer.number) for each in reason.evidence]
    if not found.reasons:
        entries.append(saying("No reason was found against it."))
    return entries + [saying(note) for note in analysis.notes]


def _memo(answer: Take) -> list[Entry]:
    if answer.analysis is None:
        return []
    memo: Memo = memo_of(answer.analysis, answer.question.type)
    if not memo.lines:
        return []
    entries = [heading(""), heading(memo.reader.memo)]
    for name, sign, style, lines in (
        (memo.reader.for_it, "+", "$text-success", memo.for_it),
        (memo.reader.against, "–", "$text-error", memo.against),
        (memo.reader.change, "?", "$text-accent", memo.change),
    ):
        if lines:
            entries.append(Entry(Content.styled(name, f"bold {style}"), heading=True))
        for each in lines:
            entries += _memo_line(each, sign, style, answer)
    return entries


def _memo_line(told: MemoLine, sign: str, style: str, answer: Take) -> list[Entry]:
    own = next((o.status for o in answer.overrides if o.element.value == told.target), None)
    parts: list[Content | tuple[str, str]] = [(f"{sign} ", style), line(told.text, QUOTE_LIMIT)]
    if own is not None:
        parts.append((f"  you: {STATUS_WORDS[own]}", "$text-secondary"))
    words = Entry(Content.assemble(*parts), evidence=told.evidence, take=answer.number)
    return [words, quoted(told.evidence, take=answer.number)]


def headline(answer: Take) -> Content:
    """Return the risk for the head of the screen; empty where none was judged."""
    if answer.analysis is None:
        return Content("")
    level = answer.analysis.risk.level
    name = reader_of(answer.question.type).risk
    words = f"{name[:1].lower()}{name[1:]}: {level.value}"
    return Content.styled(words, f"bold {RISK_STYLES[level]}")


def open_critical(answer: Take) -> list[str]:
    """Return the plain names of the critical elements that are not heard, by what counts now."""
    if answer.analysis is None:
        return []
    return [
        PLAIN_NAMES[each.element]
        for each in answer.analysis.elements
        if each.critical and judged_status(answer, each.element) is not Status.MET
    ]
