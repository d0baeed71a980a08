"""A note on a take, written in a small window."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from hotseat.domain.text import clean

NOTE_LIMIT = 4000
"""Letters of a note that are kept."""


class NoteScreen(ModalScreen[str]):
    """Edits a note and returns it; nothing that was written is thrown away."""

    CSS_PATH = "note.tcss"
    HELP: ClassVar[str] = """\
Text that is kept with the session and exported with it: a note, or the words of a transcript.

escape, ctrl+s    keep it and go back
ctrl+z            undo"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", "Keep and go back", priority=True),
    ]

    def __init__(
        self, note: str, title: str = "Note on this take", limit: int = NOTE_LIMIT
    ) -> None:
        super().__init__()
        self._note, self._title, self._limit = note, title, limit

    def compose(self) -> ComposeResult:
        """Lay out the text and a hint."""
        with Vertical(id="note"):
            yield TextArea(clean(self._note), soft_wrap=True, tab_behavior="focus")
            yield Static("escape keeps it and goes back · ctrl+z undoes", classes="hint")

    def on_mount(self) -> None:
        """Write at the end of what is there."""
        self.query_one("#note").border_title = Content(self._title)
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    async def may_leave(self) -> bool:
        """Keep the note first; the app can be left from the screen behind."""
        self.action_keep()
        return False

    def action_keep(self) -> None:
        """Return the note."""
        self.dismiss(clean(self.query_one(TextArea).text).strip()[: self._limit])
