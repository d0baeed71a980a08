"""The arcs of two takes on one scale."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from hotseat.domain.arc import Arc, Lane, Scale, arc_of, place, said
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.session import Take
from hotseat.domain.text import count
from hotseat.tui.render import line, plain
from hotseat.tui.screens.compare_lines import GAP, MUTED, NAME_WIDTH, WIDE_FROM


def arcs(before: Take, after: Take, width: int) -> Content:
    """Return the elements over the length of both takes, on one scale, and what each arc says."""
    found = [arc_of(t.analysis, t.seconds) if t.analysis else None for t in (before, after)]
    shown = [arc for arc in found if arc is not None]
    if not shown:
        return line("Neither take was judged, so there is no arc to compare.", style=MUTED)
    lines = list((_arcs_beside if width >= WIDE_FROM else _arcs_below)(found, width))
    for letter, arc in zip("AB", found, strict=True):
        lines.append(Content(""))
        if arc is None:
            lines.append(line(f"{letter}: not judged", style=MUTED))
            continue
        lines.append(Content.styled(f"{letter}  {_whole(arc)}", "bold $text-primary"))
        lines += [plain(f"   {words}") for words in said(arc)]
    return Content("\n").join(lines)


def _whole(arc: Arc) -> str:
    return place(arc, arc.length) if arc.scale is Scale.SECONDS else count(int(arc.length), "word")


def _arcs_beside(found: Sequence[Arc | None], width: int) -> Iterator[Content]:
    cells = (width - NAME_WIDTH - GAP) // 2
    head = f"{'':<{NAME_WIDTH}}{'A':<{cells + GAP}}B"
    yield Content.styled(head, "bold $text-primary")
    for name, lanes in _lanes(found):
        yield Content.assemble(
            (f"{name:<{NAME_WIDTH}}", ""),
            *_bars(lanes[0], found[0], found, cells),
            " " * GAP,
            *_bars(lanes[1], found[1], found, cells),
        )


def _arcs_below(found: Sequence[Arc | None], width: int) -> Iterator[Content]:
    cells = width - NAME_WIDTH - 2
    for name, lanes in _lanes(found):
        for letter, lane, arc in zip("AB", lanes, found, strict=True):
            label = f"{name if letter == 'A' else '':<{NAME_WIDTH}}"
            yield Content.assemble(
                (label, ""), (f"{letter} ", MUTED), *_bars(lane, arc, found, cells)
            )


def _lanes(found: Sequence[Arc | None]) -> Iterator[tuple[str, list[Lane | None]]]:
    order = dict.fromkeys(lane.element for arc in reversed(found) if arc for lane in arc.lanes)
    for element in order:
        lanes = [
            next((lane for lane in arc.lanes if lane.element is element), None) if arc else None
            for arc in found
        ]
        yield PLAIN_NAMES[element], lanes


def _bars(
    lane: Lane | None, arc: Arc | None, found: Sequence[Arc | None], width: int
) -> list[tuple[str, str]]:
    """Return a lane's cells; both arcs have one scale, so that a shorter answer ends sooner."""
    if arc is None or lane is None:
        return [(" " * width, "")]
    alike = {other.scale for other in found if other is not None} == {arc.scale}
    longest = max(o.length for o in found if o is not None) if alike else arc.length
    ends = round(arc.length / longest * width) if longest else 0
    cells = [("─", "$foreground 15%") if at < ends else (" ", "") for at in range(width)]
    for bar in lane.bars:
        first = min(width - 1, int(bar.start / longest * width)) if longest else 0
        last = max(first, min(width, round(bar.stop / longest * width)) - 1) if longest else 0
        sign = ("━", "$text-success") if bar.specific else ("╍", "$text-warning")
        cells[first : last + 1] = [sign] * (last + 1 - first)
    return cells
