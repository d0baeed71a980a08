from hotseat.domain.answered import records
from hotseat.domain.listing import SessionSummary


def _sitting(day: int, *questions: str, heard: int = 0, called: int = 0) -> SessionSummary:
    return SessionSummary(
        f"s{day}",
        created=f"2026-03-{day:02d}T09:00:00+01:00",
        questions=questions,
        heard=heard,
        called=called,
    )


def test_a_question_is_counted_with_its_last_and_its_best_answer() -> None:
    found = records(
        [
            _sitting(9, "a/one", heard=3, called=7),
            _sitting(4, "a/one", "a/one", heard=5, called=7),
            _sitting(2, "b/two"),
        ]
    )
    one = found["a", "one"]
    assert (one.times, one.heard, one.called, one.best) == (3, 3, 7, 5)
    assert one.last.startswith("2026-03-09")
    assert (found["b", "two"].times, found["b", "two"].called) == (1, 0)


def test_only_the_first_question_of_a_round_is_judged_in_its_summary() -> None:
    found = records([_sitting(1, "a/one", "a/two", heard=4, called=6)])
    assert found["a", "one"].heard == 4
    assert found["a", "two"].called == 0
