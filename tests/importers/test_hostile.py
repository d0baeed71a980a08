"""What is large, broken or meant to harm ends in one clear line and in little memory.

How long it takes is told by benchmarks/importing.py.
"""

import io
import os
import resource
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean
from tests.importers.given import W, docx, read

documents = import_module("benchmarks.make_documents")
MEGABYTES = 300


def bomb() -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as file,
    ):
        file.write(f'<w:document xmlns:w="{W}">'.encode())
        for _ in range(200):
            file.write(b"<w:p/>" * 200_000)
    return made.getvalue()


def entities() -> bytes:
    defined = '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", f"<!DOCTYPE x [{defined}]><x>&b;</x>")
    return made.getvalue()


HARMFUL: list[tuple[str, bytes, str]] = [
    ("large.md", b"Tell me about it?\n" * 3_000_000, "at most 10 MB are read"),
    ("bomb.docx", bomb(), "unpacks to over 40 MB"),
    ("entities.docx", entities(), "defines entities"),
    ("deep.html", b"<div>" * 200_000, "nested too deeply"),
    ("deep.json", b"[" * 300_000 + b"]" * 300_000, "nested too deeply"),
    ("deep2.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    ("binary.md", os.urandom(100_000), "is no text"),
    ("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
    ("zeros.md", bytes(100_000), "is no text"),
    ("empty.md", b" \n", "is empty"),
    ("page.pdf", b"no pdf", "is no PDF file"),
    ("broken.pdf", b"%PDF-1.4\nnothing", "damaged PDF"),
    ("broken.docx", b"PK\x03\x04" + os.urandom(500), "damaged Word document"),
    ("sheet.docx", docx("", "xl/workbook.xml"), "no Word document"),
    ("broken.json", b'{"a": [1, }', "not valid JSON"),
    ("broken.jsonl", b"x\ny\n", "no line of JSON"),
]


@pytest.mark.parametrize(("name", "content", "told"), HARMFUL, ids=[h[0] for h in HARMFUL])
def test_one_clear_line(name: str, content: bytes, told: str) -> None:
    with pytest.raises(HotseatError, match=told) as refused:
        read(content, name)
    assert str(refused.value) == clean(str(refused.value))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("name", "content"), documents.SLOW, ids=[s[0] for s in documents.SLOW])
def test_what_is_shaped_to_take_long_comes_to_an_end(name: str, content: bytes) -> None:
    assert all(item.text for item in read(content, name).items)


def test_a_book_of_markdown_is_read_whole() -> None:
    book = documents.book()
    assert len(book) > 1_000_000
    assert len(read(book).items) == 1_160


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of the figure is Linux's")
def test_little_memory_is_taken(tmp_path: Path) -> None:
    for name, content, _ in HARMFUL[:6]:
        file = tmp_path / name
        file.write_bytes(content)
        code = (
            "import re, sys\nfrom pathlib import Path\n"
            "from hotseat.importers.reading import read_documents\n"
            "try: read_documents([Path(sys.argv[1])])\n"
            "except Exception as error: print(type(error).__name__)\n"
            # Not ru_maxrss: that counts the process which started this one as well.
            "status = Path('/proc/self/status').read_text()\n"
            "print(int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, file], capture_output=True, text=True, check=True
        )
        error, used = done.stdout.split()
        assert error == "HotseatError", name
        assert int(used) < MEGABYTES, name
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0


def test_what_comes_in_is_clean() -> None:
    draft = read(
        "## \u202eTell me\u200b about a\u00ad late\ufeff \U000e0041launch\x1b[31m.\n\n"
        "Say\u2028when.\x07 [@click=app.quit]x[/]\n".encode()
    )
    (item,) = draft.items
    assert item.text == "Tell me about a late launch."
    assert item.guidance == ("Saywhen. [@click=app.quit]x[/]",)


def test_a_question_too_long_for_a_bank_is_left_out_and_told() -> None:
    draft = read(f"- Tell me about {'very ' * 250}late things.\n- Tell me about a late thing.\n")
    assert [item.text for item in draft.items] == ["Tell me about a late thing."]
    assert "over 1,000 characters" in [each.reason for each in draft.skipped]
