"""Deleting moves to the trash, and back; what is over its time is gone for good."""

import os
import stat
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import KEPT_DAYS, SessionState
from hotseat.store.sessions import FolderStore
from tests.fakes.sessions import example


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def age(folder: Path, days: float) -> None:
    """Let a deleted session have been deleted so many days ago."""
    when = datetime.now().astimezone() - timedelta(days=days)
    (folder / ".deleted").write_text(when.isoformat())


def test_a_deleted_session_comes_back_whole(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    sound = store.take_path(made, 1, "a")
    sound.write_bytes(b"RIFF" * 20)
    store.delete(made.name)
    assert not store.summaries()
    trash = tmp_path / "sessions" / ".trash"
    assert stat.S_IMODE(trash.stat().st_mode) == 0o700
    # Another app, after a crash of the first, finds it as well.
    other = FolderStore(tmp_path)
    assert [t.name for t in other.trashed()] == [made.name]
    assert other.restore(made.name) == made.name
    assert other.load(made.name) == made
    assert sound.read_bytes() == b"RIFF" * 20
    assert sorted(p.name for p in sound.parents[1].iterdir()) == [".lock", "session.json", "takes"]
    assert not other.trashed()


def test_the_latest_deleted_comes_first(store: FolderStore) -> None:
    names = [store.create(example()).name for _ in range(3)]
    for name in (names[1], names[0], names[2]):
        store.delete(name)
    assert [t.name for t in store.trashed()] == [names[2], names[0], names[1]]


def test_a_name_taken_meanwhile_is_not_overwritten(store: FolderStore) -> None:
    first = store.create(example())
    store.delete(first.name)
    second = store.create(replace(example(), notes="second"))
    assert second.name == first.name
    store.delete(second.name)
    assert len(store.trashed()) == 2
    third = store.create(replace(example(), notes="third"))
    back = store.restore(first.name)
    assert back != third.name
    assert store.load(third.name).notes == "third"
    assert store.load(back).takes == first.takes


def test_what_is_over_its_time_is_gone(store: FolderStore, tmp_path: Path) -> None:
    old, new = store.create(example()), store.create(example())
    store.delete(old.name)
    store.delete(new.name)
    trash = tmp_path / "sessions" / ".trash"
    age(trash / old.name, KEPT_DAYS + 0.1)
    age(trash / new.name, KEPT_DAYS - 0.1)
    half = tmp_path / "sessions" / ".deleted-half"
    half.mkdir()
    assert store.empty_trash() == 1
    assert [t.name for t in store.trashed()] == [new.name]
    assert not half.exists()
    assert store.empty_trash(0) == 1
    assert list(trash.iterdir()) == []


def test_deleting_for_good_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    store.delete(made.name, for_good=True)
    assert not store.trashed()
    assert list((tmp_path / "sessions").glob("**/*.json")) in (
        [],
        [tmp_path / "sessions/.index.json"],
    )


@pytest.mark.parametrize("name", ["none", "../x", "", ".", "..", "a/b"])
def test_what_was_not_deleted_cannot_come_back(store: FolderStore, name: str) -> None:
    store.delete(store.create(example()).name)
    with pytest.raises(HotseatError, match="no deleted session"):
        store.restore(name)


def test_a_trash_filled_by_hand_is_understood(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    trash = tmp_path / "sessions" / ".trash"
    trash.mkdir()
    store.folder(made.name).rename(trash / "by-hand")
    (trash / "by-hand" / ".deleted").write_text("yesterday")
    (trash / "note.txt").write_text("")
    assert [t.name for t in store.trashed()] == ["by-hand"]
    assert store.load(store.restore("by-hand")).takes == made.takes


def test_a_running_session_is_not_deleted(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(replace(example(), state=SessionState.OPEN))
    with pytest.raises(HotseatError, match="open in another Hotseat"):
        FolderStore(tmp_path).delete(made.name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    (tmp_path / "sessions").chmod(0o500)
    with pytest.raises(HotseatError, match="could not delete"):
        store.delete(made.name)
