"""The list of sessions, a search in them, and a long session opened, beside reading every file.

Fills a workspace (or takes the one given), then measures against the same baseline in one run: the
seconds that reading the bytes of every session.json takes. "opened" is a session of two hours, read
and judged fit; "screen" is the Sessions screen in a headless app: from pushing it to rows shown,
and from a key typed to results shown.

    python benchmarks/search.py [--sessions 2000] [--minutes 20] [--runs 5] [--workspace DIR]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from make_sessions import fill, fill_varied
from textual.widgets import Input

from hotseat.commands.app import context_of
from hotseat.config import Config
from hotseat.store.search import SearchIndex
from hotseat.store.sessions import FolderStore
from hotseat.tui.app import HotseatApp
from hotseat.tui.screens.debrief import DebriefScreen
from hotseat.tui.screens.sessions import SessionsScreen

TYPED = "vendor late"
WORDS = ("vendor", "march", "nobody asked", "late", "vend", "type:deadline feed -zebra")


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median seconds that work takes."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def read_all(workspace: Path) -> int:
    """Return the bytes of all session.json files, read one after the other."""
    return sum(len(file.read_bytes()) for file in workspace.glob("sessions/*/session.json"))


async def on_screen(workspace: Path) -> tuple[float, float, float]:
    """Return the seconds until the list shows; from a key to its results the median and slowest."""
    app = HotseatApp(context_of(workspace, Config()))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = SessionsScreen()
        began = time.perf_counter()
        app.push_screen(screen)
        while not (screen.is_mounted and screen.looks):
            await asyncio.sleep(0.002)
        listed = time.perf_counter() - began
        while screen.unread:  # a first start has to take all sessions in
            await asyncio.sleep(0.01)
        taken = []
        await pilot.press("/")
        for end in range(1, len(TYPED) + 1):
            shown = screen.looks
            began = time.perf_counter()
            screen.query_one("#find", Input).value = TYPED[:end]
            while screen.looks == shown:
                await asyncio.sleep(0.002)
            taken.append(time.perf_counter() - began)
            await pilot.pause()
        return listed, statistics.median(taken), max(taken)


async def opened(workspace: Path, name: str) -> float:
    """Return the seconds from asking for a session until its debrief is in front and laid out."""
    app = HotseatApp(context_of(workspace, Config()))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        began = time.perf_counter()
        app.open_session(name)
        while not (isinstance(app.screen, DebriefScreen) and app.screen.is_mounted):
            await asyncio.sleep(0.002)
        await pilot.pause()
        return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workspace", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = options.workspace or Path(folder)
        if not (workspace / "sessions").is_dir():
            fill_varied(workspace, options.sessions, options.minutes)
        measure(workspace, Path(folder), options.runs)


def measure(workspace: Path, scratch: Path, runs: int) -> None:
    """Print what each step takes, in seconds and as a share of reading every file."""
    store = FolderStore(workspace)
    names = [summary.name for summary in store.summaries()]
    index = SearchIndex(workspace, store.load, scratch / "index.sqlite")
    began = time.perf_counter()
    while index.step(1.0):
        pass
    built = time.perf_counter() - began
    base = seconds(lambda: read_all(workspace), runs)
    fill(scratch / "long", 1, 120.0)
    long = FolderStore(scratch / "long")
    (name,) = (summary.name for summary in long.summaries())
    rows = {
        "reading every session.json": base,
        "index made from nothing": built,
        "list": seconds(lambda: FolderStore(workspace).summaries(), runs),
        "index brought up to date": seconds(index.step, runs),
        "search, the slowest": max(seconds(partial(index.said, w), runs) for w in WORDS),
        "excerpt": seconds(lambda: index.excerpt(names[0], ["vendor"]), runs),
        "two-hour session opened": seconds(lambda: long.load(name), runs),
    }
    listed, median, slowest = asyncio.run(on_screen(workspace))
    rows |= {"screen: list shows": listed, "screen: key to results": median}
    rows |= {"screen: the slowest key": slowest}
    rows["screen: two hours' debrief"] = asyncio.run(opened(scratch / "long", name))
    print(f"{len(names)} sessions, {read_all(workspace) / 1e6:.0f} MB")
    for what, taken in rows.items():
        print(f"{what:28} {taken:8.3f} s  {taken / base:6.3f} of the baseline")


if __name__ == "__main__":
    main()
