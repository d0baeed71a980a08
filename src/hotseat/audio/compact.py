"""A recording made small, to be put into a document."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

from hotseat.audio.decode import open_sound
from hotseat.audio.messages import shown
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line

KIND = "audio/webm"
"""Opus in WebM: current Chrome, Edge, Firefox and Safari (17.4 and later) play it."""
# Opus is transparent enough for one voice from about 24 kbit/s on (RFC 6716, section 2.1.1: 16 to
# 20 kbit/s for wideband speech).
_BITS = 24_000
_RATE = 48_000


def compact(path: Path) -> bytes:
    """Return a WAV or FLAC file as KIND, mono: about 3 kB a second. Raises HotseatError."""
    import av

    sound = open_sound(path)
    made = BytesIO()
    try:
        with av.open(made, "w", format="webm") as container:
            options = {"compression_level": "5"}  # half the time of 10, as good for one voice
            stream = container.add_stream("libopus", rate=_RATE, options=options)
            stream.layout = "mono"
            stream.bit_rate = _BITS
            resampler = av.AudioResampler(format="flt", layout="mono", rate=_RATE)
            at = 0
            for block in sound.blocks(0.0):
                frame = av.AudioFrame(format="s16", layout="mono", samples=len(block))
                frame.planes[0].update(block.tobytes())
                frame.sample_rate = sound.rate
                frame.pts, frame.time_base = at, Fraction(1, sound.rate)
                at += len(block)
                for part in resampler.resample(frame):
                    container.mux(stream.encode(part))
            for part in resampler.resample(None):
                container.mux(stream.encode(part))
            container.mux(stream.encode(None))
    except (av.FFmpegError, OSError) as error:
        why = clean_line(getattr(error, "strerror", None) or str(error), 80)
        raise HotseatError(f"{shown(path)} cannot be put into a document ({why})") from error
    return made.getvalue()
