"""Names that may be said: cleaned, bounded, and never in the way."""

from pathlib import Path

import pytest

from hotseat.asr.vocabulary import LONGEST_NAME, MOST_LETTERS, MOST_NAMES, read


def test_names_are_read_one_a_line(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.txt"
    path.write_text("# colleagues\nAoife Ní Bhriain\n\n  Zephyr  \nZephyr\nKafka, Inc\r\n")
    assert read(path) == "Aoife Ní Bhriain, Zephyr, Kafka Inc"


@pytest.mark.parametrize("data", [b"", b"#\n", b"\n\n", b"\xff\xfe\x00"])
def test_what_holds_no_name_is_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "vocabulary.txt"
    path.write_bytes(data)
    assert len(read(path)) <= 4
    assert read(tmp_path / "none.txt") == ""
    assert read(tmp_path) == ""


def test_it_is_bounded_and_harmless(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.txt"
    path.write_text("\n".join(f"Name \x1b[31m{n} {'x' * 99}" for n in range(5000)))
    names = read(path)
    assert "\x1b" not in names
    assert len(names) <= MOST_LETTERS + 2 * MOST_NAMES
    assert all(len(name) <= LONGEST_NAME for name in names.split(", "))
    path.write_text("\n".join(map(str, range(5000))))
    assert len(read(path).split(", ")) == MOST_NAMES
