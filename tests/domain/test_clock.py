import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotseat.domain.clock import Reading, Stopwatch, Zone

moments = st.floats(0, 1e6)


@pytest.mark.parametrize(
    ("elapsed", "zone"),
    [
        (0, Zone.RUNNING),
        (79, Zone.RUNNING),
        (80, Zone.CLOSING),
        (99.9, Zone.CLOSING),
        (100, Zone.OVER),
        (500, Zone.OVER),
    ],
)
def test_the_zones_of_a_budget(elapsed: float, zone: Zone) -> None:
    reading = Reading(elapsed, 100)
    assert reading.zone is zone
    assert reading.left == 100 - elapsed


def test_without_a_budget_nothing_is_ever_over() -> None:
    assert Reading(9999, 0).zone is Zone.RUNNING


@given(st.lists(moments, min_size=1, max_size=20))
def test_only_the_time_between_start_and_pause_counts(steps: list[float]) -> None:
    watch, now, expected = Stopwatch(), 0.0, 0.0
    for number, step in enumerate(steps):
        if number % 2:
            watch.pause(now)
        else:
            watch.start(now)
        assert watch.running is (number % 2 == 0)
        now += step
        expected += step if number % 2 == 0 else 0.0
        assert watch.elapsed(now) == pytest.approx(expected, abs=1e-6)


def test_starting_twice_and_pausing_twice_change_nothing() -> None:
    watch = Stopwatch(5.0)
    watch.start(10)
    watch.start(12)
    watch.pause(13)
    watch.pause(20)
    assert watch.elapsed(99) == 8.0
