"""What to practise next, and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hotseat.domain.choices import Format
from hotseat.domain.listing import SessionSummary
from hotseat.domain.rubric import RUBRICS, STORY_TYPES, Level, rubric_for, target_name
from hotseat.domain.story import Story

# A story has to stand fifteen minutes of grilling.
HOLDS_MINUTES = 15.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question type and a format, with the reason in one line."""

    type: str
    format: Format
    reason: str


def suggest(
    summaries: Iterable[SessionSummary], told: Sequence[Story], level: Level = Level.SENIOR
) -> Suggestion:
    """Return what helps most: an empty slot first, then what the latest tellings lacked.

    After that: a story never grilled, one that cracked early, and last the question type that was
    practised longest ago.
    """
    best = {story.type: story for story in told}
    for slot in STORY_TYPES:
        if slot not in best:
            return Suggestion(slot, Format.DRILL, "You have no story for it yet.")
    ordered = [best[slot] for slot in STORY_TYPES]
    for story in ordered:
        critical = rubric_for(story.type).critical[level]
        gap = next((name for name in story.missing if name in critical), None)
        if gap is not None:
            reason = f"“{target_name(gap)}” was not heard last time; without it nothing is proved."
            return Suggestion(story.type, Format.DRILL, reason)
    for story in ordered:
        if story.held_minutes is None:
            return Suggestion(story.type, Format.GRILLING, "This story was never grilled.")
    weakest = min(ordered, key=lambda story: story.held_minutes or 0.0)
    if (weakest.held_minutes or 0.0) < HOLDS_MINUTES:
        reason = f"It held {weakest.held_minutes:.0f} of {HOLDS_MINUTES:.0f} minutes."
        return Suggestion(weakest.type, Format.GRILLING, reason)
    return _longest_ago(summaries)


def practised(summaries: Iterable[SessionSummary]) -> dict[tuple[str, str], int]:
    """Return how often each question, by bank and id, was answered."""
    counts = Counter(key for summary in summaries for key in summary.questions)
    return {_split(key): count for key, count in counts.items()}


def _longest_ago(summaries: Iterable[SessionSummary]) -> Suggestion:
    last = dict.fromkeys(RUBRICS, "")
    for summary in summaries:
        for name in summary.types:
            last[name] = max(last.get(name, ""), summary.created)
    oldest = min(last, key=lambda name: last[name])
    when = "practised longest ago" if last[oldest] else "never practised"
    return Suggestion(oldest, Format.DRILL, f"It is the type that you {when}.")


def _split(key: str) -> tuple[str, str]:
    bank, _, question = key.partition("/")
    return bank, question
