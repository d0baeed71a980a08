import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.text import clean, clean_line, clock_face, count, is_clean, shorten, slug
from tests.strategies import hostile_texts

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[38;2;1;2;3mred", "red"),
        ("\x9b31mred", "red"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1bP+q\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1b(Bb", "ab"),
        ("a\x1bcb", "ab"),
        ("end\x1b", "end"),
        ("bell\x07 back\x08 del\x7f nul\x00", "bell back del nul"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("bidi \u202eevil\u202c \u2066x\u2069", "bidi evil x"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("tag\U000e0041", "tag"),
        ("lone \ud800", "lone \ufffd"),
        ("e" + "\u0301" * 4, "e" + "\u0301" * 3),
        ("e" + "\u0301" * 3, "e" + "\u0301" * 3),
        ("naïve café – 日本語 “quoted” 30 %", "naïve café – 日本語 “quoted” 30 %"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_clean(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(hostile_texts)
def test_what_is_cleaned_is_harmless_and_stays_so(raw: str) -> None:
    cleaned = clean(raw)
    assert not FORBIDDEN.search(cleaned)
    assert clean(cleaned) == cleaned


@given(
    st.text(
        st.characters(
            categories=["L", "N", "P", "S"], exclude_characters="\u3164\uffa0\u115f\u1160"
        )
    )
)
def test_letters_numbers_and_marks_of_writing_stay(text: str) -> None:
    assert clean(text) == text


@given(hostile_texts, st.integers(1, 40))
def test_a_line_is_one_line_of_at_most_so_many_characters(raw: str, limit: int) -> None:
    line = clean_line(raw, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert "\n" not in line
    assert "  " not in line


def test_shortening_shows_the_cut() -> None:
    assert shorten("one two three", 8) == "one two…"
    assert shorten("short", 8) == "short"
    assert shorten("long", 1) == "…"


@given(st.text(), st.integers(1, 60))
def test_a_slug_is_a_safe_name(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= max(limit, len("untitled"))


def test_slugs() -> None:
    assert slug("Über den Café-Launch!") == "uber-den-cafe-launch"
    assert slug("日本") == "untitled"
    assert unicodedata.is_normalized("NFC", slug("ﬁne"))


@pytest.mark.parametrize(
    ("seconds", "face"),
    [(0, "0:00"), (-5, "0:00"), (59.99, "0:59"), (60, "1:00"), (3599, "59:59"), (3661, "1:01:01")],
)
def test_clock_face(seconds: float, face: str) -> None:
    assert clock_face(seconds) == face


def test_count() -> None:
    assert [count(n, "take") for n in (0, 1, 2)] == ["0 takes", "1 take", "2 takes"]
    assert count(2, "reply", "replies") == "2 replies"


@given(hostile_texts)
def test_what_is_clean_is_what_cleaning_leaves_alone(text: str) -> None:
    assert is_clean(text) == (clean(text) == text)
    assert is_clean(clean(text))
