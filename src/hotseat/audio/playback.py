"""Play sound files."""

import threading
from pathlib import Path
from typing import Any

from hotseat.audio import portaudio
from hotseat.audio.decode import SoundFile, open_sound
from hotseat.audio.messages import NO_OUTPUT, output_refused
from hotseat.audio.sounding import Sounding
from hotseat.audio.streams import Format, negotiate, open_stream
from hotseat.domain.errors import HotseatError

_CLOSE_LIMIT = 0.5


class PortAudioPlayer:
    """The machine's loudspeakers; implements ports.Player."""

    def open(self, path: Path) -> "PortAudioPlayback":
        """Prepare a WAV or FLAC file; no device is opened yet. Raises HotseatError."""
        return PortAudioPlayback(open_sound(path))


class PortAudioPlayback:
    """A sound file being played; implements ports.Playback."""

    def __init__(self, file: SoundFile) -> None:
        self._file = file
        self._changing = threading.Lock()
        self._sounding: Sounding | None = None
        self._at = 0.0
        self._closed = False

    @property
    def seconds(self) -> float:
        """The length of the file."""
        return self._file.seconds

    def play(self, start: float, stop: float | None = None, speed: float = 1.0) -> None:
        """Play from `start` to `stop` seconds (None: the end), instead of what is playing.

        `speed` 2.0 takes half the time, at the same pitch. Raises HotseatError when there is no
        loudspeaker.
        """
        with self._changing:
            self._closed = False
            self._halt()
            end = self.seconds if stop is None else min(max(0.0, stop), self.seconds)
            self._at = min(max(0.0, start), end)
            if self._at < end:
                sounding = Sounding(self._file, self._at, end, speed)
                _open_output(sounding, self._file.rate)
                self._sounding = sounding
            if self._closed:  # while the device was being opened
                self._halt()

    def pause(self) -> None:
        """Be silent; the position stays."""
        with self._changing:
            self._halt()

    def position(self) -> float:
        """Return the second that is being heard; never runs backwards while playing."""
        sounding = self._sounding
        return self._at if sounding is None else sounding.position()

    def playing(self) -> bool:
        """Say whether sound is coming out."""
        sounding = self._sounding
        return sounding is not None and sounding.playing()

    def problem(self) -> str:
        """Return why playing ended by itself, "" when all is well."""
        sounding = self._sounding
        return "" if sounding is None else sounding.problem()

    def close(self) -> None:
        """Be silent and free the device, without waiting for it; never raises."""
        self._closed = True
        if self._changing.acquire(timeout=_CLOSE_LIMIT):
            self._halt()
            self._changing.release()

    def _halt(self) -> None:
        if self._sounding is not None:
            self._sounding.halt()
            self._at = self._sounding.position()
            self._sounding = None


def _open_output(sounding: Sounding, rate: int) -> None:
    def make(sd: Any) -> Any:
        try:
            info = sd.query_devices(kind="output")
        except (sd.PortAudioError, ValueError) as error:
            raise HotseatError(NO_OUTPUT) from error
        own = Format(round(info["default_samplerate"]), min(2, int(info["max_output_channels"])))

        def wanted(out: Any, frames: int, when: Any, status: Any) -> None:
            if not sounding.wanted(out, when):
                raise sd.CallbackStop

        def with_format(granted: Format) -> Any:
            return sd.RawOutputStream(
                callback=wanted, finished_callback=sounding.finished, **granted.settings
            )

        opened, granted = negotiate(sd, with_format, Format(rate), own)
        sounding.prepare(granted.rate, granted.channels, opened.latency)
        return opened

    stream = open_stream(make, output_refused)
    sounding.run(lambda: portaudio.let_go(stream))
