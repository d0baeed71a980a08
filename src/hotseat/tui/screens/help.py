"""Help: what the screen behind it shows, its keys, and the words used everywhere."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from hotseat.domain.text import clean_line
from hotseat.tui.render import cell, plain

EVERYWHERE = """\
f1        this help
escape    go back
ctrl+p    command palette
ctrl+q    quit; what was said is kept"""
WORDS = (
    ("take", "one answer, spoken or typed, kept with its text and what was heard in it"),
    ("probe", "a follow-up question; it goes after a gap or a flag, and quotes you where it can"),
    ("drill", "one question, its answer, and up to three probes"),
    ("grilling", "one story told in three minutes, then probes until fifteen are over"),
    ("grill ladder", "the probes of a grilling in order, and the minute at which detail ran out"),
    ("element", "something that the question calls for, such as Scene or Where it broke"),
    ("heard, vague, not heard", "what the coach found; every tick hangs on words that you said"),
    ("flag", "something that costs the offer, such as blaming others"),
    ("held, dodged, filled", "a reply stood a deeper question, passed it by, or closed the gap"),
    ("execution risk", "what the gaps and flags of an answer add up to: low, medium or high"),
    ("study, real", "study shows the checklist and allows pause and retake; real does neither"),
)
_KEY_ROW = re.compile(r"(?P<key>\S.*?) {2,}(?P<meaning>\S.*)")
PRIVACY = "Nothing you say leaves this machine: practising opens no network connection."


class HelpScreen(ModalScreen[None]):
    """Explains another screen."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", priority=True),
        Binding("f1", "close", "Close", priority=True, show=False),
        Binding("q", "close", "Close", show=False),
    ]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._about = str(getattr(screen, "HELP", ""))

    def compose(self) -> ComposeResult:
        """Lay out the text in a box that scrolls."""
        with Vertical(id="help"):
            with VerticalScroll():
                yield from _explained(self._about)
                yield Static("Everywhere", classes="title")
                yield from _explained(EVERYWHERE)
                yield Static("Words", classes="title")
                yield Static(_words())
                yield Static(PRIVACY, id="privacy")
            yield Static("up and down scroll · escape closes", classes="hint")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#help").border_title = "Help"
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _explained(text: str) -> Iterator[Static]:
    """Lay out a screen's help: text flows, and what a key does stands beside it."""
    keys: list[tuple[str, str]] = []
    flowing: list[str] = []
    for row in [*text.splitlines(), ""]:
        found = _KEY_ROW.fullmatch(row)
        if found is None and keys:
            yield Static(_table(keys), classes="part")
            keys = []
        if (found is not None or not row) and flowing:
            yield Static(plain(" ".join(flowing)), classes="flowing" if found else "part")
            flowing = []
        if found is not None:
            keys.append((found["key"], found["meaning"]))
        elif row:
            flowing.append(row.strip())


def _table(rows: list[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for key, meaning in rows:
        table.add_row(cell(key), Text(clean_line(meaning)))
    return table


def _words() -> Content:
    return Content("\n").join(
        Content.assemble((word, "bold"), f": {meaning}") for word, meaning in WORDS
    )
