"""One sitting with fakes at every port."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from hotseat.domain.bank import Curveball
from hotseat.domain.choices import Format, Mode, Settings
from hotseat.domain.rubric import Element
from hotseat.domain.session import AskedQuestion, Session
from hotseat.interview import Event, Phase, Plan, Services, View
from hotseat.interview.room import Interview
from tests.fakes.asr import FakeTranscriber
from tests.fakes.audio import FakeRecorder
from tests.fakes.clock import FakeClock
from tests.fakes.coach import FakeCoach, question, use_fake_coach
from tests.fakes.store import MemoryStore

STRONG = (
    "situation! hypothesis! fix! ownership! we cut the scope. "
    "The breakdown? was somewhere between the teams."
)


@dataclass
class Sitting:
    """An interview, its world, and shorthands for what a candidate does."""

    interview: Interview
    clock: FakeClock
    recorder: FakeRecorder
    transcriber: FakeTranscriber
    store: MemoryStore
    coach: FakeCoach
    plan: Plan
    events: list[Event] = field(default_factory=list)

    @property
    def view(self) -> View:
        """What is shown now."""
        return self.interview.view()

    @property
    def saved(self) -> Session:
        """The session as it is on disk."""
        return self.store.load(self.interview.session.name)

    def phase(self) -> Phase:
        """Where the interview stands now."""
        return self.interview.phase

    async def answer(self, seconds: float = 60.0) -> None:
        """Record for some seconds, and stop."""
        await self.interview.record()
        self.clock.pass_(seconds)
        self.interview.tick()
        await self.interview.stop()

    async def ticks(self, condition: Callable[[], bool]) -> None:
        """Tick until the condition holds."""
        for _ in range(2000):
            self.interview.tick()
            if condition():
                return
            await asyncio.sleep(0.001)
        raise AssertionError("the condition never held")

    def again(self, session: Session | None = None) -> "Sitting":
        """Start over with what is on disk, as after a crash; nothing in memory is left."""
        return _sitting(self, session or self.saved)


@dataclass
class World:
    """Makes sittings."""

    coach: FakeCoach
    root: Path

    def __call__(
        self,
        format: Format = Format.DRILL,
        mode: Mode = Mode.STUDY,
        *,
        says: tuple[str, ...] = (STRONG,),
        asked: AskedQuestion | None = None,
        ball: bool = False,
    ) -> Sitting:
        clock = FakeClock()
        curveball = Curveball("cut", "You lose two engineers. What goes?", (), (Element.TRADEOFF,))
        put = asked or question()
        if format is Format.GRILLING:
            put = replace(put, answer_seconds=180)
        plan = Plan(Settings(format=format, mode=mode), put, curveball if ball else None)
        blank = Sitting(
            interview=None,  # type: ignore[arg-type]
            clock=clock,
            recorder=FakeRecorder(clock),
            transcriber=FakeTranscriber(says),
            store=MemoryStore(self.root),
            coach=self.coach,
            plan=plan,
        )
        return _sitting(blank, Session("", "2026-03-02T09:00:00+00:00", plan.settings))


def _sitting(like: Sitting, session: Session) -> Sitting:
    made = replace(like, events=[])
    ports = Services(made.recorder, made.transcriber, made.store, made.clock)
    made.interview = Interview(made.plan, session, ports, made.events.append)
    return made


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """Make sittings with the scripted coach."""
    return World(use_fake_coach(monkeypatch), tmp_path)
