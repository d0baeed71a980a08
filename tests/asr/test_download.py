"""Models over the network: whole or not at all, and gone on with after any failure."""

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from hotseat import paths
from hotseat.asr import download as download_module
from hotseat.asr import fetch as fetch_module
from hotseat.asr.download import Step, download, leftovers, named
from hotseat.asr.models import find_model, installed_models
from hotseat.asr.verify import verify
from hotseat.domain.errors import HotseatError
from tests.asr.hub import MINI, WEIGHTS, Hub, serving


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub on this machine; nothing waits between two tries."""
    monkeypatch.setattr(fetch_module, "PAUSE", 0.0)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as running:
        yield running


def names() -> list[str]:
    return [model.name for model in installed_models() if model.name != "tiny.en"]


def test_a_model_is_fetched_whole_and_found(hub: Hub) -> None:
    steps: list[Step] = []
    folder = download(MINI, hub.url, on_step=steps.append)
    assert folder == paths.models_folder() / "mini"
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert find_model("mini").path == folder
    assert "whole" in verify(find_model("mini"))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total == len(WEIGHTS)
    noted = json.loads((folder / "manifest.json").read_text())
    assert (noted["repo"], noted["revision"]) == ("someone/mini", "abc")
    assert noted["files"]["model.bin"]["sha256"] == MINI.sha256
    assert leftovers() == []
    assert not list(paths.models_folder().glob(".*"))


def test_a_connection_that_breaks_off_is_gone_on_with(hub: Hub) -> None:
    hub.cuts = [300_000, 200_000, 1]
    download(MINI, hub.url)
    assert hub.asked_for("model.bin") == ["", "bytes=300000-", "bytes=500000-", "bytes=500001-"]
    assert "whole" in verify(find_model("mini"))


def test_what_came_is_kept_for_the_next_try_and_never_used(hub: Hub) -> None:
    hub.cuts = [300_000, 0, 0, 0]
    with pytest.raises(HotseatError, match="broke off"):
        download(MINI, hub.url)
    assert names() == []
    assert [(name, size > 300_000) for name, size in leftovers()] == [("mini", True)]
    hub.asked.clear()
    download(MINI, hub.url)
    assert hub.asked_for("model.bin") == ["bytes=300000-"]
    assert names() == ["mini"]


def test_a_server_that_knows_no_ranges_sends_it_all_again(hub: Hub) -> None:
    hub.cuts, hub.ranges = [300_000], False
    folder = download(MINI, hub.url)
    assert (folder / "model.bin").read_bytes() == WEIGHTS


@pytest.mark.parametrize(
    "wrong",
    [WEIGHTS[:-1] + b"\0", WEIGHTS[:-1], WEIGHTS + b"\0", b"<html>no such thing</html>", b""],
)
def test_wrong_bytes_are_thrown_away(hub: Hub, wrong: bytes) -> None:
    hub.files["model.bin"] = wrong
    with pytest.raises(HotseatError, match="wrong hash"):
        download(MINI, hub.url)
    assert names() == []
    hub.files["model.bin"] = WEIGHTS
    download(MINI, hub.url)
    assert names() == ["mini"]


def test_half_of_another_file_is_not_mixed_in(hub: Hub) -> None:
    hub.cuts = [300_000, 0, 0, 0]
    hub.files["model.bin"] = bytes(len(WEIGHTS))
    with pytest.raises(HotseatError, match="broke off"):
        download(MINI, hub.url)
    hub.files["model.bin"] = WEIGHTS
    with pytest.raises(HotseatError, match="wrong hash"):
        download(MINI, hub.url)
    assert download(MINI, hub.url).is_dir()


def test_without_a_known_hash_the_hub_is_believed(hub: Hub) -> None:
    model = named("someone/mini")
    hub.told_hash = "0" * 64
    with pytest.raises(HotseatError, match="wrong hash"):
        download(model, hub.url)
    hub.told_hash = ""
    folder = download(model, hub.url)
    noted = json.loads((folder / "manifest.json").read_text())
    assert noted["files"]["model.bin"]["sha256"] == hashlib.sha256(WEIGHTS).hexdigest()


def test_small_files_are_compared_with_the_name_that_git_gives_them(hub: Hub) -> None:
    hub.told_hash = hashlib.sha1(b"blob 2\0{}").hexdigest()
    hub.files = {**hub.files, "tokenizer.json": b"{}", "vocabulary.txt": b"{}"}
    assert download(MINI, hub.url).is_dir()
    hub.files["config.json"] = b"[]"
    with pytest.raises(HotseatError, match=r"config.json .*wrong hash"):
        download(MINI, hub.url, again=True)


def test_a_busy_server_is_asked_again(hub: Hub) -> None:
    hub.statuses = [503, 500]
    assert download(MINI, hub.url).is_dir()
    hub.statuses = [503, 500, 502]
    with pytest.raises(HotseatError, match="status 502"):
        download(MINI, hub.url, again=True)


def test_no_network_is_told_in_a_line() -> None:
    with pytest.raises(HotseatError, match=r"no connection to 127.0.0.1:9 .*--mirror"):
        download(MINI, "http://127.0.0.1:9")
    assert names() == []


def test_a_model_that_is_not_there_is_told(hub: Hub) -> None:
    del hub.files["model.bin"]
    with pytest.raises(HotseatError, match=r"has no model.bin .*404"):
        download(MINI, hub.url)
    del hub.files["vocabulary.txt"]
    with pytest.raises(HotseatError, match="no vocabulary"):
        download(MINI, hub.url)


def test_too_little_room_is_told_before_anything_is_fetched(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(HotseatError, match=r"mini needs 6 MB more .*1 MB free"):
        download(MINI, hub.url)
    assert hub.asked == []


def test_a_disk_that_fills_up_is_told(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        name = str(paths.models_folder() / "x")

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None: ...

        def write(self, _: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fetch_module, "_opened", lambda *_: Full())
        with pytest.raises(HotseatError, match="is full: make room"):
            download(MINI, hub.url)
    assert names() == []
    assert download(MINI, hub.url).is_dir()


def test_an_interruption_leaves_what_came(hub: Hub) -> None:
    def stop(step: Step) -> None:
        if step.done > 300_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(MINI, hub.url, on_step=stop)
    assert names() == []
    download(MINI, hub.url)
    (_, last) = hub.asked_for("model.bin")
    assert last.startswith("bytes=")


def test_a_model_that_is_here_is_left_alone(hub: Hub) -> None:
    download(MINI, hub.url)
    asked = len(hub.asked)
    with pytest.raises(HotseatError, match="is here already"):
        download(MINI, hub.url)
    assert len(hub.asked) == asked


def test_a_damaged_model_is_told_and_put_right(hub: Hub) -> None:
    folder = download(MINI, hub.url)
    (folder / "model.bin").write_bytes(WEIGHTS[:-1])
    with pytest.raises(HotseatError, match=r"damaged: run .*download mini --again"):
        find_model("mini")
    (folder / "model.bin").write_bytes(WEIGHTS[:-1] + b"\0")
    with pytest.raises(HotseatError, match="damaged"):
        verify(find_model("mini"))
    download(MINI, hub.url, again=True)
    assert "whole" in verify(find_model("mini"))
    assert [each.name for each in paths.models_folder().iterdir()] == ["mini"]


def test_two_downloads_at_once_keep_out_of_each_others_way(hub: Hub) -> None:
    told: list[str] = []

    def meanwhile(_: Step) -> None:
        if not told:
            with pytest.raises(HotseatError) as refused:
                download(MINI, hub.url)
            told.append(str(refused.value))

    download(MINI, hub.url, on_step=meanwhile)
    assert told == ["another download of mini is under way"]


@pytest.mark.parametrize("address", ["ftp://somewhere", "somewhere", "file:///tmp", "https://"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(HotseatError, match="no address"):
        download(MINI, address)


def test_a_redirect_to_a_file_of_this_machine_is_not_followed(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "bytes").mkdir()
    (tmp_path / "bytes" / "config.json").write_text("{}")
    hub.elsewhere = f"file://{tmp_path}"
    with pytest.raises(HotseatError, match="not followed"):
        download(MINI, hub.url)
    assert names() == []


@pytest.mark.parametrize("name", ["huge", "../x/y", "a/b/c", "/x", "a/..", "\x1b[31m/x"])
def test_an_unknown_name_is_told_with_the_known_ones(name: str) -> None:
    with pytest.raises(HotseatError, match=r"base\.en") as refused:
        named(name)
    assert "\x1b" not in str(refused.value)


def test_known_names_come_with_a_hash() -> None:
    for known in ("tiny.en", "base", "small.en"):
        assert len(named(known).sha256) == 64


def test_the_lock_of_a_killed_download_does_not_stay(hub: Hub) -> None:
    staging = paths.models_folder() / f"{download_module.UNDER_WAY}mini"
    staging.mkdir(parents=True)
    (staging / download_module.LOCK).write_text("")
    assert download(replace(MINI), hub.url).is_dir()
