"""Help: what the screen behind it shows, its keys, and the words used everywhere."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from hotseat.tui.render import plain

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
    ("execution risk", "what a hiring committee would write down: low, medium or high"),
    ("study, real", "study shows the checklist and allows pause and retake; real does neither"),
)
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
                yield Static(self._text())
            yield Static("up and down scroll · escape closes", classes="hint")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#help").border_title = "Help"
        self.query_one(VerticalScroll).focus()

    def _text(self) -> Content:
        parts: list[Content | str | tuple[str, str]] = []
        if self._about:
            parts += [plain(self._about), "\n\n"]
        parts += [("Everywhere", "bold $text-primary"), "\n", EVERYWHERE, "\n\n"]
        parts += [("Words", "bold $text-primary"), "\n"]
        for word, meaning in WORDS:
            parts += [(word, "bold"), f": {meaning}\n"]
        parts += ["\n", (PRIVACY, "$text-success")]
        return Content.assemble(*parts)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
