"""The debrief's keys, and the help that explains them."""

from textual.binding import Binding, BindingType

from hotseat.tui.widgets.evidence_list import Entry

HELP = """\
The debrief shows what was heard in your answer. Every judgement hangs on your own words: mark a
line and play exactly those seconds. "Not heard" means that the coach did not find it, no more.

1 to 7             Structure, Transcript, Delivery, Probes, Risk, Arc, Figures
f2 to f6           the first five of these
left, right        previous and next of these
up, down           mark a line or a sentence
space              play the marked words (enter too, once the sitting is over)
j, k               next and previous evidence in the transcript or the arc
o                  judge an element: heard, vague, not heard, the coach's own
[ and ]            previous and next take
n                  write a note on the take
r                  replay the take, word by word
c                  compare with another take of the same question or story
e                  export the session or the take: notes, page, captions …
t                  transcribe, where there is no transcript yet
escape             back

After an answer, in the room:
enter              go on to the next probe or the end
f7                 answer again; the take so far is kept
f9                 finish"""
# A key with two bindings shows the one that check_action allows: the footer has four places.
BINDINGS: list[BindingType] = [
    Binding("enter", "go_on('probe')", "Next probe", priority=True),
    Binding("enter", "go_on('on')", "Go on", priority=True),
    Binding("enter", "go_on('end')", "Finish", priority=True),
    Binding("f7", "retake", "Retake", priority=True),
    Binding("f9", "finish", "Finish", priority=True),
    Binding("f9", "finish(True)", "Finish", priority=True, show=False),
    Binding("o", "judge", "Your judgement"),
    Binding("o", "judge(True)", "Your judgement", show=False),
    Binding("r", "replay", "Replay"),
    Binding("r", "replay(True)", "Replay", show=False),
    Binding("e", "export", "Export"),
    Binding("e", "export(True)", "Export", show=False),
    Binding("c", "compare", "Compare", show=False),
    Binding("t", "transcribe", "Transcribe", show=False),
    Binding("space", "play", "Play", show=False),
    Binding("n", "note", "Note", show=False),
    Binding("[", "take(-1)", "Previous take", show=False),
    Binding("]", "take(1)", "Next take", show=False),
    Binding("left", "step(-1)", "Previous tab", show=False, priority=True),
    Binding("right", "step(1)", "Next tab", show=False, priority=True),
    Binding("j", "evidence(1)", "Next evidence", show=False),
    Binding("k", "evidence(-1)", "Previous evidence", show=False),
    Binding("up", "sentence(-1)", "Previous sentence", show=False),
    Binding("down", "sentence(1)", "Next sentence", show=False),
    Binding("pageup", "sentence(-8)", "Back", show=False),
    Binding("pagedown", "sentence(8)", "On", show=False),
    Binding("home", "sentence(-100000)", "First sentence", show=False),
    Binding("end", "sentence(100000)", "Last sentence", show=False),
    Binding("escape", "back", "Back", show=False),
    *(Binding(f"{n},f{n + 1}", f"tab({n - 1})", show=False) for n in range(1, 6)),
    *(Binding(f"{n}", f"tab({n - 1})", show=False) for n in (6, 7)),
    Binding("enter", "play", "Play", show=False),
]


def hint(pane: str, entry: Entry | None, play: str) -> str:
    """Return what the keys do on the marked line of a tab; `play` names the key that plays."""
    if pane == "transcript":
        return "marks: ✓ heard, ~ vague, ! flag · (?) may be misheard · j, k to the next"
    if pane == "delivery":
        return "measured from the sound; what was not measured well is not shown"
    if pane == "arc":
        return f"█ specific · ░ vague · bold: critical · ↑ ↓ mark a sentence, {play}"
    judging = " · o judges it yourself" if entry is not None and entry.element is not None else ""
    if entry is None:
        return ""
    if entry.evidence is None:
        nothing = "not heard: no words to play" if judging else "nothing to play on this line"
        return f"{nothing}{judging}"
    return f"{play} the marked words{judging}"
