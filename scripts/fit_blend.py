"""Weigh the encoder's scores and the n-grams' together, on writers held out of both.

Labels by one logistic regression over all of them: what they share is learnt from all outputs, and
each output has a bias and slopes of its own. Flags, which are rarer, by the mean of both scores.
Then thresholds, between one that is common to all and each output's best.
"""

import json
from collections.abc import Sequence

import numpy as np
import train_coach as coach
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from hotseat.coach.blend import WEIGHING_FILE
from hotseat.coach.linear import OUTPUTS
from hotseat.coach.weighing import FIRST_FLAG, NAMES, Weighing, features

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

INVERSE_PENALTY = 0.3
OWN_SLOPE = 0.5
"""How freely an output may differ from the others in what the two scores count."""
OWN = [NAMES.index("read"), NAMES.index("counted")]
USUAL = slice(NAMES.index("most"), NAMES.index("flags") + 1)
PARTS = (slice(0, FIRST_FLAG), slice(FIRST_FLAG, len(OUTPUTS)))
DRAWS, SHRINK, REACH = 30, 0.5, 2.0
HELD_OUT = coach.ROOT / "data" / "corpus" / "held_out.npz"
"""What encoders say of the sentences of dev.jsonl that never saw their writers."""
OUT = coach.WEIGHTS.parent / "encoder" / WEIGHING_FILE


def seen(
    answers: Sequence[coach.Answer], read: Sequence[Floats], counted: Sequence[Floats]
) -> Floats:
    """Return what is seen of every sentence and output of these answers."""
    nothing = [[0.0] * 4] * len(OUTPUTS)
    return np.concatenate(
        [
            np.array(features(a.tolist(), b.tolist(), answer["question_type"], nothing))
            for answer, a, b in zip(answers, read, counted, strict=True)
        ]
    )


def fit(inputs: Floats, truth: Bools) -> Weighing:
    """Return the weighing that these sentences teach, thresholds included in its biases."""
    weights, biases = np.zeros(inputs.shape[1:]), np.zeros(inputs.shape[1])
    labels, flags = PARTS
    weights[labels], biases[labels] = _regress(inputs[:, labels], truth[:, labels])
    weights[flags, OWN] = 0.5
    for part in PARTS:
        scores = np.einsum("sjf,jf->sj", inputs[:, part], weights[part]) + biases[part]
        biases[part] -= thresholds(scores, truth[:, part])
    return Weighing(
        tuple(tuple(float(w) for w in row) for row in weights),
        tuple(float(b) for b in biases),
        tuple(tuple(float(x) for x in row) for row in inputs[..., USUAL].mean(axis=0)),
    )


def margins(weighing: Weighing, inputs: Floats) -> Floats:
    """Return how far each output of these sentences lies above its threshold."""
    weights = np.array(weighing.weights)
    joined: Floats = np.einsum("sjf,jf->sj", inputs, weights) + np.array(weighing.biases)
    return joined


def _regress(inputs: Floats, truth: Bools) -> tuple[Floats, Floats]:
    count, outputs, width = inputs.shape
    flat = inputs.reshape(-1, width)
    mean, spread = flat.mean(axis=0), flat.std(axis=0) + 1e-6
    even = (flat - mean) / spread
    which = np.tile(np.eye(outputs), (count, 1))
    own = [OWN_SLOPE * which * even[:, at : at + 1] for at in OWN]
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=300)
    found = model.fit(np.hstack([even, which, *own]), truth.reshape(-1)).coef_[0]
    weights = np.tile(found[:width], (outputs, 1))
    biases = model.intercept_[0] + found[width : width + outputs]
    for number, at in enumerate(OWN, start=1):
        weights[:, at] += OWN_SLOPE * found[width + number * outputs :][:outputs]
    weights /= spread
    return weights, biases - weights @ mean


def thresholds(scores: Floats, truth: Bools) -> Floats:
    """Return thresholds between the common one and each column's best, averaged over resamples."""
    chance = np.random.default_rng(coach.SEED)
    common = _common(scores, truth)
    found = np.zeros(truth.shape[1])
    for _ in range(DRAWS):
        rows = chance.integers(0, len(scores), len(scores))
        best = coach.climb(scores[rows], truth[rows])
        found += np.clip(best, common - REACH, common + REACH) / DRAWS
    return SHRINK * found + (1 - SHRINK) * common


def _common(scores: Floats, truth: Bools) -> float:
    """Return the threshold that gives the best micro-F1 where all columns share it."""
    order = np.argsort(-scores, axis=None, kind="stable")
    hits = np.cumsum(truth.reshape(-1)[order])
    best = int(np.argmax(hits / (np.arange(1, len(hits) + 1) + truth.sum())))
    return float(scores.reshape(-1)[order][best : best + 2].mean())


def pack(weighing: Weighing) -> str:
    """Return the weighing as the text of its file."""

    def short(rows: Sequence[Sequence[float]]) -> list[list[float]]:
        return [[float(f"{x:.5g}") for x in row] for row in rows]

    stored = {
        "weights": short(weighing.weights),
        "biases": short([weighing.biases])[0],
        "usual": short(weighing.usual),
    }
    return json.dumps(stored, separators=(",", ":"))


def split_up(answers: Sequence[coach.Answer], scores: Floats) -> list[Floats]:
    """Return the rows of each answer."""
    ends = np.cumsum([len(answer["sentences"]) for answer in answers])
    return np.split(scores, ends[:-1])


def seen_held_out(answers: Sequence[coach.Answer], counted: Floats) -> Floats:
    """Return what is seen where neither the encoder nor the n-grams saw the sentence's writer."""
    with np.load(HELD_OUT) as stored:
        read = [stored[answer["id"]].astype(np.float64) for answer in answers]
    return seen(answers, read, split_up(answers, counted))


def write(answers: Sequence[coach.Answer], counted: Floats) -> None:
    """Write the weighing that all held-out sentences teach."""
    found = fit(seen_held_out(answers, counted), coach.truths(answers))
    OUT.write_text(pack(found) + "\n", encoding="utf-8")
