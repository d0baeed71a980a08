"""The ./hotseat script, with an environment that only tells what it was started with."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FAKE_PYTHON = '#!/bin/sh\nprintf "<%s>" "$@"\n'
FAKE_SETUP = 'say() { :; }\nbuild_environment() { echo "set up for $name"; exit 3; }\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout with a blank in its path, whose environment is ready."""
    folder = tmp_path / "my checkout"
    (folder / "scripts").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("hotseat", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "scripts" / "environment.sh").write_text(FAKE_SETUP)
    python = folder / ".venv" / "bin" / "python"
    python.write_text(FAKE_PYTHON)
    python.chmod(0o755)
    stamp(folder)
    return folder


def stamp(folder: Path) -> None:
    files = [folder / "requirements.txt", folder / "pyproject.toml"]
    done = subprocess.run(["cksum", *files], capture_output=True, text=True, check=True)
    (folder / ".venv" / "stamp").write_text(done.stdout)


def start(program: Path, *arguments: str, cwd: Path) -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, cwd=cwd)
    return done.stdout + done.stderr


def test_a_ready_environment_starts_at_once_with_the_arguments(checkout: Path) -> None:
    told = start(checkout / "hotseat", "practice", "--bank", "a b", "", "*", cwd=checkout.parent)
    assert told == f"<{checkout}/.venv/bin/hotseat><practice><--bank><a b><><*>"


@pytest.mark.parametrize("absolute", [True, False])
def test_it_starts_through_a_link_from_anywhere(checkout: Path, absolute: bool) -> None:
    elsewhere = checkout.parent / "bin"
    elsewhere.mkdir()
    target = checkout / "hotseat" if absolute else Path("..") / checkout.name / "hotseat"
    (elsewhere / "first").symlink_to(target)
    (elsewhere / "second").symlink_to("first")
    told = start(elsewhere / "second", "--version", cwd=Path("/"))
    assert told == f"<{checkout}/.venv/bin/hotseat><--version>"


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_is_installed(checkout: Path, name: str) -> None:
    with (checkout / name).open("a") as file:
        file.write("# changed\n")
    assert start(checkout / "hotseat", cwd=checkout) == "set up for hotseat\n"


def test_an_install_that_was_cut_off_is_done_again(checkout: Path) -> None:
    (checkout / ".venv" / "stamp").unlink()
    assert start(checkout / "hotseat", cwd=checkout) == "set up for hotseat\n"


def test_a_cut_off_stamp_counts_as_none(checkout: Path) -> None:
    (checkout / ".venv" / "stamp").write_text("")
    assert start(checkout / "hotseat", cwd=checkout) == "set up for hotseat\n"


def test_a_python_that_went_away_is_replaced(checkout: Path) -> None:
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    assert start(checkout / "hotseat", cwd=checkout) == "set up for hotseat\n"


def test_a_moved_checkout_is_set_up_again(checkout: Path) -> None:
    moved = checkout.rename(checkout.parent / "moved")
    assert start(moved / "hotseat", cwd=moved) == "set up for hotseat\n"


def test_the_scripts_can_be_run() -> None:
    for name in ("hotseat", "check", ".ci/run"):
        assert os.access(ROOT / name, os.X_OK), name
    for name in ("hotseat", "check", ".ci/run", "scripts/environment.sh"):
        subprocess.run(["sh", "-n", ROOT / name], check=True)
