"""The same things done in Firefox and in Chromium, from a disk and over http: what people do most.

Each step is a function that runs in the page; what the steps with a name return is compared.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import Browser
from tests.html.conftest import NODE, need

from toimintamalli import Model, Text

FIREFOX: Final = Path("/usr/bin/firefox-esr")
TALK: Final = "prerequisites.question.building-trust"
PLACE: Final = f"""document.querySelector('[data-place="{TALK}"]')"""
UNTIL: Final = """until => new Promise((done) => {
  const look = () => (until() ? done() : setTimeout(look, 30));
  look();
})"""


class Step(NamedTuple):
    """One thing that is done; without a function the page is gone to or loaded again."""

    run: str = ""
    name: str = ""
    reload: bool = False


GO: Final = Step()
RELOAD: Final = Step(reload=True)
WORKS: Final = Step(f'() => ({UNTIL})(() => document.documentElement.classList.contains("works"))')
KEPT: Final = Step(f"""() => ({UNTIL})(
  () => /selaimessa \\d/.test(document.querySelector("#kept").textContent))""")
VALUE: Final = f"() => {PLACE}.value"
NAME: Final = '() => document.querySelector("#name").textContent'
DRAFTS: Final = """() => [...document.querySelectorAll("#drafts li strong")]
  .map((each) => each.textContent.split(" · ")[0]).sort().join("; ")"""


def begin(organisation: str) -> Iterator[Step]:
    yield from (GO, WORKS)
    yield Step(f"""() => {{
      document.querySelector("[data-begin=meeting]").click();
      document.querySelector("#begin-organisation").value = "{organisation}";
      document.querySelector("#begin-go").click();
    }}""")
    yield KEPT


def write(text: str) -> Iterator[Step]:
    yield Step(f"""async () => {{
      location.hash = "all";
      await ({UNTIL})(() => document.body.dataset.view === "all");
      {PLACE}.value = {json.dumps(text)};
      {PLACE}.dispatchEvent(new Event("input", {{bubbles: true}}));
    }}""")
    yield KEPT


def drop(name: str, content: str) -> Step:
    """Drop a file on the page, and wait until the page says something of it."""
    return Step(f"""async () => {{
      document.querySelector("#said").replaceChildren();
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([{json.dumps(content)}], "{name}"));
      dispatchEvent(new DragEvent("drop", {{dataTransfer, cancelable: true}}));
      await ({UNTIL})(() => document.querySelector("#said").textContent.trim());
      await ({UNTIL})(() => !/…$/.test(document.querySelector("#kept").textContent));
    }}""")


def open_draft(organisation: str) -> Iterator[Step]:
    yield from (GO, WORKS)
    yield Step(f"""async () => {{
      [...document.querySelectorAll("#drafts li")]
        .find((each) => each.querySelector("strong").textContent.startsWith("{organisation}"))
        .querySelector(".primary").click();
      const name = document.querySelector("#name");
      await ({UNTIL})(() => name.textContent.startsWith("{organisation}"));
    }}""")


def file(model: Model[Text], *rounds: tuple[int, dict[str, str]], organisation: str) -> str:
    head = {"model": model.id, "contentVersion": model.version, "language": "fi"}
    sheets = [
        {
            **head,
            "organisation": organisation,
            "round": number,
            "answers": {id_: {"kind": "text", "value": said} for id_, said in answers.items()},
        }
        for number, answers in rounds
    ]
    return json.dumps({"schemaVersion": "1.0.0", "sheets": sheets})


def steps(model: Model[Text]) -> Iterator[Step]:
    # Somebody pastes out of a slide program, and comes back to it later.
    yield from begin("Aamu Oy")
    yield Step(NAME, "first")
    yield from write("rivi yksi\vrivi kaksi")
    yield from (RELOAD, WORKS, Step(VALUE, "pasted"))
    # Another client in the same browser.
    yield from begin("Ilta Oy")
    yield Step(VALUE, "of another client")
    yield from write("Illan sana")
    # A file of a third, on the page of the second.
    theirs = file(model, (1, {TALK: "Yön sana"}), organisation="Yö Oy")
    yield from (drop("yo.json", theirs), Step(NAME, "opened"), Step(VALUE, "opened says"))
    yield from (drop("bad.json", "?"), Step(VALUE, "after a bad file"))
    # The next round begins with nothing filled in.
    later = file(model, (1, {TALK: "Silloin"}), (2, {}), organisation="Uusi Oy")
    yield from (drop("uusi.json", later), Step(NAME, "next round"), Step(VALUE, "next round says"))
    yield from open_draft("Aamu Oy")
    yield Step(VALUE, "back at the first")
    yield from (GO, WORKS, Step(DRAFTS, "drafts"))


EXPECTED: Final = {
    "first": "Aamu Oy · Tapaaminen · kierros 1",
    "pasted": "rivi yksi\nrivi kaksi",
    "of another client": "",
    "opened": "Yö Oy · Tapaaminen · kierros 1",
    "opened says": "Yön sana",
    "after a bad file": "Yön sana",
    "next round": "Uusi Oy · kierros 2",
    "next round says": "",
    "back at the first": "rivi yksi\nrivi kaksi",
    "drafts": "Aamu Oy; Ilta Oy; Uusi Oy; Yö Oy",
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/fi/workbook.html"
        server.shutdown()


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture(params=["file", "http"])
def any_address(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    """Where the workbook is: on a disk, where all pages share one storage, or on a server."""
    return address if request.param == "http" else (site / "fi" / "workbook.html").as_uri()


def test_documents_stay_apart_in_firefox(any_address: str, model: Model[Text]) -> None:
    command = ["node", "--experimental-websocket", "firefox.mjs", any_address, str(need(FIREFOX))]
    given = [{**each._asdict(), "go": each == GO} for each in steps(model)]
    done = subprocess.run(
        command,
        input=json.dumps(given),
        cwd=NODE,
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == EXPECTED


def test_documents_stay_apart_in_chromium_over_http(
    address: str, browser: Browser, model: Model[Text]
) -> None:
    context = browser.new_context(locale="fi-FI")
    page = context.new_page()
    seen = {}
    for each in steps(model):
        if each == GO:
            page.goto("about:blank")
            page.goto(address)
        elif each.reload:
            page.reload()
        else:
            found = page.evaluate(f"({each.run})()")
            if each.name:
                seen[each.name] = found
    context.close()
    assert seen == EXPECTED
