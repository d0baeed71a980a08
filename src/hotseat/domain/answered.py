"""How often and how well the questions of the banks were answered, from the sessions' summaries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hotseat.domain.listing import SessionSummary
from hotseat.domain.practice import practised


@dataclass(frozen=True, slots=True)
class Record:
    """A question's answers: how many, and elements heard of those called for, last and best.

    `called` is 0 where no answer was judged; a session judges its first answer in its summary.
    """

    times: int = 0
    heard: int = 0
    called: int = 0
    best: int = 0
    last: str = ""


NEVER = Record()


def records(summaries: Iterable[SessionSummary]) -> dict[tuple[str, str], Record]:
    """Return the record of each question that was answered, by bank and id."""
    found = tuple(summaries)
    made = {key: Record(times=times) for key, times in practised(found).items()}
    for summary in sorted(found, key=lambda summary: summary.created):
        for number, name in enumerate(dict.fromkeys(summary.questions)):
            bank, _, question = name.partition("/")
            before = made[bank, question]
            after = replace(before, last=summary.created)
            if number == 0 and summary.called:
                best = max(before.best, summary.heard)
                after = replace(after, heard=summary.heard, called=summary.called, best=best)
            made[bank, question] = after
    return made
