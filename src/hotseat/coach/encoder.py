"""A small encoder (MiniLM, fine-tuned) that reads a whole answer and scores each sentence.

The only module that imports ctranslate2, tokenizers and numpy for the coach; all three come with
faster-whisper. They are imported when an answer is judged, not before.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotseat.coach.canonical import canonical
from hotseat.coach.data import FOLDER
from hotseat.coach.windows import Window, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAGIC = b"HOTSEAT-HEAD-1\n"
HEAD_FILE = "head.bin"
THREADS = 1
"""One core reads an answer in a tenth of a second and leaves the others to the recogniser."""

AT_ONCE = 4
"""Windows read together: more gains nothing on a processor and takes more memory."""


@dataclass(frozen=True, slots=True)
class Head:
    """What turns a sentence's vector into scores: `width` rows of one number an output."""

    outputs: tuple[str, ...]
    width: int
    weights: bytes
    biases: tuple[float, ...]


def pack_head(head: Head) -> bytes:
    """Return the head as the bytes of a file."""
    told = {
        "outputs": head.outputs,
        "width": head.width,
        "biases": head.biases,
    }
    text = json.dumps(told).encode()
    return MAGIC + struct.pack("<I", len(text)) + text + head.weights


def unpack_head(data: bytes) -> Head:
    """Return the head in a file's bytes; raises ValueError when it is not of this version."""
    if not data.startswith(MAGIC):
        raise ValueError("this is no head that this Hotseat reads")
    at = len(MAGIC) + 4
    (size,) = struct.unpack_from("<I", data, len(MAGIC))
    told = json.loads(data[at : at + size])
    return Head(
        outputs=tuple(told["outputs"]),
        width=told["width"],
        weights=data[at + size :],
        biases=tuple(told["biases"]),
    )


class AnswerEncoder:
    """Scores sentences in the light of the whole answer."""

    def __init__(self) -> None:
        """Load the model; raises ImportError, OSError, RuntimeError or ValueError if it cannot."""
        import ctranslate2
        import numpy as np

        folder = FOLDER / "encoder"
        self.head = unpack_head((folder / HEAD_FILE).read_bytes())
        shape = (self.head.width, len(self.head.outputs))
        self._weights = np.frombuffer(self.head.weights, "<f4").reshape(shape)
        self._biases = np.array(self.head.biases, np.float32)
        self._model = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type="int8", intra_threads=THREADS
        )
        self._tokenizer = _tokenizer((folder / "vocabulary.json").read_bytes())

    def scores(self, sentences: Sequence[str], question_type: str) -> list[list[float]]:
        """Return the log odds of every output for every sentence."""
        texts = [question_type.replace("_", " "), *(canonical(each) for each in sentences)]
        encoded = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        head, *rest = [each.ids for each in encoded]
        found: list[list[float]] = []
        laid = windows(rest, head[:8])
        for first in range(0, len(laid), AT_ONCE):
            found.extend(self._read(laid[first : first + AT_ONCE]))
        return found

    def _read(self, laid: Sequence[Window]) -> list[list[float]]:
        import numpy as np

        output = self._model.forward_batch([list(window.pieces) for window in laid])
        hidden = np.asarray(output.last_hidden_state)
        vectors = [
            np.concatenate([states[begin], states[min(begin + 1, end - 1) : end].mean(axis=0)])
            for states, window in zip(hidden, laid, strict=True)
            for begin, end in window.spans
        ]
        scores = np.stack(vectors) @ self._weights + self._biases
        return [[float(score) for score in row] for row in scores]


def _tokenizer(vocabulary: bytes) -> "Tokenizer":
    """Return BERT's word pieces for lower-case text."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    pieces = {piece: at for at, piece in enumerate(json.loads(vocabulary))}
    made = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made
