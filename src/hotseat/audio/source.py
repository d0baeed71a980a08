"""Open a microphone, and turn what it delivers into what the speech model listens to."""

from array import array
from collections.abc import Callable
from typing import Any

from hotseat.audio.devices import index_of
from hotseat.audio.messages import input_refused
from hotseat.audio.resample import Resampler
from hotseat.audio.streams import Format, negotiate, open_stream
from hotseat.wav import RATE

Heard = Callable[[Any, int, Any, Any], None]
"""PortAudio's callback: samples, frames, times, flags."""


def open_input(
    name: str, heard: Heard, finished: Callable[[], None], begin: Callable[[Format], None]
) -> Any:
    """Open a microphone by name ("" is the default), start it, and return its stream.

    `begin` is told the format before the first block arrives at `heard`. Raises HotseatError with
    what to do.
    """

    def make(sd: Any) -> Any:
        index = index_of(sd, name)
        info = sd.query_devices(index)
        own = Format(round(info["default_samplerate"]), int(info["max_input_channels"]))

        def stream(wanted: Format) -> Any:
            return sd.RawInputStream(
                device=index, callback=heard, finished_callback=finished, **wanted.settings
            )

        made, granted = negotiate(sd, stream, Format(), own)
        begin(granted)
        return made

    return open_stream(make, lambda why: input_refused(name, why))


class ToSpeech:
    """Turns what a microphone delivers into mono samples at 16 kHz; takes the first channel."""

    def __init__(self, delivered: Format) -> None:
        self._channels = delivered.channels
        self._resample = Resampler(delivered.rate, RATE)

    def __call__(self, data: bytes, last: bool = False) -> "array[int]":
        """Return the samples that are ready; `last` gives up those held back."""
        samples = array("h", data)
        if self._channels > 1:
            samples = samples[:: self._channels]
        return self._resample(samples, last)
