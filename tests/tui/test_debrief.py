"""The debrief: every judgement with its words, played, overridden, exported, gone on from."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._footer import FooterKey

from hotseat.domain.analysis import Habit, HabitKind, Status, Stretch, Withheld
from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Element
from hotseat.domain.session import Session
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.replay import ReplayScreen
from tests.fakes.coach import FakeCoach
from tests.tui import sample
from tests.tui.apps import text_of
from tests.tui.stage import (
    SIZE,
    harmless,
    in_front,
    open_on,
    played,
    press,
    running,
    stage,
    until_shown,
)
from tests.tui.waiting import until


async def test_structure_names_every_element_with_word_and_quote(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until_shown(pilot, "execution risk: high")
        text = text_of(pilot)
        assert "✓ heard     Where it broke          critical" in text
        assert "0:12 “Turned out nobody had asked the tax team" in text
        assert "~ vague     What changed for good" in text
        assert "· not heard Bet" in text
        assert "! Blames others" in text
        assert "5 of 7 heard · 1 vague · 1 not heard" in text


async def test_no_tab_of_any_take_calls_anything_missing(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        for _ in session.takes:
            for tab in "1234567":
                await press(pilot, tab)
                assert "missing" not in text_of(pilot).lower()
            await press(pilot, "]")
        await until_shown(pilot, "This is the last take.")


async def test_the_footer_stays_as_it_is_until_other_keys_are_offered(tmp_path: Path) -> None:
    def footer() -> list[FooterKey]:
        return list(pilot.app.screen.query(FooterKey))

    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until(pilot, lambda: "Your judgement" in [key.description for key in footer()])
        before = footer()
        await press(pilot, "2", "]", "1")
        assert footer() == before
        await open_on(pilot, DebriefScreen(session, going_on=True))
        await until(pilot, lambda: "Retake" in [key.description for key in footer()])


async def test_enter_plays_exactly_the_quoted_seconds(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    analysis = session.takes[0].analysis
    assert analysis is not None
    quote = analysis.elements[0].evidence[0]
    async with running(world) as pilot:
        returned = await open_on(pilot, DebriefScreen(session))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: played(world))
        assert played(world) == [("01-missed-deadline.wav", quote.start, quote.stop)]
        assert returned == []
    assert world.player.last.closed


async def test_a_reply_is_played_from_its_own_take(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "4", "enter")
        await until(pilot, lambda: played(world))
        assert played(world)[0][0] == "02-systemic-change.wav"


async def test_the_marked_sentence_is_played_up_to_the_next(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    analysis = session.takes[0].analysis
    assert analysis is not None
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "2", "down", "space")
        await until(pilot, lambda: played(world))
        second, third = analysis.sentences[1], analysis.sentences[2]
        assert played(world) == [("01-missed-deadline.wav", second.start, third.start)]


async def test_what_cannot_be_heard_is_said(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    world.player.silent = HotseatError("No loudspeaker: plug one in and play again")
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "enter")
        await until_shown(pilot, "No loudspeaker: plug one in")
        await press(pilot, "down", "down", "enter")
        await until_shown(pilot, "There are no words to play on this line.")
    typed = stage(tmp_path, session)
    async with running(typed) as pilot:
        await open_on(pilot, DebriefScreen(session, take=4))
        await press(pilot, "2", "space")
        await until_shown(pilot, "this answer was typed")
        assert played(typed) == []


async def test_an_override_goes_round_and_is_kept_beside_the_judgement(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)

    def saved() -> list[tuple[Element, Status]]:
        take = world.store.sessions[session.name].takes[0]
        assert take.analysis is not None
        assert take.analysis == session.takes[0].analysis
        return [(own.element, own.status) for own in take.overrides]

    async with running(world) as pilot:
        screen = DebriefScreen(session)
        await open_on(pilot, screen)
        await press(pilot, "o")
        await until(pilot, lambda: saved() == [(Element.SITUATION, Status.THIN)])
        assert "you: vague · coach: heard" in text_of(pilot)
        await press(pilot, "o")
        await until(pilot, lambda: saved() == [(Element.SITUATION, Status.MISSING)])
        assert "you: not heard · coach: heard" in text_of(pilot)
        assert "4 of 7 heard" in text_of(pilot)
        await press(pilot, "o")
        await until(pilot, lambda: saved() == [])
        assert "you:" not in text_of(pilot)
        assert screen.session == session


async def test_a_full_disk_is_told_and_the_judgement_stays_on_screen(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    world.store.fails = HotseatError("The disk is full: free some space")
    async with running(world, (100, 30)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "o")
        await until_shown(pilot, "The disk is full")
        assert "you: vague · coach: heard" in text_of(pilot)


async def test_a_note_is_kept_by_leaving_it(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "n")
        await until_shown(pilot, "Note on this take")
        await press(pilot, *"name 2 dates", "escape")
        await until(
            pilot, lambda: world.store.sessions[session.name].takes[0].note == "name 2 dates"
        )
        await until_shown(pilot, "Note: name 2 dates")


async def test_quitting_in_the_middle_of_a_note_keeps_it(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "n")
        await until_shown(pilot, "Note on this take")
        await press(pilot, "x", "ctrl+q")
        await until(pilot, lambda: in_front(pilot, DebriefScreen))
        await press(pilot, "ctrl+q")
    assert world.store.sessions[session.name].takes[0].note == "x"


async def test_the_ladder_says_when_detail_ran_out(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "4")
        text = text_of(pilot)
        assert "Detail ran out in minute 5.1." in text
        assert "minute  5.1  depth 2  ✗ dodged  Where it broke" in text
        assert "Why: The breakdown is clear" in text
        assert "“it was kind of everyone's job”" in text


async def test_the_transcript_steps_from_evidence_to_evidence(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "2", "j")
        assert any(
            row.strip().startswith("▸") and "0:12" in row and "✓ Where it broke" in row
            for row in text_of(pilot).splitlines()
        )
        await press(pilot, "k")
        assert any(
            row.strip().startswith("▸") and "✓ Scene" in row for row in text_of(pilot).splitlines()
        )
        await press(pilot, "k")
        await until_shown(pilot, "No earlier evidence")


async def test_delivery_names_what_is_withheld_with_its_reason(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "3")
        text = text_of(pilot)
        assert "152 words a minute" in text
        assert "um 2, like 1" in text
        assert "time to first word: the recording began after the first word" in text
        await press(pilot, "right", "right")
        assert "Execution risk: high" in text_of(pilot)


@pytest.mark.parametrize(
    ("key", "way"), [("enter", "go_on"), ("f7", "retake"), ("f9", "finish"), ("escape", "")]
)
async def test_in_the_room_a_key_leads_on(tmp_path: Path, key: str, way: str) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        screen = DebriefScreen(session, going_on=True)
        returned = await open_on(pilot, screen)
        await until_shown(pilot, "Next probe")
        await press(pilot, "o", key)
        await until(pilot, lambda: returned)
        assert returned == [way]
        assert screen.session.takes[0].overrides
        assert world.store.sessions[session.name] == screen.session


async def test_a_sitting_takes_every_change_over_at_once(tmp_path: Path) -> None:
    session = sample.drilled()
    kept: list[Session] = []

    async def keep(changed: Session) -> None:
        kept.append(changed)

    async with running(stage(tmp_path, session)) as pilot:
        screen = DebriefScreen(session, going_on=True, keep=keep)
        await open_on(pilot, screen)
        await press(pilot, "o")
        await until(pilot, lambda: kept == [screen.session])
        assert await screen.may_leave()
        assert len(kept) == 1


async def test_a_reply_lists_what_it_adds_and_the_risk_of_its_answer(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session, take=2))
        await until_shown(pilot, "✓ heard     What changed for good")
        assert "not heard" not in text_of(pilot)
        assert "execution risk: high" in text_of(pilot)
        await press(pilot, "5", "enter")
        await until(pilot, lambda: played(world))
        assert played(world)[0][0] == "01-missed-deadline.wav"


async def test_outside_the_room_its_keys_do_nothing(tmp_path: Path) -> None:
    session = sample.drilled()
    async with running(stage(tmp_path, session)) as pilot:
        returned = await open_on(pilot, DebriefScreen(session))
        await press(pilot, "f7", "f9")
        assert returned == []
        assert "Next probe" not in text_of(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: returned == [""])


async def test_after_the_last_probe_enter_says_finish(tmp_path: Path) -> None:
    whole = sample.grilled()
    session = Session(whole.name, whole.created, takes=whole.takes)
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session, going_on=True))
        await until_shown(pilot, "Finish")
        assert "Next probe" not in text_of(pilot)
        assert text_of(pilot).splitlines()[-1].count("Finish") == 1


async def test_a_take_without_transcript_shows_why_and_is_transcribed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotseat.interview.hear_again.analyse", FakeCoach().analyse)
    session = sample.unheard()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until_shown(pilot, "The transcriber stopped")
        assert "Press t to transcribe it" in text_of(pilot)
        await press(pilot, "t")
        await until(pilot, lambda: world.store.sessions[session.name].takes[0].transcript)
        await press(pilot, "2")
        await until_shown(pilot, "so we shipped it late")
        assert "The transcriber stopped" not in text_of(pilot)


async def test_a_transcriber_that_fails_again_says_so(tmp_path: Path) -> None:
    session = sample.unheard()
    world = stage(tmp_path, session)
    world.transcriber.dead = True
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "t")
        await until_shown(pilot, "the transcriber stopped; the audio is kept in")


async def test_in_the_room_t_asks_for_the_transcript(tmp_path: Path) -> None:
    session = sample.unheard()
    async with running(stage(tmp_path, session)) as pilot:
        returned = await open_on(pilot, DebriefScreen(session, going_on=True))
        await press(pilot, "t")
        await until(pilot, lambda: returned == ["transcribe"])


async def test_export_and_replay(tmp_path: Path) -> None:
    session = sample.drilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "e")
        await until_shown(pilot, "enter writes it")
        await press(pilot, "enter")
        await until_shown(pilot, f"Written: /nowhere/{session.name}.md")
        await press(pilot, "]", "r")
        await until(pilot, lambda: in_front(pilot, ReplayScreen))
        assert "Take 2 of 2" in text_of(pilot)


async def test_a_session_without_takes_leads_back(tmp_path: Path) -> None:
    session = Session("2026-01-01-empty", "2026-01-01T10:00:00+00:00")
    async with running(stage(tmp_path, session)) as pilot:
        returned = await open_on(pilot, DebriefScreen(session))
        await until_shown(pilot, "This session holds no take.")
        await press(pilot, *"1234567orent[]jk", "space", "enter")
        await until(pilot, lambda: "Note on" not in text_of(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: returned == [""])


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_hostile_text_is_only_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    session = sample.hostile()
    world = stage(tmp_path, session)
    async with running(world, size) as pilot:
        returned = await open_on(pilot, DebriefScreen(session))
        seen = ""
        for _ in session.takes:
            for tab in "1234567":
                await press(pilot, tab, "down", "space", "end", "home")
                text = text_of(pilot)
                assert harmless(text)
                seen += text
            await press(pilot, "]")
        assert "[@click=app.exit]press[/]" in seen
        assert pilot.app.is_running
        assert returned == []
        await pilot.click("#question")
        await pilot.click("#headline")
        assert in_front(pilot, DebriefScreen)


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
@pytest.mark.parametrize("tab", ["1", "2", "4"])
def test_looks(
    tmp_path: Path, snap_compare: Callable[..., bool], tab: str, size: tuple[int, int]
) -> None:
    session = sample.grilled()

    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, tab)

    app = stage(tmp_path, session).app()
    assert snap_compare(app, terminal_size=size, run_before=show)


def _told_before(session: Session, count: int) -> Session:
    """Return a session of earlier spoken answers, 100, 110 ... words a minute fast."""
    (first, *_) = session.takes
    assert first.analysis is not None
    takes = []
    for number in range(1, count + 1):
        told = replace(first.analysis.delivery, pace=90.0 + 10 * number, pitch_range=2.0 + number)
        analysis = replace(first.analysis, delivery=told)
        started = f"2020-01-0{number}T09:00:00+00:00"
        takes.append(replace(first, number=number, started=started, analysis=analysis))
    return replace(session, name="before", takes=tuple(takes), ladder=())


@pytest.mark.parametrize(
    ("count", "shown"),
    [(5, "152 words a minute (above your usual 110 to 130)"), (4, "once 5 earlier answers")],
)
async def test_figures_stand_beside_what_is_usual(tmp_path: Path, count: int, shown: str) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session, _told_before(session, count))
    async with running(world, size=(120, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "3")
        await until_shown(pilot, shown)


async def test_another_language_is_told(tmp_path: Path) -> None:
    session = sample.drilled()
    (first, *others) = session.takes
    assert first.transcript is not None
    told = replace(first, transcript=replace(first.transcript, language="de"), analysis=None)
    session = replace(session, takes=(told, *others))
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until_shown(pilot, "Hotseat judges English only")


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_delivery_looks(
    tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    session = sample.drilled()
    (first, *others) = session.takes
    assert first.analysis is not None
    told = replace(
        first.analysis.delivery,
        stretches=(Stretch(0, 30, 141.0), Stretch(30, 60, 163.0)),
        habits=(
            Habit(HabitKind.HEDGE, "I think", 0, 7),
            Habit(HabitKind.HEDGE, "I think", 0, 7),
            Habit(HabitKind.REPETITION, "the", 0, 3),
        ),
        pitch_range=6.4,
        withheld=(Withheld("pauses", "too noisy: speech stood 14 dB above the background"),),
        pauses=None,
    )
    take = replace(first, analysis=replace(first.analysis, delivery=told))
    session = replace(session, takes=(take, *others))

    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "3")
        await until_shown(pilot, "above your usual")

    app = stage(tmp_path, session, _told_before(session, 5)).app()
    assert snap_compare(app, terminal_size=size, run_before=show)
