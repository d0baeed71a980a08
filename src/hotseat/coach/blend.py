"""The labeller that Hotseat judges with: the encoder's scores and the n-grams' weighed together."""

import json
from collections.abc import Sequence

from hotseat.coach.clauses import clauses
from hotseat.coach.data import FOLDER
from hotseat.coach.encoder import AnswerEncoder
from hotseat.coach.hearing import SENTENCE_LIMIT
from hotseat.coach.linear import OUTPUTS, LinearLabeller, decide
from hotseat.coach.weighing import FIRST_FLAG, Weighing, of_json
from hotseat.domain.analysis import SentenceLabels

WEIGHING_FILE = "weighing.json"

WORDS_READ = 5_000
"""Words that the encoder reads, half an hour of talk in a second; n-grams judge the rest."""

SHORT = 3
"""Answers of so many sentences at most are read clause by clause as well."""

CLAUSE_DOUBT = 1.0
"""How much further above its threshold an element must lie in a clause read out of its sentence.

Of what clauses add to the unseen answers' sentences a third is right below it, two in five between
1 and 2 (shown as faint or unsure), seven in ten above.
"""


def load(grams: LinearLabeller) -> "BlendedLabeller":
    """Return the labeller with what comes with Hotseat.

    Raises ImportError, OSError, RuntimeError or ValueError where the encoder cannot be loaded.
    """
    text = (FOLDER / "encoder" / WEIGHING_FILE).read_text(encoding="utf-8")
    return BlendedLabeller(AnswerEncoder(), grams, of_json(json.loads(text)))


def _readable(sentences: Sequence[str]) -> int:
    """Return how many sentences the encoder reads."""
    words = 0
    for number, text in enumerate(sentences):
        words += text.count(" ") + 1
        if words > WORDS_READ:
            return number
    return len(sentences)


class BlendedLabeller:
    """Labels sentences by what the encoder and the n-grams say of each output."""

    def __init__(self, encoder: AnswerEncoder, grams: LinearLabeller, weighing: Weighing) -> None:
        if encoder.head.outputs != OUTPUTS:
            raise ValueError("the encoder was trained for other elements or flags: train it again")
        self._encoder, self._grams, self._weighing = encoder, grams, weighing

    def label(self, sentences: Sequence[str], question_type: str) -> list[SentenceLabels]:
        """Return the labels and flags of each sentence; past 600 sentences none."""
        judged = sentences[:SENTENCE_LIMIT]
        found = [decide(row) for row in self.margins(judged, question_type)]
        return found + [SentenceLabels()] * (len(sentences) - len(judged))

    def margins(self, sentences: Sequence[str], question_type: str) -> list[list[float]]:
        """Return, for each sentence, how far each output lies above its threshold."""
        size = _readable(sentences)
        whole = self._weighed(sentences[:size], question_type)
        if size < len(sentences):
            return [*whole, *self._grams.margins(sentences[size:], question_type)]
        if len(sentences) > SHORT:
            return whole
        # So little text tells little of the rest of the answer: what the n-grams hear counts alone.
        alone = self._grams.margins(sentences, question_type)
        return [
            self._with_clauses(
                text, [max(a, b) for a, b in zip(row, other, strict=True)], question_type
            )
            for text, row, other in zip(sentences, whole, alone, strict=True)
        ]

    def _weighed(self, sentences: Sequence[str], question_type: str) -> list[list[float]]:
        read = self._encoder.scores(sentences, question_type)
        counted = self._grams.scores(sentences, question_type)
        return self._weighing.margins(read, counted, question_type)

    def _with_clauses(self, sentence: str, row: Sequence[float], question_type: str) -> list[float]:
        parts = clauses(sentence)
        if len(parts) == 1:
            return list(row)
        found = self._weighed(parts, question_type)
        return [
            max(margin, max(part[j] for part in found) - CLAUSE_DOUBT) if j < FIRST_FLAG else margin
            for j, margin in enumerate(row)
        ]
