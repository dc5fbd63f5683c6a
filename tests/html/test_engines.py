"""The same things done in Firefox and in Chromium, from a disk and over http: what people do most.

Each step is a function that runs in a page; what the steps with a name return is compared.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from tests.html.conftest import NODE, need
from tests.html.conftest import write as write_site

from toimintamalli import Model, Request, Text

FIREFOX: Final = Path("/usr/bin/firefox-esr")
WORKBOOK: Final = "fi/workbook.html"
MEETING: Final = "meeting/fi/workbook.html"
COPY: Final = "copy/copy.html"
TALK: Final = "prerequisites.question.building-trust"
SCALE: Final = "prerequisites.question.roles-known"
OTHER: Final = "agreed-measures.measures-1.need"
UNTIL: Final = """until => new Promise((done, fail) => {
  const end = Date.now() + 15000;
  const look = () =>
    until() ? done() : Date.now() > end ? fail(new Error(String(until))) : setTimeout(look, 30);
  look();
})"""
SEEN: Final = "__SEEN__"
"""In a function: what the steps before have returned, by their names."""


class Step(NamedTuple):
    """One thing that is done in a tab: a page is gone to or loaded again, or a function runs."""

    run: str = ""
    name: str = ""
    go: str = ""
    reload: bool = False
    tab: int = 0


GO: Final = Step(go=WORKBOOK)
RELOAD: Final = Step(reload=True)
WORKS: Final = Step(f'() => ({UNTIL})(() => document.documentElement.classList.contains("works"))')
KEPT: Final = Step(f"""() => ({UNTIL})(
  () => /selaimessa \\d/.test(document.querySelector("#kept").textContent))""")
NAME: Final = '() => document.querySelector("#name").textContent'
DRAFTS: Final = """() => [...document.querySelectorAll("#drafts li strong")]
  .map((each) => each.textContent.split(" · ")[0]).sort().join("; ")"""
SAVED: Final = f"""async () => {{
  // What is handed to the browser to save is looked at instead.
  let content;
  const {{ createObjectURL }} = URL;
  const {{ click }} = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob) => ((content = blob), createObjectURL.call(URL, blob));
  HTMLAnchorElement.prototype.click = () => undefined;
  SAVE
  await ({UNTIL})(() => content);
  await ({UNTIL})(() => !/…$/.test(document.querySelector("#kept").textContent));
  Object.assign(URL, {{ createObjectURL }});
  Object.assign(HTMLAnchorElement.prototype, {{ click }});
  return content.text();
}}"""
CTRL_S: Final = SAVED.replace(
    "SAVE", 'dispatchEvent(new KeyboardEvent("keydown", { ctrlKey: true, key: "s" }));'
)
SAVE_PAGE: Final = SAVED.replace("SAVE", 'document.querySelector("#save-page").click();')


def place(id_: str) -> str:
    return f"""document.querySelector('[data-place="{id_}"]')"""


def value(id_: str = TALK) -> str:
    return f"() => {place(id_)}.value"


VALUE: Final = value()


def begin(organisation: str) -> Iterator[Step]:
    yield from (GO, WORKS)
    yield Step(f"""() => {{
      document.querySelector("[data-begin=meeting]").click();
      document.querySelector("#begin-organisation").value = "{organisation}";
      document.querySelector("#begin-go").click();
    }}""")
    yield KEPT


def write(text: str, id_: str = TALK, tab: int = 0) -> Iterator[Step]:
    yield Step(
        f"""async () => {{
      location.hash = "all";
      await ({UNTIL})(() => document.body.dataset.view === "all");
      {place(id_)}.value = {json.dumps(text)};
      {place(id_)}.dispatchEvent(new Event("input", {{bubbles: true}}));
    }}""",
        tab=tab,
    )
    yield KEPT._replace(tab=tab)


def drop(name: str, content: str) -> Step:
    """Drop a file on the page, and wait until the page says something of it."""
    return Step(f"""async () => {{
      document.querySelector("#said").replaceChildren();
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([{content}], "{name}"));
      dispatchEvent(new DragEvent("drop", {{dataTransfer, cancelable: true}}));
      await ({UNTIL})(() => document.querySelector("#said").textContent.trim());
      await ({UNTIL})(() => !/…$/.test(document.querySelector("#kept").textContent));
    }}""")


def open_draft(organisation: str, tab: int = 0) -> Iterator[Step]:
    yield from (GO._replace(tab=tab), WORKS._replace(tab=tab))
    yield Step(
        f"""async () => {{
      [...document.querySelectorAll("#drafts li")]
        .find((each) => each.querySelector("strong").textContent.startsWith("{organisation}"))
        .querySelector(".primary").click();
      const name = document.querySelector("#name");
      await ({UNTIL})(() => name.textContent.startsWith("{organisation}"));
    }}""",
        tab=tab,
    )


def sheet(model: Model[Text], answers: Mapping[str, object], **facts: object) -> dict[str, object]:
    head = {"model": model.id, "contentVersion": model.version, "language": "fi"}
    return {**head, "answers": answers, **facts}


def file(*sheets: dict[str, object]) -> str:
    return json.dumps(json.dumps({"schemaVersion": "1.0.0", "sheets": sheets}))


def said(text: str) -> dict[str, str]:
    return {"kind": "text", "value": text}


def apart(model: Model[Text]) -> Iterator[Step]:
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
    theirs = sheet(model, {TALK: said("Yön sana")}, organisation="Yö Oy", round=1)
    yield from (drop("yo.json", file(theirs)), Step(NAME, "opened"), Step(VALUE, "opened says"))
    yield from (drop("bad.json", '"?"'), Step(VALUE, "after a bad file"))
    yield from open_draft("Aamu Oy")
    yield Step(VALUE, "back at the first")


def rounds() -> Iterator[Step]:
    """Round 1 goes on as round 2 in the same browser."""
    yield from begin("Uusi Oy")
    yield from write("Silloin")
    yield from write("Kiire", OTHER)
    yield Step(f"""async () => {{
      location.hash = "finish";
      await ({UNTIL})(() => document.body.dataset.view === "finish");
      document.querySelector("#next-round").click();
      await ({UNTIL})(() => /kierros 2/.test(document.querySelector("#name").textContent));
    }}""")
    yield from (KEPT, Step(NAME, "next round"), Step(VALUE, "next round says"))
    yield Step(value(OTHER), "next round carries")


def two_tabs() -> Iterator[Step]:
    yield from begin("Kaksi Oy")
    yield from open_draft("Kaksi Oy", tab=1)
    yield from write("ensimmäinen")
    yield from write("toinen", OTHER, tab=1)
    for tab, id_, text in ((1, TALK, "ensimmäinen"), (0, OTHER, "toinen")):
        yield Step(f"() => ({UNTIL})(() => {place(id_)}.value === '{text}')", tab=tab)
    yield from (RELOAD, WORKS)
    yield Step(f"() => [{place(TALK)}.value, {place(OTHER)}.value].join()", "both tabs")


def old_file(model: Model[Text]) -> Iterator[Step]:
    """A letter is mended in a file of January."""
    joint = sheet(model, {TALK: said("kirjoitusvirje")}, round=1, date="2026-01-12")
    scale = {f"{SCALE}@ohs": {"kind": "scale", "value": 2}}
    party = sheet(model, scale, round=1, date="2026-01-08", party="ohs")
    yield from (GO, WORKS, drop("tammikuu.json", file(joint, party)))
    yield from write("kirjoitusvirhe")
    yield Step(CTRL_S, "mended")
    yield Step(
        f"() => JSON.parse({SEEN}.mended).sheets.map(({{ date }}) => date).sort().join()", "days"
    )


def round_trip(model: Model[Text]) -> Iterator[Step]:
    """What the meeting's own page does not know comes back in full."""
    ids = [f"plan.{each}" for each in ("needs-1.need", "goals-1.goal", "measures-1.how")]
    whole = sheet(model, {id_: said(id_) for id_ in ids}, organisation="Laaja Oy", round=1)
    yield from (Step(go=MEETING), WORKS, drop("laaja.json", file(whole)))
    yield from write("lisätty")
    yield Step(CTRL_S, "back")
    yield from (GO, WORKS, drop("takaisin.json", f"{SEEN}.back"))
    shown = ", ".join(f"{place(each)}.value" for each in (*ids, TALK))
    yield Step(f"() => [{shown}].join()", "came back")


def copying() -> Iterator[Step]:
    yield from begin("Kopio Oy")
    yield from write("Avoimuus </template> &amp;")
    yield Step(SAVE_PAGE, "copy")


def steps(model: Model[Text]) -> Iterator[Step]:
    yield from apart(model)
    yield from rounds()
    yield from two_tabs()
    yield from old_file(model)
    yield from round_trip(model)
    yield from copying()
    yield from (GO, WORKS, Step(DRAFTS, "drafts"))


EXPECTED: Final = {
    "first": "Aamu Oy · Tapaaminen · kierros 1",
    "pasted": "rivi yksi\nrivi kaksi",
    "of another client": "",
    "opened": "Yö Oy · Tapaaminen · kierros 1",
    "opened says": "Yön sana",
    "after a bad file": "Yön sana",
    "back at the first": "rivi yksi\nrivi kaksi",
    "next round": "Uusi Oy · kierros 2",
    "next round says": "",
    "next round carries": "Kiire",
    "both tabs": "ensimmäinen,toinen",
    "days": "2026-01-08,2026-01-12",
    "came back": "plan.needs-1.need,plan.goals-1.goal,plan.measures-1.how,lisätty",
}
OF_COPY: Final = {"name": "Kopio Oy · Tapaaminen · kierros 1", "says": "Avoimuus </template> &amp;"}

Run = Callable[[str, Iterable[Step]], dict[str, str]]
"""Do steps below an address, in a browser of their own; what those with a name return."""


def run_in_firefox(root: str, given: Iterable[Step]) -> dict[str, str]:
    command = ["node", "--experimental-websocket", "firefox.mjs", root, str(need(FIREFOX))]
    done = subprocess.run(
        command,
        input=json.dumps([each._asdict() for each in given]),
        cwd=NODE,
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, str] = json.loads(done.stdout)
    return seen


def run_in_chromium(browser: Browser, root: str, given: Iterable[Step]) -> dict[str, str]:
    context = browser.new_context(locale="fi-FI")
    pages: dict[int, Page] = {}
    seen: dict[str, str] = {}
    for each in given:
        if each.tab not in pages:
            pages[each.tab] = context.new_page()
        page = pages[each.tab]
        if each.go:
            page.goto("about:blank")
            page.goto(f"{root}/{each.go}")
        elif each.reload:
            page.reload()
        else:
            found = page.evaluate(f"({each.run.replace(SEEN, json.dumps(seen))})()")
            if each.name:
                seen[each.name] = found
    context.close()
    return seen


@pytest.fixture(params=["firefox", "chromium"])
def run(request: pytest.FixtureRequest, browser: Browser) -> Run:
    return run_in_firefox if request.param == "firefox" else partial(run_in_chromium, browser)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def pages(site: Path, model: Model[Text], tmp_path: Path) -> Path:
    """The whole workbook, and that of the meeting beside it."""
    (tmp_path / "fi").mkdir()
    shutil.copy(site / WORKBOOK, tmp_path / WORKBOOK)
    write_site(tmp_path / "meeting", model, Request(profile="meeting", languages=("fi",)))
    (tmp_path / COPY).parent.mkdir()
    return tmp_path


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, pages: Path) -> Iterator[str]:
    """Where the pages are: on a disk, where all may share one storage, or on a server."""
    if request.param == "file":
        yield pages.as_uri()
        return
    with served(pages) as found:
        yield found


def test_documents_stay_apart_and_nothing_is_lost_in_any_engine_from_disk_and_over_http(
    run: Run, root: str, pages: Path, model: Model[Text]
) -> None:
    seen = run(root, steps(model))
    copy = seen.pop("copy")
    answered = {name: found for name, found in seen.items() if name in EXPECTED}
    assert answered == EXPECTED
    drafts = seen["drafts"].split("; ")
    assert {"Aamu Oy", "Ilta Oy", "Yö Oy", "Uusi Oy", "Kaksi Oy", "Kopio Oy"} <= set(drafts)
    assert drafts.count("Uusi Oy") == 2
    # Somebody else opens the copy with a double click.
    (pages / COPY).write_text(copy, encoding="utf-8")
    there = (Step(go=COPY), WORKS, Step(NAME, "name"), Step(VALUE, "says"))
    assert run(root, there) == OF_COPY
