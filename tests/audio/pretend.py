"""A stand-in for the sounddevice module: any devices, any refusal, and blocks when a test says."""

from types import SimpleNamespace
from typing import Any


class PortAudioError(Exception):
    """As sounddevice raises it: a text, and mostly a code."""


class CallbackStop(Exception):  # noqa: N818 - the name is sounddevice's
    """As sounddevice takes it from a callback."""


def microphone(name: str, channels: int = 1, rate: float = 48000.0, hostapi: int = 0) -> Any:
    return {
        "name": name,
        "max_input_channels": channels,
        "max_output_channels": 0,
        "default_samplerate": rate,
        "hostapi": hostapi,
    }


def loudspeaker(name: str = "Loudspeaker") -> Any:
    return {**microphone(name, 0), "max_output_channels": 2}


def flags(overflow: bool = False, underflow: bool = False) -> Any:
    """Return status flags as a callback gets them."""

    class Flags(SimpleNamespace):
        def __bool__(self) -> bool:
            return overflow or underflow

    return Flags(input_overflow=overflow, input_underflow=underflow)


class Stream:
    """A stream that delivers or asks when the test calls `deliver` or `ask`."""

    latency = 0.1

    def __init__(self, owner: "PretendSoundDevice", settings: dict[str, Any]) -> None:
        self.settings = settings
        self.started = self.closed = False
        self._owner = owner
        owner.streams.append(self)

    def start(self) -> None:
        self.started = True
        if self._owner.sound_at_start and "device" in self.settings:
            self.deliver(bytes(2 * self.settings["channels"] * self.settings["blocksize"]))

    def deliver(self, data: bytes, status: Any = None) -> None:
        """Call back with samples."""
        frames = len(data) // (2 * self.settings["channels"])
        self.settings["callback"](memoryview(data), frames, None, status or flags())

    def ask(self, frames: int, delay: float = 0.1) -> bytes | None:
        """Call back for samples; None when the callback says that it was the last."""
        out = bytearray(2 * self.settings["channels"] * frames)
        when = SimpleNamespace(outputBufferDacTime=delay, currentTime=0.0)
        try:
            self.settings["callback"](memoryview(out), frames, when, flags())
        except CallbackStop:
            return None
        return bytes(out)

    def finish(self) -> None:
        """End as a device that goes away does."""
        self.settings["finished_callback"]()

    def abort(self) -> None:
        self.finish()

    def close(self) -> None:
        self.closed = True


class PretendSoundDevice:
    """What Hotseat uses of sounddevice. `refuse` is asked before a stream is made."""

    PortAudioError = PortAudioError
    CallbackStop = CallbackStop

    def __init__(self, *devices: Any, default: int = 0) -> None:
        self.devices = list(devices)
        self.default = default
        self.streams: list[Stream] = []
        self.sound_at_start = True
        self.looks = 0

    def refuse(self, settings: dict[str, Any]) -> None:
        """Raise what opening raises; tests replace this."""

    def query_devices(self, device: int | None = None, kind: str | None = None) -> Any:
        listed = [{**each, "index": index} for index, each in enumerate(self.devices)]
        if device is not None:
            return listed[device]
        if kind is None:
            return listed
        able = [each for each in listed if each[f"max_{kind}_channels"]]
        if not able:
            raise PortAudioError("Error querying device -1")
        return next((each for each in able if each["index"] == self.default), able[0])

    def RawInputStream(self, **settings: Any) -> Stream:  # noqa: N802 - the name is sounddevice's
        self.refuse(settings)
        return Stream(self, settings)

    def RawOutputStream(self, **settings: Any) -> Stream:  # noqa: N802
        self.refuse(settings)
        return Stream(self, settings)

    def _terminate(self) -> None:
        pass

    def _initialize(self) -> None:
        self.looks += 1
