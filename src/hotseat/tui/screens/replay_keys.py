"""The replay's keys, and the help that explains them."""

from textual.binding import Binding, BindingType

HELP = """\
The transcript follows the sound, word by word. Where there is no sound (no loudspeaker, a file
that is gone) it follows the times of the words, and says so. Evidence is underlined; its name
stands on the right. Below, each element has a lane: ━ where it was specific, ╍ where it was vague.

space              play and pause
< and >            slower and faster, at the same pitch (, and . too); = as spoken
left, right        sentence back and forward
j, k               next and previous evidence
1 to 9, 0          to the element of that lane, and on through its places
f, p, x            next filler, pause, flag (F, P, X: the one before)
l                  play the sentence in a loop; again: go on
a, b               play from a to b in a loop
n                  write a note on the sentence, or on the loop; or change the one there
m                  next note (M: the one before)
c                  compare with another take of the same question or story
v                  show or hide the lanes
home, end          to the start, to the end
up, down or [ ]    previous and next take
pageup, pagedown   look around; playing or jumping follows again
escape             back"""
BINDINGS: list[BindingType] = [
    Binding("space", "play_pause", "Play/pause"),
    Binding("j", "spot('evidence', 1)", "Next evidence"),
    Binding("l", "loop", "Loop"),
    Binding("n", "note", "Note", show=False),
    Binding("m", "spot('note', 1)", "Next note", show=False),
    Binding("M", "spot('note', -1)", "Note before", show=False),
    Binding("c", "compare", "Compare", show=False),
    Binding("right", "sentence(1)", "Next sentence", show=False),
    Binding("left", "sentence(-1)", "Sentence back", show=False),
    Binding("k", "spot('evidence', -1)", "Evidence before", show=False),
    Binding("f", "spot('filler', 1)", "Next filler", show=False),
    Binding("F", "spot('filler', -1)", "Filler before", show=False),
    Binding("p", "spot('pause', 1)", "Next pause", show=False),
    Binding("P", "spot('pause', -1)", "Pause before", show=False),
    Binding("x", "spot('flag', 1)", "Next flag", show=False),
    Binding("X", "spot('flag', -1)", "Flag before", show=False),
    Binding("a", "edge_of_loop('a')", "Loop from here", show=False),
    Binding("b", "edge_of_loop('b')", "Loop to here", show=False),
    Binding("less_than_sign,comma,minus", "speed(-1)", "Slower", show=False),
    Binding("greater_than_sign,full_stop,plus", "speed(1)", "Faster", show=False),
    Binding("equals_sign", "speed(0)", "As spoken", show=False),
    Binding("v", "lanes", "Lanes", show=False),
    Binding("up,[", "take(-1)", "Take before", show=False),
    Binding("down,]", "take(1)", "Next take", show=False),
    Binding("home", "edge(0)", "Start", show=False),
    Binding("end", "edge(1)", "End", show=False),
    Binding("pageup", "look(-1)", "Look back", show=False),
    Binding("pagedown", "look(1)", "Look on", show=False),
    Binding("escape", "back", "Back", show=False),
    *(Binding(key, f"element({at})", show=False) for at, key in enumerate("1234567890")),
]
