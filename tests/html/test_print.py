"""The page on paper: printed by Chromium, read back from the PDF."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FILL_IN = """() => {
  document.querySelector("fieldset.scale input[value='4']").click();
  const text = document.querySelector("section[id^=theme] textarea");
  text.value = "Sovimme yhteisestä kielestä.\\n" + "Rivi.\\n".repeat(20) + "Viimeinen rivi.";
  text.dispatchEvent(new Event("input", {bubbles: true}));
}"""


def text_of(pdf: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, text=True
    ).stdout


@pytest.fixture(params=["fi", "en"])
def printed(
    request: pytest.FixtureRequest, site: Path, visit: Callable[..., Any], tmp_path: Path
) -> Path:
    page = visit().open(site / request.param / "workbook.html")
    page.evaluate(FILL_IN)
    pdf = tmp_path / f"{request.param}.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True, tagged=True, outline=True)
    return pdf


def test_the_paper_is_a4_tagged_and_has_an_outline(printed: Path) -> None:
    said = subprocess.run(["pdfinfo", printed], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Tagged:\s+yes", said)
    assert re.search(r"Page size:.*A4", said)
    pages = re.search(r"Pages:\s+(\d+)", said)
    assert pages
    # A browser sets the whole book wider than Word, whose pages the profile promises.
    assert int(pages[1]) <= 52
    assert b"/Outlines" in printed.read_bytes()


def test_an_answered_scale_is_printed_with_its_ends_and_a_blank_one_whole(printed: Path) -> None:
    first, second = re.split(r"^ *1\.[12] ", text_of(printed), flags=re.MULTILINE)[1:3]
    number = r"(?<!\S)[1-5](?!\S)"
    assert re.findall(number, first) == ["1", "4", "5"]
    assert re.findall(r"[15] = ", first) == ["1 = ", "5 = "]
    assert re.findall(number, second)[:5] == ["1", "2", "3", "4", "5"]


def test_a_meeting_prints_its_own_pages_full_and_says_on_each_whose_they_are(
    site: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit().open(site / "fi" / "workbook.html", "start")
    page.click("[data-begin=meeting]")
    page.fill("#begin-organisation", "Esimerkki Oy")
    page.click("#begin-go")
    page.wait_for_selector("body.staged")
    page.fill("[data-place='cover.occasion.date']", "2026-11-21")
    page.evaluate(
        """() => {
          const choice = document.querySelector("[data-place='where-we-are.choice.theme']");
          choice.value = "plan-ahead";
          choice.dispatchEvent(new Event("input", {bubbles: true}));
        }"""
    )
    page.evaluate(FILL_IN)
    pdf = tmp_path / "meeting.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    pages = text_of(pdf).rstrip("\f").split("\f")
    lines = [[line.strip() for line in each.splitlines() if line.strip()] for each in pages]
    assert min(map(len, lines)) > 6
    whose = "Esimerkki Oy · Tapaaminen · kierros 1 · 21.11.2026"
    assert [line[0] for line in lines if line[0] != whose] == []
    assert [line[-1] for line in lines] == [str(number + 1) for number in range(len(pages))]
    themes = [line for each in lines for line in each if line.startswith("Teemalehti: ")]
    assert len(themes) == 1


def test_a_long_answer_is_printed_whole(printed: Path) -> None:
    assert "Viimeinen rivi." in text_of(printed)


def test_each_theme_starts_a_page(printed: Path, model: Any) -> None:  # noqa: ANN401 -- the model
    language = printed.stem
    title = model.sections["theme-sheet"].title[language]
    pages = text_of(printed).split("\f")
    starts = [page for page in pages if page.lstrip().startswith(f"{title}: ")]
    assert len(starts) == len(model.themes)


def test_addresses_of_sources_are_printed(printed: Path, model: Any) -> None:  # noqa: ANN401 -- the model
    flowing = re.sub(r"\s+", "", text_of(printed))
    assert [source.url for source in model.sources if source.url not in flowing] == []


def test_buttons_and_privacy_of_the_browser_stay_off_the_paper(printed: Path) -> None:
    said = text_of(printed)
    assert "Tallenna tiedostoon" not in said
    assert "Save to a file" not in said


def test_an_empty_page_prints_every_row_to_fill_in_by_hand(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(site / "fi" / "workbook.html")
    by_hand = page.locator("table.by-hand:has(+ [data-rows='cover.participants'])")
    assert by_hand.locator("tbody tr").count() == 6
    assert not by_hand.is_visible()
    page.emulate_media(media="print")
    assert min(row.bounding_box()["height"] for row in by_hand.locator("tbody tr").all()) > 30
    assert not page.locator("[data-rows='cover.participants']").is_visible()


def test_the_summary_prints_alone_and_from_the_first_page(
    site: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit().open(site / "fi" / "workbook.html")
    page.evaluate(FILL_IN)
    page.evaluate("location.hash = 'summary'")
    page.wait_for_selector("#summary-result > *")
    page.pdf(path=tmp_path / "summary.pdf", prefer_css_page_size=True)
    first, *rest = text_of(tmp_path / "summary.pdf").split("\f")
    assert "Arviot asteikolla" in first
    assert "Vetäjän sivu" not in first + "".join(rest)


def test_the_path_prints_on_one_page(site: Path, visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit().open(site / "fi" / "path.html")
    assert page.locator("a").count() == 0
    page.pdf(path=tmp_path / "path.pdf", prefer_css_page_size=True)
    said = subprocess.run(["pdfinfo", tmp_path / "path.pdf"], capture_output=True, check=True)
    assert re.search(rb"Pages:\s+1\n", said.stdout)
