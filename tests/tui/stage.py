"""A world with saved sessions in it, whose sound is as long as their takes."""

import unicodedata
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from hotseat.domain.session import Session
from tests.fakes.asr import FakeTranscriber
from tests.fakes.audio import FakePlayer
from tests.fakes.store import MemoryStore
from tests.tui.apps import World, text_of
from tests.tui.waiting import until

SIZE = (80, 24)
"""The smallest terminal on which everything has to be there."""


def stage(root: Path, *sessions: Session) -> World:
    """Return a world that holds the sessions; every take with audio can be played."""
    world = World(store=MemoryStore(root))
    for session in sessions:
        world.keep(session)
    lengths = {
        Path(take.audio).name: take.seconds
        for session in sessions
        for take in session.takes
        if take.audio
    }
    world.player = FakePlayer(world.clock, lengths)
    world.transcriber = FakeTranscriber()
    return world


def running(world: World, size: tuple[int, int] = SIZE) -> AbstractAsyncContextManager[Pilot[None]]:
    """Return the app of a world, running; what goes wrong in a notice or tooltip is not hidden."""
    return world.app().run_test(size=size, notifications=True, tooltips=True)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let the app see to all that follows at once."""
    await pilot.press(*keys)
    await pilot.pause()


def played(world: World) -> list[tuple[str, float, float | None]]:
    """Return every stretch that was played, with its file's name."""
    return [(b.path.name, *stretch) for b in world.player.playbacks for stretch in b.played]


async def until_shown(pilot: Pilot[None], words: str) -> None:
    """Wait until the words stand on the screen."""
    await until(pilot, lambda: words in text_of(pilot))


def in_front(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Say whether a kind of screen is in front."""
    return isinstance(pilot.app.screen, kind)


async def open_on(pilot: Pilot[None], screen: Screen[Any]) -> list[Any]:
    """Put a screen in front; what it returns lands in the list."""
    returned: list[Any] = []
    pilot.app.push_screen(screen, returned.append)
    await until(pilot, lambda: pilot.app.screen is screen)
    return returned


def harmless(text: str) -> bool:
    """Say whether a screen's text holds no control, escape or bidi character."""
    return not any(
        unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in text if letter != "\n"
    )


async def until_front(pilot: Pilot[None], screen: Screen[Any]) -> None:
    """Wait until a screen is in front."""
    await until(pilot, lambda: pilot.app.screen is screen)


async def until_returned(pilot: Pilot[None], returned: list[Any]) -> None:
    """Wait until a screen has returned."""
    await until(pilot, lambda: len(returned) > 0)
