"""Finding sessions by what was said: the index keeps up, and may be lost at any time."""

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.domain.editing import annotated, retitled, tagged
from hotseat.domain.session import Session, with_take
from hotseat.store import search
from hotseat.store.search import SearchIndex, search_file
from hotseat.store.sessions import FolderStore
from tests.fakes.sessions import example


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def index_of(store: FolderStore, tmp_path: Path) -> SearchIndex:
    """Return an index that is up to date."""
    index = SearchIndex(tmp_path, store.load)
    while index.step():
        pass
    return index


@pytest.fixture(params=["full", "plain", "memory"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """With full text, with a SQLite that has none, and where no cache can be written."""
    kind: str = request.param
    if kind == "plain":
        monkeypatch.setattr(search, "_has_full_text", lambda data: False)
    elif kind == "memory":
        (tmp_path / "file").write_text("")
        monkeypatch.setattr(search, "cache_folder", lambda: tmp_path / "file")
    return kind


def remarked(session: Session) -> Session:
    noted = annotated(session.takes[0], "Say who signed it.", "")
    return replace(tagged(with_take(session, noted), ["Onsite"]), notes="Breathe slowly.")


@pytest.mark.usefixtures("kind")
def test_what_was_said_and_written_is_found(store: FolderStore, tmp_path: Path) -> None:
    name = store.create(remarked(example())).name
    other = store.create(replace(example(), takes=(), title="Nothing")).name
    index = index_of(store, tmp_path)
    for words in ("passports", "passp", "sample resp", "SIGNED", "onsite", "slowly", "deadline"):
        assert index.said(words) == {name}, words
    assert index.said("nothing") == {other}
    for words in ("passports sample", "zebra", "", '"', "'; DROP TABLE told --", "%", "x_%"):
        assert index.said(words) == frozenset(), words
    assert "shipped passports first" in index.excerpt(name, ["passports"]).lower()
    assert index.excerpt(name, ["zebra"]) == ""
    assert index.excerpt("none", ["a"]) == ""


@pytest.mark.usefixtures("kind")
def test_changes_and_deletions_are_followed(store: FolderStore, tmp_path: Path) -> None:
    one, two = store.create(example()), store.create(example())
    index = index_of(store, tmp_path)
    assert len(index.said("provider")) == 2
    store.save(retitled(one, "Zebra crossing"))
    store.delete(two.name)
    folder = store.folder(one.name)
    assert index.step() == 0
    assert index.said("zebra") == {one.name}
    assert index.said("provider") == {one.name}
    folder.rename(folder.with_name("by-hand"))
    index.step()
    assert index.said("zebra") == {"by-hand"}


def test_it_goes_on_where_it_stopped(store: FolderStore, tmp_path: Path) -> None:
    for _ in range(4):
        store.create(example())
    read: list[str] = []

    def load(name: str) -> Session:
        read.append(name)
        return store.load(name)

    index = SearchIndex(tmp_path, load)
    left = [index.step(0.0) for _ in range(4)]
    assert left == [3, 2, 1, 0]
    assert len(read) == 4
    index.close()
    again = SearchIndex(tmp_path, load)
    assert again.step() == 0
    assert len(read) == 4
    assert len(again.said("provider")) == 4


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" * 400])
def test_a_damaged_index_is_made_anew(store: FolderStore, tmp_path: Path, content: bytes) -> None:
    name = store.create(example()).name
    index_of(store, tmp_path).close()
    search_file(tmp_path).write_bytes(content)
    assert index_of(store, tmp_path).said("passports") == {name}


def test_an_index_damaged_under_the_app_is_made_anew(store: FolderStore, tmp_path: Path) -> None:
    name = store.create(example()).name
    index = index_of(store, tmp_path)
    with sqlite3.connect(search_file(tmp_path)) as other:
        other.execute("DROP TABLE seen")
    while index.step():
        pass
    assert index.said("passports") == {name}


def test_the_index_of_another_hotseat_is_not_believed(store: FolderStore, tmp_path: Path) -> None:
    name = store.create(example()).name
    index_of(store, tmp_path).close()
    with sqlite3.connect(search_file(tmp_path)) as other:
        other.execute("UPDATE made SET by = '9/9'")
        other.execute("UPDATE seen SET name = 'forged'")
    assert index_of(store, tmp_path).said("passports") == {name}


def test_two_apps_share_it(store: FolderStore, tmp_path: Path) -> None:
    name = store.create(example()).name
    first, second = index_of(store, tmp_path), index_of(store, tmp_path)
    writing = sqlite3.connect(search_file(tmp_path))
    writing.execute("BEGIN IMMEDIATE")
    store.save(retitled(store.load(name), "Zebra"))
    assert first.step() > 0
    assert first.said("passports") == {name}
    writing.rollback()
    writing.close()
    assert first.step() == 0
    assert first.said("zebra") == second.said("zebra") == {name}


def test_an_unreadable_session_stops_nothing(store: FolderStore, tmp_path: Path) -> None:
    bad, good = store.create(example()), store.create(example())
    (store.folder(bad.name) / "session.json").write_text("nothing")
    assert index_of(store, tmp_path).said("passports") == {good.name}


def test_it_is_private_and_keeps_nothing_of_what_was_deleted(
    store: FolderStore, tmp_path: Path
) -> None:
    name = store.create(remarked(example())).name
    index = index_of(store, tmp_path)
    file = search_file(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    store.delete(name)
    index.step()
    index.close()
    kept = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"passports" not in kept


def test_no_sessions_yet(tmp_path: Path) -> None:
    index = index_of(FolderStore(tmp_path / "none"), tmp_path / "none")
    assert index.said("a") == frozenset()
