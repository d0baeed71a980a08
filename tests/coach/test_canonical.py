"""The encoder reads the same whether a sentence was typed or written down by a recogniser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.canonical import canonical


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("So, um, we lost forty-one trucks.", "so we lost 41 trucks"),
        ("Two hundred and sixty trailers, I mean, more.", "260 trailers more"),
        ("About thirty-eight thousand pounds!", "about 38000 pounds"),
        ("forty percent of the nine hundred", "40% of the 900"),
        ("We, uh, we sent 1,500 at ten thirty", "we sent 1500 at 10 30"),
        ("eleven hundred, thirty-eight thousand", "1100 38000"),
        ("That\u2019s on me \u2014 it\u2019s mine", "that's on me it's mine"),
        ("one of the nine", "one of the 9"),
    ],
)
def test_a_typed_sentence_reads_as_a_recogniser_would_write_it(typed: str, heard: str) -> None:
    assert canonical(typed) == heard
    assert canonical(heard) == heard


@given(st.text(max_size=200))
def test_any_text_has_a_form_that_stays(text: str) -> None:
    assert "\n" not in canonical(text)


def test_a_long_text_is_cut_not_chewed() -> None:
    assert len(canonical("word " * 100_000)) < 5_000
