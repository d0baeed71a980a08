"""Sound files as a stream of mono 16-bit blocks, from any second on."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from hotseat.audio.messages import shown
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.files import reason
from hotseat.wav import SAMPLE, probe

BLOCK_SECONDS = 0.1
# The kind is told to FFmpeg rather than guessed by it: it knows kinds that fetch other files.
_KINDS = ("flac", "wav")


class SoundFile(Protocol):
    """A readable sound file; `rate` in frames per second."""

    rate: int
    seconds: float

    def blocks(self, start: float) -> Iterator["array[int]"]:
        """Yield samples from `start` seconds to the end. Raises HotseatError."""
        ...


def open_sound(path: Path) -> SoundFile:
    """Return a WAV or FLAC file that can be played. Raises HotseatError naming the file."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _KINDS:
        raise HotseatError(f"{shown(path)} cannot be played: only WAV and FLAC files can")
    if kind == "wav" and (mono := _mono_wav(path)) is not None:
        return mono
    return _Decoded(path, kind)


def _mono_wav(path: Path) -> "_MonoWav | None":
    """Return a take as Hotseat writes it; None for another kind of WAV file."""
    info = probe(path)
    if (info.pcm, info.bits, info.channels) != (True, 16, 1):
        return None
    return _MonoWav(path, info.rate, info.begin, info.frames)


class _MonoWav:
    """Read with the standard library alone, also while it grows or after a crash."""

    def __init__(self, path: Path, rate: int, begin: int, frames: int) -> None:
        self.rate = rate
        self.seconds = frames / rate
        self._path, self._begin, self._frames = path, begin, frames

    def blocks(self, start: float) -> Iterator["array[int]"]:
        """Yield samples; at most a block is in memory."""
        at = min(max(0, round(start * self.rate)), self._frames)
        step = max(1, round(self.rate * BLOCK_SECONDS))
        try:
            with self._path.open("rb") as file:
                file.seek(self._begin + at * SAMPLE)
                while at < self._frames:
                    data = file.read(min(step, self._frames - at) * SAMPLE)
                    if len(data) < SAMPLE:
                        return
                    samples = array("h", data[: len(data) - len(data) % SAMPLE])
                    at += len(samples)
                    yield samples
        except OSError as error:
            raise HotseatError(f"{shown(self._path)} cannot be read ({reason(error)})") from error


class _Decoded:
    """Read by FFmpeg: FLAC, and WAV files that Hotseat did not write."""

    def __init__(self, path: Path, kind: str) -> None:
        self._path, self._kind = path, kind
        with self._opened() as container:
            stream = self._sound(container)
            self.rate = int(stream.rate)
            if stream.duration is not None:
                self.seconds = float(stream.duration * stream.time_base)
            else:
                self.seconds = (container.duration or 0) / 1_000_000
        if not (self.rate > 0 and self.seconds > 0):
            raise self._silent()

    def blocks(self, start: float) -> Iterator["array[int]"]:
        """Yield samples; the file is decoded as it is played."""
        import av

        try:
            with self._opened() as container:
                yield from self._decoded(container, start)
        except (av.FFmpegError, OSError) as error:
            raise self._unreadable(error) from error

    def _decoded(self, container: Any, start: float) -> Iterator["array[int]"]:
        import av

        stream = self._sound(container)
        if start > 0:
            container.seek(int(start / stream.time_base), stream=stream)
        resampler = av.AudioResampler(format="s16", layout="mono", rate=self.rate)
        skip: int | None = None
        for frame in container.decode(stream):
            if skip is None:  # where the search ended: at or before the start
                skip = max(0, round((start - (frame.time or 0.0)) * self.rate))
            for mono in resampler.resample(frame):
                samples = array("h", bytes(mono.planes[0])[: mono.samples * SAMPLE])
                if skip < len(samples):
                    yield samples[skip:]
                skip = max(0, skip - len(samples))

    def _opened(self) -> Any:
        import av

        try:
            return av.open(str(self._path), format=self._kind)
        except (av.FFmpegError, OSError) as error:
            raise self._unreadable(error) from error

    def _sound(self, container: Any) -> Any:
        if not container.streams.audio:
            raise self._silent()
        return container.streams.audio[0]

    def _silent(self) -> HotseatError:
        return HotseatError(f"{shown(self._path)} holds no sound; it cannot be played")

    def _unreadable(self, error: Exception) -> HotseatError:
        why = clean_line(getattr(error, "strerror", None) or str(error), 80)
        return HotseatError(f"{shown(self._path)} cannot be played ({why})")
