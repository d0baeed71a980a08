"""What the repository must not hold: package hosts, and paths of the machine it was written on."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Written in pieces, so that this file does not hold what it looks for.
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org")
FORBIDDEN = re.compile("|".join(re.escape(host) for host in HOSTS) + r"|(?<![\w.*-])/wo" + "rk/")


def committed() -> list[Path]:
    """Return the files that git knows; without git, all that are not hidden or recorded."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return [ROOT / name for name in done.stdout.split("\0") if name]
    tops = [top for top in ROOT.iterdir() if top.name[0] != "." and top.name != "sessions"]
    return [path for top in tops for path in (top.rglob("*") if top.is_dir() else [top])]


def test_no_package_host_and_no_path_of_a_machine() -> None:
    found = []
    for path in committed():
        if not path.is_file() or b"\0" in (content := path.read_bytes()):
            continue
        for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line[:120]}")
    assert found == []
