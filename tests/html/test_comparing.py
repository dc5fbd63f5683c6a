"""What people do with the page that opens several answer files, in a real browser."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from toimintamalli import Language, Model, Text
from toimintamalli.answers.file import read_answers

FINNISH: Final = Language("fi")
QUESTION: Final = "prerequisites.question.roles-known"
TWO: Final = {"kind": "scale", "value": 2}
FIVE: Final = {"kind": "scale", "value": 5}
HOSTILE: Final = "<img src=x onerror='document.title = 1'>"


@pytest.fixture
def page(site: Path, visit: Callable[..., Any]) -> Page:
    opened: Page = visit().open(site / "fi" / "follow-up.html")
    return opened


def file(model: Model[Text], answers: Mapping[str, object], **facts: object) -> bytes:
    """Return a file with one sheet that somebody may have saved."""
    sheet: dict[str, object] = {
        "model": model.id,
        "contentVersion": "0.1.0",
        "language": "fi",
        "answers": answers,
    }
    return json.dumps({"schemaVersion": "1.0.0", "sheets": [{**sheet, **facts}]}).encode()


def open_files(page: Page, **files: bytes) -> str:
    """Open files, and return what the page says."""
    page.evaluate("document.querySelector('#said').replaceChildren()")
    page.set_input_files(
        "#files",
        [
            FilePayload(name=f"{name}.json", mimeType="application/json", buffer=data)
            for name, data in files.items()
        ],
    )
    # What stands there while files are read says only how far it is.
    page.wait_for_selector("#said:not([aria-busy]) p")
    return page.inner_text("#said")


def test_files_of_both_parties_lie_side_by_side(page: Page, model: Model[Text]) -> None:
    said = open_files(
        page,
        w=file(model, {f"{QUESTION}@workplace": TWO}, party="workplace"),
        o=file(model, {f"{QUESTION}@ohs": FIVE}, party="ohs"),
    )
    assert "Tiedostoja on nyt avattu 2" in said
    row = page.inner_text("#compare tbody tr >> nth=0")
    assert model.themes["prerequisites"].questions[QUESTION].text[FINNISH] in row
    assert "Ero 3" in row
    key = page.inner_text("#compare .key")
    assert "Työpaikka, w.json" in key
    assert "Työterveyshuolto, o.json" in key
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_texts_choices_and_rows_are_compared_in_words(page: Page, model: Model[Text]) -> None:
    text = "prerequisites.question.building-trust"
    answers = {
        text: {"kind": "text", "value": HOSTILE},
        "where-we-are.choice.theme": {"kind": "choice", "value": "plan-ahead"},
        "plan.needs-7.code": {"kind": "text", "value": "A7"},
        "cover.occasion.date": {"kind": "date", "value": "2026-11-21"},
    }
    other = {**answers, text: {"kind": "text", "value": "Avoimuus"}}
    open_files(page, one=file(model, answers), two=file(model, other))
    said = page.inner_text("#compare")
    assert HOSTILE in said
    assert "Vastaukset eroavat." in said
    assert "Samat vastaukset." in said
    assert "Rivi 7 – Tunnus" in said
    assert "21.11.2026" in said
    assert model.themes["plan-ahead"].title[FINNISH] in said
    assert page.locator("#compare img").count() == 0


def test_a_bad_file_stops_no_other_and_is_named_with_its_reason(
    page: Page, model: Model[Text]
) -> None:
    good = file(model, {QUESTION: TWO})
    foreign = file(model.model_copy(update={"id": "another"}), {})
    big = b" " * 2_000_001
    assert "bad.json ei ole vastaustiedosto" in open_files(page, bad=b"?")
    assert not page.is_visible("#compare")
    said = open_files(page, good=good, bad=b"?", x=foreign, big=big)
    assert "bad.json ei ole vastaustiedosto" in said
    assert "x.json kuuluu toiseen toimintamalliin" in said
    assert "big.json on liian suuri" in said
    assert "Tiedostoja on nyt avattu 1" in said
    assert page.locator("#sources > ul > li").count() == 1


def test_what_has_no_place_is_shown_and_not_dropped(page: Page, model: Model[Text]) -> None:
    strange = {
        "from.the.future": {"kind": "text", "value": "tulevaisuudesta"},
        QUESTION: {"kind": "scale", "value": 17},
        f"{QUESTION}@constructor": TWO,
    }
    open_files(page, one=file(model, strange, colour="blue", party="constructor"))
    page.click("#compare-result summary")
    rest = page.inner_text("#compare-result details")
    for each in ("tulevaisuudesta", "17", "colour"):
        assert each in rest
    assert "constructor, one.json" in page.inner_text("#compare .key")


def test_the_page_compares_what_workbooks_save(
    site: Path, visit: Callable[..., Any], page: Page
) -> None:
    workbook = visit().open(site / "fi" / "workbook.html")
    workbook.check(f"[data-place='{QUESTION}@workplace'] [value='2']")
    workbook.check(f"[data-place='{QUESTION}@follow-up'] [value='4']")
    with workbook.expect_download() as download:
        workbook.click("#save")
    content = Path(download.value.path()).read_bytes()
    assert len(read_answers(content).sheets) == 2
    open_files(page, saved=content)
    assert "Seurantatapaaminen, saved.json" in page.inner_text("#compare .key")
    assert "Työpaikka, saved.json" in page.inner_text("#compare .key")


def test_the_page_asks_for_nothing_and_keeps_nothing(
    site: Path, visit: Callable[..., Any], model: Model[Text]
) -> None:
    arrived = visit()
    page = arrived.open(site / "fi" / "follow-up.html")
    open_files(page, one=file(model, {QUESTION: TWO}), two=file(model, {QUESTION: FIVE}))
    assert arrived.requests == [(site / "fi" / "follow-up.html").as_uri()]
    assert page.evaluate("localStorage.length") == 0


def test_without_the_script_the_page_says_what_it_is_for(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "fi" / "follow-up.html").as_uri())
    first = page.locator("header > :visible >> nth=0")
    assert "tarvitsee JavaScriptin" in first.inner_text()
    assert first.locator("a").get_attribute("href") == "workbook.docx"
    assert page.locator("button:visible").count() == 0
    context.close()
