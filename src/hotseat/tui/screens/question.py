"""A question whole: what it tests, guidance, probes, pitfalls, and how it was answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotseat.domain.answered import NEVER, Record
from hotseat.domain.bank import Bank, Question
from hotseat.domain.rubric import target_name, type_name
from hotseat.domain.text import clock_face, count
from hotseat.tui.bank_keys import BankScreen, named
from hotseat.tui.render import line, plain
from hotseat.tui.widgets.key_footer import KeyFooter


class QuestionScreen(BankScreen):
    """Shows one of several questions, given as banks and ids; left and right go to the others."""

    CSS_PATH = "question.tcss"
    HELP: ClassVar[str] = """\
A question with all that its bank says of it.

up, down      scroll
left, right   the question before, the next one
p             practise it now
d             turn it off, so that it is never drawn; again: on
e             edit it in $EDITOR
escape        back

Look at guidance and probes after your answer rather than before: the coach does not need you to."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "practise", "Practise"),
        Binding("d", "turn", "Turn off/on"),
        Binding("e", "edit", "Edit"),
        Binding("left", "step(-1)", "Before", show=False, priority=True),
        Binding("right", "step(1)", "Next", priority=True),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self, keys: Sequence[tuple[str, str]], at: int = 0) -> None:
        super().__init__()
        self._keys, self._at = tuple(keys), at

    def compose(self) -> ComposeResult:
        """Lay out the question in a box that scrolls."""
        yield Static(id="title", classes="title")
        with VerticalScroll(id="whole"):
            yield Static(id="text")
            yield Static(id="details")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the question."""
        self.query_one("#whole").focus()
        self.banks_changed()

    def banks_changed(self) -> None:
        """Show the question again."""
        bank, question = self._shown()
        place = f"{self._at + 1} of {len(self._keys)}"
        title = bank.title if bank else "Question"
        self.query_one("#title", Static).update(
            Content.assemble(line(title, 50), (f" · {place}", "$foreground-muted not bold"))
        )
        if bank is None or question is None:
            self.query_one("#text", Static).update("This question is no longer in its bank.")
            self.query_one("#details", Static).update("")
            return
        self.query_one("#text", Static).update(plain(question.text, "bold"))
        record = self.records.get((bank.id, question.id), NEVER)
        off = question.id in bank.disabled
        self.query_one("#details", Static).update(_details(question, record, off))

    def _shown(self) -> tuple[Bank | None, Question | None]:
        bank_id, question_id = self._keys[self._at]
        bank = named(self.banks, bank_id)
        found = bank.questions if bank else ()
        return bank, next((each for each in found if each.id == question_id), None)

    def action_step(self, by: int) -> None:
        """Go to another question."""
        at = max(0, min(self._at + by, len(self._keys) - 1))
        if at != self._at:
            self._at = at
            self.query_one("#whole", VerticalScroll).scroll_home(animate=False)
            self.banks_changed()

    def action_practise(self) -> None:
        """Answer it."""
        bank, question = self._shown()
        if bank and question:
            self.practise(bank.id, question)

    def action_turn(self) -> None:
        """Turn it off, or on."""
        bank, question = self._shown()
        if bank and question:
            self.turn(bank, question)

    def action_edit(self) -> None:
        """Edit it."""
        self.edit(*self._keys[self._at])

    def action_back(self) -> None:
        """Go back, saying which question was looked at last."""
        self.dismiss(self._at)


def _details(question: Question, record: Record, off: bool) -> Content:
    prep, answer = clock_face(question.prep_seconds), clock_face(question.answer_seconds)
    kind = f"{type_name(question.type)}, {question.level.value}"
    facts = f"{kind} · {prep} to prepare, {answer} to answer"
    parts = [line(facts, style="$foreground-muted"), line(_told(record), style="$foreground-muted")]
    if off:
        parts.append(line("Turned off: it is never drawn. d turns it on.", style="$text-warning"))
    probes = [f"{target_name(p.target)}: {p.text}" for p in question.probes]
    for head, rows in (
        ("Tests", (question.tests,)),
        ("Guidance", question.guidance),
        ("Ways to fail it", question.pitfalls),
        ("Probes", probes),
        ("Tags", (", ".join(question.tags),)),
        ("From", (question.source,)),
    ):
        parts += _part(head, [row for row in rows if row])
    return Content("\n").join(parts)


def _part(head: str, rows: Sequence[str]) -> list[Content]:
    if not rows:
        return []
    mark = "" if len(rows) == 1 and head in ("Tests", "Tags", "From") else "– "
    return [Content(""), plain(head, "bold $primary"), *(line(f"{mark}{row}") for row in rows)]


def _told(record: Record) -> str:
    if not record.times:
        return "Not answered yet"
    when = ""
    if record.last:
        try:
            when = f", last on {datetime.fromisoformat(record.last).strftime('%d %b %Y')}"
        except ValueError:
            when = ""
    told = f"Answered {count(record.times, 'time')}{when}"
    if record.called:
        told += f": {record.heard} of {record.called} heard, {record.best} at best"
    return told
