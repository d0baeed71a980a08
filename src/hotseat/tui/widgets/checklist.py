"""What the question calls for, and what of it was heard so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from hotseat.domain.analysis import STATUS_WORDS, Status
from hotseat.tui.judgements import STATUS_SIGNS, STATUS_STYLES
from hotseat.tui.render import line

NAME_WIDTH = 22
CRITICAL = "!"


@dataclass(frozen=True, slots=True)
class Row:
    """One element by its plain name; `status` None: nothing judged yet."""

    name: str
    status: Status | None
    critical: bool


class Checklist(Static):
    """One line an element: sign, name, whether it is critical, and the status in a word."""

    DEFAULT_CSS = "Checklist { width: 36; height: 1fr; }"

    def __init__(self, id: str = "") -> None:
        super().__init__(id=id or None, markup=False)
        self._shown: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show the elements; nothing is drawn where nothing changed."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        legend = Content.styled(f"{CRITICAL} critical: must be heard", "$foreground-muted")
        self.border_title = "Heard so far" if any(row.status for row in rows) else "Called for"
        self.update(Content("\n").join([*(_row(row) for row in rows), legend]))


def _row(row: Row) -> Content:
    sign = STATUS_SIGNS[row.status or Status.MISSING]
    met = row.status in (Status.MET, Status.THIN)
    style = STATUS_STYLES[row.status] if met and row.status else "$foreground-muted"
    word = STATUS_WORDS[row.status] if row.status else "–"
    mark = (CRITICAL, "bold $text-warning") if row.critical else (" ", "")
    name = line(f"{row.name:<{NAME_WIDTH}}", NAME_WIDTH)
    padding = " " * (NAME_WIDTH - len(name.plain))
    return Content.assemble((f"{sign} ", style), name, padding, mark, " ", (word, style))
