import os
from pathlib import Path

import pytest

from tests.cli.runs import hotseat, refused


def model(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir(parents=True)
    for file in ("model.bin", "config.json", "tokenizer.json"):
        (made / file).write_bytes(b"{}")
    return made


def test_models_are_listed_and_chosen() -> None:
    models = Path(os.environ["XDG_DATA_HOME"]) / "hotseat" / "models"
    model(models, "base.en")
    listed = hotseat("models", "list", "--json").json
    assert listed[0]["name"] == "base.en"
    assert listed[0]["used"]
    assert "base.en" in hotseat("models").out
    small = model(models, "small.en")
    assert hotseat("models", "use", "small.en").out == "From now on small.en is used.\n"
    used = [m["path"] for m in hotseat("models", "list", "--json").json if m["used"]]
    assert used == [str(small)]
    assert "best model" in hotseat("models", "use", "best").out
    used = [m["name"] for m in hotseat("models", "list", "--json").json if m["used"]]
    assert used == ["base.en"]


def test_a_model_by_its_folder(tmp_path: Path) -> None:
    folder = model(tmp_path, "mine")
    assert hotseat("models", "use", folder).status == 0
    assert f'model = "{folder}"' in Path(os.environ["HOTSEAT_CONFIG"]).read_text()


def test_a_model_that_is_not_there_is_told() -> None:
    assert "no speech model" in refused(1, "models", "use", "huge")
    assert not Path(os.environ["HOTSEAT_CONFIG"]).exists()


def test_the_doctor_looks_at_everything(tmp_path: Path) -> None:
    found = hotseat("doctor", "--json", workspace=tmp_path).json
    looked_at = {finding["what"] for finding in found}
    assert looked_at == {
        "Python", "Terminal", "Settings", "Workspace", "Sessions", "Question banks",
        "Microphone", "Speech model", "Coach",
    }  # fmt: skip
    assert next(f for f in found if f["what"] == "Question banks")["ok"]


def test_the_doctor_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "sessions" / "bad" / "takes").mkdir(parents=True)
    (tmp_path / "question_banks").mkdir()
    (tmp_path / "question_banks" / "mine.toml").write_text("x = \n")
    Path(os.environ["HOTSEAT_CONFIG"]).write_text("ring = 3\n")
    ran = hotseat("doctor", workspace=tmp_path)
    assert ran.status == 1
    for told in (
        "fix  Settings: ",
        "ring must be true or false",
        "`hotseat sessions recover bad`",
        "fix  Question banks: mine.toml: line 1",
    ):
        assert told in ran.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_workspace_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "fix  Workspace" in hotseat("doctor", workspace=tmp_path).out
