"""Pace, fillers, pauses and shares; what cannot be measured is withheld."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.coach.delivery import deliver
from hotseat.coach.fillers import find_fillers
from hotseat.coach.sentences import spans_of, split
from hotseat.domain.analysis import Delivery, HabitKind, Pause, SentenceLabels
from hotseat.domain.arc import talk_shares
from hotseat.domain.rubric import Element
from hotseat.domain.sound import Sound
from hotseat.domain.transcript import Transcript, Word, from_words, typed


def spoken(text: str, gap: float = 0.2, probability: float = 0.9) -> Transcript:
    words = [
        Word(w, i * (0.3 + gap), i * (0.3 + gap) + 0.3, probability)
        for i, w in enumerate(text.split())
    ]
    return from_words(words, len(words) * (0.3 + gap), "test")


def fillers(text: str) -> list[str]:
    return [f.text for f in find_fillers(typed(text, 1))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So, um, we had, uh, four people.", ["um", "uh"]),
        ("Umm and er and hmm and mm.", ["Umm", "er", "hmm", "mm"]),
        ("It was, like, four weeks, you know, late.", ["like", "you know"]),
        ("I mean, we did it, sort of, alone.", ["I mean", "sort of"]),
        ("It worked, right? So we went on.", ["right"]),
        ("I like the vendor. It looks like rain.", []),
        ("Do you know the vendor? That is the kind of thing I mean.", []),
        ("We turned right, and what sort of test was it?", []),
        ("It was actually good. They basically said no.", []),
        ("The humble number was ermine, umbrella, hummus.", []),
        ("I was you know the last to hear", ["you know"]),
    ],
)
def test_only_what_is_plainly_a_filler_counts(text: str, expected: list[str]) -> None:
    assert fillers(text) == expected


def test_a_filler_knows_its_place_and_time() -> None:
    told = spoken("So we um had it")
    (found,) = find_fillers(told)
    assert told.text[found.begin : found.end] == found.text == "um"
    assert found.start == pytest.approx(1.0)


def test_pace_counts_words_over_speaking_time_without_long_silences() -> None:
    told = spoken("word " * 60)
    whole = deliver(told, split(told), [SentenceLabels()] * len(split(told)))
    assert whole.pace == pytest.approx(60 * 60 / (60 * 0.5 - 0.2), rel=0.01)
    late = [Word(w.text, w.start + 30, w.end + 30) for w in told.words]
    broken = from_words([*told.words, *late], 60, "test")
    heard = deliver(broken, (), ())
    assert heard.pace == pytest.approx(whole.pace, rel=0.02)
    assert heard.words == 120


def test_pauses_from_seven_tenths_on() -> None:
    words = [Word(f"w{i}", i * 1.0, i * 1.0 + (0.25 if i == 7 else 0.35)) for i in range(30)]
    told = from_words(words, 30, "test")
    found = deliver(told, (), ())
    assert found.pauses is not None
    assert [p.start for p in found.pauses] == [pytest.approx(7.25)]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (typed("We had it. " * 20, 90), "typed"),
        (spoken("only a few words"), "20 words"),
        (spoken("word " * 25, gap=0.01), "10 seconds"),
        (spoken("word " * 60, probability=0.4), "hard to make out"),
        (Transcript("word " * 60), "no times"),
    ],
)
def test_what_cannot_be_measured_is_withheld_with_its_reason(told: Transcript, reason: str) -> None:
    found = deliver(told, (), (), latency=1.5)
    assert found.pace is None
    assert found.pauses is None
    assert {w.figure for w in found.withheld} >= {"pace", "pauses"}
    assert all(reason in w.reason for w in found.withheld)


def test_latency_is_kept_for_speech_and_withheld_for_typing() -> None:
    assert deliver(spoken("word " * 60), (), (), latency=1.5).latency == 1.5
    written = deliver(typed("word " * 60, 30), (), (), latency=1.5)
    assert written.latency is None
    assert "latency" in {w.figure for w in written.withheld}


def test_shares_are_by_words_where_typed_and_split_between_elements() -> None:
    _, spans = spans_of(["one two three four five six", "one two", "one two"])
    labels = [
        SentenceLabels(("situation",)),
        SentenceLabels(("fix?", "tradeoff")),
        SentenceLabels(),
    ]
    found = {s.element: s.share for s in talk_shares(spans, labels)}
    assert found == {
        Element.SITUATION: pytest.approx(0.6),
        Element.FIX: pytest.approx(0.1),
        Element.TRADEOFF: pytest.approx(0.1),
    }


names = st.sampled_from([*(str(e) for e in Element), *(f"{e}?" for e in Element)])


@given(st.lists(st.tuples(st.text(alphabet="ab ", max_size=30), st.lists(names, max_size=3))))
def test_shares_never_add_up_to_more_than_the_talking(
    given_: Iterable[tuple[str, list[str]]],
) -> None:
    pairs = list(given_)
    _, spans = spans_of([text for text, _ in pairs])
    shares = talk_shares(spans, [SentenceLabels(tuple(ls)) for _, ls in pairs])
    assert sum(s.share for s in shares) <= 1 + 1e-9
    assert all(s.share >= 0 for s in shares)


def test_an_empty_take_has_no_figures_and_does_not_fail() -> None:
    found = deliver(from_words([], 0, "test"), (), ())
    assert found.words == 0
    assert found.pace is None


SOUND = Sound(
    60.0,
    snr=30.0,
    first_voice=0.4,
    silences=(Pause(2.0, 2.5), Pause(5.0, 6.0)),
    pitch_spread=2.5,
    pitch_range=6.1,
)


def heard(told: Transcript, sound: Sound | None) -> Delivery:
    return deliver(told, (), (), sound=sound)


def test_pauses_pitch_and_the_first_word_come_from_the_sound() -> None:
    found = heard(spoken("word " * 60), SOUND)
    assert found.pauses == (Pause(5.0, 6.0),)
    assert (found.pitch_spread, found.pitch_range) == (2.5, 6.1)
    assert (found.snr, found.latency) == (30.0, 0.4)
    assert found.withheld == ()


@pytest.mark.parametrize(
    ("sound", "reason"),
    [
        (replace(SOUND, snr=9.0), "too noisy: speech stood 9 dB above the background, 12 are"),
        (replace(SOUND, snr=None), "no speech stands out"),
        (replace(SOUND, clipped=0.04), "clipped: 4% of the speech"),
    ],
)
def test_bad_sound_withholds_every_figure(sound: Sound, reason: str) -> None:
    found = heard(spoken("word " * 60), sound)
    assert (found.pace, found.fillers, found.pauses, found.habits, found.pitch_spread) == (
        None, None, None, None, None,
    )  # fmt: skip
    assert found.stretches == ()
    assert {w.figure for w in found.withheld} == {
        "pace", "fillers", "hedges and restarts", "pauses", "pitch",
    }  # fmt: skip
    assert all(reason in w.reason for w in found.withheld)


def test_unsure_words_withhold_only_what_hangs_on_words() -> None:
    found = heard(spoken("word " * 60, probability=0.4), SOUND)
    assert found.pace is None
    assert found.fillers is None
    assert found.pauses == (Pause(5.0, 6.0),)
    assert found.pitch_spread == 2.5


def test_noise_that_words_survive_withholds_the_pauses() -> None:
    found = heard(spoken("word " * 60), replace(SOUND, snr=16.0))
    assert [(w.figure, w.reason[:30]) for w in found.withheld] == [
        ("pauses", "too noisy: speech stood 16 dB ")
    ]
    assert found.pauses is None
    assert found.pace is not None
    assert found.pitch_spread == 2.5


def test_too_little_voice_withholds_the_pitch_alone() -> None:
    found = heard(spoken("word " * 60), replace(SOUND, pitch_spread=None))
    assert [w.figure for w in found.withheld] == ["pitch"]
    assert found.pace is not None


def test_the_sound_decides_where_no_text_stands() -> None:
    told = spoken("word " * 60, gap=0.5)
    found = heard(told, replace(SOUND, hesitations=(Pause(8.35, 8.75),)))
    assert found.fillers is not None
    (filler,) = found.fillers
    assert (filler.text, filler.start, filler.stop) == ("", 8.35, 8.75)
    assert told.text[filler.begin :].startswith("word")


def test_a_sound_beside_a_written_um_is_that_um() -> None:
    told = spoken("word " * 10 + "um " + "word " * 30, gap=0.5)
    found = heard(told, replace(SOUND, hesitations=(Pause(7.65, 7.9), Pause(8.4, 8.7))))
    assert found.fillers is not None
    assert [f.text for f in found.fillers] == ["um"]


def test_pace_is_told_for_each_half_minute() -> None:
    slow = [Word("w", n * 1.0, n + 0.4) for n in range(30)]
    fast = [Word("w", 30 + n * 0.5, 30.3 + n * 0.5) for n in range(60)]
    last = [Word("w", 60 + n * 1.0, 60.4 + n) for n in range(3)]
    found = heard(from_words([*slow, *fast, *last], 63, "test"), None).stretches
    assert [round(s.pace) for s in found] == [61, 121]
    assert (found[1].start, found[1].stop) == (30.0, 60.0)


def test_habits_are_counted() -> None:
    found = heard(spoken("I think the, um, the plan was maybe late. " * 5), SOUND)
    assert found.habits is not None
    assert Counter(h.kind for h in found.habits) == {
        HabitKind.HEDGE: 10, HabitKind.REPETITION: 5,
    }  # fmt: skip
