"""The seam between the coach and whatever hears elements and flags in a sentence."""

from collections.abc import Sequence
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


@lru_cache(maxsize=1)
def default_labeller() -> Labeller:
    """Return the labeller that comes with Hotseat; loaded once, in about a tenth of a second."""
    from hotseat.coach.linear import load

    return load()
