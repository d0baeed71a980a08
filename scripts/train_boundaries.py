"""Learn where sentences begin, from the corpus, for text that comes without full stops.

python scripts/train_boundaries.py      writes src/hotseat/coach/data/boundaries.json (seconds)
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import train_coach as coach
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from hotseat.coach.boundaries import FILE, around, plain

OUT = coach.WEIGHTS.parent / FILE
LEAST = 6
"""Places that something must be seen at, which keeps the file at half a megabyte."""
INVERSE_PENALTY = 1.0


def examples(answers: Sequence[coach.Answer]) -> tuple[list[list[str]], list[bool]]:
    """Return what is seen around every word but an answer's first, and where sentences begin."""
    seen: list[list[str]] = []
    begins: list[bool] = []
    for answer in answers:
        parts = [[plain(word) for word in s["text"].split()] for s in answer["sentences"]]
        words = [word for part in parts for word in part]
        first = {sum(map(len, parts[:i])) for i in range(len(parts))}
        for at in range(1, len(words)):
            seen.append(around(words, at))
            begins.append(at in first)
    return seen, begins


def train(answers: Sequence[coach.Answer]) -> dict[str, Any]:
    """Return the weights as they are stored: whole numbers and their unit."""
    seen, begins = examples(answers)
    counts = Counter(name for names in seen for name in names)
    kept = {name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}
    columns = [[kept[name] for name in names if name in kept] for names in seen]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.array(c, dtype=np.int64) for c in columns])
    rows = sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(seen), len(kept)))
    model = LogisticRegression(
        C=INVERSE_PENALTY, solver="liblinear", dual=True, max_iter=200, random_state=coach.SEED
    ).fit(rows, begins)
    unit = float(np.abs(model.coef_).max()) / 127
    values = np.rint(model.coef_[0] / unit).astype(int)
    weights = {name: int(values[at]) for name, at in kept.items() if values[at]}
    return {"unit": unit, "bias": float(model.intercept_[0]), "weights": weights}


def main() -> None:
    """Train on the whole corpus and write the weights."""
    stored = train([*coach.read_corpus(), *coach.read_corpus(coach.OWN)])
    OUT.write_text(json.dumps(stored, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    print(f"{OUT}: {len(stored['weights'])} weights, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
