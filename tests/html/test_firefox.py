"""Firefox beside Chromium: a document is begun, written in, kept, and there again."""

import json
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

import pytest
from tests.html.conftest import NODE, need

FIREFOX: Final = Path("/usr/bin/firefox-esr")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Where the workbook is: on a disk, where all pages share one storage, or on a server."""
    if request.param == "file":
        yield (site / "fi" / "workbook.html").as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/fi/workbook.html"
        server.shutdown()


def test_a_document_is_kept_in_firefox(address: str) -> None:
    command = ["node", "--experimental-websocket", "firefox.mjs", address, str(need(FIREFOX))]
    done = subprocess.run(
        command, cwd=NODE, capture_output=True, check=False, text=True, timeout=180
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "first": "start",
        "name": "Esimerkki Oy · Tapaaminen · kierros 1",
        "stage": "#cover",
        "value": "rivi yksi\nrivi kaksi",
        "drafts": 1,
    }
