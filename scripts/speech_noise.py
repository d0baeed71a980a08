"""What talking and a recogniser do to a sentence: dropped and wrong words, slips, fillers."""

import random
from collections.abc import Sequence

FILLERS = ["um", "uh", "like", "you know", "i mean", "sort of", "so", "well", "er", "yeah", "okay"]
LETTERS = "aeiourstnl"


def noisy(text: str, chance: random.Random, pool: Sequence[str], strength: float) -> str:
    """Return the text with some words dropped, replaced from `pool`, misspelt, or followed by more.

    At strength 1 three words in a hundred are dropped, 1.5 replaced and 2.5 misspelt.
    """
    words = text.split()
    found: list[str] = []
    for word in words:
        drawn = chance.random()
        if drawn < 0.03 * strength and len(words) > 3:
            continue
        if drawn < 0.045 * strength:
            found.append(chance.choice(pool))
            continue
        if drawn < 0.07 * strength:
            found.append(_misspelt(word, chance))
            continue
        found.append(word)
        if drawn > 1 - 0.025 * strength:
            found.append(chance.choice(FILLERS))
        elif drawn > 1 - 0.035 * strength:
            found.append(word)
    return " ".join(found) or text


def _misspelt(word: str, chance: random.Random) -> str:
    if len(word) < 4:
        return word
    at, drawn = chance.randrange(1, len(word) - 1), chance.random()
    if drawn < 0.4:
        return word[:at] + word[at + 1 :]
    if drawn < 0.7:
        return word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    return word[:at] + word[at - 1] + word[at:]
