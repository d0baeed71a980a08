"""How an answer was said: pace, fillers, pauses, and where the talking went."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hotseat.domain.analysis import Delivery, Filler, Pause, SentenceLabels, Share, Withheld
from hotseat.domain.choices import AnswerKind
from hotseat.domain.rubric import Element
from hotseat.domain.transcript import Sentence, Transcript, Word, word_spans

PAUSE_SECONDS = 0.7
"""Silences from here on are heard as pauses; stops within fluent phrases last 0.1 to 0.6 s."""

BREAK_SECONDS = 2.0
"""A silence longer than this is thinking, not talking, and does not count as speaking time."""

LEAST_WORDS = 20
LEAST_SECONDS = 10.0
"""Under these a rate says more about chance than about the speaker."""

LEAST_PROBABILITY = 0.6
"""Below this mean word probability the words are not sure enough to count fillers or pace."""

_ALWAYS = re.compile(
    r"(?<![\w'’-])(?:u+m+|u+h+|e+r+m*|h+m+|m{2,}h?|a+h+m+)(?![\w'’-])", re.IGNORECASE
)
# Fillers only where commas (or a sentence's edge) set them off on both sides.
_SET_OFF = re.compile(
    r"(?:(?<=[,.?!;:…] )|(?<=[—–] )|(?<=\n)|\A)"
    r"(?:you know|i mean|sort of|kind of|like|basically|actually|literally|right)"
    r"(?=\s?[,?…—–]|\s?\.\.\.)",
    re.IGNORECASE,
)
# "was, like, four" and "it was like um" are caught above; these need no commas.
_BARE = re.compile(
    r"(?<![\w'’-])(?:(?:and|so|but|because|was|is|were|it's|that's) )"
    r"(you know|i mean)(?= (?:the|a|an|we|i|it|they|he|she|there|that|this|you|so|and|but|not)\b)",
    re.IGNORECASE,
)
_TALKED = frozenset(Element)


def deliver(
    transcript: Transcript,
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    latency: float | None = None,
) -> Delivery:
    """Return the delivery of a take; what could not be measured well is withheld with its reason.

    Pace is words a minute over speaking time: first word to last, less silences over two seconds.
    Pauses come from the gaps between words.
    """
    count = len(transcript.words) if transcript.timed else len(transcript.text.split())
    shares = talk_shares(sentences, labels)
    reason = _typed_reason(transcript) or _reason(transcript, count)
    if reason:
        figures = ("pace", "fillers", "pauses")
        withheld = [Withheld(figure, reason) for figure in figures]
        typed = transcript.kind is AnswerKind.TYPED
        if typed:
            withheld.append(Withheld("latency", reason))
        return Delivery(
            words=count,
            seconds=transcript.duration,
            latency=None if typed else latency,
            shares=shares,
            withheld=tuple(withheld),
        )
    spoken = speaking_seconds(transcript.words)
    fillers = find_fillers(transcript)
    return Delivery(
        words=count,
        seconds=transcript.duration,
        pace=60 * count / spoken,
        fillers=fillers,
        fillers_per_minute=60 * len(fillers) / spoken,
        pauses=find_pauses(transcript.words),
        latency=latency,
        shares=shares,
    )


def _typed_reason(transcript: Transcript) -> str:
    if transcript.kind is AnswerKind.TYPED:
        return "typed, not spoken"
    return "" if transcript.timed else "the words carry no times"


def _reason(transcript: Transcript, count: int) -> str:
    if count < LEAST_WORDS:
        return f"under {LEAST_WORDS} words"
    if speaking_seconds(transcript.words) < LEAST_SECONDS:
        return f"under {LEAST_SECONDS:.0f} seconds of speech"
    sure = sum(word.probability for word in transcript.words) / count
    if not sure >= LEAST_PROBABILITY:
        return "too many words were hard to make out"
    return ""


def speaking_seconds(words: Sequence[Word]) -> float:
    """Return the seconds from the first word to the last, less the silences over two seconds."""
    if not words:
        return 0.0
    breaks = sum(gap for a, b in pairwise(words) if (gap := b.start - a.end) > BREAK_SECONDS)
    return max(0.0, words[-1].end - words[0].start - breaks)


def find_pauses(words: Sequence[Word]) -> tuple[Pause, ...]:
    """Return the silences of 0.7 s and more between words."""
    return tuple(
        Pause(a.end, b.start) for a, b in pairwise(words) if b.start - a.end >= PAUSE_SECONDS
    )


def find_fillers(transcript: Transcript) -> tuple[Filler, ...]:
    """Return the filler words in their order; a phrase that may carry meaning is left alone.

    "um", "uh", "er", "hmm" always count; "like", "you know", "sort of" and their kin only where
    the words around set them off.
    """
    starts = _starts(transcript)
    found = sorted(set(_filler_spans(transcript.text)))
    fillers: list[Filler] = []
    at = 0
    for begin, end in found:
        while at < len(starts) and starts[at][1] <= begin:
            at += 1
        start = starts[at][2] if at < len(starts) and starts[at][0] < end else None
        fillers.append(Filler(transcript.text[begin:end], begin, end, start))
    return tuple(fillers)


def _filler_spans(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_ALWAYS, _SET_OFF):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _BARE.finditer(text):
        yield match.span(1)


def _starts(transcript: Transcript) -> list[tuple[int, int, float]]:
    spans = zip(transcript.words, word_spans(transcript), strict=True)
    return [(begin, end, word.start) for word, (begin, end) in spans]


def talk_shares(
    sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> tuple[Share, ...]:
    """Return the part of the talking that went to each element, the largest first.

    By seconds where every sentence is timed, else by words. A sentence that carries several
    elements counts in equal parts, so that shares add up to at most 1.
    """
    timed = all(s.start is not None and s.stop is not None for s in sentences)
    sizes = [
        (s.stop - s.start)
        if timed and s.stop is not None and s.start is not None
        else float(len(s.text.split()))
        for s in sentences
    ]
    total = sum(sizes)
    if total <= 0:
        return ()
    sums: dict[Element, float] = {}
    for size, heard in zip(sizes, labels, strict=True):
        elements = [Element(name) for name in heard_elements(heard)]
        for element in elements:
            sums[element] = sums.get(element, 0.0) + size / len(elements)
    ordered = sorted(sums.items(), key=lambda item: -item[1])
    return tuple(Share(element, size / total) for element, size in ordered)


def heard_elements(heard: SentenceLabels) -> list[str]:
    """Return the elements that a sentence touches, specific or vague."""
    names = [label.rstrip("?") for label in heard.labels]
    return [name for name in dict.fromkeys(names) if name in _TALKED]
