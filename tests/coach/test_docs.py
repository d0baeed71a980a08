"""docs/rubric.md says what the code does."""

import pytest

from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, RUBRICS, Level, type_name
from tests.coach.given import ROOT

TEXT = (ROOT / "docs" / "rubric.md").read_text(encoding="utf-8")


def test_every_element_and_flag_is_explained_under_its_plain_name() -> None:
    for identifier, name in [*PLAIN_NAMES.items(), *PLAIN_FLAGS.items()]:
        assert f"| {name} (`{identifier}`) |" in TEXT


@pytest.mark.parametrize("question_type", RUBRICS)
def test_each_type_lists_its_elements_and_what_is_critical(question_type: str) -> None:
    rubric = RUBRICS[question_type]
    (row,) = [r for r in TEXT.splitlines() if f"{type_name(question_type)} (`" in r]
    listed = [part.strip() for part in row.split("|")[2].split(",")]
    expected = []
    for element in rubric.elements:
        name = PLAIN_NAMES[element]
        if rubric.is_critical(element, Level.MID):
            name = f"**{name}**"
        elif rubric.is_critical(element, Level.SENIOR):
            name += " (S)"
        elif rubric.is_critical(element, Level.DIRECTOR):
            name += " (D)"
        expected.append(name)
    assert listed == expected
