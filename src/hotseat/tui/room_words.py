"""An interview's view in words: what each part of the room says. No widgets."""

from textual.content import Content

from hotseat.domain.analysis import Probe, Status, Verdict
from hotseat.domain.choices import AnswerKind, Mode, Settings, Style
from hotseat.domain.clock import Reading, Zone
from hotseat.domain.rubric import Element, target_name, type_name
from hotseat.domain.session import Take, answers, judged_status, replies
from hotseat.domain.text import clean_line, clock_face, count
from hotseat.interview import Phase, Tone, View
from hotseat.interview.plan import REPLY_SECONDS
from hotseat.tui.clock_words import reading_words
from hotseat.tui.judgements import VERDICT_STYLES, verdict_sign
from hotseat.tui.render import line, plain
from hotseat.tui.widgets.checklist import Row
from hotseat.tui.widgets.conversation import Turn

# Exact silence for this long is a muted microphone, not a candidate who thinks: rooms hum.
SILENCE_SECONDS = 4.0
_STORY_SHOWN = 240
_BEFORE = (
    "Nothing is recorded yet. F5 or space begins, and ends the answer; F8 types instead. "
    "Nothing you say leaves this machine."
)
_BEFORE_TYPING = (
    "Nothing is written yet. F5 or space begins to type, F5 hands in; F8 speaks instead. "
    "Nothing you say leaves this machine."
)
_TONES = {Tone.INFO: "$foreground-muted", Tone.WARNING: "$text-warning", Tone.ERROR: "$text-error"}
_ZONES = {Zone.RUNNING: "good", Zone.CLOSING: "warning", Zone.OVER: "error"}


def head(view: View, settings: Settings) -> Content:
    """Return type, format, mode and level on one line."""
    kind = line(type_name(view.question.type), 40, "bold $text-primary")
    rest = f" · {settings.format} · {settings.mode} mode · {settings.level} level"
    return Content.assemble(kind, (rest, "$foreground-muted"))


def asked(view: View, settings: Settings) -> tuple[str, Content]:
    """Return the title and the text of what is put: the probe where there is one."""
    probe = view.probe
    if probe is None:
        return "Question", plain(view.question.text, "bold")
    parts = [plain(probe.text, "bold")]
    if probe.anchor and probe.anchor not in probe.text:
        said = f"\nYou said: “{clean_line(probe.anchor, 200)}”"
        parts.append(Content.styled(said, "italic"))
    if probe.why and settings.mode is Mode.STUDY:
        parts.append(plain(f"\nWhy: {clean_line(probe.why, 200)}", "$foreground-muted"))
    title = probe_title(view, probe)
    if settings.style is not Style.DRY:
        title += f" · {settings.style} interviewer"
    return title, Content.assemble(*parts)


def probe_title(view: View, probe: Probe) -> str:
    """Return "Probe 2 of 3", "Probe 5" or "Curveball"."""
    if probe.source == "curveball":
        return "Curveball"
    of = f" of {view.probes_planned}" if view.probes_planned else ""
    return f"Probe {view.probes_asked}{of}"


def clock(view: View, last: Reading | None) -> tuple[str, Content, str]:
    """Return the digits, the words beside them and a style class.

    `last` is the reading when the answer ended, shown while the machine works.
    """
    face, first, second, style = _clock(view, last)
    lines = [Content.styled(first, "bold"), Content.styled(second, "$foreground-muted")]
    if view.round is not None:
        so_far = f"round {clock_face(view.round.elapsed)} of {clock_face(view.round.budget)}"
        if view.round.zone is not Zone.RUNNING:
            so_far += f" · {view.round.zone}"
        lines.append(Content.styled(so_far, "$foreground-muted"))
    return face, Content("\n").join(lines), style


def _clock(view: View, last: Reading | None) -> tuple[str, str, str, str]:
    budget = REPLY_SECONDS if view.probe else view.question.answer_seconds
    allowed = f"{clock_face(budget)} for the {'reply' if view.probe else 'answer'}"
    if view.phase is Phase.PREP:
        if view.prep is None:
            return clock_face(budget), "ready when you are", allowed, "quiet"
        if view.prep.left > 0:
            face = clock_face(view.prep.left + 0.999)
            return face, f"{face} to prepare", f"start sooner if you like · {allowed}", "quiet"
        return "0:00", "ready when you are", f"take your time · {allowed}", "quiet"
    reading = view.answer or last
    if reading is None or view.phase is Phase.DEBRIEF:
        return clock_face(reading.elapsed if reading else 0), "done", allowed, "quiet"
    over = reading.zone is Zone.OVER
    face = reading_words(reading).split()[0]
    words = reading_words(reading)
    if reading.zone is Zone.CLOSING:
        words = f"wrap up · {words}"
    return f"+{face}" if over else face, words, f"of {allowed}", _ZONES[reading.zone]


def state(view: View, words_typed: int) -> Content:
    """Return where the interview stands, as sign and word, with the seconds on disk."""
    disk = f"  {clock_face(view.recorded)} on disk"
    match view.phase:
        case Phase.PREP if view.held:
            return Content.styled("‖ PAUSED  the round's clock stands", "bold $text-warning")
        case Phase.PREP:
            return Content.styled("○ PREPARING", "bold")
        case Phase.RECORDING:
            return Content.assemble(("● RECORDING", "bold $text-error"), disk)
        case Phase.PAUSED:
            return Content.assemble(("‖ PAUSED", "bold $text-warning"), disk)
        case Phase.TYPING:
            typed = f"  {count(words_typed, 'word')}"
            return Content.assemble(("» TYPING", "bold $text-primary"), typed)
        case Phase.DEBRIEF:
            return _result(view)
        case _:
            return Content.assemble(("… WORKING", "bold $text-accent"), f"  {_working(view)}")


def _working(view: View) -> str:
    if view.take is None or view.kind is AnswerKind.TYPED:
        return "one moment"
    return "transcribing; escape leaves, the audio is kept"


def _result(view: View) -> Content:
    take = view.take
    if take is not None and take.transcript is None:
        return Content.styled("! NOT TRANSCRIBED  the audio is kept", "bold $text-warning")
    if view.rung is None:
        return Content.styled("✓ ANSWERED", "bold $text-success")
    style = VERDICT_STYLES[view.rung.verdict]
    target = target_name(view.rung.probe.target)
    return Content.styled(f"{verdict_sign(view.rung.verdict)}: {target}", f"bold {style}")


def notice(view: View, silent: float) -> Content:
    """Return the one line that matters most now: a message, silence, or the speech model."""
    if view.message:
        sign = "" if view.tone is Tone.INFO else "! "
        return Content.assemble((sign, "bold"), plain(view.message)).stylize(_TONES[view.tone])
    if view.phase is Phase.RECORDING and silent >= SILENCE_SECONDS:
        words = f"! Silent for {int(silent)} s: is the microphone muted?"
        return Content.styled(words, "$text-warning")
    if view.phase is Phase.DEBRIEF:
        after = "next probe" if view.probes_asked < (view.probes_planned or 99) else "the end"
        return Content.styled(
            f"Enter: {after} · F7 answers again · F9 finishes", "$foreground-muted"
        )
    return plain(view.engine, "$foreground-muted")


def turns(view: View, mode: Mode) -> list[Turn]:
    """Return what was asked and said so far; verdicts in study mode only."""
    told = answers(view.session)
    if not told:
        return []
    story = told[-1]
    shown = [Turn("You", _said(story, _STORY_SHOWN))] if view.probe else []
    for number, take in enumerate(replies(view.session, story), 1):
        if take.probe is None or (take.transcript is None and not take.problem):
            continue
        shown.append(Turn(f"Probe {number}", take.probe.text))
        study = mode is Mode.STUDY
        shown.append(Turn("You", _said(take), *(_note(view, take) if study else ())))
    return shown


def _said(take: Take, limit: int = 0) -> str:
    if take.transcript is None:
        return f"({clean_line(take.problem, 120)})"
    return clean_line(take.transcript.text, limit) or "(nothing was heard)"


def _note(view: View, take: Take) -> tuple[str, str]:
    rung = next((rung for rung in view.session.ladder if rung.take == take.number), None)
    if rung is None:
        return "", ""
    said = take.transcript.text if take.transcript else ""
    part = bool(rung.quote) and len(rung.quote) < len(said) * 0.8
    quoted = f" · “{clean_line(rung.quote, 120)}”" if part else ""
    if rung.against:
        against = f"before: “{clean_line(rung.against, 60)}”, now: “{clean_line(rung.quote, 60)}”"
        return f"{verdict_sign(rung.verdict)}: {against}", VERDICT_STYLES[rung.verdict]
    words = f"{verdict_sign(rung.verdict)}: {target_name(rung.probe.target)}{quoted}"
    return words, VERDICT_STYLES[rung.verdict]


def live(view: View) -> Content:
    """Return the words under way: settled ones bright, those that may change dim."""
    if view.phase is Phase.PREP and view.probe is None:
        typed = view.session.settings.answer is AnswerKind.TYPED
        return Content.styled(_BEFORE_TYPING if typed else _BEFORE, "$foreground-muted")
    if view.phase not in (Phase.RECORDING, Phase.PAUSED, Phase.WORKING):
        return Content("")
    captions = view.captions
    if captions.committed or captions.provisional:
        settled = plain(captions.committed)
        gap = " " if captions.committed and captions.provisional else ""
        guess = f"{captions.provisional} …" if captions.provisional else ""
        shown = plain(guess, "$foreground-muted italic")
        who = ("You, now: ", "bold $text-primary") if view.probe else ""
        return Content.assemble(who, settled, gap, shown)
    if view.phase is Phase.WORKING:
        return Content("")
    words = "Your words appear here."
    if view.engine:
        words = "Your voice is kept; words appear once the speech model is there."
    return Content.styled(words, "$foreground-muted")


def rows(view: View, settings: Settings) -> list[Row]:
    """Return the checklist: live while the answer is told, then as judged and since filled."""
    rubric = view.question.called_for
    heard = {judged.element: judged.status for judged in view.live}
    told = answers(view.session)
    story = told[-1] if told and told[-1].analysis is not None else None
    filled = {r.probe.target for r in view.session.ladder if r.verdict is Verdict.FILLED}

    def status(element: Element) -> Status | None:
        if story is None:
            return heard.get(element)
        return Status.MET if element in filled else judged_status(story, element)

    return [
        Row(target_name(e), status(e), rubric.is_critical(e, settings.level))
        for e in rubric.elements
    ]
