"""Fetch one file over HTTP: go on where an earlier try stopped, and tell what went wrong.

The only place of Hotseat that opens a connection. Its callers are told to by the user.
"""

import errno
import hashlib
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from hotseat import __version__
from hotseat.asr.manifest import Kept, sha256_of
from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean_line
from hotseat.files import reason

PART = ".part"
# Seconds of silence after which a connection counts as broken.
PATIENCE = 30.0
# Tries in a row that bring nothing, after which a file is given up; seconds between two.
TRIES = 3
PAUSE = 1.0
_BLOCK = 1 << 18
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA1 = re.compile(r"[0-9a-f]{40}")
_FULL = (errno.ENOSPC, errno.EDQUOT)

OnProgress = Callable[[int, int], None]
"""Told bytes of the file on disk and in all (0: not known)."""


class NotThereError(HotseatError):
    """The server has no such file."""


class BrokenOffError(HotseatError):
    """The connection was lost or refused; another try may help."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a server says of a file: size in bytes (0: not said), hashes ("": not said)."""

    size: int = 0
    sha256: str = ""
    blob: str = ""


def fetch(
    url: str, target: Path, wanted: Kept | None = None, on_progress: OnProgress | None = None
) -> Kept:
    """Bring a file to `target`; return its size and hash.

    What came of it earlier lies in `target`.part and is gone on with. Its size and hash must be
    those `wanted`, or else those that the server tells. Raises HotseatError: not there, no
    connection, broken off, disk full, not what was expected (which is then thrown away).
    """
    if wanted is not None and _size(target) == wanted.size and sha256_of(target) == wanted.sha256:
        return wanted
    part = target.with_name(target.name + PART)
    told = _persist(url, part, wanted, on_progress)
    kept = _checked(part, told, wanted)
    try:
        with part.open("rb") as whole:
            os.fsync(whole.fileno())
        part.replace(target)
    except OSError as error:
        raise _disk_error(target, error) from error
    return kept


def _persist(url: str, part: Path, wanted: Kept | None, on_progress: OnProgress | None) -> Told:
    """Receive a file, going on when the connection breaks off; return what the server says."""
    tries = 0
    while True:
        before = _size(part)
        try:
            return _receive(url, part, wanted, on_progress)
        except BrokenOffError:
            tries = 0 if _size(part) > before else tries + 1
            if tries >= TRIES:
                raise
            time.sleep(PAUSE)


def _receive(url: str, part: Path, wanted: Kept | None, on_progress: OnProgress | None) -> Told:
    """Write the rest of a file behind what is there; return what the server says of the whole."""
    have = _size(part)
    if wanted is not None and wanted.size and have >= wanted.size:
        if have == wanted.size:
            return Told()
        part.unlink()
        have = 0
    asked = {"User-Agent": f"hotseat/{__version__}", "Accept-Encoding": "identity"}
    if have:
        asked["Range"] = f"bytes={have}-"
    remember = _Redirects()
    try:
        with _open(urllib.request.Request(url, headers=asked), remember) as response:
            first = remember.first if remember.first is not None else response.headers
            goes_on = response.status == 206 and _begins(response.headers) == have
            told = _told(first, response.headers, have if goes_on else 0)
            with _opened(part, "ab" if goes_on else "wb") as file:
                _copy(response, file, have if goes_on else 0, told.size, on_progress)
    except urllib.error.HTTPError as error:
        return _refused(error, url, part, have)
    if told.size and _size(part) < told.size:
        raise BrokenOffError(f"the connection to {_host(url)} broke off")
    return told


def _open(request: urllib.request.Request, redirects: "_Redirects") -> HTTPResponse:
    try:
        opener = urllib.request.build_opener(redirects)
        response: HTTPResponse = opener.open(request, timeout=PATIENCE)
    except urllib.error.HTTPError:
        raise
    except urllib.error.URLError as error:
        why = error.reason if isinstance(error.reason, OSError) else None
        told = reason(why) if why is not None else clean_line(str(error.reason), 120)
        raise BrokenOffError(f"no connection to {_host(request.full_url)} ({told})") from error
    except (OSError, HTTPException) as error:
        told = clean_line(str(error) or type(error).__name__, 120)
        raise BrokenOffError(f"no connection to {_host(request.full_url)} ({told})") from error
    return response


def _refused(error: urllib.error.HTTPError, url: str, part: Path, have: int) -> Told:
    """Deal with an error status: what is there may be the whole file already."""
    if error.code == 416 and have:
        told = re.fullmatch(r"bytes \*/(\d+)", error.headers.get("Content-Range", ""))
        if told is not None and int(told[1]) == have:
            return Told(have)
        part.unlink()  # longer than the file: of another one
        raise BrokenOffError(f"{_host(url)} could not go on where the download stopped")
    if 300 <= error.code < 400:
        raise HotseatError(f"{_host(url)} sends us to an address that is no web page: not followed")
    name = clean_line(urlsplit(url).path.rsplit("/", 1)[-1], 60)
    if error.code in (401, 403, 404, 410):
        raise NotThereError(f"{_host(url)} has no {name} (status {error.code})")
    raise BrokenOffError(f"{_host(url)} answered with status {error.code}")


def _copy(
    response: HTTPResponse, file: IO[bytes], have: int, total: int, on_progress: OnProgress | None
) -> None:
    while True:
        try:
            block = response.read(_BLOCK)
        except (OSError, HTTPException) as error:
            raise BrokenOffError(f"the connection to {_host(response.url)} broke off") from error
        if not block or (total and have > total):  # more than was told is of another file
            return
        try:
            file.write(block)
        except OSError as error:
            raise _disk_error(Path(file.name), error) from error
        have += len(block)
        if on_progress is not None:
            on_progress(have, total)


def _opened(part: Path, mode: str) -> IO[bytes]:
    try:
        opened: IO[bytes] = part.open(mode, buffering=0)
    except OSError as error:
        raise _disk_error(part, error) from error
    return opened


def _checked(part: Path, told: Told, wanted: Kept | None) -> Kept:
    """Return what was fetched. Raises HotseatError where it is not what was expected."""
    size, found = _size(part), sha256_of(part)
    right = True
    if wanted is not None and wanted.sha256:
        right = found == wanted.sha256
    elif told.sha256:
        right = found == told.sha256
    elif told.blob:
        right = _blob(part, size) == told.blob
    if right:
        return Kept(size, found)
    part.unlink()
    raise HotseatError(
        f"what came as {part.name.removesuffix(PART)} is not what it should be (wrong hash) and "
        "was thrown away: try again, or another --mirror"
    )


def _blob(file: Path, size: int) -> str:
    """Return the name that git gives to a file's content: hubs tell it for small files."""
    digest = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    digest.update(file.read_bytes())
    return digest.hexdigest()


def _told(first: Message, last: Message, have: int) -> Told:
    """Read the headers; hubs put size and hash of large files on the answer that redirects."""
    mark = first.get("X-Linked-Etag") or last.get("ETag") or ""
    mark = mark.removeprefix("W/").strip('"')
    length = _number(last.get("Content-Length"))
    return Told(
        size=_number(first.get("X-Linked-Size")) or (have + length if length else 0),
        sha256=mark if _SHA256.fullmatch(mark) else "",
        blob=mark if _SHA1.fullmatch(mark) else "",
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _begins(headers: Message) -> int:
    found = re.match(r"bytes (\d+)-", headers.get("Content-Range", ""))
    return int(found[1]) if found else -1


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0


def _host(url: str) -> str:
    return clean_line(urlsplit(url).netloc.rsplit("@", 1)[-1], 80)


def _disk_error(path: Path, error: OSError) -> HotseatError:
    if error.errno in _FULL:
        return HotseatError(
            f"the disk of {path.parent} is full: make room; the same command then goes on"
        )
    return HotseatError(f"{path} cannot be written ({reason(error)})")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, keeps the headers of the first, and never leaves HTTPS."""

    first: Message | None = None

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if self.first is None:
            self.first = headers
        secure = urlsplit(req.full_url).scheme == "https"
        allowed = ("https",) if secure else ("http", "https")
        if urlsplit(newurl).scheme not in allowed:
            raise NotThereError(f"{_host(req.full_url)} sends us away from HTTPS: not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
