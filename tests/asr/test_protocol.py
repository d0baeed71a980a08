"""The lines between the app and the child: exact on the way through, harmless when spoilt."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.asr import protocol
from hotseat.asr.protocol import (
    EVENTS,
    LONGEST_LINE,
    REQUESTS,
    WORDS_A_LINE,
    Cancel,
    Done,
    Failed,
    Finish,
    Follow,
    Heard,
    LineReader,
    Load,
    Progress,
    Quit,
    Ready,
    Reworded,
    Settled,
    TranscribeFile,
)
from hotseat.domain.transcript import Word

numbers = st.integers(0, 2**40)
seconds = st.integers(0, 10**8).map(lambda thousandths: thousandths / 1000)
texts = st.text(max_size=40)
words = st.builds(Word, texts, seconds, seconds, st.sampled_from([0.0, 0.25, 0.9375, 1.0]))
requests: st.SearchStrategy[Any] = st.one_of(
    st.builds(Load, texts, texts, texts),
    st.builds(Follow, numbers, texts, texts),
    st.builds(TranscribeFile, numbers, texts, texts),
    st.builds(Finish, numbers),
    st.builds(Cancel, numbers),
    st.just(Quit()),
)
events: st.SearchStrategy[Any] = st.one_of(
    st.builds(Ready, seconds),
    st.builds(Heard, numbers, st.lists(words, max_size=5).map(tuple), texts, seconds),
    st.builds(Progress, numbers, seconds, seconds),
    st.builds(Settled, numbers, numbers, seconds),
    st.builds(Reworded, numbers, st.lists(words, max_size=5).map(tuple), numbers),
    st.builds(Done, numbers, numbers),
    st.builds(Failed, numbers, texts, st.booleans()),
)
garbage = st.one_of(
    st.binary(max_size=60).filter(lambda line: b"\n" not in line),
    st.sampled_from(
        [
            b'{"is":"done","job":1,"count":2',
            b'{"is":"settled","job":-1,"count":2,"duration":1}',
            b'{"is":"settled","job":true,"count":2,"duration":1}',
            b'{"is":"settled","job":1,"count":2,"duration":NaN}',
            b'{"is":"settled","job":1,"count":2,"duration":1e999}',
            b'{"is":"captions","job":1,"words":[["a",0,1]],"provisional":"","seconds":0}',
            b'{"is":"captions","job":1,"words":"abc","provisional":"","seconds":0}',
            b'{"is":["done"]}',
            b'{"is":"load","folder":"x"}',
            b"[" * 50_000,
            b"Traceback (most recent call last):",
            b"1" * 5000,
        ]
    ),
)


@given(st.lists(requests, max_size=6), st.lists(events, max_size=6), st.integers(1, 50))
def test_messages_come_through_however_the_bytes_are_cut(
    asked: list[Any], told: list[Any], step: int
) -> None:
    for messages, known in ((asked, REQUESTS), (told, EVENTS)):
        data = b"".join(map(protocol.encode, messages))
        reader = LineReader(known)
        got = [m for at in range(0, len(data), step) for m in reader.feed(data[at : at + step])]
        assert got == messages
        assert reader.skipped == 0


@given(st.lists(st.one_of(events.map(protocol.encode), garbage.map(lambda g: g + b"\n"))))
def test_garbage_between_messages_is_skipped(lines: list[bytes]) -> None:
    reader = LineReader(EVENTS)
    got = [m for line in lines for m in reader.feed(line)]
    good = [line for line in lines if line.startswith(b'{"is"') and _decodes(line)]
    assert [protocol.encode(m) for m in got] == good


def _decodes(line: bytes) -> bool:
    try:
        protocol.decode(line, EVENTS)
    except ValueError:
        return False
    return True


def test_each_spoilt_line_is_counted() -> None:
    reader = LineReader(EVENTS)
    assert reader.feed(b'hello\n{"is":"done"}\n\xff\xfe\n\n') == []
    assert reader.skipped == 3


@pytest.mark.parametrize("pieces", [1, 7])
def test_an_endless_line_costs_no_memory_and_ends_at_the_newline(pieces: int) -> None:
    reader = LineReader(EVENTS)
    flood = b"x" * (LONGEST_LINE * 3)
    done = protocol.encode(Done(3, 0))
    data = flood + b"\n" + done
    size = -(-len(data) // pieces)
    got = [m for at in range(0, len(data), size) for m in reader.feed(data[at : at + size])]
    assert got == [Done(3, 0)]
    assert reader.skipped == 1
    assert reader.skipped_bytes >= LONGEST_LINE * 2


def test_a_line_that_is_too_long_is_not_written() -> None:
    with pytest.raises(ValueError, match="too long"):
        protocol.encode(Load("x" * LONGEST_LINE))


def test_a_full_line_of_words_fits() -> None:
    word = Word("unbelievably" * 3, 123456.789, 123456.999, 0.1234)
    line = protocol.encode(Heard(99, (word,) * WORDS_A_LINE, "x" * 4000, 123456.789))
    assert len(line) < LONGEST_LINE


def test_a_longest_path_fits() -> None:
    line = protocol.encode(Follow(1, "/" + "é" * 4095))
    assert LineReader(REQUESTS).feed(line) == [Follow(1, "/" + "é" * 4095)]


def test_a_path_that_is_no_text_comes_through() -> None:
    path = b"/takes/\xff.wav".decode(errors="surrogateescape")
    assert LineReader(REQUESTS).feed(protocol.encode(Follow(1, path))) == [Follow(1, path)]


def test_lines_are_json_objects() -> None:
    said = json.loads(protocol.encode(Failed(4, "no sound", again=False)))
    assert said == {"is": "failed", "job": 4, "message": "no sound", "again": False}
