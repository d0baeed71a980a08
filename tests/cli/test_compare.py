"""hotseat compare: two takes for a pipe."""

from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.coach.analysis import analyse
from hotseat.domain.session import Session, Take
from hotseat.store.sessions import FolderStore
from tests.cli.runs import hotseat, refused
from tests.tui import sample

LATER = (
    "So we were to ship the new checkout on March first with six engineers.",
    "Nobody had asked the tax team for a slot in their release train.",
    "We shipped nine days late and two contracts were renewed anyway.",
    "Since then every epic has a dependency line with a name and a date. I check it on Mondays.",
)


def told(parts: tuple[str, ...]) -> Take:
    take, transcript = sample.answer_take(), sample.speak(parts)
    analysis = analyse(transcript, take.question)
    return replace(take, transcript=transcript, analysis=analysis, seconds=transcript.duration)


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Path, Session, Session]:
    store = FolderStore(tmp_path)
    drilled = sample.drilled()
    first = replace(drilled, takes=(told(tuple(text for text, _ in sample.ANSWER)),))
    second = replace(drilled, created="2026-04-02T09:00:00+01:00", takes=(told(LATER),))
    return tmp_path, store.create(first), store.create(second)


def test_two_sessions_are_compared_in_words(folder: tuple[Path, Session, Session]) -> None:
    workspace, first, second = folder
    ran = hotseat("compare", first.name, f"{second.name}#1", workspace=workspace)
    assert ran.status == 0, ran.err
    assert "What changed for good  vague" in ran.out
    assert "+ specific now" in ran.out
    assert "~ late: 11 days in A, 9 days in B" in ran.out
    assert "- It was, you know, a big thing for the whole company that spring." in ran.out
    assert "  B: Since then every epic has a dependency line" in ran.out
    assert "+ I check it on Mondays." in ran.out
    assert "  B: We shipped nine days late" in ran.out


def test_a_program_reads_the_same_as_json(folder: tuple[Path, Session, Session]) -> None:
    workspace, first, second = folder
    found = hotseat("compare", first.name, second.name, "--json", workspace=workspace).json
    assert (found["a"]["session"], found["b"]["session"]) == (first.name, second.name)
    changed = {each["element"]: each["change"] for each in found["elements"]}
    assert changed["systemic_change"] == "firmer"
    assert found["numbers"]["changed"][0]["before"]["value"] == 11
    fates = {row["fate"] for row in found["sentences"]}
    assert fates >= {"dropped", "added", "reworded"}


def test_what_cannot_be_compared_is_told_in_a_line(folder: tuple[Path, Session, Session]) -> None:
    workspace, first, _ = folder
    assert "are the same take" in refused(2, "compare", first.name, first.name, workspace=workspace)
    said = refused(1, "compare", f"{first.name}#7", first.name, workspace=workspace)
    assert "has no take 7; its takes: 1" in said
    refused(1, "compare", "nowhere", first.name, workspace=workspace)
