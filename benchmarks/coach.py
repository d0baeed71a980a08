"""What the coach hears and what it costs, beside the n-grams alone.

Speed is measured on one core, in fresh processes: the first analysis of a three-minute answer from
the first import on (cold), the median of further ones (warm), the memory that both took, and a
batch of 100 answers through `hotseat analyze --batch`. Quality is what scripts/score_coach.py wrote
last, writers left out; --score scores anew (minutes).

    python benchmarks/coach.py [--runs 20] [--json] [--score]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "data" / "corpus" / "dev.jsonl"
SCORES = ROOT / "src" / "hotseat" / "coach" / "data" / "scores.json"
WORDS = 450
"""Three minutes at 150 words a minute."""
ANSWERS = 100
BARS = {"cold, ms": 400, "warm, ms": 150, "memory, MB": 120, "batch of 100, s": 15}

# The clock starts before the first import of ours, so "cold" is what comes on top of Python.
CHILD = """
import json, resource, statistics, sys, time
def used():
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
text, runs, alone = sys.stdin.read(), int(sys.argv[1]), sys.argv[2] == "grams"
before, begun = used(), time.perf_counter()
from hotseat.coach.analysis import analyse
from hotseat.coach.hearing import ears
from hotseat.coach.linear import load
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import Transcript
labeller = load() if alone else ears().labeller
question, told = AskedQuestion("", "missed_deadline"), Transcript(text)
analyse(told, question, labeller=labeller)
cold, warm = time.perf_counter() - begun, []
for _ in range(runs):
    begun = time.perf_counter()
    analyse(told, question, labeller=labeller)
    warm.append(time.perf_counter() - begun)
print(json.dumps({"cold, ms": 1e3 * cold, "warm, ms": 1e3 * statistics.median(warm),
                  "memory, MB": used() - before}))
"""


def answers() -> list[dict[str, Any]]:
    """Return the corpus' answers."""
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def three_minutes(told: list[dict[str, Any]]) -> str:
    """Return sentences of two long answers to one kind of question, 450 words together."""
    kind = [a for a in told if a["question_type"] == "missed_deadline"]
    kind.sort(key=lambda a: -sum(len(s["text"].split()) for s in a["sentences"]))
    words = [word for a in kind[:2] for s in a["sentences"] for word in s["text"].split()]
    return " ".join(words[:WORDS])


def measured(text: str, runs: int, which: str) -> dict[str, float]:
    """Return cold, warm and memory of one labeller: the best of three processes."""
    command = [sys.executable, "-c", CHILD, str(runs), which]
    found = []
    for _ in range(3):
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout))
    return {name: min(each[name] for each in found) for name in found[0]}


def batch(told: list[dict[str, Any]]) -> float:
    """Return the seconds that the command takes for 100 answers, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.jsonl"
        file.write_text("\n".join(json.dumps(a) for a in told[:ANSWERS]), encoding="utf-8")
        begun = time.perf_counter()
        command = [sys.executable, "-m", "hotseat", "analyze", "--batch", str(file)]
        subprocess.run(command, capture_output=True, check=True)
        return time.perf_counter() - begun


def quality(anew: bool) -> dict[str, dict[str, float]]:
    """Return the figures of both, from the file that score_coach.py writes."""
    if anew:
        command = [sys.executable, str(ROOT / "scripts" / "score_coach.py"), "--out", str(SCORES)]
        subprocess.run(command, check=True)
    stored = json.loads(SCORES.read_text(encoding="utf-8"))
    return {"both": stored["scores"], "grams": stored["n-grams alone"]}


def printed(found: dict[str, dict[str, float]]) -> str:
    """Return the figures as a table."""
    lines = [f"{'':28}{'n-grams':>10}{'both':>10}{'ratio':>8}{'bar':>8}"]
    for name, value in found["both"].items():
        base, bar = found["grams"].get(name), BARS.get(name, "")
        beside = f"{base:10.3g}" if base is not None else " " * 10
        ratio = f"{value / base:8.2f}" if base else " " * 8
        lines.append(f"{name:28}{beside}{value:10.3g}{ratio}{bar:>8}")
    return "\n".join(lines)


def main() -> None:
    """Measure both and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--score", action="store_true", help="score anew: minutes")
    options = parser.parse_args()
    found = quality(options.score)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    told = answers()
    for which in ("grams", "both"):
        found[which] |= measured(three_minutes(told), options.runs, which)
    found["both"]["batch of 100, s"] = batch(told)
    print(json.dumps(found, indent=2) if options.json else printed(found))


if __name__ == "__main__":
    main()
