"""What each tab of the debrief shows; a tab is filled when it is first looked at."""

import asyncio
from collections.abc import Iterable

from textual import work
from textual.widgets import Static

from hotseat.domain.arc import arc_of
from hotseat.domain.choices import AnswerKind
from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session, Take
from hotseat.tui.screens import debrief_text as text
from hotseat.tui.screens.debrief_ways import WaysOnScreen
from hotseat.tui.screens.delivery_text import usual_before
from hotseat.tui.typed_app import app_of
from hotseat.tui.widgets.arc_chart import ArcChart
from hotseat.tui.widgets.evidence_list import EvidenceList
from hotseat.tui.widgets.transcript_view import TranscriptView

TABS = ("Structure", "Transcript", "Delivery", "Probes", "Risk", "Arc", "Figures")
PANES = tuple(name.lower() for name in TABS)
JUDGED = ("structure", "probes", "risk")
"""The tabs that change with the candidate's own judgements."""


class PanesOnScreen(WaysOnScreen):
    """Fills the tabs from `session` and `take`, each only when it is looked at."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self._stale: dict[str, bool] = {}  # by pane, whether the mark is to stay where it is

    def _renew(self, panes: Iterable[str], *, keep: bool) -> None:
        """Say that panes no longer show what is so; `keep`: the mark stays on its line."""
        for name in panes:
            self._stale[name] = keep and self._stale.get(name, True)

    def _fill(self, name: str) -> None:
        """Bring a pane up to date, where it is not."""
        take = self.take
        if take is None or name not in self._stale:
            return
        keep = self._stale.pop(name)
        match name:
            case "structure":
                self._list(name).show(text.structure(take), keep=keep)
            case "probes":
                self._list(name).show(text.probes(self.session, take), keep=keep)
            case "risk":
                self._list(name).show(text.risk(self.session, take), keep=keep)
            case "transcript":
                self.query_one(TranscriptView).show(take.transcript, take.analysis)
            case "delivery":
                self._show_delivery(take)
            case "arc":
                self._show_arc(take)
            case "figures":
                self._list(name).show(text.figures(take), keep=keep)
                self._show_disagreements(take)

    def _list(self, name: str) -> EvidenceList:
        return self.query_one(f"#{name}", EvidenceList)

    def _show_arc(self, take: Take) -> None:
        chart, analysis = self.query_one(ArcChart), take.analysis
        if analysis is None:
            chart.show(None, (), text.arc_nothing(take))
        else:
            chart.show(arc_of(analysis, take.seconds), analysis.sentences)

    @work(exclusive=True, group="usual")
    async def _show_delivery(self, take: Take) -> None:
        """Show how it was said; what is usual takes a look at the other sessions."""
        figures = self.query_one("#spoken", Static)
        figures.update(text.delivery(take))
        if take.analysis is None or take.kind is AnswerKind.TYPED:
            return
        try:
            others = await asyncio.to_thread(app_of(self).context.services.store.summaries)
        except HotseatError:  # home tells that they cannot be listed; the figures stand alone
            return
        usual = usual_before(self.session, take, others)
        figures.update(text.delivery(take, usual))

    @work(exclusive=True, group="tellings")
    async def _show_disagreements(self, take: Take) -> None:
        """Add where the story was told with other figures; that takes a look at its sessions."""
        from hotseat.interview.tellings import told_apart

        store = app_of(self).context.services.store
        try:
            apart = await asyncio.to_thread(told_apart, store, self.session)
        except HotseatError:  # home tells that they cannot be listed; the figures stand alone
            return
        if apart and self.take is take and "figures" not in self._stale:
            shown = [*text.figures(take), *text.figures_apart(apart)]
            self._list("figures").show(shown, keep=True)
