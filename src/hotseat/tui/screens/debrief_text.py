"""What the debrief says: a take and its judgements turned into lines."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from hotseat.coach.baseline import Band
from hotseat.domain.analysis import (
    STATUS_WORDS,
    Analysis,
    Evidence,
    Probe,
    Status,
    Verdict,
    confidence_words,
)
from hotseat.domain.choices import AnswerKind
from hotseat.domain.ladder import ending, held_at, ran_out
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, Element, target_name, type_name
from hotseat.domain.session import Rung, Session, Take, answers, judged_status, replies
from hotseat.domain.text import clean_line, clock_face
from hotseat.domain.transcript import not_english, times_of
from hotseat.tui.judgements import VERDICT_STYLES, quote, status_mark, verdict_sign
from hotseat.tui.render import line
from hotseat.tui.screens import delivery_text
from hotseat.tui.screens.debrief_entries import QUOTE_LIMIT, heading, quoted, saying
from hotseat.tui.screens.debrief_figures import figures as figure_entries
from hotseat.tui.screens.debrief_figures import figures_apart as figures_apart
from hotseat.tui.screens.debrief_risk import headline as risk_headline
from hotseat.tui.screens.debrief_risk import open_critical, risk_and_memo
from hotseat.tui.widgets.evidence_list import Entry

NAME_WIDTH = 24


# Structure


def structure(take: Take) -> list[Entry]:
    """Return every element that the question calls for, and the flags, with their quotes."""
    analysis = take.analysis
    if analysis is None:
        return [saying(_nothing_judged(take))]
    entries: list[Entry] = []
    if take.probe is not None:
        entries.append(saying("A reply to a probe: only what was heard in it is listed."))
    for judged in analysis.elements:
        if take.probe is not None and judged_status(take, judged.element) is Status.MISSING:
            continue
        name = f"{PLAIN_NAMES[judged.element]:<{NAME_WIDTH}}"
        own = next((o for o in take.overrides if o.element is judged.element), None)
        parts: list[Content | str | tuple[str, str]] = []
        parts += [_padded_mark(own.status if own else judged.status), (name, "bold")]
        if judged.critical:
            parts.append(("critical  ", "$text-accent"))
        if doubt := confidence_words(judged):
            parts.append((f"{doubt}  ", "$text-warning"))
        if own is not None:
            mine, coach = STATUS_WORDS[own.status], STATUS_WORDS[judged.status]
            parts.append((f"you: {mine} · coach: {coach}", "$text-secondary"))
        first = judged.evidence[0] if judged.evidence else None
        entries.append(Entry(Content.assemble(*parts), element=judged.element, evidence=first))
        entries += [quoted(found, element=judged.element) for found in judged.evidence]
        for near in judged.near:
            words = Content.assemble(("nearest: ", "$foreground-muted"), quote(near, QUOTE_LIMIT))
            entries.append(Entry(words, 4, judged.element, near, fold=True))
    return [*entries, *_flags(analysis), *_about(take)]


def _about(take: Take) -> list[Entry]:
    """Return what the bank says of the question: what it tests, advice, ways to fail it."""
    question = take.question
    entries: list[Entry] = []
    parts = (
        ("The question", (question.text,)),
        ("What it tests", (question.tests,) if question.tests else ()),
        ("Advice", question.guidance),
        ("Common ways to fail it", question.pitfalls),
    )
    for title, texts in parts:
        if texts and take.probe is None:
            entries += [heading(""), heading(title)]
            # No headings: what stands at the end has to be reached by the arrow keys.
            entries += [Entry(line(text, QUOTE_LIMIT, "$foreground-muted"), 2) for text in texts]
    return entries


def _padded_mark(status: Status) -> Content:
    return Content.assemble(status_mark(status), " " * (12 - len(STATUS_WORDS[status]) - 2))


def _flags(analysis: Analysis) -> list[Entry]:
    if not analysis.flags:
        return [heading(""), saying("No flag was raised.")]
    entries = [heading(""), heading("Flags: what costs the offer", "bold $text-error")]
    for raised in analysis.flags:
        first = raised.evidence[0] if raised.evidence else None
        doubt = confidence_words(raised)
        words = Content.assemble(
            ("! ", "$text-error"),
            (PLAIN_FLAGS[raised.flag], "bold"),
            (f"  {doubt}" if doubt else "", "$text-warning"),
        )
        entries.append(Entry(words, evidence=first))
        entries += [quoted(found) for found in raised.evidence]
    return entries


def coverage(take: Take) -> str:
    """Return how many elements an answer holds, in words; "" for a reply or without judgement."""
    if take.probe is not None or take.analysis is None or not take.analysis.elements:
        return ""
    found = [judged_status(take, judged.element) for judged in take.analysis.elements]
    words = [f"{found.count(Status.MET)} of {len(found)} heard"]
    for status in (Status.THIN, Status.MISSING):
        if status in found:
            words.append(f"{found.count(status)} {STATUS_WORDS[status]}")
    return " · ".join(words)


def verdict(take: Take) -> Content:
    """Return in one line how much an answer holds, and what is critical and open."""
    told = Content.styled(coverage(take), "bold")
    if not told.plain or not (names := open_critical(take)):
        return told
    how_many = f"{len(names)} " if len(names) > 1 else ""
    return Content.assemble(
        told,
        (f" · {how_many}critical open: ", "bold $text-accent"),
        (", ".join(names), "$text-accent"),
    )


def _nothing_judged(take: Take) -> str:
    if take.transcript is None:
        return "There is no transcript yet, so nothing was judged."
    if reason := not_english(take.transcript):
        return reason
    if take.probe is not None:
        verdict = f" Verdict: {take.verdict.value}." if take.verdict else ""
        return f"A reply to a probe; its elements were not judged.{verdict}"
    return "This answer was not judged."


# Delivery


def delivery(take: Take, usual: Mapping[str, Band] | None = None) -> Content:
    """Return how it was said, beside what is usual; a take without judgement says so."""
    if take.analysis is None:
        return line(_nothing_judged(take), style="$foreground-muted")
    return delivery_text.delivery(take, take.analysis.delivery, usual or {})


# Probes


def probes(session: Session, take: Take) -> list[Entry]:
    """Return the probes that were put after an answer, how the replies fared, and what is left."""
    answer = _answer_to(session, take)
    told = replies(session, answer)
    rungs = {rung.take: rung for rung in session.ladder}
    entries: list[Entry] = []
    for reply in told:
        if reply.probe is not None:
            entries += _put(reply, reply.probe, rungs.get(reply.number))
    if not entries:
        entries.append(saying("No probe was put."))
    ladder = [rungs[reply.number] for reply in told if reply.number in rungs]
    if ladder:
        entries = [*_ladder_lines(ladder), heading(""), *entries]
    return entries + _not_put(answer, [reply.probe for reply in told if reply.probe])


def _answer_to(session: Session, take: Take) -> Take:
    if take.probe is None:
        return take
    before = [told for told in answers(session) if told.number < take.number]
    return before[-1] if before else take


def _put(reply: Take, probe: Probe, rung: Rung | None) -> list[Entry]:
    verdict = rung.verdict if rung else reply.verdict
    head: list[tuple[str, str]] = []
    if rung is not None:
        head.append((f"minute {rung.minute:4.1f}  ", "$foreground-muted"))
    head.append((f"depth {probe.depth}  ", "$foreground-muted"))
    if verdict is None:
        head.append(("not judged", ""))
    else:
        head.append((f"{verdict_sign(verdict):<8}", _verdict_style(verdict)))
    head.append((f"  {clean_line(target_name(probe.target), 40)}", "$foreground-muted"))
    spoken = _reply_quote(reply, rung)
    entries = [
        Entry(Content.assemble(*head), evidence=spoken, take=reply.number),
        Entry(line(probe.text, QUOTE_LIMIT, "bold"), 2, heading=True),
    ]
    if probe.why:
        entries.append(saying(f"Why: {probe.why}", 2))
    if rung is not None and rung.against:
        entries.append(saying(f"Said before: “{clean_line(rung.against, QUOTE_LIMIT)}”", 4))
    if spoken is not None:
        entries.append(quoted(spoken, 4, reply.number))
    elif reply.problem:
        entries.append(saying(reply.problem, 4, "$text-warning"))
    return entries


def _verdict_style(verdict: Verdict) -> str:
    return f"bold {VERDICT_STYLES[verdict]}"


def _reply_quote(reply: Take, rung: Rung | None) -> Evidence | None:
    transcript = reply.transcript
    if transcript is None or not transcript.text:
        return None
    words = rung.quote if rung is not None and rung.quote else transcript.text
    begin = transcript.text.find(words)
    if begin < 0:
        return Evidence(0, words, 0, 0)
    end = begin + len(words)
    return Evidence(0, words, begin, end, *times_of(transcript, begin, end))


def _ladder_lines(ladder: Sequence[Rung]) -> list[Entry]:
    held = ran_out(ladder) is None
    style = "bold $text-success" if held else "bold $text-error"
    entries = [Entry(Content.styled(ending(ladder), style), heading=True)]
    if deepest := held_at(ladder):
        reached = ", ".join(f"{target_name(target)} {depth}" for target, depth in deepest)
        entries.append(saying(f"Held down to depth: {reached}", 2))
    return entries


def _not_put(answer: Take, put: Sequence[Probe]) -> list[Entry]:
    if answer.analysis is None:
        return []
    asked = {probe.text for probe in put}
    left = [probe for probe in answer.analysis.probes if probe.text not in asked]
    entries = [heading(""), heading("Could be asked next")] if left else []
    for probe in left:
        entries.append(Entry(line(probe.text, QUOTE_LIMIT), 2))
        if probe.why:
            entries.append(saying(f"Why: {probe.why}", 4))
    return entries


# Figures


def figures(take: Take) -> list[Entry]:
    """Return the figures of a take with what is left open."""
    if take.analysis is None:
        return [saying(_nothing_judged(take))]
    return figure_entries(take.analysis)


# Arc


def arc_nothing(take: Take) -> str:
    """Return why there is no arc, where there is none."""
    return _nothing_judged(take)


# Risk


def risk(session: Session, take: Take) -> list[Entry]:
    """Return the execution risk of an answer (a reply's: of its answer), and the memo on it."""
    answer = _answer_to(session, take)
    if answer.analysis is None:
        return [saying(_nothing_judged(answer))]
    return risk_and_memo(answer, take.number)


# The head of the screen


def headline(session: Session, take: Take) -> Content:
    """Return what the session is."""
    title = clean_line(session.title, 60) or type_name(take.question.type)
    kind = f"{session.settings.format.value}, {session.settings.mode.value}"
    return Content.assemble(
        (clean_line(title, 40), "bold $text-primary"),
        (f"  {clean_line(kind)}", "$foreground-muted"),
    )


def risk_words(session: Session, take: Take) -> Content:
    """Return the execution risk for the head of the screen; empty where none was judged."""
    return risk_headline(_answer_to(session, take))


def take_words(session: Session, take: Take) -> Content:
    """Return which take is on show, and what it is."""
    place = [told.number for told in session.takes].index(take.number) + 1
    what = "reply" if take.probe is not None else "answer"
    parts = [f"Take {place} of {len(session.takes)}", what, clock_face(take.seconds)]
    parts.append("typed" if take.kind is AnswerKind.TYPED else "spoken")
    if take.retaken:
        parts.append("set aside by a retake")
    words = Content(" · ".join(parts))
    if take.verdict is not None:
        verdict = (f" · {take.verdict.value}", VERDICT_STYLES[take.verdict])
        words = Content.assemble(words, verdict)
    return words


# The candidate's own judgement


def first_take(session: Session) -> int:
    """Return the number of the first answer (0: there is none)."""
    told = answers(session) or session.takes
    return told[0].number if told else 0


def next_status(take: Take, element: Element) -> Status | None:
    """Return the judgement after the candidate's present one: round through to the coach's own."""
    analysis = take.analysis
    coach = next(
        (j.status for j in (analysis.elements if analysis else ()) if j.element is element), None
    )
    course = [None, *(s for s in (Status.MET, Status.THIN, Status.MISSING) if s is not coach)]
    own = next((o.status for o in take.overrides if o.element is element), None)
    at = course.index(own) if own in course else 0
    return course[(at + 1) % len(course)]
