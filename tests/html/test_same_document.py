"""Saves of one document are known again in any browser, and the next round begins where one is."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from tests.html.test_documents import (
    CONFIDENTIAL,
    ORGANISATION,
    ROUND,
    SCALE,
    TALK,
    answers,
    begin,
    fill,
    go,
    is_asked,
    kept,
    open_file,
    save,
    shows,
    text,
    value,
    visit,
)

from toimintamalli import read_answers, write_answers

MEASURE: Final = "agreed-measures.measures-1.measure"


@pytest.fixture
def browsers(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """The browsers of two people, or of one at two computers."""
    contexts = tuple(browser.new_context(offline=True, locale="fi-FI") for _ in range(2))
    for context in contexts:
        context.set_default_timeout(15_000)
    yield contexts[0], contexts[1]
    for context in contexts:
        context.close()


def begun(context: BrowserContext, site: Path) -> tuple[Page, bytes]:
    page = visit(context, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, TALK, "ensin")
    kept(page)
    return page, save(page)


def gone_on(context: BrowserContext, site: Path, content: bytes, said: str) -> bytes:
    """Somebody goes on with a file at another computer."""
    page = visit(context, site / "fi" / "workbook.html")
    open_file(page, "a.json", content)
    go(page, "all")
    fill(page, TALK, said)
    kept(page)
    return save(page)


def test_a_later_save_of_a_document_is_known_and_can_take_its_place(
    site: Path,
    browsers: tuple[BrowserContext, BrowserContext],
    axe: Callable[[Page], dict[str, list[str]]],
) -> None:
    page, first = begun(browsers[0], site)
    later = gone_on(browsers[1], site, first, "toisella koneella")
    said = is_asked(page, "later.json", later)
    assert "Tiedosto on uudempi" in said
    assert "Eroavia vastauksia 1, vain tiedostossa 0, vain luonnoksessa 0" in said
    assert page.evaluate("document.activeElement.textContent").startswith("Tämä asiakirja on jo")
    assert axe(page) == {}
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.click("#same-replace")
    expect(page.locator(f"[data-place='{TALK}']")).to_have_value("toisella koneella")
    assert answers(save(page)) == answers(later)
    go(page, "start")
    expect(page.locator("#drafts li")).to_have_count(1)
    # What stood there before can be brought back.
    page.click("#drafts li .primary")
    go(page, "overview")
    page.click("#history summary")
    page.click("#history li:has-text('ennen tiedoston avaamista') >> text=Palauta")
    expect(page.locator(f"[data-place='{TALK}']")).to_have_value("ensin")


def test_an_earlier_save_is_told_from_the_draft_that_went_on(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    page, first = begun(browsers[0], site)
    fill(page, TALK, "sitten")
    save(page)
    fill(page, CONFIDENTIAL, "vain täällä")
    kept(page)
    said = is_asked(page, "first.json", first)
    assert "Luonnos on uudempi" in said
    assert "vain luonnoksessa 1" in said
    page.click("#same-go-on")
    expect(page.locator(f"[data-place='{TALK}']")).to_have_value("sitten")
    assert value(page, CONFIDENTIAL) == "vain täällä"
    # Looked at beside the draft, it is a document with a name of its own in files.
    is_asked(page, "first.json", first)
    page.click("#same-apart")
    expect(page.locator(f"[data-place='{TALK}']")).to_have_value("ensin")
    (apart,), (own,) = read_answers(save(page)).sheets, read_answers(first).sheets
    assert apart.document != own.document
    go(page, "start")
    expect(page.locator("#drafts li")).to_have_count(2)


def test_where_both_went_on_the_differences_stand_side_by_side(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    page, first = begun(browsers[0], site)
    theirs = gone_on(browsers[1], site, first, "siellä")
    fill(page, TALK, "täällä")
    kept(page)
    assert "Molempia on muutettu" in is_asked(page, "theirs.json", theirs)
    page.click("#same-compare")
    shows(page, "bring")
    row = page.inner_text("#bring-differences tbody tr")
    assert "siellä" in row
    assert "täällä" in row


def test_what_another_makes_of_a_file_that_was_prepared_for_them_is_another_document(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    page = visit(browsers[0], site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    kept(page)
    prepared = save(page)
    (theirs,) = read_answers(gone_on(browsers[1], site, prepared, "sinun")).sheets
    fill(page, TALK, "minun")
    kept(page)
    (own,) = read_answers(save(page)).sheets
    assert own.document == read_answers(prepared).sheets[0].document
    assert theirs.document not in {own.document, None}


def test_the_same_state_in_a_file_only_opens_the_draft(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    page, first = begun(browsers[0], site)
    fill(page, TALK, "sitten")
    save(page)
    fill(page, TALK, "ensin")
    kept(page)
    open_file(page, "first.json", first)
    assert "jo luonnoksena" in page.inner_text("#said")
    go(page, "start")
    expect(page.locator("#drafts li")).to_have_count(1)


def test_a_copy_of_the_page_is_known_as_a_save_of_the_draft(
    site: Path, browsers: tuple[BrowserContext, BrowserContext], tmp_path: Path
) -> None:
    page, _ = begun(browsers[0], site)
    go(page, "finish")
    with page.expect_download() as download:
        page.click("#save-page")
    copy = tmp_path / "copy.html"
    copy.write_bytes(Path(download.value.path()).read_bytes())
    opened = visit(browsers[0], copy)
    assert opened.inner_text("#name").startswith("Esimerkki Oy")
    go(opened, "start")
    expect(opened.locator("#drafts li")).to_have_count(1)
    go(page, "all")
    fill(page, TALK, "myöhemmin")
    kept(page)
    opened = visit(browsers[0], copy)
    shows(opened, "same")
    opened.click("#same-go-on")
    expect(opened.locator(f"[data-place='{TALK}']")).to_have_value("myöhemmin")
    # What was chosen stays chosen when the page is loaded anew.
    opened.reload()
    opened.wait_for_selector("html.works", state="attached")
    assert value(opened, TALK) == "myöhemmin"


def test_what_a_file_calls_its_document_says_nothing_of_anybody_and_stays(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    page, first = begun(browsers[0], site)
    (sheet,) = read_answers(first).sheets
    other_page, other = begun(browsers[1], site)
    (other_sheet,) = read_answers(other).sheets
    assert sheet.document
    assert other_sheet.document
    assert sheet.document != other_sheet.document
    assert other_page.url == page.url
    # Saved again without a change it is the same file; with one it is a later state.
    assert save(page) == first
    fill(page, TALK, "sitten")
    (later,) = read_answers(save(page)).sheets
    assert later.document == sheet.document
    assert (later.revision or 0) > (sheet.revision or 0)
    assert write_answers(read_answers(first)) == first


def test_a_party_that_was_brought_in_keeps_the_name_of_its_own_document(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    theirs = visit(browsers[1], site / "fi" / "workbook.html")
    theirs.click("[data-begin=before]")
    theirs.fill("#begin-organisation", "Esimerkki Oy")
    theirs.click("#begin-parties button >> nth=1")
    theirs.locator("#book fieldset.scale:visible input[value='4']").first.check()
    kept(theirs)
    party = save(theirs)
    page, _ = begun(browsers[0], site)
    go(page, "overview")
    with page.expect_file_chooser() as chooser:
        page.click("#bring-file")
    payload = FilePayload(name="o.json", mimeType="application/json", buffer=party)
    chooser.value.set_files(payload)
    shows(page, "bring")
    page.click("#bring-yes")
    page.wait_for_selector("#said p")
    joint, brought = sorted(read_answers(save(page)).sheets, key=lambda each: each.party or "")
    (own,) = read_answers(party).sheets
    assert (joint.party, brought.party) == (None, "ohs")
    assert brought.document == own.document
    assert joint.document != own.document


def test_an_old_file_without_a_name_of_its_document_opens_as_ever(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    page, first = begun(browsers[0], site)
    old = json.loads(first)
    for sheet in old["sheets"]:
        del sheet["document"], sheet["revision"]
    content = json.dumps(old).encode()
    open_file(page, "old.json", content)
    go(page, "start")
    expect(page.locator("#drafts li")).to_have_count(2)
    page.click("#drafts li >> nth=0 >> .primary")
    saved = json.loads(save(page))["sheets"]
    assert saved[0]["document"] != json.loads(first)["sheets"][0]["document"]


def test_the_next_round_begins_from_the_document_at_hand(
    site: Path, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    page = visit(browsers[0], site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, CONFIDENTIAL, "Kiire")
    fill(page, MEASURE, "Viikkopalaveri")
    fill(page, "cover.occasion.date", "2026-11-21")
    fill(page, TALK, "Avoimuus")
    page.check(f"[data-place='{SCALE}'] [value='2']")
    kept(page)
    first = save(page)
    go(page, "finish")
    page.click("#next-round")
    expect(page.locator("#said")).to_contain_text("Kierros 2 on aloitettu")
    begun_here = save(page)
    # The follow-up page makes the same of the same file.
    follow_up = browsers[0].new_page()
    follow_up.goto((site / "fi" / "follow-up.html").as_uri())
    open_file(follow_up, "round-1.json", first)
    with follow_up.expect_download() as download:
        follow_up.click("#next")
    made = read_answers(Path(download.value.path()).read_bytes()).sheets
    found = read_answers(begun_here).sheets
    assert [sheet.answers for sheet in found] == [sheet.answers for sheet in made]
    assert [sheet.round for sheet in found] == [2, 1]
    go(page, "all")
    assert value(page, ROUND) == "2"
    assert value(page, "cover.occasion.date") == ""
    assert (value(page, CONFIDENTIAL), value(page, MEASURE)) == ("Kiire", "Viikkopalaveri")
    assert value(page, TALK) == ""
    assert "Avoimuus" in page.inner_text(f"label:has([data-place='{TALK}']) ~ .earlier >> nth=0")
    go(page, "start")
    expect(page.locator("#drafts li")).to_have_count(2)
    page.click("#drafts li:has-text('kierros 1') >> text=Jatka")
    expect(page.locator(f"[data-place='{TALK}']")).to_have_value("Avoimuus")
    assert answers(save(page)) == {**answers(first), ORGANISATION: text("Esimerkki Oy")}
