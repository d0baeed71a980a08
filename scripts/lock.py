"""Write the lock files anew: requirements.txt (to run) and requirements-dev.txt (to check).

Run `.venv-check/bin/python scripts/lock.py` after a change of the dependencies, with `--upgrade`
for the newest releases that pyproject.toml allows. It needs the network, and uv, which it fetches
into a throw-away environment where it is not installed. The files hold names, versions and hashes
for Linux and macOS on x86-64 and ARM, Python 3.11 to 3.14; no address, so that each machine's own
settings say where packages come from.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from itertools import product
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"
HEADER = """\
# {purpose}
# Written by scripts/lock.py from pyproject.toml; do not edit.
"""

# What uv calls the machines that the locks are for, and what a marker calls them.
MACHINES = {
    "x86_64-unknown-linux-gnu": ("linux", "x86_64"),
    "aarch64-unknown-linux-gnu": ("linux", "aarch64"),
    "aarch64-apple-darwin": ("darwin", "arm64"),
    "x86_64-apple-darwin": ("darwin", "x86_64"),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
INTEL_MAC = "sys_platform == 'darwin' and platform_machine == 'x86_64'"
NOT_INTEL_MAC = "sys_platform != 'darwin' or platform_machine != 'x86_64'"
# onnxruntime's last release for Intel Macs stops at Python 3.13.
LEFT_OUT = {("3.14", "x86_64-apple-darwin")}


def main() -> int:
    """Resolve both locks, shorten their markers, and prove that every machine can install them."""
    build_tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    with tempfile.TemporaryDirectory() as folder:
        uv = find_uv(Path(folder))
        tools = Path(folder) / "build-tools.in"
        tools.write_text("\n".join(build_tools) + "\n")
        resolve(uv, DEV_LOCK, "To check Hotseat: all that runs, and the tools.", "--extra=dev")
        # The build tools are in the first lock too: an editable install then needs no network.
        resolve(
            uv,
            LOCK,
            "To run Hotseat with its speech model.",
            str(tools),
            f"--constraint={DEV_LOCK}",
        )
        problems = [*not_installable(uv, LOCK), *not_installable(uv, DEV_LOCK)]
        print("\n".join(problems) or "Both locks install on every machine they are for.")
        return 1 if problems else 0


def find_uv(folder: Path) -> str:
    """Return the path of uv, fetched into `folder` where the machine has none."""
    if found := shutil.which("uv"):
        return found
    venv.create(folder / "uv", with_pip=True)
    subprocess.run([folder / "uv/bin/python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(folder / "uv/bin/uv")


def resolve(uv: str, lock: Path, purpose: str, *inputs: str) -> None:
    """Resolve pyproject.toml with the offline extra and `inputs` into `lock`."""
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version=3.11"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    command += ["pyproject.toml", "--extra=offline", *inputs, f"--output-file={lock}"]
    command += [argument for argument in sys.argv[1:] if argument.startswith("--upgrade")]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    text = re.sub(
        r"^(?P<pin>\S+) ; (?P<marker>.+?)(?P<tail> \\)?$", shorten, lock.read_text(), flags=re.M
    )
    lock.write_text(HEADER.format(purpose=purpose) + text)


def shorten(line: re.Match[str]) -> str:
    """Return a pinned line without the part of its marker that is true on every machine meant."""
    marker = Marker(line["marker"])
    met = {
        (python, machine): marker.evaluate(
            {
                "python_full_version": f"{python}.0",
                "python_version": python,
                "sys_platform": platform,
                "platform_system": {"linux": "Linux", "darwin": "Darwin"}[platform],
                "platform_machine": processor,
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "os_name": "posix",
            }
        )
        for python in PYTHONS
        for machine, (platform, processor) in MACHINES.items()
    }
    on_intel_mac = {
        value for (_, machine), value in met.items() if machine == "x86_64-apple-darwin"
    }
    elsewhere = {value for (_, machine), value in met.items() if machine != "x86_64-apple-darwin"}
    known = {(True, True): "", (True, False): INTEL_MAC, (False, True): NOT_INTEL_MAC}
    if len(on_intel_mac) == len(elsewhere) == 1:
        short = known[on_intel_mac.pop(), elsewhere.pop()]
    else:
        short = line["marker"]
    return line["pin"] + (f" ; {short}" if short else "") + (line["tail"] or "")


def not_installable(uv: str, lock: Path) -> list[str]:
    """Return a line for each machine that lacks a ready-made wheel or a hash for some of `lock`."""
    problems = []
    for python, machine in product(PYTHONS, MACHINES):
        if (python, machine) in LEFT_OUT:
            continue
        command = [uv, "pip", "install", "--no-config", "--dry-run", "--quiet"]
        command += [f"--python-version={python}", f"--python-platform={machine}"]
        command += ["--only-binary=:all:", "--require-hashes", f"--requirements={lock}"]
        with tempfile.TemporaryDirectory() as nowhere:
            done = subprocess.run(
                [*command, f"--target={nowhere}"],
                capture_output=True,
                text=True,
                env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"},
            )
        if done.returncode:
            problems.append(f"{lock.name}, {machine}, Python {python}: {done.stderr.strip()}")
    return problems


if __name__ == "__main__":
    sys.exit(main())
