"""The clocks of a sitting: preparation, answer or reply, and the whole round."""

from hotseat.domain.choices import Mode
from hotseat.domain.clock import Reading, Stopwatch, Zone
from hotseat.interview.plan import REPLY_SECONDS, Plan
from hotseat.ports import Clock


class Timing:
    """Reads every clock from monotonic seconds.

    The round runs while an answer is given, and while a reply is thought over, as it does with an
    interviewer; it stands still while the machine works and while the candidate pauses.
    """

    def __init__(self, plan: Plan, clock: Clock, round_spent: float) -> None:
        self._plan, self._clock = plan, clock
        self._put_at = clock.monotonic()
        self._prep_seconds = float(plan.question.prep_seconds)
        self._answer, self._round = Stopwatch(), Stopwatch(round_spent)
        self._zone = Zone.RUNNING
        self._replying = False
        self.held = False

    def put(self, *, replying: bool, prep: float = 0.0) -> None:
        """A question or probe came on screen."""
        self._put_at, self._prep_seconds = self._clock.monotonic(), prep
        self._replying = replying
        self._answer, self._zone = Stopwatch(), Zone.RUNNING
        self.held = False
        if replying:
            self._round.start(self._clock.monotonic())

    def hold(self) -> None:
        """Stop the round while a reply is thought over, or let it run on."""
        self.held = not self.held
        now = self._clock.monotonic()
        if self.held:
            self._round.pause(now)
        else:
            self._round.start(now)

    def start(self) -> None:
        """The candidate begins, or goes on."""
        self.held = False
        now = self._clock.monotonic()
        self._answer.start(now)
        self._round.start(now)

    def stop(self) -> None:
        """The candidate ends, or pauses."""
        now = self._clock.monotonic()
        self._answer.pause(now)
        self._round.pause(now)

    def prep_used(self) -> float:
        """Seconds of preparation spent so far, at most what was allowed."""
        waited = max(0.0, self._clock.monotonic() - self._put_at)
        return round(min(waited, self._prep_seconds), 1)

    def prep(self) -> Reading | None:
        """The preparation's clock; None where there is none."""
        if not self._prep_seconds:
            return None
        return Reading(self._clock.monotonic() - self._put_at, self._prep_seconds)

    def answer(self) -> Reading:
        """The clock of the answer or reply."""
        budget = REPLY_SECONDS if self._replying else self._plan.answer_seconds
        return Reading(self._answer.elapsed(self._clock.monotonic()), budget)

    def round(self) -> Reading:
        """The clock of the whole round; its budget is 0 where there is none."""
        elapsed = self._round.elapsed(self._clock.monotonic())
        return Reading(elapsed, self._plan.round_seconds)

    def round_over(self) -> bool:
        """Say whether the round's time is spent."""
        reading = self.round()
        return 0 < reading.budget <= reading.elapsed

    def entered(self) -> Zone | None:
        """Return the zone that the answer entered since the last call, or None."""
        zone = self.answer().zone
        if zone is self._zone:
            return None
        self._zone = zone
        return zone

    def limit_reached(self) -> bool:
        """Say whether the interviewer cuts in (real mode only)."""
        if self._plan.settings.mode is not Mode.REAL:
            return False
        limit = self._plan.reply_hard_limit if self._replying else self._plan.hard_limit
        return self.round_over() or self.answer().elapsed >= limit
