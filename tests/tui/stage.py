"""A world with saved sessions in it, whose sound is as long as their takes."""

from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from hotseat.domain.session import Session
from tests.fakes.asr import FakeTranscriber
from tests.fakes.audio import FakePlayer
from tests.fakes.store import MemoryStore
from tests.tui.apps import World, text_of
from tests.tui.waiting import until


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


def played(world: World) -> list[tuple[str, float, float | None]]:
    """Return every stretch that was played, with its file's name."""
    return [(b.path.name, *stretch) for b in world.player.playbacks for stretch in b.played]


async def until_shown(pilot: Pilot[None], words: str) -> None:
    """Wait until the words stand on the screen."""
    await until(pilot, lambda: words in text_of(pilot))


def on_screen(app: App[None], kind: type) -> bool:
    """Say whether a kind of screen is in front."""
    return isinstance(app.screen, kind)
