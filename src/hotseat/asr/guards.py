"""Guards against what Whisper says when it should not: echoes, loops, words in silence. Pure."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace

from hotseat.domain.text import clean_line
from hotseat.domain.transcript import Word

# Spoken fillers only. Whisper leaves out every human "um" unless what came before had them;
# sentence-like prompts come back quoted in the text.
FILLER_PROMPT = "Um, uh, hmm. Uh, I, I mean, um, the, the, uh, you know, um, like, uh..."
ECHO_WORDS = 4
# Text that packs this well is a loop; Whisper's own limit is 2.4.
TOO_REGULAR = 2.2
# Nobody speaks more tokens than this a second; what is longer is made up.
TOKENS_PER_SECOND = 7
TOKENS_FREE = 12
# A loop is a phrase said this often in a row; people do say "the, the, the" or "no, no, no".
LOOP_TIMES = 4
LOOP_KEPT = 2
LONGEST_LOOP = 16
# Seconds a word; the aligner gives words that nobody said no time.
NO_TIME = 0.03
# Word times are rough (SPEECH: 0.1 s in the median), so a word may start this late after the voice.
LATE_START = 0.15

_PLAIN = re.compile(r"[^\w']+")


def plain(word: str) -> str:
    """Return the word in lower case without punctuation."""
    return _PLAIN.sub("", word.lower())


def _plain_words(text: str) -> list[str]:
    return [made for made in map(plain, text.split()) if made]


def _grams(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


_ECHOES = _grams(_plain_words(FILLER_PROMPT), ECHO_WORDS)


def echoes_prompt(text: str) -> bool:
    """Say whether four words in a row come from the filler prompt."""
    return not _ECHOES.isdisjoint(_grams(_plain_words(text), ECHO_WORDS))


def echoes(text: str, names: str) -> bool:
    """Say whether a list of names is quoted back: four words in a row, or all where fewer."""
    given = _plain_words(names)
    length = min(ECHO_WORDS, max(2, len(given)))
    return not _grams(given, length).isdisjoint(_grams(_plain_words(text), length))


def drop_unvoiced(words: Sequence[Word], voiced: Sequence[tuple[float, float]]) -> list[Word]:
    """Drop the words that are nowhere near a voice; `voiced` in seconds as in the words."""
    return [
        word
        for word in words
        if any(
            begin - LATE_START <= word.end and word.start <= end + LATE_START
            for begin, end in voiced
        )
    ]


def too_regular(text: str) -> bool:
    """Say whether the text packs so well that it must be a loop."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) > TOO_REGULAR


def believable(text: str) -> bool:
    """Say whether a text that was decoded after the filler prompt neither quotes it nor loops."""
    return not echoes_prompt(text) and not too_regular(text)


def token_limit(seconds: float) -> int:
    """Return the most tokens that a stretch of this length may give."""
    return int(TOKENS_PER_SECOND * seconds) + TOKENS_FREE


def cut_loops(words: Sequence[Word]) -> list[Word]:
    """Cut what is said again and again.

    A phrase of up to sixteen words that comes four times or more in a row is cut to two; one that
    comes again in no time at all is cut to one.
    """
    kept: list[Word] = []
    at = 0
    while at < len(words):
        length, times, keep = _loop_at(words, at)
        kept += words[at : at + length * keep]
        at += length * times
    return kept


def _loop_at(words: Sequence[Word], at: int) -> tuple[int, int, int]:
    """Return the words, the times and the times to keep of the phrase that begins here."""
    for length in range(1, min(LONGEST_LOOP, (len(words) - at) // 2) + 1):
        times, begin = 1, at + length
        while _same(words, at, begin, length):
            times, begin = times + 1, begin + length
        again = words[at + length : begin]
        if times >= LOOP_TIMES:
            return length, times, LOOP_KEPT
        if again and again[-1].end - again[0].start < NO_TIME * len(again):
            return length, times, 1
    return 1, 1, 1


def _same(words: Sequence[Word], one: int, other: int, length: int) -> bool:
    if other + length > len(words):
        return False
    return all(plain(words[one + n].text) == plain(words[other + n].text) for n in range(length))


def drop_after_voice(words: Sequence[Word], voice_end: float) -> list[Word]:
    """Drop the words that begin after the last voice of the stretch; seconds as in the words."""
    return [word for word in words if word.start <= voice_end + LATE_START]


def tidy(words: Sequence[Word], begin: float, end: float) -> list[Word]:
    """Clean the texts, drop empty words, and put the times in order inside `begin`..`end`."""
    kept: list[Word] = []
    last = begin
    for word in words:
        text = clean_line(word.text)
        if not text:
            continue
        start = min(max(word.start, last), end)
        stop = min(max(word.end, start), end)
        chance = min(max(word.probability, 0.0), 1.0)
        kept.append(replace(word, text=text, start=start, end=stop, probability=chance))
        last = start
    return kept
