"""A hub of models on this machine: serves files as a hub does, and fails as networks do."""

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hotseat.asr.catalogue import Known

WEIGHTS = bytes(range(256)) * 4000
FILES = {
    "config.json": b"{}",
    "tokenizer.json": b'{"version": "1.0"}',
    "vocabulary.txt": b"a\nb\n",
    "model.bin": WEIGHTS,
}
MINI = Known("mini", "someone/mini", "abc", len(WEIGHTS), hashlib.sha256(WEIGHTS).hexdigest())


@dataclass
class Hub:
    """What is served, how it fails, and what was asked for."""

    files: dict[str, bytes] = field(default_factory=lambda: dict(FILES))
    # Bytes of the weights after which the connection is cut, a time each.
    cuts: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    ranges: bool = True
    tells_hash: bool = True
    told_hash: str = ""
    elsewhere: str = ""
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)

    def asked_for(self, name: str) -> list[str]:
        """The Range of each request for a file."""
        return [span for path, span in self.asked if path.endswith(f"/{name}")]


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        """Redirect to where the bytes lie, as a hub does; then serve them."""
        hub, name = self.hub, self.path.rsplit("/", 1)[-1]
        data = hub.files.get(name)
        if data is None:
            self._answer(404, {}, b"")
        elif not self.path.startswith("/bytes/"):
            marks = {"X-Linked-Size": str(len(data))}
            if hub.tells_hash:
                digest = hub.told_hash or hashlib.sha256(data).hexdigest()
                marks["X-Linked-Etag"] = f'"{digest}"'
            self._answer(302, {"Location": f"{hub.elsewhere}/bytes/{name}", **marks}, b"")
        else:
            self._serve(name, data)

    def _serve(self, name: str, data: bytes) -> None:
        hub, asked = self.hub, self.headers.get("Range", "")
        hub.asked.append((self.path, asked))
        if name == "model.bin" and hub.statuses:
            self._answer(hub.statuses.pop(0), {}, b"")
            return
        start = re.fullmatch(r"bytes=(\d+)-", asked)
        if start is None or not hub.ranges:
            self._answer(200, {}, data, name)
        elif int(start[1]) >= len(data):
            self._answer(416, {"Content-Range": f"bytes */{len(data)}"}, b"")
        else:
            begin = int(start[1])
            span = f"bytes {begin}-{len(data) - 1}/{len(data)}"
            self._answer(206, {"Content-Range": span}, data[begin:], name)

    def _answer(self, status: int, headers: dict[str, str], body: bytes, name: str = "") -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if name == "model.bin" and self.hub.cuts:
            body = body[: self.hub.cuts.pop(0)]
            self.close_connection = True
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Hub]:
    """Serve a small model until the end of the block."""
    hub = Hub()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
