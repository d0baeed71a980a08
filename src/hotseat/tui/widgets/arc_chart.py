"""The arc of an answer, drawn: a lane for each element, and the marked sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hotseat.domain.arc import Arc, Bar, Lane, Scale, Step, headline, place, said
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.transcript import Sentence
from hotseat.tui.render import line

NAME_WIDTH = 22
SHARE_WIDTH = 5
IDLE = "Not called for"
BALANCED = "No part stands out against what strong answers give it."
SPECIFIC, VAGUE, EMPTY, BESIDE = "█", "░", "─", "▪"
QUOTE_LIMIT = 240
_HERE = "on $primary 35%"


class ArcChart(Widget, can_focus=False):
    """Shows an arc; `go` marks another sentence, a click asks for one."""

    DEFAULT_CSS = "ArcChart { height: 1fr; padding: 0 1; }"

    @dataclass
    class Chosen(Message):
        """A place on the arc was clicked."""

        step: int

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._arc: Arc | None = None
        self._sentences: Sequence[Sentence] = ()
        self._nothing = ""
        self.here: int | None = None
        """The step that is marked."""

    def show(self, arc: Arc | None, sentences: Sequence[Sentence], nothing: str = "") -> None:
        """Show another arc; None shows why there is none."""
        self._arc, self._sentences, self._nothing = arc, sentences, nothing
        self.here = 0 if arc is not None and arc.steps else None
        self.refresh()

    @property
    def sentence(self) -> Sentence | None:
        """The marked sentence."""
        if self.here is None or self.here >= len(self._sentences):
            return None
        return self._sentences[self.here]

    def go(self, step: int) -> None:
        """Mark another sentence."""
        if self._arc is not None and self._arc.steps:
            self.here = max(0, min(step, len(self._arc.steps) - 1))
            self.refresh()

    def evidence(self, by: int) -> int | None:
        """Return the next (1) or previous (-1) sentence that carries what is called for."""
        if self._arc is None or self.here is None:
            return None
        steps = range(self.here + by, len(self._arc.steps) if by > 0 else -1, by)
        return next((at for at in steps if self._arc.steps[at].carries), None)

    # Drawing

    def render(self) -> Content:
        """Draw the lanes to the widget's width, then the marked sentence, then what it shows."""
        arc = self._arc
        if arc is None or not arc.lanes:
            return line(self._nothing, style="$foreground-muted")
        rows = [self._headline(arc)]
        rows += [self._lane(arc, lane) for lane in arc.lanes]
        if any(not step.carries for step in arc.steps):
            rows.append(self._idle(arc))
        rows += [self._axis(arc), Content(""), *self._marked(arc)]
        rows += [
            Content(""),
            *(line(f"· {words}", style="$foreground-muted") for words in said(arc) or (BALANCED,)),
        ]
        return Content("\n").join(rows)

    def on_click(self, event: events.Click) -> None:
        """Find the sentence under the pointer."""
        arc, at = self._arc, event.x - 1 - NAME_WIDTH
        width = self._width()
        if arc is None or not arc.steps or not 0 <= at < width:
            return
        here = (at + 0.5) * arc.length / width
        nearest = min(
            range(len(arc.steps)),
            key=lambda n: max(arc.steps[n].start - here, here - arc.steps[n].stop),
        )
        self.post_message(self.Chosen(nearest))

    def _width(self) -> int:
        return max(8, self.content_size.width - NAME_WIDTH - SHARE_WIDTH - 1)

    def _headline(self, arc: Arc) -> Content:
        words = headline(arc) or "Nothing that the question calls for was heard"
        return line(f"{words[:1].upper()}{words[1:]}", style="bold")

    def _lane(self, arc: Arc, lane: Lane) -> Content:
        cells = [EMPTY] * self._width()
        for bar in sorted(lane.bars, key=lambda bar: bar.specific):
            for at in self._cells(arc, bar):
                cells[at] = SPECIFIC if bar.specific else VAGUE
        style = "bold" if lane.critical else "$foreground-muted"
        share = f"{lane.share:{SHARE_WIDTH}.0%}" if lane.bars else f"{'–':>{SHARE_WIDTH}}"
        return self._row(arc, (PLAIN_NAMES[lane.element], style), cells, share)

    def _idle(self, arc: Arc) -> Content:
        cells = [EMPTY] * self._width()
        for step in arc.steps:
            if not step.carries:
                for at in self._cells(arc, step):
                    cells[at] = BESIDE
        share = f"{arc.idle:{SHARE_WIDTH}.0%}"
        return self._row(arc, (IDLE, "$foreground-muted"), cells, share)

    def _row(self, arc: Arc, name: tuple[str, str], cells: list[str], share: str) -> Content:
        marked = self._here_cells(arc)
        parts: list[tuple[str, str]] = [(f"{name[0]:<{NAME_WIDTH}}", name[1])]
        for at, cell in enumerate(cells):
            style = _STYLES[cell]
            parts.append((cell, f"{style} {_HERE}" if at in marked else style))
        return Content.assemble(*parts, f" {share}")

    def _axis(self, arc: Arc) -> Content:
        marked = self._here_cells(arc)
        step = arc.steps[self.here] if self.here is not None else None
        where = f"{_point(arc, step.start)} to {_point(arc, step.stop)}" if step else ""
        cells = "".join("▲" if at in marked else " " for at in range(self._width()))
        whole = f" {_point(arc, arc.length):>{SHARE_WIDTH}}"
        return Content.assemble(
            (f"{where:<{NAME_WIDTH}}", "$text-primary"), (cells, "$text-primary"), whole
        )

    def _marked(self, arc: Arc) -> list[Content]:
        sentence = self.sentence
        if sentence is None or self.here is None:
            return []
        carried = [
            f"{PLAIN_NAMES[lane.element]}{'' if bar.specific else ' (vague)'}"
            for lane in arc.lanes
            for bar in lane.bars
            if bar.sentence == self.here
        ]
        words = line(f"“{sentence.text}”", QUOTE_LIMIT, "italic")
        return [line(", ".join(carried) or IDLE, style="bold $text-primary"), words]

    def _here_cells(self, arc: Arc) -> range:
        if self.here is None or self.here >= len(arc.steps):
            return range(0)
        return self._cells(arc, arc.steps[self.here])

    def _cells(self, arc: Arc, part: Bar | Step) -> range:
        """Return the cells of a stretch: at least one, and none that the next one begins in."""
        width = self._width()
        if arc.length <= 0:
            return range(0)
        first = min(width - 1, int(part.start * width / arc.length))
        return range(first, max(first + 1, min(width, int(part.stop * width / arc.length))))


_STYLES = {
    SPECIFIC: "$text-success",
    VAGUE: "$text-warning",
    EMPTY: "$foreground-muted 40%",
    BESIDE: "$foreground-muted",
}


def _point(arc: Arc, at: float) -> str:
    return place(arc, at) if arc.scale is Scale.SECONDS else f"{at:.0f}"
