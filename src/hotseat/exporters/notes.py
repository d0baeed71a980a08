"""What the notes on a session say, in which order, whatever they are written in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hotseat.domain.analysis import STATUS_WORDS, Evidence, Probe, Status
from hotseat.domain.choices import AnswerKind
from hotseat.domain.ladder import ending
from hotseat.domain.listing import SessionState, SessionSummary, SpokenFigures
from hotseat.domain.reader import reader_of
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, target_name, type_name
from hotseat.domain.session import (
    AskedQuestion,
    Rung,
    Session,
    Take,
    answers,
    judged_status,
    replies,
)
from hotseat.domain.text import clean_line, clock_face, count
from hotseat.domain.transcript import not_english
from hotseat.exporters import judging
from hotseat.exporters.blocks import Block, Heading, Item, Paragraph, Table, Words
from hotseat.exporters.figures import delivery
from hotseat.exporters.remarks import remarks, standing
from hotseat.exporters.selection import Selection, session_title

_STATES = {
    SessionState.OPEN: "not finished",
    SessionState.FINISHED: "finished",
    SessionState.ABANDONED: "abandoned",
}

_TREND_HEAD = ("Session", "Heard", "Risk", "Held", "Pace", "Fillers a minute")


def question_types(session: Session) -> tuple[str, ...]:
    """Return the question types put in a session, each once, in their order."""
    told = (clean_line(take.question.type) for take in answers(session) or session.takes)
    return tuple(dict.fromkeys(kind for kind in told if kind))


def risk_level(session: Session) -> str:
    """Return the execution risk of the first answer that was judged, or ""."""
    judged = (take.analysis for take in answers(session) if take.analysis is not None)
    first = next(judged, None)
    return first.risk.level.value if first else ""


def selection_notes(selection: Selection) -> Iterator[Block]:
    """Yield the notes on what was selected; those on a story have a part for each session."""
    if selection.story is None:
        for session in selection.sessions:
            yield from notes(session)
        return
    yield Heading(1, selection.title)
    told = count(len(selection.sessions), "session")
    yield Paragraph(f"Story · {type_name(selection.story.type)} · {told}")
    if selection.history:
        yield Heading(2, "From telling to telling")
        yield Table(_TREND_HEAD, tuple(map(_telling, selection.history)))
    for session in selection.sessions:
        for block in notes(session):
            yield replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _telling(summary: SessionSummary) -> tuple[str, ...]:
    spoken = summary.spoken[0] if summary.spoken else SpokenFigures("")
    held = summary.held_minutes
    return (
        clean_line(summary.created)[:16].replace("T", " "),
        f"{summary.heard} of {summary.called}" if summary.called else "–",
        summary.risk or "–",
        "–" if held is None else f"{held:.1f} min",
        "–" if spoken.pace is None else f"{spoken.pace:.0f}",
        "–" if spoken.fillers is None else f"{spoken.fillers:.1f}",
    )


def notes(session: Session) -> Iterator[Block]:
    """Yield the notes on a session: answers with what follows them, then what spans the session."""
    yield Heading(1, session_title(session))
    yield Paragraph(head_words(session))
    if session.problem:
        yield Paragraph(session.problem, "Problem")
    if session.tags:
        yield Paragraph(", ".join(session.tags), "Tags")
    told = answers(session)
    shown: set[int] = set()
    for number, take in enumerate(told, 1):
        after = replies(session, take)
        shown.update(each.number for each in (take, *after))
        yield Heading(2, "Question" if len(told) == 1 else f"Question {number}")
        yield from _question(take.question)
        yield from _answer(take)
        yield from _probes(take, after)
    yield from _ladder(session)
    yield from _pending(session)
    yield from _other(take for take in session.takes if take.number not in shown)
    if session.notes.strip():
        yield Heading(2, "Notes")
        yield Paragraph(session.notes)


def answer(take: Take) -> Iterator[Block]:
    """Yield what was found in one answer alone, and what could be asked next."""
    yield from _answer(take)
    yield from _probes(take, ())


def head_words(session: Session) -> str:
    """Return in one line what kind of sitting it was, and when."""
    chosen = session.settings
    parts = [chosen.format.value.capitalize(), f"{chosen.mode.value} mode", chosen.level.value]
    parts += [clean_line(session.created)[:16].replace("T", " ")]
    parts += [count(len(session.takes), "take"), _STATES[session.state]]
    return " · ".join(part for part in parts if part)


def _question(question: AskedQuestion) -> Iterator[Block]:
    yield Words(question.text)
    budget = f", {clock_face(question.answer_seconds)} to answer" if question.answer_seconds else ""
    yield Paragraph(f"{type_name(question.type)}{budget}", "Type")
    if question.tests:
        yield Paragraph(question.tests, "What it tests")


def _answer(take: Take) -> Iterator[Block]:
    yield Heading(3, "Checklist")
    yield from _checklist(take)
    analysis = take.analysis
    if analysis is not None:
        yield Heading(3, "Flags")
        for raised in analysis.flags:
            yield Item("", PLAIN_FLAGS[raised.flag])
            yield from _quotes(raised.evidence)
        if not analysis.flags:
            yield Paragraph("No flag was raised.")
        risk = reader_of(take.question.type).risk
        yield Heading(3, f"{risk}: {analysis.risk.level.value}")
        for reason in analysis.risk.reasons:
            yield Item(reason.text)
            yield from _quotes(reason.evidence)
        if not analysis.risk.reasons:
            yield Paragraph("No reason was found against it.")
        yield from (Paragraph(note) for note in analysis.notes)
        yield from judging.memo(take)
        yield from judging.figures(analysis)
        yield from judging.arc(analysis)
        yield Heading(3, "Delivery")
        yield from delivery(analysis.delivery)
    yield Heading(3, "Transcript")
    yield from _transcript(take)
    if words := standing(take):
        yield Paragraph(f"{words}.")
    if take.note:
        yield Paragraph(take.note, "Note on this answer")
    for place, text in remarks(take):
        yield Item(text, f"Note on {place}" if place else "Note")


def _checklist(take: Take) -> Iterator[Block]:
    judged = take.analysis.elements if take.analysis else ()
    own = {override.element: override.status for override in take.overrides}
    if not judged:
        yield Paragraph(nothing_judged(take))
    else:
        yield Paragraph(heard_words(take))
    for each in judged:
        words = STATUS_WORDS[each.status]
        if each.element in own:
            words = f"you: {STATUS_WORDS[own.pop(each.element)]} (coach: {words})"
        yield Item(words + (", critical" if each.critical else ""), PLAIN_NAMES[each.element])
        yield from _quotes(each.evidence)
    for element, status in own.items():
        yield Item(f"you: {STATUS_WORDS[status]}", PLAIN_NAMES[element])


def heard_words(take: Take) -> str:
    """Return how many elements were heard, vague and not heard; "" where nothing was judged."""
    judged = take.analysis.elements if take.analysis else ()
    if not judged:
        return ""
    found = [judged_status(take, each.element) for each in judged]
    told = [f"{found.count(Status.MET)} of {count(len(found), 'element')} heard"]
    told += [f"{found.count(s)} {STATUS_WORDS[s]}" for s in (Status.THIN, Status.MISSING)]
    return ", ".join(told)


def nothing_judged(take: Take) -> str:
    """Return why an answer has no judgements, in a sentence."""
    if take.transcript is None:
        return "There is no transcript yet, so nothing was judged."
    if reason := not_english(take.transcript):
        return reason
    return "This answer was not judged."


def _quotes(evidence: Iterable[Evidence], depth: int = 1) -> Iterator[Block]:
    for found in evidence:
        time = "" if found.start is None else f" ({clock_face(found.start)})"
        yield Item(f"“{clean_line(found.quote)}”{time}", depth=depth)


def _transcript(take: Take, depth: int = 0) -> Iterator[Block]:
    if take.problem:
        yield Item(take.problem, "Problem", depth) if depth else Paragraph(take.problem, "Problem")
    if take.transcript is not None and take.transcript.text.strip():
        yield Words(take.transcript.text, depth)
        return
    words = "Nothing was heard." if take.transcript is not None else "Not transcribed."
    if take.transcript is None and take.audio:
        words = f"Not transcribed; the recording is kept in {take.audio}."
    yield Item(words, depth=depth) if depth else Paragraph(words)


def _probes(answer: Take, after: tuple[Take, ...]) -> Iterator[Block]:
    put = [take.probe for take in after if take.probe is not None]
    texts = {probe.text for probe in put}
    ready = answer.analysis.probes if answer.analysis else ()
    left = [probe for probe in ready if probe.text not in texts]
    if put:
        yield Heading(3, "Probes")
    for take in after:
        if take.probe is not None:
            yield from _reply(take, take.probe)
    if left:
        yield Heading(3, "Could be asked next")
    for probe in left:
        yield Item(probe.text)
        yield from _why(probe)


def _why(probe: Probe) -> Iterator[Block]:
    if probe.target:
        yield Item(f"{target_name(clean_line(probe.target))}, depth {probe.depth}", "Goes after", 1)
    if probe.why:
        yield Item(probe.why, "Why", 1)


def _reply(take: Take, probe: Probe) -> Iterator[Block]:
    yield Item(probe.text)
    yield from _why(probe)
    typed = take.kind is AnswerKind.TYPED
    yield Item(f"{'typed' if typed else 'spoken'}, {clock_face(take.seconds)}", "Reply", 1)
    yield from _transcript(take, 1)
    yield Item(take.verdict.value if take.verdict else "not judged", "Verdict", 1)
    if take.note:
        yield Item(take.note, "Note", 1)
    for place, text in remarks(take):
        yield Item(text, f"Note on {place}" if place else "Note", 1)


def _ladder(session: Session) -> Iterator[Block]:
    if not session.ladder:
        return
    yield Heading(2, "Grill ladder")
    head = ("Minute", "Depth", "Probe", "Verdict")
    yield Table(head, tuple(_rung(rung) for rung in session.ladder))
    for rung in session.ladder:
        if rung.against:
            yield Paragraph(f"“{rung.against}”, then “{rung.quote}”.", "Said otherwise before")
    yield Paragraph(ending(session.ladder))


def _rung(rung: Rung) -> tuple[str, ...]:
    return (f"{rung.minute:.1f}", str(rung.probe.depth), rung.probe.text, rung.verdict.value)


def _pending(session: Session) -> Iterator[Block]:
    if session.state is not SessionState.OPEN or session.pending is None:
        return
    yield Heading(2, "Still to answer")
    yield Words((session.pending_probe or session.pending).text)


def _other(takes: Iterable[Take]) -> Iterator[Block]:
    for number, take in enumerate(takes):
        if number == 0:
            yield Heading(2, "Other takes")
        why = "set aside by a retake" if take.retaken else "a reply"
        yield Heading(3, f"Take {take.number}, {why}")
        yield Words(take.probe.text if take.probe else take.question.text)
        yield from _transcript(take)
        if take.note:
            yield Paragraph(take.note, "Note")
        for place, text in remarks(take):
            yield Item(text, f"Note on {place}" if place else "Note")
