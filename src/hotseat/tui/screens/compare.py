"""Compare: two takes of one question or story beside each other."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher, OptionList, Static

from hotseat.coach.comparing import compared
from hotseat.domain.analysis import Evidence
from hotseat.domain.compare import Comparison
from hotseat.domain.errors import HotseatError
from hotseat.domain.retellings import Telling, in_order, telling_in
from hotseat.domain.session import Session, Take
from hotseat.tui.render import line
from hotseat.tui.screens import compare_text as text
from hotseat.tui.screens.compare_arcs import arcs
from hotseat.tui.screens.compare_lines import Pair
from hotseat.tui.screens.compare_words import legend, words
from hotseat.tui.sound import Quotes
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.evidence_list import Entry, EvidenceList
from hotseat.tui.widgets.key_footer import KeyFooter
from hotseat.tui.widgets.tab_strip import TabStrip

TABS = ("Checklist", "Arc", "Delivery", "Numbers", "Words")
PANES = tuple(name.lower() for name in TABS)
LISTS = ("checklist", "numbers", "words")

Told = tuple[Session, Take]


class CompareScreen(Screen[None]):
    """Compares a take with another of its question or story; `others` are those to choose from.

    The earlier of the two stands on the left, as A.
    """

    CSS_PATH = "compare.tcss"
    HELP: ClassVar[str] = """\
Two takes of one question or story, the earlier one as A. What changed is marked in words: an
element heard now or no longer, a flag that came or went, a figure told differently, a sentence
dropped, added or said in other words.

1 to 5, f2 to f6   Checklist, Arc, Delivery, Numbers, Words
left, right        previous and next of these
up, down           mark a line
a, b               play the marked words of A, of B (enter plays B's, else A's)
[ and ]            compare with another take
r                  replay the later take from the marked words
escape             back"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "play('a')", "Play A"),
        Binding("b", "play('b')", "Play B"),
        Binding("r", "replay", "Replay B"),
        Binding("[", "other(1)", "Earlier take", show=False),
        Binding("]", "other(-1)", "Later take", show=False),
        Binding("left", "step(-1)", "Previous tab", show=False, priority=True),
        Binding("right", "step(1)", "Next tab", show=False, priority=True),
        Binding("escape", "back", "Back", show=False),
        *(Binding(f"{n},f{n + 1}", f"tab({n - 1})", show=False) for n in range(1, 6)),
    ]

    def __init__(self, told: Told, others: Sequence[Telling]) -> None:
        super().__init__()
        self._told, self._others = told, tuple(others)
        self._chosen = 0
        self._pair: tuple[Told, Told] | None = None
        self._comparison: Comparison | None = None
        self._lines: dict[str, list[Pair]] = {}
        self._quotes: Quotes | None = None

    # Layout

    def compose(self) -> ComposeResult:
        """Lay out the head, the tabs, and one line for what happens."""
        yield Static(id="headline")
        yield Static(id="side-a")
        yield Static(id="side-b")
        yield TabStrip(TABS, id="tabs")
        with ContentSwitcher(initial=PANES[0], id="panes"):
            yield EvidenceList(id="checklist")
            with VerticalScroll(id="arc"):
                yield Static(id="arcs")
            with VerticalScroll(id="delivery"):
                yield Static(id="figures")
            yield EvidenceList(id="numbers")
            yield EvidenceList(id="words")
        yield Static(id="hint", classes="hint")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Load the other take, and compare."""
        context = app_of(self).context
        self._quotes = Quotes(context.player, context.services.store)
        self._head(self._told[1].question.text)
        self.action_tab(0)
        self._load()

    async def on_unmount(self) -> None:
        """Stop playing."""
        if self._quotes is not None:
            await self._quotes.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew."""
        self._show(keep=True)

    def _head(self, words: str) -> None:
        told = line(words, 400, "$foreground-muted")
        title = Content.assemble(("Compare", "bold $text-primary"), "  ", told)
        self.query_one("#headline", Static).update(title)

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        """Read the chosen take; aligning long answers takes a moment, so off the event loop."""
        telling = self._others[self._chosen]
        self._say("Comparing…")
        try:
            other = await asyncio.to_thread(self._read, telling)
            pair = in_order(self._told, other)
            found = await asyncio.to_thread(compared, pair[0][1], pair[1][1])
        except HotseatError as error:
            self._say(f"{telling.session}: {error}")
            return
        self._pair, self._comparison = pair, found
        self._show()

    def _read(self, telling: Telling) -> Told:
        own = self._told[0]
        if telling.session == own.name:
            session = own
        else:
            session = app_of(self).context.services.store.load(telling.session)
        if telling.take:
            take = next((t for t in session.takes if t.number == telling.take), None)
        else:
            take = telling_in(session, self._told[1])
        if take is None:
            raise HotseatError("it holds no take to compare with")
        return session, take

    # What is shown

    def _show(self, *, keep: bool = False) -> None:
        if self._pair is None or self._comparison is None:
            return
        told = self._comparison
        (first, before), (second, after) = self._pair
        self._head(text.asked(before, after) or text.unlike(before, after))
        sides = (("A", first, before, after), ("B", second, after, before))
        for letter, session, take, other in sides:
            shown = text.side(letter, session, take, text.which(take, other))
            self.query_one(f"#side-{letter.lower()}", Static).update(shown)
        width = self.size.width - 7
        self._lines = {
            "checklist": text.checklist(told, before, after, width),
            "numbers": text.numbers(told),
            "words": words(told, before, after, width),
        }
        for name, lines in self._lines.items():
            entries = [Entry(pair.words, heading=pair.heading) for pair in lines]
            self.query_one(f"#{name}", EvidenceList).show(entries, keep=keep)
        self.query_one("#arcs", Static).update(arcs(before, after, width))
        self.query_one("#figures", Static).update(text.delivery(told, before, after))
        self._hint()

    def _hint(self) -> None:
        if self._comparison is None:
            return
        many = len(self._others)
        others = f" · [ and ] another take, {self._chosen + 1} of {many}" if many > 1 else ""
        hints = {
            0: f"! critical · a and b play the words{others}",
            1: f"━ specific, ╍ vague, on one scale{others}",
            2: f"what was not measured well is not shown{others}",
            3: f"a and b play the words{others}",
            4: f"{legend(self._comparison.rows)}",
        }
        self._say(hints[self._tab])

    def _say(self, said: str) -> None:
        self.query_one("#hint", Static).update(line(said, 400))

    # Tabs and takes

    @property
    def _tab(self) -> int:
        return self.query_one(TabStrip).current

    def action_tab(self, index: int) -> None:
        """Open a tab."""
        self.query_one(TabStrip).current = index
        self.query_one("#panes", ContentSwitcher).current = PANES[index]
        self.query_one(f"#{PANES[index]}", Widget).focus()
        self._hint()

    def action_step(self, by: int) -> None:
        """Open the next or previous tab."""
        self.action_tab((self._tab + by) % len(TABS))

    @on(TabStrip.Asked)
    def open_tab(self, event: TabStrip.Asked) -> None:
        """Open the tab that was clicked."""
        self.action_tab(event.index)

    def action_other(self, by: int) -> None:
        """Compare with another take."""
        if not 0 <= self._chosen + by < len(self._others):
            self._say("There is no other take to compare with that way.")
            return
        self._chosen += by
        self._load()

    # Playing

    @property
    def _marked(self) -> Pair | None:
        name = PANES[self._tab]
        lines = self._lines.get(name, [])
        at = self.query_one(f"#{name}", EvidenceList).highlighted if name in LISTS else None
        return lines[at] if at is not None and at < len(lines) else None

    @on(OptionList.OptionSelected)
    def play_line(self, event: OptionList.OptionSelected) -> None:
        """Play the chosen line."""
        event.stop()
        marked = self._marked
        self.action_play("b" if marked is not None and marked.after is not None else "a")

    def action_play(self, letter: str) -> None:
        """Play the marked words of one of the takes."""
        marked = self._marked
        evidence = None
        if marked is not None:
            evidence = marked.before if letter == "a" else marked.after
        if self._pair is None or evidence is None:
            self._say(f"{letter.upper()} has no words on this line to play.")
            return
        session, take = self._pair[letter == "b"]
        if not take.audio:
            self._say(f"There is no sound to play: {letter.upper()} was typed.")
        elif evidence.start is None:
            self._say("These words carry no time, so they cannot be played.")
        else:
            self._play(letter, session, take, evidence)

    @work(exclusive=True, group="play")
    async def _play(self, letter: str, session: Session, take: Take, found: Evidence) -> None:
        if self._quotes is None or found.start is None:
            return
        try:
            await self._quotes.play(session, take, found.start, found.stop)
        except HotseatError as error:
            self._say(str(error))
        else:
            self._say(f"Playing {letter.upper()} from {found.start:.1f} s")

    # Ways on

    def action_replay(self) -> None:
        """Replay the later take, from the marked words on."""
        if self._pair is None:
            return
        session, take = self._pair[1]
        marked = self._marked
        at = marked.after.start if marked is not None and marked.after is not None else None
        self._replay(session, take.number, at or 0.0)

    @work(exclusive=True, group="replay")
    async def _replay(self, session: Session, take: int, at: float) -> None:
        """Open the replay on what is kept by now: notes may have been written meanwhile."""
        app = app_of(self)
        with contextlib.suppress(HotseatError):  # it was read before, and that will do
            session = await asyncio.to_thread(app.context.services.store.load, session.name)
        app.open_replay(session, take, at)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
