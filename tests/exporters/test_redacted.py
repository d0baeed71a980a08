"""What was taken out of a session is in no document made of it."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotseat.domain.redacted import redacted
from hotseat.domain.redaction import Redactor
from hotseat.exporters import FORMATS, export
from hotseat.exporters.selection import Selection
from tests.domain.test_redaction import named, plain
from tests.tui import sample

# No word of Hotseat's own, in English or in a page's style, is made of these letters alone.
parts = st.text("qxzjQXZJéøж", min_size=4, max_size=6)
names = st.one_of(
    parts, st.tuples(parts, parts).map(" ".join), st.tuples(parts, parts).map("-".join)
)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=12, deadline=None)
@given(names)
def test_no_document_tells_a_name_that_was_taken_out(form: str, name: str) -> None:
    told = named(sample.grilled(), name)
    whole = plain(unescape(export(Selection((told,)), form))).replace(" ", "")
    assert plain(name).replace(" ", "") in whole, "the document would tell it"
    session = redacted(told, Redactor([name]))
    document = unescape(export(Selection((session,), redacted=True), form))
    letters = plain(re.sub(r"\s+", " ", document)).replace(" ", "")
    assert plain(name).replace(" ", "") not in letters
