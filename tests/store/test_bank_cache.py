"""A large bank is kept as it was read, and never believed where anything changed."""

from pathlib import Path

import pytest

from hotseat.store import banks
from hotseat.store.banks import load_banks
from tests.store.test_banks import bank, write

TYPES = '[[types]]\nid = "pay"\nelements = ["tradeoff"]\n'


@pytest.fixture(autouse=True)
def _small_banks_count_as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banks, "CACHED_FROM", 1)


def _cache(folder: Path) -> Path:
    return folder / ".mine.cache"


def test_it_gives_the_same_bank_and_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = bank("mine").split("[[questions]]")[1].replace('"one"', '"two"').replace("senior", "x")
    write(tmp_path, "mine", bank("mine", "Größe “mine”") + "[[questions]]" + more)
    first = load_banks([tmp_path])
    assert len(first[1]) == 1
    monkeypatch.setattr(banks, "_parsed", None)  # nothing is parsed any more
    assert load_banks([tmp_path]) == first


def test_an_edited_bank_is_read_anew(tmp_path: Path) -> None:
    write(tmp_path, "mine", bank("mine", text="Why so?"))
    load_banks([tmp_path])
    write(tmp_path, "mine", bank("mine", text="Why no?"))
    (found,), _ = load_banks([tmp_path])
    assert found.questions[0].text == "Why no?"


def test_other_types_around_it_count(tmp_path: Path) -> None:
    write(tmp_path, "mine", bank("mine").replace("missed_deadline", "pay"))
    assert len(load_banks([tmp_path])[1]) == 2
    write(tmp_path, "other", bank("other") + TYPES)
    found, problems = load_banks([tmp_path])
    assert problems == []
    rubric = next(b for b in found if b.id == "mine").questions[0].rubric
    assert rubric is not None
    (tmp_path / "other.toml").unlink()
    assert len(load_banks([tmp_path])[1]) == 2


@pytest.mark.parametrize("damage", [b"", b"{", b"[" * 9999, b'{"made_by": 1}', b"\xff\xfe"])
def test_a_damaged_one_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path, "mine", bank("mine"))
    first = load_banks([tmp_path])
    whole = _cache(tmp_path).read_bytes()
    for content in (damage, whole.replace(b"What broke?", b"\\u001b[31mWhat?")):
        _cache(tmp_path).write_bytes(content)
        assert load_banks([tmp_path]) == first
    assert _cache(tmp_path).read_bytes() == whole


def test_a_folder_that_cannot_be_written_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("hotseat.store.bank_cache.replace_file", full)
    write(tmp_path, "mine", bank("mine"))
    assert len(load_banks([tmp_path])[0]) == 1
    assert not _cache(tmp_path).exists()
