"""Sound in which nobody speaks, made the same way each time."""

from collections.abc import Callable

RATE = 16_000
SECONDS = 12


def _pcm(samples: object) -> bytes:
    import numpy as np

    return bytes((np.asarray(samples) * 32767).round().clip(-32768, 32767).astype("<i2").tobytes())


def white() -> bytes:
    """Hiss, 26 dB below full scale."""
    import numpy as np

    return _pcm(np.random.default_rng(1).normal(0, 0.05, SECONDS * RATE))


def brown() -> bytes:
    """A rumble, as of traffic or a fan."""
    import numpy as np

    walk = np.cumsum(np.random.default_rng(2).normal(0, 1, SECONDS * RATE))
    walk -= np.convolve(walk, np.ones(4000) / 4000, "same")
    return _pcm(0.2 * walk / np.abs(walk).max())


def music() -> bytes:
    """Chords of plucked strings, four a bar."""
    import numpy as np

    rng, out = np.random.default_rng(3), np.zeros(SECONDS * RATE)
    chords = ((262, 330, 392), (220, 262, 330), (175, 220, 262), (196, 247, 294))
    for beat in range(SECONDS * 2):
        at = beat * RATE // 2
        t = np.arange(min(RATE, len(out) - at)) / RATE
        for note in chords[beat // 4 % 4]:
            for overtone in range(1, 6):
                phase = rng.uniform(0, 6.28)
                wave = np.sin(2 * np.pi * note * overtone * t + phase)
                out[at : at + len(t)] += 0.04 / overtone * np.exp(-3 * overtone * t) * wave
    return _pcm(out)


def breathing() -> bytes:
    """Breath in and out, close to the microphone."""
    import numpy as np

    noise = np.random.default_rng(4).normal(0, 1, SECONDS * RATE)
    soft = np.convolve(noise, np.hanning(24) / 12, "same")
    t = np.arange(len(soft)) / RATE
    swell = np.clip(np.sin(2 * np.pi * t / 3.6), 0, 1) ** 2
    swell += 0.6 * np.clip(np.sin(2 * np.pi * (t / 3.6 + 0.5)), 0, 1) ** 2
    return _pcm(0.06 * swell * soft)


NOISES: dict[str, Callable[[], bytes]] = {
    "white noise": white,
    "brown noise": brown,
    "music": music,
    "breathing": breathing,
}
