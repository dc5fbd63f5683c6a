"""Documents in the browser that can't be mixed up, and of which nothing is lost.

Each test is something that people did with an earlier version, and what came of it.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, FilePayload, Page, expect
from tests.html.conftest import write
from tests.support.content import shipped_model

from toimintamalli import (
    AnswerFile,
    Model,
    Request,
    Text,
    read_answers,
    read_file,
    write_answers,
)

ORGANISATION: Final = "cover.occasion.organisation"
ROUND: Final = "cover.occasion.round"
CONFIDENTIAL: Final = "agreed-measures.measures-1.need"
TALK: Final = "prerequisites.question.building-trust"
SCALE: Final = "prerequisites.question.roles-known"
DRAFTS: Final = """async () => {
  const opened = indexedDB.open("toimintamalli");
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
  const asked = database.transaction("documents").objectStore("documents").getAll();
  const found = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  database.close();
  return found;
}"""


@pytest.fixture
def browsing(browser: Browser) -> Iterator[BrowserContext]:
    """One browser, as somebody with many clients uses it."""
    context = browser.new_context(offline=True, locale="fi-FI")
    context.set_default_timeout(15_000)
    yield context
    context.close()


def visit(browsing: BrowserContext, file: Path, view: str = "") -> Page:
    page = browsing.new_page()
    page.goto(f"{file.as_uri()}{'#' if view else ''}{view}")
    page.wait_for_selector("html.works", state="attached")
    return page


def shows(page: Page, view: str) -> None:
    """Wait until the page shows a view: polled from outside, since its policy forbids `eval`."""
    expect(page.locator("body")).to_have_attribute("data-view", view)


def go(page: Page, view: str) -> None:
    page.evaluate("view => { location.hash = view }", view)
    shows(page, view)


def begin(page: Page, organisation: str, round_: str = "1") -> None:
    """Begin a meeting, and look at the whole material."""
    page.click("[data-begin=meeting]")
    page.fill("#begin-organisation", organisation)
    page.fill("#begin-round", round_)
    page.click("#begin-go")
    shows(page, "stage")
    go(page, "all")


def fill(page: Page, place: str, text: str) -> None:
    page.fill(f"[data-place='{place}']", text)


def kept(page: Page) -> None:
    """Wait until the browser has kept what was written."""
    expect(page.locator("#kept")).to_contain_text("selaimessa")


def save(page: Page) -> bytes:
    with page.expect_download() as download:
        page.click("#save")
    return Path(download.value.path()).read_bytes()


def open_file(page: Page, name: str, content: bytes, kind: str = "application/json") -> None:
    page.evaluate("document.querySelector('#said').replaceChildren()")
    page.set_input_files("#files", FilePayload(name=name, mimeType=kind, buffer=content))
    page.wait_for_selector("#said p")


def is_asked(page: Page, name: str, content: bytes) -> str:
    """Open a file of which there is a draft; what the page says of both."""
    payload = FilePayload(name=name, mimeType="application/json", buffer=content)
    page.set_input_files("#files", payload)
    shows(page, "same")
    return page.inner_text("#same")


def answers(content: bytes) -> dict[str, Any]:
    return {k: v for sheet in json.loads(content)["sheets"] for k, v in sheet["answers"].items()}


def answers_read_by_python(file: Path) -> dict[str, Any]:
    """What `read`, `report` and `collect` find in a page that somebody sends."""
    sheets, findings = read_file(file.read_bytes(), shipped_model(), file.name)
    assert findings == ()
    return answers(write_answers(AnswerFile(sheets=sheets)))


def value(page: Page, place: str) -> str:
    found: str = page.input_value(f"[data-place='{place}']")
    return found


def sheet_file(model: Model[Text], given: Mapping[str, object], **facts: object) -> bytes:
    head = {"model": model.id, "contentVersion": "0.2.0", "language": "fi"}
    sheet = {**head, "answers": given, **facts}
    return json.dumps({"schemaVersion": "1.0.0", "sheets": [sheet]}).encode()


def text(value_: str) -> dict[str, str]:
    return {"kind": "text", "value": value_}


@pytest.fixture(scope="module")
def other_folder(one_theme: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same workbook in another client's folder: from a disk all pages share one memory."""
    folder = tmp_path_factory.mktemp("b")
    content = (one_theme / "fi" / "workbook.html").read_bytes()
    (folder / "workbook.html").write_bytes(content)
    return folder / "workbook.html"


def test_another_clients_workbook_is_empty_and_the_first_one_a_draft(
    site: Path, other_folder: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, CONFIDENTIAL, "Luottamuksellinen")
    kept(page)
    page.goto(other_folder.as_uri())
    page.wait_for_selector("html.works", state="attached")
    expect(page.locator("#drafts li")).to_contain_text("Esimerkki Oy")
    go(page, "all")
    assert value(page, ORGANISATION) == ""
    assert value(page, CONFIDENTIAL) == ""
    fill(page, ORGANISATION, "Verstas Ab")
    saved = save(page)
    assert b"Esimerkki" not in saved
    assert b"Luottamuksellinen" not in saved
    go(page, "start")
    expect(page.locator("#drafts li")).to_have_count(2)


def test_a_workbook_made_for_somebody_is_its_own_document(
    model: Model[Text], site: Path, browsing: BrowserContext, tmp_path: Path
) -> None:
    request = Request.model_validate(
        {
            "languages": ["fi"],
            "occasion": {
                "organisation": "Verstas Ab",
                "round": 2,
                "known": [{"id": CONFIDENTIAL, "value": "Verstaan tarve"}],
            },
        }
    )
    made = write(tmp_path, model, request) / "fi" / "workbook.html"
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, CONFIDENTIAL, "Luottamuksellinen")
    kept(page)
    page.goto(made.as_uri())
    page.wait_for_selector("html.works", state="attached")
    assert "Verstas Ab" in page.inner_text("#made-for")
    page.click("#made-for-open")
    assert page.inner_text("#name").startswith("Verstas Ab")
    assert value(page, CONFIDENTIAL) == "Verstaan tarve"
    assert value(page, ROUND) == "2"
    # And its own draft goes on where it was left.
    go(page, "all")
    fill(page, CONFIDENTIAL, "Verstaan tarve, tarkemmin")
    kept(page)
    again = visit(browsing, made)
    again.click("#made-for-open")
    assert value(again, CONFIDENTIAL) == "Verstaan tarve, tarkemmin"


def test_the_next_round_carries_measures_and_fills_nothing_else_in(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, CONFIDENTIAL, "Kiire")
    fill(page, "agreed-measures.measures-1.measure", "Viikkopalaveri")
    fill(page, "cover.occasion.date", "2026-11-21")
    fill(page, TALK, "Avoimuus")
    page.check(f"[data-place='{SCALE}'] [value='2']")
    kept(page)
    first = save(page)
    follow_up = browsing.new_page()
    follow_up.goto((site / "fi" / "follow-up.html").as_uri())
    open_file(follow_up, "round-1.json", first)
    with follow_up.expect_download() as download:
        follow_up.click("#next")
    following = Path(download.value.path()).read_bytes()
    open_file(page, "round-2.json", following)
    go(page, "all")
    assert value(page, ROUND) == "2"
    assert value(page, "cover.occasion.date") == ""
    assert value(page, CONFIDENTIAL) == "Kiire"
    assert value(page, TALK) == ""
    assert page.locator("#book :checked:not(option)").count() == 0
    assert "Avoimuus" in page.inner_text(f"label:has([data-place='{TALK}']) ~ .earlier >> nth=0")
    sheets = read_answers(save(page)).sheets
    assert sheets[0].round == 2
    assert sheets[0].date is None
    assert [(sheet.round, sheet.date) for sheet in sheets[1:]] == [(1, "2026-11-21")]


def test_opening_another_clients_file_mixes_nothing(
    model: Model[Text], site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, CONFIDENTIAL, "Luottamuksellinen")
    kept(page)
    theirs = {ORGANISATION: text("Verstas Ab"), TALK: text("Verstaan sanat")}
    open_file(page, "b.json", sheet_file(model, theirs, round=1))
    expect(page.locator("#name")).to_contain_text("Verstas Ab")
    saved = save(page)
    assert set(answers(saved)) == set(theirs)
    go(page, "start")
    drafts = page.locator("#drafts li")
    expect(drafts).to_have_count(2)
    page.click("#drafts li:has-text('Esimerkki Oy') >> text=Jatka")
    expect(page.locator(f"[data-place='{CONFIDENTIAL}']")).to_have_value("Luottamuksellinen")
    assert value(page, TALK) == ""


def test_the_other_partys_answers_are_brought_in_knowingly(
    model: Model[Text], site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, TALK, "Meidän sanat")
    kept(page)
    view = f"{SCALE}@ohs"
    given = {view: {"kind": "scale", "value": 4}, TALK: text("Heidän sanat")}
    facts = {"organisation": "Esimerkki Oy", "round": 1, "date": "2026-11-19", "party": "ohs"}
    theirs = sheet_file(model, given, **facts)
    go(page, "overview")
    with page.expect_file_chooser() as chooser:
        page.click("#bring-file")
    payload = FilePayload(name="o.json", mimeType="application/json", buffer=theirs)
    chooser.value.set_files(payload)
    shows(page, "bring")
    whose = page.inner_text("#bring-whose")
    for fact in ("Työterveyshuolto", "Esimerkki Oy", "kierros 1", "19.11.2026"):
        assert fact in whose
    row = page.inner_text("#bring-differences tbody tr")
    assert "Meidän sanat" in row
    assert "Heidän sanat" in row
    page.click("#bring-yes")
    page.wait_for_selector("#said p")
    saved = json.loads(save(page))["sheets"]
    by_party = {each.get("party", ""): each for each in saved}
    assert by_party["ohs"]["answers"] == {view: {"kind": "scale", "value": 4}}
    assert by_party["ohs"]["date"] == "2026-11-19"
    assert by_party[""]["answers"][TALK] == text("Meidän sanat")


def test_of_another_workplace_or_round_nothing_is_brought_in(
    model: Model[Text], site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    kept(page)
    before = save(page)
    for facts, said in (
        ({"organisation": "Verstas Ab", "round": 1}, "toiselta työpaikalta (Verstas Ab)"),
        ({"organisation": "Esimerkki Oy", "round": 3}, "toiselta kierrokselta"),
    ):
        go(page, "overview")
        with page.expect_file_chooser() as chooser:
            page.click("#bring-file")
        content = sheet_file(model, {TALK: text("x")}, **facts)
        chooser.value.set_files(
            FilePayload(name="b.json", mimeType="application/json", buffer=content)
        )
        expect(page.locator("#said")).to_contain_text(said)
    assert save(page) == before


def test_two_tabs_of_one_workbook_stay_in_step(site: Path, browsing: BrowserContext) -> None:
    one = visit(browsing, site / "fi" / "workbook.html")
    begin(one, "Esimerkki Oy")
    kept(one)
    other = visit(browsing, site / "fi" / "workbook.html")
    other.click("#drafts li .primary")
    go(other, "all")
    fill(one, TALK, "ensimmäinen")
    fill(other, CONFIDENTIAL, "toinen")
    expect(other.locator(f"[data-place='{TALK}']")).to_have_value("ensimmäinen")
    expect(one.locator(f"[data-place='{CONFIDENTIAL}']")).to_have_value("toinen")
    one.reload()
    one.wait_for_selector("html.works", state="attached")
    assert {TALK, CONFIDENTIAL} <= answers(save(one)).keys()


def test_of_two_tabs_that_do_not_hear_one_another_neither_overwrites_the_other(
    site: Path, browsing: BrowserContext
) -> None:
    browsing.add_init_script("delete window.BroadcastChannel")
    one = visit(browsing, site / "fi" / "workbook.html")
    begin(one, "Esimerkki Oy")
    kept(one)
    other = visit(browsing, site / "fi" / "workbook.html")
    other.click("#drafts li .primary")
    go(other, "all")
    for page, place in ((one, TALK), (other, CONFIDENTIAL), (one, ROUND)):
        fill(page, place, "1")
        expect(page.locator("#kept")).to_contain_text("selaimessa ")
    (kept_,) = one.evaluate(DRAFTS)
    assert {TALK, CONFIDENTIAL, ROUND, ORGANISATION} <= kept_["answers"].keys()


@pytest.mark.parametrize("sign", ["\u000b", "\u000c", "\u0085", "\u007f", "\u2028", "\ufffe"])
def test_pasted_signs_that_no_file_holds_are_cleaned(
    site: Path, browsing: BrowserContext, sign: str
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    page.focus(f"[data-place='{TALK}']")
    page.keyboard.insert_text(f"rivi yksi{sign}rivi kaksi")
    kept(page)
    page.reload()
    page.wait_for_selector("html.works", state="attached")
    saved = save(page)
    said = answers(saved)[TALK]["value"]
    assert said.replace("\n", "") == "rivi yksirivi kaksi"
    open_file(page, "a.json", saved)
    assert "Esimerkki Oy" in page.inner_text("#name")
    assert len(read_answers(saved).sheets[0].answers) == 3


def test_ctrl_s_saves_the_answers(site: Path, browsing: BrowserContext) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Kotipihan päiväkodit", "2")
    fill(page, TALK, "Avoimuus")
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    name = download.value.suggested_filename
    assert name.startswith("Kotipihan-päiväkodit_Tapaaminen_kierros-2_")
    assert answers(Path(download.value.path()).read_bytes())[TALK] == text("Avoimuus")
    expect(page.locator("#kept")).to_contain_text(f"tiedostossa {name}")


def test_a_copy_of_the_page_brings_its_answers_along(
    site: Path, browsing: BrowserContext, tmp_path: Path
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki & <b>Oy")
    fill(page, TALK, "Avoimuus </template></script> &amp;")
    expected = answers(save(page))
    go(page, "finish")
    with page.expect_download() as download:
        page.click("#save-page")
    copy = tmp_path / "copy.html"
    copy.write_bytes(Path(download.value.path()).read_bytes())
    context = browsing.browser.new_context(offline=True)  # type: ignore[union-attr] # it has one
    opened = visit(context, copy)
    assert opened.inner_text("#name").startswith("Esimerkki & <b>Oy")
    assert answers(save(opened)) == expected
    assert answers_read_by_python(copy) == expected
    # Beside the copy there are no other pages to lead to.
    go(opened, "start")
    assert opened.locator("a[href$='.html']:visible").count() == 0
    follow_up = context.new_page()
    follow_up.goto((site / "fi" / "follow-up.html").as_uri())
    open_file(follow_up, "copy.html", copy.read_bytes(), "text/html")
    expect(follow_up.locator("#report")).to_be_visible()
    # A page of another workbook opens the copy as it does an answers file.
    other = visit(context, site / "fi" / "workbook.html")
    open_file(other, "copy.html", copy.read_bytes(), "text/html")
    assert answers(save(other)) == expected
    context.close()


def test_a_page_that_the_browser_saved_works(
    site: Path, browsing: BrowserContext, tmp_path: Path
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, TALK, "Avoimuus")
    page.click("[data-rows='plan.needs'] + button")
    fill(page, "plan.needs-2.need", "Kiire")
    kept(page)
    expected = answers(save(page))
    copy = tmp_path / "saved.html"
    copy.write_text(page.content(), encoding="utf-8")
    context = browsing.browser.new_context(offline=True)  # type: ignore[union-attr] # it has one
    opened = visit(context, copy)
    assert answers(save(opened)) == expected
    assert answers_read_by_python(copy) == expected
    doubled = opened.evaluate(
        """() => { const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
             return ids.filter((id, at) => ids.indexOf(id) !== at); }"""
    )
    assert doubled == []
    go(opened, "all")
    rows = "[data-block]:has([data-rows='plan.needs'])"
    assert opened.locator(f"{rows} > button").count() == 1
    fill(opened, TALK, "Avoimuus ja luottamus")
    kept(opened)
    assert answers(save(opened))[TALK] == text("Avoimuus ja luottamus")
    context.close()
    # Nothing of it reaches the document that it was copied from.
    assert answers(save(page)) == expected


def test_what_a_smaller_workbook_does_not_know_comes_back_in_full(
    model: Model[Text], site: Path, browser: Browser, browsing: BrowserContext, tmp_path: Path
) -> None:
    meeting = write(tmp_path, model, Request(profile="meeting")) / "fi" / "workbook.html"
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    for place in ("plan.needs-1.need", "plan.goals-1.goal", "plan.measures-1.how"):
        fill(page, place, place)
    kept(page)
    whole = save(page)
    # At another computer, where no draft has the rest.
    elsewhere = browser.new_context(offline=True, locale="fi-FI")
    small = visit(elsewhere, meeting)
    open_file(small, "whole.json", whole)
    go(small, "all")
    fill(small, TALK, "lisätty")
    kept(small)
    back = save(small)
    elsewhere.close()
    is_asked(page, "back.json", back)
    page.click("#same-replace")
    expect(page.locator(f"[data-place='{TALK}']")).to_have_value("lisätty")
    assert answers(save(page)) == {**answers(whole), TALK: text("lisätty")}
    assert "unrecognised" not in json.loads(back)["sheets"][0]


def test_a_letter_mended_in_an_old_file_changes_no_date(
    model: Model[Text], site: Path, browsing: BrowserContext
) -> None:
    head = {"model": model.id, "contentVersion": "0.2.0", "language": "fi", "round": 1}
    sheets = [
        {**head, "date": "2026-01-12", "answers": {TALK: text("kirjoitusvirje")}},
        {**head, "date": "2026-01-08", "party": "workplace",
         "answers": {f"{SCALE}@workplace": {"kind": "scale", "value": 2}}},
    ]  # fmt: skip
    content = json.dumps({"schemaVersion": "1.0.0", "sheets": sheets}).encode()
    page = visit(browsing, site / "fi" / "workbook.html")
    open_file(page, "january.json", content)
    go(page, "all")
    fill(page, TALK, "kirjoitusvirhe")
    saved = read_answers(save(page)).sheets
    assert {(sheet.party, sheet.date) for sheet in saved} == {
        (None, "2026-01-12"),
        ("workplace", "2026-01-08"),
    }


@pytest.mark.parametrize("written", ["2. kierros", "II"])
def test_a_round_that_is_not_a_number_is_asked_about(
    site: Path, browsing: BrowserContext, written: str
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html", "all")
    fill(page, ROUND, written)
    page.click("text=Käytä numeroa 2")
    assert value(page, ROUND) == "2"
    assert json.loads(save(page))["sheets"][0]["round"] == 2
    assert page.locator(".round").count() == 0


def test_an_answer_too_long_for_a_file_is_told_and_never_cut(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html", "all")
    fill(page, TALK, "x" * 12_000)
    expect(page.locator(".room")).to_contain_text("2000 liikaa")
    page.click("#save")
    expect(page.locator("#said")).to_contain_text("liian pitkä")
    kept(page)
    page.reload()
    page.wait_for_selector("html.works", state="attached")
    assert len(value(page, TALK)) == 12_000
    fill(page, TALK, "x" * 9_500)
    expect(page.locator(".room")).to_contain_text("9500/10000")
    assert len(answers(save(page))[TALK]["value"]) == 9_500


def test_a_removed_row_and_cleared_answers_can_be_brought_back(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html", "all")
    fill(page, "plan.needs-1.need", "Kiire")
    page.click("[data-rows='plan.needs'] + button")
    fill(page, "plan.needs-2.need", "Melu")
    page.click("[data-rows='plan.needs'] fieldset >> nth=0 >> text=Poista rivi 1")
    assert value(page, "plan.needs-1.need") == "Melu"
    # Heard as well as seen, and undone from where it is said.
    page.get_by_role("status").get_by_role("button", name="Kumoa").click()
    expect(page.locator("[data-place='plan.needs-1.need']")).to_have_value("Kiire")
    assert value(page, "plan.needs-2.need") == "Melu"
    go(page, "overview")
    page.click("#clear")
    page.wait_for_selector("#said button")
    assert answers(save(page)) == {}
    go(page, "all")
    fill(page, TALK, "kirjoitettu tyhjennyksen jälkeen")
    kept(page)
    go(page, "overview")
    page.click("#history summary")
    page.click("#history li:has-text('tyhjentämistä') >> text=Palauta")
    expect(page.locator("[data-place='plan.needs-2.need']")).to_have_value("Melu")
    page.reload()
    page.wait_for_selector("html.works", state="attached")
    assert answers(save(page)).keys() == {"plan.needs-1.need", "plan.needs-2.need"}


def test_a_removed_row_stays_removed_when_nothing_else_is_written(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html", "all")
    fill(page, "plan.needs-1.need", "Kiire")
    page.click("[data-rows='plan.needs'] + button")
    fill(page, "plan.needs-2.need", "Melu")
    expect(page.locator("#kept")).to_contain_text("selaimessa ")
    page.click("[data-rows='plan.needs'] fieldset >> nth=0 >> text=Poista rivi 1")
    page.reload()
    page.wait_for_selector("html.works", state="attached")
    assert answers(save(page)) == {"plan.needs-1.need": text("Melu")}


def test_a_scale_answer_can_be_withdrawn(site: Path, browsing: BrowserContext) -> None:
    page = visit(browsing, site / "fi" / "workbook.html", "all")
    scale = f"[data-place='{SCALE}']"
    page.check(f"{scale} [value='2']")
    page.click(f"{scale} .withdraw")
    assert page.evaluate("document.activeElement.type") == "radio"
    assert page.locator(f"{scale} .withdraw").count() == 0
    assert answers(save(page)) == {}
    page.check(f"{scale} [value='4']")
    page.click(f"{scale} .withdraw")
    page.click("#said >> text=Kumoa")
    expect(page.locator(f"{scale} [value='4']")).to_be_checked()
    assert answers(save(page)) == {SCALE: {"kind": "scale", "value": 4}}


def test_not_to_be_remembered_stays_chosen(site: Path, browsing: BrowserContext) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    page.uncheck("#keep")
    begin(page, "Esimerkki Oy")
    fill(page, TALK, "Avoimuus")
    expect(page.locator("#kept")).to_contain_text("vain tällä sivulla")
    again = visit(browsing, site / "fi" / "workbook.html")
    assert not again.is_checked("#keep")
    assert again.evaluate(DRAFTS) == []
    assert answers(save(page))[TALK] == text("Avoimuus")


def test_a_file_dropped_on_the_page_is_opened(
    model: Model[Text], site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    content = sheet_file(model, {ORGANISATION: text("Verstas Ab")}).decode()
    page.evaluate(
        """(content) => {
          const carried = new DataTransfer();
          carried.items.add(new File([content], "b.json", {type: "application/json"}));
          const facts = {bubbles: true, cancelable: true, dataTransfer: carried};
          document.querySelector("#start h2").dispatchEvent(new DragEvent("drop", facts));
        }""",
        content,
    )
    expect(page.locator("#name")).to_contain_text("Verstas Ab")


def test_a_copy_of_the_page_is_shared_where_the_browser_can(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    go(page, "finish")
    # A desktop browser hands files to no other program.
    assert not page.locator("#share").is_visible()
    browsing.add_init_script(
        """Navigator.prototype.canShare = ({files}) => files[0].type === "text/html";
           Navigator.prototype.share = async ({files: [file]}) => {
             window.shared = [file.name, await file.text()]; };"""
    )
    page = visit(browsing, site / "fi" / "workbook.html")
    page.click("#drafts li .primary")
    go(page, "all")
    fill(page, TALK, "Avoimuus")
    go(page, "finish")
    page.click("#share")
    expect(page.locator("#said")).to_contain_text("Jaettu")
    expect(page.locator("#kept")).to_contain_text("tiedostossa Esimerkki")
    name, content = page.evaluate("window.shared")
    assert name.endswith(".html")
    other = visit(browsing, site / "fi" / "workbook.html")
    open_file(other, name, content.encode(), "text/html")
    assert answers(save(other))[TALK] == text("Avoimuus")


def test_a_draft_that_cannot_be_read_is_kept_and_offered_as_a_file(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    kept(page)
    page.evaluate(
        """async () => {
          const opened = indexedDB.open("toimintamalli");
          const base = await new Promise((done) => {
            opened.onsuccess = () => done(opened.result);
          });
          const store = base.transaction("documents", "readwrite").objectStore("documents");
          store.put({id: "newer", form: 99, secret: "tallessa"});
          base.close();
        }"""
    )
    go(page, "all")
    fill(page, TALK, "Avoimuus")
    kept(page)
    page = visit(browsing, site / "fi" / "workbook.html")
    with page.expect_download() as download:
        page.click("#drafts >> text=Tallenna luonnos tiedostoon")
    assert b"tallessa" in Path(download.value.path()).read_bytes()
    assert any(each["id"] == "newer" for each in page.evaluate(DRAFTS))


def test_the_draft_of_the_first_version_is_taken_over(
    model: Model[Text], site: Path, browsing: BrowserContext
) -> None:
    page = browsing.new_page()
    page.goto((site / "fi" / "path.html").as_uri())
    old = sheet_file(model, {ORGANISATION: text("Esimerkki Oy"), TALK: text("vanha")}).decode()
    page.evaluate("([key, old]) => { localStorage[key] = old }", [f"toimintamalli.{model.id}", old])
    page = visit(browsing, site / "fi" / "workbook.html")
    page.click("#drafts li:has-text('Esimerkki Oy') >> text=Jatka")
    expect(page.locator(f"[data-place='{TALK}']")).to_have_value("vanha")
    assert page.evaluate("localStorage.length") == 0


def test_leaving_is_warned_of_only_while_something_is_in_no_file(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    warned: list[str] = []

    def agree(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.reload()
    assert warned == []
    begin(page, "Esimerkki Oy")
    page.locator(f"[data-place='{TALK}']").press_sequentially("Av")
    page.reload()
    assert warned == ["beforeunload"]
    page.wait_for_selector("html.works", state="attached")
    assert value(page, TALK) == "Av"
    page.click("#name")
    save(page)
    expect(page.locator("#kept")).to_contain_text("tiedostossa Esimerkki")
    page.reload()
    assert warned == ["beforeunload"]


def test_a_draft_removed_by_mistake_comes_back(site: Path, browsing: BrowserContext) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    kept(page)
    page = visit(browsing, site / "fi" / "workbook.html")
    page.click("#drafts li >> text=Poista")
    expect(page.locator("#drafts li")).to_have_count(0)
    page.click("#said >> text=Kumoa")
    expect(page.locator("#drafts li")).to_contain_text("Esimerkki Oy")


def test_another_language_goes_on_with_the_same_document_at_the_same_place(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, TALK, "Avoimuus")
    kept(page)
    go(page, "overview")
    page.click(".languages >> text=English")
    page.wait_for_selector("html[lang=en].works", state="attached")
    assert page.evaluate("document.body.dataset.view") == "overview"
    assert page.inner_text("#name").startswith("Esimerkki Oy")
    assert value(page, TALK) == "Avoimuus"


def test_a_word_file_is_sent_on_to_the_page_that_reads_it(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    open_file(page, "taytetty.docx", b"PK\x03\x04rest", "application/msword")
    assert "Avatkaa se seurantasivulla" in page.inner_text("#said")


def test_where_the_browser_keeps_nothing_the_page_says_so_and_works(
    site: Path, browsing: BrowserContext
) -> None:
    browsing.add_init_script(
        "Object.defineProperty(window, 'indexedDB', {get() { throw new Error('blocked') }})"
    )
    page = visit(browsing, site / "fi" / "workbook.html", "all")
    assert "ei muista" in page.inner_text("#said")
    fill(page, TALK, "Avoimuus")
    expect(page.locator("#kept")).to_contain_text("vain tällä sivulla")
    assert answers(save(page))[TALK] == text("Avoimuus")
    open_file(page, "again.json", save(page))
    assert value(page, TALK) == "Avoimuus"


def test_a_full_memory_is_told_and_nothing_is_lost(site: Path, browsing: BrowserContext) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    kept(page)
    page.evaluate(
        """() => { IDBObjectStore.prototype.put = () => {
             throw new DOMException("full", "QuotaExceededError"); }; }"""
    )
    fill(page, TALK, "Avoimuus")
    expect(page.locator("#said")).to_contain_text("muisti on täynnä")
    assert answers(save(page))[TALK] == text("Avoimuus")
