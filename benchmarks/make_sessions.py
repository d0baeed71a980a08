"""Fill a workspace with saved sessions, for benchmarks."""

import random
from pathlib import Path

from hotseat.coach.analysis import analyse
from hotseat.domain.choices import Settings
from hotseat.domain.listing import SessionState
from hotseat.domain.session import AskedQuestion, Session, Take
from hotseat.domain.transcript import Word, from_words
from hotseat.store.sessions import FolderStore

TITLE = "Benchmark story"
_TELLING = (
    "so we had four engineers and six weeks and I figured the vendor would deliver the feed by "
    "the tenth of March but nobody had asked them for it in writing and it came nineteen days late"
)


def fill(workspace: Path, count: int, minutes: float = 3.0) -> None:
    """Write `count` sessions of one answer each, `minutes` long."""
    store = FolderStore(workspace)
    generator = random.Random(7)
    question = AskedQuestion("Tell me about a deadline you missed.", "missed_deadline")
    words, at = [], 0.0
    spoken = _TELLING.split()
    while at < minutes * 60:
        words.append(Word(generator.choice(spoken), round(at, 2), round(at + 0.3, 2), 0.9))
        at += 0.4
    transcript = from_words(words, minutes * 60, "tiny.en")
    analysis = analyse(transcript, question)
    take = Take(1, question, seconds=minutes * 60, transcript=transcript, analysis=analysis)
    for number in range(count):
        day = f"2026-{1 + number % 12:02d}-{1 + number % 28:02d}"
        session = Session(
            name="",
            created=f"{day}T10:{number % 60:02d}:00+00:00",
            settings=Settings(),
            title=TITLE,
            state=SessionState.FINISHED,
            takes=(take,),
        )
        store.create(session)
