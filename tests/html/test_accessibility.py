"""What axe-core finds in every mode that a reader may use, empty and filled in."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, FilePayload
from tests.html.conftest import OF_COLOURS

STORY: Final = sorted((Path(__file__).parents[2] / "docs" / "story").glob("*.json"))
MODES: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
    "narrow": {"viewport": {"width": 320, "height": 800}},
}
FILL_IN = """() => {
  for (const each of document.querySelectorAll("fieldset.scale input[value='3']")) each.click();
  for (const each of document.querySelectorAll("main [data-place]")) {
    if (each.type === "checkbox") each.click();
    else if (each.tagName === "TEXTAREA") each.value = "Sovimme tästä yhdessä.";
    else if (each.tagName === "SELECT") each.selectedIndex = 1;
    else if (each.type === "date") each.value = "2026-11-21";
    else if (each.type === "text") each.value = "A1";
    each.dispatchEvent(new Event("input", {bubbles: true}));
  }
  for (const each of document.querySelectorAll("[data-rows] + button")) each.click();
}"""


LANGUAGES: Final = ("fi", "en", "sv")
COLOURS: Final = {"dark", "forced colours", "more contrast"}
"""Modes in which a page differs by colours alone: its elements are the same in each language."""
KINDS_OF_ELEMENTS = """() => [...new Set(
  [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility())
    .map((each) => `${each.localName}.${[...each.classList].sort().join(".")}`)
)].sort()"""


def states(arrived: Any, folder: Path) -> Iterator[str]:  # noqa: ANN401 -- a visit of conftest.py
    """Show the pages of a language in each state in which people meet them."""
    page = arrived.open(folder / "workbook.html")
    yield "empty"
    page.evaluate(FILL_IN)
    with page.expect_download() as saved:
        page.click("#save")
    content = Path(saved.value.path()).read_bytes()
    yield "filled in"
    for view in ("summary", "overview", "finish", "start", "begin"):
        page.evaluate("view => { location.hash = view }", view)
        page.wait_for_function("view => document.body.dataset.view === view", arg=view)
        yield view
    page = arrived.open(folder / "follow-up.html")
    yield "follow-up"
    # Of the same workplace: two are never shown together.
    own = json.loads(content)
    for sheet in own["sheets"]:
        sheet.pop("organisation", None)
        sheet["answers"].pop("cover.occasion.organisation", None)
    content = json.dumps(own).encode()
    files = {path.name: path.read_bytes() for path in STORY} | {"own.json": content}
    page.set_input_files(
        "#files",
        [FilePayload(name=n, mimeType="application/json", buffer=b) for n, b in files.items()],
    )
    page.click("#answers > summary")
    page.wait_for_selector("#compare table")
    yield "compared"


@pytest.mark.parametrize(
    ("mode", "language"),
    [
        (mode, language)
        for mode in MODES
        for language in LANGUAGES
        if language == LANGUAGES[0] or mode not in COLOURS
    ],
)
def test_axe_finds_nothing_in_any_mode(
    site: Path, visit: Callable[..., Any], axe: Callable[..., Any], mode: str, language: str
) -> None:
    arrived = visit(**MODES[mode])
    for state in states(arrived, site / language):
        assert axe(arrived.page, OF_COLOURS if mode in COLOURS else ()) == {}, state


def test_what_is_seen_is_of_the_same_kinds_in_each_language(
    site: Path, visit: Callable[..., Any]
) -> None:
    """So colours that can be told apart in one language can be in all."""
    seen: list[set[str]] = []
    for language in LANGUAGES:
        arrived = visit()
        # Over all states, since a notice comes and goes by the clock.
        kinds = (arrived.page.evaluate(KINDS_OF_ELEMENTS) for _ in states(arrived, site / language))
        seen.append({kind for found in kinds for kind in found})
    first, *others = seen
    assert others == [first] * len(others)


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_the_page_about_files(
    site: Path, visit: Callable[..., Any], axe: Callable[..., Any], mode: str
) -> None:
    assert axe(visit(**MODES[mode]).open(site / "index.html")) == {}


@pytest.mark.parametrize("language", ["fi", "en"])
def test_axe_finds_nothing_on_the_path_page(
    site: Path, visit: Callable[..., Any], axe: Callable[..., Any], language: str
) -> None:
    assert axe(visit().open(site / language / "path.html")) == {}


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@pytest.mark.parametrize("name", ["workbook.html", "follow-up.html"])
def test_axe_finds_nothing_without_the_script(
    site: Path, browser: Browser, axe: Callable[..., Any], name: str, language: str
) -> None:
    # axe itself is a script, so the page's own is cut out instead of switching scripts off.
    page = browser.new_page()
    html = (site / language / name).read_text(encoding="utf-8")
    html = html[: html.index("<script>")]
    page.set_content(re.sub("</?noscript>", "", html))
    assert axe(page) == {}
    page.close()
