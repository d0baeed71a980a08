"""What Hotseat's speech is measured against, in the same process on the same audio."""

import importlib.util
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from speech_clips import RATE, Samples

ENCODES = 8
STEP = 1.0
"""Seconds of audio that the streaming rival is given at a time, its own default."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, the seconds it took on the clock, and the seconds of a core."""

    text: str
    seconds: float
    cpu: float


def batch_model(folder: Path) -> Any:
    """Return a WhisperModel as a program that transcribes after the recording would load it."""
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)


def encode_30(model: Any) -> float:
    """Return the least of eight times, in seconds, that encoding 30 seconds takes."""
    features = model.feature_extractor(np.zeros(30 * RATE, np.float32))[:, :3000]
    times = []
    for _ in range(ENCODES):
        began = time.perf_counter()
        model.encode(features)
        times.append(time.perf_counter() - began)
    return min(times)


def batch(model: Any, samples: Samples, beam: int) -> Heard:
    """Transcribe what was recorded, with the options a caller gets by default."""
    return _timed(
        lambda: " ".join(
            segment.text.strip()
            for segment in model.transcribe(samples, beam_size=beam, language="en")[0]
        )
    )


def streaming_installed() -> bool:
    """Say whether the rival for live captions, whisper-streaming, can be imported."""
    return importlib.util.find_spec("whisper_streaming") is not None


def streaming(folder: Path, samples: Samples) -> Heard:
    """Transcribe with LocalAgreement as whisper-streaming has it, as fast as it goes."""
    from whisper_streaming import (  # type: ignore[import-not-found,unused-ignore]
        ASRProcessor,
        AudioReceiver,
        Backend,
        OutputSender,
        TimeTrimming,
    )
    from whisper_streaming.backend import (  # type: ignore[import-not-found,unused-ignore]
        FasterWhisperFeatureExtractorConfig,
        FasterWhisperModelConfig,
        FasterWhisperTranscribeConfig,
    )

    logging.getLogger("ASRProcessor").setLevel(logging.CRITICAL)
    texts: list[str] = []

    class Receiver(AudioReceiver):  # type: ignore[misc,unused-ignore]
        at = 0

        def _do_receive(self) -> Any:
            if self.at >= len(samples):
                time.sleep(0.05)
                return None
            block = samples[self.at : self.at + round(STEP * RATE)]
            self.at += len(block)
            while self.queue.qsize() > 0:  # one block at a time, as if it came from a microphone
                time.sleep(0.001)
            return block

        def _do_close(self) -> None:
            pass

    class Sender(OutputSender):  # type: ignore[misc,unused-ignore]
        done = threading.Event()

        def _do_output(self, data: Any) -> None:
            texts.append(data.word)

        def _do_close(self) -> None:
            self.done.set()

    def run() -> str:
        ASRProcessor(
            ASRProcessor.ProcessorConfig(
                sampling_rate=RATE,
                prompt_size=200,
                audio_receiver_timeout=5.0,
                audio_trimming=TimeTrimming(15),
                language="en",
            ),
            Receiver(),
            Sender(),
            Backend.FASTER_WHISPER,
            FasterWhisperModelConfig(str(folder), device="cpu", compute_type="int8"),
            FasterWhisperTranscribeConfig(),
            FasterWhisperFeatureExtractorConfig(),
        ).run()
        return "".join(texts)

    return _timed(run)


def _timed(run: Callable[[], str]) -> Heard:
    began, cpu = time.perf_counter(), time.process_time()
    text = run()
    return Heard(text, time.perf_counter() - began, time.process_time() - cpu)
