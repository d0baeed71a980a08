"""Decode one stretch of speech with Whisper: text, then word times. Only the child runs this."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotseat.asr import guards, onsets, unheard
from hotseat.asr.segments import RATE
from hotseat.domain.transcript import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

# The encoder takes windows shorter than Whisper's 30 s at a fraction of the time. Somebody waits
# for the live lane's, which fit to the second; the final lane's stay nearer to Whisper's own.
WINDOW_STEP = 1.0
WORDING_STEP = 5.0
SHORTEST_WINDOW = 10.0
LONGEST_WINDOW = 30.0
# Speech of a second or more must give words.
MUST_SAY = 1.0
# Below this mean log probability a second, wider search is worth its time: -0.5 leaves 0.8 points
# more wrong words at the stop with tiny.en, and saves a tenth of the live lane's time.
DOUBTFUL = -0.25
WIDE = 5
# A wide search likes short texts: it may be shorter by a tenth, more is a span left out.
KEPT = 0.9
# A guess is made in steps of so many tokens, 0.1 s on a slow core, to be given up in between.
STEP = 16
# Written without spaces between words.
UNSPACED = frozenset(("zh", "yue", "ja", "th", "lo", "my", "km", "bo"))


@dataclass(frozen=True, slots=True)
class Guess:
    """What one decoding gave: token ids, their text, the mean log probability."""

    tokens: tuple[int, ...]
    text: str
    confidence: float


@dataclass(slots=True)
class _Heard:
    """What a stretch gave before any wider search; `words` once they were wanted."""

    audio: "Samples"
    encoded: Any
    size: int
    guess: Guess
    words: tuple[Word, ...] | None = None


def window_frames(seconds: float, step: float = WINDOW_STEP) -> int:
    """Return the encoder window for a stretch, in feature frames of 10 ms, 10 to 30 s of them.

    `step` in seconds: the window is a multiple of it.
    """
    steps = -(-(seconds + 0.5) // step)
    return int(100 * min(max(steps * step, SHORTEST_WINDOW), LONGEST_WINDOW))


class Decoder:
    """A loaded Whisper model.

    `workers`: how many threads may decode at a time (they share the weights). The prompt of fillers
    is English, so other `language`s go without.
    """

    def __init__(
        self, folder: Path, threads: int, language: str = "en", *, workers: int = 1
    ) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._whisper = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=threads,
            num_workers=workers,
            local_files_only=True,
        )
        multilingual = self._whisper.model.is_multilingual
        try:
            self._tokenizer = Tokenizer(
                self._whisper.hf_tokenizer, multilingual, task="transcribe", language=language
            )
        except ValueError as error:
            raise RuntimeError(f"it does not know the language {language}") from error
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])
        self._spaced = language not in UNSPACED
        self._fillers = guards.FILLER_PROMPT if language == "en" else ""
        self._last: _Heard | None = None

    def warm(self) -> None:
        """Decode a second of silence: the first call costs more than all later ones."""
        import numpy as np

        silence = np.zeros(RATE, np.float32)
        encoded, size = self._encode(silence)
        self._guess(encoded, 1.0, self._fillers)
        some = tuple(self._tokenizer.encode(" And so, um, we shipped."))
        self._align(encoded, size, Guess(some, "", 0.0))

    def text(self, audio: "Samples", stop: Callable[[], bool] = lambda: False) -> str:
        """Return the words of an unfinished stretch, without times; "" when not to be believed.

        Gives up, with "", when `stop` says so.
        """
        encoded = self._encode(audio)[0]
        room = guards.token_limit(len(audio) / RATE)
        tokens: list[int] = []
        more = STEP
        while more == STEP and len(tokens) < room:
            if stop():
                return ""
            said = self._generate(encoded, self._fillers, STEP, said=tokens).sequences_ids[0]
            more, tokens = len(said) - len(tokens), said
        text = self._tokenizer.decode(tokens).strip()
        return text if guards.believable(text) else ""

    def words(
        self, audio: "Samples", voice_end: float, voiced: float, *, hasty: bool = False
    ) -> list[Word]:
        """Return the words of a stretch, fillers kept, in seconds from its first sample.

        `voice_end`: where its last voice ends; `voiced`: seconds of voice in it; `hasty`: somebody
        waits, so no wider search.
        """
        heard = self._heard(audio, voiced)
        if not hasty and heard.guess.confidence < DOUBTFUL:
            wide = self._guess(heard.encoded, len(audio) / RATE, self._fillers, beam=WIDE)
            if wide.text and guards.believable(wide.text):
                return self._in_time(heard, wide, voice_end)
        if heard.words is None:
            heard.words = tuple(self._in_time(heard, heard.guess, voice_end))
        return list(heard.words)

    def _heard(self, audio: "Samples", voiced: float) -> _Heard:
        """Decode a stretch, unless it is the last one again."""
        import numpy as np

        if self._last is None or not np.array_equal(self._last.audio, audio):
            encoded, size = self._encode(audio)
            guess = self._guarded(encoded, len(audio) / RATE, voiced)
            self._last = _Heard(audio, encoded, size, guess)
        return self._last

    def _in_time(self, heard: _Heard, guess: Guess, voice_end: float) -> list[Word]:
        words = self._timed(heard.encoded, heard.size, guess, heard.audio, voice_end)
        if not self._fillers:
            return words
        return self._with_unheard(heard.encoded, heard.size, words, heard.audio)

    def wording(self, audio: "Samples", voice_end: float, before: Sequence[str] = ()) -> list[Word]:
        """Return the words of a window of up to 30 s in their best wording; fillers may be missing.

        `before` are texts that may have come before: names, what was said last. Where they are
        quoted back the last is given up first. What is not to be believed is left out.
        """
        encoded, size = self._encode(audio, WORDING_STEP)
        seconds = len(audio) / RATE
        context, guess = self._in_context(encoded, seconds, before)
        if guess.confidence < DOUBTFUL or guards.too_regular(guess.text):
            guess = self._wider(encoded, seconds, context, guess)
        if guards.too_regular(guess.text):
            return []
        return self._timed(encoded, size, guess, audio, voice_end)

    def _in_context(self, encoded: Any, seconds: float, before: Sequence[str]) -> tuple[str, Guess]:
        """Decode after as many of the texts as are not quoted back; return those as one."""
        for count in range(len(before), 0, -1):
            context = " ".join(before[:count])
            guess = self._guess(encoded, seconds, context)
            if not guards.echoes(guess.text, context) and not guards.too_regular(guess.text):
                return context, guess
        return "", self._guess(encoded, seconds, "")

    def _wider(self, encoded: Any, seconds: float, before: str, first: Guess) -> Guess:
        """Search wider; a wide search that leaves words out is not believed."""
        wide = self._guess(encoded, seconds, before, beam=WIDE)
        if guards.too_regular(first.text):
            return wide
        enough = len(wide.text.split()) >= KEPT * len(first.text.split())
        good = not guards.too_regular(wide.text) and not guards.echoes(wide.text, before)
        return wide if enough and good else first

    def _timed(
        self, encoded: Any, size: int, guess: Guess, audio: "Samples", voice_end: float
    ) -> list[Word]:
        words = self._align(encoded, size, guess)
        words = guards.cut_loops(guards.drop_after_voice(words, voice_end))
        return guards.tidy(onsets.set_right(words, audio), 0.0, len(audio) / RATE)

    def _with_unheard(
        self, encoded: Any, size: int, words: list[Word], audio: "Samples"
    ) -> list[Word]:
        """Return the words with the fillers that only the sound tells of."""
        found = []
        for sound in unheard.sounds(words, onsets.quiet(audio)):
            chance = self._chance(encoded, size, words, sound.at)
            if chance >= sound.least:
                found.append((sound, chance))
        return unheard.put_in(words, found)

    def _chance(self, encoded: Any, size: int, words: list[Word], at: int) -> float:
        """Return how likely "uh" is before a word, given the words before it and the sound."""
        tokens = self._tokens(words[:at])
        uh = self._tokenizer.encode(" uh,")
        found = self._whisper.model.align(
            encoded, self._start(self._fillers), [[*tokens, *uh]], size
        )[0]
        return float(found.text_token_probs[len(tokens)])

    def _tokens(self, words: list[Word]) -> list[int]:
        said = "".join(f" {word.text}" for word in words)
        return list(self._tokenizer.encode(said)) if said else []

    def _guarded(self, encoded: Any, seconds: float, voiced: float) -> Guess:
        guess = self._guess(encoded, seconds, self._fillers)
        if not guards.believable(guess.text) or (not guess.text and voiced >= MUST_SAY):
            return self._guess(encoded, seconds, "")
        return guess

    def _encode(self, audio: "Samples", step: float = WINDOW_STEP) -> tuple[Any, int]:
        from faster_whisper.audio import pad_or_trim

        features = self._whisper.feature_extractor(audio)
        window = window_frames(len(audio) / RATE, step)
        size = min(features.shape[-1], window)
        return self._whisper.encode(pad_or_trim(features, window)), size

    def _guess(self, encoded: Any, seconds: float, before: str, *, beam: int = 1) -> Guess:
        """Decode; `before` is text that may have come before ("": none)."""
        result = self._generate(encoded, before, guards.token_limit(seconds), beam=beam)
        tokens = tuple(result.sequences_ids[0])
        text = self._tokenizer.decode(tokens).strip()
        total = result.scores[0] * len(tokens)
        return Guess(tokens, text, total / (len(tokens) + 1))

    def _generate(
        self, encoded: Any, before: str, most: int, *, beam: int = 1, said: Sequence[int] = ()
    ) -> Any:
        """Return the tokens `said` and up to `most` that follow them."""
        start = [*self._start(before), *said]
        room = min(most, self._whisper.max_length - len(start))
        return self._whisper.model.generate(
            encoded,
            [start],
            beam_size=beam,
            max_length=len(start) + room,
            return_scores=True,
            suppress_blank=not said,
            suppress_tokens=self._suppressed,
        )[0]

    def _start(self, before: str) -> list[int]:
        """Return the tokens to begin with after the text `before`."""
        start: list[int] = self._whisper.get_prompt(
            self._tokenizer, [], without_timestamps=True, hotwords=before or None
        )
        return start

    def _align(self, encoded: Any, size: int, guess: Guess) -> list[Word]:
        from faster_whisper.transcribe import merge_punctuations

        spoken = [token for token in guess.tokens if token < self._tokenizer.eot]
        if not spoken:
            return []
        found = self._whisper.find_alignment(self._tokenizer, [spoken], encoded, size)[0]
        merge_punctuations(found, "\"'“¿([{-", "\"'.,!?:;”)]}…")
        words = [each for each in found if each["word"].strip()]
        if self._spaced:
            words = _joined(words)
        return [_word(each) for each in words]


def _joined(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join what the tokenizer split inside a word: "30" and "%", "post" and "-mortem"."""
    words: list[dict[str, Any]] = []
    for each in found:
        if words and not each["word"].startswith(" "):
            before = words[-1]
            sure = min(before["probability"], each["probability"])
            words[-1] = before | {
                "word": before["word"] + each["word"],
                "end": each["end"],
                "probability": sure,
            }
        else:
            words.append(each)
    return words


def _word(found: dict[str, Any]) -> Word:
    return Word(
        found["word"].strip(),
        float(found["start"]),
        float(found["end"]),
        float(found["probability"]),
    )
