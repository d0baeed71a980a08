"""Time that a test turns."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """Implements ports.Clock; stands still until `pass_` is called."""

    def __init__(self, seconds: float = 1000.0) -> None:
        self.seconds = self._begun = seconds

    def pass_(self, seconds: float) -> None:
        """Let time go by."""
        self.seconds += seconds

    def monotonic(self) -> float:
        """Return the seconds so far."""
        return self.seconds

    def now(self) -> datetime:
        """Return a time on a fixed day."""
        return START + timedelta(seconds=self.seconds - self._begun)
