"""What the review of an import says."""

from textual.content import Content

from hotseat.domain.rubric import type_name
from hotseat.domain.text import clean_line, clock_face, count
from hotseat.importers.draft import Decision, Draft, Item, State
from hotseat.tui.render import line

HELP = """\
What the document proposes. Accept what you want to practise; nothing is written before ctrl+s.

a, space, enter   accept the marked question (✓)
x                 reject it (✗); an import of the same document leaves it out from then on
u                 undo the last decision
A                 accept all that are listed and not decided
e                 reword it
t                 another question type
l                 the next level: mid, senior, director
m                 merge: another question that asks the same goes into this one
v                 view it whole, with its guidance and source
b                 the bank that they go into
f                 list only what is to decide, accepted, rejected, or already in a bank
/                 find by its words
s                 what was left out, and why
ctrl+s            write what was accepted
escape            leave; asks first where you have decided something

The percentage says how sure the importer is that the question can be asked, and of its type.
~ marks one that changed since the last import into this bank: it takes the place of the old."""
LEVEL_WIDTH, SURE_WIDTH = 9, 5
MUTED = "$foreground-muted"
MARKS = {
    Decision.OPEN: ("  ", ""),
    Decision.ACCEPTED: ("✓ ", "$text-success"),
    Decision.REJECTED: ("✗ ", "$text-error"),
}


def row(item: Item, width: int, kind: int) -> Content:
    """Return a proposed question on a line of `width` cells, `kind` of them for its type."""
    mark, style = MARKS[item.decision]
    room = width - 2 - kind - LEVEL_WIDTH - SURE_WIDTH
    text = f"~ {item.text}" if item.state is State.CHANGED else item.text
    return Content.assemble(
        (mark, style),
        (
            clean_line(text, max(10, room - 1)).ljust(room),
            MUTED if item.decision is Decision.REJECTED else "",
        ),
        (clean_line(type_name(item.type), kind - 1).ljust(kind), MUTED),
        (item.level.value.ljust(LEVEL_WIDTH), MUTED),
        (f"{item.confidence.overall:4.0%}", MUTED),
    )


def about(item: Item, width: int) -> Content:
    """Return the marked question, where it comes from and its guidance, on lines of `width`."""
    facts = f"{clock_face(item.answer_seconds)} to answer · {item.source}"
    if item.like is not None:
        how = "a new wording of" if item.state is State.CHANGED else "already there as"
        facts = f"{how} {'/'.join(item.like)} · {facts}"
    advice = "no guidance"
    if item.guidance:
        pieces = count(len(item.guidance), "piece")
        advice = f"{pieces} of guidance: {' '.join(item.guidance)}"
    shown = (line(item.text, 3 * width), line(facts, width, MUTED), line(advice, width, MUTED))
    return Content("\n").join(shown)


def whole(item: Item) -> list[tuple[str, str]]:
    """Return all that is known of a proposed question, as headings and texts."""
    sure = item.confidence
    facts = (
        f"{type_name(item.type)} ({sure.type:.0%} sure), {item.level.value}, "
        f"{clock_face(item.prep_seconds)} to prepare, {clock_face(item.answer_seconds)} "
        f"to answer. That it can be asked is {sure.askable:.0%} sure."
    )
    rows = [("", item.text), ("What it is", facts), ("Source", item.source)]
    return rows + [("Guidance", piece) for piece in item.guidance]


def left_out(draft: Draft) -> list[tuple[str, str]]:
    """Return what was left out, and why, as headings and texts."""
    rows = [(each.text, each.reason) for each in draft.skipped]
    rows += [("Note", problem) for problem in draft.problems]
    return rows or [("", "Nothing was left out.")]
