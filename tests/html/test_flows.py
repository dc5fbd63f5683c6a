"""What people do with the page, in a real browser, with no network."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from toimintamalli.answers.file import read_answers, write_answers

SCALE: Final = "fieldset.scale"
FILL_EVERYTHING = """() => {
  const tell = (each) => each.dispatchEvent(new Event("input", {bubbles: true}));
  document.querySelectorAll("fieldset.scale").forEach((each, index) =>
    each.querySelectorAll("input")[index % 6].click());
  document.querySelectorAll("main [data-place]").forEach((each, index) => {
    if (each.type === "checkbox") { if (index % 2) each.click(); }
    else if (each.tagName === "TEXTAREA") each.value = `Ääni ${index}\\n\\n<b>toinen</b> "x" \\\\`;
    else if (each.tagName === "SELECT") each.selectedIndex = 1 + index % (each.options.length - 1);
    else if (each.type === "date") each.value = "2026-11-21";
    else if (each.type === "text") each.value = `teksti ${index}`;
    tell(each);
  });
}"""


def workbook(site: Path, language: str = "fi") -> Path:
    return site / language / "workbook.html"


def go(page: Page, view: str) -> None:
    """Bring a view of the page into sight."""
    page.evaluate("view => { location.hash = view }", view)
    page.wait_for_function("view => document.body.dataset.view === view", arg=view)


def save(page: Page) -> bytes:
    with page.expect_download() as download:
        page.click("#save")
    return Path(download.value.path()).read_bytes()


def open_files(page: Page, *files: tuple[str, bytes]) -> None:
    page.evaluate("document.querySelector('#said').replaceChildren()")
    page.set_input_files(
        "#files",
        [FilePayload(name=name, mimeType="application/json", buffer=data) for name, data in files],
    )
    page.wait_for_selector("#said p")
    go(page, "all")


def said(page: Page) -> str:
    return page.inner_text("#said")


def clear(page: Page) -> None:
    go(page, "overview")
    page.click("#clear")
    page.wait_for_selector("#said p")
    go(page, "all")


def answer_as(page: Page, party: str) -> None:
    """Say whose the answers are that belong to no view."""
    go(page, "overview")
    page.select_option("#party", party)
    go(page, "all")


def first_scale(page: Page, view: str = "") -> str:
    """Return the id of the first scale place that is answered from a view, or jointly."""
    ids: list[str] = page.eval_on_selector_all(SCALE, "all => all.map(each => each.dataset.place)")
    return next(id_ for id_ in ids if (id_.partition("@")[2] == view))


def answers(page: Page) -> dict[str, Any]:
    """Return all answers of a saved file, whosever they are."""
    return {k: v for sheet in json.loads(save(page))["sheets"] for k, v in sheet["answers"].items()}


def file(page: Page, given: Mapping[str, object], **facts: object) -> bytes:
    """Return a file with one sheet that somebody may have saved."""
    saved: dict[str, Any] = json.loads(save(page))
    saved["sheets"] = [{**saved["sheets"][0], "answers": given, **facts}]
    return json.dumps(saved).encode()


def test_the_page_asks_for_nothing_beyond_itself(site: Path, visit: Callable[..., Any]) -> None:
    arrived = visit()
    page = arrived.open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    go(page, "summary")
    page.reload()
    assert arrived.requests == [workbook(site).as_uri()] * 2


def test_answers_survive_save_clear_and_open_byte_for_byte(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    page.click("[data-rows] + button >> nth=0")
    answer_as(page, "workplace")
    before = save(page)
    assert len(answers(page)) > 140
    clear(page)
    assert answers(page) == {}
    open_files(page, ("answers.json", before))
    assert save(page) == before


def test_the_python_side_reads_a_saved_file_and_writes_the_same_bytes(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    page.click("[data-rows='plan.goals'] + button")
    page.fill("[data-place='plan.goals-2.code']", "B2")
    answer_as(page, "workplace")
    saved = save(page)
    read = read_answers(saved)
    assert [sheet.party for sheet in read.sheets] == ["workplace", "ohs"]
    assert write_answers(read) == saved


def test_answers_written_in_finnish_open_in_english(site: Path, visit: Callable[..., Any]) -> None:
    finnish = visit().open(workbook(site))
    finnish.evaluate(FILL_EVERYTHING)
    saved, expected = save(finnish), answers(finnish)
    english = visit().open(workbook(site, "en"))
    open_files(english, ("answers.json", saved))
    assert answers(english) == expected


def test_answers_are_still_there_after_reloading(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    before = save(page)
    page.reload()
    page.wait_for_selector("html.works", state="attached")
    assert save(page) == before


def test_no_answer_is_an_answer_and_not_the_same_as_none(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.check(f"{SCALE} >> nth=0 >> input[value=no-answer]")
    (only,) = answers(page).values()
    assert only == {"kind": "no-answer"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ei ole vastaustiedosto"),
        (b"%PDF-1.7", "ei ole vastaustiedosto"),
        (b"[1, 2]", "ei ole vastaustiedosto"),
        (b'{"schemaVersion": "1.0.0", "sheets": {}}', "ei ole vastaustiedosto"),
        (b'{"schemaVersion": "1.0.0", "sheets": [7]}', "ei ole vastaustiedosto"),
        (b'{"schemaVersion": "2.0.0", "sheets": []}', "uudemmalla versiolla"),
        (
            b'{"schemaVersion": "1.0.0", "sheets": [{"model": "another", "language": "fi", %s}]}'
            % b'"contentVersion": "1.0.0", "answers": {}',
            "toiseen toimintamalliin",
        ),
        (b" " * 2_000_001, "liian suuri"),
        (b"[" * 100_000, "ei ole vastaustiedosto"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_why(
    site: Path, visit: Callable[..., Any], content: bytes, reason: str
) -> None:
    page = visit().open(workbook(site))
    page.check(f"{SCALE} >> nth=0 >> input >> nth=2")
    before = save(page)
    open_files(page, ("outo.json", content))
    assert reason in said(page)
    assert "outo.json" in said(page)
    assert save(page) == before


def test_a_row_that_is_added_offers_the_same_choices(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.click("[data-rows='plan.needs'] + button")
    page.select_option("[data-place='plan.needs-2.reach']", "community")
    assert answers(page)["plan.needs-2.reach"] == {"kind": "choice", "value": "community"}


def test_what_a_place_would_change_is_kept_as_it_was(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    given: dict[str, object] = {
        "next-meeting.meeting.date": {"kind": "date", "value": "2026-02-31"},
        "next-meeting.closing.told": {"kind": "check", "value": False},
        "cover.occasion.ohs-provider": {"kind": "text", "value": "two\nlines"},
    }
    open_files(page, ("answers.json", file(page, given)))
    (saved,) = json.loads(save(page))["sheets"]
    assert saved["unrecognised"] == {f"/answers/{key}": each for key, each in given.items()}


def test_what_has_no_place_is_kept_shown_and_saved_again(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    id_ = first_scale(page)
    strange: dict[str, object] = {
        "from.the.future": {"kind": "text", "value": "tulevaisuudesta"},
        "__proto__": {"kind": "text", "value": "x"},
        id_: {"kind": "scale", "value": 17},
        f"{id_}@nobody": {"kind": "scale", "value": 1},
        "odd.kind.here": {"kind": "drawing", "value": [1, 2]},
    }
    open_files(page, ("answers.json", file(page, strange, colour="blue")))
    (saved,) = json.loads(save(page))["sheets"]
    # What another page may have a place for stays an answer; the rest is kept as it came.
    unknown = ("from.the.future", f"{id_}@nobody")
    assert saved["answers"] == {key: strange[key] for key in unknown}
    expected = {f"/answers/{key}": strange[key] for key in strange if key not in unknown}
    assert saved["unrecognised"] == {**expected, "/colour": "blue"}
    go(page, "overview")
    page.click("#unrecognised summary")
    assert "tulevaisuudesta" in page.inner_text("#unrecognised")


def test_a_file_of_an_older_version_finds_the_places_that_took_over(
    site: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    today = visit().open(workbook(site))
    id_, view = first_scale(today), "workplace"
    ledger = {
        "old.question.name": {"kind": "question", "replacedBy": ["older.question.name"]},
        "older.question.name": {"kind": "question", "retired": True, "replacedBy": [id_]},
        "gone.question.name": {"kind": "question", "retired": True},
    }
    html = workbook(site).read_text(encoding="utf-8")
    empty = '"ledger":{}'
    assert empty in html
    newer = tmp_path / "newer.html"
    newer.write_text(html.replace(empty, empty[:-2] + json.dumps(ledger)), encoding="utf-8")
    old = {
        "old.question.name": {"kind": "scale", "value": 4},
        f"old.question.name@{view}": {"kind": "scale", "value": 2},
        "gone.question.name": {"kind": "scale", "value": 1},
    }
    content = file(today, old, contentVersion="0.0.1")
    page = visit().open(newer)
    open_files(page, ("old.json", content))
    assert {key: each["value"] for key, each in answers(page).items()} == {
        id_: 4,
        f"{id_}@{view}": 2,
    }
    assert "gone.question.name" in save(page).decode()


def test_the_joint_page_shows_what_each_party_answered(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    for view, value in (("workplace", 2), ("ohs", 4)):
        page.check(f"[data-place='{first_scale(page, view)}'] input[value='{value}']")
    beside = page.inner_text(f"[data-place='{first_scale(page)}'] + .beside").split()
    assert beside == ["Työpaikka:", "2", "Työterveyshuolto:", "4", "Ero", "2"]


def test_rows_are_added_moved_and_removed_by_keyboard_alone(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    rows = "[data-rows='plan.needs']"
    page.fill(f"{rows} [data-place$='.code'] >> nth=0", "A1")
    page.focus(f"{rows} + button")
    page.keyboard.press("Enter")
    page.keyboard.type("A2")
    assert codes(page) == {"plan.needs-1.code": "A1", "plan.needs-2.code": "A2"}
    page.focus(f"{rows} fieldset:nth-of-type(2) .moves button >> nth=0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "A2"
    assert codes(page) == {"plan.needs-1.code": "A2", "plan.needs-2.code": "A1"}
    page.focus(f"{rows} fieldset:nth-of-type(1) .moves button:last-child")
    page.keyboard.press("Space")
    assert codes(page) == {"plan.needs-1.code": "A1"}


def codes(page: Page) -> dict[str, str]:
    return {id_: each["value"] for id_, each in answers(page).items()}


def test_a_file_with_more_rows_than_the_page_offers_is_shown_whole(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    ids = [f"plan.needs-{row}.need" for row in (1, 20, 100)]
    given = {id_: {"kind": "text", "value": id_} for id_ in ids}
    open_files(page, ("many.json", file(page, given)))
    assert page.locator("[data-rows='plan.needs'] fieldset").count() == 100
    assert page.locator("[data-place='plan.needs-100.need']").input_value() == ids[2]
    assert page.locator("[data-rows='plan.needs'] + button").is_visible()
    assert json.loads(save(page))["sheets"][0]["answers"].keys() == set(ids)


def test_the_summary_names_links_missing_in_the_plan(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.fill("[data-place='plan.needs-1.code']", "A1")
    page.click("[data-rows='plan.needs'] + button")
    page.fill("[data-place='plan.needs-2.code']", "A2")
    page.fill("[data-place='plan.goals-1.code']", "B1")
    page.fill("[data-place='plan.goals-1.needs']", "a2")
    go(page, "summary")
    missing = page.inner_text("#summary-result ul:last-child")
    assert "A1" in missing
    assert "A2" not in missing
    assert "B1" in missing


def test_the_summary_holds_every_answer_as_text(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    go(page, "summary")
    summary = page.inner_text("#summary-result")
    for answer in answers(page).values():
        if answer["kind"] == "text":
            assert answer["value"].split("\n")[0] in summary
    assert page.locator("#summary .plot tbody tr").count() == 10


def test_an_empty_page_has_nothing_chosen(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    assert page.locator("#book input:checked").count() == 0
    assert answers(page) == {}


def test_a_scale_is_answered_by_keyboard_alone(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site), "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    go(page, "all")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    (only,) = answers(page).values()
    assert only == {"kind": "scale", "value": 3}


def test_without_the_script_everything_is_there_but_the_buttons(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(workbook(site).as_uri())
    assert page.locator("button:visible").count() == 0
    assert page.locator("main > section:visible").count() == 1
    assert page.locator("#book > section:visible").count() > 20
    assert (
        page.locator("main > :visible >> nth=0").inner_text().startswith("Tämä näkymä ei tallenna")
    )
    assert page.locator(".unscripted a").get_attribute("href") == "workbook.docx"
    assert page.locator("[data-place]:visible").count() > 140
    context.close()
