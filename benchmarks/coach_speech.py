"""What the coach loses when answers are spoken: the same answers, read and heard.

Each answer is spoken by a synthetic voice and transcribed with tiny.en. The coach splits the text
into sentences itself. What it hears in more than half of the words of a sentence of the file counts
as heard in that sentence; words that were not recognised don't vote. Full marks would be the file's
labels.

    python benchmarks/coach_speech.py [ANSWERS.jsonl] [--count 30] [--model tiny.en] [--json]

The answers should be ones that the coach has not learned from: data/corpus/unseen.jsonl where none
are named. Needs the `dev` extra.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "scripts")]

import speech_clips as clips  # noqa: E402
from score_coach import UNSEEN, micro_f1  # noqa: E402
from speech_scoring import Score, plain, scored  # noqa: E402
from train_coach import read_corpus  # noqa: E402

from hotseat.asr.client import WhisperTranscriber  # noqa: E402
from hotseat.coach.analysis import analyse  # noqa: E402
from hotseat.domain.rubric import Flag  # noqa: E402
from hotseat.domain.session import AskedQuestion  # noqa: E402
from hotseat.domain.transcript import Transcript, typed  # noqa: E402

FLAGS = frozenset(map(str, Flag))
Told = list[tuple[str, frozenset[str]]]
"""Words in their order, each with what its sentence carries."""


def heard(transcript: Transcript, answer: dict[str, Any]) -> Told:
    """Return the words of a transcript with what the coach hears in them."""
    found = analyse(transcript, AskedQuestion(answer["question"], answer["question_type"]))
    return [
        (word, frozenset([*labels.labels, *map(str, labels.flags)]))
        for sentence, labels in zip(found.sentences, found.labels, strict=True)
        for word in plain(sentence.text)
    ]


def sentences(answer: dict[str, Any], found: Told) -> list[tuple[set[str], set[str]]]:
    """Return, for each sentence of an answer, what it carries and what was heard in it."""
    said = [plain(sentence["text"]) for sentence in answer["sentences"]]
    words = [word for sentence in said for word in sentence]
    matcher = SequenceMatcher(None, words, [word for word, _ in found], autojunk=False)
    partner = {
        block.a + step: found[block.b + step][1]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    pairs, at = [], 0
    for sentence, these in zip(answer["sentences"], said, strict=True):
        votes = [partner[n] for n in range(at, at + len(these)) if n in partner]
        at += len(these)
        pairs.append(({*sentence["labels"], *sentence["flags"]}, called_by(votes)))
    return pairs


def called_by(votes: Sequence[frozenset[str]]) -> set[str]:
    """Return what more than half of the words carry."""
    tally = Counter(name for vote in votes for name in vote)
    return {name for name, times in tally.items() if 2 * times > len(votes)}


async def transcripts(spoken: Sequence[clips.Clip], model: str) -> list[Transcript]:
    """Return what the recogniser hears in each clip, in its final wording."""
    transcriber = WhisperTranscriber(model)
    found = []
    try:
        for clip in spoken:
            with tempfile.TemporaryDirectory() as folder:
                path = clips.written(clip.samples, Path(folder) / "take.wav")
                found.append(await transcriber.transcribe(path))
    finally:
        await transcriber.close()
    return found


def measured(answers: Sequence[dict[str, Any]], model: str) -> dict[str, float]:
    """Return micro-F1 of labels and flags, read and heard, and the recogniser's wrong words."""
    spoken = clips.spoken(answers)
    ears = asyncio.run(transcripts(spoken, model))
    pairs: dict[str, list[tuple[set[str], set[str]]]] = {"read": [], "heard": []}
    score = Score()
    for answer, clip, transcript in zip(answers, spoken, ears, strict=True):
        score += scored(clip.text, transcript.text)
        for how, text in (("read", typed(clip.text, 1)), ("heard", transcript)):
            pairs[how] += sentences(answer, heard(text, answer))
    figures = {}
    for how, told in pairs.items():
        figures[f"labels, {how}"] = micro_f1((a - FLAGS, b - FLAGS) for a, b in told)
        figures[f"flags, {how}"] = micro_f1((a & FLAGS, b & FLAGS) for a, b in told)
    figures["labels, lost"] = figures["labels, read"] - figures["labels, heard"]
    figures["flags, lost"] = figures["flags, read"] - figures["flags, heard"]
    figures["wrong words, %"] = score.error_rate
    return {name: round(value, 4) for name, value in figures.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path, nargs="?", default=UNSEEN)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measured(read_corpus(options.answers)[: options.count], options.model)
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:20}{value:8.3f}")


if __name__ == "__main__":
    main()
