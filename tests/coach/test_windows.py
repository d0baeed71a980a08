"""Every sentence is judged once, in order, among its neighbours, within what the encoder reads."""

from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.windows import LONGEST, MARK, WINDOW, windows

HEAD = [5, 6]


@given(st.lists(st.lists(st.integers(200, 300), max_size=150), max_size=60))
def test_each_sentence_is_judged_once_and_no_window_is_too_long(
    sentences: list[list[int]],
) -> None:
    laid = windows(sentences, HEAD)
    judged = [w.pieces[begin:end] for w in laid for begin, end in w.spans]
    assert judged == [(MARK, *pieces[:LONGEST]) for pieces in sentences]
    assert all(len(window.pieces) <= WINDOW for window in laid)


def test_an_answer_of_three_minutes_is_read_at_once() -> None:
    assert len(windows([[300] * 15] * 30, HEAD)) == 1


def test_a_sentence_at_a_windows_edge_is_read_with_what_stands_before_and_after() -> None:
    first, second = windows([[200 + i] * 20 for i in range(40)], HEAD)
    size = len(first.spans)
    assert 200 + size in first.pieces
    assert 200 + size - 1 in second.pieces
