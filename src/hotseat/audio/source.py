"""Open a microphone with the settings that the take wants, or the nearest that it grants."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hotseat.audio import portaudio
from hotseat.audio.devices import index_of
from hotseat.audio.messages import input_refused
from hotseat.domain.errors import HotseatError
from hotseat.wav import RATE

# 50 ms a block and 200 ms of buffer: held without a lost sample with both cores busy.
BLOCK_SECONDS = 0.05
LATENCY = 0.2

_BAD_RATE = -9997
_BAD_CHANNELS = -9998

Heard = Callable[[Any, int, Any, Any], None]


@dataclass(frozen=True, slots=True)
class Format:
    """Frames per second and channels of what a microphone delivers, as 16-bit samples."""

    rate: int = RATE
    channels: int = 1


def open_input(
    name: str, heard: Heard, finished: Callable[[], None], begin: Callable[[Any, Format], None]
) -> None:
    """Open a microphone by name ("" is the default) and start it.

    `begin` is told stream and format before the first block arrives at `heard`. Raises
    HotseatError with what to do.
    """

    def attempt(sd: Any) -> Any:
        stream, granted = _negotiate(sd, name, heard, finished)
        begin(stream, granted)
        try:
            stream.start()
        except sd.PortAudioError:
            stream.close()
            raise
        return portaudio.opened(stream)

    def twice(sd: Any) -> Any:
        try:
            return attempt(sd)
        except (sd.PortAudioError, HotseatError):
            # The list of devices is that of PortAudio's start: what was plugged in since, or a
            # sound server that came back, is seen only by looking again.
            portaudio.look_again(sd)
            return attempt(sd)

    try:
        portaudio.call(twice, undo=lambda stream: portaudio.close(stream, portaudio.LIMIT))
    except HotseatError:
        raise
    except Exception as error:
        if not isinstance(error, _refusals()):
            raise
        raise HotseatError(input_refused(name, _reason(error))) from error


def _negotiate(
    sd: Any, name: str, heard: Heard, finished: Callable[[], None]
) -> tuple[Any, Format]:
    index = index_of(sd, name)
    info = sd.query_devices(index)
    wanted = Format()
    while True:
        try:
            return _stream(sd, index, wanted, heard, finished), wanted
        except sd.PortAudioError as error:
            other = _other_format(error, wanted, info)
            if other is None:
                raise
            wanted = other


def _stream(sd: Any, index: int, wanted: Format, heard: Heard, finished: Callable[[], None]) -> Any:
    return sd.RawInputStream(
        device=index,
        samplerate=wanted.rate,
        channels=wanted.channels,
        dtype="int16",
        blocksize=round(wanted.rate * BLOCK_SECONDS),
        latency=LATENCY,
        callback=heard,
        finished_callback=finished,
    )


def _other_format(error: Exception, refused: Format, info: Any) -> Format | None:
    """Return what to try after a refusal: the device's own rate, its own number of channels."""
    code = error.args[1] if len(error.args) > 1 else 0
    rate, channels = round(info["default_samplerate"]), int(info["max_input_channels"])
    if code == _BAD_RATE and refused.rate == RATE and rate != RATE:
        return replace(refused, rate=rate)
    if code == _BAD_CHANNELS and refused.channels == 1 and channels > 1:
        return replace(refused, channels=channels)
    return None


def _refusals() -> tuple[type[Exception], ...]:
    return portaudio.sounddevice().PortAudioError, ValueError


def _reason(error: Exception) -> str:
    """Return what is between the colon and the code in an error of PortAudio's."""
    text = str(error.args[0] if error.args else error)
    return text.partition(": ")[2].partition(" [")[0] or text


class ToSpeech:
    """Turns what a microphone delivers into mono samples at 16 kHz."""

    def __init__(self, delivered: Format) -> None:
        self._channels = delivered.channels
        self._resampler = _Resampler(delivered.rate) if delivered.rate != RATE else None

    def __call__(self, data: bytes, last: bool = False) -> "array[int]":
        """Return the samples that are ready; `last` gives up those held back."""
        samples = array("h", data)
        if self._channels > 1:
            samples = samples[:: self._channels]
        return samples if self._resampler is None else self._resampler(samples, last)


class _Resampler:
    def __init__(self, rate: int) -> None:
        import soxr

        # Floats, as soxr dithers 16-bit output: silence has to stay silence.
        self._stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32")

    def __call__(self, samples: "array[int]", last: bool) -> "array[int]":
        import numpy as np

        fine = self._stream.resample_chunk(np.asarray(samples, dtype=np.float32), last=last)
        return array("h", np.clip(np.rint(fine), -32768, 32767).astype("<i2").tobytes())
