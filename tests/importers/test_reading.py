from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.domain.rubric import Level
from hotseat.importers.reading import read_documents
from tests.importers.given import docx, paragraph, pdf, read, texts

LATE = "Tell me about a launch that slipped."
PLAN = "How would you plan the first month?"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end(encoding: str, ends: str) -> None:
    text = f"- {LATE}\n- Describe a café that opened late.\n- {PLAN}\n".replace("\n", ends)
    assert texts(read(text.encode(encoding), "list.txt")) == [
        LATE,
        "Describe a café that opened late.",
        PLAN,
    ]


def test_a_word_document() -> None:
    body = (
        paragraph("Questions", "Heading1")
        + paragraph(LATE, "ListParagraph")
        + paragraph("Look for: the day on which they knew.")
        + f"<w:tbl><w:tr><w:tc>{paragraph('Question')}</w:tc><w:tc>{paragraph('Listen for')}"
        f"</w:tc></w:tr><w:tr><w:tc>{paragraph(PLAN)}</w:tc><w:tc>"
        f"{paragraph('One thing comes first.')}</w:tc></w:tr></w:tbl>"
    )
    draft = read(docx(body), "panel.docx")
    assert texts(draft) == [LATE, PLAN]
    assert draft.items[0].guidance == ("Look for: the day on which they knew.",)
    assert draft.items[1].guidance == ("One thing comes first.",)


def test_a_pdf() -> None:
    pytest.importorskip("pypdf")
    draft = read(pdf(["Questions", f"1. {LATE}", "2. How do I apply?"]), "panel.pdf")
    assert texts(draft) == [LATE]


def test_the_content_says_more_than_the_name() -> None:
    assert texts(read(f"<!DOCTYPE html><html><body><h2>{PLAN}</h2></body>", "page.txt")) == [PLAN]
    assert texts(read(docx(paragraph(PLAN, "Heading2")), "panel.md")) == [PLAN]


def test_questions_about_interviewing_and_the_site_are_left_out_with_a_reason() -> None:
    page = "\n".join(
        f"## {question}\n\nA line.\n"
        for question in (
            "What is an execution round?",
            "How should I prepare?",
            "How long does the interview take?",
            "Can I cancel my subscription?",
            LATE,
        )
    )
    draft = read(page)
    assert texts(draft) == [LATE]
    assert len(draft.skipped) == 4
    assert all(each.reason for each in draft.skipped)


def test_advice_goes_with_its_question_and_no_other() -> None:
    draft = read(
        f"## {LATE}\n\nSay when you knew.\n\n- Name who was told.\n\n## {PLAN}\n\nOrder first.\n"
        "\n## Can I bring notes?\n\nYes, you can.\n"
    )
    assert draft.items[0].guidance == ("Say when you knew.", "Name who was told.")
    assert draft.items[1].guidance == ("Order first.",)


def test_a_question_quoted_in_a_heading_is_rescued() -> None:
    draft = read(
        '# FAQ\n\n## How Should I Answer "Tell Me About a Time You Were Late"?\n\nKeep it short.\n'
    )
    assert texts(draft) == ["Tell me about a time you were late"]
    assert draft.items[0].guidance == ("Keep it short.",)


def test_what_is_not_to_be_asked_is_not_proposed() -> None:
    draft = read(
        '## Questions\n\n- Never ask "How old are you?"\n\n## Questions to ask us\n\n- ' + PLAN
    )
    assert texts(draft) == []


def test_near_duplicates_become_one_with_the_better_wording_and_all_advice() -> None:
    draft = read(
        "## describe a time when you did not meet a deadline\n\nName the day.\n\n"
        "## Tell me about a time you missed a deadline.\n\nSay who was told.\n"
    )
    (item,) = draft.items
    assert item.text == "Tell me about a time you missed a deadline."
    assert set(item.guidance) == {"Name the day.", "Say who was told."}


def test_questions_that_differ_in_one_word_are_two() -> None:
    draft = read(f"- {PLAN}\n- How would you plan the first week?\n- {LATE}\n")
    assert len(draft.items) == 3


def test_a_table_says_type_level_and_time() -> None:
    draft = read(
        "Theme;Question;Level;Minutes\nConflict;Whom did you disappoint?;Director;5\n", "a.csv"
    )
    (item,) = draft.items
    assert (item.type, item.level, item.answer_seconds) == (
        "cross_functional_conflict",
        Level.DIRECTOR,
        300,
    )
    assert item.source == "a.csv, Conflict"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("# Bread\n\nMix and wait.", "a.md", "it asks nothing"),
        ("## How long does the interview take?\n\nAn hour.", "a.md", "about interviewing"),
        ("<nav>Tell me about it?</nav>", "a.html", "no text beside menus"),
    ],
)
def test_nothing_found_is_told_with_the_likely_reason(content: str, name: str, told: str) -> None:
    draft = read(content, name)
    assert draft.items == ()
    assert told in draft.problems[-1]


def test_one_bad_file_never_hides_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(f"## {LATE}\n")
    (tmp_path / "bad.json").write_text("{")
    draft = read_documents([tmp_path / "bad.json", tmp_path / "good.md", tmp_path / "none.md"])
    assert texts(draft) == [LATE]
    assert [problem.split()[0] for problem in draft.problems] == ["bad.json", "none.md"]
    with pytest.raises(HotseatError, match=r"bad\.json is not valid JSON"):
        read_documents([tmp_path / "bad.json"])


ARTICLE = """What Panels Want

A candidate who could not explain how to keep a team going when half of it had left lost the offer.
{}
In the debrief a candidate described a release that was stopped by a partner. Prepare two stories:
one about a late launch, and one about a quarrel between departments.
"""


def test_an_article_that_only_names_questions_in_passing_yields_them() -> None:
    filler = "The hiring panel talks. Each candidate is heard, and each interview is short. " * 40
    found = texts(read(ARTICLE.format(filler), "article.txt"))
    assert "How would you keep a team going when half of it had left?" in [
        text.replace(" lost the offer", "") for text in found
    ]
    assert "Tell me about a release that was stopped by a partner." in found
    assert "Tell me about a late launch." in found
    assert "Tell me about a quarrel between departments." in found
