"""What the user is told when sound fails: one line each, with a way on."""

import platform
import sys
from pathlib import Path

from hotseat.domain.text import clean_line, count, shorten

NO_ANSWER = (
    "The sound server does not answer: restart it or log in again, then try again; "
    "answers can also be typed"
)
NO_INPUT = "No microphone was found: plug one in or switch it on and try again, or type the answer"
NO_OUTPUT = "No loudspeaker was found: plug in headphones or a loudspeaker and play again"
OUTPUT_LOST = "The loudspeaker went away: plug it in and play again"

_NAME_LIMIT = 40
_PATH_LIMIT = 60
_INSTALL = {
    "debian": "sudo apt install libportaudio2",
    "ubuntu": "sudo apt install libportaudio2",
    "fedora": "sudo dnf install portaudio",
    "rhel": "sudo dnf install portaudio",
    "arch": "sudo pacman -S portaudio",
    "suse": "sudo zypper install libportaudio2",
    "alpine": "sudo apk add portaudio",
}


def no_portaudio() -> str:
    """Return how to install PortAudio on this system."""
    return f"PortAudio, which reaches the microphone, is not installed: {_how_to_install()}"


def _how_to_install() -> str:
    if sys.platform == "darwin":
        return "run `brew install portaudio`"
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        system = {}
    names = [system.get("ID", ""), *system.get("ID_LIKE", "").split()]
    command = next((_INSTALL[name] for name in names if name in _INSTALL), "")
    return f"run `{command}`" if command else "install the package libportaudio2 or portaudio"


def unknown_input(name: str) -> str:
    """Return what to do about a microphone that is not there."""
    return f"The microphone {_name(name)} is not there: plug it in or choose another"


def input_refused(name: str, why: str) -> str:
    """Return what to do about a microphone that cannot be opened."""
    return (
        f"{_microphone(name)} could not be opened ({clean_line(why, 60)}): "
        "plug it in, close programs that use it, or choose another"
    )


def input_silent(name: str) -> str:
    """Return what to do about a microphone that opens and delivers nothing."""
    return f"{_microphone(name)} delivers nothing: plug it in again or choose another"


def output_refused(why: str) -> str:
    """Return what to do about a loudspeaker that cannot be opened."""
    return (
        f"The loudspeaker could not be opened ({clean_line(why, 60)}): "
        "plug it in or choose another in the system's sound settings"
    )


def input_lost(seconds: float, path: Path | None) -> str:
    """Return what is told when a microphone goes away in the middle of a take."""
    return f"The microphone went away.{_safe(seconds, path)} Plug it in or choose another."


def input_stalled(seconds: float, path: Path | None) -> str:
    """Return what is told when a microphone is there and delivers nothing more."""
    return (
        f"Nothing more comes from the microphone.{_safe(seconds, path)} "
        "Plug it in again or choose another."
    )


def disk_error(why: str, seconds: float, path: Path | None) -> str:
    """Return what is told when nothing more can be written."""
    return f"The disk takes no more ({why}).{_safe(seconds, path)} Free some space and go on."


def disk_slow(seconds: float, path: Path | None) -> str:
    """Return what is told when the disk does not keep up with the sound."""
    return f"The disk does not keep up.{_safe(seconds, path)} Record to another disk."


def gaps(number: int) -> str:
    """Return what is told when the system dropped sound before it could be taken."""
    return (
        f"Sound may be missing in {count(number, 'place')}, as the computer was too busy: "
        "close other programs before the next take."
    )


def shown(path: Path) -> str:
    """Return a path as a message shows it: the home folder as ~, a long one from its end."""
    text = clean_line(str(path))
    home = str(Path.home())
    if text.startswith(home + "/"):
        text = "~" + text[len(home) :]
    if len(text) <= _PATH_LIMIT:
        return text
    return "…/" + clean_line("/".join(path.parts[-3:]))


def _safe(seconds: float, path: Path | None) -> str:
    return f" {seconds:.1f} s are safe in {shown(path)}." if path is not None else ""


def _name(name: str) -> str:
    return f'"{shorten(clean_line(name), _NAME_LIMIT)}"'


def _microphone(name: str) -> str:
    return f"The microphone {_name(name)}" if name else "The microphone"
