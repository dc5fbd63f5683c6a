"""How the page fits: narrow, magnified, with more space in the text, and under a finger."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

WIDTH: Final = "document.documentElement.scrollWidth"
FINISHED: Final = """() => {
  for (const each of document.querySelectorAll("fieldset.scale input[value='2']")) each.click();
  for (const each of document.querySelectorAll("[data-rows] + button")) each.click();
}"""
VIEWS: Final = (
    "all",
    "start",
    "overview",
    "finish",
    "summary",
    "where-we-are",
    "follow-up-meeting",
)
# WCAG 1.4.12 names these four.
SPACING: Final = """
  * { line-height: 1.5 !important; }
  * { letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
"""
PAGES: Final = (
    "fi/workbook.html",
    "en/workbook.html",
    "sv/workbook.html",
    "fi/follow-up.html",
    "fi/path.html",
    "index.html",
)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("style", ["/* */", SPACING], ids=["as it is", "spaced out"])
def test_nothing_scrolls_sideways_at_320_pixels(
    site: Path, visit: Callable[..., Any], name: str, style: str
) -> None:
    # 320 pixels is also what 1280 become at 400 % zoom (WCAG 1.4.10).
    page = visit(viewport={"width": 320, "height": 640}, bypass_csp=True).open(site / name)
    page.evaluate(FINISHED)
    page.add_style_tag(content=style)
    wide = {}
    for view in VIEWS if "workbook" in name else ("",):
        page.evaluate("view => { location.hash = view }", view)
        page.wait_for_timeout(100)
        wide[view] = page.evaluate(WIDTH)
    assert {view: width for view, width in wide.items() if width != 320} == {}


@pytest.mark.parametrize("language", ["fi", "en"])
def test_no_text_is_cut_when_it_is_spaced_out(
    site: Path, visit: Callable[..., Any], language: str
) -> None:
    page = visit(viewport={"width": 320, "height": 640}, bypass_csp=True).open(
        site / language / "workbook.html"
    )
    page.add_style_tag(content=SPACING)
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
          .filter((each) => !each.matches(".unseen, textarea, input, select, option"))
          .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
          .map((each) => each.outerHTML.slice(0, 100))"""
    )
    assert cut == []


def test_the_plot_stays_readable_on_a_narrow_screen(site: Path, visit: Callable[..., Any]) -> None:
    page = visit(viewport={"width": 320, "height": 640}).open(site / "fi" / "workbook.html")
    page.evaluate(FINISHED)
    page.evaluate("location.hash = 'summary'")
    page.wait_for_selector(".plot tbody th")
    boxes = [each.bounding_box() for each in page.locator(".plot tbody th").all()]
    assert min(box["width"] for box in boxes if box) > 120


def test_every_target_is_at_least_24_pixels(site: Path, visit: Callable[..., Any]) -> None:
    page = visit(viewport={"width": 320, "height": 640}).open(site / "fi" / "workbook.html")
    page.evaluate(FINISHED)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, textarea, input, nav a, .stops a")]
          .map((each) => each.matches("[type=radio], [type=checkbox]") ? each.parentNode : each)
          .filter((each) => each.checkVisibility())
          .filter((each) => {
            const box = each.getBoundingClientRect();
            return Math.min(box.width, box.height) < 24;
          })
          .map((each) => each.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_what_has_the_focus_shows_it(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(site / "fi" / "workbook.html")
    for _ in range(45):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const focused = document.activeElement;
              const style = getComputedStyle(focused);
              const outline = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
              return outline >= 3;
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 100)")


def test_the_path_rises_where_there_is_room_and_is_a_list_elsewhere(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit(viewport={"width": 320, "height": 640}).open(site / "fi" / "workbook.html")
    stops = page.locator(".stops li")
    narrow = [each.bounding_box() for each in stops.all()]
    assert len({each["x"] for each in narrow}) == 1
    page.set_viewport_size({"width": 1280, "height": 800})
    wide = [each.bounding_box() for each in stops.all()]
    tops = [each["y"] for each in wide]
    assert len(tops) == 5
    assert tops == sorted(tops, reverse=True)
    assert [each["x"] for each in wide] == sorted(each["x"] for each in wide)
    for each, box in zip(stops.all(), wide, strict=True):
        link = each.locator("a").bounding_box()
        assert link["x"] >= box["x"]
        assert link["x"] + link["width"] <= box["x"] + box["width"]


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_names_fit_into_the_boxes_of_the_path(
    site: Path, visit: Callable[..., Any], language: str
) -> None:
    page = visit(viewport={"width": 1280, "height": 800}).open(site / language / "path.html")
    wide = page.evaluate(
        """() => [...document.querySelectorAll("svg text")].map((each) =>
          [each.getBBox().width, each.previousElementSibling.getBBox().width - 4])"""
    )
    assert len(wide) == 5
    assert [pair for pair in wide if pair[0] > pair[1]] == []


def test_nothing_moves_for_those_who_ask_for_no_motion(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit(reduced_motion="reduce").open(site / "fi" / "workbook.html")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
