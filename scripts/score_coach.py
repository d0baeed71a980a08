"""Score the coach on writers that it was not trained on.

python scripts/score_coach.py                  dev.jsonl, learning from own.jsonl too (four minutes)
python scripts/score_coach.py --answers 6      n-grams, six answers of each writer (seconds)
python scripts/score_coach.py --unseen         what ships, on answers nothing learned from (seconds)
python scripts/score_coach.py --out FILE       writes the figures as JSON too
Needs the `dev` extra (scikit-learn). What the encoder says of held-out writers is read from
data/corpus/held_out.npz, which scripts/train_coach.py writes. Weighing and thresholds come from
the other writers as well.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import fit_blend
import numpy as np
import train_coach as train
from sklearn.metrics import cohen_kappa_score

from hotseat.coach.analysis import analyse_labelled
from hotseat.coach.hearing import default_labeller
from hotseat.coach.linear import decide
from hotseat.coach.sentences import spans_of
from hotseat.domain.analysis import Analysis, SentenceLabels, Status
from hotseat.domain.session import AskedQuestion

UNSEEN = train.ROOT / "data" / "corpus" / "unseen.jsonl"
"""Answers that nothing that ships has learned from, nor was tuned on."""
TARGETS = train.ROOT / "data" / "corpus" / "targets.jsonl"
SCORES = train.ROOT / "src" / "hotseat" / "coach" / "data" / "scores.json"
QUICK = 6
FIRST_PROBES = 3

Answer = train.Answer


def some_of(answers: Sequence[Answer], each: int) -> list[Answer]:
    """Return the first answers of each writer, all of them where `each` is 0."""
    kept: dict[str, int] = {}
    chosen = []
    for answer in answers:
        who = train.writer(answer)
        kept[who] = kept.get(who, 0) + 1
        if not each or kept[who] <= each:
            chosen.append(answer)
    return chosen


def predictions(
    answers: Sequence[Answer], more: Sequence[Answer], alone: bool
) -> list[list[SentenceLabels]]:
    """Return the labels of every answer from models trained and tuned on other writers.

    `alone` leaves the encoder out.
    """
    truth, scores = train.truths(answers), train.held_out(answers, more)
    inputs = None if alone else fit_blend.seen_held_out(answers, scores)
    who = np.array(train.sentence_writers(answers))
    labels: list[SentenceLabels] = []
    for name in dict.fromkeys(who):
        others = who != name
        if inputs is None:
            margins = scores[~others] - train.thresholds_for(scores[others], truth[others])
        else:
            weighing = fit_blend.fit(inputs[others], truth[others])
            margins = fit_blend.margins(weighing, inputs[~others])
        labels.extend(decide(list(row)) for row in margins)
    found: list[list[SentenceLabels]] = []
    for answer in answers:
        size = len(answer["sentences"])
        found.append(labels[:size])
        labels = labels[size:]
    return found


def analysed(answer: Answer, labels: Sequence[SentenceLabels]) -> Analysis:
    """Return what the coach makes of an answer with these labels."""
    transcript, spans = spans_of([s["text"] for s in answer["sentences"]])
    question = AskedQuestion(answer["question"], answer["question_type"])
    return analyse_labelled(transcript, spans, labels, question)


def micro_f1(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> float:
    """Return micro-F1 over (true, predicted) sets."""
    both = true = called = 0
    for expected, found in pairs:
        a, b = set(expected), set(found)
        both, true, called = both + len(a & b), true + len(a), called + len(b)
    return 2 * both / (true + called) if true + called else 1.0


def scores_of(
    answers: Sequence[Answer], found: Sequence[Sequence[SentenceLabels]]
) -> dict[str, float]:
    """Return every figure, between 0 and 1."""
    pairs = [
        (sentence, heard)
        for answer, labels in zip(answers, found, strict=True)
        for sentence, heard in zip(answer["sentences"], labels, strict=True)
    ]
    results = [(a, analysed(a, labels)) for a, labels in zip(answers, found, strict=True)]
    statuses = [
        (answer["elements"][j.element], str(j.status))
        for answer, analysis in results
        for j in analysis.elements
        if j.element in answer["elements"]
    ]
    met = Status.MET.value
    figures = {
        "sentence labels, micro-F1": micro_f1((s["labels"], h.labels) for s, h in pairs),
        "sentence flags, micro-F1": micro_f1((s["flags"], h.flags) for s, h in pairs),
        "element status, kappa": float(cohen_kappa_score(*zip(*statuses, strict=True))),
        "element met, F1": micro_f1(
            ([met] if a == met else [], [met] if b == met else []) for a, b in statuses
        ),
        "answer flags, micro-F1": micro_f1(
            (a["flags"], [f.flag for f in r.flags]) for a, r in results
        ),
        "probe targets of its writer": _hits(results, written_targets(answers)),
        "probe targets of interviewers": _hits(results, named_by_interviewers()),
    }
    others = named_by_interviewers("others")
    if any(answer["id"] in others for answer in answers):
        figures["probe targets of three others"] = _hits(results, others)
    return figures


def written_targets(answers: Sequence[Answer]) -> dict[str, frozenset[str]]:
    """Return for each answer's id what the follow-ups of its own writer go after."""
    return {a["id"]: written_by(a) for a in answers}


def written_by(answer: Answer) -> frozenset[str]:
    """Return what the follow-ups of an answer's own writer go after."""
    return frozenset(f["target"] for f in answer["followups"])


@cache
def named_by_interviewers(panel: str = "named") -> Mapping[str, frozenset[str]]:
    """Return for each answer's id what one at least of its three interviewers went after first.

    The unseen answers have a second panel of three, "others".
    """
    return {
        read["id"]: frozenset(target for named in read[panel] for target in named[:FIRST_PROBES])
        for read in train.read_corpus(TARGETS)
        if panel in read
    }


def _hits(
    results: Sequence[tuple[Answer, Analysis]], wanted: Mapping[str, frozenset[str]]
) -> float:
    """Return the share of first probes that go after a wanted target; answers without one: none."""
    hits = asked = 0
    for answer, analysis in results:
        if not (targets := wanted.get(answer["id"])):
            continue
        first = analysis.probes[:FIRST_PROBES]
        asked += len(first)
        hits += sum(probe.target in targets for probe in first)
    return hits / asked if asked else 0.0


def score(
    answers: Sequence[Answer], more: Sequence[Answer] = (), alone: bool = True
) -> dict[str, float]:
    """Return the figures of a corpus, each writer judged by models of the others and of `more`."""
    found = scores_of(answers, predictions(answers, more, alone))
    return {name: round(value, 4) for name, value in found.items()}


def shipped(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the figures of what ships, as it is."""
    labeller = default_labeller()
    found = [
        labeller.label([s["text"] for s in answer["sentences"]], answer["question_type"])
        for answer in answers
    ]
    return {name: round(value, 4) for name, value in scores_of(answers, found).items()}


def printed(scores: dict[str, float]) -> str:
    """Return the figures as lines."""
    return "\n".join(f"{name:28} {value:.3f}" for name, value in scores.items())


def main() -> None:
    """Score, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=0, help="answers of each writer; 0: all")
    parser.add_argument("--unseen", action="store_true", help="what ships, on unseen.jsonl")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    if chosen.unseen:
        print(printed(shipped(train.read_corpus(UNSEEN))))
        return
    if chosen.answers:
        print(printed(score(some_of(train.read_corpus(), chosen.answers))))
        return
    answers, more = train.read_corpus(), train.read_corpus(train.OWN)
    scores = score(answers, more, alone=False)
    print(printed(scores))
    if chosen.out:
        written: dict[str, Any] = {"answers": len(answers), "scores": scores}
        written["n-grams alone"] = score(answers, more)
        written["unseen"] = shipped(train.read_corpus(UNSEEN))
        written["quick"] = {"each": QUICK, "scores": score(some_of(answers, QUICK))}
        chosen.out.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
