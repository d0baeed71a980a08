"""Waiting in screen tests: on what a user would see, never for a length of time."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

PATIENCE = 10.0
"""Seconds after which a condition counts as never coming true."""


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Let the app run until the condition holds; fails the test when it never does."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE
    await pilot.pause()
    while not condition():
        if loop.time() > deadline:
            raise AssertionError("waited in vain for what the test expects on screen")
        await asyncio.sleep(0.01)
        await pilot.pause()
