"""Time budgets. Every reading compares monotonic seconds; nothing counts ticks."""

from dataclasses import dataclass
from enum import StrEnum

# The last part of a budget in which an interviewer expects the answer to land.
CLOSING_SHARE = 0.2


class Zone(StrEnum):
    """Where in its budget a clock stands, in words that the screen shows."""

    RUNNING = "time left"
    CLOSING = "wrap up"
    OVER = "over time"


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock at one moment, in seconds; `left` turns negative once the budget is spent."""

    elapsed: float
    budget: float

    @property
    def left(self) -> float:
        """Seconds of budget left; negative when over."""
        return self.budget - self.elapsed

    @property
    def zone(self) -> Zone:
        """The zone of the budget; a budget of 0 is never over."""
        if self.budget <= 0:
            return Zone.RUNNING
        if self.left <= 0:
            return Zone.OVER
        return Zone.CLOSING if self.left <= self.budget * CLOSING_SHARE else Zone.RUNNING


class Stopwatch:
    """Adds up monotonic seconds between start and pause."""

    def __init__(self, banked: float = 0.0) -> None:
        self._banked = banked
        self._since: float | None = None

    @property
    def running(self) -> bool:
        """Say whether time is being added."""
        return self._since is not None

    def start(self, now: float) -> None:
        """Begin or go on; does nothing while running."""
        if self._since is None:
            self._since = now

    def pause(self, now: float) -> None:
        """Stop adding; does nothing while paused."""
        if self._since is not None:
            self._banked += now - self._since
            self._since = None

    def elapsed(self, now: float) -> float:
        """Return the seconds added up so far."""
        return self._banked + (now - self._since if self._since is not None else 0.0)
