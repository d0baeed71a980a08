"""Sessions as they look after a sitting, built in code: for tests and pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from hotseat.domain.analysis import (
    Analysis,
    Delivery,
    ElementJudgement,
    Evidence,
    Filler,
    FlagJudgement,
    LedgerEntry,
    Pause,
    Probe,
    Reason,
    Risk,
    RiskLevel,
    SentenceLabels,
    Share,
    Status,
    Verdict,
    Withheld,
)
from hotseat.domain.choices import AnswerKind, Format, Mode, Settings
from hotseat.domain.listing import SessionState, StoryRef
from hotseat.domain.rubric import Element, Flag, Level, rubric_for
from hotseat.domain.session import AskedQuestion, Rung, Session, Take
from hotseat.domain.transcript import Sentence, Transcript, Word, from_words, times_of, typed

QUESTION = AskedQuestion(
    text="Tell me about a deadline you missed. What broke, and what did you do about it?",
    type="missed_deadline",
    bank="execution-round",
    id="missed-deadline-01",
    prep_seconds=60,
    answer_seconds=180,
    tests="Whether you can name the point of breakdown and change the system behind it.",
    guidance=("Name the hand-off, not the mood.",),
)
ANSWER = (
    ("Um, so we were to ship the new checkout on March first with six engineers.", "situation"),
    ("It was, you know, a big thing for the whole company that spring.", ""),
    ("Turned out nobody had asked the tax team for a slot in their release train.", "breakdown"),
    ("And that was on me, I had never asked who owned the hand-off.", "ownership"),
    ("So I cut the Canadian provinces from the launch the same afternoon.", "fix tradeoff"),
    ("Um, we shipped eleven days late and two contracts were renewed anyway.", "outcome_metric"),
    ("Since then we are, like, more careful with dependencies.", "systemic_change?"),
    ("But honestly the tax people never answer anyone.", "!blames_others"),
)
FIRST_PROBE = Probe(
    text='You said "more careful with dependencies". What is different on a Monday morning now?',
    target="systemic_change",
    anchor="more careful with dependencies",
    why="Being careful is a wish; a rule or a check would show up on a calendar.",
)
SECOND_PROBE = Probe(
    text='"nobody had asked the tax team": who should have, by what date?',
    target="breakdown",
    anchor="nobody had asked the tax team",
    why="The breakdown is clear; one level deeper is the owner and the date.",
    depth=2,
)
FIRST_REPLY = (
    ("Every epic now has a dependency line with a name and a date on it.", "systemic_change"),
    ("I check it on Mondays, and no name means the epic doesn't start.", "systemic_change"),
)
SECOND_REPLY = "Well, it was kind of everyone's job, the whole organisation was moving fast."
THIRD_REPLY = "I think we all learned a lot from it."


def evidence(transcript: Transcript, quote: str) -> Evidence:
    """Return the evidence for words that stand in the transcript."""
    begin = transcript.text.index(quote)
    end = begin + len(quote)
    index = next(s.index for s in sentences(transcript) if s.begin <= begin < s.end)
    return Evidence(index, quote, begin, end, *times_of(transcript, begin, end))


def sentences(transcript: Transcript) -> tuple[Sentence, ...]:
    """Split the sample's text at its full stops and question marks."""
    found: list[Sentence] = []
    begin = 0
    for at, letter in enumerate(transcript.text):
        if letter in ".?" and transcript.text[at + 1 : at + 2] in ("", " "):
            times = times_of(transcript, begin, at + 1)
            text = transcript.text[begin : at + 1]
            found.append(Sentence(len(found), text, begin, at + 1, *times))
            begin = at + 2
    return tuple(found)


def speak(parts: Iterable[str], pause: float = 0.8) -> Transcript:
    """Return the sentences as spoken: longer words take longer, a pause after each sentence."""
    words: list[Word] = []
    at = 0.4
    for part in parts:
        for text in part.split():
            length = round(0.16 + 0.035 * len(text), 2)
            words.append(Word(text, round(at, 2), round(at + length, 2), 0.93))
            at += length + 0.06
        at += pause
    return from_words(words, round(at, 2), "tiny.en")


def _labels(marks: str) -> SentenceLabels:
    names = marks.split()
    return SentenceLabels(
        tuple(name for name in names if not name.startswith("!")),
        tuple(Flag(name[1:]) for name in names if name.startswith("!")),
    )


def _judge(transcript: Transcript, told: Sequence[tuple[str, str]]) -> tuple[ElementJudgement, ...]:
    rubric = rubric_for(QUESTION.type)
    judged = []
    for element in rubric.elements:
        firm = [text for text, marks in told if element.value in marks.split()]
        vague = [text for text, marks in told if f"{element.value}?" in marks.split()]
        status = Status.MET if firm else Status.THIN if vague else Status.MISSING
        quotes = tuple(evidence(transcript, text) for text in firm or vague)
        critical = rubric.is_critical(element, Level.SENIOR)
        judged.append(ElementJudgement(element, status, critical, quotes))
    return tuple(judged)


def _delivery(transcript: Transcript) -> Delivery:
    spoken = transcript.words
    fillers = tuple(
        Filler(word.text, transcript.text.index(word.text), 0, word.start)
        for word in spoken
        if word.text.strip(",.").lower() in ("um", "like")
    )
    pauses = tuple(Pause(a.end, b.start) for a, b in pairwise(spoken) if b.start - a.end > 0.5)
    return Delivery(
        words=len(spoken),
        seconds=transcript.duration,
        pace=152.0,
        fillers=fillers,
        fillers_per_minute=round(len(fillers) / transcript.duration * 60, 1),
        pauses=pauses,
        shares=(
            Share(Element.SITUATION, 0.19),
            Share(Element.BREAKDOWN, 0.18),
            Share(Element.FIX, 0.12),
            Share(Element.SYSTEMIC_CHANGE, 0.08),
        ),
        withheld=(Withheld("time to first word", "the recording began after the first word"),),
    )


def analysed(transcript: Transcript, told: Sequence[tuple[str, str]]) -> Analysis:
    """Return an analysis that says of each sentence what stands beside it."""
    flags = tuple(
        FlagJudgement(flag, (evidence(transcript, text),))
        for text, marks in told
        for flag in _labels(marks).flags
    )
    vague = evidence(transcript, told[-2][0])
    return Analysis(
        sentences=sentences(transcript),
        labels=tuple(_labels(marks) for _, marks in told),
        elements=_judge(transcript, told),
        flags=flags,
        probes=(FIRST_PROBE, SECOND_PROBE),
        risk=Risk(
            RiskLevel.HIGH,
            (
                Reason("No lasting change was heard, only the wish to be careful", (vague,)),
                Reason("The failure is put on another team", flags[0].evidence if flags else ()),
            ),
        ),
        delivery=_delivery(transcript),
        ledger=(LedgerEntry(11.0, "days", "days late", vague),),
    )


def answer_take() -> Take:
    """Return the answer: spoken, judged, five of seven elements heard."""
    transcript = speak(text for text, _ in ANSWER)
    return Take(
        number=1,
        question=QUESTION,
        audio="takes/01-missed-deadline.wav",
        started="2026-03-14T10:30:00+01:00",
        prep_used=42.0,
        seconds=transcript.duration,
        transcript=transcript,
        analysis=analysed(transcript, ANSWER),
    )


def _reply(number: int, probe: Probe, transcript: Transcript, verdict: Verdict) -> Take:
    spoken = transcript.kind is AnswerKind.SPOKEN
    return Take(
        number=number,
        question=QUESTION,
        kind=transcript.kind,
        probe=probe,
        audio=f"takes/{number:02d}-{probe.target.replace('_', '-')}.wav" if spoken else "",
        started="2026-03-14T10:35:00+01:00",
        seconds=transcript.duration,
        transcript=transcript,
        verdict=verdict,
    )


def grilled() -> Session:
    """Return a finished grilling of four takes; detail ran out in minute 5."""
    first = speak(text for text, _ in FIRST_REPLY)
    again = replace(SECOND_PROBE, text="Whose job was it, by name?", anchor="everyone's job")
    reply = _reply(2, FIRST_PROBE, first, Verdict.FILLED)
    takes = (
        answer_take(),
        replace(reply, analysis=analysed(first, FIRST_REPLY)),
        _reply(3, SECOND_PROBE, speak([SECOND_REPLY]), Verdict.DODGED),
        _reply(4, again, typed(THIRD_REPLY, 21.0), Verdict.DODGED),
    )
    ladder = (
        Rung(FIRST_PROBE, Verdict.FILLED, 3.4, 2, FIRST_REPLY[0][0]),
        Rung(SECOND_PROBE, Verdict.DODGED, 5.1, 3, "it was kind of everyone's job"),
        Rung(again, Verdict.DODGED, 6.6, 4, THIRD_REPLY),
    )
    return Session(
        name="2026-03-14T1030-checkout-launch",
        created="2026-03-14T10:30:00+01:00",
        settings=Settings(format=Format.GRILLING, mode=Mode.STUDY, types=(QUESTION.type,)),
        title="The checkout launch",
        state=SessionState.FINISHED,
        takes=takes,
        ladder=ladder,
        story=StoryRef("checkout-launch", "The checkout launch", QUESTION.type),
        round_seconds=430.0,
    )


def drilled() -> Session:
    """Return a finished drill: one answer and one reply."""
    whole = grilled()
    return replace(
        whole,
        name="2026-03-15T0900-deadline-drill",
        created="2026-03-15T09:00:00+01:00",
        title="",
        settings=Settings(types=(QUESTION.type,)),
        takes=whole.takes[:2],
        ladder=(),
        story=None,
        round_seconds=0.0,
    )


def interrupted() -> Session:
    """Return a drill that broke off after the answer, with a probe on screen."""
    return replace(
        drilled(),
        name="2026-03-16T0815-broken-off",
        created="2026-03-16T08:15:00+01:00",
        title="Broken off",
        state=SessionState.OPEN,
        takes=(answer_take(),),
        pending=QUESTION,
        pending_probe=FIRST_PROBE,
    )


def unheard() -> Session:
    """Return a drill whose answer is on disk but could not be transcribed."""
    take = replace(
        answer_take(), transcript=None, analysis=None, problem="The transcriber stopped; audio kept"
    )
    return replace(
        drilled(), name="2026-03-17T0730-unheard", title="Not transcribed", takes=(take,)
    )


HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07 [@click=app.exit]press[/] [b]bold [TODO] [12%] \\"
    " \u202eesrever\u202c \u200bzero " + "w" * 10_000
)
"""Escape sequences, markup with an action, unfinished markup, bidi controls, one endless word."""


def hostile() -> Session:
    """Return a session in which every text from outside is hostile."""
    question = replace(QUESTION, text=HOSTILE, tests=HOSTILE, guidance=(HOSTILE,))
    transcript = speak([HOSTILE, "Um and then it broke."])
    quote = Evidence(0, HOSTILE, 0, len(transcript.text), 0.4, 5.0)
    base = analysed(speak(text for text, _ in ANSWER), ANSWER)
    probe = Probe(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    analysis = replace(
        base,
        sentences=(Sentence(0, transcript.text, 0, len(transcript.text), 0.4, 5.0),),
        labels=(SentenceLabels(("breakdown", HOSTILE)),),
        elements=tuple(replace(judged, evidence=(quote,)) for judged in base.elements),
        flags=(FlagJudgement(Flag.HEROICS, (quote,)),),
        probes=(probe,),
        risk=Risk(RiskLevel.HIGH, (Reason(HOSTILE, (quote,)),)),
        delivery=replace(
            base.delivery,
            fillers=(Filler(HOSTILE, 0, 10, 0.4),),
            withheld=(Withheld(HOSTILE, HOSTILE),),
        ),
        notes=(HOSTILE,),
    )
    take = Take(
        1,
        question,
        audio=f"takes/{HOSTILE[:60]}.wav",
        seconds=20.0,
        transcript=transcript,
        analysis=analysis,
        problem=HOSTILE,
        note=HOSTILE,
    )
    reply = replace(take, number=2, probe=probe, analysis=None, verdict=Verdict.DODGED)
    return replace(
        grilled(),
        name="2026-03-18T0000-hostile",
        title=HOSTILE,
        takes=(take, reply),
        ladder=(Rung(probe, Verdict.DODGED, 1.0, 2, HOSTILE),),
        story=StoryRef(HOSTILE, HOSTILE, HOSTILE),
        notes=HOSTILE,
    )
