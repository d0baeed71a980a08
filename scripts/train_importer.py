"""Train the classifier that proposes a question's type, and say how good it is.

Run `python scripts/train_importer.py` after a change of its examples: the questions of the corpus
and the shipped banks, and data/importing/types.tsv. It prints the accuracy on examples left out
(five folds) and writes src/hotseat/importers/data/types.bin.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from hotseat.importers.guess import TYPES, Weights, features, pack

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src/hotseat/importers/data/types.bin"
STEP = 127.0  # a weight is one signed byte


def main() -> int:
    """Train, report, write."""
    from sklearn.model_selection import cross_val_predict

    texts, types = examples()
    matrix, names = vectors(texts)
    predicted = cross_val_predict(model(), matrix, types, cv=5)
    right = sum(a == b for a, b in zip(predicted, types, strict=True))
    print(f"{len(texts)} examples, {right / len(texts):.3f} right on those left out")
    for kind in TYPES:
        of_kind = [p for p, t in zip(predicted, types, strict=True) if t == kind]
        print(f"  {kind}: {sum(p == kind for p in of_kind)} of {len(of_kind)}")
    fitted = model().fit(matrix, types)
    OUT.write_bytes(pack(weights(fitted, names)))
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size / 1024:.0f} KB")
    return 0


def examples() -> tuple[list[str], list[str]]:
    """Return the questions and their types, each wording once."""
    pairs: dict[str, str] = {}
    for line in (ROOT / "data/corpus/dev.jsonl").read_text().splitlines():
        record = json.loads(line)
        pairs.setdefault(record["question"], record["question_type"])
    for file in sorted((ROOT / "question_banks").glob("*.toml")):
        for question in tomllib.loads(file.read_text()).get("questions", []):
            kind = question["type"] if question["type"] in TYPES else "other"
            pairs.setdefault(question["text"], kind)
    for line in (ROOT / "data/importing/types.tsv").read_text().splitlines():
        kind, text = line.split("\t")
        pairs.setdefault(text, kind)
    return list(pairs), list(pairs.values())


def vectors(texts: list[str]) -> tuple[Any, list[str]]:
    """Return a matrix of features, each row of length 1, and the features' names."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.preprocessing import normalize

    made = [dict.fromkeys(features(text), 1.0) for text in texts]
    vectorizer = DictVectorizer()
    matrix: csr_matrix = vectorizer.fit_transform(made)
    return normalize(matrix), list(vectorizer.get_feature_names_out())


def model() -> Any:
    """Return an untrained classifier; C did best among 1, 3, 10, 30 on examples left out."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=10.0, max_iter=2000, class_weight="balanced")


def weights(fitted: Any, names: list[str]) -> Weights:
    """Return the trained weights as whole numbers, without the features that hardly count."""
    largest = float(abs(fitted.coef_).max())
    unit = largest / STEP
    rows = {}
    for at, name in enumerate(names):
        row = [round(float(value) / unit) for value in fitted.coef_[:, at]]
        if any(abs(value) >= 3 for value in row):
            rows[name] = row
    return Weights(tuple(fitted.classes_), rows, [float(b) for b in fitted.intercept_], unit)


if __name__ == "__main__":
    sys.exit(main())
