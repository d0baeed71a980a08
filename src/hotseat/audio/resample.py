"""From one sample rate to another, block by block."""

from array import array


class Resampler:
    """Mono 16-bit samples from `rate` to `wanted` frames per second; equal rates pass through."""

    def __init__(self, rate: int, wanted: int) -> None:
        self._stream = None
        if rate != wanted:
            import soxr

            # Floats, as soxr dithers 16-bit output: silence has to stay silence.
            self._stream = soxr.ResampleStream(rate, wanted, 1, dtype="float32")

    def __call__(self, samples: "array[int]", last: bool = False) -> "array[int]":
        """Return the samples that are ready; `last` gives up those held back."""
        if self._stream is None:
            return samples
        import numpy as np

        fine = self._stream.resample_chunk(np.asarray(samples, dtype=np.float32), last=last)
        return array("h", np.clip(np.rint(fine), -32768, 32767).astype(np.int16).tobytes())
