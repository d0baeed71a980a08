"""Seals every test from the developer's own sessions, settings, models and network."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.rig.fixtures"]

# Where a run decides, the same cases each time: new ones are found by running at one's desk.
settings.register_profile("steady", derandomize=True, deadline=None)
# The long search: pytest --hypothesis-profile=nightly tests/importers/test_fuzz.py
settings.register_profile("nightly", max_examples=20_000, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("steady")

_PERSONAL = ("NO_COLOR", "COLUMNS", "LINES", "TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_THEME")


@pytest.fixture(autouse=True, scope="session")
def _sealed_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Seal what is made once for many tests as well."""
    yield from _seal(tmp_path_factory.mktemp("session"))


@pytest.fixture(autouse=True)
def _sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point everything personal at an empty folder, for this process and its children."""
    yield from _seal(tmp_path_factory.mktemp("home"))


def _seal(home: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _sealed_variables(home).items():
            patch.setenv(name, value)
        for name in [n for n in os.environ if n in _PERSONAL]:
            patch.delenv(name)
        yield


def _sealed_variables(home: Path) -> dict[str, str]:
    folders = ("config", "data", "cache", "state")
    xdg = {f"XDG_{each.upper()}_HOME": str(home / each) for each in folders}
    if sys.platform == "darwin":  # which knows no XDG
        xdg["HOME"] = str(home)
    return {
        "HOTSEAT_WORKSPACE": str(home / "workspace"),
        "HOTSEAT_CONFIG": str(home / "config.toml"),
        "HF_HUB_OFFLINE": "1",
        **xdg,
    }
