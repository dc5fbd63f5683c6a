"""The follow-up page in Chromium, slowed as a work laptop on its battery: how long it stands still.

`python -m tests.benchmarks.race.browser` prints what happens while it opens twenty workbooks.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from playwright.sync_api import FilePayload, sync_playwright
from tests.conftest import CHROMIUM

import toimintamalli
from toimintamalli import Language, Request

FILES: Final = 20
SLOWER: Final = 4
SIGN_OF_LIFE: Final = 100
LONGEST_TASK: Final = 300
"""Milliseconds: https://web.dev/articles/rail and half a second less than people take for stuck."""
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_WATCH: Final = """() => {
  window.seen = { said: [], tasks: [], start: 0 };
  const said = document.querySelector("#said");
  const files = document.querySelector("#files");
  const note = () => seen.said.push([performance.now(), said.innerText.trim()]);
  new MutationObserver(note).observe(said, { childList: true, subtree: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push([task.startTime, task.duration]);
  }).observe({ entryTypes: ["longtask"] });
  files.addEventListener("change", () => { seen.start = performance.now(); }, { capture: true });
}"""
_DONE: Final = "seen.start > 0 && document.querySelectorAll('#sources ul > li').length > 0"
_PATIENCE: Final = 300
_PARSE: Final = """(text) => {
  const start = performance.now();
  for (let n = 0; n < 20; n += 1) new DOMParser().parseFromString(text, "application/xml");
  return performance.now() - start;
}"""


@dataclass(frozen=True)
class Opening:
    """What happened while the files were opened, in milliseconds."""

    parsing: float
    """What the browser's own parser takes for the same texts."""
    whole: float
    first_sign: float
    longest_task: float
    signs: int
    """How often the page said something."""


def workbooks() -> list[bytes]:
    """Return filled-in workbooks of different workplaces, as many as a page is given at once."""
    request = Request(languages=(Language("fi"),), profile="meeting")
    made = toimintamalli.generate("docx", toimintamalli.load(), request, {"edition": "fill"})
    blank = next(made).content
    with ZipFile(BytesIO(blank)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    files = []
    for number in range(FILES):
        data = BytesIO()
        with ZipFile(data, "w", ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
            archive.comment = b"%d" % number
        files.append(data.getvalue())
    return files


def page_file(folder: Path) -> Path:
    """Write the page, and return where it is."""
    made = toimintamalli.generate(
        "html", toimintamalli.load(), Request(languages=(Language("fi"),))
    )
    file = folder / "follow-up.html"
    file.write_bytes(
        next(artifact.content for artifact in made if artifact.path.endswith("follow-up.html"))
    )
    return file


def measure() -> Opening:
    """Open the files in a new browser, and return what happened."""
    files = workbooks()
    with ZipFile(BytesIO(files[0])) as opened:
        text = opened.read("word/document.xml").decode()
    given = [
        FilePayload(name=f"{number}.docx", mimeType=_TYPE, buffer=data)
        for number, data in enumerate(files)
    ]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page()
        page.set_default_timeout(300_000)
        page.goto(page_file(Path(folder)).as_uri())
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        parsing = float(page.evaluate(_PARSE, text))
        page.evaluate(_WATCH)
        page.set_input_files("#files", given)
        # The page lets nothing be evaluated from a text, which `wait_for_function` would do.
        until = monotonic() + _PATIENCE
        while not page.evaluate(_DONE) and monotonic() < until:
            page.wait_for_timeout(500)
        page.wait_for_timeout(1000)
        seen = page.evaluate("seen")
        browser.close()
    return _opening(parsing, seen)


def _opening(parsing: float, seen: Mapping[str, object]) -> Opening:
    read = json.loads(json.dumps(seen))
    start = read["start"]
    said = [at - start for at, text in read["said"] if at >= start and text]
    # Handing over the files is the work of who measures: what of it comes before they are there.
    began = [(max(at - start, 0.0), at - start + long) for at, long in read["tasks"]]
    tasks = [(at, end - at) for at, end in began if end > 0]
    whole = max([*said, *(at + long for at, long in tasks)], default=0.0)
    longest = max((long for _, long in tasks), default=0.0)
    return Opening(parsing, whole, min(said, default=whole), longest, len(said))


if __name__ == "__main__":
    found = measure()
    sys.stdout.write(f"{found}\n")
