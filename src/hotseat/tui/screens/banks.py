"""The banks: what there is to draw from, and the way to import, edit and practise it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from hotseat.domain.bank import Bank, Problem
from hotseat.domain.text import clean_line, count
from hotseat.tui.bank_keys import BankScreen
from hotseat.tui.render import line
from hotseat.tui.screens.lines import LinesScreen
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.row_list import RowList

COLUMNS = (("Questions", 10), ("Answered", 9), ("Off", 4), ("From", 10))
"""Names and cells of the columns after the bank's title."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A bank, or a file that holds none; `file` is its name without the ending."""

    file: str
    bank: Bank | None = None
    problems: tuple[Problem, ...] = ()


class BanksScreen(BankScreen):
    """Lists the banks; the lines below tell more of the marked one."""

    CSS_PATH = "banks.tcss"
    HELP: ClassVar[str] = """\
The banks that questions are drawn from: those that come with Hotseat, and yours.

enter       the questions of the marked bank
/           find a question in all banks
p           practise: a question drawn from the marked bank
i           import questions from a document, with review
e           edit the bank's file in $EDITOR; what is not valid replaces nothing
c           check: every problem of every bank
escape      back

Answered counts the questions that you answered at least once, Off those that are never drawn.
A bank that comes with Hotseat is copied into your workspace when you edit it."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("/", "find", "Find"),
        Binding("p", "practise", "Practise"),
        Binding("i", "import", "Import"),
        Binding("e", "edit", "Edit"),
        Binding("c", "check", "Check", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._own: dict[str, bool] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list; it is filled as soon as it shows."""
        yield Static("Banks", id="title", classes="title")
        yield Static(id="columns")
        yield RowList(id="list")
        yield Static("Reading the banks…", id="about")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what was read already."""
        self.query_one(RowList).focus()
        if self.banks:
            self.banks_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Give the titles what the width allows."""
        self.banks_changed()

    def banks_changed(self) -> None:
        """Show the banks again."""
        context = app_of(self).context
        marked = self._marked
        self._rows = _rows(self.banks, context.bank_problems)
        self._own = {row.file: context.shelf.own(row.file) for row in self._rows if row.file}
        files = [row.file for row in self._rows]
        at = files.index(marked.file) if marked and marked.file in files else 0
        self._title()
        self.query_one(RowList).show(len(files), self._line, at)
        self._about()

    @property
    def _marked(self) -> _Row | None:
        at = self.query_one(RowList).marked
        return self._rows[at] if at < len(self._rows) else None

    def _title(self) -> None:
        questions = sum(len(bank.questions) for bank in self.banks)
        words = f"{count(len(self.banks), 'bank')}, {count(questions, 'question')}"
        if wrong := len(app_of(self).context.bank_problems):
            words += f", {count(wrong, 'problem')}"
        shown = Content.assemble(words, (" · enter opens", "$foreground-muted not bold"))
        self.query_one("#title", Static).update(shown)
        head = "Bank".ljust(self._width) + "".join(f"{name:>{w}}" for name, w in COLUMNS[:3])
        self.query_one("#columns", Static).update(f"{head}  {COLUMNS[3][0]}")

    @property
    def _width(self) -> int:
        return max(16, self.size.width - 7 - sum(width for _, width in COLUMNS))

    def _line(self, at: int) -> Content:
        row = self._rows[at]
        width = self._width
        if row.bank is None and row.file:
            told = f"! {row.file}.toml: cannot be used"
            return line(told, width + 30, "$text-error")
        banks = [row.bank] if row.bank is not None else list(self.banks)
        title = row.bank.title if row.bank else "All banks"
        if row.problems:
            title = f"! {title}"
        facts = (self._questions(banks), self._answered(banks), self._off(banks))
        cells = "".join(f"{fact:>{w}}" for fact, (_, w) in zip(facts, COLUMNS, strict=False))
        origin = "" if row.bank is None else "yours" if self._own.get(row.file) else "Hotseat"
        head = clean_line(title, width - 1).ljust(width)
        style = "$text-warning" if row.problems else "bold" if row.bank is None else ""
        return Content.assemble((head, style), cells, (f"  {origin}", "$foreground-muted"))

    def _questions(self, banks: list[Bank]) -> str:
        return str(sum(len(bank.questions) for bank in banks) or "–")

    def _answered(self, banks: list[Bank]) -> str:
        told = Counter(bank for bank, _ in self.records)
        return str(sum(told[bank.id] for bank in banks) or "")

    def _off(self, banks: list[Bank]) -> str:
        return str(sum(len(bank.off) for bank in banks) or "")

    @on(RowList.Marked)
    def tell_more(self) -> None:
        """Tell more of the marked bank."""
        self._about()

    def _about(self) -> None:
        row, about = self._marked, self.query_one("#about", Static)
        if row is None:
            about.update(line("No bank was found. Press i to import questions.", 200))
        elif row.problems:
            more = len(row.problems) - 1
            rest = f" (and {count(more, 'more problem')}: c shows all)" if more else ""
            told = f"{row.problems[0]}{rest}. e edits the file."
            about.update(line(told, 300, "$text-warning"))
        elif row.bank is None:
            words = "Every question of every bank. / finds one; p draws one, least practised first."
            about.update(line(words, 300, "$foreground-muted"))
        else:
            about.update(line(_described(row.bank), 300, "$foreground-muted"))

    # Keys

    @on(RowList.Chosen)
    def open_marked(self) -> None:
        """Show the questions of the marked bank, or what is wrong with its file."""
        row = self._marked
        if row is None:
            return
        if row.bank is None and row.file:
            self.action_check()
        else:
            app_of(self).open_questions(row.file)

    def action_find(self) -> None:
        """Find a question in all banks."""
        app_of(self).open_questions("", finding=True)

    def action_practise(self) -> None:
        """Answer a question of the marked bank."""
        if (row := self._marked) is None or (row.bank is None and row.file):
            app_of(self).tell("This file holds no usable question; e edits it", "warning")
        else:
            self.practise(row.file)

    def action_import(self) -> None:
        """Import a document, into the marked bank if that is wished for."""
        row = self._marked
        own = row is not None and self._own.get(row.file, False) and row.bank is not None
        app_of(self).open_import(row.file if row and own else "")

    def action_edit(self) -> None:
        """Edit the file of the marked bank."""
        row = self._marked
        if row is None or not row.file:
            app_of(self).tell("Mark the bank that you want to edit", "warning")
        else:
            self.edit(row.file)

    def action_check(self) -> None:
        """Show every problem of every bank."""
        problems = app_of(self).context.bank_problems
        rows = [(f"{each.file}: {each.where}".rstrip(": "), each.message) for each in problems]
        told = count(len(rows), "problem") if rows else "All is well"
        self.app.push_screen(LinesScreen(told, rows or [("", "No bank has a problem.")]))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


def _rows(banks: Sequence[Bank], problems: Sequence[Problem]) -> list[_Row]:
    """Return all banks as one row, each bank, and the files that hold none."""
    wrong: dict[str, list[Problem]] = {}
    for problem in problems:
        wrong.setdefault(PurePath(problem.file).stem, []).append(problem)
    rows = [_Row("")] if banks else []
    rows += [_Row(bank.id, bank, tuple(wrong.pop(bank.id, ()))) for bank in banks]
    return rows + [_Row(file, None, tuple(told)) for file, told in wrong.items()]


def _described(bank: Bank) -> str:
    balls = count(len(bank.curveballs), "curveball") if bank.curveballs else ""
    parts = (bank.description, balls, f"From: {bank.source}", bank.licence)
    return " · ".join(part.rstrip(".") for part in parts if part)
