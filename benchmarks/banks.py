"""What a bank of 5,000 questions costs: to read, to show, to scroll through, to search.

In CPU time: reading beside `tomllib.loads` of the same file, the rest beside the drawing of an
empty Textual screen, and beside a key that does nothing in it. The bars: half a second to open,
and nothing that is felt (0.1 s) for a key.

    python benchmarks/banks.py [--questions 5000] [--runs 5]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from make_documents import bank
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from hotseat.commands.app import context_of
from hotseat.config import Config
from hotseat.paths import BANKS, SESSIONS
from hotseat.store.banks import load_bank
from hotseat.tui.app import HotseatApp
from hotseat.tui.screens.questions import QuestionsScreen
from hotseat.tui.widgets.row_list import RowList

KEYS = ("end", "home", "pagedown", "down")


def timed(work: Callable[[], object], runs: int) -> float:
    """Return the CPU seconds of the quickest of some runs."""
    took = []
    for _ in range(runs):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def read(file: Path, runs: int) -> None:
    """Print what reading a bank takes."""
    text = file.read_text(encoding="utf-8")
    base = timed(lambda: tomllib.loads(text), runs)
    cache = file.with_name(f".{file.stem}.cache")

    def anew() -> object:
        cache.unlink(missing_ok=True)
        return load_bank(file)

    ours = timed(anew, runs)
    again = timed(lambda: load_bank(file), runs)
    print(f"tomllib.loads     {base * 1000:6.0f} ms  {len(text) / 1e6:.1f} MB")
    print(f"read and checked  {ours * 1000:6.0f} ms  ratio {ours / base:.2f}  bar 500 ms")
    print(f"read again        {again * 1000:6.0f} ms  ratio {again / base:.2f}  bar 500 ms")


async def shown(pilot: Pilot[Any], screen: Screen[Any]) -> float:
    """Return the CPU seconds from asking for a screen until it is drawn."""
    began = time.process_time()
    await pilot.app.push_screen(screen)
    while isinstance(screen, QuestionsScreen) and not screen.query_one(RowList).total:
        await asyncio.sleep(0)
    await pilot.pause(0)
    return time.process_time() - began


async def pressed(pilot: Pilot[Any], key: str) -> float:
    """Return the CPU seconds that a key takes until the screen is drawn."""
    began = time.process_time()
    await pilot.press(key)
    return time.process_time() - began


async def show(workspace: Path, runs: int) -> None:
    """Print what showing, scrolling and searching take."""
    plain: list[float] = []
    empty: App[None] = App()
    async with empty.run_test(size=(120, 40)) as pilot:
        for _ in range(runs):
            plain.append(await shown(pilot, Screen()))
            empty.pop_screen()
        idle = [await pressed(pilot, "down") for _ in range(runs)]
    base, key_base = statistics.median(plain), statistics.median(idle)
    app = HotseatApp(context_of(workspace, Config()))
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.context.banks:
            await asyncio.sleep(0.05)
        opened = []
        for _ in range(runs):
            opened.append(await shown(pilot, QuestionsScreen("big")))
            app.pop_screen()
        took = statistics.median(opened)
        print(f"empty screen      {base * 1000:6.0f} ms")
        print(f"list opened       {took * 1000:6.0f} ms  ratio {took / base:.2f}  bar 500 ms")
        await shown(pilot, QuestionsScreen("big"))
        for key in KEYS:
            each = statistics.median([await pressed(pilot, key) for _ in range(runs)])
            ratio = each / key_base
            print(
                f"key {key:13} {each * 1000:6.0f} ms  ratio {ratio:.2f} to a key that does nothing"
            )
        await pilot.press("/")
        typed = [await pressed(pilot, letter) for letter in "launch 49"]
        print(f"letter searched   {statistics.median(typed) * 1000:6.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        for name in (BANKS, SESSIONS):
            (workspace / name).mkdir()
        file = workspace / BANKS / "big.toml"
        file.write_text(bank(options.questions), encoding="utf-8")
        read(file, options.runs)
        asyncio.run(show(workspace, options.runs))


if __name__ == "__main__":
    main()
