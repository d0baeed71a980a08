"""Names that may be said: products, colleagues; one a line in a file of the workspace."""

from pathlib import Path

from hotseat.domain.text import clean_line

# Whisper takes about 220 tokens of what came before; a name is three to five of them.
MOST_NAMES = 60
MOST_LETTERS = 600
LONGEST_NAME = 40
_READ = 64 * 1024


def read(path: Path) -> str:
    """Return the names in a file as one text, "" where there are none.

    Lines that begin with # are comments. What cannot be read counts as empty: names are a help, and
    no recording is given up for them.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_READ).decode("utf-8-sig", "replace")
    except OSError:
        return ""
    lines = (clean_line(line.replace(",", " "), LONGEST_NAME) for line in text.split("\n"))
    kept: list[str] = []
    for name in dict.fromkeys(line for line in lines if line and not line.startswith("#")):
        if len(kept) == MOST_NAMES or sum(map(len, kept)) + len(name) > MOST_LETTERS:
            break
        kept.append(name)
    return ", ".join(kept)
