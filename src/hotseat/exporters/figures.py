"""How an answer was delivered, in lines; what could not be measured is named with the reason."""

from collections.abc import Iterator

from hotseat.domain import delivery_words
from hotseat.domain.analysis import Delivery
from hotseat.domain.rubric import PLAIN_NAMES
from hotseat.exporters.blocks import Item


def delivery(told: Delivery) -> Iterator[Item]:
    """Yield one list entry for each figure, the withheld ones last."""
    for name, words in delivery_words.figures(told):
        yield Item(words, name[:1].upper() + name[1:], int(name[:1].islower()))
    if told.shares:
        parts = (f"{PLAIN_NAMES[each.element]} {each.share:.0%}" for each in told.shares)
        yield Item(", ".join(parts), "Share of the talking")
    for name, reason in delivery_words.withheld(told):
        yield Item(f"not shown: {reason}", name[:1].upper() + name[1:])
