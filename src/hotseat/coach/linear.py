"""A linear classifier over n-grams that reads its weights from package data, in plain Python."""

import json
import math
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotseat.coach import confidence
from hotseat.coach.data import FOLDER
from hotseat.coach.features import letter_grams, word_grams, words
from hotseat.coach.hearing import SENTENCE_LIMIT
from hotseat.domain.analysis import SentenceLabels
from hotseat.domain.rubric import Element, Flag

ELEMENTS: tuple[str, ...] = tuple(e.value for e in Element)
FLAGS: tuple[str, ...] = tuple(f.value for f in Flag)
OUTPUTS: tuple[str, ...] = (*ELEMENTS, *(f"{e}?" for e in ELEMENTS), *FLAGS)
"""The columns of the weights: elements specific, elements vague, flags."""

BLOCKS: dict[str, tuple[float, float]] = {
    "w": (1.0, 1.0),
    "c": (0.7, 1.0),
    "t": (0.5, 0.0),
    "p": (0.5, 0.3),
    "x": (0.5, 0.0),
}
"""What a block's features weigh for elements, and for flags; a block as a whole has length 1.

Words, letters, question type, position, and words together with the type. The weights are those
that did best on writers left out of training.
"""

MAGIC = b"HOTSEAT-WEIGHTS-1\n"
_FIRST_FLAG = 2 * len(ELEMENTS)
_FLUSH = 256  # rows of bytes that fit a 16-bit lane


def features(sentences: Sequence[str], question_type: str) -> list[dict[str, set[str]]]:
    """Return each sentence's features by block."""
    count = len(sentences)
    found = [words(text) for text in sentences]
    return [
        {
            "w": word_grams(text, said),
            "c": letter_grams(said),
            "t": {question_type},
            "p": {f"from{min(i, 3)}", f"left{min(count - 1 - i, 2)}", f"at{4 * i // count}"},
            "x": {f"{question_type}|{word}" for word in set(said)},
        }
        for i, (text, said) in enumerate(zip(sentences, found, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class Weights:
    """The classifier as stored.

    `rows` holds one byte for each output and feature, 128 standing for 0; a byte's unit is the
    output's entry in `units`. `rarity` is each feature's inverse document frequency, which is
    already in the rows and gives a block its length.
    """

    vocabulary: Mapping[str, int]
    rarity: Sequence[float]
    rows: bytes
    units: Sequence[float]
    biases: Sequence[float]
    thresholds: Sequence[float]


def pack(weights: Weights) -> bytes:
    """Return the weights as the bytes of a file."""
    names = sorted(weights.vocabulary, key=lambda name: weights.vocabulary[name])
    head = {
        "outputs": OUTPUTS,
        "units": list(weights.units),
        "biases": list(weights.biases),
        "thresholds": list(weights.thresholds),
    }
    parts = [
        json.dumps(head).encode(),
        "\n".join(names).encode(),
        struct.pack(f"<{len(names)}f", *weights.rarity),
        weights.rows,
    ]
    sizes = struct.pack("<4I", *(len(part) for part in parts))
    return MAGIC + zlib.compress(sizes + b"".join(parts), 9)


def unpack(data: bytes) -> Weights:
    """Return the weights in a file's bytes; raises ValueError when they are not of this version."""
    if not data.startswith(MAGIC):
        raise ValueError("these are no weights that this Hotseat reads")
    body = zlib.decompress(data[len(MAGIC) :])
    sizes = struct.unpack_from("<4I", body)
    parts: list[bytes] = []
    at = 16
    for size in sizes:
        parts.append(body[at : at + size])
        at += size
    head = json.loads(parts[0])
    if tuple(head["outputs"]) != OUTPUTS:
        raise ValueError("the weights were trained for other elements or flags: train them again")
    names = parts[1].decode().split("\n")
    return Weights(
        vocabulary=dict(zip(names, range(len(names)), strict=True)),
        rarity=struct.unpack(f"<{len(names)}f", parts[2]),
        rows=parts[3],
        units=head["units"],
        biases=head["biases"],
        thresholds=head["thresholds"],
    )


def load() -> "LinearLabeller":
    """Return the labeller with the weights that come with Hotseat."""
    return LinearLabeller(unpack((FOLDER / "weights.bin").read_bytes()))


def decide(margins: Sequence[float]) -> SentenceLabels:
    """Return the labels of a sentence from how far each output lies above its threshold.

    Of an element's specific and vague label the one further above its threshold stands.
    """
    size = len(ELEMENTS)
    labels: dict[str, float] = {}
    near: dict[str, float] = {}
    for j, element in enumerate(ELEMENTS):
        specific, vague = margins[j], margins[size + j]
        if specific >= 0 and specific >= vague:
            labels[element] = specific
        elif vague >= 0:
            labels[f"{element}?"] = vague
        elif max(specific, vague) >= confidence.NEAR:
            near[element] = max(specific, vague)
    flags = {Flag(f): m for f, m in zip(FLAGS, margins[2 * size :], strict=True) if m >= 0}
    return SentenceLabels(
        tuple(labels),
        tuple(flags),
        tuple(confidence.of_element(margin) for margin in labels.values()),
        tuple(confidence.of_flag(margin) for margin in flags.values()),
        tuple(sorted(near, key=lambda element: -near[element])),
    )


class LinearLabeller:
    """Labels sentences by a weighted sum of their features, one sum for each output."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        width = len(OUTPUTS) + len(OUTPUTS) % 2
        self._low = int.from_bytes(b"\xff\x00" * (width // 2), "little")

    def label(self, sentences: Sequence[str], question_type: str) -> list[SentenceLabels]:
        """Return the labels and flags of each sentence; past 600 sentences none."""
        judged = sentences[:SENTENCE_LIMIT]
        found = [decide(row) for row in self.margins(judged, question_type)]
        return found + [SentenceLabels()] * (len(sentences) - len(judged))

    def margins(self, sentences: Sequence[str], question_type: str) -> list[list[float]]:
        """Return, for each sentence, how far each output lies above its threshold."""
        return [
            [s - t for s, t in zip(row, self._weights.thresholds, strict=True)]
            for row in self.scores(sentences, question_type)
        ]

    def scores(self, sentences: Sequence[str], question_type: str) -> list[list[float]]:
        """Return the log odds of every output for every sentence."""
        return [self._score(blocks) for blocks in features(sentences, question_type)]

    def _score(self, blocks: Mapping[str, set[str]]) -> list[float]:
        totals = list(self._weights.biases)
        for block, names in blocks.items():
            vocabulary = self._weights.vocabulary
            known = [at for name in names if (at := vocabulary.get(f"{block}:{name}")) is not None]
            if not known:
                continue
            length = math.sqrt(sum(self._weights.rarity[at] ** 2 for at in known))
            for_elements, for_flags = (weight / length for weight in BLOCKS[block])
            sums = self._sum_rows(known)
            for j, unit in enumerate(self._weights.units):
                totals[j] += (for_flags if j >= _FIRST_FLAG else for_elements) * unit * sums[j]
        return totals

    def _sum_rows(self, known: Sequence[int]) -> list[int]:
        """Add up rows of bytes: even and odd bytes become the 16-bit lanes of two long numbers.

        One addition of a long whole number stands for 21 small ones, which keeps a sentence under
        a millisecond without numpy.
        """
        width, low, rows = len(OUTPUTS), self._low, self._weights.rows
        lanes = (width + 1) // 2
        totals = [-128 * len(known)] * (2 * lanes)
        for first in range(0, len(known), _FLUSH):
            even = odd = 0
            for at in known[first : first + _FLUSH]:
                row = int.from_bytes(rows[at * width : (at + 1) * width], "little")
                even += row & low
                odd += (row >> 8) & low
            for j, total in enumerate(
                struct.unpack(f"<{lanes}H", even.to_bytes(2 * lanes, "little"))
            ):
                totals[2 * j] += total
            for j, total in enumerate(
                struct.unpack(f"<{lanes}H", odd.to_bytes(2 * lanes, "little"))
            ):
                totals[2 * j + 1] += total
        return totals
