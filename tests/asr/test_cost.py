"""What a self-test found is kept for the weights that it was made with."""

import os

import pytest

from hotseat import paths
from hotseat.asr import cost as cost_module
from hotseat.asr.cost import COSTS, Cost, remember, remembered
from hotseat.asr.models import Model, ModelSource, find_model
from hotseat.domain.errors import HotseatError
from tests.asr.test_models import model_in

FOUND = Cost(load=1.5, lag=0.4, cpu=0.2, memory=250.0, words=67, seconds=19.8, when="now")


def base() -> Model:
    model_in(paths.models_folder() / "base")
    return find_model("base")


def test_it_is_remembered_beside_others() -> None:
    first, second = base(), Model("other", paths.models_folder() / "x", 1, ModelSource.GIVEN)
    model_in(second.path)
    remember(first, FOUND)
    remember(second, FOUND)
    assert remembered() == {str(first.path): FOUND, str(second.path): FOUND}


def test_other_weights_are_another_model() -> None:
    model = base()
    remember(model, FOUND)
    os.utime(model.path / "model.bin", ns=(1, 1))
    assert remembered() == {}


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"x": 1}', '{"x": {"mark": 1, "cost": {}}}'])
def test_a_spoilt_file_is_written_anew(spoilt: str) -> None:
    model = base()
    (paths.models_folder() / COSTS).write_text(spoilt)
    assert remembered() == {}
    remember(model, FOUND)
    assert remembered() == {str(model.path): FOUND}


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    model = base()
    (paths.data_folder() / "file").write_text("")
    monkeypatch.setattr(paths, "models_folder", lambda: paths.data_folder() / "file")
    with pytest.raises(HotseatError, match="cannot be written"):
        remember(model, FOUND)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:03.25", 3.25), ("01:02:03", 3723.0), ("1-00:00:01", 86401.0), ("", 0.0), ("?", 0.0)],
)
def test_times_as_ps_prints_them(text: str, seconds: float) -> None:
    assert cost_module.clock_seconds(text) == seconds
