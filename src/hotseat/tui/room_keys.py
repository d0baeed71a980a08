"""The keys of the room: which request each one makes in which phase, and why it may not."""

from dataclasses import dataclass

from hotseat.domain.choices import AnswerKind, Mode
from hotseat.interview import Phase, View


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a key asks for: the phases that it fits, and what to say elsewhere."""

    name: str
    label: str
    phases: tuple[Phase, ...]
    study_only: bool = False
    elsewhere: str = ""


_UNDER_WAY = (Phase.RECORDING, Phase.PAUSED)
_ANYWHERE = (*_UNDER_WAY, Phase.PREP, Phase.TYPING, Phase.WORKING, Phase.DEBRIEF)
_RECORD = Request("record", "Record", (Phase.PREP,), elsewhere="Enter goes on first")
_TYPE_FIRST = Request("type", "Type", (Phase.PREP,), elsewhere="Enter goes on first")
_SPEAK_FIRST = Request(
    "record", "Speak", (Phase.PREP,), elsewhere="Stop first, then the reply can be typed"
)
_STOP = Request("stop", "Stop", _UNDER_WAY)
_HAND_IN = Request("hand_in", "Hand in", (Phase.TYPING,), elsewhere="Nothing is being typed")
_PAUSE = Request("pause", "Pause", (Phase.RECORDING, Phase.PREP), True, "There is nothing to pause")
_RESUME = Request("pause", "Go on", (Phase.PAUSED, Phase.PREP), True)
_RETAKE = Request(
    "retake", "Retake", (*_UNDER_WAY, Phase.DEBRIEF), True, "There is no take to do again yet"
)
_TYPE = Request("type", "Type", (Phase.PREP,), elsewhere="Stop first, then the reply can be typed")
_SPEAK = Request("speak", "Speak", (Phase.TYPING,))
_FINISH = Request("finish", "Finish", _ANYWHERE)
_SKIP = Request("skip", "Skip", (Phase.PREP,), elsewhere="Only a probe on screen can be skipped")
_GO_ON = Request("go_on", "Go on", (Phase.DEBRIEF,), elsewhere="F5 records or stops")
_AGAIN = Request(
    "transcribe", "Transcribe", (Phase.DEBRIEF,), elsewhere="There is nothing to transcribe again"
)
_LEAVE = Request("leave", "Leave", _ANYWHERE)

KEYS: dict[str, tuple[Request, ...]] = {
    "f5": (_TYPE_FIRST, _RECORD, _STOP, _HAND_IN),
    "f6": (_PAUSE, _RESUME),
    "f7": (_RETAKE,),
    "f8": (_SPEAK_FIRST, _TYPE, _SPEAK),
    "f10": (_SKIP,),
    "f4": (_AGAIN,),
    "f9": (_FINISH,),
    "enter": (_GO_ON,),
    "escape": (_LEAVE,),
}
ALIASES: dict[str, tuple[str, ...]] = {
    "f5": ("ctrl+r", "ctrl+s"),
    "f10": ("ctrl+n",),
    "f4": ("ctrl+t",),
}
"""Other keys for the same: some terminals keep function keys to themselves."""

_FOOTER: dict[Phase, tuple[str, ...]] = {
    Phase.PREP: ("record", "skip", "type", "leave"),
    Phase.RECORDING: ("stop", "pause", "retake", "finish", "leave"),
    Phase.PAUSED: ("stop", "pause", "retake"),
    Phase.TYPING: ("hand_in", "speak", "leave"),
    Phase.WORKING: ("leave",),
    Phase.DEBRIEF: ("go_on", "transcribe", "retake", "finish"),
    Phase.FINISHED: (),
    Phase.LEFT: (),
}
SHOWN = 3
"""How many keys of the room the footer shows; help is the fourth."""


def refusal(request: Request, view: View, mode: Mode) -> str:
    """Return why a request does not fit now; "" where it does."""
    if request.study_only and mode is Mode.REAL:
        return f"Real mode has no {request.label.lower()}"
    fits = view.phase in request.phases
    if request in (_TYPE_FIRST, _SPEAK_FIRST):
        # Chosen at the start: F5 then types, and F8 speaks instead.
        fits = fits and view.session.settings.answer is AnswerKind.TYPED
    if request in (_RECORD, _TYPE):
        fits = fits and view.session.settings.answer is AnswerKind.SPOKEN
    if request in (_PAUSE, _RESUME) and view.phase is Phase.PREP:
        thinking = view.probe is not None and view.round is not None
        fits = thinking and view.held is (request is _RESUME)
    if request.name == "skip":
        fits = fits and view.probe is not None
    if request.name == "transcribe":
        take = view.take
        fits = fits and take is not None and bool(take.audio) and take.transcript is None
    if fits:
        return ""
    if view.phase is Phase.WORKING:
        return "One moment: still working"
    return request.elsewhere or "Not now"


def fitting(key: str, view: View, mode: Mode) -> tuple[Request | None, str]:
    """Return what a key asks for now, or None and the reason why it cannot."""
    reasons = []
    for request in KEYS[key]:
        reason = refusal(request, view, mode)
        if not reason:
            return request, ""
        reasons.append(reason)
    return None, reasons[0]


def in_footer(view: View, mode: Mode) -> tuple[tuple[str, str], ...]:
    """Return key and label of the requests that matter most now."""
    wanted = _FOOTER[view.phase]
    fits = [
        (0 if key == "f5" else wanted.index(request.name), key, request.label)
        for key, requests in KEYS.items()
        for request in requests
        if request.name in wanted and not refusal(request, view, mode)
    ]
    return tuple((key, label) for _, key, label in sorted(fits)[:SHOWN])
