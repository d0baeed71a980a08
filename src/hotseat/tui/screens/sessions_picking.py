"""Two sessions picked in the list, to be compared with each other."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from hotseat.domain.text import clean_line
from hotseat.tui.screens import sessions_text as text
from hotseat.tui.screens.sessions_doing import SessionsDoing
from hotseat.tui.typed_app import app_of


class PickingSessions(SessionsDoing):
    """The part of the list that remembers what is picked; of three picks the last two count."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", "Pick", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.picked: tuple[str, ...] = ()
        """The names of the sessions picked, at most two."""

    def show_picked(self) -> None:
        """Show in the list what is picked now."""
        raise NotImplementedError

    def keep_picked(self) -> None:
        """Forget what is picked and no longer there."""
        there = {summary.name for summary in self.summaries if not summary.problem}
        self.picked = tuple(name for name in self.picked if name in there)

    def action_pick(self) -> None:
        """Pick the marked session for a comparison, or let it go."""
        if (summary := self._readable()) is None:
            return
        title = clean_line(summary.title or summary.name, 30)
        before = self.picked
        if summary.name in before:
            self.picked = tuple(name for name in before if name != summary.name)
            words = f"Let go of “{title}”"
        else:
            self.picked = (*before, summary.name)[-2:]
            words = f"Picked “{title}”"
            if len(before) > 1:
                words += f", let go of “{self._title_of(before[0])}”"
        self.show_picked()
        hint = text.picked_hint(len(self.picked))
        self.tell(f"{words}: {hint}" if hint else words)

    def _title_of(self, name: str) -> str:
        title = next((s.title for s in self.summaries if s.name == name), "")
        return clean_line(title or name, 30)

    def action_compare(self) -> None:
        """Compare the two sessions picked; without a pick the marked one with one like it."""
        if len(self.picked) == 2:
            app_of(self).open_compare_two(*self.picked)
        elif self.picked:
            self.tell(f"One is picked: {text.picked_hint(1)}")
        else:
            super().action_compare()
