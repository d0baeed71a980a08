"""Score the importer on documents with known questions.

Run `python scripts/score_import.py [--half tuning|held-out] [--verbose] [FOLDER]`. FOLDER holds
documents and, in gold/NAME.txt, a line `type|+ or -|text` for each question that can be put to a
candidate; + says that the document advises on it. The default folder is tests/importers/documents.
Figures are means over the documents; a document without a question counts for precision alone.
"""

import argparse
import difflib
import sys
from dataclasses import dataclass, field
from pathlib import Path

from hotseat.domain.rubric import RUBRICS
from hotseat.domain.text import clean
from hotseat.importers.draft import Item
from hotseat.importers.likeness import plain
from hotseat.importers.reading import read_documents

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "tests/importers/documents"
SAME = 0.86
"""The share of equal letters from which a proposal is taken for the question meant."""


@dataclass(frozen=True)
class Gold:
    """A question that a document holds."""

    type: str
    advised: bool
    text: str


@dataclass
class Score:
    """What was found in one document."""

    name: str
    gold: int
    proposed: int = 0
    found: int = 0
    right: int = 0
    typed: int = 0
    advised: int = 0
    to_advise: int = 0
    duplicates: int = 0
    unclean: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the questions that was found."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """The share of the proposals that are questions meant."""
        if not self.proposed:
            return 1.0 if not self.gold else 0.0
        return self.right / self.proposed


def gold_of(path: Path) -> list[Gold]:
    """Return the questions that a document holds."""
    lines = (path.parent / "gold" / f"{path.name}.txt").read_text().splitlines()
    parts = [line.split("|", 2) for line in lines if line]
    return [Gold(kind, mark == "+", text) for kind, mark, text in parts]


def score(path: Path) -> Score:
    """Return how well the importer reads one document."""
    gold = gold_of(path)
    items = read_documents([path]).items
    result = Score(path.name, len(gold), len(items))
    taken: dict[int, int] = {}
    for item in items:
        at = match(item.text, gold)
        unclean = clean(item.text) != item.text or len(item.text) > 1000
        result.unclean += unclean or any(clean(piece) != piece for piece in item.guidance)
        if at is None:
            result.notes.append(f"  not meant: {item.text[:150]}")
            continue
        result.right += 1
        if at in taken:
            result.duplicates += 1
            result.notes.append(f"  twice: {item.text[:150]}")
            continue
        taken[at] = item.key
        judge(result, item, gold[at])
    result.found = len(taken)
    result.to_advise = sum(each.advised for at, each in enumerate(gold) if at in taken)
    result.notes += [
        f"  missed: {each.text[:150]}" for at, each in enumerate(gold) if at not in taken
    ]
    return result


def judge(result: Score, item: Item, meant: Gold) -> None:
    """Add to the score whether type and guidance are right."""
    kind = item.type if item.type in RUBRICS else "other"
    if kind == meant.type:
        result.typed += 1
    else:
        result.notes.append(f"  {kind}, not {meant.type}: {item.text[:120]}")
    if meant.advised and item.guidance:
        result.advised += 1
    elif meant.advised:
        result.notes.append(f"  no guidance: {item.text[:120]}")


def match(text: str, gold: list[Gold]) -> int | None:
    """Return which question a proposal is."""
    said = plain(text)
    best, most = None, SAME
    for at, each in enumerate(gold):
        meant = plain(each.text)
        if said == meant:
            return at
        matcher = difflib.SequenceMatcher(None, said, meant, autojunk=False)
        if matcher.real_quick_ratio() < most or matcher.quick_ratio() < most:
            continue
        if (share := matcher.ratio()) > most:
            best, most = at, share
    return best


def report(title: str, scores: list[Score], verbose: bool) -> None:
    """Print the figures of some documents."""
    print(f"{title}: {len(scores)} documents")
    for each in scores:
        print(
            f"  {each.name:24} recall {each.recall:.2f} precision {each.precision:.2f} "
            f"type {each.typed}/{each.found} guidance {each.advised}/{each.to_advise} "
            f"twice {each.duplicates} unclean {each.unclean}"
        )
        if verbose:
            print("\n".join(each.notes)) if each.notes else None
    with_gold = [each for each in scores if each.gold]
    found, advised = sum(s.found for s in scores), sum(s.to_advise for s in scores)
    print(
        f"  recall {sum(s.recall for s in with_gold) / max(1, len(with_gold)):.3f}, "
        f"precision {sum(s.precision for s in scores) / max(1, len(scores)):.3f}, "
        f"type {sum(s.typed for s in scores) / max(1, found):.3f} "
        f"(mean over documents "
        f"{sum(s.typed / s.found for s in with_gold if s.found) / max(1, len(with_gold)):.3f}), "
        f"guidance {sum(s.advised for s in scores) / max(1, advised):.3f}, "
        f"duplicates {sum(s.duplicates for s in scores)}, "
        f"unclean {sum(s.unclean for s in scores)}"
    )


def halves(folder: Path) -> dict[str, list[Path]]:
    """Return the documents by half; held-out ones are named so in gold/held-out.txt."""
    listed = folder / "gold" / "held-out.txt"
    names = set(listed.read_text().split()) if listed.exists() else set()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    made = {
        "tuning": [path for path in files if path.name not in names],
        "held-out": [path for path in files if path.name in names],
    }
    return {half: paths for half, paths in made.items() if paths}


def main() -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DOCUMENTS)
    parser.add_argument("--half", choices=("tuning", "held-out"))
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    for half, paths in halves(options.folder).items():
        if options.half in (None, half):
            report(half, [score(path) for path in paths], options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
