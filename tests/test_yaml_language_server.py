"""The YAML extension of editors, as it comes: it takes our files, complains and helps as we do."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from toimintamalli.content import check_content, open_content
from toimintamalli.findings import Severity

ROOT: Final = Path(__file__).parents[1]
SERVER: Final = ROOT / "tests/node/node_modules/yaml-language-server/bin/yaml-language-server"

Message = dict[str, Any]


class Server:
    """The language server, spoken to as an editor does: JSON-RPC over its standard streams."""

    def __init__(self) -> None:
        assert SERVER.is_file(), "run make tools"
        node = shutil.which("node")
        assert node
        self._process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._last = 0
        self._told: dict[str, list[Message]] = {}
        self.ask("initialize", processId=None, rootUri=None, capabilities={})
        self._send(method="initialized", params={})
        settings = {"yaml": {"validate": True, "hover": True, "schemaStore": {"enable": False}}}
        self._send(method="workspace/didChangeConfiguration", params={"settings": settings})

    def complaints(self, file: Path, text: str | None = None) -> list[Message]:
        """Return what it says of a file, or of a file with another text in it."""
        address = file.as_uri() + (f"?{self._last}" if text is not None else "")
        held = {
            "uri": address,
            "languageId": "yaml",
            "version": 1,
            "text": file.read_text(encoding="utf-8") if text is None else text,
        }
        self._send(method="textDocument/didOpen", params={"textDocument": held})
        while address not in self._told:
            self._take()
        return self._told.pop(address)

    def help_at(self, file: Path, line: int, character: int) -> str:
        """Return the help that is shown where the pointer rests on a word."""
        found = self.ask(
            "textDocument/hover",
            textDocument={"uri": file.as_uri()},
            position={"line": line, "character": character},
        )
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, **params: object) -> Message:
        self._last += 1
        self._send(id=self._last, method=method, params=params)
        while True:
            message = self._take()
            if message.get("id") == self._last and "method" not in message:
                result: Message = message["result"]
                return result

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _send(self, **message: object) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> Message:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: Message = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            # It asks for settings and the like: an editor without any of its own says nothing.
            count = len(message.get("params", {}).get("items", [])) or 1
            self._send(id=message["id"], result=[None] * count)
        return message


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def test_it_takes_every_file_that_we_ship(server: Server) -> None:
    files = [path for path in (ROOT / "content").rglob("*.yaml") if "locks" not in path.parts]
    told = {file.name: found for file in files if (found := server.complaints(file))}
    assert len(files) > 30
    assert told == {}


BROKEN: Final = [
    ("structure/themes/act-and-develop.yaml", "kind: scale", "kind: scal"),
    ("structure/themes/act-and-develop.yaml", "audience: [workplace, ohs]", "audience: workplace"),
    ("structure/themes/act-and-develop.yaml", "colour: '#A6480A'", "colour: brown"),
    ("structure/themes/act-and-develop.yaml", "small_workplace: true", "small_workplace: 'maybe'"),
    (
        "structure/themes/act-and-develop.yaml",
        "  - id: well-being-considered",
        "  - id: Well Being",
    ),
    ("structure/model.yaml", "version: ", "version: v"),
    ("structure/model.yaml", "licence: CC-BY-4.0", "licence: free"),
    ("structure/model.yaml", "seen: '2026-11-21'", "seen: '2026-13-41'"),
    ("structure/workbook.yaml", "pages: 22", "pages: many"),
    ("structure/workbook.yaml", "minutes: 5", "minuets: 5"),
    ("fi/themes/act-and-develop.yaml", "  title: ", "  titel: "),
    ("fi/themes/act-and-develop.yaml", "practices:", "practises:"),
    ("fi/model.yaml", "  purpose: |", "  aim: |"),
    ("en/glossary.yaml", "    term:", "    trem:"),
    ("fi/workbook.yaml", "profiles:", "profiles: x\nprofile:"),
    ("fi/themes/act-and-develop.yaml", "theme:\n", "theme:\n  title: twice\n"),
    ("fi/themes/act-and-develop.yaml", "theme:\n", "theme:\n\tlead: tab\n"),
]


@pytest.mark.parametrize(("name", "right", "wrong"), BROKEN, ids=[each[2][:24] for each in BROKEN])
def test_it_complains_in_the_line_in_which_check_does(
    server: Server, tmp_path: Path, name: str, right: str, wrong: str
) -> None:
    for folder in ("content", "schema"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "content" / name
    before = file.read_text(encoding="utf-8")
    assert right in before
    file.write_text(before.replace(right, wrong, 1), encoding="utf-8")

    theirs = {complaint["range"]["start"]["line"] + 1 for complaint in server.complaints(file)}
    ours = {
        finding.position.line
        for finding in check_content(open_content(tmp_path / "content"))
        if finding.severity is Severity.ERROR and finding.position.file.endswith(name)
    }

    assert theirs
    # Which line lacks something is a matter of taste: the thing's first, or where it could stand.
    assert min(abs(one - other) for one in ours for other in theirs) <= 1


def test_it_shows_what_a_field_is_in_english_and_finnish(server: Server) -> None:
    file = ROOT / "content/structure/themes/act-and-develop.yaml"
    server.complaints(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next(number for number, said in enumerate(lines) if said.startswith("    audience"))

    shown = server.help_at(file, line, 6)

    assert "The parties that the item speaks to." in shown
    assert "Osapuolet, joille kohta puhuu." in shown
