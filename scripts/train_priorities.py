"""Fit how telling a follow-up at each target is, from what interviewers went after.

python scripts/train_priorities.py            writes src/hotseat/coach/data/priorities.json
python scripts/train_priorities.py --score    each writer ranked by weights of the others (seconds)
Needs the `dev` extra (scikit-learn). data/corpus/targets.jsonl names what three interviewers each
would ask about next; the answers that they did not read teach by their writer's follow-ups, which
count less. It learns from the corpus' own labels, so it need not be run again when the classifier
changes. The same corpus gives the same file.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import score_coach as scoring
import train_coach as train
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from hotseat.coach.priority import (
    case_of,
    element_features,
    flag_features,
    place_of,
)
from hotseat.domain.analysis import Analysis, SentenceLabels
from hotseat.domain.rubric import Flag

FILES = (train.ROOT / "data" / "corpus" / "dev.jsonl", train.ROOT / "data" / "corpus" / "own.jsonl")
OUT = train.ROOT / "src" / "hotseat" / "coach" / "data" / "priorities.json"
INVERSE_PENALTY = 1.0
"""0.5 to 4 give the same share of targets within 0.01."""
ALONE = 0.1
"""What an answer counts that no interviewer read; 0 to 0.1 differ by less than 0.01."""
LEAST_WEIGHT = 0.03

Features = dict[str, float]


@dataclass(frozen=True)
class Ranked:
    """The targets that an answer offers, with their features and whether they were gone after.

    `weight` is what the answer counts when it teaches: 1 where interviewers read it.
    """

    writer: str
    targets: tuple[tuple[Features, bool], ...]
    weight: float


def corpus() -> list[train.Answer]:
    """Return the answers of both files."""
    return [answer for path in FILES for answer in train.read_corpus(path)]


def gold(answer: train.Answer) -> list[SentenceLabels]:
    """Return the corpus' own labels of an answer."""
    return [
        SentenceLabels(tuple(s["labels"]), tuple(Flag(name) for name in s["flags"]))
        for s in answer["sentences"]
    ]


def offered(answer: train.Answer, analysis: Analysis) -> Ranked:
    """Return the targets that an answer offers, as it was heard."""
    read = scoring.named_by_interviewers().get(answer["id"])
    named = read or scoring.written_by(answer)
    case = case_of(
        answer["question_type"], analysis.elements, analysis.flags, len(analysis.sentences)
    )
    found: list[tuple[Features, bool]] = []
    for judged in analysis.elements:
        place = place_of(judged.evidence, case)
        features = element_features(judged.element, judged.status, place, case)
        found.append((features, judged.element in named))
    for raised in analysis.flags:
        place = place_of(raised.evidence, case)
        features = flag_features(raised.flag, len(raised.evidence), place, case)
        found.append((features, raised.flag in named))
    return Ranked(train.writer(answer), tuple(found), 1.0 if read else ALONE)


def fit(answers: Sequence[Ranked]) -> dict[str, float]:
    """Return a weight for each feature; "" is the constant."""
    rows = [target for answer in answers for target in answer.targets]
    shares = [answer.weight for answer in answers for _ in answer.targets]
    columns = DictVectorizer()
    inputs = columns.fit_transform([features for features, _ in rows])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=3000)
    model.fit(inputs, [hit for _, hit in rows], sample_weight=shares)
    weights = {"": round(float(model.intercept_[0]), 3)}
    for name, value in zip(columns.get_feature_names_out(), model.coef_[0], strict=True):
        if abs(value) >= LEAST_WEIGHT:
            weights[str(name)] = round(float(value), 2)
    return weights


def hits(answers: Sequence[Ranked], weights: Mapping[str, float], first: int = 3) -> list[int]:
    """Return for each answer how many of its first targets were gone after."""
    found: list[int] = []
    for answer in answers:
        ranked = sorted(
            answer.targets,
            key=lambda t: -sum(weights.get(name, 0.0) * value for name, value in t[0].items()),
        )
        found.append(sum(hit for _, hit in ranked[:first]))
    return found


def held_out(answers: Sequence[Ranked], judged: Sequence[Ranked], first: int = 3) -> list[int]:
    """Return the hits in `judged`, each writer ranked by weights that the other writers gave."""
    found: list[int] = []
    for name in dict.fromkeys(answer.writer for answer in judged):
        weights = fit([answer for answer in answers if answer.writer != name])
        found += hits([answer for answer in judged if answer.writer == name], weights, first)
    return found


def main() -> None:
    """Fit and write, or score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    answers = [offered(a, scoring.analysed(a, gold(a))) for a in corpus()]
    if not chosen.score:
        weights = fit(answers)
        text = json.dumps({"answers": len(answers), "weights": weights}, indent=1)
        chosen.out.write_text(text + "\n", encoding="utf-8")
        print(f"{chosen.out}: {len(weights)} weights")
        return
    for start, name in (("w", "dev.jsonl"), ("n", "own.jsonl")):
        judged = [a for a in answers if a.writer.startswith(start) and a.weight == 1.0]
        three = held_out(answers, judged)
        print(f"{name}: {sum(three) / (3 * len(three)):.3f} of the first three,", end=" ")
        print(f"{sum(h > 0 for h in three) / len(three):.3f} with one at least,", end=" ")
        print(f"{sum(held_out(answers, judged, 1)) / len(judged):.3f} of the first")


if __name__ == "__main__":
    main()
