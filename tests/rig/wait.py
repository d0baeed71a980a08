"""Wait for what has to happen, never for a time."""

import time
from collections.abc import Callable


def until(condition: Callable[[], object], what: str = "it", seconds: float = 10.0) -> float:
    """Return the seconds it took until the condition held; fails after `seconds`."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"{what} did not happen within {seconds} s"
        time.sleep(0.01)
    return time.monotonic() - began
