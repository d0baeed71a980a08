"""What reading documents costs: 1 MB of Markdown, and documents shaped to take long.

Each is given in CPU seconds and as a ratio to markdown-it-py parsing the same 1 MB of Markdown,
which stands for the machine (the bars: 3 s for the Markdown, 5 s for the others).

    python benchmarks/importing.py [--runs 3]
"""

import argparse
import time
from collections.abc import Callable
from pathlib import PurePath

from make_documents import SLOW, book
from markdown_it import MarkdownIt

from hotseat.importers.files import parse
from hotseat.importers.reading import draft_of


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the CPU seconds of the quickest of some runs."""
    took = []
    for _ in range(runs):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    text = book()
    base = seconds(lambda: MarkdownIt().parse(text), options.runs)
    print(f"{'markdown-it-py':14} {base:6.2f} s")
    for name, data in [("book.md", text.encode()), *SLOW]:
        suffix = PurePath(name).suffix

        def read(data: bytes = data, name: str = name, suffix: str = suffix) -> object:
            return draft_of(parse(data, name, suffix))

        took = seconds(read, options.runs)
        print(f"{name:14} {took:6.2f} s  ratio {took / base:5.2f}  {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
