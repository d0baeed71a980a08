"""Wording and notes: correct what was heard, annotate it, mark the best telling."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotseat.domain.editing import annotated, original_of, reworded
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take, answers
from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Sentence, Transcript
from hotseat.interview import keeping
from hotseat.ports import Reading
from hotseat.tui.render import line
from hotseat.tui.screens import words_text as text
from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.screens.note import NoteScreen
from hotseat.tui.sound import Quotes
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.key_footer import KeyFooter

WORDS_LIMIT = 20_000
"""Letters of a corrected sentence that are kept."""


class WordsScreen(Screen[None]):
    """Shows a saved session's takes sentence by sentence; every change is saved at once."""

    CSS_PATH = "words.tcss"
    HELP: ClassVar[str] = text.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "Correct", priority=True),
        Binding("a", "annotate", "Note"),
        Binding("b", "best", "Best"),
        Binding("o", "other_text", "As heard", show=False),
        Binding("w", "annotate(False)", "Note on the take", show=False),
        Binding("delete,backspace", "remove", "Remove the note", show=False),
        Binding("space", "play", "Play", show=False),
        Binding("[,left", "take(-1)", "Previous take", show=False),
        Binding("],right", "take(1)", "Next take", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self, session: Session, take: int = 0) -> None:
        super().__init__()
        self.session = session
        told = answers(session) or session.takes
        self._number = take or (told[0].number if told else 0)
        self._rows: list[text.Row] = []
        self._quotes: Quotes | None = None
        self._heard: dict[Path, Reading] = {}
        # One change after the other, each on what the one before has saved.
        self._changing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay out the heading, the lines and what is told of the marked one."""
        yield Static(id="title", classes="title")
        yield Static(id="heading")
        yield Static(id="question")
        yield OptionList(id="lines", markup=False)
        yield Static(id="about")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the take."""
        context = app_of(self).context
        self._quotes = Quotes(context.player, context.services.store)
        about = clean_line(self.session.title) or self.session.created[:10] or self.session.name
        self.query_one("#title", Static).update(line(f"Words and notes · {about}", 200))
        self._show()
        self._lines.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        self._show()

    async def on_unmount(self) -> None:
        """Free the device."""
        if self._quotes is not None:
            await self._quotes.close()

    @property
    def _lines(self) -> OptionList:
        return self.query_one("#lines", OptionList)

    @property
    def take(self) -> Take | None:
        """The take that is shown."""
        return next((t for t in self.session.takes if t.number == self._number), None)

    @property
    def _marked(self) -> text.Row | None:
        at = self._lines.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _show(self) -> None:
        take, lines = self.take, self._lines
        at = lines.highlighted or 0
        self._rows = text.rows(take, self.size.width - 6) if take is not None else []
        lines.clear_options()
        lines.add_options([Option(row.shown) for row in self._rows])
        if self._rows:
            lines.highlighted = min(at, len(self._rows) - 1)
        if take is None:
            self._say("This session has no take yet.")
            return
        self.query_one("#heading", Static).update(text.heading(self.session, take))
        self.query_one("#question", Static).update(text.question_of(take))
        if take.transcript is None:
            self._say(take.problem or "Not transcribed yet: h in the list of sessions hears it.")
        else:
            self._say(take.problem or "enter corrects a sentence · a notes on it · w on the take")

    def _say(self, words: str, style: str = "$foreground-muted") -> None:
        self.query_one("#about", Static).update(line(words, 300, style))

    def follow(self, session: Session, number: int) -> None:
        """Show the final wording of a take: what is corrected next is that."""
        from hotseat.interview.rewording import adopted

        if session.name == self.session.name:
            self.session = adopted(self.session, session, number)
            self._show()

    # Moving

    def action_take(self, step: int) -> None:
        """Show the previous or next take."""
        numbers = [take.number for take in self.session.takes]
        if self._number in numbers:
            at = numbers.index(self._number) + step
            if 0 <= at < len(numbers):
                self._number = numbers[at]
                self._lines.highlighted = None
                self._show()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()

    @work(exclusive=True, group="play")
    async def action_play(self) -> None:
        """Play the marked sentence."""
        row, take = self._marked, self.take
        if row is None or take is None or row.sentence is None or self._quotes is None:
            return
        if row.sentence.start is None:
            self._say("There is no sound to play: this answer was typed.")
            return
        try:
            await self._quotes.play(self.session, take, row.sentence.start, row.sentence.stop)
        except HotseatError as error:
            self._say(str(error), "$text-warning")

    # Changing

    @work(exclusive=True, group="change")
    async def action_change(self) -> None:
        """Correct the marked sentence, or change the marked note."""
        row, take = self._marked, self.take
        if row is None or take is None:
            return
        if (note := row.note) is not None:
            words = await self.app.push_screen_wait(NoteScreen(note.text, "Your note"))
            if words != note.text:
                at = self._now()
                await self._change_take(lambda now: reworded(now, note.id, words, at))
        elif row.sentence is not None and take.transcript is not None:
            await self._correct(take, take.transcript, row.sentence)

    async def _correct(self, take: Take, said: Transcript, sentence: Sentence) -> None:
        screen = NoteScreen(sentence.text, "What was said", WORDS_LIMIT)
        words = " ".join((await self.app.push_screen_wait(screen)).split())
        if words == " ".join(sentence.text.split()):
            return
        whole = said.text[: sentence.begin] + words + said.text[sentence.end :]
        if not words:  # the space beside the sentence goes with it
            whole = " ".join(whole.split())
        self._say("Judging the take by its new words…")
        store, at = app_of(self).context.services.store, self._now()
        await self._save(
            lambda: keeping.correct(store, self.session.name, take.number, whole, at, self._sound),
            "Corrected and judged again; o shows the text as heard",
        )

    @work(exclusive=True, group="change")
    async def action_annotate(self, on_sentence: bool = True) -> None:
        """Write a note on the marked sentence, or on the whole take."""
        row, take = self._marked, self.take
        if take is None:
            return
        sentence = row.sentence if row is not None and on_sentence else None
        about = f"Note on “{clean_line(sentence.text, 40)}”" if sentence else "Note on this take"
        words = await self.app.push_screen_wait(NoteScreen("", about))
        if not words:
            return
        at, span = self._now(), (sentence.begin, sentence.end) if sentence else None
        await self._change_take(lambda now: annotated(now, words, at, span))

    @work(exclusive=True, group="change")
    async def action_remove(self) -> None:
        """Remove the marked note."""
        row = self._marked
        if row is None or row.note is None:
            self._say("Mark a note to remove it; a sentence is corrected with enter.")
            return
        number, at = row.note.id, self._now()
        await self._change_take(lambda now: reworded(now, number, "", at))

    @work(exclusive=True, group="change")
    async def action_best(self) -> None:
        """Mark the take as the best telling of its story, or take the mark away."""
        if (take := self.take) is None:
            return
        store, best = app_of(self).context.services.store, not take.best
        await self._save(
            lambda: keeping.mark_best(store, self.session.name, take.number, best),
            "The best telling of its story" if best else "No longer the best telling",
        )

    @work(exclusive=True, group="change")
    async def action_other_text(self) -> None:
        """Put an earlier text in force again."""
        take = self.take
        if take is None or not take.earlier:
            self._say("There is no other text of this take: neither corrected nor heard again.")
            return
        original = original_of(take)
        choices = [("", "Leave the text as it is")]
        for at, told in reversed(list(enumerate(take.earlier))):
            how = "corrected by hand" if told.corrected else f"as heard by {told.model or 'it'}"
            lead = "→ " if told == original else ""
            choices.append((str(at), f"{lead}{how}: {clean_line(told.text, 60)}"))
        question = "Which text counts? The present one is kept beside it."
        chosen = await self.app.push_screen_wait(ConfirmScreen(question, choices[:9]))
        if not chosen:
            return
        told, store = take.earlier[int(chosen)], app_of(self).context.services.store
        self._say("Judging the take by these words…")
        await self._save(
            lambda: keeping.put_back(store, self.session.name, take.number, told, self._sound),
            "This text counts now; o brings the other back",
        )

    async def _change_take(self, change: Callable[[Take], Take]) -> None:
        store, number = app_of(self).context.services.store, self._number
        await self._save(
            lambda: keeping.changed(store, self.session.name, keeping.on_take(number, change)),
            "Saved",
        )

    async def _save(self, work: Callable[[], Session], done: str) -> None:
        async with self._changing:
            try:
                self.session = await asyncio.to_thread(work)
            except HotseatError as error:
                if self.query("#about"):
                    self._say(f"Not saved: {error}", "$text-error")
                return
        if self.query("#lines"):  # the screen may have been left meanwhile
            self._show()
            self._say(done, "$text-success")

    def _sound(self, path: Path) -> Reading:
        """Read the sound of a take once, however often its words change."""
        read = app_of(self).context.services.read_sound
        if read is None:
            raise HotseatError("The sound was not measured.")
        if path not in self._heard:
            self._heard[path] = read(path)
        return self._heard[path]

    def _now(self) -> str:
        return app_of(self).context.services.clock.now().isoformat(timespec="seconds")
