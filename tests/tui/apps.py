"""An app with fakes at its ports, and small ways to look at its screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from hotseat.config import Config
from hotseat.domain.bank import Bank, Curveball, Problem, Question
from hotseat.domain.errors import HotseatError
from hotseat.domain.exporting import Exported, ExportOrder
from hotseat.domain.rubric import RUBRICS, Element, Level
from hotseat.domain.session import Session
from hotseat.interview import Services
from hotseat.ports import CaptureEnd, CaptureResult, InputDevice, InputLevel, Player, Transcriber
from hotseat.tui.app import HotseatApp
from hotseat.tui.context import Context, Start
from tests.fakes.asr import FakeTranscriber
from tests.fakes.banks import FakeImporter, FakeShelf
from tests.fakes.search import MemorySearch
from tests.fakes.store import MemoryStore


class StillClock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 3, 14, 9, 0, tzinfo=UTC) + timedelta(seconds=self.seconds)


@dataclass
class LevelOnly:
    """A microphone that hears a steady tone and keeps nothing."""

    path: Path | None = None
    stopped: bool = False

    def seconds(self) -> float:
        return 0.0

    def level(self) -> InputLevel:
        return InputLevel(-14.0, -20.0, False)

    def failure(self) -> CaptureResult | None:
        return None

    def pause(self) -> None:
        """Go on hearing."""

    def resume(self) -> None:
        """Go on hearing."""

    def stop(self) -> CaptureResult:
        self.stopped = True
        return CaptureResult(CaptureEnd.STOPPED, 0.0)


@dataclass
class Microphones:
    """Offers devices and remembers what was opened."""

    names: tuple[str, ...] = ("Built-in", "Headset")
    opened: list[tuple[str, LevelOnly]] = field(default_factory=list)

    def devices(self) -> Sequence[InputDevice]:
        return [InputDevice(name, name, number == 0) for number, name in enumerate(self.names)]

    def open(self, path: Path | None, device: str = "") -> LevelOnly:
        recording = LevelOnly(path)
        self.opened.append((device, recording))
        return recording


def bank() -> Bank:
    """A bank with a question for every type at every level, and one curveball."""
    questions = tuple(
        Question(
            id=f"{kind.replace('_', '-')}-{level}",
            text=f"A {level} question about {kind.replace('_', ' ')}?",
            type=kind,
            level=level,
            prep_seconds=30,
            answer_seconds=180,
        )
        for kind in RUBRICS
        for level in Level
    )
    ball = Curveball("cut", "A third is gone. What goes?", tuple(RUBRICS), (Element.TRADEOFF,))
    return Bank("test-bank", "Test bank", questions=questions, curveballs=(ball,))


@dataclass
class World:
    """What an app under test stands on."""

    store: MemoryStore = field(default_factory=MemoryStore)
    microphones: Microphones = field(default_factory=Microphones)
    clock: StillClock = field(default_factory=StillClock)
    config: Config = field(default_factory=Config)
    problems: list[Problem] = field(default_factory=list)
    saved: list[Config] = field(default_factory=list)
    transcriber: Any = field(default_factory=FakeTranscriber)
    player: Any = None
    banks: list[Bank] = field(default_factory=lambda: [bank()])
    shelf: Any = field(default_factory=FakeShelf)
    importer: Any = field(default_factory=FakeImporter)
    edit: Any = None
    exported: list[ExportOrder] = field(default_factory=list)
    export_fails: str = ""

    def export(self, session: Session, order: ExportOrder) -> Exported:
        """Remember what was to be exported, and say that it was."""
        self.exported.append(order)
        if self.export_fails:
            raise HotseatError(self.export_fails)
        return Exported((Path(f"/nowhere/{session.name}.{order.form}"),))

    def keep(self, session: Session, name: str = "") -> None:
        """Put a session into the store."""
        kept = replace(session, name=name or session.name or "kept")
        self.store.sessions[kept.name] = kept

    def app(self, start: Start | None = None) -> HotseatApp:
        """Return the app, not yet running."""
        services = Services(
            self.microphones, cast("Transcriber", self.transcriber), self.store, self.clock
        )
        context = Context(
            workspace=Path("/nowhere/workspace"),
            services=services,
            player=cast("Player", self.player),
            config=self.config,
            load_banks=lambda: (self.banks, self.problems),
            save_config=self.saved.append,
            export=self.export,
            models=lambda: ["tiny.en"],
            search=MemorySearch(self.store),
            hear_with=lambda model: cast("Transcriber", self.transcriber),
            shelf=self.shelf,
            importer=self.importer,
            edit=self.edit,
        )
        return HotseatApp(context, start)


def text_of(pilot: Pilot[Any]) -> str:
    """Return what is on the screen, line by line."""
    screen = pilot.app.screen
    return "\n".join(
        "".join(segment.text for segment in strip).rstrip()
        for strip in screen._compositor.render_strips()
    )
