import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.text import clean
from hotseat.paths import shipped_banks
from hotseat.store.banks import LARGEST, bank_folders, load_bank, load_banks
from tests.strategies import hostile_texts


def bank(name: str, title: str = "Mine", text: str = "What broke?") -> str:
    return f"""
schema = 1
[bank]
id = "{name}"
title = "{title}"
source = "Me"
licence = "MIT"
[[questions]]
id = "one"
text = "{text}"
type = "missed_deadline"
level = "senior"
prep_seconds = 30
answer_seconds = 180
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_the_shipped_banks_load_without_a_problem() -> None:
    banks, problems = load_banks([shipped_banks()])
    assert problems == []
    assert {b.id for b in banks} >= {"execution-round", "curveballs"}


def test_a_bank_of_the_workspace_replaces_the_shipped_one(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    write(shipped, "a", bank("a", "Shipped"))
    write(shipped, "b", bank("b", "Beta"))
    write(own, "a", bank("a", "Own"))
    banks, problems = load_banks([shipped, own, tmp_path / "none"])
    assert [b.title for b in banks] == ["Beta", "Own"]
    assert problems == []


def test_a_type_that_one_bank_defines_may_be_used_in_all(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    defined = '[[types]]\nid = "pay"\nelements = ["tradeoff"]\n'
    write(shipped, "z", bank("z") + defined)
    write(own, "a", bank("a").replace("missed_deadline", "pay"))
    banks, problems = load_banks([shipped, own])
    assert problems == []
    rubrics = [q.rubric for b in banks for q in b.questions if q.type == "pay"]
    assert [r and [str(e) for e in r.elements] for r in rubrics] == [["tradeoff"]]


def test_a_broken_bank_tells_its_line_and_hides_nothing(tmp_path: Path) -> None:
    write(tmp_path, "bad", bank("bad") + "\nprobes = [ { text }\n")
    write(tmp_path, "good", bank("good"))
    banks, problems = load_banks([tmp_path])
    assert [b.id for b in banks] == ["good"]
    (problem,) = problems
    assert problem.file == "bad.toml"
    assert problem.where.startswith("line 16")
    assert "not valid TOML" in problem.message


def test_a_bad_question_never_hides_the_others(tmp_path: Path) -> None:
    more = bank("a").split("[[questions]]")[1].replace('"one"', '"two"').replace("30", '"x"')
    write(tmp_path, "a", bank("a") + "[[questions]]" + more)
    (found,), (problem,) = load_banks([tmp_path])
    assert [q.id for q in found.questions] == ["one"]
    assert problem.where == "questions[2].prep_seconds"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"x" * (LARGEST + 1), "over 5 MB"),
        (b"a = " + b"[" * 50_000, "not valid TOML"),
        (b"a = " + b"9" * 5_000, "not valid TOML"),
        (b"schema = 99", "update Hotseat"),
        (b"", "must be 1"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    write(tmp_path, "a", content)
    banks, problems = load_banks([tmp_path])
    assert banks == []
    assert any(told in problem.message for problem in problems)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    found, problems = load_bank(write(tmp_path, "a", b"\xef\xbb\xbf" + bank("a").encode()))
    assert found is not None
    assert problems == []


def test_a_pipe_and_a_folder_are_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / ".hidden.toml").write_text("[")
    banks, problems = load_banks([tmp_path])
    assert banks == []
    assert [p.file for p in problems] == ["folder.toml", "pipe.toml"]


def test_a_hostile_file_name_is_cleaned(tmp_path: Path) -> None:
    write(tmp_path, "a\x1b[2J", "[")
    _, (problem,) = load_banks([tmp_path])
    assert str(problem) == clean(str(problem))
    assert "\x1b" not in problem.file


def test_the_same_folder_is_read_once(tmp_path: Path) -> None:
    assert bank_folders(shipped_banks().parent) == (shipped_banks(),)
    assert bank_folders(tmp_path) == (shipped_banks(), tmp_path / "question_banks")


@given(hostile_texts.map(lambda t: t.replace("\\", "").replace('"', "")))
def test_hostile_text_in_a_bank_is_cleaned_or_told(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    escaped = "".join(f"\\U{ord(c):08x}" for c in text if not "\ud800" <= c <= "\udfff")
    folder = tmp_path_factory.mktemp("banks")
    banks, problems = load_banks([folder])
    write(folder, "a", bank("a", text="ask: " + escaped))
    banks, problems = load_banks([folder])
    assert bool(banks) or bool(problems)
    for found in banks:
        for question in found.questions:
            assert question.text == clean(question.text)
            assert "\n" not in question.text


@given(st.binary(max_size=60))
def test_any_bytes_make_problems_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    banks, problems = load_banks([write(tmp_path_factory.mktemp("b"), "a", content).parent])
    assert banks == []
    assert problems


def test_the_example_in_the_documentation_is_a_good_bank(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "banks.md").read_text()
    example = page.split("```toml")[1].split("```")[0]
    found, problems = load_bank(write(tmp_path, "my-company", example))
    assert problems == []
    assert found is not None
    assert (len(found.questions), len(found.curveballs)) == (1, 1)


def test_a_bank_is_known_by_its_file(tmp_path: Path) -> None:
    write(tmp_path, "mine", bank("yours"))
    (found,), (problem,) = load_banks([tmp_path])
    assert found.id == "mine"
    assert str(problem) == 'mine.toml: bank.id: "yours" must equal the file\'s name, "mine"'
