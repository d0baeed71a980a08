"""Open PortAudio's streams with the settings that are wanted, or the nearest that are granted."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hotseat.audio import portaudio
from hotseat.domain.errors import HotseatError
from hotseat.wav import RATE

# 50 ms a block and 200 ms of buffer: held without a lost sample with both cores busy.
BLOCK_SECONDS = 0.05
LATENCY = 0.2

_BAD_RATE = -9997
_BAD_CHANNELS = -9998


@dataclass(frozen=True, slots=True)
class Format:
    """Frames per second and channels of a stream of 16-bit samples."""

    rate: int = RATE
    channels: int = 1

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of a stream in this format."""
        return {
            "samplerate": self.rate,
            "channels": self.channels,
            "dtype": "int16",
            "blocksize": round(self.rate * BLOCK_SECONDS),
            "latency": LATENCY,
        }


def open_stream(make: Callable[[Any], Any], refused: Callable[[str], str]) -> Any:
    """Return the stream that `make(sounddevice)` makes, started and counted as ours.

    Raises HotseatError: make's own, or `refused(reason)`.
    """

    def work(sd: Any) -> Any:
        try:
            return _started(sd, make)
        except (sd.PortAudioError, ValueError, HotseatError):
            # The list of devices is that of PortAudio's start: what was plugged in since, or a
            # sound server that came back, is seen only by looking again.
            portaudio.look_again(sd)
        try:
            return _started(sd, make)
        except (sd.PortAudioError, ValueError) as error:
            raise HotseatError(refused(_reason(error))) from error

    return portaudio.call(work, undo=lambda stream: portaudio.close(stream, portaudio.LIMIT))


def negotiate(
    sd: Any, make: Callable[[Format], Any], wanted: Format, own: Format
) -> tuple[Any, Format]:
    """Return a stream and its format: the wanted one, or what the device itself has instead.

    Raises PortAudioError when that is refused as well.
    """
    while True:
        try:
            return make(wanted), wanted
        except sd.PortAudioError as error:
            other = _other(error, wanted, own)
            if other == wanted:
                raise
            wanted = other


def _other(error: Exception, refused: Format, own: Format) -> Format:
    code = error.args[1] if len(error.args) > 1 else 0
    if code == _BAD_RATE:
        return replace(refused, rate=own.rate)
    if code == _BAD_CHANNELS:
        return replace(refused, channels=own.channels)
    return refused


def _started(sd: Any, make: Callable[[Any], Any]) -> Any:
    stream = make(sd)
    try:
        stream.start()
    except sd.PortAudioError:
        with contextlib.suppress(sd.PortAudioError):
            stream.close()
        raise
    return portaudio.opened(stream)


def _reason(error: Exception) -> str:
    """Return what is between the colon and the code in an error of PortAudio's."""
    text = str(error.args[0] if error.args else error)
    return text.partition(": ")[2].partition(" [")[0] or text
