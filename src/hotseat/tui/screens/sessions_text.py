"""How sessions look in the list, and what is told of the marked one."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.text import Text
from textual.content import Content

from hotseat.domain.listing import SessionSummary
from hotseat.domain.query import HINT, Query
from hotseat.domain.rubric import type_name
from hotseat.domain.text import clean_line, count
from hotseat.tui.render import cell, line

PICKED = "●"
COLUMNS = (
    ("", 2),
    ("When", 13),
    ("Session", 0),
    ("Format", 14),
    ("Heard", 7),
    ("Risk", 7),
    ("Min", 5),
    ("State", 11),
)
"""Names and cells of the columns; the session takes what is left."""
NARROW = 100
"""Columns of a screen below which risk and minutes are told below the list only."""
STATE_WIDTH = 11
EMPTY = "No session yet. Press n to choose a question and start, or escape and F5."
NOTHING_FITS = "Nothing fits. Escape shows all sessions again."
FIND_HINT = HINT
PLACEHOLDER = "what you said, a note, a title … or type:conflict flag:heroics after:2026-11"
HELP = """\
Every sitting that was saved, newest first. Heard counts the elements of its first answer; ★ marks
the best telling of a story.

up, down     mark a session (home, end: the first, the last)
enter       open its debrief; an interrupted one is taken up where it was left
/           find as you type; escape shows all again
r           replay it, word by word
space       pick it for a comparison, or let it go; ● stands before what is picked, at most two
c           compare the two that are picked; else it with another take of its question or story
e           export it: notes, page, text, data or captions
w           its words and your notes: correct the transcript, annotate, mark the best take
t           its tags
f2          rename it
h           hear it again with another speech model; the text so far is kept
d, u        delete it with its sound; u brings it back, also days later
v           recover sound that a crash left behind
n           start a new one
m           all of this as a menu
escape      back

Finding looks at titles, questions, notes, tags and every word that was said; words match from their
beginning. Filters narrow it, each with - before it the other way round; right completes one.

type:conflict  story:checkout  format:grilling  mode:real  level:senior  risk:high
flag:heroics  missing:ownership  tag:onsite  after:2026-11-01  before:2026-12
is:best  is:noted  is:interrupted  is:unreadable  "exact words"  -without"""


def columns(width: int) -> list[tuple[str, int]]:
    """Return the names and cells of the columns for a screen of so many cells."""
    left_out = ("Risk", "Min") if width < NARROW else ()
    shown = [(name, size) for name, size in COLUMNS if name not in left_out]
    rest = sum(size for _, size in shown)
    return [(name, size or max(12, width - rest - 5)) for name, size in shown]


def row(
    summary: SessionSummary,
    shown: Sequence[tuple[str, int]],
    year: int,
    state: str,
    picked: bool = False,
) -> list[Text]:
    """Return the cells of a session under the columns shown."""
    sizes = dict(shown)
    width = sizes["Session"] - 1
    form = summary.format if summary.mode != "real" else f"{summary.format} real"
    heard = f"{summary.heard}/{summary.called}" if summary.called else ""
    name = f"{'★ ' if summary.best else ''}{summary.title or summary.name}"
    title = cell(name, width)
    room = width - len(title) - 2
    tags = clean_line(" ".join(f"#{tag}" for tag in summary.tags), room) if room > 4 else ""
    if tags:
        title.append(f"  {tags}", style="dim")
    cells = {
        "": sign(picked),
        "When": cell(when(summary.created, year)),
        "Session": title,
        "Format": cell(form, 13),
        "Heard": cell(heard),
        "Risk": cell(summary.risk, 6),
        "Min": cell(f"{summary.seconds / 60:.1f}" if summary.seconds else "", 4),
        "State": cell(state, STATE_WIDTH),
    }
    return [cells[column] for column in sizes]


def sign(picked: bool) -> Text:
    """Return what stands before a session: a dot where it is picked."""
    return cell(PICKED if picked else "")


def picked_hint(picked: int) -> str:
    """Return what to do with so many sessions picked; "" with none."""
    if picked == 1:
        return "space picks the other one"
    return "c compares the two" if picked else ""


def state_of(summary: SessionSummary, waiting: frozenset[str]) -> str:
    """Return where a session stands, in a word."""
    if summary.problem:
        return "unreadable"
    if summary.name in waiting:
        return "interrupted"
    if summary.warning:
        return "incomplete"
    return "running" if summary.state == "open" else summary.state


def more(summary: SessionSummary) -> str:
    """Return what a row has no room for."""
    types = ", ".join(type_name(kind) for kind in summary.types)
    parts = [summary.title or summary.name, types, count(summary.takes, "take")]
    if summary.seconds:
        parts.append(f"{summary.seconds / 60:.1f} min")
    if summary.risk:
        parts.append(f"{summary.risk} risk")
    if summary.held_minutes is not None:
        parts.append(f"held {summary.held_minutes:.1f} minutes")
    if summary.best:
        parts.append("★ best telling")
    if summary.remarks:
        parts.append(count(summary.remarks, "note"))
    parts.append(" ".join(f"#{tag}" for tag in summary.tags))
    return " · ".join(part for part in parts if part)


def when(created: str, year: int) -> str:
    """Return when a session began; the time of day only for this year's."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return "no date"
    this_year = moment.year == year
    return moment.strftime("%d %b %H:%M" if this_year else "%d %b %Y")


def excerpt_shown(found: str, words: Iterable[str]) -> Content:
    """Return an excerpt with the words that were looked for marked in it."""
    shown = line(found, 400)
    for word in words:
        pattern = rf"\b{re.escape(word)}"
        for hit in re.finditer(pattern, shown.plain, re.IGNORECASE):
            shown = shown.stylize("bold underline", hit.start(), hit.end())
    return shown


def sought(query: Query) -> list[str]:
    """Return the words and phrases that a query looks for, those excluded left out."""
    return [term.value for term in query.words if not term.no]
