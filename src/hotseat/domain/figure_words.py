"""An answer's figures in words: the same for the screen, the command line and documents."""

import re
from collections.abc import Iterator, Sequence

from hotseat.domain.analysis import Figure, FigureKind, Gap
from hotseat.domain.text import clean_line, count

KIND_NAMES: dict[FigureKind, str] = {
    FigureKind.ENGINE: "Engine",
    FigureKind.RESULT: "Result",
    FigureKind.CONTEXT: "Neither",
}
KIND_MEANINGS: dict[FigureKind, str] = {
    FigureKind.ENGINE: "how the work itself ran (leading)",
    FigureKind.RESULT: "what came of it (lagging)",
    FigureKind.CONTEXT: "sizes, budgets and the like",
}
_PHRASE_LIMIT = 60
_APART = re.compile(r"(?<=\d) ,(?=\d)")


def name(figure: Figure) -> str:
    """Return what a figure measures, "" where its own words tell that already."""
    named = clean_line(figure.measures, _PHRASE_LIMIT)
    return "" if named.lower() in figure.value.lower() else named


def course(figure: Figure) -> str:
    """Return a figure as baseline → result → period; what was not said is a question mark."""
    value = _tidy(figure.value)
    if Gap.RESULT in figure.gaps:
        parts = [value, "?"]
    elif figure.baseline:
        parts = [_tidy(figure.baseline), value]
    elif Gap.BASELINE in figure.gaps:
        parts = ["?", value]
    else:
        parts = [value]
    if figure.period:
        parts.append(_tidy(figure.period))
    elif Gap.PERIOD in figure.gaps:
        parts.append("?")
    return " → ".join(parts)


def asks(figure: Figure) -> str:
    """Return what is left open, as a listener would ask it; "" for a figure that is whole."""
    value = _tidy(figure.value)
    if not figure.gaps:
        return ""
    if figure.baseline:
        return f"from {_tidy(figure.baseline)} to {value}, since when?"
    if Gap.RESULT in figure.gaps:
        return f"{value} then; and now?"
    against = "of how many" if not figure.unit else "from what"
    if Gap.PERIOD not in figure.gaps:
        return f"{value}: {against}?"
    return f"{value}: {against}, over what time?"


def balance(figures: Sequence[Figure]) -> str:
    """Return how many figures measure what, and how many are whole, in one line."""
    measured = [figure for figure in figures if figure.kind is not FigureKind.CONTEXT]
    if not measured:
        return "No figure for the engine or the result was heard."
    engine = sum(figure.kind is FigureKind.ENGINE for figure in measured)
    whole = sum(not figure.gaps for figure in measured)
    said = f"{engine} of the engine, {len(measured) - engine} of the result"
    return f"{count(len(measured), 'figure')}: {said}; {whole} of {len(measured)} complete."


def by_kind(figures: Sequence[Figure]) -> Iterator[tuple[FigureKind, tuple[Figure, ...]]]:
    """Yield the figures of each kind, engine first; kinds without figures are left out."""
    for kind in FigureKind:
        if found := tuple(figure for figure in figures if figure.kind is kind):
            yield kind, found


def _tidy(words: str) -> str:
    """Return words on one line; recognisers write "$40 ,000" apart."""
    return _APART.sub(",", clean_line(words, _PHRASE_LIMIT))
