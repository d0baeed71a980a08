"""The questions of a bank, or of all: found as you type, filtered, opened, practised."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from hotseat.domain.answered import NEVER
from hotseat.domain.bank import Bank, Question
from hotseat.domain.rubric import Level, type_name
from hotseat.domain.text import clean_line, count
from hotseat.tui.bank_keys import BankScreen, named
from hotseat.tui.render import line
from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.screens.question import QuestionScreen
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.row_list import RowList

TYPE_WIDTH, NARROW_TYPE_WIDTH, LEVEL_WIDTH, TOLD_WIDTH = 27, 16, 9, 9
WIDE = 110
"""Cells from which on a question type is shown in full."""
LEVELS = ("", *(level.value for level in Level))


@dataclass(frozen=True)
class Entry:
    """A question with its bank, and the words by which it is found."""

    bank: Bank
    question: Question

    @cached_property
    def words(self) -> str:
        """What is searched."""
        q = self.question
        parts = (q.text, q.id, type_name(q.type), q.tests, self.bank.title, *q.tags)
        return " ".join(parts).casefold()


class QuestionsScreen(BankScreen):
    """Lists questions; `bank` "" means those of all banks."""

    CSS_PATH = "questions.tcss"
    HELP: ClassVar[str] = """\
The questions, with how often each was answered and how much of it was heard the last time.

enter       the question whole: what it tests, guidance, probes, pitfalls
/           find by its words, tags or type; escape shows all again
t           only one question type
l           only one level: mid, senior, director
p           practise the marked question now
d           turn it off, so that it is never drawn; again: on
e           edit it in $EDITOR
escape      back

3× 5/7 means: answered three times, and in the last answer 5 of 7 elements were heard."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("/", "find", "Find"),
        Binding("t", "type", "Type"),
        Binding("l", "level", "Level"),
        Binding("p", "practise", "Practise"),
        Binding("d", "turn", "Turn off", show=False),
        Binding("e", "edit", "Edit", show=False),
        Binding("down", "to_list", "To the list", show=False),
        Binding("escape", "back", "Back", show=False, priority=True),
    ]

    def __init__(self, bank: str = "", finding: bool = False) -> None:
        super().__init__()
        self._bank, self._finding = bank, finding
        self._type, self._level = "", ""
        self._read: Sequence[Bank] = ()
        self._entries: list[Entry] = []
        self._one_type = True
        self._listed: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Lay out the list; it is filled as soon as it shows."""
        yield Static("Questions", id="title", classes="title")
        yield Input(placeholder="words, tag or type", id="find")
        yield RowList(id="list")
        yield Static("Reading the banks…", id="about")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what was read already; begin to find where that was wished for."""
        self.query_one("#find").display = self._finding
        self.query_one("#find" if self._finding else "#list").focus()
        if self.banks:
            self.banks_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Give the questions what the width allows."""
        self._fill()

    def banks_changed(self) -> None:
        """List the questions again; where only their records changed, the rows alone."""
        if self.banks is not self._read:
            self._read = self.banks
            self._entries = [
                Entry(bank, question)
                for bank in self.banks
                if self._bank in ("", bank.id)
                for question in bank.questions
            ]
            self._one_type = len({entry.question.type for entry in self._entries}) < 2
        self._fill()

    def _fill(self) -> None:
        rows = self.query_one(RowList)
        marked = self._marked
        wanted = clean_line(self.query_one("#find", Input).value).casefold().split()
        self._listed = [
            entry
            for entry in self._entries
            if self._type in ("", entry.question.type)
            and self._level in ("", entry.question.level)
            and all(word in entry.words for word in wanted)
        ]
        self._title(bool(wanted))
        rows.show(len(self._listed), self._line, self._place_of(marked))
        self._about()

    def _place_of(self, marked: Entry | None) -> int:
        """Return where a question stands in the list now; 0 where it is not listed."""
        if marked is None:
            return 0
        key = (marked.bank.id, marked.question.id)
        keys = ((entry.bank.id, entry.question.id) for entry in self._listed)
        return next((at for at, each in enumerate(keys) if each == key), 0)

    @property
    def _marked(self) -> Entry | None:
        at = self.query_one(RowList).marked
        return self._listed[at] if at < len(self._listed) else None

    def _title(self, finding: bool) -> None:
        bank = named(self.banks, self._bank)
        told = count(len(self._entries), "question")
        if finding or self._type or self._level:
            told = f"{len(self._listed)} of {told}"
        chosen = [type_name(self._type) if self._type else "", self._level]
        facts = " · ".join(part for part in (told, *chosen) if part)
        title = bank.title if bank else "All banks"
        shown = Content.assemble(line(title, 40), (f" · {facts}", "$foreground-muted not bold"))
        self.query_one("#title", Static).update(shown)

    @property
    def _type_width(self) -> int:
        """Cells of the column of types; none where there is but one."""
        if self._one_type:
            return 0
        return TYPE_WIDTH if self.size.width >= WIDE else NARROW_TYPE_WIDTH

    def _line(self, at: int) -> Content:
        entry = self._listed[at]
        q = entry.question
        kind = self._type_width
        width = max(20, self.query_one(RowList).width - kind - LEVEL_WIDTH - TOLD_WIDTH)
        off = q.id in entry.bank.disabled
        record = self.records.get((entry.bank.id, q.id), NEVER)
        heard = f" {record.heard}/{record.called}" if record.called else ""
        told = "off" if off else f"{record.times}×{heard}" if record.times else ""
        muted = "$foreground-muted"
        return Content.assemble(
            (clean_line(q.text, width - 1).ljust(width), muted if off else ""),
            (clean_line(type_name(q.type), kind - 1).ljust(kind) if kind else "", muted),
            (q.level.value.ljust(LEVEL_WIDTH), muted),
            (told, muted if off else ""),
        )

    @on(RowList.Marked)
    def tell_more(self) -> None:
        """Tell more of the marked question."""
        self._about()

    def _about(self) -> None:
        entry, about = self._marked, self.query_one("#about", Static)
        if entry is not None:
            q = entry.question
            off = "Turned off: d draws it again. " if q.id in entry.bank.disabled else ""
            title = "" if self._bank else f"  ({entry.bank.title})"
            words = line(f"{off}{q.text}{title}", 400, "$foreground-muted")
            about.update(words, layout=False)  # its height is fixed: nothing moves
        elif self._entries:
            about.update(line("Nothing fits. Escape shows all questions again.", 100))
        elif (bank := named(self.banks, self._bank)) is not None and bank.curveballs:
            balls = count(len(bank.curveballs), "curveball")
            about.update(line(f"{balls} to be thrown into grillings, and no question.", 100))
        else:
            about.update(line("No question here. Escape goes back.", 100))

    # Finding

    def action_find(self) -> None:
        """Find as you type."""
        find = self.query_one("#find", Input)
        find.display = True
        find.focus()

    @on(Input.Changed, "#find")
    def find_as_typed(self) -> None:
        """List what fits."""
        self._fill()

    @on(Input.Submitted, "#find")
    def action_to_list(self) -> None:
        """Go on in the list."""
        self.query_one(RowList).focus()

    @work
    async def action_type(self) -> None:
        """Choose the question type to be shown."""
        types = dict.fromkeys(entry.question.type for entry in self._entries)
        choices = [("any", "any type"), *((name, type_name(name)) for name in types)]
        chosen = await self.app.push_screen_wait(ConfirmScreen("Which question type?", choices))
        if chosen:
            self._type = "" if chosen == "any" else chosen
            self._fill()

    def action_level(self) -> None:
        """Go on to the next level."""
        self._level = LEVELS[(LEVELS.index(self._level) + 1) % len(LEVELS)]
        self._fill()

    def action_back(self) -> None:
        """Show all questions again; then go back."""
        find = self.query_one("#find", Input)
        if find.display and not (self._finding and not find.value):
            self._type = self._level = find.value = ""
            find.display = self._finding = False
            self.query_one(RowList).focus()
            self._fill()
        elif self._type or self._level:
            self._type = self._level = ""
            self._fill()
        else:
            self.dismiss()

    # What can be done with one

    @on(RowList.Chosen)
    def open_marked(self, event: RowList.Chosen) -> None:
        """Show the question whole."""
        keys = [(entry.bank.id, entry.question.id) for entry in self._listed]
        self.app.push_screen(QuestionScreen(keys, event.at), self._mark)

    def _mark(self, at: int | None) -> None:
        """Mark the question that was looked at last."""
        if at is not None:
            self.query_one(RowList).marked = at

    def action_practise(self) -> None:
        """Answer the marked question."""
        if entry := self._marked:
            self.practise(entry.bank.id, entry.question)

    def action_turn(self) -> None:
        """Turn the marked question off, or on."""
        if entry := self._marked:
            self.turn(entry.bank, entry.question)

    def action_edit(self) -> None:
        """Edit the marked question."""
        if entry := self._marked:
            self.edit(entry.bank.id, entry.question.id)
