"""The importer on documents with known questions: half were written after it was made."""

from importlib import import_module
from typing import Any

import pytest

scoring = import_module("scripts.score_import")
DOCUMENTS = scoring.DOCUMENTS
HALVES = scoring.halves(DOCUMENTS)
SCORES: dict[str, Any] = {}


def scored(half: str) -> list[Any]:
    for path in HALVES[half]:
        if path.name not in SCORES:
            SCORES[path.name] = scoring.score(path)
    return [SCORES[path.name] for path in HALVES[half]]


@pytest.mark.parametrize("half", list(HALVES))
def test_what_can_be_asked_is_found_and_little_else(half: str) -> None:
    scores = scored(half)
    asking = [each for each in scores if each.gold]
    assert sum(each.recall for each in asking) / len(asking) >= 0.97
    assert sum(each.precision for each in scores) / len(scores) >= 0.95


@pytest.mark.parametrize("half", list(HALVES))
def test_type_and_guidance_are_right(half: str) -> None:
    scores = scored(half)
    assert sum(s.typed for s in scores) >= 0.8 * sum(s.found for s in scores)
    assert sum(s.advised for s in scores) >= 0.85 * sum(s.to_advise for s in scores)


def test_nothing_comes_twice_and_nothing_unclean_comes_at_all() -> None:
    scores = [each for half in HALVES for each in scored(half)]
    assert sum(each.duplicates for each in scores) == 0
    assert sum(each.unclean for each in scores) == 0


def test_every_document_has_its_questions_noted() -> None:
    assert {path.name for paths in HALVES.values() for path in paths} == {
        path.name.removesuffix(".txt")
        for path in (DOCUMENTS / "gold").iterdir()
        if path.name != "held-out.txt"
    }
