"""How a clock looks: its zone in words as well as in colour."""

from hotseat.domain.clock import Reading, Zone
from hotseat.domain.text import clock_face

ZONE_STYLES: dict[Zone, str] = {
    Zone.RUNNING: "$text-success",
    Zone.CLOSING: "$text-warning",
    Zone.OVER: "$text-error",
}


def reading_words(reading: Reading) -> str:
    """Return a clock in words: what is left, or how far it is over."""
    if reading.zone is Zone.OVER:
        return f"{clock_face(-reading.left)} over"
    return f"{clock_face(reading.left + 0.999)} left"
