from dataclasses import replace

from hotseat.domain.choices import Format
from hotseat.domain.listing import SessionSummary, StoryRef
from hotseat.domain.practice import suggest
from hotseat.domain.rubric import STORY_TYPES
from hotseat.domain.story import stories


def summary(kind: str, day: int, **more: object) -> SessionSummary:
    made = SessionSummary(
        f"s{day}", created=f"2026-11-{day:02d}T10:00:00+01:00", types=(kind,), takes=1,
        heard=7, called=7, state="finished",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def sound() -> list[SessionSummary]:
    return [summary(kind, 1 + n, held_minutes=15.0) for n, kind in enumerate(STORY_TYPES)]


def test_a_story_is_all_that_its_sessions_tell() -> None:
    ref = StoryRef("swap", "The swap", "missed_deadline")
    told = stories(
        [
            summary("missed_deadline", 1, story=ref, heard=6, held_minutes=9.0),
            summary("missed_deadline", 3, story=ref, heard=2, missing=("fix",), held_minutes=4.0),
            summary("missed_deadline", 2, story=ref, heard=3),
        ]
    )
    (story,) = told
    assert (story.heard, story.called) == (6, 7)
    assert story.held_minutes == 9.0
    assert story.missing == ("fix",)
    assert story.names == ("s3", "s2", "s1")
    assert story.last.startswith("2026-11-03")


def test_a_session_without_a_story_tells_that_of_its_slot() -> None:
    told = stories([summary("missed_deadline", 1), summary("execution_plan", 2)])
    assert [story.type for story in told] == ["missed_deadline"]


def test_stories_stand_in_the_order_of_the_slots() -> None:
    told = stories(reversed(sound()))
    assert tuple(story.type for story in told) == STORY_TYPES


def test_unreadable_and_empty_sessions_tell_no_story() -> None:
    broken = SessionSummary("x", problem="damaged")
    assert stories([broken, summary("missed_deadline", 1, takes=0)]) == ()


def advice(summaries: list[SessionSummary]) -> tuple[str, Format, str]:
    found = suggest(summaries, stories(summaries))
    return found.type, found.format, found.reason


def test_an_empty_slot_comes_first() -> None:
    assert advice([])[:2] == (STORY_TYPES[0], Format.DRILL)
    assert advice(sound()[:2])[0] == STORY_TYPES[2]


def test_then_what_proves_nothing_without_it() -> None:
    summaries = sound()
    summaries[2] = replace(summaries[2], missing=("hypothesis", "systemic_change"))
    kind, form, reason = advice(summaries)
    assert (kind, form) == ("missed_deadline", Format.DRILL)
    assert "What changed for good" in reason
    summaries[2] = replace(summaries[2], missing=("hypothesis",))
    assert advice(summaries)[0] != "missed_deadline"


def test_then_a_story_never_grilled_then_one_that_cracked_early() -> None:
    summaries = sound()
    summaries[1] = replace(summaries[1], held_minutes=4.0)
    summaries[0] = replace(summaries[0], held_minutes=None)
    assert advice(summaries)[:2] == (STORY_TYPES[0], Format.GRILLING)
    summaries[0] = replace(summaries[0], held_minutes=12.0)
    kind, form, reason = advice(summaries)
    assert (kind, form) == (STORY_TYPES[1], Format.GRILLING)
    assert "4 of 15" in reason


def test_last_the_type_practised_longest_ago() -> None:
    summaries = sound()
    assert advice(summaries)[2].endswith("never practised.")
    others = ("failed_execution", "execution_metrics", "execution_plan", "disagree_and_commit")
    summaries += [summary(kind, 10 + n) for n, kind in enumerate(others)]
    assert advice(summaries)[0] == STORY_TYPES[0]


def test_the_shipped_example_is_nobodys_story() -> None:
    example = SessionSummary(
        name="example",
        types=("missed_deadline",),
        questions=("example/missed-deadline",),
        takes=1,
        story=StoryRef("checkout", "The checkout", "missed_deadline"),
    )
    assert stories([example]) == ()
