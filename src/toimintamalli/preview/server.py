"""A server for one person at one machine: reachable from nowhere else, and from no other page."""

import json
import secrets
from collections.abc import Callable, Mapping
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from os import stat_result
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from toimintamalli.errors import ToimintamalliError
from toimintamalli.limits import EXCHANGE
from toimintamalli.preview.saving import Edit

ADDRESS: Final = "127.0.0.1"

Show = Callable[[Mapping[str, str]], str | None]
"""From what an address asks for to a page; nothing where there is no such page."""


class Outcome(NamedTuple):
    """What became of an edit, and what to tell the editor."""

    status: HTTPStatus
    said: str


Save = Callable[[Edit], Outcome]
"""Puts an edit into the files, or says why not."""

PROOF: Final = "X-Preview-Token"
"""The header by which a page shows that it is ours: no other page can read what it must hold."""
_LONGEST_BODY: Final = 12 * EXCHANGE.characters
"""Bytes of an edit: three texts of the longest kind, escaped."""


class TakenPort(ToimintamalliError):
    """Another program listens at the port."""

    code = "port-taken"


class Preview(ThreadingHTTPServer):
    """Serves pages that are made anew for each request.

    Raises:
        TakenPort: another program listens at the port.
    """

    daemon_threads = True

    def __init__(
        self,
        folder: Path,
        show: Show,
        port: int,
        save: Save | None = None,
        show_readers: Show | None = None,
    ) -> None:
        self.folder, self.show, self.save, self.show_readers = folder, show, save, show_readers
        self.token = secrets.token_urlsafe(32)
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
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

# What readers get has scripts of its own: in a sandbox it can neither see nor save our texts.
_OF_READERS: Final = {
    **_HEADERS,
    "Content-Security-Policy": "sandbox allow-scripts; frame-ancestors 'self'",
}
_FILES: Final = {"/style.css": "text/css", "/script.js": "text/javascript"}


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Preview
    timeout = 20
    """Seconds until somebody who says nothing is left."""

    def do_GET(self) -> None:
        if self.headers.get("Host") not in self.server.hosts:
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "")
            return
        asked = urlsplit(self.path)
        if asked.path == "/":
            # Before the page is made: what is saved meanwhile is shown by the next one.
            ours = {"token": self.server.token, "stamp": stamp(self.server.folder)}
            page = self.server.show({**dict(parse_qsl(asked.query)), **ours})
            status = HTTPStatus.OK if page is not None else HTTPStatus.NOT_FOUND
            self._answer(status, "text/html", page or "")
        elif asked.path == "/readers" and self.server.show_readers:
            page = self.server.show_readers(dict(parse_qsl(asked.query)))
            status = HTTPStatus.OK if page is not None else HTTPStatus.NOT_FOUND
            self._answer(status, "text/html", page or "", _OF_READERS)
        elif asked.path == "/stamp":
            self._answer(HTTPStatus.OK, "text/plain", stamp(self.server.folder))
        elif asked.path in _FILES:
            own = files("toimintamalli.preview").joinpath(asked.path[1:])
            self._answer(HTTPStatus.OK, _FILES[asked.path], own.read_text(encoding="utf-8"))
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", "")

    def do_POST(self) -> None:
        outcome = self._refuse() or self._save()
        text = json.dumps({"said": outcome.said}, ensure_ascii=False)
        # What was not read of a refused request must not be taken for the next one.
        self.close_connection = True
        self._answer(outcome.status, "application/json", text)

    def _refuse(self) -> Outcome | None:
        """Return why a request is none of our own page's, before anything of it is read."""
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin", "")
        given = self.headers.get(PROOF, "").encode()
        if host not in self.server.hosts or origin != f"http://{host}":
            return Outcome(HTTPStatus.FORBIDDEN, "")
        if self.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            return Outcome(HTTPStatus.FORBIDDEN, "")
        if not secrets.compare_digest(given, self.server.token.encode()):
            return Outcome(HTTPStatus.FORBIDDEN, "")
        if self.server.save is None or self.path != "/save":
            return Outcome(HTTPStatus.NOT_FOUND, "")
        return self._refuse_body()

    def _refuse_body(self) -> Outcome | None:
        """Return why what a request brings along is not read."""
        if self.headers.get_content_type() != "application/json":
            return Outcome(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in self.headers:
            return Outcome(HTTPStatus.LENGTH_REQUIRED, "")
        if len(length) > _DIGITS or int(length) > _LONGEST_BODY:
            return Outcome(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "")
        return None

    def _save(self) -> Outcome:
        edit = _read_edit(self.rfile.read(int(self.headers["Content-Length"])))
        if edit is None or self.server.save is None:
            return Outcome(HTTPStatus.BAD_REQUEST, "")
        return self.server.save(edit)

    def _answer(
        self, status: HTTPStatus, kind: str, text: str, headers: Mapping[str, str] = _HEADERS
    ) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def version_string(self) -> str:
        return "toimintamalli"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 -- the name is http.server's
        """Say nothing: the terminal is for the editor."""


_DIGITS: Final = 9


def _read_edit(body: bytes) -> Edit | None:
    """Return the edit that a request holds, or nothing where it holds anything else."""
    names = ("language", "file", "path", "was", "source", "text")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or set(value) != set(names):
        return None
    if not all(isinstance(field, str) for field in value.values()):
        return None
    if any(len(field) > EXCHANGE.characters or not _is_unicode(field) for field in value.values()):
        return None
    return Edit(**value)


def _is_unicode(text: str) -> bool:
    # JSON may hold half of a pair of surrogates, which no file can.
    return not any("\ud800" <= character <= "\udfff" for character in text)
