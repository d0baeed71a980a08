"""The page: whole in one file, readable by a parser, and deaf to whatever text holds."""

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from hotseat.domain.analysis import Status
from hotseat.domain.rubric import Element
from hotseat.domain.session import Annotation, Session, overridden
from hotseat.domain.summary import summarise
from hotseat.domain.text import clean
from hotseat.exporters.html import to_html
from hotseat.exporters.selection import Selection
from tests.exporters.flood import flooded
from tests.strategies import hostile_texts, sessions
from tests.tui import sample

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NASTY = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '"><svg onload="document.title=\'owned\'">',
    "' onmouseover='x' style='position:fixed",
    "</style><script>document.title='owned'</script>",
    "</title><script>document.title='owned'</script>",
    "</script><!--",
    "]]><iframe src=//evil.example>",
    "{{ 7 * 7 }}{% raw %}{# x #}",
    "javascript:document.title='owned'",
    "<a href=javascript:document.title='owned'>x</a>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "&lt;b&gt; &amp;amp;",
    "\x00\x1b[2J\u202eabc\ufeff",
)
TAGS = frozenset(
    re.findall(
        r"\w+",
        """html head meta title style body header footer nav main section article div p span a b h1
        h2 h3 h4 ol ul li dl dt dd table thead tbody tr th td figure figcaption blockquote mark
        button svg polyline circle path rect audio script""",
    )
)
ATTRIBUTES = frozenset(
    re.findall(
        r"[\w-]+",
        """lang charset http-equiv content name class id href title type aria-label aria-hidden role
        viewBox preserveAspectRatio viewbox preserveaspectratio points cx cy r d x y width height
        data-sound data-from data-to src preload""",
    )
)


def first(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first node that fits; it must be there."""
    node = tree.css_first(selector)
    assert node is not None, selector
    return node


def page(session: Session) -> str:
    return to_html(Selection((session,)))


def check(text: str) -> LexborHTMLParser:
    """Look for anything in a page that the templates do not write."""
    assert clean(text) == text
    tree = LexborHTMLParser(text)
    for node in tree.css("*"):
        tag = node.tag
        assert tag in TAGS, tag
        for name, value in node.attributes.items():
            assert name in ATTRIBUTES, f"{tag} {name}"
            if name == "href":
                assert value is not None
                assert re.fullmatch(r"#s\d+t?-?[\dt-]*", value), value
            if name == "src":
                assert value is not None
                assert value.startswith("data:audio/webm;base64,")
    assert len(tree.css("style")) == len(tree.css("head > title")) == 1
    return tree


def test_a_page_asks_nothing_of_the_network() -> None:
    tree = check(page(sample.grilled()))
    policy = first(tree, "meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "media-src" not in policy
    assert "unsafe" not in policy
    assert not tree.css("script, link, img, iframe, audio, [onclick], [style]")
    assert "//" not in re.sub(r"<style>.*?</style>", "", page(sample.grilled()), flags=re.S)
    assert not re.search(r"url\(|@import|https?:", page(sample.grilled()))


def test_the_policy_names_the_style_and_script_that_are_there() -> None:
    sounds = {(0, 1): "data:audio/webm;base64,AAAA"}
    text = to_html(Selection((sample.grilled(),), sounds=sounds))
    policy = re.findall(r"sha256-([^&']+)(?:'|&#39;)", text)
    parts = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, re.S)
    assert len(parts) == 2
    hashes = [base64.b64encode(hashlib.sha256(p.encode()).digest()).decode() for p in parts]
    assert policy == hashes


def test_every_quote_of_the_checklist_leads_to_its_words() -> None:
    tree = check(page(sample.grilled()))
    links = [(a.attributes["href"] or "", a.text()) for a in tree.css(".quotes a, td a")]
    assert len(links) >= 8
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(set(ids)) == len(ids)
    for link, words in links:
        line = first(tree, f'[id="{link[1:]}"]').parent
        assert line is not None
        assert words in line.text()
    marked = [mark.text() for mark in tree.css("mark.met")]
    assert "Turned out nobody had asked the tax team for a slot in their release train." in marked
    assert first(tree, "mark.flag").text() == "But honestly the tax people never answer anyone."


def test_no_word_of_the_transcript_is_lost_under_marks() -> None:
    session = sample.grilled()
    tree = check(page(session))
    for take in session.takes:
        shown = first(tree, f'[id="s1t{take.number}"]').css(".said")
        assert take.transcript is not None
        words = " ".join(" ".join(each.text() for each in shown).split())
        assert take.transcript.text in words


def test_the_page_tells_what_the_notes_tell() -> None:
    text = LexborHTMLParser(page(sample.grilled())).body
    assert text is not None
    shown = " ".join(text.text(separator=" ").split())
    for words in (
        "5 of 7 elements heard, 1 vague, 1 not heard",
        "Execution risk high",
        "Detail ran out in minute 5.1.",
        "Blames others",
        "152 words a minute",
        "11 days",
        sample.FIRST_PROBE.text,
        sample.THIRD_REPLY,
        "Bet not heard",
    ):
        assert words in shown, words
    assert "missing" not in shown.lower()


def test_what_the_candidate_wrote_is_there() -> None:
    session = sample.drilled()
    take = overridden(session.takes[0], Element.SYSTEMIC_CHANGE, Status.MET, "")
    note = Annotation(1, "Say the date", start=12.0, stop=15.0, quote="nobody had asked")
    take = replace(take, annotations=(note,), note="Shorter", best=True)
    told = page(replace(session, takes=(take,), notes="Ring Bo\nfirst", tags=("tax", "eu")))
    text = LexborHTMLParser(told).body
    assert text is not None
    shown = " ".join(text.text(separator=" ").split())
    assert "you: heard (coach: vague)" in shown
    assert "Note on “nobody had asked” (0:12): Say the date" in shown
    assert "Note: Shorter" in shown
    assert "Marked as the best telling of its story" in shown
    assert "Ring Bo first" in shown
    assert "tax eu" in shown


def test_the_arc_is_drawn_in_the_page() -> None:
    tree = check(page(sample.grilled()))
    arc = first(tree, "figure.arc")
    lanes = [lane.text().rstrip("*") for lane in arc.css(".lane")]
    assert lanes[:3] == ["Scene", "Bet", "Where it broke"]
    assert len(arc.css("svg")) == len(lanes) == 7
    bars = [float(bar.attributes["x"] or "") for bar in arc.css("rect.met")]
    assert bars
    assert all(0 <= x <= 1000 for x in bars)


def test_a_story_shows_its_trends_and_every_session() -> None:
    history = tuple(
        replace(summarise(sample.grilled()), created=f"2026-03-{day}", heard=heard)
        for day, heard in ((10, 2), (12, 4), (14, 5))
    )
    both = (sample.drilled(), sample.grilled())
    told = to_html(Selection(both, story=sample.grilled().story, history=history))
    tree = check(told)
    charts = {first(c, "figcaption").text(): c for c in tree.css(".trends .chart")}
    assert set(charts) == {"Elements heard", "Minutes held", "Words a minute", "Fillers a minute"}
    heights = [float(dot.attributes["cy"] or "") for dot in charts["Elements heard"].css("circle")]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3
    label = first(charts["Elements heard"], "svg").attributes["aria-label"] or ""
    assert "2026-03-10: 29%" in label
    assert len(tree.css("article")) == 2


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_everywhere_stays_text(text: str) -> None:
    tree = check(page(flooded(sample.grilled(), text)))
    assert not tree.css("script, iframe, img, svg[onload]")
    heading = first(tree, "h3.question").text()
    assert heading == clean(text)


@QUICK
@given(sessions)
def test_any_session_makes_a_page(session: Session) -> None:
    check(page(session))


@settings(max_examples=30, deadline=None)
@given(
    st.one_of(hostile_texts, st.sampled_from(NASTY)),
    st.sampled_from([sample.grilled, sample.interrupted, sample.unheard, sample.hostile]),
)
def test_hostile_text_everywhere_makes_a_page(text: str, made: Callable[[], Session]) -> None:
    check(page(flooded(made(), text)))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a browser")
def test_a_browser_runs_nothing_of_it(tmp_path: Path) -> None:
    session = flooded(sample.grilled(), "".join(NASTY))
    sounds = {(0, 1): "data:audio/webm;base64,AAAA"}
    file = tmp_path / "page.html"
    file.write_text(to_html(Selection((session,), sounds=sounds)))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--disable-background-networking", f"--user-data-dir={tmp_path / 'user'}"]
    done = subprocess.run(
        [*command, "--virtual-time-budget=2000", "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    title = first(LexborHTMLParser(done.stdout), "title").text()
    assert title.startswith("<script>document.title='owned'</script>")
    assert "evil.example" not in done.stderr
