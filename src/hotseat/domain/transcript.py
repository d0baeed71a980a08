"""What was said: words with times, and the spans that evidence hangs on."""

from collections.abc import Iterable
from dataclasses import dataclass

from hotseat.domain.choices import AnswerKind
from hotseat.domain.text import clean_line


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard: seconds from the take's first sample, probability 0..1."""

    text: str
    start: float
    end: float
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a take, and its timed words where it was spoken.

    The words occur in `text` in their order. A typed answer has no words; `duration` is then the
    seconds spent typing. `corrected` is when it was last corrected by hand, ISO 8601; "" for a text
    that is as it was heard or typed.
    """

    text: str
    words: tuple[Word, ...] = ()
    duration: float = 0.0
    model: str = ""
    language: str = "en"
    kind: AnswerKind = AnswerKind.SPOKEN
    corrected: str = ""

    @property
    def timed(self) -> bool:
        """Say whether words carry times."""
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Captions:
    """What is shown while the candidate talks: text that will stay, and text that may change."""

    committed: str = ""
    provisional: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the transcript: characters `begin:end` of its text, `start`..`stop` seconds."""

    index: int
    text: str
    begin: int
    end: int
    start: float | None = None
    stop: float | None = None


def from_words(words: Iterable[Word], duration: float, model: str) -> Transcript:
    """Build a spoken transcript: the words joined by single spaces; empty words are dropped."""
    kept = tuple(word for word in words if word.text)
    return Transcript(" ".join(word.text for word in kept), kept, duration, model)


def not_english(transcript: Transcript) -> str:
    """Return why the coach does not judge a transcript, in a sentence; "" where it does."""
    code = transcript.language.lower().replace("_", "-").split("-")[0]
    if code in ("", "en"):
        return ""
    return f'Spoken in "{clean_line(code, 8)}": Hotseat judges English only, so nothing was judged.'


def typed(text: str, seconds: float) -> Transcript:
    """Build the transcript of a typed answer."""
    return Transcript(text, (), seconds, kind=AnswerKind.TYPED)


def word_spans(transcript: Transcript) -> list[tuple[int, int]]:
    """Return the characters `(begin, end)` of each timed word in the transcript's text."""
    spans: list[tuple[int, int]] = []
    at = 0
    for word in transcript.words:
        found = transcript.text.find(word.text, at)
        if found < 0:  # an edited text may have lost the word: an empty span keeps the order
            spans.append((at, at))
            continue
        at = found + len(word.text)
        spans.append((found, at))
    return spans


DOUBTFUL = 0.45
"""Words under this probability are marked and not quoted. On 1,679 words of read, spoken and
synthetic speech (tiny.en, both lanes) 3.2 % lay under it, of which 64 % were wrong."""

_FILLERS = frozenset(("um", "uh", "er", "erm", "hm", "hmm", "mm", "mmm", "uhm", "umm", "uhh"))


def doubtful(word: Word) -> bool:
    """Say whether the recogniser was not sure of a word; fillers it never gives a chance."""
    return word.probability < DOUBTFUL and word.text.lower().strip(".,!?…-") not in _FILLERS


def doubtful_spans(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """Return the characters `(begin, end)` of the words that were not sure, in order."""
    if not any(map(doubtful, transcript.words)):
        return ()
    spans = zip(transcript.words, word_spans(transcript), strict=True)
    return tuple(span for word, span in spans if doubtful(word) and span[1] > span[0])


def times_of(transcript: Transcript, begin: int, end: int) -> tuple[float | None, float | None]:
    """Return the seconds `(start, stop)` of the characters `begin:end`; None where not timed."""
    inside = [
        word
        for word, (first, last) in zip(transcript.words, word_spans(transcript), strict=True)
        if last > begin and first < end
    ]
    if not inside:
        return None, None
    return inside[0].start, inside[-1].end
