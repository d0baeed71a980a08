"""What of a take can be jumped to, and where it stands."""

from dataclasses import replace

import pytest

from hotseat.domain.analysis import Filler, FlagJudgement, Pause, Status, Withheld
from hotseat.domain.arc import Scale
from hotseat.domain.editing import annotated
from hotseat.domain.rubric import PLAIN_NAMES, Element, Flag
from hotseat.domain.session import Override, Take
from hotseat.domain.track import Kind, step, track_of, word_place
from hotseat.domain.transcript import typed
from tests.tui import sample


def take_with(**delivery: object) -> Take:
    take = sample.answer_take()
    assert take.analysis is not None
    told = replace(take.analysis.delivery, **delivery)  # type: ignore[arg-type]
    return replace(take, analysis=replace(take.analysis, delivery=told))


def test_every_kind_of_place_stands_at_its_second() -> None:
    take = sample.answer_take()
    assert take.analysis is not None
    track = track_of(take)
    told = take.analysis.delivery
    assert track.scale is Scale.SECONDS
    assert track.length == take.seconds
    assert [spot.start for spot in track.at(Kind.FILLER)] == [f.start for f in told.fillers or ()]
    assert [(s.start, s.stop) for s in track.at(Kind.PAUSE)] == [
        (p.start, p.stop) for p in told.pauses or ()
    ]
    flagged = take.analysis.flags[0].evidence[0]
    assert [(s.start, s.words) for s in track.at(Kind.FLAG)] == [(flagged.start, "Blames others")]
    quoted = {q.start for j in take.analysis.elements for q in j.evidence} | {flagged.start}
    assert [spot.start for spot in track.at(Kind.EVIDENCE)] == sorted(q for q in quoted if q)
    names = [PLAIN_NAMES[lane.element] for lane in track.lanes]
    assert names == [PLAIN_NAMES[j.element] for j in take.analysis.elements]


def test_what_begins_at_once_is_one_place_with_both_names() -> None:
    take = sample.answer_take()
    assert take.analysis is not None
    quote = take.analysis.elements[0].evidence
    analysis = replace(take.analysis, flags=(FlagJudgement(Flag.HEROICS, quote),))
    spots = track_of(replace(take, analysis=analysis)).at(Kind.EVIDENCE)
    assert spots[0].words == "Scene, Heroics"
    assert len({spot.start for spot in spots}) == len(spots)


def test_the_candidates_own_judgement_counts() -> None:
    take = sample.answer_take()
    own = replace(take, overrides=(Override(Element.HYPOTHESIS, Status.MET),))
    status = {lane.element: lane.status for lane in track_of(own).lanes}
    assert status[Element.HYPOTHESIS] is Status.MET
    assert status[Element.BREAKDOWN] is Status.MET


def test_a_reply_has_lanes_for_what_was_heard_alone() -> None:
    lanes = track_of(sample.grilled().takes[1]).lanes
    assert [lane.element for lane in lanes] == [Element.SYSTEMIC_CHANGE]


def test_a_typed_answer_is_laid_along_its_words() -> None:
    spoken = sample.answer_take()
    assert spoken.transcript is not None
    text = typed(spoken.transcript.text, 90.0)
    take = replace(spoken, transcript=text, analysis=sample.analysed(text, sample.ANSWER), audio="")
    track = track_of(take)
    assert track.scale is Scale.WORDS
    assert track.length == len(text.text.split())
    first = sample.ANSWER[0][0].split()
    second = sample.ANSWER[1][0].split()
    assert track.at(Kind.EVIDENCE)[0].stop == len(first)
    assert track.at(Kind.EVIDENCE)[1].start == len(first) + len(second)
    assert track.lanes[0].bars[0].stop == len(first)
    assert word_place(text.text, text.text.index("Turned")) == len(first) + len(second)


def test_without_judgement_or_transcript_the_length_is_left() -> None:
    take = replace(sample.answer_take(), analysis=None)
    assert track_of(take).length == take.seconds
    bare = track_of(replace(take, transcript=None))
    assert (bare.scale, bare.length, bare.lanes) == (Scale.SECONDS, take.seconds, ())


def test_what_was_not_counted_says_why() -> None:
    take = take_with(
        fillers=None, pauses=(Pause(1.0, 2.5),), withheld=(Withheld("fillers", "too noisy"),)
    )
    track = track_of(take)
    assert track.uncounted == {Kind.FILLER: "too noisy"}
    assert track.at(Kind.PAUSE)[0].words == "1.5 s"


def test_a_filler_that_only_the_sound_shows_has_a_place_and_no_word() -> None:
    track = track_of(take_with(fillers=(Filler("", 5, 5, 3.0, 3.4), Filler("um", 0, 2))))
    assert [(s.start, s.stop, s.words) for s in track.at(Kind.FILLER)] == [(3.0, 3.4, "")]


def test_notes_stand_on_their_words_and_those_on_the_whole_at_the_start() -> None:
    take = sample.answer_take()
    assert take.transcript is not None
    begin = take.transcript.text.index("nobody had asked")
    noted = annotated(take, "who is that?", "", (begin, begin + 6))
    noted = annotated(noted, "the best one so far", "")
    spots = track_of(noted).at(Kind.NOTE)
    assert [spot.words for spot in spots] == ["the best one so far", "who is that?"]
    assert (spots[0].start, spots[0].stop) == (0.0, 0.0)
    word = next(w for w in take.transcript.words if w.text == "nobody")
    assert (spots[1].start, spots[1].stop) == (word.start, word.end)
    assert len(track_of(replace(noted, transcript=None, analysis=None)).at(Kind.NOTE)) == 2


@pytest.mark.parametrize(
    ("at", "by", "slack", "found"),
    [
        (0.0, 1, 0.0, 0),
        (1.0, 1, 0.0, 1),
        (9.0, 1, 0.0, None),
        (5.0, -1, 0.0, 1),
        (4.0, -1, 0.0, 0),
        (4.5, -1, 0.0, 1),
        (4.5, -1, 1.0, 0),
        (1.0, -1, 0.0, None),
        (1.0, 1, 1.0, 1),
    ],
)
def test_steps(at: float, by: int, slack: float, found: int | None) -> None:
    assert step([1.0, 4.0, 9.0], at, by, slack) == found
    assert step([], at, by) is None
