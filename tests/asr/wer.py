"""Word error rate, and which fillers were kept."""

import re

FILLERS = {"um", "uh", "hm", "hmm"}


def plain(text: str) -> list[str]:
    """Return the words in lower case without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("-", " "))


def error_rate(said: str, heard: str) -> float:
    """Return wrong, missing and extra words by the number of words said, fillers left out."""
    one, two = ([w for w in plain(text) if w not in FILLERS] for text in (said, heard))
    row = list(range(len(two) + 1))
    for at, word in enumerate(one, 1):
        above, row[0] = row[0], at
        for column, other in enumerate(two, 1):
            best = min(above + (word != other), row[column] + 1, row[column - 1] + 1)
            above, row[column] = row[column], best
    return row[-1] / len(one)


def fillers(text: str) -> list[str]:
    """Return the fillers of a text in their order."""
    return [word for word in plain(text) if word in FILLERS]
