"""The end of a grill ladder: how deep the story held, and where detail ran out."""

import pytest

from hotseat.domain.analysis import Probe, Verdict
from hotseat.domain.ladder import held_at, ran_out
from hotseat.domain.session import Rung

KINDS = {
    "H": Verdict.HELD,
    "D": Verdict.DODGED,
    "F": Verdict.FILLED,
    "P": Verdict.PARTLY,
    "C": Verdict.CONTRADICTED,
}


def ladder(verdicts: str) -> list[Rung]:
    return [Rung(Probe("What?", "fix"), KINDS[v], float(i)) for i, v in enumerate(verdicts)]


@pytest.mark.parametrize(
    ("verdicts", "minute"),
    [
        ("", None),
        ("HHF", None),
        ("HD", None),  # one dodge: it would be asked once more
        ("HDF", None),
        ("DDH", None),
        ("HDHDD", 3.0),
        ("DDD", 0.0),
        ("HHHDDDDDDH", 3.0),  # one good reply at the end does not undo six dodges
        ("DDHHHHHHHHHH", None),  # nor do two early dodges undo ten good replies
        ("DHHHHHDDDD", 6.0),
        ("HHPPDD", 4.0),
        ("HHDPD", 2.0),
        ("HHCD", 2.0),
        ("PPPP", None),
    ],
)
def test_detail_ran_out_where_dodges_outweigh_answers_the_most(
    verdicts: str, minute: float | None
) -> None:
    assert ran_out(ladder(verdicts)) == minute


def test_the_deepest_rung_that_held_is_told_for_each_target() -> None:
    steps = [
        Rung(Probe("a?", "fix", depth=1), Verdict.FILLED, 1.0),
        Rung(Probe("b?", "ownership", depth=2), Verdict.HELD, 2.0),
        Rung(Probe("c?", "ownership", depth=3), Verdict.HELD, 3.0),
        Rung(Probe("d?", "ownership", depth=4), Verdict.DODGED, 4.0),
        Rung(Probe("e?", "heroics", depth=1), Verdict.PARTLY, 5.0),
    ]
    assert held_at(steps) == (("ownership", 3), ("fix", 1))
    assert held_at([]) == ()
