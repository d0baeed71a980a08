import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.domain.listing import SessionSummary
from hotseat.domain.summary import summarise
from hotseat.domain.text import clean
from hotseat.store.index import DRAWN_BY, PACKAGE, made_by, scan
from hotseat.store.sessions import FolderStore
from tests.fakes.sessions import example

LIMIT_MS = 30


def filled(tmp_path: Path, count: int) -> FolderStore:
    store = FolderStore(tmp_path)
    for number in range(count):
        minute, second = divmod(number, 60)
        created = f"2026-11-{1 + minute // 60:02d}T10:{minute % 60:02d}:{second:02d}+01:00"
        store.create(example(created=created))
    return store


def index(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / ".index.json"


def test_the_index_is_as_good_as_the_sessions(tmp_path: Path) -> None:
    store = filled(tmp_path, 5)
    cold, warm = store.summaries(), FolderStore(tmp_path).summaries()
    assert cold == warm == [summarise(store.load(s.name)) for s in cold]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"made_by": 1}', b"\xff\xfe", b'{"made_by":"", "sessions":{}}']
)
def test_a_damaged_index_is_made_anew(tmp_path: Path, content: bytes) -> None:
    store = filled(tmp_path, 2)
    before = store.summaries()
    index(tmp_path).write_bytes(content)
    assert store.summaries() == before
    assert index(tmp_path).read_bytes() != content


def test_code_that_draws_summaries_otherwise_does_not_believe_the_index(tmp_path: Path) -> None:
    for name in DRAWN_BY:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((PACKAGE / name).read_bytes())
    (tmp_path / "__init__.py").write_text('"""Another version."""')
    assert made_by(package=tmp_path) == made_by()
    made_by.cache_clear()
    with (tmp_path / "domain" / "summary.py").open("a") as other:
        other.write("# counts otherwise")
    assert made_by(package=tmp_path) != made_by()


def test_an_index_is_kept_until_other_code_draws_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled(tmp_path, 3)
    before = store.summaries()
    read: list[Path] = []

    def again(folder: Path) -> SessionSummary:
        read.append(folder)
        return before[0]

    root = tmp_path / "sessions"
    assert len(scan(root, again)) == 3
    assert read == []
    monkeypatch.setattr("hotseat.store.index.made_by", lambda: "other code")
    assert len(scan(root, again)) == 3
    assert len(read) == 3


def test_all_code_that_draws_summaries_is_looked_at() -> None:
    seen: set[str] = set()
    coming = {"domain/summary.py", "store/reading.py"}
    while coming:
        name = coming.pop()
        seen.add(name)
        code = (PACKAGE / name).read_text(encoding="utf-8")
        found = re.findall(r"^\s*from hotseat\.(domain|store)\.(\w+) import", code, re.MULTILINE)
        coming |= {f"{folder}/{module}.py" for folder, module in found} - seen
    assert seen - {"domain/errors.py"} <= set(DRAWN_BY)


def test_a_changed_a_new_and_a_removed_session_show(tmp_path: Path) -> None:
    store = filled(tmp_path, 3)
    newest, middle, oldest = store.summaries()
    store.save(replace(store.load(newest.name), title="Changed"))
    store.delete(middle.name)
    store.create(example(created="2026-12-01T10:00:00+01:00"))
    listed = store.summaries()
    assert [s.title for s in listed] == ["The provider swap", "Changed", "The provider swap"]
    assert listed[-1].name == oldest.name


def test_a_folder_renamed_by_hand_shows_under_its_new_name(tmp_path: Path) -> None:
    store = filled(tmp_path, 1)
    (before,) = store.summaries()
    folder = store.folder(before.name)
    folder.rename(folder.with_name("mine"))
    assert [s.name for s in store.summaries()] == ["mine"]


def test_a_forged_index_shows_no_control_characters(tmp_path: Path) -> None:
    store = filled(tmp_path, 1)
    store.summaries()
    data = index(tmp_path).read_bytes().replace(b"The provider", b"\\u001b[2Jprovider")
    index(tmp_path).write_bytes(data)
    assert all(s.title == clean(s.title) for s in store.summaries())


def test_other_files_and_folders_are_no_sessions(tmp_path: Path) -> None:
    store = filled(tmp_path, 1)
    (tmp_path / "sessions" / "notes").mkdir()
    (tmp_path / "sessions" / "README").write_text("")
    (tmp_path / "sessions" / ".hidden").mkdir()
    assert len(store.summaries()) == 1


def test_no_workspace_yet_is_an_empty_list(tmp_path: Path) -> None:
    assert FolderStore(tmp_path / "none").summaries() == []
    assert not (tmp_path / "none").exists()


def test_two_hundred_sessions_are_listed_at_once(tmp_path: Path) -> None:
    store = filled(tmp_path, 200)
    store.summaries()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert len(store.summaries()) == 200
        times.append((time.perf_counter() - start) * 1000)
    assert min(times) <= LIMIT_MS
