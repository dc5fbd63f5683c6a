"""The documentation is a site: built without a warning, read from a folder, found by search."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NothingFound
from tests.test_architecture import BELOW

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"

QUESTIONS: Final = {
    "ennakkotehtävä": "fi/facilitators.html",
    "seuraava kierros": "fi/facilitators.html",
    "nästa omgång": "sv/facilitators.html",
    "calendar entry next meeting": "facilitators.html",
    "organisation cover": "facilitators.html",
    "filled workbook": "facilitators.html",
    "misspelt key": "editors.html",
    "Swedish spelling": "editors.html",
    "toimintamalli fmt": "reference/commands.html",
    "out of date translation": "translators.html",
    "XLIFF": "translators.html",
    "Weblate": "translators.html",
    "places.json": "tool-builders.html",
    "SurveyJS": "tool-builders.html",
    "retired place": "reference/schemas.html",
    "DuckDB": "analysts.html",
    "Parquet": "analysts.html",
    "own format": "generators.html",
    "next_round": "reference/api.html",
    "logo": "reference/formats.html",
    "exit status": "reference/commands.html",
    "Typst": "decisions/060-pdf-by-typst.html",
}
"""What people look for → the page that answers it, among the first five that a search shows."""

_RESULTS: Final = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) walk(node.shadowRoot);
      // What a search shows marks the words on the page to which it leads.
      if (node.tagName === "A" && /[?&]h=/.test(node.href)) found.push(node.href);
    }
  };
  walk(document);
  return found;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation")
    command = [sys.executable, str(DOCS / "site" / "make_site.py"), str(folder)]
    made = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "site"


def test_every_page_is_in_the_site(site: Path) -> None:
    pages = {file.relative_to(DOCS).with_suffix(".html") for file in DOCS.rglob("*.md")}
    ours = {page for page in pages if page.parts[0] != "site"}
    assert {page.as_posix() for page in ours if not (site / page).exists()} == set()


def test_every_page_but_the_decisions_is_in_the_menu(site: Path) -> None:
    start = etree.parse(site / "index.html", etree.HTMLParser())
    menu = {link.get("href", "").removeprefix("./") for link in start.findall(".//nav//a")}
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    apart = {page for page in pages if page.startswith("decisions/")} | {"404.html"}
    assert pages - apart - menu == set()


def test_the_tour_shows_how_the_rooms_rest_on_each_other(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(site / "house.html")
    assert page.locator("img[src='images/layers.svg']").evaluate("each => each.naturalWidth > 0")
    picture = etree.parse(site / "images" / "layers.svg")
    drawn = picture.iter("{http://www.w3.org/2000/svg}text")
    assert {room.text for room in drawn} == BELOW.keys() - {"__main__"} | {"plug-ins"}


def test_search_from_a_disk_finds_what_people_look_for(
    site: Path, visit: Callable[..., Any]
) -> None:
    arrived = visit()
    page = arrived.open(site / "index.html")
    missed = {
        question: found
        for question, wanted in QUESTIONS.items()
        if wanted not in (found := _search(page, site, question))
    }
    assert missed == {}
    assert [url for url in arrived.requests if not url.startswith(site.as_uri())] == []


def _search(page: Page, site: Path, question: str) -> list[str]:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.locator("input").and_(page.locator(":focus")).fill(question)
    try:
        page.wait_for_function(f"({_RESULTS})().length > 0", timeout=5_000)
    except NothingFound:
        return []
    found: list[str] = page.evaluate(_RESULTS)
    start = f"{site.as_uri()}/"
    return [url.removeprefix(start).partition("?")[0] for url in found[:5]]
