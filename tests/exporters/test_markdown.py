import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hotseat.domain.analysis import Status
from hotseat.domain.listing import SessionState
from hotseat.domain.rubric import Element
from hotseat.domain.session import Session, overridden
from hotseat.domain.text import clean, clean_line
from hotseat.exporters.markdown import escape, to_markdown
from tests.exporters.flood import flooded
from tests.strategies import hostile_texts, sessions
from tests.tui import sample

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NASTY = (
    "<img src=x onerror=alert(1)>",
    "<!-- gone",
    "</details><script>x</script>",
    "[a](javascript:alert(1))",
    "![a](http://evil.example/x.png)",
    "[a]: http://evil.example",
    "[^1]: note",
    "http://evil.example www.evil.example mailto:a@b.example a@b.example //b.example",
    "<http://evil.example>",
    "a | b \\| c \\",
    "| --- |",
    "`code` ``` ~~~",
    "*a* **b** _c_ ~~d~~ ==e== $f$ %%g%% ^h^",
    "# title #",
    "- a",
    "+ a",
    "* a",
    "1. a",
    "1) a",
    "12.",
    "> a",
    "---",
    "===",
    "***",
    "    indented",
    "\tindented",
    "&lt;b&gt; &amp; &#60; R&D;",
    "line\n---\nline\n\n# line\n| a |\n- b",
    'quote" \\" : # {a: [b]} \\u0041',
    "---\ntitle: other\n---",
    "\x1b[2J\x00\u202eabc\u2028def\ufffe\uffff",
    "{{ template }} {% raw %}",
)
PLAIN_TOKENS = re.compile(
    r"(heading|paragraph|bullet_list|list_item|blockquote|table|thead|tbody|tr|th|td|strong)_"
    r"(open|close)|inline|text|softbreak"
)
any_text = st.one_of(hostile_texts, st.sampled_from(NASTY), st.text(max_size=40))


def parse(document: str) -> list[Token]:
    parser = MarkdownIt("gfm-like")
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False})
    return parser.parse(document)


def every(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from every(token.children or [])


def shown(tokens: list[Token]) -> list[str]:
    """The text of each block, as a reader sees it."""
    return [
        "".join(each.content for each in token.children or [] if each.type == "text")
        for token in tokens
        if token.type == "inline"
    ]


def split(notes: str) -> tuple[list[str], str]:
    """The lines of the front matter, and the rest."""
    first, *lines = notes.split("\n")
    assert first == "---"
    end = lines.index("---")
    return lines[:end], "\n".join(lines[end + 1 :])


@pytest.mark.parametrize(
    "place",
    ["{}", "# {}", "- {}", "  > {}", "- **Name**: {}", "| a | b |\n| --- | --- |\n| {} | z |"],
)
@settings(max_examples=60, deadline=None)
@given(any_text)
def test_any_text_is_shown_word_for_word_and_does_nothing(place: str, text: str) -> None:
    tokens = parse(place.format(escape(text)))
    for token in every(tokens):
        assert PLAIN_TOKENS.fullmatch(token.type), token.type
    if words := clean_line(text):
        assert [each for each in shown(tokens) if each.removeprefix("Name: ") == words]
    if place.startswith("|"):
        assert shown(tokens)[3] == "z"


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_shown_word_for_word(text: str) -> None:
    tokens = parse(escape(text))
    assert shown(tokens) == [clean_line(text)]
    assert {t.type for t in every(tokens)} <= {
        "paragraph_open",
        "inline",
        "text",
        "paragraph_close",
    }


def check(notes: str) -> None:
    front, body = split(notes)
    keys = [line.split(":")[0] for line in front]
    assert keys == ["title", "date", "format", "mode", "level", "types", "risk", "tags"]
    for line in front:
        value = line.split(": ", 1)[1]
        if value.startswith(('"', '["')):
            json.loads(value)
    assert "<" not in notes.removeprefix("\n".join(["---", *front, "---"]))
    assert clean(notes) == notes
    for token in every(parse(body)):
        assert PLAIN_TOKENS.fullmatch(token.type), token.type
    for line in body.split("\n"):
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 5, line


@QUICK
@given(sessions)
def test_any_session_makes_notes_that_run_nothing(session: Session) -> None:
    check(to_markdown(session))


@settings(max_examples=40, deadline=None)
@given(any_text, st.sampled_from([sample.grilled, sample.interrupted, sample.unheard]))
def test_hostile_text_everywhere_makes_notes_that_run_nothing(
    text: str, made: Callable[[], Session]
) -> None:
    check(to_markdown(flooded(made(), text)))


@pytest.mark.parametrize("text", NASTY)
def test_front_matter_is_yaml_and_keeps_its_keys(text: str) -> None:
    yaml: Any = pytest.importorskip("yaml")
    front, _ = split(to_markdown(flooded(sample.grilled(), text)))
    loaded = yaml.safe_load("\n".join(front))
    assert loaded["title"] == clean_line(text, 80)
    assert loaded["date"] == clean_line(text)
    assert loaded["types"] == [clean_line(text)]
    assert (loaded["format"], loaded["mode"], loaded["risk"]) == ("grilling", "study", "high")
    assert loaded["tags"] == ["hotseat"]


def test_notes_are_the_same_every_time() -> None:
    assert to_markdown(sample.grilled()) == to_markdown(sample.grilled())


def test_every_judgement_stands_with_its_quote_and_time() -> None:
    notes = to_markdown(sample.drilled())
    assert (
        "- **Where it broke**: heard, critical\n"
        "  - “Turned out nobody had asked the tax team for a slot in their release train.” (0:12)\n"
    ) in notes
    assert "- **Bet**: not heard\n" in notes
    assert "- **What changed for good**: vague, critical\n" in notes
    assert "5 of 7 elements heard, 1 vague, 1 not heard" in notes
    assert (
        "- **Blames others**\n  - “But honestly the tax people never answer anyone.” (0:39)"
        in notes
    )
    assert "### Execution risk: high\n\n- No lasting change was heard" in notes


@pytest.mark.parametrize(
    "made", [sample.grilled, sample.drilled, sample.interrupted, sample.unheard]
)
def test_no_element_is_ever_called_missing(made: Callable[[], Session]) -> None:
    assert "missing" not in to_markdown(made()).lower()


def test_the_candidates_judgement_stands_before_the_coachs() -> None:
    session = sample.drilled()
    take = overridden(session.takes[0], Element.SYSTEMIC_CHANGE, Status.MET, "")
    notes = to_markdown(replace(session, takes=(take, *session.takes[1:])))
    assert "- **What changed for good**: you: heard (coach: vague), critical\n" in notes
    assert "6 of 7 elements heard, 0 vague, 1 not heard" in notes


def test_delivery_tells_figures_and_why_one_is_not_shown() -> None:
    notes = to_markdown(sample.drilled())
    assert "- **Pace**: 152 words a minute\n" in notes
    assert "- **Fillers**: 3 (4.2 a minute)\n  - **Which**: um 2, like 1\n" in notes
    assert "- **Pauses**: 7 (" in notes
    assert "  - **The longest**: 0.9 s at " in notes
    assert "- **Time to first word**: not shown: the recording began after the first word" in notes


def test_probes_stand_with_why_reply_and_verdict() -> None:
    notes = to_markdown(sample.drilled())
    probe = notes[notes.index("### Probes") : notes.index("### Could be asked next")]
    assert f"- {sample.FIRST_PROBE.text}\n" in probe
    assert f"**Why**: {sample.FIRST_PROBE.why}\n" in probe
    assert f"> {' '.join(text for text, _ in sample.FIRST_REPLY)}\n" in probe
    assert "**Verdict**: filled\n" in probe
    assert sample.SECOND_PROBE.text in notes[notes.index("### Could be asked next") :]


def test_the_ladder_is_a_table_that_tells_when_detail_ran_out() -> None:
    notes = to_markdown(sample.grilled())
    assert "| Minute | Depth | Probe | Verdict |\n| --- | --- | --- | --- |\n" in notes
    assert "| 6.6 | 2 | Whose job was it, by name? | dodged |\n" in notes
    assert "Detail ran out in minute 5.1." in notes


def test_a_story_that_held_says_for_how_long() -> None:
    session = sample.grilled()
    notes = to_markdown(replace(session, ladder=session.ladder[:2]))
    assert "The story held to the end." in notes


def test_what_was_not_transcribed_names_the_file_that_holds_it() -> None:
    notes = to_markdown(sample.unheard())
    assert "**Problem**: The transcriber stopped; audio kept" in notes
    assert "the recording is kept in takes/01-missed-deadline.wav." in notes
    assert "so nothing was judged" in notes
    assert 'risk: "not judged"' in notes


def test_an_unfinished_session_tells_what_is_still_to_answer() -> None:
    notes = to_markdown(sample.interrupted())
    assert "not finished" in notes
    assert f"## Still to answer\n\n> {sample.FIRST_PROBE.text}\n" in notes
    done = replace(sample.interrupted(), state=SessionState.ABANDONED)
    assert "Still to answer" not in to_markdown(done)


def test_no_take_is_left_out() -> None:
    session = sample.drilled()
    retaken = replace(session.takes[0], retaken=True, note="too long")
    notes = to_markdown(replace(session, takes=(retaken, *session.takes[1:]), notes="a\n\nb"))
    assert "### Take 1, set aside by a retake" in notes
    assert "### Take 2, a reply" in notes
    assert sample.ANSWER[0][0] in notes
    assert sample.FIRST_REPLY[0][0] in notes
    assert "too long" in notes
    assert notes.endswith("## Notes\n\na\n\nb\n")


def test_an_answer_set_aside_stands_after_the_one_that_counts() -> None:
    first = sample.answer_take()
    again = replace(first, number=2)
    session = replace(sample.drilled(), takes=(replace(first, retaken=True), again))
    notes = to_markdown(session)
    assert notes.count("### Checklist") == 1
    assert notes.index("### Checklist") < notes.index("### Take 1, set aside by a retake")
    assert "Take 2" not in notes
