"""Two tellings beside each other, sentence by sentence."""

from collections.abc import Sequence

from textual.content import Content

from hotseat.domain.analysis import Evidence
from hotseat.domain.compare import Comparison, sentences
from hotseat.domain.rewording import Fate, Row, words_only_in
from hotseat.domain.session import Take
from hotseat.domain.text import clean_line
from hotseat.tui.screens.compare_lines import MUTED, Pair, beside, saying

_FATES: dict[Fate, tuple[str, str]] = {
    Fate.KEPT: ("=", MUTED),
    Fate.REWORDED: ("~", "$text-warning"),
    Fate.DROPPED: ("−", "bold $text-error"),
    Fate.ADDED: ("+", "bold $text-success"),
}
MOVED = "↕"


def words(told: Comparison, before: Take, after: Take, width: int) -> list[Pair]:
    """Return both tellings beside each other, sentence by sentence."""
    a, b = sentences(before), sentences(after)
    if not told.rows:
        return [saying("There are no words to compare: a take has no transcript yet.")]
    return [_row(row, a, b, before, after, width) for row in told.rows]


def legend(rows: Sequence[Row]) -> str:
    """Return the signs of the rows, with what they mean and how often they stand."""
    told = [f"{_FATES[fate][0]} {sum(r.fate is fate for r in rows)} {fate.value}" for fate in Fate]
    return " · ".join([*told, f"{MOVED} {sum(row.moved for row in rows)} moved"])


def _row(
    row: Row, a: Sequence[str], b: Sequence[str], before: Take, after: Take, width: int
) -> Pair:
    sign, style = _FATES[row.fate]
    was = " ".join(clean_line(a[at]) for at in row.before)
    now = " ".join(clean_line(b[at]) for at in row.after)
    columns = beside(
        _side(was, now, row.fate, "$text-error strike"),
        _side(now, was, row.fate, "$text-success underline"),
        width - 4,
    )
    mark = Content.assemble((sign, style), (MOVED if row.moved else " ", "bold"), "  ")
    lines = [(mark if not at else Content(" " * 4)) + text for at, text in enumerate(columns)]
    return Pair(Content("\n").join(lines), spoken(before, row.before), spoken(after, row.after))


def _side(text: str, other: str, fate: Fate, style: str) -> Content:
    if fate is Fate.KEPT:
        return Content.styled(text, MUTED)
    shown = Content(text)
    if fate is Fate.REWORDED:
        for begin, end in words_only_in(text, other):
            shown = shown.stylize(style, begin, end)
    return shown


def spoken(take: Take, at: Sequence[int]) -> Evidence | None:
    """Return the sentences of a take as evidence, from the first to the last."""
    found = take.analysis.sentences if take.analysis else ()
    if not at or at[-1] >= len(found):
        return None
    first, last = found[at[0]], found[at[-1]]
    quote = " ".join(found[number].text for number in at)
    return Evidence(first.index, quote, first.begin, last.end, first.start, last.stop)
