"""What a page shows, put in order for its template; the template makes every text harmless."""

from collections.abc import Iterator

from hotseat.domain import delivery_words
from hotseat.domain.analysis import STATUS_WORDS, Analysis, Evidence, Probe, confidence_words
from hotseat.domain.choices import AnswerKind
from hotseat.domain.figure_words import KIND_NAMES, asks, balance, by_kind, course, name
from hotseat.domain.ladder import ending
from hotseat.domain.memo import memo_of
from hotseat.domain.reader import reader_of
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, target_name, type_name
from hotseat.domain.session import Rung, Session, Take, answers, judged_status, replies
from hotseat.domain.text import clean_line, clock_face, count
from hotseat.exporters.marks import anchor, lines
from hotseat.exporters.notes import head_words, heard_words, nothing_judged
from hotseat.exporters.page_view import (
    Asked,
    FigureRow,
    Note,
    Page,
    Part,
    Quote,
    Row,
    Step,
    Told,
)
from hotseat.exporters.pictures import (
    arc_picture,
    ladder_picture,
    pace_picture,
    trend_pictures,
)
from hotseat.exporters.remarks import remarks, standing
from hotseat.exporters.selection import Selection


def page_of(selection: Selection) -> Page:
    """Return the page of what was selected."""
    parts = tuple(_part(selection, at, s) for at, s in enumerate(selection.sessions))
    kicker = parts[0].facts if parts else ""
    if selection.story is not None:
        told = count(len(parts), "session")
        kicker = f"Story · {type_name(clean_line(selection.story.type, 60))} · {told}"
    return Page(
        title=selection.title,
        kicker=kicker,
        parts=parts,
        trends=trend_pictures(selection.history),
        whole_story=selection.story is not None,
        redacted=selection.redacted,
        sounds=tuple((f"sound-{_id(*key)}", uri) for key, uri in selection.sounds.items()),
    )


def _id(session: int, take: int) -> str:
    return f"s{session + 1}t{take}"


def _part(selection: Selection, at: int, session: Session) -> Part:
    told = answers(session)
    shown: set[int] = set()
    takes = []
    for number, take in enumerate(told, 1):
        after = replies(session, take)
        shown.update(each.number for each in (take, *after))
        called = "Question" if len(told) == 1 else f"Question {number}"
        following = tuple(_told(selection, at, each, "Reply") for each in after)
        takes.append(_told(selection, at, take, called, following))
    rest = [take for take in session.takes if take.number not in shown]
    return Part(
        id=f"s{at + 1}",
        title=clean_line(session.title, 80) or clean_line(session.created)[:10] or "A session",
        facts=head_words(session),
        problem=session.problem,
        tags=session.tags,
        takes=tuple(takes),
        others=tuple(_told(selection, at, take, _other_name(take)) for take in rest),
        ladder=tuple(map(_step, session.ladder)),
        ladder_picture=ladder_picture(session.ladder),
        ladder_words=ending(session.ladder),
        waiting=_waiting(session),
        notes=session.notes.strip(),
    )


def _other_name(take: Take) -> str:
    why = "set aside by a retake" if take.retaken else "a reply"
    return f"Take {take.number}, {why}"


def _waiting(session: Session) -> str:
    if session.state.value != "open" or session.pending is None:
        return ""
    return (session.pending_probe or session.pending).text


def _step(rung: Rung) -> Step:
    return Step(
        f"{rung.minute:.1f}",
        rung.probe.depth,
        rung.probe.text,
        rung.verdict.value,
        rung.against,
        rung.quote,
    )


def _told(
    selection: Selection, at: int, take: Take, called: str, following: tuple[Told, ...] = ()
) -> Told:
    where = _id(at, take.number)
    analysis = take.analysis
    put = {reply.probe.text for reply in following if reply.probe is not None}
    ready = analysis.probes if analysis else ()
    return Told(
        id=where,
        number=take.number,
        name=called,
        question=take.question.text,
        facts=_facts(take),
        tests=take.question.tests,
        probe=_asked(take.probe) if take.probe else None,
        verdict=take.verdict.value if take.verdict else "",
        problem=take.problem,
        nothing=nothing_judged(take) if take.probe is None else "",
        heard=heard_words(take),
        checklist=tuple(_checklist(take, where)),
        flags=tuple(_flags(analysis, where)),
        judged=analysis is not None,
        risk=analysis.risk.level.value if analysis else "",
        reasons=tuple(_reasons(analysis, where)),
        remarks=analysis.notes if analysis else (),
        memo=_memo(take, where),
        risk_name=reader_of(take.question.type).risk,
        arc=arc_picture(analysis, take.seconds) if analysis else None,
        lines=lines(take, where),
        unsaid=_unsaid(take),
        delivery=tuple(_delivery(analysis)),
        pace=pace_picture(analysis.delivery) if analysis else None,
        figures=tuple(_figures(analysis, where)),
        balance=balance(analysis.figures) if analysis and analysis.figures else "",
        open_probes=tuple(_asked(probe) for probe in ready if probe.text not in put),
        note=take.note.strip(),
        standing=standing(take),
        written=tuple(remarks(take)),
        sound=f"sound-{where}" if (at, take.number) in selection.sounds else "",
        replies=following,
    )


def _facts(take: Take) -> str:
    question = take.question
    parts = [type_name(clean_line(question.type, 60))] if take.probe is None else []
    if take.probe is None and question.answer_seconds:
        parts.append(f"{clock_face(question.answer_seconds)} to answer")
    kind = "typed" if take.kind is AnswerKind.TYPED else "spoken"
    parts.append(f"{kind}, {clock_face(take.seconds)}")
    return " · ".join(parts)


def _asked(probe: Probe) -> Asked:
    target = clean_line(probe.target, 60)
    goes = f"{target_name(target)}, depth {probe.depth}" if target else ""
    return Asked(probe.text, goes, probe.why)


def _quote(found: Evidence, where: str) -> Quote:
    return Quote(clean_line(found.quote), anchor(where, found), found.start, found.stop)


def _checklist(take: Take, where: str) -> Iterator[Row]:
    own = {override.element: override.status for override in take.overrides}
    for each in take.analysis.elements if take.analysis else ():
        status = judged_status(take, each.element) or each.status
        words = STATUS_WORDS[status]
        if own.pop(each.element, None) is not None:
            words = f"you: {words} (coach: {STATUS_WORDS[each.status]})"
        quotes = tuple(_quote(e, where) for e in each.evidence)
        tag = "critical" if each.critical else ""
        sure = confidence_words(each)
        words += f", {sure}" if sure else ""
        yield Row(PLAIN_NAMES[each.element], status.value, words, tag, quotes)
    for element, status in own.items():
        yield Row(PLAIN_NAMES[element], status.value, f"you: {STATUS_WORDS[status]}", "", ())


def _flags(analysis: Analysis | None, where: str) -> Iterator[Row]:
    for raised in analysis.flags if analysis else ():
        quotes = tuple(_quote(e, where) for e in raised.evidence)
        yield Row(PLAIN_FLAGS[raised.flag], "flag", confidence_words(raised), "", quotes)


def _reasons(analysis: Analysis | None, where: str) -> Iterator[Row]:
    for reason in analysis.risk.reasons if analysis else ():
        yield Row(reason.text, "", "", "", tuple(_quote(e, where) for e in reason.evidence))


def _delivery(analysis: Analysis | None) -> Iterator[tuple[str, str]]:
    if analysis is None:
        return
    for figure, words in delivery_words.figures(analysis.delivery):
        yield figure[:1].upper() + figure[1:], words
    for figure, reason in delivery_words.withheld(analysis.delivery):
        yield figure[:1].upper() + figure[1:], f"not shown: {reason}"


def _memo(take: Take, where: str) -> Note | None:
    if take.analysis is None or take.probe is not None:
        return None
    found = memo_of(take.analysis, take.question.type)
    parts = (
        (found.reader.for_it, "met", found.for_it),
        (found.reader.against, "flag", found.against),
        (found.reader.change, "", found.change),
    )
    written = tuple(
        (name, tuple(Row(m.text, kind, "", "", (_quote(m.evidence, where),)) for m in said))
        for name, kind, said in parts
        if said
    )
    return Note(found.reader.memo, written) if written else None


def _figures(analysis: Analysis | None, where: str) -> Iterator[FigureRow]:
    if analysis is None:
        return
    for kind, found in by_kind(analysis.figures):
        for each in found:
            quote = _quote(each.evidence, where)
            yield FigureRow(course(each), name(each), KIND_NAMES[kind], asks(each), quote)
    for entry in () if analysis.figures else analysis.ledger:
        value = f"{entry.value:,.10g} {clean_line(entry.unit, 30)}".strip()
        measures = clean_line(entry.measures, 80)
        yield FigureRow(value, measures, "", "", _quote(entry.evidence, where))


def _unsaid(take: Take) -> str:
    told = take.transcript
    if told is None:
        kept = f"; the recording is kept in {clean_line(take.audio)}" if take.audio else ""
        return f"Not transcribed{kept}."
    return "" if told.text.strip() else "Nothing was heard."
