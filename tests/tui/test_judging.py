"""The debrief explains its judgements: the arc, the figures, the risk and the memo."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hotseat.coach.analysis import analyse
from hotseat.coach.figures import read_figures
from hotseat.domain.analysis import Status
from hotseat.domain.session import Session, Take
from hotseat.domain.transcript import typed
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.widgets.arc_chart import NAME_WIDTH, ArcChart
from hotseat.tui.widgets.evidence_list import EvidenceList
from tests.coach.given import question
from tests.tui import sample
from tests.tui.apps import text_of
from tests.tui.stage import SIZE, open_on, played, press, running, stage, until_shown
from tests.tui.waiting import until


async def test_the_arc_lays_elements_over_seconds_and_plays_the_marked_sentence(
    tmp_path: Path,
) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    analysis = session.takes[0].analysis
    assert analysis is not None
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "6")
        await until_shown(pilot, "Not called for")
        rows = text_of(pilot).splitlines()
        assert any("Where it broke" in row and "█" in row and "%" in row for row in rows)
        assert any("What changed for good" in row and "░" in row for row in rows)
        await press(pilot, "down", "down")
        await until_shown(pilot, "“Turned out nobody had asked the tax team")
        await press(pilot, "enter")
        await until(pilot, lambda: played(world))
        third = analysis.sentences[2]
        assert played(world) == [("01-missed-deadline.wav", third.start, third.stop)]


async def test_on_the_arc_evidence_keys_pass_over_what_is_not_called_for(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "6", "j")
        await until_shown(pilot, "“Turned out nobody")
        await press(pilot, "k")
        await until_shown(pilot, "“Um, so we were to ship")
        await press(pilot, "end", "j")
        await until_shown(pilot, "No further evidence")


async def test_a_click_on_the_arc_marks_the_sentence_there(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "6")
        chart = pilot.app.screen.query_one(ArcChart)
        await pilot.click(ArcChart, offset=(chart.size.width - 9, 3))
        await until(pilot, lambda: played(world))
        assert chart.here == len(chart._sentences) - 1
        await pilot.click(ArcChart, offset=(NAME_WIDTH + 1, 3))
        await until(pilot, lambda: chart.here == 0)


async def test_the_memo_stands_below_the_risk_and_each_line_plays(tmp_path: Path) -> None:
    session = sample.grilled()
    world = stage(tmp_path, session)
    async with running(world, (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "5")
        text = text_of(pilot)
        assert "What the hiring committee would note" in text
        for words in ("+ Names the very point where it broke.", "– Puts it on others.", "? A rule"):
            assert words in text
        entries = pilot.app.screen.query_one("#risk", EvidenceList)
        at = next(n for n, e in enumerate(entries._entries) if "very point" in e.words.plain)
        entries.highlighted = at
        await press(pilot, "enter")
        await until(pilot, lambda: played(world))
        analysis = session.takes[0].analysis
        assert analysis is not None
        told = analysis.sentences[2]
        assert played(world) == [("01-missed-deadline.wav", told.start, told.stop)]


async def test_own_judgements_give_a_risk_of_their_own_beside_the_coachs(tmp_path: Path) -> None:
    session = sample.drilled()
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        screen = DebriefScreen(session)
        await open_on(pilot, screen)
        await press(pilot, "5")
        assert "With your own judgements" not in text_of(pilot)
        await press(pilot, "1", "o", "5")
        await until_shown(pilot, "With your own judgements: ")
        assert "execution risk: high" in text_of(pilot)
        await press(pilot, "1", "o", "o", "5")
        await until(pilot, lambda: "With your own judgements" not in text_of(pilot))


async def test_every_row_of_an_element_can_be_judged_and_taken_back(tmp_path: Path) -> None:
    session = sample.drilled()
    world = stage(tmp_path, session)
    async with running(world) as pilot:
        screen = DebriefScreen(session)
        await open_on(pilot, screen)
        rows = screen.query_one("#structure", EvidenceList)
        for at, entry in enumerate(rows._entries):
            if entry.element is None:
                continue
            rows.highlighted = at
            await press(pilot, "o")
            assert [own.element for own in screen.session.takes[0].overrides] == [entry.element]
            await press(pilot, "o", "o")
            assert screen.session.takes[0].overrides == ()


async def test_the_hint_says_what_the_marked_line_can_do(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until_shown(pilot, "enter plays the marked words · o judges it yourself")
        await press(pilot, "down", "down")
        await until_shown(pilot, "not heard: no words to play · o judges it yourself")
        await press(pilot, "end")
        await until_shown(pilot, "nothing to play on this line")
        assert "enter plays" not in text_of(pilot)


async def test_the_verdict_names_what_is_critical_and_open_at_eighty_columns(
    tmp_path: Path,
) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until_shown(
            pilot, "5 of 7 heard · 1 vague · 1 not heard · critical open: What changed for good"
        )
        await press(pilot, "down", "down", "o", "o")
        await until_shown(pilot, "5 of 7 heard · 2 vague · critical open")


async def test_a_long_quote_takes_one_line_until_it_is_marked(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until_shown(pilot, "engineers.”")
        assert "afterno…" in text_of(pilot)
        await press(pilot, *["down"] * 5)
        await until_shown(pilot, "afternoon.”")
        assert "engineers.”" not in text_of(pilot)


async def test_lines_fold_and_unfold_with_the_room_there_is(tmp_path: Path) -> None:
    session = sample.grilled()
    async with running(stage(tmp_path, session), (100, 60)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await until_shown(pilot, "afternoon.”")
        assert "…" not in text_of(pilot)
        await pilot.resize_terminal(80, 24)
        await until_shown(pilot, "afterno…")
        await pilot.resize_terminal(90, 24)
        await until(pilot, lambda: "…" in text_of(pilot) and "afterno…" not in text_of(pilot))
        await pilot.resize_terminal(100, 60)
        await until(pilot, lambda: "…" not in text_of(pilot))


async def test_a_faint_judgement_says_so_and_a_near_miss_shows_its_words(tmp_path: Path) -> None:
    session = sample.grilled()
    (first, *others) = session.takes
    assert first.analysis is not None
    faint, bet, *rest = first.analysis.elements
    assert bet.status is Status.MISSING
    near = first.analysis.elements[2].evidence
    judged = (replace(faint, confidence=0.4), replace(bet, near=near), *rest)
    take = replace(first, analysis=replace(first.analysis, elements=judged))
    session = replace(session, takes=(take, *others))
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        rows = text_of(pilot).splitlines()
        assert any("Scene" in row and "faint" in row for row in rows)
        assert any("Bet" in row and "unsure" in row for row in rows)
        assert any("nearest: 0:12 “Turned out nobody" in row for row in rows)


@pytest.mark.parametrize("stored", [True, False])
async def test_figures_stand_by_kind_with_what_is_open(tmp_path: Path, stored: bool) -> None:
    session = _with_figures(sample.grilled(), stored)
    world = stage(tmp_path, session)
    async with running(world, (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "7")
        text = text_of(pilot)
        assert "of the result; " in text
        assert "✓ eleven days late" in text
        assert "~ ? → two contracts → ?" in text
        assert "two contracts: of how many, over what time?" in text
        await press(pilot, "enter")
        await until(pilot, lambda: played(world))


def _with_figures(session: Session, stored: bool) -> Session:
    (first, *others) = session.takes
    assert first.analysis is not None
    found = read_figures(first.analysis.sentences, first.analysis.labels) if stored else ()
    take = replace(first, analysis=replace(first.analysis, figures=found))
    return replace(session, takes=(take, *others))


async def test_the_other_side_speaks_in_a_pay_role_play(tmp_path: Path) -> None:
    session = sample.grilled()
    takes = tuple(
        replace(take, question=replace(take.question, type="pay_negotiation"))
        for take in session.takes
    )
    session = replace(session, takes=takes)
    async with running(stage(tmp_path, session), (100, 40)) as pilot:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, "5")
        text = text_of(pilot)
        assert "risk of a poor deal: high" in text
        assert "What the other side would note" in text
        assert "committee" not in text


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
@pytest.mark.parametrize("tab", ["5", "6", "7"])
def test_looks(
    tmp_path: Path, snap_compare: Callable[..., bool], tab: str, size: tuple[int, int]
) -> None:
    session = _with_figures(sample.grilled(), True)

    async def show(pilot: Pilot[None]) -> None:
        await open_on(pilot, DebriefScreen(session))
        await press(pilot, tab, "down")

    app = stage(tmp_path, session).app()
    assert snap_compare(app, terminal_size=size, run_before=show)


async def test_a_story_told_with_other_figures_before_is_pointed_out(tmp_path: Path) -> None:
    tuesday = _late("tuesday", "03", "We were 19 days late. I had four engineers.")
    friday = _late("friday", "06", "In the end we were two weeks late. I had four engineers.")
    world = stage(tmp_path, tuesday, friday)
    async with running(world) as pilot:
        await open_on(pilot, DebriefScreen(friday))
        await press(pilot, "7")
        await until_shown(pilot, "Told with other figures")
        await until_shown(pilot, "“19 days late” (2026-03-03) against")


def _late(name: str, day: str, words: str) -> Session:
    told = typed(words, 60)
    take = Take(1, question(), transcript=told, analysis=analyse(told, question()))
    return Session(name, f"2026-03-{day}T10:00:00+01:00", takes=(take,))
