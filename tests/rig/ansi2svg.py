"""Turn a terminal's screen with its colours into a picture.

tmux capture-pane -e -p > screen.txt; python -m tests.rig.ansi2svg screen.txt 80 screen.svg
"""

import argparse
import os
from pathlib import Path

from rich.ansi import AnsiDecoder
from rich.console import Console


def svg(screen: str, width: int, title: str = "hotseat") -> str:
    """Return an SVG of captured lines, each cut at `width` columns."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(
            record=True,
            width=width,
            file=nowhere,
            force_terminal=True,
            color_system="truecolor",
        )
        for line in AnsiDecoder().decode(screen):
            console.print(line, no_wrap=True, crop=True, soft_wrap=False)
    return console.export_svg(title=title)


def main() -> None:
    """Read one file and write the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("capture", type=Path)
    parser.add_argument("width", type=int)
    parser.add_argument("picture", type=Path)
    given = parser.parse_args()
    made = svg(given.capture.read_text(encoding="utf-8"), given.width)
    given.picture.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
