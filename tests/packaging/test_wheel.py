"""The built wheel holds all that Hotseat needs, and runs far from the checkout."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import hotseat

ROOT = Path(__file__).parents[2]
BANKS = {"execution-round", "curveballs"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel made from a source archive, so that the archive is whole too."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `hotseat` of a new environment that has the wheel, and what it depends on."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    # Lent, not installed, so that no network is needed. An editable install does not come along.
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    command += ["--no-index", "--no-deps", "--disable-pip-version-check", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "bin" / "hotseat"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder outside the checkout, with no workspace named."""
    monkeypatch.delenv("HOTSEAT_WORKSPACE", raising=False)
    return tmp_path


def run(program: Path, *arguments: str, cwd: Path) -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "hotseat"
    expected = {
        f"hotseat/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file()
        if not any(part.startswith((".", "__")) for part in path.relative_to(package).parts[:-1])
    }
    assert "hotseat/tui/app.tcss" in expected
    assert expected - held == set()


def test_banks_and_licence_are_in_the_wheel(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    assert {Path(name).stem for name in held if name.startswith("hotseat/question_banks/")} >= BANKS
    assert [name for name in held if name.endswith("licenses/LICENSE")]


def test_the_encoder_and_its_licence_are_in_the_wheel(wheel: Path) -> None:
    held = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if "/encoder/" in name}
    assert held >= {"model.bin", "head.bin", "NOTICE.md", "LICENSE-APACHE-2.0.txt"}


def test_nothing_but_the_package_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"hotseat", f"hotseat-{hotseat.__version__}.dist-info"}


def test_the_installed_program_is_the_wheel(installed: Path, empty: Path) -> None:
    code = "import hotseat; print(hotseat.__file__)"
    place = run(installed.parent / "python", "-c", code, cwd=empty)
    assert Path(place.strip()).is_relative_to(installed.parents[1])


def test_it_tells_its_version(installed: Path, empty: Path) -> None:
    assert run(installed, "--version", cwd=empty) == f"hotseat {hotseat.__version__}\n"


def test_it_lists_the_shipped_banks(installed: Path, empty: Path) -> None:
    listed = json.loads(run(installed, "bank", "list", "--json", cwd=empty))
    assert {bank["id"] for bank in listed} >= BANKS
