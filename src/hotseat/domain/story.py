"""The candidate's stories, derived from the sessions that tell them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hotseat.domain.listing import SessionSummary, StoryRef
from hotseat.domain.rubric import STORY_TYPES, type_name

EXAMPLE_BANK = "example"
"""The bank that the shipped example session names: what it tells is nobody's story."""


@dataclass(frozen=True, slots=True)
class Story:
    """One experience over all its sessions.

    `heard` of `called` elements in its best telling, `missing` what the latest one lacked,
    `held_minutes` the longest that it stood a grilling (None: never grilled), `last` the ISO time
    it was last practised, `names` its sessions, newest first.
    """

    ref: StoryRef
    sessions: int
    heard: int
    called: int
    missing: tuple[str, ...]
    held_minutes: float | None
    last: str
    names: tuple[str, ...]

    @property
    def type(self) -> str:
        """The question type, which is the story's slot."""
        return self.ref.type

    @property
    def title(self) -> str:
        """The story's title."""
        return self.ref.title


def story_ref(summary: SessionSummary) -> StoryRef | None:
    """Return the story that a session tells: the one it names, else that of its type's slot.

    None for the shipped example, for other question types and for what cannot be read.
    """
    if any(key.startswith(f"{EXAMPLE_BANK}/") for key in summary.questions):
        return None
    if summary.story is not None:
        return summary.story
    slots = [kind for kind in summary.types if kind in STORY_TYPES]
    if not slots or summary.problem:
        return None
    return StoryRef(slots[0].replace("_", "-"), f"My {type_name(slots[0]).lower()}", slots[0])


def stories(summaries: Iterable[SessionSummary]) -> tuple[Story, ...]:
    """Return the stories, in the order of the slots and then by their latest session."""
    told: dict[str, list[tuple[StoryRef, SessionSummary]]] = {}
    for summary in sorted(summaries, key=lambda s: s.created, reverse=True):
        ref = story_ref(summary)
        if ref is not None and summary.takes:
            told.setdefault(ref.id, []).append((ref, summary))
    found = [_story(pairs[0][0], [summary for _, summary in pairs]) for pairs in told.values()]
    return tuple(sorted(found, key=lambda story: _slot(story.type)))


def _story(ref: StoryRef, sessions: Sequence[SessionSummary]) -> Story:
    judged = [s for s in sessions if s.called]
    best = max(judged, key=lambda s: s.heard / s.called, default=None)
    held = [s.held_minutes for s in sessions if s.held_minutes is not None]
    return Story(
        ref=ref,
        sessions=len(sessions),
        heard=best.heard if best else 0,
        called=best.called if best else 0,
        missing=judged[0].missing if judged else (),
        held_minutes=max(held, default=None),
        last=sessions[0].created,
        names=tuple(s.name for s in sessions),
    )


def _slot(question_type: str) -> int:
    return STORY_TYPES.index(question_type) if question_type in STORY_TYPES else len(STORY_TYPES)
