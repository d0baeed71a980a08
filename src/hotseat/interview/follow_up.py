"""Which probe comes next, whether or not the coach could hear the answer."""

import asyncio
from dataclasses import replace

from hotseat.coach import grilling
from hotseat.coach.analysis import analyse
from hotseat.domain.analysis import Analysis, Probe
from hotseat.domain.session import Rung, Session, Take, answers, replies
from hotseat.domain.transcript import Transcript, not_english
from hotseat.interview.plan import CURVEBALL_AFTER_SECONDS, Plan

# A gap is asked about twice, and once more where the coach goes a level deeper.
SILENCES = 3


class FollowUp:
    """Keeps asking about one answer. Without a transcript only the bank's own probes are left."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._grill: grilling.Grill | None = None
        self._asked: list[Probe] = []
        self._unheard: Probe | None = None
        self._thrown = False

    @property
    def asked(self) -> int:
        """How many probes were put so far."""
        return len(self._asked)

    def begin(self, transcript: Transcript | None, analysis: Analysis | None) -> None:
        """Start from an answer (None where it could not be transcribed)."""
        self._asked, self._thrown, self._grill = [], False, None
        self._unheard = None
        if transcript is not None and analysis is not None:
            settings = self._plan.settings
            self._grill = grilling.begin(
                self._plan.question, transcript, analysis, settings.level, settings.style
            )

    def next(self, round_elapsed: float) -> Probe | None:
        """Return the next probe, or None when enough was asked. `round_elapsed` in seconds."""
        if self._plan.probes and len(self._asked) >= self._plan.probes:
            return None
        self._pass_over()
        probe = self._curveball(round_elapsed) or self._probe()
        if probe is not None:
            self._ask(probe)
        return probe

    def hear(
        self, probe: Probe, reply: Transcript, minute: float, take: int
    ) -> tuple[Rung | None, Analysis | None]:
        """Judge a reply; (None, None) where the answer itself could not be heard."""
        if self._grill is None:
            return None, None
        self._unheard = None
        self._grill, rung, analysis = grilling.hear(self._grill, probe, reply, minute, take)
        return rung, analysis

    async def judge(
        self, take: Take, transcript: Transcript, minute: float
    ) -> tuple[Take, Rung | None]:
        """Judge a take off the event loop: an answer, or a reply with its step of the ladder.

        An answer in another language than English is not judged.
        """
        if not_english(transcript):
            if take.probe is None:
                self.begin(None, None)
            return replace(take, analysis=None), None
        if take.probe is not None:
            rung, heard = await asyncio.to_thread(
                self.hear, take.probe, transcript, minute, take.number
            )
            return replace(take, analysis=heard, verdict=rung.verdict if rung else None), rung
        analysis = await asyncio.to_thread(
            analyse, transcript, self._plan.question, level=self._plan.settings.level
        )
        self.begin(transcript, analysis)
        return replace(take, analysis=analysis), None

    def recall(self, session: Session) -> None:
        """Take up a saved session: its answer, and the replies already given."""
        told = answers(session)
        if not told:
            return
        last = told[-1]
        self.begin(last.transcript, last.analysis)
        for take in replies(session, last):
            if take.probe is not None:
                self._pass_over()
                self._ask(take.probe)
                self._hear_again(take, session)
        if session.pending_probe is not None and session.pending_probe not in self._asked:
            self._pass_over()
            self._ask(session.pending_probe)

    def reworded(self, session: Session) -> "FollowUp":
        """Return the same questioning over the session's texts as they are now worded.

        What was asked stays asked, in its order.
        """
        made, told = FollowUp(self._plan), answers(session)
        if self._grill is None or not told:
            return self
        last = told[-1]
        made.begin(last.transcript, last.analysis)
        given = {take.probe.text: take for take in replies(session, last) if take.probe}
        for probe in self._asked:
            made._pass_over()
            made._ask(probe)
            if probe.text in given:
                made._hear_again(given[probe.text], session)
        return made

    def _pass_over(self) -> None:
        """A probe was skipped, or its reply could not be heard: silence moves the coach on."""
        probe, self._unheard = self._unheard, None
        if probe is None or self._grill is None:
            return
        for turn in range(SILENCES):
            standing = grilling.next_probe(self._grill)
            if standing is None or standing.target != probe.target:
                return
            if turn == 0 and standing.text != probe.text:
                return  # a curveball: the coach never counted on it
            self._grill, _, _ = grilling.hear(self._grill, standing, Transcript(""), 0.0, 0)

    def _ask(self, probe: Probe) -> None:
        self._asked.append(probe)
        self._unheard = probe
        self._thrown = self._thrown or probe.source == "curveball"

    def _hear_again(self, take: Take, session: Session) -> None:
        if take.probe is None or take.transcript is None or self._grill is None:
            return
        minute = next((r.minute for r in session.ladder if r.take == take.number), 0.0)
        self.hear(take.probe, take.transcript, minute, take.number)

    def _curveball(self, round_elapsed: float) -> Probe | None:
        ball = self._plan.curveball
        due = self._plan.round_seconds > 0 and round_elapsed >= CURVEBALL_AFTER_SECONDS
        if ball is None or self._thrown or not due or self._grill is None:
            return None
        self._thrown = True
        return grilling.throw(self._grill, ball)

    def _probe(self) -> Probe | None:
        if self._grill is not None:
            return grilling.next_probe(self._grill)
        asked = {probe.text for probe in self._asked}
        left = (probe for probe in self._plan.question.probes if probe.text not in asked)
        return next((replace(probe, why="From the question bank") for probe in left), None)
