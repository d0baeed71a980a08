"""Is a model on this machine what it should be, to the last byte?"""

from hotseat.asr.catalogue import WEIGHTS, known
from hotseat.asr.manifest import Kept, OnBytes, read_manifest, sha256_of
from hotseat.asr.models import PACKAGED_SHA256, Model, ModelSource, how_to_mend
from hotseat.domain.errors import HotseatError

WHOLE = "whole: its hash is the expected one"
NOTHING_KNOWN = "nothing to compare with: its hash is not known"


def verify(model: Model, on_bytes: OnBytes | None = None) -> str:
    """Read a model whole and compare its hashes; return what was found, in a line.

    `on_bytes` is told bytes as they are read. Raises HotseatError: damaged, or unreadable.
    """
    told = expected(model)
    for name, kept in told.items():
        if sha256_of(model.path / name, on_bytes) != kept.sha256:
            raise HotseatError(f"{model.path / name} is damaged: run `{how_to_mend(model)}`")
    return WHOLE if told else NOTHING_KNOWN


def expected(model: Model) -> dict[str, Kept]:
    """Return the files of a model whose hash is known: packaged, noted on download, or famous."""
    if model.source is ModelSource.PACKAGED:
        return {WEIGHTS: Kept(0, PACKAGED_SHA256)}
    if model.source is ModelSource.GIVEN:  # its name is its folder's, which says nothing
        return {}
    noted = {name: kept for name, kept in read_manifest(model.path).items() if kept.sha256}
    famous = known(model.name)
    if not noted and famous is not None:
        return {WEIGHTS: Kept(famous.size, famous.sha256)}
    return noted
