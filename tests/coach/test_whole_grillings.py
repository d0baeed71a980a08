"""Whole grillings over the corpus: nothing is asked twice, nothing is asked that was told."""

import json
import random
import re
from collections.abc import Iterator

import pytest

from hotseat.coach import grilling
from hotseat.coach.analysis import analyse
from hotseat.coach.facets import told
from hotseat.coach.lexicon import word_set
from hotseat.coach.probe_lint import lint
from hotseat.coach.wordings import deeper, gist, quotes_in
from hotseat.domain.analysis import Probe, Status, Verdict
from hotseat.domain.choices import Style
from hotseat.domain.rubric import Element, Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.transcript import typed
from tests.coach.given import CORPUS
from tests.coach.replies import DODGES, GOOD

EXCHANGES = 25
"""Fifteen minutes less the telling, at half a minute a question and reply."""

_WORD = re.compile(r"[a-z]+")
_EMPTY = word_set(
    "what which who the a an of to in on at for with from was were is did do does you that it"
)


def answers() -> list[dict[str, object]]:
    """Every twentieth answer of the corpus."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[::20]]


ANSWERS = answers()


def replier(seed: int) -> Iterator[str]:
    """Yield replies as candidates mix them; which one answers is left to chance."""
    chance = random.Random(seed)
    good = [reply for replies in GOOD.values() for reply in replies]
    dodges = [reply for replies in DODGES.values() for reply in replies]
    while True:
        yield chance.choice(good if chance.random() < 0.55 else dodges)


def grilled(
    answer: dict[str, object], seed: int, style: Style = Style.DRY
) -> Iterator[tuple[grilling.Grill, Probe, Verdict]]:
    """Yield each step of a grilling: the state before a probe, the probe, and the verdict."""
    sentences = answer["sentences"]
    assert isinstance(sentences, list)
    story = typed(" ".join(s["text"] for s in sentences), 180)
    question = AskedQuestion(str(answer["question"]), str(answer["question_type"]))
    grill = grilling.begin(question, story, analyse(story, question), Level.SENIOR, style)
    for turn, reply in zip(range(EXCHANGES), replier(seed), strict=False):
        probe = grilling.next_probe(grill)
        if probe is None:
            return
        before = grill
        grill, rung, _ = grilling.hear(grill, probe, typed(reply, 20), turn * 0.5)
        yield before, probe, rung.verdict


def meaning(text: str) -> frozenset[str]:
    """The words of a bare question that carry its meaning."""
    return frozenset(word for word in _WORD.findall(gist(text)) if word not in _EMPTY)


def alike(a: str, b: str) -> bool:
    """Say whether two questions share all but a fifth of their words."""
    one, two = meaning(a), meaning(b)
    return len(one & two) > 0.8 * max(len(one | two), 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_fifteen_minutes_never_repeat_a_probe(seed: int) -> None:
    shortest = EXCHANGES
    for answer in ANSWERS:
        put: list[Probe] = []
        for grill, probe, _ in grilled(answer, seed):
            assert lint(probe.text) == []
            assert probe.text not in {other.text for other in put}
            again = grill.again == probe
            for other in put:
                repeated = other.target == probe.target and alike(other.text, probe.text)
                assert again or not repeated, (other.text, probe.text)
                quoted = set(quotes_in(other.text)) & set(quotes_in(probe.text))
                assert again or not quoted, (other.text, probe.text)
            if again:
                assert put[-1].target == probe.target
            put.append(probe)
        shortest = min(shortest, len(put))
    assert shortest == EXCHANGES


@pytest.mark.parametrize("seed", [3, 4])
def test_fifteen_minutes_never_ask_for_what_was_told(seed: int) -> None:
    for answer in ANSWERS:
        for grill, probe, _ in grilled(answer, seed):
            if probe.target not in tuple(Element) or grill.again == probe:
                continue
            heard = grill.known[Element(probe.target)]
            assert (heard.status is Status.MET) == (probe.depth > 1)
            for wording in deeper(Element(probe.target), probe.depth):
                if gist(wording.core) == gist(probe.text):
                    assert not told(wording.told, heard.sources), (probe.text, heard.sources)


def test_a_style_changes_the_words_and_nothing_else() -> None:
    different = 0
    for answer in ANSWERS[::2]:
        dry, warm, impatient = (list(grilled(answer, 5, style)) for style in Style)
        for (_, one, verdict), *others in zip(dry, warm, impatient, strict=True):
            for _, other, fared in others:
                assert (other.target, other.depth, other.anchor, fared) == (
                    one.target, one.depth, one.anchor, verdict,
                )  # fmt: skip
                assert lint(other.text) == []
                different += other.text != one.text
    assert different > 200


def test_three_of_five_probes_quote_the_story_or_the_reply() -> None:
    probes = [probe for answer in ANSWERS for _, probe, _ in grilled(answer, 6)]
    assert sum(bool(probe.anchor) for probe in probes) >= 0.6 * len(probes)
