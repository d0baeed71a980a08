"""What the comparison says: two takes turned into lines, each with the words that it can play."""

from collections.abc import Sequence

from textual.content import Content

from hotseat.domain.analysis import (
    STATUS_WORDS,
    Analysis,
    Evidence,
    LedgerEntry,
    RiskLevel,
    Status,
)
from hotseat.domain.compare import (
    CHANGE_WORDS,
    Change,
    Comparison,
    ElementChange,
    amount,
    difference_words,
    figure_words,
)
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, Flag, type_name
from hotseat.domain.session import Session, Take
from hotseat.domain.text import clean_line, clock_face
from hotseat.tui.judgements import RISK_STYLES, STATUS_SIGNS, STATUS_STYLES
from hotseat.tui.render import line
from hotseat.tui.screens.compare_lines import (
    MUTED,
    NAME_WIDTH,
    WIDE_FROM,
    Pair,
    beside,
    heading,
    indented,
    saying,
)
from hotseat.tui.screens.debrief_text import coverage

MARK_WIDTH = 15
_QUOTE_LIMIT = 200
_RISKS = (RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)
_CHANGE_STYLES: dict[Change, str] = {
    Change.SAME: "",
    Change.GAINED: "bold $text-success",
    Change.FIRMER: "$text-success",
    Change.WEAKER: "$text-warning",
    Change.LOST: "bold $text-error",
}


def asked(before: Take, after: Take) -> str:
    """Return the question that two takes answer; "" where they answer two."""
    question = before.question.text.strip()
    return question if question == after.question.text.strip() else ""


def unlike(before: Take, after: Take) -> str:
    """Return what to know of takes that answer different questions."""
    if before.question.type != after.question.type:
        return "Two types of question; what only one calls for was not judged"
    return "Two questions of one type"


def which(take: Take, other: Take) -> str:
    """Return by what a take's question is told from the other's; "" where it is the same."""
    if take.question.type != other.question.type:
        return type_name(take.question.type)
    return "" if asked(take, other) else clean_line(take.question.text, 40)


def side(letter: str, session: Session, take: Take, question: str = "") -> Content:
    """Return which take stands on a side: its day, its place, its question, how it fared."""
    parts = [clean_line(session.created)[:16].replace("T", " "), f"take {take.number}"]
    if take.retaken:
        parts.append("set aside")
    parts += [question, clock_face(take.seconds), coverage(take)]
    words = " · ".join(part for part in parts if part)
    return Content.assemble((f"{letter}  ", "bold $text-primary"), line(words, 200))


# Checklist, flags, risk


def checklist(told: Comparison, before: Take, after: Take, width: int) -> list[Pair]:
    """Return every element in both takes, then the flags and the risk."""
    if not told.elements:
        return [saying("Neither take was judged, so there is no checklist to compare.")]
    lines = [_head()]
    for each in told.elements:
        was, now = _first(before.analysis, each), _first(after.analysis, each)
        shown = _element(each)
        if width >= WIDE_FROM and (was or now):
            quotes = indented(beside(_quote(was), _quote(now), width - 4), 4)
            shown = Content("\n").join([shown, quotes])
        lines.append(Pair(shown, was, now))
    lines += [Pair(Content(""), heading=True), _risk(told)]
    return lines + _flags(told, before.analysis, after.analysis)


def _head() -> Pair:
    names = f"{'':<{NAME_WIDTH + 2}}{'A':<{MARK_WIDTH}}{'B':<{MARK_WIDTH}}"
    return Pair(Content.styled(names, "bold $text-primary"), heading=True)


def _element(each: ElementChange) -> Content:
    words = CHANGE_WORDS[each.change]
    return Content.assemble(
        ("! " if each.critical else "  ", "bold $text-accent"),
        (f"{PLAIN_NAMES[each.element]:<{NAME_WIDTH}}", "bold" if words else ""),
        *_mark(each.before),
        *_mark(each.after),
        (words, _CHANGE_STYLES[each.change]),
    )


def _mark(status: Status | None) -> tuple[tuple[str, str]]:
    if status is None:
        return ((f"{'– not judged':<{MARK_WIDTH}}", MUTED),)
    words = f"{STATUS_SIGNS[status]} {STATUS_WORDS[status]}"
    return ((f"{words:<{MARK_WIDTH}}", STATUS_STYLES[status]),)


def _first(analysis: Analysis | None, each: ElementChange) -> Evidence | None:
    judged = analysis.elements if analysis else ()
    found = next((j for j in judged if j.element is each.element), None)
    return found.evidence[0] if found is not None and found.evidence else None


def _quote(evidence: Evidence | None) -> Content:
    if evidence is None:
        return Content.styled("–", MUTED)
    time = "" if evidence.start is None else f"{clock_face(evidence.start)} "
    words = line(f"“{clean_line(evidence.quote, _QUOTE_LIMIT)}”", style="italic")
    return Content.assemble((time, MUTED), words)


def _risk(told: Comparison) -> Pair:
    was, now = told.risk
    parts: list[tuple[str, str]] = [(f"  {'Execution risk':<{NAME_WIDTH}}", "bold")]
    for level in (was, now):
        shown = (level.value, f"bold {RISK_STYLES[level]}") if level else ("– not judged", MUTED)
        parts.append((f"{shown[0]:<{MARK_WIDTH}}", shown[1]))
    if was and now and was is not now:
        lower = _RISKS.index(now) < _RISKS.index(was)
        parts.append(("lower", "$text-success") if lower else ("higher", "$text-error"))
    return Pair(Content.assemble(*parts))


def _flags(told: Comparison, was: Analysis | None, now: Analysis | None) -> list[Pair]:
    if not told.flags:
        return [Pair(Content.styled("  No flag was raised in either take.", MUTED))]
    lines = []
    for each in told.flags:
        change = ("", "")
        if not each.before:
            change = ("+ new flag", "bold $text-error")
        elif not each.after:
            change = ("− gone", "$text-success")
        name = f"{PLAIN_FLAGS[each.flag]:<{NAME_WIDTH}}"
        words = Content.assemble(
            ("! ", "bold $text-error"),
            (name, ""),
            *_raised(each.before),
            *_raised(each.after),
            change,
        )
        lines.append(Pair(words, _flag_quote(was, each.flag), _flag_quote(now, each.flag)))
    return lines


def _flag_quote(analysis: Analysis | None, flag: Flag) -> Evidence | None:
    raised = analysis.flags if analysis else ()
    return next((j.evidence[0] for j in raised if j.flag is flag and j.evidence), None)


def _raised(raised: bool) -> tuple[tuple[str, str]]:
    words, style = ("! raised", "$text-error") if raised else ("–", MUTED)
    return ((f"{words:<{MARK_WIDTH}}", style),)


# Delivery


def delivery(told: Comparison, before: Take, after: Take) -> Content:
    """Return the delivery's figures in both takes and by how much they differ."""
    if not told.delivery:
        return line("Neither take was judged, so there are no figures to compare.", style=MUTED)
    wide = max(len(figure_words(e, v)) for e in told.delivery for v in (e.before, e.after)) + 3
    head = f"{'':<{NAME_WIDTH}}{'A':<{wide}}{'B':<{wide}}"
    lines = [Content.styled(head, "bold $text-primary")]
    for each in told.delivery:
        differs = difference_words(each)
        lines.append(
            Content.assemble(
                (f"{each.name:<{NAME_WIDTH}}", MUTED),
                *(
                    (f"{figure_words(each, value):<{wide}}", MUTED if value is None else "")
                    for value in (each.before, each.after)
                ),
                (differs, MUTED if differs == "same" else "bold"),
            )
        )
    for letter, take in zip("AB", (before, after), strict=True):
        kept = take.analysis.delivery.withheld if take.analysis else ()
        reasons = dict.fromkeys(clean_line(each.reason, 120) for each in kept)
        for reason in reasons:
            names = ", ".join(clean_line(k.figure, 40) for k in kept if k.reason == reason)
            lines.append(line(f"{letter} not shown: {names}: {reason}", 300, MUTED))
    return Content("\n").join(lines)


# Numbers


def numbers(told: Comparison) -> list[Pair]:
    """Return the figures that the tellings differ in, then those that one of them lacks."""
    ledger = told.ledger
    lines: list[Pair] = []
    if ledger.changed:
        lines.append(heading("Told differently: which one is right?"))
        for was, now in ledger.changed:
            told_as = Content.assemble(
                line(was.measures, 60),
                ":  ",
                (amount(was), "bold $text-warning"),
                ("  →  ", MUTED),
                (amount(now), "bold $text-warning"),
            )
            lines.append(Pair(told_as, was.evidence, now.evidence))
    for title, entries, letter in (
        ("In A alone", ledger.dropped, 0),
        ("In B alone", ledger.added, 1),
    ):
        if entries:
            lines += [*_gap(lines), heading(title)]
            lines += [_alone(entry, letter) for entry in entries]
    if ledger.kept:
        lines += [*_gap(lines), heading("The same in both")]
        lines += [Pair(_figure(now), was.evidence, now.evidence) for was, now in ledger.kept]
    return lines or [saying("No figure was found in either take.")]


def _gap(lines: Sequence[Pair]) -> list[Pair]:
    return [Pair(Content(""), heading=True)] if lines else []


def _alone(entry: LedgerEntry, letter: int) -> Pair:
    evidence = entry.evidence
    return Pair(_figure(entry), *((evidence, None) if letter == 0 else (None, evidence)))


def _figure(entry: LedgerEntry) -> Content:
    quote = f"“{clean_line(entry.evidence.quote, 60)}”"
    named = clean_line(entry.measures, 40)
    return Content.assemble((amount(entry), "bold"), f"  {named}  ", (quote, MUTED))
