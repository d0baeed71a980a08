import io
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape

import av
import pysubs2
import pytest
import webvtt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session
from hotseat.domain.text import clean, clean_line
from hotseat.domain.transcript import Transcript, Word, from_words, typed
from hotseat.exporters.captions import selection_srt, selection_vtt, to_srt, to_vtt
from hotseat.exporters.selection import Selection, only_take
from tests.strategies import hostile_texts
from tests.tui import sample

TIME = r"(\d{2,}):([0-5]\d):([0-5]\d)[,.](\d{3})"


@dataclass(frozen=True)
class Cue:
    start: int
    end: int
    lines: tuple[str, ...]


def ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, rest = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def parse(text: str, point: str) -> list[Cue]:
    """Read captions strictly: numbers in order, times forward, no stray line or arrow."""
    cues: list[Cue] = []
    if not text:
        return cues
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    at = 0
    for number, block in enumerate(text[:-1].split("\n\n"), 1):
        head, times, *lines = block.split("\n")
        assert head == str(number)
        found = re.fullmatch(f"{TIME} --> {TIME}", times)
        assert found
        assert times.count(point) == 2
        start, end = ms(found.groups()[:4]), ms(found.groups()[4:])
        assert at <= start < end
        at = end
        assert 1 <= len(lines) <= 2
        assert all(line.strip() and "-->" not in line for line in lines)
        cues.append(Cue(start, end, tuple(lines)))
    return cues


def srt(transcript: Transcript) -> list[Cue]:
    return parse(to_srt(transcript), ",")


def vtt(transcript: Transcript) -> list[Cue]:
    text = to_vtt(transcript)
    assert text.startswith("WEBVTT\n")
    cues = parse(text.removeprefix("WEBVTT\n").removeprefix("\n"), ".")
    shown = []
    for cue in cues:
        for line in cue.lines:
            assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", line)
        shown.append(replace(cue, lines=tuple(map(unescape, cue.lines))))
    return shown


def squeezed(words: list[str]) -> str:
    return re.sub(r"\s", "", "".join(words))


word_texts = st.one_of(
    hostile_texts,
    st.text(max_size=12),
    st.sampled_from(
        ["-->", "--->", "<b>", "</b>", "{\\an8}", "&amp;", "1", "a" * 200, "end.", "a b\n\nc", "\t"]
    ),
)
seconds = st.one_of(
    st.floats(0, 4000), st.sampled_from([0.0, -1.0, 5.0, float("nan"), float("inf")])
)
words = st.lists(st.builds(Word, word_texts, seconds, seconds), max_size=30)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words)
def test_any_words_make_captions_that_a_strict_player_reads(spoken: list[Word]) -> None:
    transcript = Transcript("", tuple(spoken))
    for cues in (srt(transcript), vtt(transcript)):
        assert all(len(line) <= 42 for cue in cues for line in cue.lines)
    assert clean(to_srt(transcript)) == to_srt(transcript)
    shown = squeezed([line for cue in vtt(transcript) for line in cue.lines])
    said = squeezed([re.sub("-{2,}>", "→", clean_line(word.text)) for word in spoken])
    assert shown == said, "no word is lost, doubled or moved"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words)
def test_any_words_make_captions_that_other_readers_read(spoken: list[Word]) -> None:
    transcript = Transcript("", tuple(spoken))
    expected = [(cue.start, cue.end, "\n".join(cue.lines)) for cue in vtt(transcript)]
    parts = to_vtt(transcript)
    assert [unescape(cue.text) for cue in webvtt.from_string(parts).captions] == [
        text for _, _, text in expected
    ]
    events = pysubs2.SSAFile.from_string(to_srt(transcript) or "\n", format_="srt")
    assert [(event.start, event.end) for event in events] == [cue[:2] for cue in expected]
    for form, text in (("srt", to_srt(transcript)), ("webvtt", parts)):
        if expected:
            with av.open(io.BytesIO(text.encode()), "r", format=form) as container:
                packets = [packet for packet in container.demux() if packet.size]
            assert [packet.pts for packet in packets] == [cue[0] for cue in expected]


@pytest.mark.parametrize("made", [sample.grilled, sample.drilled, sample.hostile])
def test_sessions_make_captions(made: Callable[[], Session]) -> None:
    whole = Selection((made(),))
    assert parse(selection_srt(whole), ",")
    assert selection_vtt(whole).startswith("WEBVTT\n\n1\n")


def test_a_caption_ends_with_its_sentence_and_keeps_its_time() -> None:
    transcript = sample.answer_take().transcript
    assert transcript is not None
    cues = srt(transcript)
    assert cues[0] == Cue(
        400, 5770, ("Um, so we were to ship the new checkout", "on March first with six engineers.")
    )
    assert [" ".join(cue.lines) for cue in cues] == [text for text, _ in sample.ANSWER]
    assert "00:00:00,400 --> 00:00:05,770" in to_srt(transcript)
    assert "00:00:00.400 --> 00:00:05.770" in to_vtt(transcript)


def test_a_pause_begins_a_new_caption() -> None:
    spoken = from_words([Word("one", 0, 1), Word("two", 1.1, 2), Word("three", 3.5, 4)], 4, "")
    assert [cue.lines for cue in srt(spoken)] == [("one two",), ("three",)]


def test_words_without_length_stay_readable_where_there_is_room() -> None:
    spoken = from_words([Word("no.", 1, 1), Word("yes.", 1, 1), Word("well.", 9, 9)], 9, "")
    first, second, third = srt(spoken)
    assert (first.start, first.end) == (1000, 1001)
    assert (second.start, second.end) == (1001, 1801)
    assert (third.start, third.end) == (9000, 9800)


def test_arrows_and_tags_are_only_text() -> None:
    spoken = from_words(
        [Word("a-->b", 0, 1), Word("<i>R&D</i>", 1, 2), Word("{\\b1}", 2, 3)], 3, ""
    )
    assert vtt(spoken)[0].lines == ("a→b <i>R&D</i> {\\b1}",)
    assert "&lt;i&gt;R&amp;D&lt;/i&gt;" in to_vtt(spoken)
    assert "<" not in to_srt(spoken)
    assert "{\\" not in to_srt(spoken)


def test_hours_are_counted() -> None:
    spoken = from_words([Word("late", 360_000, 360_001)], 1, "")
    assert "100:00:00,000 --> 100:00:01,000" in to_srt(spoken)


def test_silence_makes_empty_captions() -> None:
    assert to_srt(Transcript("")) == ""
    assert to_vtt(Transcript("")) == "WEBVTT\n"


def test_what_cannot_be_captioned_is_told_with_a_way_on() -> None:
    with pytest.raises(HotseatError, match="export them as md or txt"):
        to_srt(typed("I wrote this.", 4.0))
    with pytest.raises(
        HotseatError, match="There is no take 9 in this session; it has: 1, 2, 3, 4"
    ):
        only_take(sample.grilled(), 9)
    with pytest.raises(HotseatError, match="transcribe it first"):
        selection_vtt(Selection((sample.unheard(),)))
    with pytest.raises(HotseatError, match="holds no answer"):
        selection_srt(Selection((replace(sample.drilled(), takes=()),)))


def test_a_take_can_be_chosen_and_keeps_its_times() -> None:
    take = Selection((only_take(sample.grilled(), 2),), take=2)
    assert "Every epic now" in selection_srt(take)
    assert "nobody had asked" not in selection_srt(take)
    assert parse(selection_srt(take), ",")[0].start == 400


def test_a_session_is_captioned_as_if_its_takes_were_played_in_turn() -> None:
    session = sample.grilled()
    cues = parse(selection_srt(Selection((session,))), ",")
    first = next(cue for cue in cues if cue.lines[0].startswith("Every epic now"))
    assert first.start == 400 + round(session.takes[0].seconds * 1000)
    alone = parse(selection_srt(Selection((only_take(session, 1),), take=1)), ",")
    assert cues[: len(alone)] == alone
