"""The report in a browser: valid, readable in every mode, and nothing in it runs."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import html5lib
import pytest
from playwright.sync_api import Browser, Page
from tests.html.conftest import Checker
from tests.html.test_accessibility import MODES
from tests.report.conftest import LANGUAGES, Tell
from tests.report.hostile import LONG, hostile
from tests.report.story import STORY

from toimintamalli import FollowUp
from toimintamalli.reporting import render

Visits = Callable[..., Any]
Axe = Callable[[Page], dict[str, list[str]]]
NO_SVG: Final = re.compile(r"<svg.*?</svg>", re.DOTALL)


def written(figures: FollowUp, tell: Tell, language: str = "fi") -> str:
    (made,) = render("html", tell(figures, language))
    assert made.path == f"{language}/report.html"
    return made.content.decode()


@pytest.fixture(scope="module")
def pages(site: Path, tell: Tell, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story in three languages, and what else a page may have to show."""
    folder = tmp_path_factory.mktemp("pages")
    for language in LANGUAGES:
        content = (site / language / "report.html").read_bytes()
        (folder / f"{language}.html").write_bytes(content)
    for name, figures in {
        "figures": STORY,
        "hostile": hostile(),
        "long": hostile(LONG),
        "empty": FollowUp(),
    }.items():
        (folder / f"{name}.html").write_text(written(figures, tell), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["fi", "figures", "hostile", "empty"])
@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_in_any_mode(
    name: str, mode: str, pages: Path, visit: Visits, axe: Axe
) -> None:
    assert axe(visit(**MODES[mode]).open(pages / f"{name}.html")) == {}


@pytest.mark.parametrize("language", ["en", "sv"])
def test_axe_finds_nothing_in_any_language(
    language: str, pages: Path, visit: Visits, axe: Axe
) -> None:
    assert axe(visit().open(pages / f"{language}.html")) == {}


def test_the_checkers_of_html_find_nothing(
    pages: Path, vnu: Checker, html_validate: Checker
) -> None:
    assert vnu(pages) == {}
    assert html_validate(pages) == {}


@pytest.mark.parametrize("name", ["fi", "sv", "figures", "hostile", "long", "empty"])
def test_nothing_is_wider_than_a_small_screen(name: str, pages: Path, visit: Visits) -> None:
    page = visit(viewport={"width": 320, "height": 800}).open(pages / f"{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("name", ["fi", "hostile"])
def test_nothing_runs_and_nothing_is_fetched(name: str, pages: Path, visit: Visits) -> None:
    made = visit()
    made.page.on("dialog", lambda each: pytest.fail(each.message))
    made.open(pages / f"{name}.html")

    html = (pages / f"{name}.html").read_text(encoding="utf-8")
    assert "<script" not in html
    meta = made.page.locator("meta[http-equiv=Content-Security-Policy]")
    policy = meta.get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"\son\w+\s*=|\sstyle\s*=|javascript:(?!x)", NO_SVG.sub("", html))
    assert [
        request for request in made.requests if not request.startswith(("file:", "data:"))
    ] == []


def test_hostile_words_stay_words(tell: Tell) -> None:
    root = html5lib.parse(written(hostile(), tell), namespaceHTMLElements=False)
    shown = "".join(root.itertext())

    assert "<script>alert(1)</script>\"'&amp; ]]> {{ 7*7 }} {text} </w:t> <!--" in shown
    assert not re.search("[\x00\x0b\x1f\x7f]", shown)


def test_people_are_quoted_in_no_language(tell: Tell) -> None:
    root = html5lib.parse(written(STORY, tell, "en"), namespaceHTMLElements=False)
    assert root.get("lang") == "en"
    quoted = [element for element in root.iter() if (element.text or "").startswith("Taukojumppa")]
    assert quoted
    assert {element.get("lang") for element in quoted} == {""}


def test_a_line_break_that_somebody_wrote_stays(pages: Path, visit: Visits) -> None:
    page = visit().open(pages / "figures.html")
    assert page.locator("blockquote").first.inner_text().splitlines() == [
        "Viikkokeskustelut alkoivat.",
        "Puhelinaika toimii.",
    ]


def test_each_picture_has_a_name_and_a_description(pages: Path, visit: Visits) -> None:
    page = visit().open(pages / "figures.html")
    for each in page.get_by_role("img").all():
        named, described = (each.get_attribute(f"aria-{n}") for n in ("labelledby", "describedby"))
        assert page.locator(f"#{named}").text_content()
        assert page.locator(f"#{described}").text_content()
    assert page.get_by_role("img").count() == 7
    assert page.get_by_role("table").count() == 4


@pytest.mark.parametrize("mode", ["light", "dark", "forced colours"])
def test_signs_can_be_told_apart_in_every_mode(mode: str, pages: Path, visit: Visits) -> None:
    """A hollow sign is filled with the page's colour, a full one is not."""
    page = visit(**MODES[mode]).open(pages / "figures.html")
    ground, full, hollow, edge = page.evaluate("""() => {
      const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
      return [of("body", "backgroundColor"), of(".overview .mark:not(.hollow)", "fill"),
              of(".overview .hollow", "fill"), of(".overview .hollow", "stroke")];
    }""")
    assert hollow == ground
    assert full != ground
    assert edge != ground


@pytest.fixture(scope="module")
def printed(browser: Browser, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 -- a dictionary
    folder = tmp_path_factory.mktemp("paper")
    texts = {}
    for name in ("fi", "en", "sv", "figures"):
        page = browser.new_page()
        page.goto((pages / f"{name}.html").as_uri())
        page.pdf(path=str(folder / f"{name}.pdf"), prefer_css_page_size=True)
        page.close()
        said = subprocess.run(
            ["pdftotext", "-layout", folder / f"{name}.pdf", "-"], check=True, capture_output=True
        )
        texts[name] = said.stdout.decode().split("\f")[:-1]
    return texts


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("fi", "Arviot"),
        ("en", "Answers on the scale"),
        ("sv", "Svaren på skalan"),
        ("figures", "Arviot"),
    ],
)
def test_the_summary_takes_one_page_on_paper_too(
    name: str, second: str, printed: dict[str, list[str]]
) -> None:
    assert printed[name][1].strip().startswith(second)
    assert all(len(each.split()) > 25 for each in printed[name])
