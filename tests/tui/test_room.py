"""The interview room, as a candidate sees it and drives it by keys."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Footer, Static, TextArea
from textual.widgets._footer import FooterKey

from hotseat.config import Config
from hotseat.domain.bank import Curveball
from hotseat.domain.choices import AnswerKind, Format, Mode, Settings
from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.rubric import Element
from hotseat.domain.session import AskedQuestion, Session
from hotseat.interview import Phase, Plan
from hotseat.ports import CaptureEnd, InputLevel
from hotseat.tui.app import HotseatApp
from hotseat.tui.context import Start
from hotseat.tui.room_keys import ALIASES, KEYS
from hotseat.tui.screens.confirm import ConfirmScreen
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.home import HomeScreen
from hotseat.tui.screens.room import RoomScreen
from tests.fakes.asr import FakeTranscriber
from tests.fakes.audio import FakeRecorder
from tests.fakes.clock import FakeClock
from tests.fakes.coach import question, use_fake_coach
from tests.fakes.store import MemoryStore
from tests.tui.apps import World, text_of
from tests.tui.sample import HOSTILE
from tests.tui.waiting import until

STORY = "situation! We were to ship in March. The breakdown? was between the teams."
DODGE = "We sort of dodge aligned over a number of meetings."
RULE = "We put a rule in: no date without an owner."


@dataclass
class Seat:
    """An app in the room, and shorthands for what a candidate does and sees."""

    pilot: Pilot[Any]
    app: HotseatApp
    clock: FakeClock
    recorder: FakeRecorder
    transcriber: FakeTranscriber
    store: MemoryStore

    @property
    def room(self) -> RoomScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, RoomScreen))

    @property
    def phase(self) -> Phase:
        return self.room.interview.phase

    @property
    def session(self) -> Session:
        return next(iter(self.store.sessions.values()))

    async def sees(self, words: str) -> None:
        """Wait until the words are on screen."""
        try:
            await until(self.pilot, lambda: words in text_of(self.pilot))
        except AssertionError:
            raise AssertionError(f"{words!r} is not on\n{text_of(self.pilot)}") from None

    async def until(self, condition: Callable[[], object]) -> None:
        await until(self.pilot, condition)

    async def in_front(self, screen: type[Any]) -> None:
        await until(self.pilot, lambda: isinstance(self.app.screen, screen))

    async def reach(self, phase: Phase) -> None:
        await until(self.pilot, lambda: self.phase is phase)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def answer(self, seconds: float = 30) -> None:
        """Record and stop."""
        await self.press("f5")
        await self.reach(Phase.RECORDING)
        self.clock.pass_(seconds)
        await self.press("f5")

    async def captioned(self) -> None:
        """Wait until all words of the take under way are shown and settled."""

        def settled() -> bool:
            captions = self.room.interview.view().captions
            return bool(captions.committed) and not captions.provisional

        await until(self.pilot, settled)

    async def told(self) -> None:
        """Answer the question, and go on from the debrief to the first probe."""
        await self.answer()
        await self.in_front(DebriefScreen)
        cast("DebriefScreen", self.app.screen).dismiss("go_on")
        await self.reach(Phase.PREP)
        await self.in_front(RoomScreen)

    def footer(self) -> list[str]:
        keys = self.app.screen.query_one(Footer).query(FooterKey)
        return [key.description for key in keys]


@pytest.fixture(autouse=True)
def _coach(monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_coach(monkeypatch)


def plan(format: Format = Format.DRILL, mode: Mode = Mode.STUDY, **changes: Any) -> Plan:
    ball = Curveball("cut", "You lose two engineers. What goes?", (), (Element.TRADEOFF,))
    settings = Settings(format=format, mode=mode, answer=changes.pop("answer", AnswerKind.SPOKEN))
    asked = changes.pop("asked", None) or question(**changes)
    return Plan(settings, asked, ball)


def _world(
    planned: Plan | None,
    says: tuple[str, ...] = (STORY, DODGE, RULE),
    config: Config | None = None,
    store: MemoryStore | None = None,
) -> tuple[HotseatApp, tuple[FakeClock, FakeRecorder, FakeTranscriber, MemoryStore]]:
    clock = FakeClock()
    recorder, transcriber = FakeRecorder(clock), FakeTranscriber(says)
    kept = store or MemoryStore()
    world = World(
        store=kept,
        microphones=cast("Any", recorder),
        clock=cast("Any", clock),
        config=config or Config(),
        transcriber=transcriber,
    )
    start = Start(plan=planned) if planned is not None else None
    return world.app(start), (clock, recorder, transcriber, kept)


@asynccontextmanager
async def seated(
    planned: Plan | None = None,
    *,
    says: tuple[str, ...] = (STORY, DODGE, RULE),
    size: tuple[int, int] = (80, 24),
    config: Config | None = None,
    store: MemoryStore | None = None,
    session: Session | None = None,
) -> AsyncIterator[Seat]:
    started = (planned or plan()) if session is None else None
    app, parts = _world(started, says, config, store)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        if session is not None:
            app.open_room(planned or plan(), session)
        await until(pilot, lambda: isinstance(app.screen, RoomScreen) and app.screen.is_mounted)
        await pilot.pause()
        yield Seat(pilot, app, *parts)


async def test_preparation_shows_what_is_asked_and_what_is_left() -> None:
    async with seated() as seat:
        await seat.sees("Failed execution · drill · study mode · senior level")
        await seat.sees("Tell me about a time a launch failed")
        seat.clock.pass_(18)
        await seat.sees("0:42 to prepare")
        await seat.sees("PREPARING")
        await seat.sees("What changed for good")
        assert seat.footer() == ["Record", "Type", "Leave", "Help"]
        seat.clock.pass_(600)
        await seat.sees("ready when you are")
        assert not seat.recorder.recordings


async def test_recording_shows_clock_zones_seconds_on_disk_level_and_captions() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.sees("RECORDING")
        seat.clock.pass_(20)
        await seat.sees("1:40 left")
        await seat.sees("0:20 on disk")
        await seat.sees("-12 dB  good")
        await seat.sees("We were to ship in")
        seat.clock.pass_(80)
        await seat.sees("wrap up · 0:20 left")
        seat.clock.pass_(32)
        await seat.sees("0:12 over")
        assert seat.footer() == ["Stop", "Pause", "Retake", "Help"]


async def test_a_guess_is_told_from_words_that_stay_without_colour() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        await seat.sees(" …")
        await seat.captioned()
        await seat.until(lambda: " …" not in text_of(seat.pilot))


async def test_words_that_settle_turn_bright() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        await seat.captioned()
        live = seat.room.query_one("#live", Static)
        await seat.until(lambda: isinstance(live.content, Content) and not live.content.spans)


async def test_the_checklist_fills_in_words_and_marks_what_is_critical() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.sees("✓ Scene")
        await seat.sees("heard")
        await seat.sees("critical")
        broke = next(row for row in text_of(seat.pilot).splitlines() if "Where it broke" in row)
        assert "!" in broke


async def test_real_mode_shows_no_checklist_and_says_why_there_is_no_pause() -> None:
    async with seated(plan(mode=Mode.REAL)) as seat:
        await seat.press("f5")
        await seat.sees("RECORDING")
        assert "Where it broke" not in text_of(seat.pilot)
        await seat.press("f6")
        await seat.sees("Real mode has no pause")
        assert seat.phase is Phase.RECORDING


@pytest.mark.parametrize("key", ["f5", "ctrl+r", "space"])
async def test_keys_that_record_and_stop(key: str) -> None:
    async with seated() as seat:
        await seat.press(key)
        await seat.reach(Phase.RECORDING)
        seat.clock.pass_(5)
        await seat.press(key)
        await seat.in_front(DebriefScreen)
        assert seat.session.takes[0].seconds == 5


async def test_keys_work_wherever_the_focus_is() -> None:
    async with seated() as seat:
        for _ in range(4):
            await seat.press("tab")
            before = len(seat.recorder.recordings)
            await seat.press("f5")
            await seat.reach(Phase.RECORDING)
            assert len(seat.recorder.recordings) == before + 1
            await seat.press("f7")
            await seat.reach(Phase.PREP)


async def test_pause_and_go_on() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        seat.clock.pass_(10)
        await seat.press("f6")
        await seat.sees("PAUSED  0:10 on disk")
        seat.clock.pass_(60)
        assert "Go on" in seat.footer()
        await seat.press("f6")
        await seat.sees("RECORDING  0:10 on disk")


async def test_a_muted_microphone_is_told_after_some_seconds() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        seat.recorder.last.shown = InputLevel()
        await seat.sees("silent")
        assert "is the microphone muted" not in text_of(seat.pilot)
        seat.clock.pass_(6)
        await seat.sees("Silent for 6 s: is the microphone muted?")


async def test_working_says_so_and_can_be_left() -> None:
    async with seated() as seat:
        await until(seat.pilot, seat.transcriber.ready)
        await seat.press("f5")
        await seat.sees("We were to ship in")
        seat.transcriber.hold()
        seat.clock.pass_(9)
        await seat.press("f5")
        await seat.sees("WORKING  transcribing")
        await seat.press("f5")
        await seat.sees("One moment")
        await seat.press("escape")
        await seat.in_front(ConfirmScreen)
        await seat.press("2")
        await seat.in_front(HomeScreen)
        assert seat.session.takes[0].seconds == 9
        assert seat.session.state is SessionState.OPEN


async def test_the_debrief_follows_the_answer_and_its_edits_come_back() -> None:
    async with seated() as seat:
        await seat.answer()
        await seat.in_front(DebriefScreen)
        debrief = cast("DebriefScreen", seat.app.screen)
        debrief.session = replace(debrief.session, notes="Sooner")
        debrief.dismiss("retake")
        await seat.reach(Phase.PREP)
        await seat.until(lambda: seat.session.notes == "Sooner")
        assert seat.session.takes[0].retaken


async def test_a_debrief_closed_without_a_choice_leaves_a_way_on() -> None:
    async with seated() as seat:
        await seat.answer()
        await seat.in_front(DebriefScreen)
        cast("DebriefScreen", seat.app.screen).dismiss("")
        await seat.sees("✓ ANSWERED")
        await seat.sees("Enter: next probe")
        await seat.press("enter")
        await seat.sees("Probe 1 of 3")


async def test_a_probe_takes_the_place_of_the_question_and_its_reply_is_judged_inline() -> None:
    async with seated() as seat:
        await seat.told()
        await seat.sees("Probe 1 of 3")
        await seat.sees("Tell me more about bet?")
        await seat.sees("Why: Not heard")
        assert "Tell me about a time" not in text_of(seat.pilot)
        await seat.answer()
        await seat.sees("✗ dodged: Bet")
        await seat.sees("We sort of dodge")
        await seat.sees("Enter: next probe")
        await seat.press("enter")
        await seat.sees("Probe 2 of 3")
        await seat.sees("You said: “we sort of aligned”")
        await seat.answer()
        await seat.sees("✓ filled: Bet")


async def test_a_probe_can_be_skipped() -> None:
    async with seated() as seat:
        await seat.told()
        await seat.press("ctrl+n")
        await seat.sees("Probe 2 of 3")


async def test_a_finished_drill_gives_way_to_its_debrief() -> None:
    async with seated() as seat:
        await seat.told()
        await seat.press("f9")
        await seat.in_front(DebriefScreen)
        assert not any(isinstance(s, RoomScreen) for s in seat.app.screen_stack)
        assert seat.session.state is SessionState.FINISHED


async def test_finishing_in_mid_answer_asks_and_takes_the_answer_in() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        seat.clock.pass_(12)
        await seat.press("f9")
        await seat.in_front(ConfirmScreen)
        await seat.press("escape")
        await seat.in_front(RoomScreen)
        assert seat.phase is Phase.RECORDING
        await seat.press("f9")
        await seat.in_front(ConfirmScreen)
        await seat.press("2")
        await seat.in_front(DebriefScreen)
        assert seat.session.takes[0].transcript is not None


async def test_a_grilling_shows_the_conversation_and_the_round() -> None:
    async with seated(plan(Format.GRILLING)) as seat:
        await seat.told()
        await seat.sees("round 0:30 of 15:00")
        await seat.answer(45)
        await seat.sees("Probe 2")
        await seat.sees("Probe 1: Tell me more about bet?")
        await seat.sees("✗ dodged: Bet")
        await seat.sees("round 1:15 of 15:00")


async def test_real_mode_hides_verdicts_and_reasons() -> None:
    async with seated(plan(Format.GRILLING, Mode.REAL)) as seat:
        await seat.answer()
        await seat.sees("Probe 1")
        await seat.answer()
        await seat.sees("Probe 2")
        await seat.sees("We sort of dodge")
        assert "dodged:" not in text_of(seat.pilot)
        assert "Why:" not in text_of(seat.pilot)


async def test_typing_counts_words_and_hands_in() -> None:
    async with seated() as seat:
        await seat.press("f8")
        await seat.reach(Phase.TYPING)
        await seat.press(*"We shipped", "enter", *"late")
        await seat.sees("TYPING  3 words")
        seat.clock.pass_(20)
        await seat.sees("1:40 left")
        await seat.press("ctrl+s")
        await seat.in_front(DebriefScreen)
        (take,) = seat.session.takes
        assert take.transcript is not None
        assert take.transcript.text == "We shipped\nlate"
        assert not seat.recorder.recordings


async def test_typed_text_survives_resizing_and_speaking_instead() -> None:
    async with seated() as seat:
        await seat.press("f8")
        await seat.reach(Phase.TYPING)
        await seat.press(*"half a thought")
        await seat.pilot.resize_terminal(50, 14)
        await seat.pilot.resize_terminal(100, 30)
        await seat.press("f8")
        await seat.reach(Phase.PREP)
        await seat.press("f8")
        await seat.reach(Phase.TYPING)
        assert seat.room.query_one(TextArea).text == "half a thought"


async def test_leaving_with_typed_text_asks_and_keeps_it() -> None:
    async with seated() as seat:
        await seat.press("f8")
        await seat.reach(Phase.TYPING)
        await seat.press(*"half a thought", "escape")
        await seat.in_front(ConfirmScreen)
        await seat.press("2")
        await seat.in_front(HomeScreen)
        (take,) = seat.session.takes
        assert take.transcript is not None
        assert take.transcript.text == "half a thought"


async def test_a_typed_session_is_taken_up_where_it_was_left() -> None:
    async with seated() as seat:
        await seat.press("f8")
        await seat.reach(Phase.TYPING)
        await seat.press(*"half a thought", "escape")
        await seat.in_front(ConfirmScreen)
        await seat.press("2")
        await seat.in_front(HomeScreen)
        store, session = seat.store, seat.session
    async with seated(store=store, session=session) as seat:
        await seat.reach(Phase.TYPING)
        await seat.until(lambda: seat.room.query_one(TextArea).text == "half a thought")


async def test_leaving_with_nothing_said_does_not_ask() -> None:
    async with seated() as seat:
        await seat.press("escape")
        await seat.in_front(HomeScreen)
        assert not seat.store.sessions


async def test_abandoning_in_mid_take_keeps_the_audio() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        seat.clock.pass_(7)
        await seat.press("escape")
        await seat.in_front(ConfirmScreen)
        await seat.press("3")
        await seat.in_front(HomeScreen)
        assert seat.session.state is SessionState.ABANDONED
        assert seat.session.takes[0].seconds == 7
        assert seat.recorder.last.stops


async def test_quitting_from_the_debrief_asks_in_the_name_of_the_room() -> None:
    async with seated() as seat:
        await seat.answer()
        await seat.in_front(DebriefScreen)
        await seat.press("ctrl+q")
        await seat.in_front(ConfirmScreen)
        await seat.press("1")
        await seat.in_front(DebriefScreen)
        await seat.press("ctrl+q")
        await seat.in_front(ConfirmScreen)
        await seat.press("2")
        await seat.until(lambda: seat.app._exit)
        assert seat.session.state is SessionState.OPEN


async def test_quitting_in_mid_take_asks_and_keeps_the_audio() -> None:
    async with seated() as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        seat.clock.pass_(7)
        await seat.press("ctrl+q")
        await seat.in_front(ConfirmScreen)
        await seat.press("1")
        await seat.in_front(RoomScreen)
        assert seat.phase is Phase.RECORDING
        await seat.press("ctrl+q")
        await seat.in_front(ConfirmScreen)
        await seat.press("2")
        await seat.until(lambda: seat.app._exit)
        assert seat.session.takes[0].seconds == 7
        assert seat.session.state is SessionState.OPEN


async def test_trouble_with_the_microphone_is_one_line_with_a_way_on() -> None:
    async with seated() as seat:
        seat.recorder.refuses = HotseatError("No microphone was found: plug one in, or press F8")
        await seat.press("f5")
        await seat.sees("! No microphone was found: plug one in, or press F8")
        assert seat.footer()[0] == "Record"
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        seat.clock.pass_(15)
        seat.recorder.last.lose(CaptureEnd.LOST, "The microphone went away; 0:15 are kept")
        await seat.in_front(DebriefScreen)
        assert seat.session.takes[0].problem == "The microphone went away; 0:15 are kept"


async def test_a_missing_model_is_told_while_preparing() -> None:
    planned = plan()
    async with seated(planned) as seat:
        seat.transcriber.no_model = "no speech model: run `hotseat models download base.en`"
        await seat.press("f8")
        await seat.reach(Phase.TYPING)
        await seat.press("f8")
        await seat.sees("no speech model: run `hotseat models download base.en`")


@pytest.mark.parametrize(("ring", "rings"), [(True, 2), (False, 0)])
async def test_the_bell_rings_at_each_zone(
    ring: bool, rings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bells: list[int] = []
    monkeypatch.setattr(HotseatApp, "bell", lambda self: bells.append(1))
    async with seated(config=Config(ring=ring)) as seat:
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        seat.clock.pass_(100)
        await seat.sees("wrap up")
        seat.clock.pass_(30)
        await seat.sees("over")
        assert len(bells) == rings


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (40, 10), (20, 5), (200, 60)])
async def test_every_size_shows_what_matters_first(size: tuple[int, int]) -> None:
    async with seated(size=size) as seat:
        if size[1] >= 10:
            await seat.sees("Tell me about")
        await seat.press("f5")
        await seat.sees("RECORDING")
        seat.clock.pass_(20)
        await seat.sees("1:40 left")
        await seat.press("f5")
        await seat.in_front(DebriefScreen)


async def test_every_key_does_something_or_says_why_not() -> None:
    for key in ("f4", "f6", "f7", "f10", "enter"):
        async with seated() as seat:
            await seat.press(key)
            await seat.until(lambda: len(seat.app._notifications) == 1)
            assert seat.phase is Phase.PREP


async def test_hostile_text_is_shown_and_does_nothing() -> None:
    asked = AskedQuestion(text=HOSTILE, type=HOSTILE, prep_seconds=10, answer_seconds=60)
    async with seated(plan(Format.GRILLING, asked=asked), says=(HOSTILE,)) as seat:
        await seat.sees("[@click=app.exit]press[/]")
        await seat.told()
        await seat.answer()
        await seat.sees("Probe 2")
        await seat.press("f5")
        await seat.reach(Phase.RECORDING)
        assert seat.app._running
        assert "\x1b" not in text_of(seat.pilot)


async def test_help_lists_every_key() -> None:
    async with seated() as seat:
        await seat.press("f1")
        await seat.sees("The room shows the question")
        for keys in (*KEYS, *(alias for aliases in ALIASES.values() for alias in aliases)):
            assert keys in RoomScreen.HELP


# Pictures. Time stands still, so they are always the same.


async def _preparing(seat: Seat) -> None:
    seat.clock.pass_(18)
    await seat.sees("0:42")


async def _over(seat: Seat) -> None:
    await seat.press("f5")
    await seat.captioned()
    seat.clock.pass_(132)
    await seat.sees("0:12 over")
    await seat.sees("~ Where it broke")


async def _grilled(seat: Seat) -> None:
    await seat.told()
    await seat.answer(45)
    await seat.sees("Probe 2")
    await seat.press("f5")
    await seat.captioned()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("scene", [_preparing, _over, _grilled])
def test_looks(
    snap_compare: Callable[..., bool],
    scene: Callable[[Seat], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    planned = plan(Format.GRILLING if scene is _grilled else Format.DRILL)
    app, parts = _world(planned)

    async def play(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        await scene(Seat(pilot, app, *parts))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=play)


async def test_in_a_typed_session_f5_begins_to_type_and_f8_speaks() -> None:
    async with seated(plan(answer=AnswerKind.TYPED)) as seat:
        assert seat.footer()[0] == "Type"
        await seat.pilot.press("f5")
        await seat.reach(Phase.TYPING)
        await seat.pilot.press("f8")
        await seat.reach(Phase.PREP)
        await seat.pilot.press("f8")
        await seat.reach(Phase.RECORDING)


async def test_a_key_that_cannot_be_served_now_says_so_once() -> None:
    async with seated() as seat:
        for _ in range(4):
            await seat.pilot.press("f10")
        assert len(list(seat.app._notifications)) == 1


async def test_a_grilling_can_be_paused_before_a_reply_and_shows_it() -> None:
    async with seated(plan(Format.GRILLING)) as seat:
        await seat.told()
        await seat.pilot.press("f6")
        await seat.sees("PAUSED  the round's clock stands")
        await seat.pilot.press("f6")
        await seat.sees("○ PREPARING")
