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
          .filter((each) => !each.matches(".unseen, .words, textarea, input, select, option"))
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


CUT: Final = """() => {
  const found = [];
  for (const element of document.querySelectorAll("h1, h2, h3, h4, button, .button, .name")) {
    if (!element.checkVisibility()) continue;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (texts.currentNode.parentElement.closest(".unseen, .kind")) continue;
      for (const { 0: word, index } of texts.currentNode.data.matchAll(/[^\\s/-]+/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + word.length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (new Set(tops).size > 1) found.push(word);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_heading_or_a_button_is_cut_on_a_phone(
    site: Path, visit: Callable[..., Any], name: str
) -> None:
    page = visit(viewport={"width": 360, "height": 740}, bypass_csp=True).open(site / name)
    # A hyphen is better than a line too long, but no dictionary is certain to be there.
    page.add_style_tag(content="* { hyphens: manual !important }")
    cut = {}
    for view in VIEWS if "workbook" in name else ("",):
        page.evaluate("view => { location.hash = view }", view)
        page.wait_for_timeout(100)
        cut[view] = page.evaluate(CUT)
    assert {view: words for view, words in cut.items() if words} == {}


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
def test_no_words_of_the_path_stand_on_others(
    site: Path, visit: Callable[..., Any], language: str
) -> None:
    page = visit(viewport={"width": 1280, "height": 800}).open(site / language / "path.html")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("svg text, svg circle")].map((each) => {
          const { left, right, top, bottom } = each.getBoundingClientRect();
          return [each.matches("circle, .numeral") ? 1 : 0, left, right, top, bottom];
        })"""
    )
    marks = [box for box in boxes if box[0]]
    words = [box for box in boxes if not box[0]]
    # A circle and a numeral for each of four stations, and the numeral of the ground.
    assert len(marks) == 9
    # A name and an idea for each theme, and where the way leads back.
    assert len(words) == 11
    for at, one in enumerate(words):
        assert [other for other in [*words[at + 1 :], *marks] if _overlap(one, other)] == []


def _overlap(one: list[float], other: list[float]) -> bool:
    # Boxes of lines have a little air above and below the letters.
    return (
        one[1] < other[2]
        and other[1] < one[2]
        and one[3] + 3 < other[4] - 3
        and other[3] + 3 < one[4] - 3
    )


def test_every_word_of_the_path_is_read_in_forced_colours(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit(forced_colors="active").open(site / "fi" / "path.html")
    fills = "each => each.map((one) => getComputedStyle(one).fill)"
    words = set(page.eval_on_selector_all(".path text:not(.halo)", fills))
    grounds = set(page.eval_on_selector_all(".path circle, .path .ground", fills))
    assert len(words) == 1
    assert not words & grounds


def test_nothing_moves_for_those_who_ask_for_no_motion(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit(reduced_motion="reduce").open(site / "fi" / "workbook.html")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
