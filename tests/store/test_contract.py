"""What every session store does, the real one and the one in memory alike."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import Session
from hotseat.domain.summary import summarise
from hotseat.ports import SessionStore
from hotseat.store.sessions import FolderStore
from tests.fakes.sessions import QUESTION, example
from tests.fakes.store import MemoryStore

OPEN = Session("", "2026-11-02T10:00:00+01:00", title="One", pending=QUESTION)
STORES: list[Callable[[Path], SessionStore]] = [FolderStore, MemoryStore]


@pytest.fixture(params=STORES, ids=["folders", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> SessionStore:
    made: SessionStore = request.param(tmp_path)
    return made


def test_what_is_created_is_loaded(store: SessionStore) -> None:
    made = store.create(example())
    assert made == replace(example(), name=made.name)
    assert store.load(made.name) == made


def test_two_sessions_of_the_same_moment_get_two_names(store: SessionStore) -> None:
    names = {store.create(OPEN).name for _ in range(4)}
    assert len(names) == 4


def test_save_replaces(store: SessionStore) -> None:
    made = store.create(OPEN)
    store.save(replace(made, notes="Slower"))
    assert store.load(made.name).notes == "Slower"


def test_summaries_come_newest_first(store: SessionStore) -> None:
    days = ["2026-11-02", "2026-11-04", "2026-11-03"]
    made = {day: store.create(replace(OPEN, created=f"{day}T10:00:00+01:00")) for day in days}
    listed = store.summaries()
    assert [s.created[:10] for s in listed] == ["2026-11-04", "2026-11-03", "2026-11-02"]
    assert listed[0] == summarise(made["2026-11-04"])


def test_a_session_that_is_not_there_is_told(store: SessionStore) -> None:
    for ask in (store.load, store.delete, store.folder, store.hold, store.orphans):
        with pytest.raises(HotseatError, match='no session "none"'):
            ask("none")


def test_deleted_sessions_are_gone(store: SessionStore) -> None:
    made = store.create(OPEN)
    store.delete(made.name)
    assert not store.summaries()
    with pytest.raises(HotseatError):
        store.load(made.name)


def test_a_take_path_is_free_and_its_folder_is_there(store: SessionStore) -> None:
    made = store.create(OPEN)
    first = store.take_path(made, 3, "missed-deadline")
    assert first.name == "03-missed-deadline.wav"
    assert first.parent == store.folder(made.name) / "takes"
    first.write_bytes(b"RIFF")
    assert store.take_path(made, 3, "missed-deadline") != first


def test_an_open_session_is_interrupted_once_nobody_holds_it(store: SessionStore) -> None:
    made = store.create(OPEN)
    assert not store.interrupted()
    store.release(made.name)
    assert [s.name for s in store.interrupted()] == [made.name]
    store.hold(made.name)
    assert not store.interrupted()
    store.save(replace(made, state=SessionState.FINISHED))
    store.release(made.name)
    assert not store.interrupted()


def test_orphaned_audio_becomes_a_take_with_a_note(store: SessionStore) -> None:
    made = store.create(OPEN)
    audio = store.take_path(made, 1, "x")
    audio.write_bytes(bytes(44 + 32000 * 3))
    assert list(store.orphans(made.name)) == [audio]
    (take,) = store.adopt(made.name).takes
    assert (take.number, take.audio, take.seconds) == (1, "takes/01-x.wav", 3.0)
    assert take.question == QUESTION
    assert "not transcribed" in take.problem
    assert store.load(made.name).takes == (take,)
    assert not store.orphans(made.name)
