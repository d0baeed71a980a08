"""Every probe is one fair question in at most 25 words."""

import json

import pytest

from hotseat.coach import wordings
from hotseat.coach.analysis import analyse_sentences
from hotseat.coach.facets import FACETS
from hotseat.coach.probe_lint import MOST_WORDS, lint
from hotseat.coach.probes import MOST_QUOTED
from hotseat.domain.choices import Style
from hotseat.domain.rubric import Element, Flag, Level
from hotseat.domain.session import AskedQuestion
from tests.coach.given import CORPUS, shipped_banks


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("What did you do?", ""),
        ("“we talked and what did it bring?”: who decided?", ""),
        ("What exactly was to be delivered, by which date?", ""),
        ("You said “it went fine”. Once more: what was your own part?", ""),
        ("Tell me about it.", "question mark"),
        ("What did you do? Why?", "more than one"),
        ("Who decided, and why did they do it?", "two things"),
        ("What did you do and how did it go?", "two things"),
        ("What did you do, who did you ask?", "two things"),
        ("Between the first who knew and you, where did it get stuck?", ""),
        ("When you knew, what was the first call?", ""),
        ("Don't you think it was wrong?", "leads"),
        ("It was late, wasn't it?", "leads"),
        ("Why didn't you ask?", "presumes"),
        ("Why did you ignore the report?", "presumes"),
        ("word " * 25 + "word?", "26 words"),
        ("What was {q}?", "unfilled"),
        ("What\nwas it?", "white space"),
    ],
)
def test_what_a_probe_may_not_do(text: str, problem: str) -> None:
    found = lint(text)
    assert bool(found) is bool(problem), found
    assert problem in " ".join(found)


def cores() -> list[tuple[str, wordings.Wording]]:
    """Every wording with its target."""
    found: list[tuple[str, wordings.Wording]] = []
    for element in Element:
        for kind in ("missing", "thin"):
            found += [(element, w) for w in wordings.gap(element, kind)]
        for depth in range(2, 2 + len(wordings.RUNGS)):
            found += [(element, w) for w in wordings.deeper(element, depth)]
    return found + [(flag, w) for flag in Flag for w in wordings.flagged(flag)]


def quote_for(core: str) -> str:
    """The longest quote that is put before a question."""
    room = MOST_WORDS - wordings.FRAME_WORDS - len(core.split())
    return " ".join(["word"] * min(MOST_QUOTED, room))


def templates(style: Style) -> list[str]:
    """Every question that an interviewer of a style can put, with the longest quotes."""
    found = [
        wordings.framed(frame, w.core, quote_for(w.core) if w.quoting else "")
        for _, w in cores()
        for frame in wordings.frames(style, "quoted" if w.quoting else "bare")
    ]
    again = [
        wordings.framed(frame, short, "one two three four five six seven eight nine")
        for target in (*Element, *Flag)
        for short in wordings.short(target)
        for kind in ("again_quoted", "again_bare", "partly")
        for frame in wordings.frames(style, kind)
    ]
    return found + again


@pytest.mark.parametrize("style", Style)
def test_every_wording_is_clean_in_every_style_with_the_longest_quote(style: Style) -> None:
    texts = templates(style)
    assert len(texts) > 700
    assert not {text: lint(text) for text in texts if lint(text)}


def test_every_quote_has_room_for_six_words_at_least() -> None:
    assert all(len(quote_for(w.core).split()) >= 6 for _, w in cores() if w.quoting)


def test_every_target_has_wordings_of_every_kind() -> None:
    for element in Element:
        missing = wordings.gap(element, "missing")
        assert sum(not w.quoting for w in missing) >= 3
        assert sum(w.quoting for w in missing) >= 2
        assert len(wordings.gap(element, "thin")) >= 3
        for depth in range(2, 2 + len(wordings.RUNGS)):
            assert len(wordings.deeper(element, depth)) >= 2
            assert wordings.deeper(element, depth)[0].quoting
        assert wordings.deeper(element, 2 + len(wordings.RUNGS)) == ()
    for flag in Flag:
        assert len(wordings.flagged(flag)) >= 3
    targets = {*(str(e) for e in Element), *(str(f) for f in Flag)}
    assert set(wordings.ABOUT) == targets
    assert all(len(wordings.short(target)) >= 2 for target in targets)


def test_no_wording_is_there_twice_for_a_target_and_kind() -> None:
    by_target: dict[str, list[str]] = {}
    for target, wording in cores():
        by_target.setdefault(target, []).append(wordings.gist(wording.core))
    for target, gists in by_target.items():
        # the same question may be put at vague words and, where nothing was heard, at near ones
        assert len(gists) - len(set(gists)) <= 2, target


def test_what_makes_a_wording_needless_is_known() -> None:
    assert {w.told for _, w in cores()} - {""} == set(FACETS)


@pytest.mark.parametrize("style", Style)
def test_the_bare_question_is_found_in_every_frame(style: Style) -> None:
    for _, wording in cores():
        for frame in wordings.frames(style, "quoted" if wording.quoting else "bare"):
            text = wordings.framed(frame, wording.core, "it went: fine. Really")
            assert wordings.gist(text) == wordings.gist(wording.core)


def test_probes_of_the_shipped_banks_are_clean() -> None:
    probes = [p for bank in shipped_banks() for q in bank.questions for p in q.probes]
    wrong = {p.text: lint(p.text) for p in probes if lint(p.text)}
    assert not wrong


def test_five_hundred_probes_at_real_answers_are_clean_and_quote_verbatim() -> None:
    count = quoting = 0
    for line in CORPUS.read_text(encoding="utf-8").splitlines()[:90]:
        answer = json.loads(line)
        sentences = [s["text"] for s in answer["sentences"]]
        question = AskedQuestion(answer["question"], answer["question_type"])
        for probe in analyse_sentences(sentences, question, Level.DIRECTOR).probes:
            assert lint(probe.text) == [], probe.text
            assert len(probe.text.split()) <= MOST_WORDS
            assert probe.anchor in " ".join(sentences)
            assert not probe.anchor or f"“{probe.anchor}”" in probe.text
            assert probe.why
            count += 1
            quoting += bool(probe.anchor)
    assert count >= 500
    assert quoting >= 0.6 * count
