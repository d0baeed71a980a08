"""The debrief's figures tab: each figure as baseline → result → period, and what is left open."""

from collections.abc import Sequence

from textual.content import Content

from hotseat.coach.figures import read_figures
from hotseat.coach.tellings import Disagreement, in_words
from hotseat.domain.analysis import Analysis, Figure, FigureKind
from hotseat.domain.figure_words import (
    KIND_MEANINGS,
    KIND_NAMES,
    asks,
    balance,
    by_kind,
    course,
    name,
)
from hotseat.domain.text import clean_line
from hotseat.tui.render import line
from hotseat.tui.screens.debrief_entries import heading, quoted, saying
from hotseat.tui.widgets.evidence_list import Entry


def figures(analysis: Analysis) -> list[Entry]:
    """Return the figures of an answer by kind; of older sessions they are read anew."""
    found = analysis.figures or read_figures(analysis.sentences, analysis.labels)
    entries = [Entry(line(balance(found), style="bold"), heading=True)]
    for kind, told in by_kind(found):
        entries += [heading(""), heading(f"{KIND_NAMES[kind]}: {KIND_MEANINGS[kind]}")]
        for figure in told:
            entries += _figure(figure)
    if not any(figure.kind is not FigureKind.CONTEXT for figure in found):
        words = "A listener waits for two: how the work ran, and what came of it."
        entries += [heading(""), saying(words)]
    return entries


def figures_apart(found: Sequence[Disagreement]) -> list[Entry]:
    """Return where tellings of the story disagree, both quotes beside each other."""
    entries = [heading(""), heading("Told with other figures: an interviewer asks which one holds")]
    for each in found:
        words = Content.assemble(("! ", "$text-warning"), line(in_words(each), 400))
        entries.append(Entry(words))
    return entries


def _figure(figure: Figure) -> list[Entry]:
    named = name(figure)
    mark = ("· ", "$foreground-muted")
    if figure.kind is not FigureKind.CONTEXT:
        mark = ("~ ", "$text-warning") if figure.gaps else ("✓ ", "$text-success")
    words = Content.assemble(
        mark,
        (f"{clean_line(named[:1].upper() + named[1:])}: " if named else "", "$foreground-muted"),
        line(course(figure), style="bold"),
    )
    entries = [Entry(words, evidence=figure.evidence)]
    if figure.gaps and figure.kind is not FigureKind.CONTEXT:
        entries.append(Entry(line(asks(figure), style="$text-warning"), 2, heading=True))
    entries.append(quoted(figure.evidence))
    return entries
