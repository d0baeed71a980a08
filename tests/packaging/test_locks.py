"""The locks pin every package by version and hash, and say nothing of where it comes from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][0-9a-z.]*)(?: ; [^\\]+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def requirements(lock: str) -> list[list[str]]:
    """Return each requirement as its pin followed by its options."""
    text = re.sub(r"^#.*\n", "", (ROOT / lock).read_text(), flags=re.M)
    joined = text.replace("\\\n", "\0")
    return [[part.strip() for part in line.split("\0")] for line in joined.splitlines()]


def pins(lock: str) -> set[str]:
    return {requirement[0] for requirement in requirements(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_a_version_with_hashes(lock: str) -> None:
    assert len(requirements(lock)) > 30
    for pin, *hashes in requirements(lock):
        assert PIN.fullmatch(pin), pin
        assert hashes, f"{pin} has no hash"
        assert all(HASH.fullmatch(each) for each in hashes), pin


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_is_recorded(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links| @ ", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_for_graphics_cards(lock: str) -> None:
    assert not [pin for pin in pins(lock) if re.match(r"torch|nvidia|cuda|triton", pin)]


def test_what_is_checked_is_what_runs() -> None:
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


@pytest.mark.parametrize(("lock", "extras"), [(LOCKS[0], ["offline"]), (LOCKS[1], ["dev"])])
def test_every_dependency_is_locked(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"]]
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    names = {re.split(r"[\[<>=~ ;]", each)[0].lower() for each in wanted}
    assert names <= {pin.split("==")[0] for pin in pins(lock)}
