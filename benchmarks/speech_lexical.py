"""How well the coach tells "like" and "you know" as fillers from the same words with a meaning."""

import json
from collections import Counter
from pathlib import Path

from hotseat.coach.fillers import find_fillers
from hotseat.domain.transcript import typed

LABELLED = Path(__file__).resolve().parents[1] / "data" / "fillers" / "occurrences.jsonl"


def lexical_f1() -> float:
    """Return F1 over the labelled phrases that the rules were not made with."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["half"] == "held":
            heard = find_fillers(typed(entry["text"], 1))
            found = any(filler.begin <= entry["at"] < filler.end for filler in heard)
            counts[found, entry["filler"]] += 1
    right = counts[True, True]
    return 2 * right / max(1, 2 * right + counts[True, False] + counts[False, True])
