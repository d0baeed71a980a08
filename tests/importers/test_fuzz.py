"""Any bytes under any name end in a draft or in one clear line, never in a traceback.

500 cases each here; `pytest --hypothesis-profile=nightly tests/importers/test_fuzz.py` runs 20,000.
"""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotseat.domain.bank import TEXT_LIMIT
from hotseat.domain.bank_reading import parse_bank
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean
from hotseat.importers.bankfile import Head, to_bank
from hotseat.importers.draft import Draft, accept_open
from hotseat.store.banks import load_bank
from tests.importers.given import docx, read
from tests.strategies import hostile_texts

CASES = max(500, settings.default.max_examples) if settings.default else 500
fuzz = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
ASKED = [
    "Tell me about a launch that slipped.",
    "How would you plan it?",
    "What is a round?",
    "describe a conflict",
    "“Why did you go?”",
    "Q: Which date?",
    "A: Say so.",
    "1) When did you stop?",
    "Never ask:",
    "Tips",
    "Follow-up: and then?",
]
words = st.one_of(st.sampled_from(ASKED), hostile_texts, st.text(max_size=20))
MARKS = {
    ".md": ["# ", "## ", "- ", "  - ", "> ", "1. ", "**", "|", "|---|\n", "\n\n", "\n", "```\n",
            "<details><summary>", "</summary>", "</details>", "---\n", "[", "](x)", "\\"],
    ".txt": ["\n", "\n\n", "- ", "• ", "Q: ", "A: ", "===\n", "    ", "From: x\nTo: y\n\n", "\t"],
    ".html": ["<p>", "</p>", "<li>", "<ul>", "</ul>", "<h2>", "</h2>", "<dl><dt>", "<dd>", "<b>",
              "<details><summary>", "</summary>", "</details>", "<table><tr><td>", "</td><td>",
              '<div itemscope itemtype="https://schema.org/Question"><h3 itemprop="name">',
              '<script type="application/ld+json">', "</script>", "<!--", "-->", "&#27;", "&quot;",
              '<button class="accordion">', "<nav>", '{"@type": "Question", "name": "Why you?"}'],
    ".csv": [",", ";", "\t", "\n", '"', "Question,Type\n", "sep=;\n", "|"],
}  # fmt: skip
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(
                st.sampled_from(["question", "q", "a", "answer", "type", "level", "title", "text",
                                 "minutes", "questions", "follow_ups", "front", "back"]),
                words,
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)  # fmt: skip


def survives(content: str | bytes, name: str) -> None:
    """Read a document; what comes of it must be clean, fit a bank, and make a valid one."""
    try:
        draft = read(content, name)
    except HotseatError as error:
        told = str(error)
        draft = Draft(problems=(told,))
    said = [item.text for item in draft.items] + [each.text for each in draft.skipped]
    for text in [*said, *draft.problems]:
        assert text == clean(text)
        assert "\n" not in text
    for item in draft.items:
        assert 0 < len(item.text) <= TEXT_LIMIT
        assert all(piece and piece == clean(piece) for piece in item.guidance)
    accepted = accept_open(draft)
    if accepted.accepted:
        _, problems = parse_bank(tomllib.loads(to_bank(accepted, Head("mine"))), "f", "mine")
        assert problems == []


@fuzz
@given(st.binary(max_size=200), st.sampled_from([*MARKS, ".json", ".jsonl", ".docx", ".pdf", ""]))
def test_any_bytes(content: bytes, suffix: str) -> None:
    survives(content, f"file{suffix}")


@pytest.mark.parametrize("suffix", list(MARKS))
@fuzz
@given(st.data())
def test_any_text_with_the_marks_of_its_format(suffix: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.one_of(st.sampled_from(MARKS[suffix]), words), max_size=25))
    survives("".join(pieces).encode("utf-8", "replace"), f"file{suffix}")


@fuzz
@given(values)
def test_any_json(value: object) -> None:
    survives(json.dumps(value), "file.json")
    survives(json.dumps(value) + "\n" + json.dumps([value]), "file.jsonl")


@fuzz
@given(st.lists(st.one_of(words, st.sampled_from(["<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<"]))))
def test_any_word_document(pieces: list[str]) -> None:
    body = "".join(f"<w:p><w:r><w:t>{piece}</w:t></w:r></w:p>" for piece in pieces)
    survives(docx(body.encode("utf-8", "replace").decode()), "file.docx")


@fuzz
@given(st.binary(max_size=300))
def test_any_pdf(tail: bytes) -> None:
    pytest.importorskip("pypdf")
    survives(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n" + tail, "file.pdf")


@fuzz
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["schema = 1\n", "[bank]\n", "[[questions]]\n", 'id = "a"\n',
                             'text = "Why?"\n', "[[imports]]\n", "marks = [", "]\n", "{", "}",
                             'type = "other"\n', "prep_seconds = 9\n", "1979-05-27", "inf", "="]),
            hostile_texts,
        ),
        max_size=20,
    )
)  # fmt: skip
def test_any_bank(tmp_path: Path, pieces: list[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes("".join(pieces).encode("utf-8", "replace"))
    bank, problems = load_bank(file)
    assert problems or bank
    assert all(str(problem) == clean(str(problem)) for problem in problems)
