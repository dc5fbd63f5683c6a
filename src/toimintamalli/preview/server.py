"""A server for one person at one machine: reachable from nowhere else, and from no other page."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from os import stat_result
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from toimintamalli.errors import ToimintamalliError

ADDRESS: Final = "127.0.0.1"

Show = Callable[[Mapping[str, str]], str | None]
"""From what an address asks for to a page; nothing where there is no such page."""


class TakenPort(ToimintamalliError):
    """Another program listens at the port."""

    code = "port-taken"


class Preview(ThreadingHTTPServer):
    """Serves pages that are made anew for each request.

    Raises:
        TakenPort: another program listens at the port.
    """

    daemon_threads = True

    def __init__(self, folder: Path, show: Show, port: int) -> None:
        self.folder, self.show = folder, show
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as reason:
            raise TakenPort(port=str(port), reason=reason.strerror or str(reason)) from reason
        # A page elsewhere may have its own name point here (DNS rebinding): only ours are served.
        self.hosts = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{ADDRESS}:{self.server_port}/"


def stamp(folder: Path) -> str:
    """Return a value that changes whenever a content file is saved, added or removed."""
    facts = (
        f"{file}\0{found.st_mtime_ns}\0{found.st_size}"
        for file in sorted(folder.rglob("*.yaml"))
        if (found := _stat(file))
    )
    return sha256("\n".join(facts).encode()).hexdigest()


def _stat(file: Path) -> stat_result | None:
    try:
        return file.stat()
    except OSError:  # an editor replaces the file just now
        return None


_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_FILES: Final = {"/style.css": "text/css", "/script.js": "text/javascript"}


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Preview

    def do_GET(self) -> None:
        if self.headers.get("Host") not in self.server.hosts:
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "")
            return
        asked = urlsplit(self.path)
        if asked.path == "/":
            page = self.server.show(dict(parse_qsl(asked.query)))
            status = HTTPStatus.OK if page is not None else HTTPStatus.NOT_FOUND
            self._answer(status, "text/html", page or "")
        elif asked.path == "/stamp":
            self._answer(HTTPStatus.OK, "text/plain", stamp(self.server.folder))
        elif asked.path in _FILES:
            own = files("toimintamalli.preview").joinpath(asked.path[1:])
            self._answer(HTTPStatus.OK, _FILES[asked.path], own.read_text(encoding="utf-8"))
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", "")

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def version_string(self) -> str:
        return "toimintamalli"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 -- the name is http.server's
        """Say nothing: the terminal is for the editor."""
