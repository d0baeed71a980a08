"""Download a speech model into the models folder: all of it or nothing. Only when told to."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from hotseat import paths
from hotseat.asr.catalogue import EXTRAS, KNOWN, NEEDED, VOCABULARIES, WEIGHTS, Known, known
from hotseat.asr.fetch import BrokenOffError, NotThereError, fetch
from hotseat.asr.manifest import Kept, misfit, write_manifest
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.files import reason

UNDER_WAY = ".downloading-"
LOCK = ".lock"
# Tokenizer, vocabulary and settings beside the weights.
SMALL_FILES = 5_000_000
NEWEST = "main"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a download is: bytes on disk, in all, and a second."""

    done: int
    total: int
    rate: float

    @property
    def left(self) -> float:
        """Seconds left at the present rate (0: not known)."""
        return (self.total - self.done) / self.rate if self.rate > 0 else 0.0


OnStep = Callable[[Step], None]


def default_hub() -> str:
    """Return the address of the hub that faster-whisper itself loads models from."""
    from huggingface_hub import constants

    return str(constants.ENDPOINT)


def named(name: str) -> Known:
    """Return the model meant: a known name, or `owner/name` on the hub. Raises HotseatError."""
    found = known(name)
    if found is not None:
        return found
    owner, slash, rest = name.partition("/")
    if slash and _plain(owner) and _plain(rest):
        return Known(rest, name)
    names = ", ".join(model.name for model in KNOWN)
    raise HotseatError(
        f"no model {clean_line(name, 60)!r} is known: one of {names}, or owner/name on the hub"
    )


def _plain(part: str) -> bool:
    return bool(part) and part[0] != "." and all(c.isalnum() or c in "._-" for c in part)


def download(
    model: Known, hub: str = "", *, again: bool = False, on_step: OnStep | None = None
) -> Path:
    """Bring a model here and return its folder; go on where an earlier try stopped.

    `hub` is the address of a hub or of a mirror laid out like it. `again` fetches a model that is
    there already. Raises HotseatError; what came so far is kept for the next try and never used.
    """
    address = _address(hub or default_hub())
    final = paths.models_folder() / model.name
    if final.is_dir() and not again and _whole(final):
        raise HotseatError(f"{model.name} is here already: {final} (--again fetches it anew)")
    staging = final.with_name(UNDER_WAY + model.name)
    _make(staging)
    with _alone(staging, model.name):
        _make_room(staging, model)
        files = _fetch_all(f"{address}/{model.repo}/resolve", model, staging, on_step)
        _install(staging, final, model, files)
    return final


def leftovers() -> list[tuple[str, int]]:
    """Return the models of which only a part is here, with the bytes of it."""
    try:
        folders = sorted(paths.models_folder().glob(f"{UNDER_WAY}*"))
        return [(f.name.removeprefix(UNDER_WAY), _bytes_in(f)) for f in folders if f.is_dir()]
    except OSError:  # it cannot be listed: find_model tells
        return []


def _whole(folder: Path) -> bool:
    return all((folder / name).is_file() for name in NEEDED) and misfit(folder) is None


def _address(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise HotseatError(
            f"{clean_line(given, 120)} is no address to download from: it begins with https://"
        )
    return given.rstrip("/")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HotseatError(f"{folder.parent} cannot be written ({reason(error)})") from error


@contextmanager
def _alone(staging: Path, name: str) -> Iterator[None]:
    """Keep a second download of the same model away; the lock ends with the process."""
    import fcntl

    with (staging / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HotseatError(f"another download of {name} is under way") from error
        yield


def _make_room(staging: Path, model: Known) -> None:
    needed = (model.size or 0) + SMALL_FILES - _bytes_in(staging)
    free = shutil.disk_usage(staging).free
    if free < needed:
        raise HotseatError(
            f"{model.name} needs {needed / 1e6:,.0f} MB more and the disk of {staging.parent} has "
            f"{free / 1e6:,.0f} MB free: make room first"
        )


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def _fetch_all(source: str, model: Known, staging: Path, on_step: OnStep | None) -> dict[str, Kept]:
    """Fetch the small files first: what is not there is then told before the large one."""
    base = f"{source}/{model.revision or NEWEST}"
    meter = _Meter(model, staging, on_step)
    files: dict[str, Kept] = {}
    for name in (*(n for n in NEEDED if n != WEIGHTS), *VOCABULARIES, *EXTRAS, WEIGHTS):
        if name == WEIGHTS and not files.keys() & set(VOCABULARIES):
            raise HotseatError(f"{model.repo} has no vocabulary: it is no model for faster-whisper")
        wanted = Kept(model.size, model.sha256) if name == WEIGHTS and model.sha256 else None
        try:
            files[name] = fetch(f"{base}/{name}", staging / name, wanted, meter.on_file)
        except NotThereError as error:
            if name in NEEDED:
                raise HotseatError(f"{error}: is {model.name} there under that name?") from error
        except BrokenOffError as error:
            raise HotseatError(_broken_off(str(error), meter.done(), model)) from error
    return files


def _broken_off(why: str, done: int, model: Known) -> str:
    if done > SMALL_FILES:
        return f"{why}; {done / 1e6:,.0f} MB of {model.name} are kept, the same command goes on"
    return f"{why}: check the network, or give another address with --mirror"


def _install(staging: Path, final: Path, model: Known, files: dict[str, Kept]) -> None:
    try:
        source = {"name": model.name, "repo": model.repo, "revision": model.revision}
        write_manifest(staging, source, files)
        (staging / LOCK).unlink(missing_ok=True)
        if final.exists():
            old = final.with_name(f".old-{final.name}")
            shutil.rmtree(old, ignore_errors=True)
            final.rename(old)
            staging.rename(final)
            shutil.rmtree(old, ignore_errors=True)
        else:
            staging.rename(final)
    except OSError as error:
        raise HotseatError(f"{final} cannot be written ({reason(error)})") from error


class _Meter:
    """Turns bytes of a file into steps of the whole download."""

    def __init__(self, model: Known, staging: Path, on_step: OnStep | None) -> None:
        self._model, self._staging, self._on_step = model, staging, on_step
        self._began, self._at_begin = time.monotonic(), self.done()

    def done(self) -> int:
        """Return the bytes on disk."""
        return _bytes_in(self._staging)

    def on_file(self, have: int, total: int) -> None:
        """Tell the step that a file's progress makes."""
        if self._on_step is None:
            return
        done = self.done()
        seconds = max(1e-3, time.monotonic() - self._began)
        whole = self._model.size or total
        rate = (done - self._at_begin) / seconds
        self._on_step(Step(min(done, whole), whole, rate))
