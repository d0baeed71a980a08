"""What is usual for a speaker."""

from hotseat.coach.baseline import bands
from hotseat.domain.analysis import Delivery, Pause
from hotseat.domain.listing import SpokenFigures
from hotseat.domain.summary import figures_of


def paces(*values: float | None) -> list[SpokenFigures]:
    return [SpokenFigures("", pace=value) for value in values]


def test_the_band_is_the_middle_half() -> None:
    band = bands(paces(100, 110, 120, 130, 140))["pace"]
    assert (band.low, band.median, band.high, band.takes) == (110, 120, 130, 5)
    assert [band.place(value) for value in (109, 110, 130, 131)] == [
        "below", "within", "within", "above",
    ]  # fmt: skip


def test_four_answers_are_too_few_and_withheld_ones_do_not_count() -> None:
    assert bands(paces(100, 110, 120, 130)) == {}
    assert bands(paces(100, 110, 120, 130, None)) == {}


def test_each_figure_has_its_own_band() -> None:
    told = [SpokenFigures("", pace=100 + n, pitch=2.0 if n else None) for n in range(6)]
    found = bands(told)
    assert found["pace"].takes == 6
    assert found["pitch"].takes == 5
    assert "fillers" not in found


def test_figures_of_an_answer() -> None:
    told = Delivery(
        300, 120.0, pace=150.0, fillers_per_minute=3.0, pauses=(Pause(1, 2), Pause(5, 6)),
        pitch_range=2.5, latency=1.0,
    )  # fmt: skip
    assert figures_of(told, "then") == SpokenFigures("then", 150.0, 3.0, 1.0, 2.5, 1.0)
    assert figures_of(Delivery(0, 0.0)).pauses is None
    assert figures_of(Delivery(0, 0.0, pauses=())).pauses is None
