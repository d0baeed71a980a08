"""The seam between the coach and whatever hears elements and flags in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from hotseat.domain.analysis import SentenceLabels

SENTENCE_LIMIT = 600
"""Sentences judged in one answer (about an hour of talk); later ones get no labels."""


class Labeller(Protocol):
    """Says what each sentence of an answer contributes."""

    def label(self, sentences: Sequence[str], question_type: str) -> list[SentenceLabels]:
        """Return one `SentenceLabels` for each sentence, which stand in their order.

        An element is labelled specific ("fix") or vague ("fix?"), never both.
        """


@dataclass(frozen=True, slots=True)
class Ears:
    """The labeller in use, and why it is the plainer one, where it is."""

    labeller: Labeller
    trouble: str = ""


@lru_cache(maxsize=1)
def ears() -> Ears:
    """Return the labeller that comes with Hotseat; loaded once, in about a third of a second.

    Where the encoder cannot be loaded the n-grams judge alone.
    """
    from hotseat.coach.linear import load

    grams = load()
    try:
        from hotseat.coach import blend

        return Ears(blend.load(grams))
    except (ImportError, OSError, RuntimeError, ValueError, KeyError) as error:
        return Ears(grams, trouble=f"{type(error).__name__}: {error}")


def default_labeller() -> Labeller:
    """Return the labeller that comes with Hotseat."""
    return ears().labeller
