"""How sure a label is, from how far its score lies above the threshold.

Fitted to how often a label was right in an answer whose writer the coach had not learned from. On
the 215 answers of data/corpus/dev.jsonl an element's label just above the threshold is right in
0.38 of cases, at 1 above it in 0.73, at 2 in 0.88; a flag's in 0.35, 0.69 and 0.76.
"""

import math

NEAR = -0.9
"""From here up to the threshold an element is nearly heard: one sentence in five that lay there
carried it."""

_ELEMENT, _FLAG = (1.15, -0.25), (1.0, -0.8)


def of_element(margin: float) -> float:
    """Return the probability, 0..1, that an element's label at this margin is right."""
    return _share(margin, *_ELEMENT)


def of_flag(margin: float) -> float:
    """Return the probability, 0..1, that a flag at this margin is right."""
    return _share(margin, *_FLAG)


def _share(margin: float, slope: float, shift: float) -> float:
    held = max(-30.0, min(30.0, slope * margin + shift))
    return round(1 / (1 + math.exp(-held)), 2)
