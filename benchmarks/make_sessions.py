"""Fill a workspace with saved sessions, for benchmarks."""

import json
import random
from pathlib import Path
from typing import Any

from hotseat.coach.analysis import analyse
from hotseat.domain.choices import Settings
from hotseat.domain.listing import SessionState
from hotseat.domain.session import AskedQuestion, Session, Take
from hotseat.domain.transcript import Word, from_words
from hotseat.store.codec import encode
from hotseat.store.sessions import FolderStore

CORPUS = Path(__file__).parents[1] / "data" / "corpus" / "own.jsonl"
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
        store.create(_session(number, take))


def fill_varied(workspace: Path, count: int, minutes: float, tellings: int = 40) -> None:
    """Write `count` sessions that tell so many different answers of the corpus, as they were said.

    Quicker than `fill` for thousands of long ones: nothing waits for the disk.
    """
    generator = random.Random(7)
    question = AskedQuestion("Tell me about a deadline you missed.", "missed_deadline")
    told = [_corpus_take(question, minutes, generator) for _ in range(min(tellings, count))]
    for number in range(count):
        session = _session(number, told[number % len(told)])
        folder = workspace / "sessions" / f"{session.created[:10]}-{number:05d}"
        folder.mkdir(parents=True)
        (folder / "session.json").write_bytes(encode(session))


def _corpus_take(question: AskedQuestion, minutes: float, generator: random.Random) -> Take:
    answers = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    words: list[Word] = []
    while len(words) * 0.4 < minutes * 60:
        said = _said(generator.choice(answers)).split()
        words += [
            Word(w, 0.4 * (len(words) + n), 0.4 * (len(words) + n) + 0.3, 0.9)
            for n, w in enumerate(said)
        ]
    transcript = from_words(words[: int(minutes * 150)], minutes * 60, "tiny.en")
    analysis = analyse(transcript, question)
    return Take(1, question, seconds=minutes * 60, transcript=transcript, analysis=analysis)


def _said(answer: dict[str, Any]) -> str:
    return " ".join(sentence["text"] for sentence in answer["sentences"])


def _session(number: int, take: Take) -> Session:
    day = f"2026-{1 + number % 12:02d}-{1 + number % 28:02d}"
    return Session(
        name="",
        created=f"{day}T10:{number % 60:02d}:00+00:00",
        settings=Settings(),
        title=TITLE,
        state=SessionState.FINISHED,
        takes=(take,),
    )
