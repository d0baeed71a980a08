import pytest
from hypothesis import HealthCheck, given, settings

from hotseat.domain.errors import UsageError
from hotseat.domain.session import Session
from hotseat.domain.text import clean
from hotseat.exporters import FORMATS, export
from hotseat.exporters.plain import to_text
from hotseat.exporters.selection import Selection
from tests.exporters.flood import flooded
from tests.strategies import hostile_texts, sessions
from tests.tui import sample

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(sessions)
def test_any_session_makes_clean_text(session: Session) -> None:
    text = to_text(session)
    assert clean(text) == text
    assert text.endswith("\n")


@QUICK
@given(hostile_texts)
def test_hostile_text_makes_clean_text(text: str) -> None:
    written = to_text(flooded(sample.grilled(), text))
    assert clean(written) == written


def test_the_text_tells_what_the_notes_tell_without_markup() -> None:
    text = to_text(sample.grilled())
    assert text.startswith("The checkout launch\n===================\n")
    assert "- Where it broke: heard, critical\n  - “Turned out nobody had asked" in text
    assert "- Bet: not heard\n" in text
    assert f"    {sample.QUESTION.text}\n" in text
    assert "5.1     2      " in text
    assert "Detail ran out in minute 5.1." in text
    assert "**" not in text
    assert "missing" not in text.lower()


def test_every_form_can_be_exported_and_another_is_refused() -> None:
    whole = Selection((sample.grilled(),))
    begin = {"md": "---\n", "txt": "The checkout", "srt": "1\n00:", "vtt": "WEBVTT\n"}
    assert set(FORMATS) == {*begin, "html"}
    for form, first in begin.items():
        assert export(whole, form).startswith(first)
    with pytest.raises(UsageError, match='"doc" is not one of: md, html, txt, srt, vtt'):
        export(whole, "doc")
