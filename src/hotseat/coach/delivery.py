"""How an answer was said: pace, fillers, pauses, and where the talking went."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hotseat.coach.fillers import find_fillers
from hotseat.coach.habits import find_habits
from hotseat.domain.analysis import (
    Delivery,
    Filler,
    Pause,
    SentenceLabels,
    Stretch,
    Withheld,
)
from hotseat.domain.arc import talk_shares
from hotseat.domain.choices import AnswerKind
from hotseat.domain.sound import Sound
from hotseat.domain.transcript import Sentence, Transcript, Word, word_spans

PAUSE_SECONDS = 0.7
"""Silences from here on count as pauses. Our own choice: well above the quarter of a second from
which gaps are pauses at all (Goldman-Eisler, 1968), so that those of fluent phrases stay out."""

BREAK_SECONDS = 2.0
"""A silence longer than this is thinking, not talking, and does not count as speaking time. Our
own choice."""

LEAST_WORDS = 20
LEAST_SECONDS = 10.0
"""Under these a rate says more about chance than about the speaker. Our own choice."""

LEAST_PROBABILITY = 0.6
"""Below this mean word probability the words are not sure enough to count fillers or pace. Our own
choice, on the scale of Whisper."""

STRETCH_SECONDS = 30.0
"""The pace is told for each half minute. Our own choice."""

LEAST_SNR = 12.0
"""dB: below it pauses run into noise and words are lost; usable recordings measured 13 and more.
Our own choice."""

PAUSE_SNR = 20.0
"""dB: below it soft words are taken for pauses: three were found where there were two. Our own
choice."""

MOST_CLIPPED = 0.01
"""Share of clipped speech from which loudness, pitch and words suffer. Our own choice."""


def deliver(
    transcript: Transcript,
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    latency: float | None = None,
    sound: Sound | None = None,
) -> Delivery:
    """Return the delivery of a take; what could not be measured well is withheld with its reason.

    Pace is words a minute over speaking time: first word to last, less silences over two seconds.
    Pauses come from the sound, and from the gaps between words where there is none. `latency`
    without a value is the time to the first voice or word.
    """
    count = len(transcript.words) if transcript.timed else len(transcript.text.split())
    told = Delivery(
        words=count,
        seconds=transcript.duration,
        latency=_latency(transcript, sound) if latency is None else latency,
        shares=talk_shares(sentences, labels),
        snr=sound.snr if sound else None,
    )
    reasons = _reasons(transcript, count, sound)
    withheld = tuple(Withheld(figure, reason) for figure, reason in reasons.items())
    if "latency" in reasons:
        told = replace(told, latency=None)
    if "pauses" not in reasons:
        silences = sound.silences if sound else find_pauses(transcript.words)
        long = tuple(pause for pause in silences if pause.stop - pause.start >= PAUSE_SECONDS)
        told = replace(told, pauses=long)
    if _PITCH not in reasons and sound is not None:
        told = replace(told, pitch_spread=sound.pitch_spread, pitch_range=sound.pitch_range)
    if "pace" not in reasons:
        told = _with_words(told, transcript, sound)
    return replace(told, withheld=withheld)


_OF_WORDS = ("pace", "fillers", "hedges and restarts")
_PITCH = "pitch"


def _reasons(transcript: Transcript, count: int, sound: Sound | None) -> dict[str, str]:
    """Return why figures are withheld, by their names; "pitch" only where there is sound."""
    everything = (*_OF_WORDS, "pauses", *((_PITCH,) if sound else ()))
    if transcript.kind is AnswerKind.TYPED:
        return dict.fromkeys((*everything, "latency"), "typed, not spoken")
    if not transcript.timed:
        return dict.fromkeys(everything, "the words carry no times")
    if reason := _length_reason(transcript, count) or _sound_reason(sound):
        return dict.fromkeys(everything, reason)
    reasons = {}
    if sound is not None and sound.snr is not None and sound.snr < PAUSE_SNR:
        reasons["pauses"] = _noisy(sound.snr, PAUSE_SNR)
    if reason := _doubt(transcript, count):
        reasons |= dict.fromkeys(_OF_WORDS if sound else everything, reason)
    if sound is not None and sound.pitch_spread is None:
        reasons[_PITCH] = "under five seconds of clear voice"
    return reasons


def _latency(transcript: Transcript, sound: Sound | None) -> float | None:
    if sound is not None and sound.first_voice is not None:
        return sound.first_voice
    return transcript.words[0].start if transcript.words else None


def _with_words(told: Delivery, transcript: Transcript, sound: Sound | None) -> Delivery:
    spoken = speaking_seconds(transcript.words)
    fillers = with_hesitations(find_fillers(transcript), transcript, sound)
    return replace(
        told,
        pace=60 * told.words / spoken,
        fillers=fillers,
        fillers_per_minute=60 * len(fillers) / spoken,
        stretches=stretches(transcript.words),
        habits=find_habits(transcript, fillers),
    )


def with_hesitations(
    fillers: Sequence[Filler], transcript: Transcript, sound: Sound | None
) -> tuple[Filler, ...]:
    """Return the fillers and those that only the sound shows, in the order of time.

    One beside a filler that was written down is that filler, with its time a little off.
    """
    if sound is None or not sound.hesitations:
        return tuple(fillers)
    words, spans = transcript.words, word_spans(transcript)
    said = {filler.begin for filler in fillers}
    found = list(fillers)
    for pause in sound.hesitations:
        after = next((n for n, w in enumerate(words) if w.start >= pause.stop), len(words))
        beside = [spans[n][0] for n in (after - 1, after) if 0 <= n < len(words)]
        if not any(begin in said for begin in beside):
            at = spans[after][0] if after < len(spans) else len(transcript.text)
            found.append(Filler("", at, at, pause.start, pause.stop))
    return tuple(sorted(found, key=lambda filler: (filler.begin, filler.end)))


def stretches(words: Sequence[Word]) -> tuple[Stretch, ...]:
    """Return the pace in each half minute from the first word on that holds enough speech."""
    found: list[Stretch] = []
    begin = words[0].start if words else 0.0
    while words and begin < words[-1].end:
        inside = [word for word in words if begin <= word.start < begin + STRETCH_SECONDS]
        spoken = speaking_seconds(inside)
        if spoken >= LEAST_SECONDS:
            stop = min(begin + STRETCH_SECONDS, words[-1].end)
            found.append(Stretch(round(begin, 2), round(stop, 2), 60 * len(inside) / spoken))
        begin += STRETCH_SECONDS
    return tuple(found)


def _length_reason(transcript: Transcript, count: int) -> str:
    if count < LEAST_WORDS:
        return f"under {LEAST_WORDS} words"
    if speaking_seconds(transcript.words) < LEAST_SECONDS:
        return f"under {LEAST_SECONDS:.0f} seconds of speech"
    return ""


def _sound_reason(sound: Sound | None) -> str:
    if sound is None:
        return ""
    if sound.snr is None:
        return "no speech stands out from the background"
    if sound.snr < LEAST_SNR:
        return _noisy(sound.snr, LEAST_SNR)
    if sound.clipped > MOST_CLIPPED:
        return f"clipped: {sound.clipped:.0%} of the speech was too loud for the microphone"
    return ""


def _noisy(found: float, needed: float) -> str:
    return f"too noisy: speech stood {found:.0f} dB above the background, {needed:.0f} are needed"


def _doubt(transcript: Transcript, count: int) -> str:
    sure = sum(word.probability for word in transcript.words) / count
    return "" if sure >= LEAST_PROBABILITY else "too many words were hard to make out"


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
