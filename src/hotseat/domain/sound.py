"""What the sound of a take shows, words aside."""

from dataclasses import dataclass

from hotseat.domain.analysis import Pause


@dataclass(frozen=True, slots=True)
class Sound:
    """Measured from the audio of a take, in seconds from its first sample.

    `snr` is how far speech stands above the background, in dB (None: no speech was found);
    `clipped` the share of speech frames, 0..1, that hit full scale. `silences` lie between the
    first and the last voice. `pitch_spread` is the standard deviation of the pitch in semitones
    around the speaker's own median, `pitch_range` from its 10th to its 90th percentile; None with
    too little voice. `hesitations` are voiced, flat stretches between words that carry no text.
    """

    seconds: float
    snr: float | None = None
    clipped: float = 0.0
    first_voice: float | None = None
    silences: tuple[Pause, ...] = ()
    pitch_spread: float | None = None
    pitch_range: float | None = None
    hesitations: tuple[Pause, ...] = ()
