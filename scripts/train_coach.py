"""Train all that the coach hears with on data/corpus, and write it to src/hotseat/coach/data.

python scripts/train_coach.py            n-grams, where sentences begin, encoder, their weighing:
                                         two hours of one core
python scripts/train_coach.py --grams    leaves the encoder as it is: five minutes
Needs the `dev` extra (scikit-learn), and for the encoder the `train` extra. The same corpus gives
the same weights.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from hotseat.coach.linear import BLOCKS, ELEMENTS, OUTPUTS, Weights, features, pack

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "data" / "corpus" / "dev.jsonl"
OWN = ROOT / "data" / "corpus" / "own.jsonl"
"""Answers that are learnt from, but neither scored nor used to set thresholds."""
WEIGHTS = ROOT / "src" / "hotseat" / "coach" / "data" / "weights.bin"
SEED = 7
INVERSE_PENALTIES = (40.0, 40.0)
"""For elements and for flags; half or twice as much changes micro-F1 by less than 0.01."""
FIRST_FLAG = 2 * len(ELEMENTS)
LEAST_SENTENCES = 5
"""Sentences that must hold a feature; 3 loads half as many again, and changes micro-F1 by 0.004."""
TOLERANCE, PASSES = 0.01, 60
"""The dual solver is there in half a second an output; closer changes no label."""
ROUNDS = 6
"""Passes of the threshold search; it stops changing after three or four."""

Answer = dict[str, Any]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def read_corpus(path: Path = CORPUS) -> list[Answer]:
    """Return the answers of a corpus file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def writer(answer: Answer) -> str:
    """Return who wrote an answer: the id's prefix."""
    return str(answer["id"]).split("-")[0]


def truths(answers: Sequence[Answer]) -> Bools:
    """Return what holds of each sentence: one row a sentence, one column an output."""
    rows = [
        [name in sentence["labels"] or name in sentence["flags"] for name in OUTPUTS]
        for answer in answers
        for sentence in answer["sentences"]
    ]
    return np.array(rows, dtype=np.bool_).reshape(-1, len(OUTPUTS))


def blocks_of(answers: Sequence[Answer]) -> list[dict[str, set[str]]]:
    """Return the features of every sentence in the corpus' order."""
    return [
        blocks
        for answer in answers
        for blocks in features([s["text"] for s in answer["sentences"]], answer["question_type"])
    ]


def vocabulary_of(rows: Iterable[Mapping[str, set[str]]]) -> tuple[dict[str, int], list[float]]:
    """Return the features seen in LEAST_SENTENCES or more, and how rare each is (idf, smoothed)."""
    seen: Counter[str] = Counter()
    count = 0
    for blocks in rows:
        count += 1
        seen.update(f"{block}:{name}" for block, names in blocks.items() for name in names)
    kept = sorted(name for name, times in seen.items() if times >= LEAST_SENTENCES)
    rarity = [math.log((1 + count) / (1 + seen[name])) + 1 for name in kept]
    return {name: at for at, name in enumerate(kept)}, rarity


def matrix(
    rows: Sequence[Mapping[str, set[str]]],
    vocabulary: Mapping[str, int],
    rarity: Sequence[float],
    kind: int,
) -> sparse.csr_matrix:
    """Return the rows as numbers: each block has length 1 times its weight.

    `kind` is 0 for what elements are judged by, 1 for flags.
    """
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for blocks in rows:
        for block, names in blocks.items():
            known = sorted(
                at for name in names if (at := vocabulary.get(f"{block}:{name}")) is not None
            )
            length = math.sqrt(sum(rarity[at] ** 2 for at in known)) or 1.0
            columns.extend(known)
            data.extend(BLOCKS[block][kind] * rarity[at] / length for at in known)
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), shape=(len(rows), len(vocabulary)))


@dataclass(frozen=True)
class Model:
    """One logistic regression for each output, as a matrix (features by outputs) and biases."""

    vocabulary: dict[str, int]
    rarity: list[float]
    coefficients: Floats
    biases: Floats

    def scores(self, rows: Sequence[Mapping[str, set[str]]]) -> Floats:
        """Return the log odds of every output for every row."""
        halves = [
            matrix(rows, self.vocabulary, self.rarity, kind) @ self.coefficients[:, columns]
            for kind, columns in enumerate((slice(0, FIRST_FLAG), slice(FIRST_FLAG, None)))
        ]
        return np.hstack(halves) + self.biases


def fit(rows: Sequence[Mapping[str, set[str]]], truth: Bools) -> Model:
    """Fit one classifier an output; an output that never (or always) holds gets its bias alone."""
    vocabulary, rarity = vocabulary_of(rows)
    inputs = [matrix(rows, vocabulary, rarity, kind) for kind in (0, 1)]
    coefficients = np.zeros((len(vocabulary), len(OUTPUTS)))
    biases = np.full(len(OUTPUTS), -20.0)
    for j in range(len(OUTPUTS)):
        if truth[:, j].all() or not truth[:, j].any():
            continue
        kind = int(j >= FIRST_FLAG)
        model = LogisticRegression(
            C=INVERSE_PENALTIES[kind],
            solver="liblinear",
            dual=True,
            tol=TOLERANCE,
            max_iter=PASSES,
            random_state=SEED,
        ).fit(inputs[kind], truth[:, j])
        coefficients[:, j], biases[j] = model.coef_[0], model.intercept_[0]
    return Model(vocabulary, rarity, coefficients, biases)


def held_out(answers: Sequence[Answer], more: Sequence[Answer] = ()) -> Floats:
    """Return scores for every sentence of `answers` from models that never saw its writer.

    `more` are learnt from each time.
    """
    rows, truth = blocks_of([*answers, *more]), truths([*answers, *more])
    who = sentence_writers([*answers, *more])
    scores = np.zeros((len(sentence_writers(answers)), len(OUTPUTS)))
    for name in sorted(set(who[: len(scores)])):
        inside = [i for i, w in enumerate(who) if w != name]
        outside = [i for i, w in enumerate(who) if w == name]
        model = fit([rows[i] for i in inside], truth[inside])
        scores[outside] = model.scores([rows[i] for i in outside])
    return scores


def sentence_writers(answers: Sequence[Answer]) -> list[str]:
    """Return who wrote each sentence, in the corpus' order."""
    return [writer(answer) for answer in answers for _ in answer["sentences"]]


def thresholds_for(scores: Floats, truth: Bools) -> Floats:
    """Return the thresholds that give the best micro-F1, for labels and flags apart."""
    cut = FIRST_FLAG
    return np.concatenate(
        [climb(scores[:, :cut], truth[:, :cut]), climb(scores[:, cut:], truth[:, cut:])]
    )


def climb(scores: Floats, truth: Bools) -> Floats:
    """Move one threshold at a time to where micro-F1 over all columns is best."""
    width = truth.shape[1]
    thresholds = np.zeros(width)
    hits, calls = np.zeros(width), np.zeros(width)
    tables = [_table(scores[:, j], truth[:, j]) for j in range(width)]
    for j in range(width):
        called = scores[:, j] >= 0
        hits[j], calls[j] = (truth[:, j] & called).sum(), called.sum()
    total = truth.sum()
    for _ in range(ROUNDS):
        for j, (cuts, hit, call) in enumerate(tables):
            others_hit, others_call = hits.sum() - hits[j], calls.sum() - calls[j]
            f1 = 2 * (others_hit + hit) / np.maximum(1, total + others_call + call)
            best = int(np.argmax(f1))
            thresholds[j], hits[j], calls[j] = cuts[best], hit[best], call[best]
    return thresholds


def _table(scores: Floats, truth: Bools) -> tuple[Floats, Floats, Floats]:
    """Return each useful cut of one column with how many it calls and how many of those hold."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    hit = np.concatenate([[0.0], np.cumsum(truth[order])])
    call = np.arange(len(scores) + 1, dtype=np.float64)
    # A cut lies half-way between two scores, so that rounding the weights moves no sentence.
    between = (ranked[:-1] + ranked[1:]) / 2
    cuts = np.concatenate([[ranked[0] + 1.0], between, [ranked[-1] - 1.0]])
    return cuts, hit, call


def weights_of(model: Model, thresholds: Floats) -> Weights:
    """Round the model to one byte a weight."""
    values = model.coefficients * np.array(model.rarity)[:, None]
    units = np.maximum(np.abs(values).max(axis=0), 1e-9) / 127
    rows = (np.rint(values / units) + 128).astype(np.uint8)
    return Weights(
        model.vocabulary,
        model.rarity,
        rows.tobytes(),
        [float(u) for u in units],
        [float(b) for b in model.biases],
        [float(t) for t in thresholds],
    )


def train(answers: Sequence[Answer], more: Sequence[Answer], scores: Floats) -> Weights:
    """Return the weights that all answers teach; `scores` are those of held-out writers."""
    everything = [*answers, *more]
    model = fit(blocks_of(everything), truths(everything))
    return weights_of(model, thresholds_for(scores, truths(answers)))


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--grams", action="store_true", help="leave the encoder as it is")
    chosen = parser.parse_args()
    import fit_blend
    import train_boundaries

    answers, more = read_corpus(), read_corpus(OWN)
    scores = held_out(answers, more)
    WEIGHTS.write_bytes(pack(train(answers, more, scores)))
    train_boundaries.main()
    if not chosen.grams:
        import train_encoder

        train_encoder.train(answers, more)
    fit_blend.write(answers, scores)
    print(f"written to {WEIGHTS.parent}: now run scripts/score_coach.py")


if __name__ == "__main__":
    main()
