"""One take in, everything the coach has to say about it out."""

from collections.abc import Sequence
from dataclasses import replace

from hotseat.coach.delivery import deliver
from hotseat.coach.doubt import quotable
from hotseat.coach.figures import read_figures
from hotseat.coach.flags import judge_flags
from hotseat.coach.hearing import SENTENCE_LIMIT, Labeller, default_labeller
from hotseat.coach.ledger import figures
from hotseat.coach.probes import probes
from hotseat.coach.risk import assess
from hotseat.coach.sentences import spans_of, split
from hotseat.coach.structure import judge
from hotseat.domain.analysis import Analysis, SentenceLabels, Withheld
from hotseat.domain.rubric import Level
from hotseat.domain.session import AskedQuestion
from hotseat.domain.sound import Sound
from hotseat.domain.transcript import Sentence, Transcript, not_english

_OWN_TYPE = (
    "The coach learned from answers of the execution round. It misses more in answers to a type of "
    "the bank's own: what was not heard may well have been said."
)


def analyse(
    transcript: Transcript,
    question: AskedQuestion,
    *,
    level: Level | None = None,
    latency: float | None = None,
    labeller: Labeller | None = None,
    asked: Sequence[str] = (),
) -> Analysis:
    """Return the analysis of a take at a level (the question's where None).

    `asked` are the texts of probes put before, which are not put again. `latency` in seconds. Never
    raises on the text: an empty transcript has every element missing.
    """
    sentences = split(transcript)
    heard = (labeller or default_labeller()).label([s.text for s in sentences], question.type)
    return analyse_labelled(
        transcript, sentences, heard, question, level=level, latency=latency, asked=asked
    )


def analyse_reply(transcript: Transcript, question: AskedQuestion, level: Level) -> Analysis:
    """Return what is heard in a reply to a probe, outside the grilling that it belongs to."""
    sentences = split(transcript)
    heard = default_labeller().label([s.text for s in sentences], question.type)
    return analyse_labelled(transcript, sentences, heard, question, level=level, probing=False)


def with_sound(analysis: Analysis, transcript: Transcript, sound: Sound) -> Analysis:
    """Return the analysis with its delivery measured on the sound as well."""
    told = deliver(transcript, analysis.sentences, analysis.labels, sound=sound)
    return replace(analysis, delivery=told)


def without_sound(analysis: Analysis, why: str) -> Analysis:
    """Return the analysis with a note why the sound could not be measured."""
    withheld = (*analysis.delivery.withheld, Withheld("pitch", why))
    return replace(analysis, delivery=replace(analysis.delivery, withheld=withheld))


def analyse_sentences(
    sentences: Sequence[str],
    question: AskedQuestion,
    level: Level | None = None,
    labeller: Labeller | None = None,
) -> Analysis:
    """Return the analysis of an answer that is split into sentences already.

    Evidence counts characters in the sentences joined by single spaces.
    """
    transcript, spans = spans_of(sentences)
    heard = (labeller or default_labeller()).label(sentences, question.type)
    return analyse_labelled(transcript, spans, heard, question, level=level)


def analyse_labelled(
    transcript: Transcript,
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    question: AskedQuestion,
    *,
    level: Level | None = None,
    latency: float | None = None,
    asked: Sequence[str] = (),
    probing: bool = True,
) -> Analysis:
    """Return the analysis that follows from labels, whoever or whatever gave them.

    `probing` False leaves the probes out, as for a reply in a grilling.
    """
    at = question.level if level is None else level
    labels = _where_words_are(sentences, labels)
    elements = judge(sentences, labels, question.called_for, at)
    flags = judge_flags(sentences, labels)
    made = Analysis(
        sentences=tuple(sentences),
        labels=tuple(labels),
        elements=elements,
        flags=flags,
        probes=(),
        risk=assess(elements, flags, question.type, at),
        delivery=deliver(transcript, sentences, labels, latency),
        ledger=figures(sentences),
        notes=_notes(transcript, sentences, question),
        figures=read_figures(sentences, labels),
    )
    if not probing:
        return made
    sure = quotable(transcript, made)
    found = probes(question, sure.elements, sure.flags, sure.sentences, labels, transcript, asked)
    return replace(made, probes=found)


def _where_words_are(
    sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> list[SentenceLabels]:
    """Leave out what was heard in a sentence without a word: no quote, no tick."""
    return [
        heard if any(letter.isalnum() for letter in sentence.text) else SentenceLabels()
        for sentence, heard in zip(sentences, labels, strict=True)
    ]


def _notes(
    transcript: Transcript, sentences: Sequence[Sentence], question: AskedQuestion
) -> tuple[str, ...]:
    notes: list[str] = []
    if question.rubric is not None:
        notes.append(_OWN_TYPE)
    if not_english(transcript):
        notes.append("Hotseat judges English only: take these labels with a grain of salt.")
    if len(sentences) > SENTENCE_LIMIT:
        notes.append(f"Only the first {SENTENCE_LIMIT} sentences were judged.")
    return tuple(notes)
