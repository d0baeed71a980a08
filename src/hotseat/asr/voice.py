"""How likely each 32 ms holds a voice: Silero VAD, fed as the audio comes. For the child only."""

from typing import TYPE_CHECKING

from hotseat.asr.segments import FRAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

# Silero sees the end of the frame before, and carries its state from frame to frame.
_CONTEXT = 64
_STATE = (1, 1, 128)


class Voice:
    """The voice detector that comes with faster-whisper, with its state kept between calls."""

    def __init__(self) -> None:
        import numpy as np
        from faster_whisper.vad import get_vad_model

        self._session = get_vad_model().session
        self._state = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def feed(self, samples: "Samples") -> list[float]:
        """Return a probability for each frame; takes a whole number of frames of 512 samples."""
        import numpy as np

        if not len(samples):
            return []
        framed = samples.reshape(-1, FRAME)
        before = np.concatenate([self._context[None], framed[:-1, -_CONTEXT:]])
        self._context = framed[-1, -_CONTEXT:].copy()
        given = np.concatenate([before, framed], axis=1)
        chances, self._state, self._cell = self._session.run(
            None, {"input": given, "h": self._state, "c": self._cell}
        )
        return [float(chance) for chance in chances.reshape(-1)]
