"""Names and figures taken out of a session, and nothing else."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotseat.domain.errors import UsageError
from hotseat.domain.redacted import redacted
from hotseat.domain.redaction import Redactor
from hotseat.domain.session import Annotation, Session
from hotseat.domain.transcript import Word, from_words, word_spans
from tests.exporters.flood import flooded
from tests.strategies import sessions
from tests.tui import sample

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def digits(text: str) -> Iterator[tuple[int, int, float]]:
    """Find numbers in words as the coach would, as far as these tests go."""
    values = {"eleven": 11.0, "four million": 4e6, "40,000": 40_000.0}
    for match in re.finditer("|".join(values), text.lower()):
        yield match.start(), match.end(), values[match.group()]


def texts(value: Any) -> Iterator[str]:
    """Every text in a session."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def plain(text: str) -> str:
    """A text as a reader who looks for a name reads it: letters alone, no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if c.isalpha() or c == " ")


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        ("Anna", "Anna said ANNA, anna.", "Name A said Name A, Name A."),
        ("Anna", "Anna's and Anna’s and the Annas", "Name A's and Name A’s and the Name A"),
        ("Anna", "Joanna and Annabel", "Joanna and Annabel"),
        ("Anna", "askAnna anna_smith anna@x.org", "askName A Name A_smith Name A@x.org"),
        ("Anna Smith", "Anna\nSmith, anna-smith, ANNASMITH", "Name A, Name A, Name A"),
        ("José", "Jose, Jose\u0301, JOSÉ", "Name A, Name A, Name A"),
        ("Søren", "soren and Søren", "Name A and Name A"),
        ("Müller", "Mu\u0308ller, MÜLLER", "Name A, Name A"),
        ("Weiß", "WEISS and Weiß", "Name A and Name A"),
        ("ﬁnn", "Finn", "Name A"),
        ("李明", "我是李明的", "我是Name A 的"),
        ("Acme*", "Acmepay by AcmeCorp", "Name A by Name A"),
        ("*corp", "MegaCorp", "Name A"),
        ("An\u200bna", "A\u00adnna", "Name A"),
        ("Name", "my Name is", "my Person A is"),
        ("A b", "Ab b", "Name C b"),
        ("Ab", "AbB", "Name A B"),
    ],
)
def test_a_name_is_found_however_it_is_written(given: str, text: str, expected: str) -> None:
    assert Redactor([given]).text(text) == expected


def test_the_same_name_gets_the_same_placeholder_and_another_another() -> None:
    redactor = Redactor(["Anna", "ANNA", "Bo"])
    assert redactor.text("Bo, Anna, bo") == "Name B, Name A, Name B"


def test_the_longer_of_two_names_wins() -> None:
    for names in (["Anna", "Anna Smith"], ["Anna Smith", "Anna"]):
        made = Redactor(names).text("Anna Smith and Anna")
        assert "Smith" not in made
        assert len(set(re.findall(r"Name [AB]", made))) == 2


def test_more_names_than_letters() -> None:
    names = [f"{a}{b}x" for a in "bcdfg" for b in "aeiouy"]
    made = [Redactor(names).text(name) for name in names]
    assert len(set(made)) == 30
    assert made[26] == "Name AA"


def test_what_is_no_name_is_refused() -> None:
    for name in ("", "a", " ", "*", "-"):
        with pytest.raises(UsageError, match="too short a name"):
            Redactor([name])


def test_what_was_not_found_or_left_is_known() -> None:
    redactor = Redactor(["Mark", "Nobody"])
    redactor.text("Mark does marketing")
    assert redactor.counts["Nobody"] == 0
    assert redactor.counts["Mark"] == 1
    assert list(redactor.inside) == ["marketing"]


def test_figures_are_replaced_alike_with_their_signs_kept() -> None:
    redactor = Redactor([], digits)
    told = "$40,000 late by eleven days, 11 days, 40,000 again, 12.5% and 19th at 10:30"
    assert redactor.text(told) == "$N1 late by N2 days, N2 days, N1 again, N3% and N4th at N5"
    assert redactor.text("½ of ٤٢ m²") == "N6 of N7 mN8"


def named(session: Session, name: str) -> Session:
    """The session with a name put into everything that the candidate says or writes."""
    take = session.takes[0]
    assert take.transcript is not None
    note = Annotation(1, f"ask {name}", quote=f"{name} said")
    words = []
    for number, word in enumerate(take.transcript.words):
        words.append(word)
        if number % 7 == 3:
            at = word.end
            parts = name.split()
            words += [Word(part, at, at + 0.02) for part in parts]
    told = from_words(words, take.transcript.duration, name)
    analysis = sample.analysed(take.transcript, sample.ANSWER)
    probes = tuple(replace(p, text=f"{name}'s?", anchor=name) for p in analysis.probes)
    changed = replace(
        take,
        question=replace(take.question, text=f"What did {name} do?", bank=name.lower()),
        transcript=told,
        earlier=(told,),
        analysis=replace(analysis, probes=probes, notes=(name,)),
        annotations=(note,),
        note=f"{name.upper()}’s slot",
        problem=f"/home/{name}/x.wav is gone",
    )
    return replace(
        session,
        name=f"/home/{name}/sessions/2026-03-14T103000-{name.lower().replace(' ', '-')}-launch",
        title=f"The {name} launch",
        notes=f"Call {name}",
        tags=(name.lower().replace(" ", "-"),),
        takes=(changed, *session.takes[1:]),
        settings=replace(session.settings, device=f"{name}'s headset"),
    )


@pytest.mark.parametrize("name", ["Quentin", "Zoë Quill", "O'Brien", "Jean-Luc", "Ørsted"])
def test_no_name_stays_anywhere_in_a_session(name: str) -> None:
    made = redacted(named(sample.grilled(), name), Redactor([name]))
    looked_for = plain(name).replace(" ", "")
    for text in texts(made):
        assert looked_for not in plain(text).replace(" ", ""), text
    for take in made.takes:
        if take.transcript is not None:
            spoken = plain("".join(word.text for word in take.transcript.words))
            assert looked_for not in spoken.replace(" ", "")
    assert made.name.startswith("2026-03-14T103000-name-a-launch")
    assert made.title == "The Name A launch"
    assert all(take.audio == "" for take in made.takes)


def test_word_times_evidence_and_sentences_still_fit() -> None:
    before = sample.grilled()
    redactor = Redactor(["tax team", "checkout", "Canadian"], digits)
    made = redacted(before, redactor)
    take, old = made.takes[0], before.takes[0]
    assert take.transcript is not None
    assert take.analysis is not None
    assert old.transcript is not None
    assert old.analysis is not None
    text = take.transcript.text
    assert "nobody had asked the Name A for a slot" in text
    assert "N1 days late" in text
    found = [e for judged in take.analysis.elements for e in judged.evidence]
    assert found
    for evidence in found:
        assert text[evidence.begin : evidence.end] == evidence.quote
    for sentence, was in zip(take.analysis.sentences, old.analysis.sentences, strict=True):
        assert text[sentence.begin : sentence.end] == sentence.text
        assert (sentence.start, sentence.stop) == (was.start, was.stop)
    spans = word_spans(take.transcript)
    assert all(begin < end for begin, end in spans)
    merged = next(w for w in take.transcript.words if w.text == "Name A")
    tax = next(w for w in old.transcript.words if w.text == "tax")
    team = next(w for w in old.transcript.words if w.text == "team")
    assert (merged.start, merged.end) == (tax.start, team.end)
    assert take.analysis.ledger == ()


def test_nothing_to_replace_leaves_a_session_as_it_is() -> None:
    session = sample.grilled()
    takes = tuple(replace(take, audio="") for take in session.takes)
    assert redacted(session, Redactor(["Quentin"])) == replace(session, takes=takes)


names = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Mn"]), min_size=2, max_size=8).filter(
    lambda text: sum(c.isalpha() for c in unicodedata.normalize("NFKD", text)) >= 2
)


@QUICK
@given(sessions, names)
def test_any_session_flooded_with_any_name_holds_it_no_more(session: Session, name: str) -> None:
    try:
        redactor = Redactor([name])
    except UsageError:
        return
    made = redacted(flooded(session, f"by {name}, {name.upper()} {name}s"), redactor)
    for text in texts(made):
        assert not Redactor([name]).leaks(text)
        assert name not in text


@QUICK
@given(st.lists(st.text("ab -Aé.,", max_size=6), max_size=12), st.text("abAé ", min_size=2))
def test_words_and_text_agree_after_redaction(parts: list[str], name: str) -> None:
    spoken = from_words([Word(p, i, i + 0.5) for i, p in enumerate(parts) if p.strip()], 20.0, "")
    try:
        redactor = Redactor([name])
    except UsageError:
        return
    take = replace(sample.answer_take(), transcript=spoken, analysis=None)
    session = replace(sample.drilled(), takes=(take,))
    told = redacted(session, redactor).takes[0].transcript
    assert told is not None
    assert " ".join(word.text for word in told.words) == told.text
    assert not redactor.leaks(told.text)
    starts = [word.start for word in told.words]
    assert starts == sorted(starts)
