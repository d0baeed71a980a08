"""Which probe comes next, whether or not the coach could hear the answer."""

from dataclasses import replace

from hotseat.coach import grilling
from hotseat.domain.analysis import Analysis, Probe
from hotseat.domain.session import Rung, Session, Take, answers, replies
from hotseat.domain.transcript import Transcript
from hotseat.interview.plan import CURVEBALL_AFTER_SECONDS, Plan


class FollowUp:
    """Keeps asking about one answer. Without a transcript only the bank's own probes are left."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._grill: grilling.Grill | None = None
        self._asked: list[Probe] = []
        self._thrown = False

    @property
    def asked(self) -> int:
        """How many probes were put so far."""
        return len(self._asked)

    def begin(self, transcript: Transcript | None, analysis: Analysis | None) -> None:
        """Start from an answer (None where it could not be transcribed)."""
        self._asked, self._thrown, self._grill = [], False, None
        if transcript is not None and analysis is not None:
            level = self._plan.settings.level
            self._grill = grilling.begin(self._plan.question, transcript, analysis, level)

    def next(self, round_elapsed: float) -> Probe | None:
        """Return the next probe, or None when enough was asked. `round_elapsed` in seconds."""
        if self._plan.probes and len(self._asked) >= self._plan.probes:
            return None
        probe = self._curveball(round_elapsed) or self._probe()
        if probe is not None:
            self._asked.append(probe)
        return probe

    def hear(
        self, probe: Probe, reply: Transcript, minute: float, take: int
    ) -> tuple[Rung | None, Analysis | None]:
        """Judge a reply; (None, None) where the answer itself could not be heard."""
        if self._grill is None:
            return None, None
        self._grill, rung, analysis = grilling.hear(self._grill, probe, reply, minute, take)
        return rung, analysis

    def recall(self, session: Session) -> None:
        """Take up a saved session: its answer, and the replies already given."""
        told = answers(session)
        if not told:
            return
        last = told[-1]
        self.begin(last.transcript, last.analysis)
        for take in replies(session, last):
            if take.probe is not None:
                self._asked.append(take.probe)
                self._thrown = self._thrown or take.probe.source == "curveball"
                self._hear_again(take, session)

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
