"""Sessions for tests: a spoken answer, judged, with two probes and a ladder."""

from dataclasses import replace

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
from hotseat.domain.choices import Format, Settings
from hotseat.domain.listing import SessionState, StoryRef
from hotseat.domain.rubric import Element, Flag, Level
from hotseat.domain.session import AskedQuestion, Override, Rung, Session, Take
from hotseat.domain.transcript import Sentence, Transcript, Word, from_words, times_of, typed

QUESTION = AskedQuestion(
    text="Tell me about a deadline you did not make.",
    type="missed_deadline",
    level=Level.SENIOR,
    bank="execution-round",
    id="deadline-missed",
    prep_seconds=30,
    answer_seconds=180,
    tests="Whether the cause is told as a mechanism.",
    guidance=("Name the step that broke.",),
)

SENTENCES = (
    "So, um, we had to swap the identity provider by the thirtieth of June with four engineers.",
    "What broke was the address field: nobody had opened a sample response until the last week.",
    "We kept licences on the old provider and shipped passports first.",
    "The team worked nights and weekends.",
    "We were five weeks late and it cost thirty-eight thousand pounds.",
)
PROBE = Probe(
    "Nobody had opened one. What did you leave undone?",
    "ownership",
    "nobody had opened a sample response",
    "Your own part was not heard.",
)
FAILURE_ELEMENTS = {
    Element.SITUATION: (Status.MET, 0),
    Element.HYPOTHESIS: (Status.MISSING, None),
    Element.BREAKDOWN: (Status.MET, 1),
    Element.FIX: (Status.MET, 2),
    Element.SYSTEMIC_CHANGE: (Status.MISSING, None),
    Element.OWNERSHIP: (Status.THIN, 1),
    Element.OUTCOME_METRIC: (Status.MET, 4),
}


def spoken(text: str, model: str = "tiny.en") -> Transcript:
    """Return a transcript whose words take 0.4 s each."""
    words = [Word(w, at * 0.4, at * 0.4 + 0.35, 0.9) for at, w in enumerate(text.split())]
    return from_words(words, len(words) * 0.4, model)


def quoted(transcript: Transcript, sentence: int, quote: str) -> Evidence:
    """Return evidence for a quote that stands in the transcript."""
    begin = transcript.text.index(quote)
    end = begin + len(quote)
    return Evidence(sentence, quote, begin, end, *times_of(transcript, begin, end))


def analysis(transcript: Transcript) -> Analysis:
    """Return the judgement of the sample answer."""
    text, sentences = transcript.text, []
    for at, line in enumerate(SENTENCES):
        begin = text.index(line)
        span = times_of(transcript, begin, begin + len(line))
        sentences.append(Sentence(at, line, begin, begin + len(line), *span))
    heroics = quoted(transcript, 3, "nights and weekends")
    begin = text.index("um,")
    return Analysis(
        sentences=tuple(sentences),
        labels=tuple(SentenceLabels() for _ in SENTENCES),
        elements=tuple(
            ElementJudgement(
                element,
                status,
                element in (Element.BREAKDOWN, Element.SYSTEMIC_CHANGE),
                () if at is None else (quoted(transcript, at, SENTENCES[at]),),
            )
            for element, (status, at) in FAILURE_ELEMENTS.items()
        ),
        flags=(FlagJudgement(Flag.HEROICS, (heroics,)),),
        probes=(PROBE,),
        risk=Risk(
            RiskLevel.HIGH,
            (Reason("No lasting change was heard"), Reason("Heroics", (heroics,))),
        ),
        delivery=Delivery(
            words=len(transcript.words),
            seconds=transcript.duration,
            pace=150.0,
            fillers=(Filler("um", begin, begin + 2, 0.4),),
            fillers_per_minute=2.1,
            pauses=(Pause(10.0, 12.5),),
            latency=3.2,
            shares=(Share(Element.SITUATION, 0.25), Share(Element.BREAKDOWN, 0.25)),
            withheld=(Withheld("pauses", "The recording is noisy."),),
        ),
        ledger=(LedgerEntry(38000, "GBP", "cost", quoted(transcript, 4, "thirty-eight thousand")),),
        notes=("Clipped once.",),
    )


def example(name: str = "", created: str = "2026-11-02T10:15:30+01:00") -> Session:
    """Return a finished grilling: an answer, a dodged reply, a typed reply, a retaken take."""
    told = spoken(" ".join(SENTENCES))
    answer = Take(
        1,
        QUESTION,
        audio="takes/01-missed-deadline.wav",
        started=created,
        prep_used=12.0,
        seconds=told.duration,
        transcript=told,
        analysis=analysis(told),
        overrides=(Override(Element.OWNERSHIP, Status.MET, created),),
    )
    dodge = Take(
        2, QUESTION, probe=PROBE, seconds=4.0, transcript=spoken("Well, it was a team effort.")
    )
    said = typed("I had not asked for a sample; that was mine to ask.", 20.0)
    second = replace(PROBE, text="And you?", depth=2)
    reply = Take(3, QUESTION, said.kind, second, seconds=20.0, transcript=said)
    failed = Take(
        4, QUESTION, audio="takes/04-x.wav", seconds=3.0, problem="No model.", retaken=True
    )
    return Session(
        name=name,
        created=created,
        settings=Settings(format=Format.GRILLING, banks=("execution-round",), seed=7),
        title="The provider swap",
        state=SessionState.FINISHED,
        takes=(
            answer,
            replace(dodge, verdict=Verdict.DODGED),
            replace(reply, verdict=Verdict.FILLED),
            failed,
        ),
        ladder=(
            Rung(PROBE, Verdict.DODGED, 3.5, 2, "it was a team effort"),
            Rung(second, Verdict.FILLED, 5.0, 3, "that was mine to ask"),
        ),
        story=StoryRef("provider-swap", "The provider swap", "missed_deadline"),
        round_seconds=420.0,
        notes="Slow down.",
        app="0.1.0",
    )
