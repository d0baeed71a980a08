"""Where a replay is: the elements in lanes over the length of the take, and a line to see it by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hotseat.domain.analysis import Status
from hotseat.domain.arc import Lane, Scale
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.text import clock_face, count
from hotseat.domain.track import Kind, Spot, Track
from hotseat.tui.judgements import STATUS_SIGNS, STATUS_STYLES

LABEL_WIDTH = 27
SPECIFIC, VAGUE, EMPTY, HERE = "━", "╍", "─", "│"
FLAG, FILLER, PAUSE, NOTE = "!", "•", "▁", "♦"
KEYS = "1234567890"
"""The keys of the first ten lanes."""

_FAINT = "$foreground 15%"
_STYLES = {Status.MET: "$text-success", Status.THIN: "$text-warning"}

Cells = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Where:
    """What of a replay is shown: the place, the speed, and the stretch that is played in a loop."""

    at: float = 0.0
    speed: float = 1.0
    loop: tuple[float, float] | None = None


class Timeline(Widget):
    """Shows a track and the place on it; a click asks for another place, or for an element.

    `lanes` False leaves the line alone, with the evidence on it.
    """

    DEFAULT_CSS = "Timeline { height: auto; width: 1fr; padding: 0 1; }"

    @dataclass
    class Asked(Message):
        """A place was clicked."""

        place: float

    @dataclass
    class LaneAsked(Message):
        """The name of a lane was clicked."""

        number: int

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._track = Track(Scale.SECONDS, 0.0, (), {}, {})
        self._where = Where()
        self._with_lanes = True
        self._drawn: tuple[object, ...] = ()

    def show(self, track: Track) -> None:
        """Show another take."""
        self._track, self._where = track, Where()
        self.refresh(layout=True)

    def show_lanes(self, shown: bool) -> None:
        """Show the lanes, or the line alone."""
        if shown is not self._with_lanes:
            self._with_lanes = shown
            self.refresh(layout=True)

    def go(self, where: Where) -> None:
        """Show another place; nothing is drawn where it looks the same."""
        self._where = where
        if self._looks() != self._drawn:
            self.refresh()

    # Drawing

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of lines."""
        return len(self._rows()) + 1

    def render(self) -> Content:
        """Draw the lanes and the line to the widget's width."""
        self._drawn = self._looks()
        lines = [_label(label, self._lane_cells(row)) for label, row in self._rows()]
        return Content("\n").join([*lines, _label(self._face(), self._line())])

    def _looks(self) -> tuple[object, ...]:
        return (self._here(), self._face().plain, self._where.loop)

    @property
    def _width(self) -> int:
        return max(10, self.content_size.width - LABEL_WIDTH)

    def _rows(self) -> Sequence[tuple[Content, Sequence[tuple[str, str, Spot]]]]:
        """Return the lanes: a label, and signs with their styles and places."""
        if not self._with_lanes:
            return []
        rows = [_lane(number, lane) for number, lane in enumerate(self._track.lanes)]
        flags, notes = self._track.at(Kind.FLAG), self._track.at(Kind.NOTE)
        if flags:
            label = _sign(FLAG, "$text-error", count(len(flags), "flag"))
            rows.append(
                (label, [(FLAG, "bold $text-error", Spot(s.start, s.start)) for s in flags])
            )
        fillers, pauses = self._track.at(Kind.FILLER), self._track.at(Kind.PAUSE)
        if fillers or pauses:
            told = f"{count(len(fillers), 'filler')}, {PAUSE} {count(len(pauses), 'pause')}"
            marks = [(PAUSE, "$text-secondary", spot) for spot in pauses]
            marks += [(FILLER, "$text-accent", Spot(s.start, s.start)) for s in fillers]
            rows.append((_sign(FILLER, "$text-accent", told), marks))
        if notes:
            label = _sign(NOTE, "$text-primary", count(len(notes), "note"))
            rows.append((label, [(NOTE, "$text-primary", spot) for spot in notes]))
        return rows

    def _lane_cells(self, marks: Sequence[tuple[str, str, Spot]]) -> Cells:
        cells: Cells = [(EMPTY, _FAINT)] * self._width
        for sign, style, spot in marks:
            first, last = self._cell(spot.start), self._last(spot)
            cells[first : last + 1] = [(sign, style)] * (last + 1 - first)
        here = self._here()
        sign = cells[here][0]
        cells[here] = (HERE if sign == EMPTY else sign, "bold $primary")
        return cells

    def _line(self) -> Cells:
        here, loop = self._here(), self._where.loop
        cells: Cells = [
            ("━", "$primary") if at < here else ("─", "$foreground-muted")
            for at in range(self._width)
        ]
        if not self._with_lanes:
            for spot in self._track.at(Kind.EVIDENCE):
                at = self._cell(spot.start)
                cells[at] = ("┼", cells[at][1])
        if loop is not None:
            first, last = self._cell(loop[0]), self._last(Spot(*loop))
            cells[first : last + 1] = [("═", "$text-accent")] * (last + 1 - first)
            cells[first], cells[last] = ("[", "bold $text-accent"), ("]", "bold $text-accent")
        cells[here] = ("●", "bold $primary")
        return cells

    def _face(self) -> Content:
        where, track = self._where, self._track
        if track.scale is Scale.WORDS:
            words = f"word {where.at + 1:.0f} of {track.length:.0f}"
            return Content.styled(words, "bold")
        at, whole = clock_face(where.at), clock_face(track.length)
        return Content.assemble(
            (at, "bold"),
            (f" of {whole}", "$foreground-muted"),
            (f"   {speed_words(where.speed)}", ""),
        )

    # Where things are

    def _here(self) -> int:
        return self._cell(self._where.at)

    def _cell(self, place: float) -> int:
        share = place / self._track.length if self._track.length else 0.0
        return min(self._width - 1, max(0, int(share * self._width)))

    def _last(self, spot: Spot) -> int:
        """Return the last cell of a spot, so that neighbours share none where there is room."""
        first = self._cell(spot.start)
        share = spot.stop / self._track.length if self._track.length else 0.0
        return min(self._width - 1, max(first, round(share * self._width) - 1))

    def on_click(self, event: events.Click) -> None:
        """Ask for what is under the pointer."""
        x, y = event.x - self.styles.padding.left, event.y
        if x >= LABEL_WIDTH:
            at = min(self._width, x - LABEL_WIDTH)
            self.post_message(self.Asked(self._track.length * at / self._width))
        elif self._with_lanes and 0 <= y < len(self._track.lanes):
            self.post_message(self.LaneAsked(y))


def speed_words(speed: float) -> str:
    """Return a speed as it is shown: "1.25×"."""
    return f"{speed:g}×"


def _lane(number: int, lane: Lane) -> tuple[Content, list[tuple[str, str, Spot]]]:
    style = STATUS_STYLES[lane.status]
    key = KEYS[number] if number < len(KEYS) else " "
    heard = lane.status is not Status.MISSING
    label = Content.assemble(
        (f"{key} ", "$text-primary" if heard else _FAINT),
        (f"{STATUS_SIGNS[lane.status]} ", style),
        (PLAIN_NAMES[lane.element], "" if heard else "$foreground-muted"),
    )
    marks = [
        (SPECIFIC, _STYLES[Status.MET], Spot(bar.start, bar.stop))
        if bar.specific
        else (VAGUE, _STYLES[Status.THIN], Spot(bar.start, bar.stop))
        for bar in lane.bars
    ]
    return label, marks


def _sign(sign: str, style: str, words: str) -> Content:
    return Content.assemble("  ", (f"{sign} ", f"bold {style}"), (words, "$foreground-muted"))


def _label(label: Content, cells: Cells) -> Content:
    """Put a label before its cells; cells alike are drawn as one."""
    padding = " " * max(1, LABEL_WIDTH - label.cell_length)
    return Content.assemble(label, padding, *_runs(cells))


def _runs(cells: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    for sign, style in cells:
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + sign, style)
        else:
            runs.append((sign, style))
    return runs
