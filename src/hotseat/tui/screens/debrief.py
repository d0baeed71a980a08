"""The debrief: what was heard in a take, each judgement beside the words it hangs on."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import ContentSwitcher, OptionList, Static

from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.domain.session import Session, Take, overridden, with_take
from hotseat.tui.render import line
from hotseat.tui.screens import debrief_keys
from hotseat.tui.screens import debrief_text as text
from hotseat.tui.screens.debrief_panes import JUDGED, PANES, TABS, PanesOnScreen
from hotseat.tui.screens.debrief_playing import Marked
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.arc_chart import ArcChart
from hotseat.tui.widgets.evidence_list import Entry, EvidenceList
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.tab_strip import TabStrip
from hotseat.tui.widgets.transcript_view import TranscriptView


class DebriefScreen(PanesOnScreen):
    """Shows a session's takes. `take` 0 means the first answer.

    With `going_on` the sitting waits behind it, and the screen returns "go_on", "retake", "finish"
    or "transcribe"; `session` then holds what the candidate changed. Otherwise it returns "".
    `keep` takes every change over at once (a sitting that saves by itself); default: the store.
    """

    CSS_PATH = "debrief.tcss"
    HELP: ClassVar[str] = debrief_keys.HELP
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = debrief_keys.BINDINGS

    def __init__(
        self,
        session: Session,
        take: int = 0,
        going_on: bool = False,
        keep: Callable[[Session], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self._going_on = going_on
        self._number = take or text.first_take(session)
        self._keeper, self._saving, self._dirty = keep, asyncio.Lock(), False
        self._transcribing = False
        self._hinted: Entry | None = None

    # Layout

    def compose(self) -> ComposeResult:
        """Lay out the head, the tabs, and one line for what happens."""
        with Horizontal(id="head"):
            yield Static(id="headline")
            yield Static(id="risk-level")
        yield Static(id="question", classes="muted")
        yield Static(id="take", classes="muted")
        yield Static(id="verdict")
        yield Static(id="problem", classes="warning")
        yield Static(id="noted")
        yield TabStrip(TABS, id="tabs")
        with ContentSwitcher(initial=PANES[0], id="panes"):
            yield EvidenceList(id="structure")
            yield TranscriptView(id="transcript")
            with VerticalScroll(id="delivery"):
                yield Static(id="spoken")
            yield EvidenceList(id="probes")
            yield EvidenceList(id="risk")
            yield ArcChart(id="arc")
            yield EvidenceList(id="figures")
        yield Static(id="hint", classes="hint")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the take that was asked for."""
        super().on_mount()
        self._show_take()
        self.action_tab(0)

    @property
    def take(self) -> Take | None:
        """The take on show."""
        return next((t for t in self.session.takes if t.number == self._number), None)

    def _show_take(self, *, keep: bool = False) -> None:
        take = self.take
        if take is None:
            self.query_one("#headline", Static).update(line(self.session.title or "No take yet"))
            self._problem("This session holds no take. Escape goes back.")
            return
        self._show_head(take)
        # What the candidate judges changes nothing of what was said and how.
        self._renew(JUDGED if keep else PANES, keep=keep)
        self._fill(PANES[self._tab])
        self._hint()
        self.refresh_bindings()

    def adopt(self, session: Session, number: int) -> bool:
        """Take over the final wording of a take, and leave everything else where it is.

        A sitting behind this screen saves by itself.
        """
        from hotseat.interview.rewording import adopted

        if session.name != self.session.name:
            return False
        self.session = adopted(self.session, session, number)
        self._show_take(keep=True)
        take = self.take
        if take is not None and take.number == number:
            if "transcript" not in self._stale:
                self.query_one(TranscriptView).reword(take.transcript, take.analysis)
            self._renew(("delivery", "figures", "arc"), keep=True)
            self._fill(PANES[self._tab])
        if self._keeper is None:
            self._dirty = True
            self._save()
        return True

    def _show_head(self, take: Take) -> None:
        self.query_one("#headline", Static).update(text.headline(self.session, take))
        self.query_one("#risk-level", Static).update(text.risk_words(self.session, take))
        put = take.probe.text if take.probe is not None else take.question.text
        self.query_one("#question", Static).update(line(put, 400))
        self.query_one("#take", Static).update(text.take_words(self.session, take))
        verdict = self.query_one("#verdict", Static)
        verdict.update(text.verdict(take))
        verdict.display = bool(text.verdict(take).plain)
        noted = self.query_one("#noted", Static)
        noted.update(line(f"Note: {take.note}", 400))
        noted.display = bool(take.note)
        parts = [take.problem]
        if take.transcript is None and take.audio and not self._transcribing:
            parts.append("Press t to transcribe it")
        self._problem(". ".join(part.rstrip(".") for part in parts if part))

    def _problem(self, words: str) -> None:
        shown = self.query_one("#problem", Static)
        shown.update(line(words, 300))
        shown.display = bool(words)

    def _hint(self) -> None:
        pane = self.query_one(f"#{PANES[self._tab]}", Widget)
        entry = pane.entry if isinstance(pane, EvidenceList) else None
        more = isinstance(pane, EvidenceList) and len(self.session.takes) > 1
        others = " · [ and ] other takes" if more else ""
        play = "space plays" if self._going_on else "enter plays"
        self._hinted = entry
        self._say(debrief_keys.hint(PANES[self._tab], entry, play) + others)

    @on(OptionList.OptionHighlighted)
    def tell_what_keys_do(self) -> None:
        """Say what can be done with the line that was marked, once it is another."""
        pane = self.query_one(f"#{PANES[self._tab]}", Widget)
        if isinstance(pane, EvidenceList) and pane.entry is not self._hinted:
            self._hint()

    # Tabs and takes

    @property
    def _tab(self) -> int:
        return self.query_one(TabStrip).current

    def action_tab(self, index: int) -> None:
        """Open a tab."""
        self.query_one(TabStrip).current = index
        self._fill(PANES[index])
        self.query_one("#panes", ContentSwitcher).current = PANES[index]
        pane = self.query_one(f"#{PANES[index]}", Widget)
        if pane.can_focus:
            pane.focus()
        else:
            self.set_focus(None)
        self._hint()
        self.refresh_bindings()

    def action_step(self, by: int) -> None:
        """Open the next or previous tab."""
        self.action_tab((self._tab + by) % len(TABS))

    @on(TabStrip.Asked)
    def open_tab(self, event: TabStrip.Asked) -> None:
        """Open the tab that was clicked."""
        self.action_tab(event.index)

    def action_take(self, by: int) -> None:
        """Show the next or previous take."""
        numbers = [take.number for take in self.session.takes]
        if self._number not in numbers:
            return
        at = numbers.index(self._number) + by
        if not 0 <= at < len(numbers):
            self._say("This is the last take." if by > 0 else "This is the first take.")
            return
        self._number = numbers[at]
        self._show_take()

    # The transcript

    def action_sentence(self, by: int) -> None:
        """Mark another sentence of the transcript or the arc."""
        pane = self.query_one(f"#{PANES[self._tab]}", Widget)
        if isinstance(pane, TranscriptView | ArcChart) and pane.here is not None:
            pane.go(pane.here + by)

    def action_evidence(self, step: int) -> None:
        """Go to the next or previous evidence in the transcript or the arc."""
        if PANES[self._tab] not in ("transcript", "arc"):
            self.action_tab(PANES.index("transcript"))
        pane = self.query_one(f"#{PANES[self._tab]}", Widget)
        if not isinstance(pane, TranscriptView | ArcChart):
            return
        found = pane.evidence(step)
        if found is None:
            self._say(f"No {'further' if step > 0 else 'earlier'} evidence in this take.")
        else:
            pane.go(found)

    @on(ArcChart.Chosen)
    def mark_on_the_arc(self, event: ArcChart.Chosen) -> None:
        """Mark the sentence that was clicked, and play it."""
        self.query_one(ArcChart).go(event.step)
        self.action_play()

    @on(TranscriptView.Chosen)
    def mark_sentence(self, event: TranscriptView.Chosen) -> None:
        """Mark the sentence that was clicked, and play it."""
        self.query_one(TranscriptView).go(event.block)
        self.action_play()

    # Playing

    @on(OptionList.OptionSelected)
    def play_line(self, event: OptionList.OptionSelected) -> None:
        """Play the chosen line."""
        event.stop()
        self.action_play()

    def marked(self) -> Marked:
        """Return the take and the seconds that are marked in the open tab."""
        pane = self.query_one(f"#{PANES[self._tab]}", Widget)
        if isinstance(pane, TranscriptView):
            return self._marked_sentence(pane)
        if isinstance(pane, ArcChart):
            said = pane.sentence
            return (self.take, said.start, said.stop) if said else (None, None, None)
        entry = pane.entry if isinstance(pane, EvidenceList) else None
        if entry is None or entry.evidence is None:
            return None, None, None
        number = entry.take or self._number
        take = next((t for t in self.session.takes if t.number == number), None)
        return take, entry.evidence.start, entry.evidence.stop

    def _marked_sentence(self, view: TranscriptView) -> Marked:
        if view.here is None:
            return None, None, None
        rest = view.blocks[view.here + 1 :]
        stop = next((block.start for block in rest if block.start is not None), None)
        return self.take, view.blocks[view.here].start, stop

    # Changing

    def action_judge(self, quietly: bool = False) -> None:
        """Judge the marked element otherwise than the coach."""
        take = self.take
        entry = self.query_one("#structure", EvidenceList).entry
        element = entry.element if entry is not None else None
        if take is None or self._tab != 0 or element is None:
            self._say("Mark an element under Structure first, then press o.")
            return
        status = text.next_status(take, element)
        now = app_of(self).context.services.clock.now().isoformat(timespec="seconds")
        self._keep(overridden(take, element, status, now))
        name = PLAIN_NAMES[element]
        self._say(f"{name}: {'the coach again' if status is None else 'your judgement is kept'}")

    @work(exclusive=True, group="note")
    async def action_note(self) -> None:
        """Write a note on the take."""
        from hotseat.tui.screens.note import NoteScreen

        take = self.take
        if take is None:
            return
        note = await self.app.push_screen_wait(NoteScreen(take.note))
        if note != take.note:
            self._keep(replace(take, note=note))

    def _changed(self, number: int, change: Callable[[Take], Take]) -> Take:
        """Change a take as it is by now: it may have been transcribed behind a replay."""
        take = change(next(each for each in self.session.takes if each.number == number))
        self._keep(take)
        return take

    def _keep(self, take: Take) -> None:
        self.session = with_take(self.session, take)
        self._dirty = True
        self._show_take(keep=True)
        self._save()

    @work(group="save", exit_on_error=False)
    async def _save(self) -> None:
        await self.save()

    async def save(self) -> None:
        """Write the session as it is now; what went wrong is told."""
        async with self._saving:
            if not self._dirty:
                return
            self._dirty = False
            if self._keeper is not None:
                await self._keeper(self.session)
                return
            store = app_of(self).context.services.store
            try:
                await asyncio.to_thread(store.save, self.session)
            except HotseatError as error:
                app_of(self).tell(str(error), "error")

    async def may_leave(self) -> bool:
        """Wait until what was changed is on disk."""
        await self.save()
        return True

    # Ways on: see WaysOnScreen

    def action_replay(self, quietly: bool = False) -> None:
        """Replay the take."""
        take = self.take
        if take is not None:
            app_of(self).open_replay(self.session, take.number, keep=self._changed)

    def action_transcribe(self) -> None:
        """Transcribe a take that has no transcript."""
        take = self.take
        if take is None or take.transcript is not None:
            self._say("This take has its transcript already.")
        elif not take.audio:
            self._say("There is no sound to transcribe.")
        elif self._going_on:
            self._leave("transcribe")
        elif not self._transcribing:
            self._transcribe(take)

    @work(exclusive=True, group="transcribe")
    async def _transcribe(self, take: Take) -> None:
        from hotseat.interview.hear_again import hear_again

        self._transcribing = True
        self._problem("Transcribing; you can look at other takes meanwhile")
        try:
            heard = await hear_again(app_of(self).context.services, self.session, take)
        except HotseatError as error:
            heard = replace(take, problem=str(error))
        finally:
            self._transcribing = False
        self.session, self._dirty = with_take(self.session, heard), True
        if self._number == take.number:
            self._show_take()
        await self.save()
